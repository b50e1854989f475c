//! Choosing among offered answers by meaning, with a score and a floor.

pub mod concepts;
mod synonyms;

use super::classify::question::{Offer, Question, Shape};
use super::field::Meaning as M;
use super::plan::Context;
use super::text::{fold, squeeze, tokens};
use super::values::{Facts, hours, places};
use super::words::{Topic, says};

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

/// "Please select", "-- Kategorie --", "": an option that asks instead of answering.
#[must_use]
pub fn is_prompt(o: &Offer<'_>, at: usize) -> bool {
    let text = o.text.trim();
    if text.is_empty()
        || text.chars().all(|c| !c.is_alphanumeric() && !matches!(c, '$' | '\u{20ac}' | '\u{a3}'))
    {
        return true;
    }
    if at > 0 && !o.value.is_empty() {
        return false;
    }
    let words = tokens(text);
    let first = words.first().map_or("", String::as_str);
    // "[Top]", "All categories" with the value 0: the root of a tree, no branch.
    let root = matches!(o.value, "" | "0" | "-1")
        && words.iter().all(|w| {
            matches!(
                w.as_str(),
                "top"
                    | "all"
                    | "any"
                    | "root"
                    | "none"
                    | "main"
                    | "categories"
                    | "category"
                    | "alle"
                    | "kategorien"
                    | "toutes"
                    | "todas"
                    | "tutte"
                    | "kategorie"
            )
        });
    let asks = matches!(
        first,
        "select"
            | "choose"
            | "please"
            | "pick"
            | "bitte"
            | "auswahlen"
            | "auswaehlen"
            | "wahlen"
            | "waehlen"
            | "selectionnez"
            | "choisir"
            | "choisissez"
            | "selectionner"
            | "veuillez"
            | "seleccione"
            | "selecciona"
            | "elige"
            | "elija"
            | "seleccionar"
            | "seleziona"
            | "selezionare"
            | "scegli"
            | "scegliere"
            | "selecteer"
            | "kies"
            | "maak"
            | "selecione"
            | "escolha"
            | "selecionar"
            | "none"
    );
    root || asks
        || text.starts_with(['-', '\u{2014}', '\u{2013}']) && text.ends_with(['-', '\u{2014}', '\u{2013}'])
        || o.value.is_empty() && (text.ends_with("...") || text.ends_with('\u{2026}'))
        || words
            .last()
            .is_some_and(|w| matches!(w.as_str(), "auswahlen" | "wahlen" | "waehlen" | "auswaehlen"))
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

/// What to look for in a dropdown that is not open yet: candidate texts, best first.
#[must_use]
pub fn to_look_for(meaning: M, facts: &Facts<'_>) -> Vec<String> {
    let p = facts.profile;
    let mut out: Vec<String> = Vec::new();
    match meaning {
        M::Category | M::Subcategory => {
            let (first, second) = if meaning == M::Category {
                (&p.category, &p.subcategory)
            } else {
                (&p.subcategory, &p.category)
            };
            out.extend(first.iter().chain(second).cloned());
            for text in out.clone() {
                out.extend(concepts::words_for(&text).into_iter().map(String::from));
            }
        }
        M::Employees => {
            out.extend(p.employees.iter().cloned());
            if let Some((low, high)) = p.employees.as_deref().and_then(range) {
                let holds = RANGES.iter().filter(|(a, b)| f64::from(*a) <= low && high <= f64::from(*b));
                out.extend(holds.map(|(a, b)| format!("{a}-{b}")));
            }
        }
        M::PriceRange => {
            out.extend(p.price_range.iter().cloned());
            let level = p.price_range.as_deref().and_then(price_level).unwrap_or(0);
            let words = [
                "",
                "Inexpensive|Cheap|Budget|Low",
                "Moderate|Medium|Mid",
                "Expensive|High",
                "Luxury|Ultra High",
            ];
            out.extend(
                words
                    .get(level)
                    .into_iter()
                    .flat_map(|w| w.split('|'))
                    .filter(|w| !w.is_empty())
                    .map(String::from),
            );
        }
        _ => {}
    }
    let mut seen: Vec<String> = Vec::new();
    out.retain(|t| {
        !t.trim().is_empty() && !seen.contains(t) && {
            seen.push(t.clone());
            true
        }
    });
    out
}

/// Ranges of employees that lists offer, narrow ones first.
const RANGES: &[(u32, u32)] = &[
    (1, 1),
    (1, 4),
    (1, 5),
    (2, 5),
    (5, 9),
    (6, 10),
    (1, 9),
    (2, 9),
    (2, 10),
    (1, 10),
    (10, 19),
    (11, 20),
    (11, 25),
    (10, 24),
    (10, 25),
    (10, 49),
    (11, 49),
    (10, 50),
    (11, 50),
    (20, 49),
    (21, 50),
    (26, 50),
    (25, 49),
    (50, 99),
    (51, 100),
    (50, 100),
    (50, 199),
    (51, 200),
    (50, 249),
    (51, 250),
    (100, 249),
    (101, 200),
    (101, 250),
    (100, 499),
    (101, 500),
    (201, 500),
    (200, 499),
    (251, 500),
    (250, 499),
    (500, 999),
    (501, 1000),
    (500, 1000),
    (1001, 5000),
    (1000, 4999),
    (5001, 10000),
];

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

/// "Other", "Sonstiges", "Divers": the last resort.
#[must_use]
pub fn is_other(text: &str) -> bool {
    let words = tokens(text);
    words.len() <= 3
        && words.iter().any(|w| {
            matches!(
                w.as_str(),
                "other"
                    | "others"
                    | "miscellaneous"
                    | "misc"
                    | "sonstiges"
                    | "sonstige"
                    | "andere"
                    | "anderes"
                    | "weitere"
                    | "divers"
                    | "autre"
                    | "autres"
                    | "otro"
                    | "otros"
                    | "otra"
                    | "otras"
                    | "varios"
                    | "altro"
                    | "altri"
                    | "altre"
                    | "varie"
                    | "overig"
                    | "overige"
                    | "anders"
                    | "outro"
                    | "outros"
                    | "outras"
                    | "diversos"
            )
        })
}

/// Words of options so wide that any business falls under them.
const WIDE: &[&str] = &[
    "business",
    "businesses",
    "economy",
    "services",
    "service",
    "general",
    "local",
    "companies",
    "company",
    "and",
    "wirtschaft",
    "dienstleistungen",
    "dienstleistung",
    "unternehmen",
    "und",
    "firmen",
    "allgemein",
    "entreprises",
    "entreprise",
    "economie",
    "et",
    "negocios",
    "empresas",
    "servicios",
    "y",
    "economia",
    "aziende",
    "servizi",
    "e",
    "imprese",
    "bedrijven",
    "diensten",
    "en",
    "zakelijk",
    "servicos",
    "negocio",
];

/// The generic option, where nothing else scores: one that holds any business, else "Other".
#[must_use]
pub fn last_resort(q: &Question<'_>) -> Option<Chosen> {
    let offers = real(q);
    let wide = |o: &&Offer<'_>| {
        let words = tokens(&o.text);
        !words.is_empty() && words.iter().all(|w| WIDE.contains(&w.as_str()))
    };
    let found = offers.iter().find(wide).or_else(|| offers.iter().find(|o| is_other(&o.text)))?;
    Some(chosen(
        found,
        0.3,
        format!("nothing offered fits; the generic \"{}\" is the last resort", found.text),
    ))
}

