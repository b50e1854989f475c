//! What a question's controls hold, as a person sees it.

use super::super::choices::is_prompt;
use super::super::classify::question::{Question, Shape};
use super::super::text::tokens;

/// The answer that stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Held {
    /// None.
    Nothing,
    /// Typed text.
    Text(String),
    /// The texts of the chosen options.
    Chosen(Vec<String>),
    /// A tick box by itself.
    Ticked(bool),
    /// Of a kind that is not learnt from.
    NotSaid,
}

/// What a question holds.
pub(super) fn held(q: &Question<'_>) -> Held {
    let c = q.first();
    match q.shape {
        Shape::Line | Shape::Lines | Shape::Rich => text(&c.value),
        // One that text can be typed into holds whatever was typed.
        Shape::Combobox if matches!(c.tag.as_str(), "input" | "textarea") => text(&c.value),
        Shape::Combobox if c.value.trim().is_empty() || c.value.trim() == c.placeholder.trim() => {
            Held::Nothing
        }
        Shape::Combobox => Held::Chosen(vec![c.value.trim().to_owned()]),
        Shape::Select | Shape::Radios | Shape::Ticks => {
            let offers = q.offers();
            let chosen =
                offers.iter().enumerate().filter(|(at, offer)| offer.chosen && !is_prompt(offer, *at));
            let texts: Vec<String> =
                chosen.map(|(_, offer)| offer.text.clone()).filter(|text| !text.is_empty()).collect();
            if texts.is_empty() { Held::Nothing } else { Held::Chosen(texts) }
        }
        Shape::Tick => Held::Ticked(c.checked),
        Shape::File | Shape::Password | Shape::Hidden | Shape::Other => Held::NotSaid,
    }
}

fn text(value: &str) -> Held {
    if value.trim().is_empty() { Held::Nothing } else { Held::Text(value.trim().to_owned()) }
}

/// Whether two values are the same to a person: in another case, another dress of a number, with or without `https://`.
pub(super) fn same_text(a: &str, b: &str) -> bool {
    let words = |text: &str| tokens(text);
    if words(a) == words(b) {
        return !words(a).is_empty() || a.trim() == b.trim();
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let numeric = |text: &str| text.chars().all(|ch| ch.is_ascii_digit() || " +-()/.".contains(ch));
    if numeric(a) && numeric(b) {
        let (a, b) = (digits(a), digits(b));
        // With the country's code or without it.
        let ends =
            |long: &str, short: &str| short.len() >= 7 && long.ends_with(short.trim_start_matches('0'));
        return a.len() >= 3 && (a == b || ends(&a, &b) || ends(&b, &a));
    }
    let bare = |text: &str| {
        let text = text.trim().to_lowercase();
        let text = text.trim_start_matches("https://").trim_start_matches("http://");
        text.trim_start_matches("www.").trim_end_matches('/').to_owned()
    };
    bare(a) == bare(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_in_two_dresses_is_the_same() {
        for (a, b) in [
            ("+1 (555) 010-0199", "555 010 0199"),
            ("https://www.bakery.example/", "bakery.example"),
            ("BLUE DOOR  bakery", "Blue Door Bakery"),
        ] {
            assert!(same_text(a, b), "{a} {b}");
        }
        for (a, b) in [("12", "1"), ("Bakery", "Bakeries"), ("555 010 0199", "555 010 0198"), ("", "x")] {
            assert!(!same_text(a, b), "{a} {b}");
        }
    }
}
