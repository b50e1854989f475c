//! What directories say, in seven languages: phrase tables and the matcher that reads them.
//!
//! A phrase is written in folded words (lower case, no accents, no punctuation). Its notation, word by word:
//! `listing` that word · `submi*` a beginning · `a|b` either · `x?` or nothing · `.` any one word · `_` up to four words ·
//! `^` start and `$` end of the sentence · `<thing>` what one lists, `<core>` the same but unmistakable, `<done>` a finished
//! act, each in the phrase's own language · `¤` a value that AutoBolt typed itself.

mod de;
mod en;
mod es;
mod fold;
mod fr;
mod it;
mod nl;
mod pt;

pub use fold::{Folded, MASK, sentences};
use std::sync::OnceLock;

/// What a phrase is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// The listing was received: says so by itself.
    Received,
    /// Goes with a received listing, but is said on other occasions too.
    Thanks,
    /// It is reviewed before it is public.
    Review,
    /// A mail was sent whose link must be clicked.
    ConfirmEmail,
    /// The business is there already.
    Duplicate,
    /// The directory says no.
    Refused,
    /// It was not taken: failed, not saved, try again.
    Failure,
    /// A field is wrong or missing.
    Complaint,
    /// More is to be done before anything is sent: preview, last step, choose a plan.
    Further,
    /// Nothing is done yet, in so many words: a draft, "almost done", "to complete your submission".
    Unfinished,
    /// Still working: sending, please wait.
    Working,
    /// An account is needed to submit.
    LoginNeeded,
    /// Submitting costs money.
    PayNeeded,
    /// A code sent by SMS or call is asked for.
    PhoneCode,
    /// A person must prove to be one.
    Captcha,
    /// The whole page is a check of the browser.
    BrowserCheck,
    /// No more submissions are taken.
    Closed,
    /// The page does not exist.
    NotFound,
    /// The server is broken or under maintenance.
    ServerDown,
    /// Link or button that leads to the listing form.
    AddBusiness,
    /// About cookies and consent.
    Cookies,
    /// Button: refuse all but the necessary cookies.
    Reject,
    /// Button: accept cookies.
    Accept,
    /// Button: close, no thanks, later.
    Close,
    /// Button: send.
    Submit,
    /// Button: next step.
    Next,
    /// Button: preview.
    Preview,
    /// Button on a preview: now really publish.
    Publish,
    /// Button: back, cancel, reset, delete, edit.
    Back,
    /// Button: keep as a draft.
    Draft,
    /// Button: search, filter.
    Search,
    /// Button or heading: sign in, sign up, with or without another site's account.
    Login,
    /// Button: newsletter.
    Newsletter,
    /// Button: pay, check out, upgrade.
    Pay,
    /// Button that helps filling: upload, add a row, locate, look up.
    Helper,
    /// Free of charge.
    Free,
}

/// One language's tables.
pub(crate) struct Language {
    /// What one lists.
    pub thing: &'static str,
    /// The same, unmistakable without "your".
    pub core: &'static str,
    /// Finished acts.
    pub done: &'static str,
    /// Words before a statement that make it a condition, a question or somebody else's.
    pub condition: &'static str,
    /// Words before a statement that turn it into its opposite.
    pub denial: &'static str,
    /// The phrases.
    pub phrases: &'static [(Topic, &'static [&'static str])],
}

static LANGUAGES: [&Language; 7] =
    [&en::LANGUAGE, &de::LANGUAGE, &fr::LANGUAGE, &es::LANGUAGE, &it::LANGUAGE, &nl::LANGUAGE, &pt::LANGUAGE];

/// Where a phrase was found: words `start..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First word.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The phrase is about the whole sentence: `^ … $`.
    pub whole: bool,
    /// The phrase names what it is about (`<thing>`, `<core>`, a typed value): an uploaded image is not meant.
    pub specific: bool,
    /// Index of the language, for [`doubted`].
    language: usize,
}

