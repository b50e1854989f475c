//! All tables in one book, phrases found by their first word.

use super::super::super::field::Meaning;
use super::super::super::text::{fold, fold_wide};
use super::{
    Kind, address, business, consent, contact, hours, media, significant, social, texts, unfillable,
};
use std::collections::HashMap;
use std::sync::OnceLock;

pub(super) struct Phrase {
    pub(super) words: Vec<String>,
    pub(super) kind: Kind,
    pub(super) meaning: Meaning,
}
pub(super) struct Vocabulary {
    pub(super) phrases: Vec<Phrase>,
    /// Phrases by their first word.
    pub(super) exact: HashMap<String, Vec<u32>>,
    /// Phrases whose first word ends in `*`, by its first two bytes.
    pub(super) prefixed: HashMap<[u8; 2], Vec<u32>>,
    /// Phrases whose first word begins with `*`, by its last two bytes.
    pub(super) suffixed: HashMap<[u8; 2], Vec<u32>>,
    /// Phrases of several words written as one (`companyname`), for machine names.
    pub(super) joined: HashMap<String, Vec<u32>>,
}
pub(super) fn first_two(word: &str) -> Option<[u8; 2]> {
    let b = word.as_bytes();
    (b.len() >= 2).then(|| [b[0], b[1]])
}
pub(super) fn last_two(word: &str) -> Option<[u8; 2]> {
    let b = word.as_bytes();
    (b.len() >= 2).then(|| [b[b.len() - 2], b[b.len() - 1]])
}
pub(super) fn vocabulary() -> &'static Vocabulary {
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
    let joined = super::super::super::text::tokens(&plain.join(" ").replace('*', "\u{3a9}"));
    significant(&joined.into_iter().map(|w| w.replace('\u{3c9}', "*")).collect::<Vec<_>>())
}
