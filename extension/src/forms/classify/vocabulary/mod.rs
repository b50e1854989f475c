//! The words for every meaning, in seven languages, and how a text is looked up in them.
//!
//! A phrase is one or more words; `stem*` matches a word that begins so, `*stem` one that ends so. Phrases are separated by
//! commas, languages by lines. Articles and prepositions are dropped on both sides, possessives ("Ihr", "votre", "su") all
//! read as `your`.

mod address;
mod business;
mod consent;
mod contact;
mod hours;
mod media;
mod social;
mod texts;
mod unfillable;

use super::super::field::Meaning;
use super::super::text::{fold, fold_wide};
pub use hours::edge_of;
use std::collections::HashMap;
use std::sync::OnceLock;

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

struct Phrase {
    words: Vec<String>,
    kind: Kind,
    meaning: Meaning,
}

struct Vocabulary {
    phrases: Vec<Phrase>,
    /// Phrases by their first word.
    exact: HashMap<String, Vec<u32>>,
    /// Phrases whose first word ends in `*`, by its first two bytes.
    prefixed: HashMap<[u8; 2], Vec<u32>>,
    /// Phrases whose first word begins with `*`, by its last two bytes.
    suffixed: HashMap<[u8; 2], Vec<u32>>,
    /// Phrases of several words written as one (`companyname`), for machine names.
    joined: HashMap<String, Vec<u32>>,
}

/// Words that carry nothing, in any of the languages.
const FILLER: &[&str] = &[
    "a", "an", "the", "of", "for", "to", "in", "on", "at", "and", "or", "with", "please", "enter", "select",
    "choose", "here", "this", "der", "die", "das", "des", "dem", "den", "ein", "eine", "einen", "und",
    "oder", "fur", "fuer", "zu", "zum", "zur", "von", "vom", "im", "am", "bitte", "de", "la", "le", "les",
    "du", "d", "l", "un", "une", "et", "ou", "pour", "el", "los", "las", "del", "y", "o", "para", "una",
    "il", "lo", "gli", "i", "di", "dell", "della", "dello", "dei", "delle", "degli", "e", "per", "het",
    "een", "van", "en", "of", "voor", "do", "da", "dos", "das", "os", "as", "um", "uma", "em", "no", "na",
    "s",
];

/// Possessives, all read as `your`.
const YOUR: &[&str] = &[
    "your", "my", "ihr", "ihre", "ihren", "ihrer", "ihres", "ihrem", "dein", "deine", "deiner", "deines",
    "mein", "meine", "votre", "vos", "ton", "su", "tu", "vostro", "vostra", "tuo", "tua", "suo", "sua", "uw",
    "je", "jouw", "seu", "teu", "our", "unser", "unsere", "nuestro", "nuestra",
];

/// Words that programs put into names without saying anything.
const NOISE: &[&str] = &[
    "field",
    "fields",
    "input",
    "inp",
    "form",
    "frm",
    "txt",
    "text",
    "textfield",
    "textarea",
    "select",
    "sel",
    "ddl",
    "listing",
    "listings",
    "listingfields",
    "data",
    "item",
    "meta",
    "acf",
    "wpforms",
    "wpbdp",
    "wpcf",
    "ctl",
    "ctrl",
    "control",
    "edit",
    "val",
    "value",
    "id",
    "ids",
    "add",
    "new",
    "submit",
    "submission",
    "post",
    "entry",
    "mui",
    "radix",
    "r",
    "tax",
    "js",
    "el",
    "custom",
    "attr",
    "attributes",
    "model",
    "object",
    "details",
    "detail",
    "info",
    "fld",
    "tb",
    "q",
    "cf",
    "box",
    "html",
    "api",
    "the",
    "create",
];

/// Drops fillers, reads possessives as `your`. A text of nothing but such words stays as it is: "Mon" is a day.
#[must_use]
pub fn significant(words: &[String]) -> Vec<String> {
    if words.len() == 1 {
        return words.to_vec();
    }
    let kept: Vec<String> = words
        .iter()
        .filter(|w| !FILLER.contains(&w.as_str()))
        .map(|w| if YOUR.contains(&w.as_str()) { String::from("your") } else { w.clone() })
        .collect();
    if kept.is_empty() { words.to_vec() } else { kept }
}

/// The words of a machine's name that may mean something: noise dropped; nothing left for `field_7` or `listingfields[3]`.
#[must_use]
pub fn telling(words: &[String]) -> Vec<String> {
    let kept: Vec<String> = words
        .iter()
        .filter(|w| !NOISE.contains(&w.as_str()) && w.len() > 1 || is_line_number(w))
        .cloned()
        .collect();
    if kept.iter().all(|w| w.bytes().all(|b| b.is_ascii_digit())) { Vec::new() } else { kept }
}

