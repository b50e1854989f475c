//! Plans: which option costs nothing and asks for nothing in return.

use super::super::classify::question::Offer;
use super::super::text::tokens;
use super::super::words::{Topic, says};
use super::ranges::numbers;

/// Whether the option is a plan that asks for a link in return.
#[must_use]
pub fn wants_link_back(o: &Offer<'_>) -> bool {
    let words = [o.text.as_str(), o.note, o.value].map(tokens).concat();
    let has = |stem: &str| words.iter().any(|w| w.starts_with(stem));
    let back = words.windows(2).any(|w| {
        matches!(
            [w[0].as_str(), w[1].as_str()],
            ["link", "back" | "exchange"] | ["back", "link"] | ["lien" | "enlace" | "link", "retour"]
        )
    });
    ["reciproc", "reciproq", "recip", "backlink", "linkback", "gegenlink", "rucklink", "ruckverlinkung"]
        .into_iter()
        .any(has)
        || back
}
/// Whether the option is surely a plan that costs nothing.
#[must_use]
pub fn costs_nothing(o: &Offer<'_>) -> bool {
    free_score(o) > 0.9
}
/// "$49.95", "10 €": names an amount of money, and not zero.
#[must_use]
pub fn names_a_price(text: &str) -> bool {
    has_currency(text) && numbers(text).iter().any(|n| *n > 0.0)
}
fn has_currency(text: &str) -> bool {
    text.contains(['$', '\u{20ac}', '\u{a3}'])
}
/// How surely an option, with what stands beside it, is the plan that costs nothing.
pub(super) fn free_score(o: &Offer<'_>) -> f32 {
    let both = format!("{} {}", o.text, o.note);
    let words = tokens(&both);
    let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    if wants_link_back(o)
        || names_a_price(&both)
        || has(&["trial", "probe", "testen", "essai", "prueba", "prova"])
    {
        return 0.0;
    }
    let amounts = numbers(&both);
    if is_free(&words) || is_free(&tokens(o.value)) || says(Topic::Free, &both) && !is_free_of(&words) {
        1.0
    } else if has_currency(&both) && amounts.first() == Some(&0.0) {
        0.95
    } else if has(&["basic", "basis", "basico", "base", "standard", "regular"]) && amounts.is_empty() {
        0.6
    } else {
        0.0
    }
}
const FREE: &[&str] = &[
    "free",
    "complimentary",
    "kostenlos",
    "kostenloser",
    "kostenlose",
    "kostenfrei",
    "gratis",
    "gratuit",
    "gratuite",
    "gratuito",
    "gratuita",
    "umsonst",
];
/// "Free", and not "ad free".
fn is_free(words: &[String]) -> bool {
    words.iter().any(|w| FREE.contains(&w.as_str())) && !is_free_of(words)
}
/// "Ad-free", "risk free", "free of ads": free of something else than of charge.
fn is_free_of(words: &[String]) -> bool {
    let of = ["ad", "ads", "risk", "spam", "commission", "hassle", "toll", "banner", "tax", "nofollow"];
    words.windows(2).any(|w| w[1] == "free" && of.contains(&w[0].as_str()))
        || words.windows(3).any(|w| w[0] == "free" && w[1] == "of" && of.contains(&w[2].as_str()))
}
