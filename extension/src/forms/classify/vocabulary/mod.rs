//! The words for every meaning, in seven languages, and how a text is looked up in them.
//!
//! A phrase is one or more words; `stem*` matches a word that begins so, `*stem` one that ends so. Phrases are separated by
//! commas, languages by lines. Articles and prepositions are dropped on both sides, possessives ("Ihr", "votre", "su") all
//! read as `your`.

mod address;
mod book;
mod business;
mod consent;
mod contact;
mod filler;
mod hours;
mod media;
mod social;
mod texts;
mod unfillable;

use super::super::field::Meaning;
use super::super::text::fold;
use book::{first_two, last_two, vocabulary};
use filler::FILLER;
pub use filler::{significant, telling};
pub use hours::edge_of;

/// The words for one meaning.
pub struct Entry {
    /// The meaning.
    pub meaning: Meaning,
    /// Phrases that decide when they are the whole text.
    pub whole: &'static str,
    /// Phrases that count wherever they stand.
    pub part: &'static str,
    /// Phrases that are ambiguous: they count a little, and only as the whole text.
    pub weak: &'static str,
    /// Phrases that speak against the meaning wherever they stand.
    pub never: &'static str,
}

/// How much a text speaks for a meaning, 0 to 1; negative: it speaks against it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The meaning.
    pub meaning: Meaning,
    /// How much.
    pub strength: f32,
}

const WHOLE: f32 = 1.0;
const WEAK: f32 = 0.5;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Whole,
    Part,
    Weak,
    Never,
}

/// What a label, placeholder or heading speaks for. `words` come from [`significant`].
#[must_use]
pub fn look_up(words: &[String]) -> Vec<Hit> {
    let mut all = hits(words, false);
    if words.iter().any(|w| w == "your") && words.len() > 1 {
        // "The name of your business" is the business name; "your name" stays better said with "your".
        let without: Vec<String> = words.iter().filter(|w| *w != "your").cloned().collect();
        for hit in hits(&without, false) {
            let strength = if hit.strength > 0.0 { hit.strength * 0.95 } else { hit.strength };
            match all.iter_mut().find(|h| h.meaning == hit.meaning) {
                Some(h) if h.strength >= 0.0 && strength >= 0.0 => h.strength = h.strength.max(strength),
                Some(h) => h.strength = h.strength.min(strength),
                None => all.push(Hit { strength, ..hit }),
            }
        }
    }
    if all.iter().all(|h| h.strength <= 0.0) {
        // "Short business description", "company site": whose it is stands in the way of what it is.
        let bare: Vec<String> = words.iter().filter(|w| !OWNERS.contains(&w.as_str())).cloned().collect();
        if !bare.is_empty() && bare.len() < words.len() {
            all.extend(
                hits(&bare, false)
                    .into_iter()
                    .filter(|h| h.strength > WEAK)
                    .map(|h| Hit { strength: h.strength * 0.9, ..h }),
            );
        }
    }
    all
}

/// Words that say whose something is or how official, folded; without them a label asks for the same.
const OWNERS: &[&str] = &[
    "your",
    "business",
    "company",
    "firm",
    "store",
    "shop",
    "practice",
    "organisation",
    "organization",
    "listing",
    "official",
    "main",
    "primary",
    "public",
    "current",
    "firma",
    "unternehmen",
    "unternehmens",
    "betrieb",
    "betriebs",
    "geschaft",
    "offizielle",
    "entreprise",
    "societe",
    "etablissement",
    "officiel",
    "officielle",
    "empresa",
    "negocio",
    "comercio",
    "oficial",
    "principal",
    "azienda",
    "attivita",
    "impresa",
    "ufficiale",
    "principale",
    "bedrijf",
    "zaak",
    "onderneming",
    "officiele",
    "loja",
];

/// What a machine's name speaks for. `words` come from [`telling`].
#[must_use]
pub fn look_up_name(words: &[String]) -> Vec<Hit> {
    hits(words, true)
}

/// A phrase found in a text.
struct Found {
    meaning: Meaning,
    strength: f32,
    /// The words it took.
    span: std::ops::Range<usize>,
}