/// A phrase, and which beginnings of words a text must have for it to be worth looking: most phrases are ruled out by that.
struct Phrase {
    text: &'static str,
    needs: Vec<u128>,
}

/// The tables, prepared once: by topic, with the language's index.
static PREPARED: OnceLock<Vec<Vec<(usize, Phrase)>>> = OnceLock::new();

fn prepared(topic: Topic) -> &'static [(usize, Phrase)] {
    let tables = PREPARED.get_or_init(|| {
        let mut tables: Vec<Vec<(usize, Phrase)>> = Vec::new();
        for (index, language) in LANGUAGES.iter().enumerate() {
            for (topic, phrases) in language.phrases {
                let at = *topic as usize;
                if tables.len() <= at {
                    tables.resize_with(at + 1, Vec::new);
                }
                tables[at].extend(phrases.iter().map(|text| (index, Phrase { text, needs: needs(text) })));
            }
        }
        tables
    });
    tables.get(topic as usize).map_or(&[], Vec::as_slice)
}

/// One bit for a word's first two letters.
fn beginning(word: &str) -> u128 {
    let mut bytes = word.bytes();
    let (first, second) = (bytes.next().unwrap_or(0), bytes.next().filter(|b| *b != b'*').unwrap_or(0));
    1 << ((u32::from(first) * 31 + u32::from(second)) % 128)
}

/// The beginnings of each word that the phrase cannot do without.
fn needs(phrase: &str) -> Vec<u128> {
    let fixed = |part: &&str| {
        let loose = matches!(*part, "^" | "$" | "_" | ".") || part.ends_with('?') || part.contains('<');
        !loose && !part.split('|').any(|w| w == "$" || w.trim_end_matches('*').len() < 2)
    };
    phrase.split(' ').filter(fixed).map(|part| part.split('|').fold(0, |all, w| all | beginning(w))).collect()
}

/// Every place where a phrase of that topic stands.
#[must_use]
pub fn hits(topic: Topic, words: &[&str]) -> Vec<Hit> {
    let mut found = Vec::new();
    let has = words.iter().fold(0, |all, w| all | beginning(w));
    for (index, phrase) in prepared(topic) {
        if words.is_empty() || phrase.needs.iter().any(|n| n & has == 0) {
            continue;
        }
        if let Some((start, end)) = find(phrase.text, words, LANGUAGES[*index]) {
            let whole = phrase.text.starts_with("^ ") && phrase.text.ends_with(" $");
            let specific = ["<thing>", "<core>", MASK].iter().any(|n| phrase.text.contains(n));
            found.push(Hit { start, end, whole, specific, language: *index });
        }
    }
    found
}

/// Whether any phrase of that topic stands in the text.
#[must_use]
pub fn says(topic: Topic, text: &str) -> bool {
    let folded = Folded::new(text);
    !hits(topic, &folded.words()).is_empty()
}

/// The first sentence of the text that says it, as the page wrote it.
#[must_use]
pub fn sentence_saying(topic: Topic, text: &str) -> Option<&str> {
    sentences(text).into_iter().find(|s| says(topic, s))
}

/// Whether words before or in the hit make it a condition or a denial: "once …", "if …", "no …".
#[must_use]
pub fn doubted(hit: Hit, words: &[&str]) -> bool {
    let Some(language) = LANGUAGES.get(hit.language) else { return true };
    let among = |list: &str, w: &str| list.split('|').any(|d| matches_word(d, w));
    words.iter().take(hit.end).any(|w| among(language.condition, w) || among(language.denial, w))
}

/// Whether words before the hit make it a condition: "if an error occurs", "once it is rejected".
#[must_use]
pub fn conditional(hit: Hit, words: &[&str]) -> bool {
    let Some(language) = LANGUAGES.get(hit.language) else { return true };
    words.iter().take(hit.start).any(|w| language.condition.split('|').any(|d| matches_word(d, w)))
}

fn matches_word(pattern: &str, word: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => pattern == word,
    }
}

