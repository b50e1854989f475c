//! Choosing among offered answers by meaning, with a score and a floor.

pub mod concepts;
mod plans;
mod prompts;
mod ranges;
mod searches;
mod synonyms;

use super::classify::question::{Offer, Question, Shape};
use super::field::Meaning as M;
use super::plan::Context;
use super::text::{fold, squeeze, tokens};
use super::values::{Facts, hours, places};
use plans::free_score;
pub use plans::{costs_nothing, names_a_price, wants_link_back};
pub use prompts::{is_other, is_prompt, last_resort};
use ranges::{price_score, range_score, year_score};
pub use searches::to_look_for;

/// Below this an option is not taken for the wanted one.
pub const FLOOR: f32 = 0.5;

/// One chosen option.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// The control to act on.
    pub r: u32,
    /// Position among its options, for lists.
    pub option: Option<u32>,
    /// Its text.
    pub text: String,
    /// How well it fits, 0 to 1.
    pub score: f32,
    /// Why.
    pub why: String,
}

/// The offers that are real answers: not disabled, not "Please select".
#[must_use]
pub fn real<'a>(q: &Question<'a>) -> Vec<Offer<'a>> {
    let list = matches!(q.shape, Shape::Select | Shape::Combobox);
    q.offers()
        .into_iter()
        .enumerate()
        .filter(|(i, o)| {
            let asks = list && is_prompt(o, *i);
            let blank = o.text.is_empty() && o.value.is_empty();
            !(o.disabled || asks || blank)
        })
        .map(|(_, o)| o)
        .collect()
}

/// Chooses for a question; empty when nothing scores above the floor.
#[must_use]
pub fn choose(meaning: M, q: &Question<'_>, facts: &Facts<'_>) -> Vec<Chosen> {
    among(meaning, &real(q), q.shape == Shape::Select && !q.first().multiple, facts)
}

/// Which of the texts an opened dropdown offers answers the question; none when nothing scores above the floor.
#[must_use]
pub fn among_texts(meaning: M, texts: &[String], ctx: &Context<'_>) -> Option<usize> {
    let offers: Vec<Offer<'_>> = texts
        .iter()
        .enumerate()
        .map(|(i, text)| Offer {
            r: 0,
            option: u32::try_from(i).ok(),
            text: squeeze(text),
            value: "",
            group: "",
            disabled: false,
            chosen: false,
            note: "",
        })
        .filter(|o| !is_prompt(o, usize::from(o.option != Some(0))))
        .collect();
    among(meaning, &offers, true, &Facts::of(ctx)).first().and_then(|c| c.option).map(|i| i as usize)
}

