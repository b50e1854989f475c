//! What the offered answers say about the question.

use super::super::field::Meaning;
use super::super::text::{fold, tokens};
use super::super::values::places;
use super::question::{Question, Shape};

/// Reports what the options speak for.
pub fn speak(q: &Question<'_>, mut say: impl FnMut(Meaning, f32, &str)) {
    if !matches!(q.shape, Shape::Select | Shape::Combobox | Shape::Radios | Shape::Ticks) {
        return;
    }
    let offers = q.offers();
    let texts: Vec<String> = offers.iter().map(|o| fold(&o.text)).filter(|t| !t.is_empty()).collect();
    if texts.len() < 2 {
        return;
    }
    #[expect(clippy::cast_precision_loss, reason = "at most some hundred options")]
    let share =
        |test: &dyn Fn(&str) -> bool| texts.iter().filter(|t| test(t)).count() as f32 / texts.len() as f32;
    if share(&|t| t.contains('+') && t.bytes().any(|b| b.is_ascii_digit())) > 0.6 && texts.len() > 5 {
        say(Meaning::PhoneCountryCode, 0.8, "options are dialling codes");
    } else if texts.len() > 8 && share(&|t| places::country(t).is_some()) > 0.6 {
        say(Meaning::Country, 0.75, "options are countries");
    } else if texts.len() > 7 && share(&|t| places::any_state(t)) > 0.6 {
        say(Meaning::State, 0.75, "options are states");
    } else if texts.len() > 10 && share(&|t| t.parse::<u32>().is_ok_and(|y| (1800..2100).contains(&y))) > 0.8
    {
        say(Meaning::FoundedYear, 0.4, "options are years");
    }
    if share(&|t| t.chars().all(|c| matches!(c, '$' | '\u{20ac}' | '\u{a3}' | ' '))) > 0.5 {
        say(Meaning::PriceRange, 0.8, "options are price levels");
    }
}

/// Whether the offers are plans, one of them for nothing: "Standard – free", "Featured – $39".
#[must_use]
pub fn are_plans(q: &Question<'_>) -> bool {
    let offers = q.offers();
    if !matches!(q.shape, Shape::Radios | Shape::Select) || !(2..=12).contains(&offers.len()) {
        return false;
    }
    let word = |list: &[&str]| {
        offers.iter().any(|o| {
            let text = format!("{} {}", o.text, o.note);
            tokens(&text).iter().any(|w| list.contains(&w.as_str()))
        })
    };
    let free = word(&[
        "free",
        "kostenlos",
        "kostenlose",
        "kostenloser",
        "kostenfrei",
        "gratis",
        "gratuit",
        "gratuite",
        "gratuito",
        "gratuita",
        "basic",
        "basis",
        "basiseintrag",
    ]);
    let priced = offers.iter().any(|o| {
        o.text.contains(['$', '\u{20ac}', '\u{a3}']) || o.note.contains(['$', '\u{20ac}', '\u{a3}'])
    }) || word(&["premium", "featured", "pro", "regular", "gold", "reciprocal"]);
    // What a product costs its buyers is another question than what the listing costs.
    let of_a_product = word(&["freemium", "opensource", "source", "saas"]);
    free && priced && !of_a_product
}