fn matches_any(alternatives: &str, word: &str, language: &Language) -> bool {
    alternatives.split('|').any(|pattern| {
        let list = match pattern {
            "." => return true,
            "<thing>" => language.thing,
            "<core>" => language.core,
            "<done>" => language.done,
            _ => return matches_word(pattern, word),
        };
        list.split('|').any(|p| matches_word(p, word))
    })
}

fn find(phrase: &str, words: &[&str], language: &Language) -> Option<(usize, usize)> {
    if let Some(anchored) = phrase.strip_prefix("^ ") {
        return matched(anchored, words, 0, language).map(|end| (0, end));
    }
    (0..words.len()).find_map(|start| matched(phrase, words, start, language).map(|end| (start, end)))
}

/// Matches the rest of a phrase from word `at` on; the end of the match.
fn matched(phrase: &str, words: &[&str], at: usize, language: &Language) -> Option<usize> {
    if phrase.is_empty() {
        return Some(at);
    }
    let (part, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
    if part == "_" {
        return (at..=(at + 4).min(words.len())).find_map(|next| matched(rest, words, next, language));
    }
    let (wanted, optional) = match part.strip_suffix('?') {
        Some(wanted) => (wanted, true),
        None => (part, false),
    };
    let Some(word) = words.get(at) else {
        let may_end = optional || wanted.split('|').any(|w| w == "$");
        return if may_end { matched(rest, words, at, language) } else { None };
    };
    if matches_any(wanted, word, language)
        && let Some(end) = matched(rest, words, at + 1, language)
    {
        return Some(end);
    }
    if optional { matched(rest, words, at, language) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODES: [&str; 7] = ["en", "de", "fr", "es", "it", "nl", "pt"];

    #[test]
    fn every_phrase_is_written_in_folded_words() {
        for (language, code) in LANGUAGES.into_iter().zip(CODES) {
            let lists = [language.thing, language.core, language.done, language.condition, language.denial];
            let phrases = language.phrases.iter().flat_map(|(_, p)| p.iter().copied());
            for phrase in phrases.chain(lists) {
                for word in phrase.split([' ', '|']).filter(|w| !w.is_empty()) {
                    let bare = word.trim_end_matches(['*', '?']);
                    let sign = ["^", "$", "_", ".", "", MASK, "<thing>", "<core>", "<done>"].contains(&bare);
                    assert!(sign || Folded::new(bare).words() == [bare], "{code}: `{word}` in `{phrase}`");
                }
            }
        }
    }

    #[test]
    fn every_language_speaks_of_every_outcome() {
        use Topic as T;
        for (language, code) in LANGUAGES.into_iter().zip(CODES) {
            for topic in [
                T::Received,
                T::Thanks,
                T::Review,
                T::ConfirmEmail,
                T::Duplicate,
                T::Refused,
                T::Failure,
                T::Unfinished,
                T::Complaint,
                T::Further,
                T::Working,
                T::LoginNeeded,
                T::PayNeeded,
                T::Captcha,
                T::Closed,
                T::NotFound,
                T::ServerDown,
                T::AddBusiness,
                T::Cookies,
                T::Reject,
                T::Accept,
                T::Close,
                T::Submit,
                T::Next,
                T::Preview,
                T::Publish,
                T::Back,
                T::Draft,
                T::Search,
                T::Login,
                T::Newsletter,
                T::Pay,
                T::Helper,
                T::Free,
                T::PhoneCode,
            ] {
                assert!(
                    language.phrases.iter().any(|(t, p)| *t == topic && !p.is_empty()),
                    "{code} says nothing about {topic:?}"
                );
            }
        }
    }

    #[test]
    fn a_denied_statement_does_not_match_and_a_conditional_one_is_doubted() {
        assert!(!says(Topic::Received, "Your listing has not been submitted"));
        let folded = Folded::new("Once your listing has been submitted, we review it");
        let words = folded.words();
        let found = hits(Topic::Received, &words);
        assert!(!found.is_empty() && found.iter().all(|h| doubted(*h, &words)));
    }
}