fn numbers(text: &str) -> Vec<f64> {
    let plain = text.replace(['.', ',', '\''], "");
    plain
        .split(|c: char| !c.is_ascii_digit())
        .filter(|s| !s.is_empty())
        .filter_map(|s| s.parse().ok())
        .collect()
}

/// Lower and upper end of a range: `1-10`, `11 to 50`, `500+`, `more than 500`, `under 10`, `7`.
fn range(text: &str) -> Option<(f64, f64)> {
    let n = numbers(text);
    let words = tokens(text);
    let says = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    match n.as_slice() {
        [] if says(&["self", "solo", "freelancer", "selbststandig", "just", "only"]) => Some((1.0, 1.0)),
        [a] if text.contains('+')
            || text.contains('>')
            || says(&[
                "more", "over", "above", "mehr", "uber", "plus", "mas", "oltre", "meer", "mais", "ab", "from",
            ]) =>
        {
            Some((*a, f64::INFINITY))
        }
        [a] if text.contains('<')
            || says(&[
                "less", "under", "below", "up", "bis", "unter", "weniger", "moins", "menos", "meno",
                "minder", "fewer", "fino", "hasta",
            ]) =>
        {
            Some((0.0, *a))
        }
        [a] => Some((*a, *a)),
        [a, b, ..] => Some((*a, *b)),
        [] => None,
    }
}

fn range_score(option: &str, wanted: &str) -> f32 {
    let (Some((lo, hi)), Some((wlo, whi))) = (range(option), range(wanted)) else {
        return same(option, wanted);
    };
    if (lo - wlo).abs() < 0.5 && (hi == whi || (hi - whi).abs() < 0.5) {
        1.0
    } else if lo <= wlo && whi <= hi {
        // The narrowest range that holds it.
        if hi.is_finite() { 0.9 - (0.2 * ((hi - lo) / (hi + 1.0))) as f32 } else { 0.65 }
    } else {
        0.0
    }
}

fn year_score(option: &str, year: i32) -> f32 {
    match range(option) {
        Some((a, b)) if (a - f64::from(year)).abs() < 0.5 && (a - b).abs() < 0.5 => 1.0,
        Some((a, b)) if a > 1000.0 && a <= f64::from(year) && f64::from(year) <= b && b.is_finite() => 0.8,
        _ => 0.0,
    }
}

/// How dear, 1 to 4.
fn price_level(t: &str) -> Option<usize> {
    let signs = t.chars().filter(|c| matches!(c, '$' | '\u{20ac}' | '\u{a3}')).count();
    if signs > 0 && numbers(t).is_empty() {
        return Some(signs);
    }
    tokens(t).iter().find_map(|w| match w.as_str() {
        "cheap" | "inexpensive" | "budget" | "low" | "gunstig" | "niedrig" | "economico" | "barato"
        | "goedkoop" | "skimming" => Some(1),
        "moderate" | "medium" | "mid" | "average" | "mittel" | "moyen" | "medio" | "gemiddeld" => Some(2),
        "expensive" | "high" | "pricey" | "gehoben" | "hoch" | "teuer" | "eleve" | "caro" | "alto"
        | "duur" => Some(3),
        "ultra" | "luxury" | "bellow" => Some(4),
        _ => None,
    })
}

/// `$$` against `$$`, "Moderate", `$$ - Moderate`; amounts against ranges.
fn price_score(option: &str, wanted: &str) -> f32 {
    match (price_level(option), price_level(wanted)) {
        (Some(a), Some(b)) => f32::from(u8::from(a == b)),
        _ => range_score(option, wanted),
    }
}

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
fn free_score(o: &Offer<'_>) -> f32 {
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