fn is_line_number(word: &str) -> bool {
    matches!(word, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9")
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
    all
}

/// What a machine's name speaks for. `words` come from [`telling`].
#[must_use]
pub fn look_up_name(words: &[String]) -> Vec<Hit> {
    hits(words, true)
}

fn hits(words: &[String], name: bool) -> Vec<Hit> {
    let mut found: Vec<(Meaning, Kind, f32)> = Vec::new();
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
            found.push((phrase.meaning, phrase.kind, strength));
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
    for &(meaning, _, strength) in &found {
        match best.iter_mut().find(|h| h.meaning == meaning) {
            // One "never" outweighs any number of phrases.
            Some(hit) if hit.strength < 0.0 || strength < 0.0 => hit.strength = -1.0,
            Some(hit) => hit.strength = hit.strength.max(strength),
            None => best.push(Hit { meaning, strength }),
        }
    }
    best
}

fn first_two(word: &str) -> Option<[u8; 2]> {
    let b = word.as_bytes();
    (b.len() >= 2).then(|| [b[0], b[1]])
}

fn last_two(word: &str) -> Option<[u8; 2]> {
    let b = word.as_bytes();
    (b.len() >= 2).then(|| [b[b.len() - 2], b[b.len() - 1]])
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

fn vocabulary() -> &'static Vocabulary {
    static BOOK: OnceLock<Vocabulary> = OnceLock::new();
    BOOK.get_or_init(|| {
        let mut book = Vocabulary {
            phrases: Vec::new(),
            exact: HashMap::new(),
            prefixed: HashMap::new(),
            suffixed: HashMap::new(),
            joined: HashMap::new(),
        };
        for table in [
            business::TABLE,
            contact::TABLE,
            address::TABLE,
            texts::TABLE,
            hours::TABLE,
            social::TABLE,
            media::TABLE,
            consent::TABLE,
            unfillable::TABLE,
        ] {
            for entry in table {
                for (list, kind) in [
                    (entry.whole, Kind::Whole),
                    (entry.part, Kind::Part),
                    (entry.weak, Kind::Weak),
                    (entry.never, Kind::Never),
                ] {
                    for phrase in list.split([',', '\n']).map(str::trim).filter(|p| !p.is_empty()) {
                        book.learn(phrase, kind, entry.meaning);
                    }
                }
            }
        }
        for (phrase, kind, meaning) in hours::by_day() {
            book.learn(&phrase, kind, meaning);
        }
        book
    })
}

impl Vocabulary {
    fn learn(&mut self, phrase: &str, kind: Kind, meaning: Meaning) {
        let narrow = words_of(&fold(phrase));
        // Only umlauts are written in two ways.
        if phrase.contains(['ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü']) {
            self.put(words_of(&fold_wide(phrase)), kind, meaning);
        }
        self.put(narrow, kind, meaning);
    }

    fn put(&mut self, words: Vec<String>, kind: Kind, meaning: Meaning) {
        let Some(first) = words.first().filter(|w| *w != "your" || words.len() > 1) else { return };
        #[expect(clippy::cast_possible_truncation, reason = "a few thousand phrases")]
        let id = self.phrases.len() as u32;
        if let Some(stem) = first.strip_suffix('*') {
            if let Some(key) = first_two(stem) {
                self.prefixed.entry(key).or_default().push(id);
            }
        } else if let Some(stem) = first.strip_prefix('*') {
            if let Some(key) = last_two(stem) {
                self.suffixed.entry(key).or_default().push(id);
            }
        } else {
            self.exact.entry(first.clone()).or_default().push(id);
            if words.len() > 1 && words.iter().all(|w| !w.contains('*') && w != "your") {
                self.joined.entry(words.concat()).or_default().push(id);
            }
        }
        self.phrases.push(Phrase { words, kind, meaning });
    }
}

/// Words of a phrase: like a text's, but `*` stays.
fn words_of(folded: &str) -> Vec<String> {
    let plain: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric() && c != '*')
        .filter(|t| !t.is_empty())
        .map(String::from)
        .collect();
    // The joining of "e mail" and the like happens to texts; phrases are written joined or go through the same table here.
    let joined = super::super::text::tokens(&plain.join(" ").replace('*', "\u{3a9}"));
    significant(&joined.into_iter().map(|w| w.replace('\u{3c9}', "*")).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::super::super::text::{name_tokens, tokens};
    use super::*;

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