fn among(meaning: M, offers: &[Offer<'_>], single: bool, facts: &Facts<'_>) -> Vec<Chosen> {
    let p = facts.profile;
    match meaning {
        M::Category | M::Subcategory => {
            let wanted: Vec<&str> = match meaning {
                M::Category => p.category.iter().chain(&p.subcategory).map(String::as_str).collect(),
                _ => p.subcategory.iter().chain(&p.category).map(String::as_str).collect(),
            };
            best(offers, |o| category_score(o, &wanted, &p.keywords))
        }
        M::Keywords => {
            many(offers, 5, |o| p.keywords.iter().map(|k| concepts::similar(&o.text, k)).fold(0.0, f32::max))
        }
        M::PaymentMethods => many(offers, usize::MAX, |o| {
            p.payment_methods.iter().map(|k| synonyms::payment(&o.text, k)).fold(0.0, f32::max)
        }),
        M::Languages => many(offers, if single { 1 } else { usize::MAX }, |o| {
            p.languages.iter().map(|k| synonyms::language(&o.text, k)).fold(0.0, f32::max)
        }),
        M::Country => best(offers, |o| {
            let Some(home) = facts.country else {
                return p.country.as_deref().map_or(0.0, |c| same(&o.text, c));
            };
            let is = |t: &str| places::country(t).is_some_and(|c| c.iso2 == home.iso2);
            if is(&o.text) {
                1.0
            } else if is(o.value) && o.value.len() >= 2 && places::country(&o.text).is_none() {
                0.9
            } else {
                0.0
            }
        }),
        M::State => best(offers, |o| {
            let iso = facts.country.map(|c| c.iso2);
            match facts.state {
                Some(home) => {
                    let is =
                        |t: &str| places::state(iso.or(Some(home.country)), t).is_some_and(|s| s == home);
                    if is(&o.text) || o.text.split(['(', '-', ',']).any(|t| is(t.trim())) {
                        1.0
                    } else if is(o.value) {
                        0.9
                    } else {
                        capital_province(o, facts)
                    }
                }
                None => p.state.iter().chain(&p.state_name).map(|s| same(&o.text, s)).fold(0.0, f32::max),
            }
        }),
        M::City => best(offers, |o| p.city.as_deref().map_or(0.0, |c| same(&o.text, c))),
        M::ServiceArea => best(offers, |o| p.service_area.as_deref().map_or(0.0, |c| same(&o.text, c))),
        M::ContactRole => {
            best(offers, |o| p.contact_role.as_deref().map_or(0.0, |c| concepts::similar(&o.text, c)))
        }
        M::PhoneCountryCode => {
            let dial = p
                .phone
                .as_deref()
                .and_then(|n| super::values::phone::parse(n, facts.country))
                .and_then(|n| n.dial);
            best(offers, |o| {
                let Some(dial) = dial else { return 0.0 };
                let digits = |t: &str| {
                    t.chars()
                        .skip_while(|c| *c != '+')
                        .skip(1)
                        .take_while(char::is_ascii_digit)
                        .collect::<String>()
                };
                let coded = digits(&o.text) == dial || o.value.trim_start_matches(['+', '0']) == dial;
                let home = facts.country.is_some_and(|h| {
                    places::country(&o.text)
                        .or_else(|| places::country(o.value))
                        .is_some_and(|c| c.iso2 == h.iso2 && h.dial == dial)
                });
                match (coded, home) {
                    (_, true) => 1.0,
                    (true, false) => 0.8,
                    _ => 0.0,
                }
            })
        }
        M::FoundedYear => best(offers, |o| p.founded_year.map_or(0.0, |y| year_score(&o.text, y))),
        M::Employees => best(offers, |o| p.employees.as_deref().map_or(0.0, |e| range_score(&o.text, e))),
        M::PriceRange => best(offers, |o| p.price_range.as_deref().map_or(0.0, |e| price_score(&o.text, e))),
        M::OpensAt(day) | M::ClosesAt(day) => {
            let want =
                hours::edge(p, day, matches!(meaning, M::OpensAt(_))).first().and_then(|t| hours::minutes(t));
            let closed = hours::closed(p, day) == Some(true);
            best(offers, |o| {
                if closed {
                    return if says_closed(&o.text) { 1.0 } else { 0.0 };
                }
                let has_time = o.text.bytes().any(|b| b.is_ascii_digit());
                if has_time && want.is_some() && hours::minutes(&o.text) == want { 1.0 } else { 0.0 }
            })
        }
        M::DayHours(day) => best(offers, |o| match hours::closed(p, day) {
            Some(true) if says_closed(&o.text) => 1.0,
            Some(false)
                if matches!(
                    fold(&o.text).as_str(),
                    "open" | "geoffnet" | "ouvert" | "abierto" | "aperto" | "geopend" | "aberto"
                ) =>
            {
                1.0
            }
            _ => 0.0,
        }),
        M::FreePlan => best(offers, free_score),
        M::Postcode => best(offers, |o| p.postcode.as_deref().map_or(0.0, |c| same(&o.text, c))),
        _ => Vec::new(),
    }
}

/// A province of the city's own name, in countries whose provinces are called after their capital: Sevilla, Bologna, Utrecht.
fn capital_province(o: &Offer<'_>, facts: &Facts<'_>) -> f32 {
    let called_so = facts.country.is_some_and(|c| matches!(c.iso2, "ES" | "IT" | "NL" | "PT"));
    let city = facts.profile.city.as_deref().filter(|_| called_so);
    city.map_or(0.0, |city| if same(&o.text, city) >= 1.0 { 0.7 } else { 0.0 })
}

fn says_closed(text: &str) -> bool {
    tokens(text).iter().any(|w| {
        matches!(
            w.as_str(),
            "closed" | "geschlossen" | "ferme" | "cerrado" | "chiuso" | "gesloten" | "fechado" | "ruhetag"
        )
    })
}

fn chosen(o: &Offer<'_>, score: f32, why: String) -> Chosen {
    Chosen { r: o.r, option: o.option, text: o.text.clone(), score, why }
}

fn best(offers: &[Offer<'_>], score: impl Fn(&Offer<'_>) -> f32) -> Vec<Chosen> {
    let mut top: Option<(f32, &Offer<'_>)> = None;
    for o in offers {
        let s = score(o);
        if s >= FLOOR && top.is_none_or(|(t, _)| s > t) {
            top = Some((s, o));
        }
    }
    top.map(|(s, o)| chosen(o, s, format!("option \"{}\" fits best ({:.0} %)", o.text, s * 100.0)))
        .into_iter()
        .collect()
}

fn many(offers: &[Offer<'_>], most: usize, score: impl Fn(&Offer<'_>) -> f32) -> Vec<Chosen> {
    let mut all: Vec<(f32, &Offer<'_>)> =
        offers.iter().map(|o| (score(o), o)).filter(|(s, _)| *s >= 0.7).collect();
    crate::order::sort_by(&mut all, |a, b| b.0.total_cmp(&a.0));
    all.truncate(most);
    all.into_iter().map(|(s, o)| chosen(o, s, format!("option \"{}\"", o.text))).collect()
}

/// 1 for the same words, 0.8 when the option holds them all.
fn same(option: &str, wanted: &str) -> f32 {
    let (a, b) = (tokens(option), tokens(wanted));
    if a.is_empty() || b.is_empty() {
        0.0
    } else if a == b {
        1.0
    } else if b.iter().all(|w| a.contains(w)) && a.len() <= b.len() + 2 {
        0.8
    } else {
        0.0
    }
}

fn category_score(o: &Offer<'_>, wanted: &[&str], keywords: &[String]) -> f32 {
    let mut score = 0.0_f32;
    for (i, w) in wanted.iter().enumerate() {
        // The first wanted is the one asked; the other helps where it does not.
        let worth = if i == 0 { 1.0 } else { 0.9 };
        score = score.max(concepts::similar(&o.text, w) * worth);
    }
    for k in keywords {
        score = score.max(concepts::similar(&o.text, k) * 0.6);
    }
    score
}