fn hits(words: &[String], name: bool) -> Vec<Hit> {
    let mut found: Vec<Found> = Vec::new();
    let book = vocabulary();
    // "Your" is no part of what is asked; phrases that need it say so. Digits at the end neither.
    let plain =
        words.iter().filter(|w| *w != "your" && !w.bytes().all(|b| b.is_ascii_digit())).count().max(1);
    let mut try_at = |ids: &[u32], at: usize, one: bool| {
        for &id in ids {
            let phrase = &book.phrases[id as usize];
            let (fits, k) = if one {
                (true, 1)
            } else {
                (
                    matches_at(&phrase.words, words, at),
                    phrase.words.iter().filter(|w| *w != "your").count().max(1),
                )
            };
            if !fits {
                continue;
            }
            let is_whole = k >= plain
                && (phrase.words.contains(&String::from("your"))
                    || at == 0
                    || words[..at].iter().all(|w| w == "your"));
            let strength = match phrase.kind {
                Kind::Whole if is_whole => WHOLE,
                Kind::Weak if is_whole => WEAK,
                Kind::Whole | Kind::Weak => continue,
                Kind::Part if is_whole => WHOLE,
                #[expect(clippy::cast_precision_loss, reason = "a handful of words")]
                Kind::Part => (0.55 + 0.4 * k as f32 / plain as f32).min(0.95) - 0.01 * at.min(10) as f32,
                Kind::Never => -1.0,
            };
            let span = at..at + if one { 1 } else { phrase.words.len() };
            found.push(Found { meaning: phrase.meaning, strength, span });
        }
    };
    for (at, word) in words.iter().enumerate() {
        if let Some(ids) = book.exact.get(word) {
            try_at(ids, at, false);
        }
        if let Some(key) = first_two(word)
            && let Some(ids) = book.prefixed.get(&key)
        {
            try_at(ids, at, false);
        }
        if let Some(key) = last_two(word)
            && let Some(ids) = book.suffixed.get(&key)
        {
            try_at(ids, at, false);
        }
        if name && let Some(ids) = book.joined.get(word) {
            try_at(ids, at, true);
        }
    }
    let mut best: Vec<Hit> = Vec::new();
    // "Name" speaks against a website, but not in "domain name", which is one.
    let held = |no: &Found| {
        found.iter().any(|yes| {
            yes.meaning == no.meaning
                && yes.strength > 0.0
                && yes.span.len() > no.span.len()
                && yes.span.start <= no.span.start
                && no.span.end <= yes.span.end
        })
    };
    for &Found { meaning, strength, .. } in found.iter().filter(|f| f.strength > 0.0 || !held(f)) {
        match best.iter_mut().find(|h| h.meaning == meaning) {
            // One "never" outweighs any number of phrases.
            Some(hit) if hit.strength < 0.0 || strength < 0.0 => hit.strength = -1.0,
            Some(hit) => hit.strength = hit.strength.max(strength),
            None => best.push(Hit { meaning, strength }),
        }
    }
    best
}

fn matches_at(phrase: &[String], words: &[String], at: usize) -> bool {
    words.len() >= at + phrase.len() && phrase.iter().zip(&words[at..]).all(|(p, w)| word_matches(p, w))
}

fn word_matches(pattern: &str, word: &str) -> bool {
    if let Some(stem) = pattern.strip_suffix('*') {
        word.starts_with(stem)
    } else if let Some(stem) = pattern.strip_prefix('*') {
        word.ends_with(stem)
    } else {
        pattern == word
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::text::{name_tokens, tokens};
    use super::*;
    use std::collections::HashMap;

    fn best(label: &str) -> Option<Meaning> {
        look_up(&significant(&tokens(label)))
            .into_iter()
            .filter(|h| h.strength > 0.0)
            .max_by(|a, b| a.strength.total_cmp(&b.strength))
            .map(|h| h.meaning)
    }

    #[test]
    fn every_phrase_is_found_by_its_own_words() {
        for phrase in &vocabulary().phrases {
            let words: Vec<String> = phrase.words.iter().map(|w| w.replace('*', "")).collect();
            assert!(
                look_up(&words).iter().any(|h| h.meaning == phrase.meaning),
                "`{}` does not find {:?}",
                phrase.words.join(" "),
                phrase.meaning
            );
        }
    }

    #[test]
    fn no_phrase_decides_for_two_meanings() {
        let mut by_words: HashMap<&[String], Vec<Meaning>> = HashMap::new();
        for phrase in &vocabulary().phrases {
            if matches!(phrase.kind, Kind::Whole | Kind::Part) {
                let all = by_words.entry(&phrase.words).or_default();
                if !all.contains(&phrase.meaning) {
                    all.push(phrase.meaning);
                }
            }
        }
        let mut torn: Vec<String> = by_words
            .into_iter()
            .filter(|(_, all)| all.len() > 1)
            .map(|(words, all)| format!("{}: {all:?}", words.join(" ")))
            .collect();
        torn.sort();
        assert!(torn.is_empty(), "{}", torn.join("\n"));
    }

    #[test]
    fn labels_in_seven_languages_are_understood() {
        for (label, meaning) in [
            ("Company name", Meaning::BusinessName),
            ("Firmenname", Meaning::BusinessName),
            ("Nom de l'entreprise", Meaning::BusinessName),
            ("Nombre de la empresa", Meaning::BusinessName),
            ("Ragione sociale", Meaning::BusinessName),
            ("Bedrijfsnaam", Meaning::BusinessName),
            ("Nome da empresa", Meaning::BusinessName),
            ("Öffnungszeiten", Meaning::OpeningHours),
            ("Horaires d'ouverture", Meaning::OpeningHours),
            ("PLZ", Meaning::Postcode),
            ("Code postal", Meaning::Postcode),
            ("Código postal", Meaning::Postcode),
            ("CAP", Meaning::Postcode),
            ("Straße", Meaning::Street),
            ("Strasse und Hausnummer", Meaning::Street),
            ("Teléfono", Meaning::Phone),
            ("Your name", Meaning::ContactName),
            ("Ihr Name", Meaning::ContactName),
            ("Facebook page URL", Meaning::Social(autobolt_shared::profile::SocialNetwork::Facebook)),
            ("Reciprocal Link URL", Meaning::ReciprocalLink),
            ("Short description", Meaning::ShortDescription),
            ("Kurzbeschreibung", Meaning::ShortDescription),
        ] {
            assert_eq!(best(label), Some(meaning), "{label}");
        }
    }

    #[test]
    fn names_without_meaning_carry_nothing() {
        for name in
            ["field_7", "listingfields[3]", "wpbdp-field-6", "input_12", "ctl00$txt1", ":r3:", "mui-4821"]
        {
            assert_eq!(telling(&name_tokens(name)), Vec::<String>::new(), "{name}");
        }
    }
}
