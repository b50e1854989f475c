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
mod gist;
mod it;
mod nl;
mod pt;

pub use fold::{Folded, MASK, sentences};
pub use gist::Gist;
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
    /// An answer that refuses: "No", "I do not agree".
    No,
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
    /// What pages say.
    pub answers: &'static [(Topic, &'static [&'static str])],
    /// What stands on links and buttons.
    pub buttons: &'static [(Topic, &'static [&'static str])],
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

/// A phrase, read once.
struct Phrase {
    parts: Vec<Part>,
    anchored: bool,
    whole: bool,
    specific: bool,
    /// Which beginnings of words a text must have for it to be worth looking: most phrases are ruled out by that.
    needs: Vec<u128>,
    language: usize,
}

/// One place of a phrase.
enum Part {
    /// Up to four words of any kind.
    Gap,
    /// One word.
    Word {
        /// Any word will do.
        any: bool,
        /// The end of the sentence will do.
        end: bool,
        /// Nothing will do.
        optional: bool,
        /// Beginnings of the words that will do: most words are ruled out by them.
        beginnings: u128,
        /// Those words; with a star, those beginnings.
        words: Vec<&'static str>,
    },
}

/// The tables by topic, prepared once.
static PREPARED: OnceLock<Vec<Vec<Phrase>>> = OnceLock::new();

fn prepared(topic: Topic) -> &'static [Phrase] {
    let tables = PREPARED.get_or_init(|| {
        let mut tables: Vec<Vec<Phrase>> = Vec::new();
        for (index, language) in LANGUAGES.iter().enumerate() {
            for (topic, phrases) in language.answers.iter().chain(language.buttons) {
                let at = *topic as usize;
                if tables.len() <= at {
                    tables.resize_with(at + 1, Vec::new);
                }
                tables[at].extend(phrases.iter().map(|text| Phrase::read(text, index, language)));
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

/// The beginnings of all of a text's words: a text that holds another has all of the other's.
#[must_use]
pub fn beginnings(text: &Folded) -> u128 {
    text.as_str().split(' ').fold(0, |all, word| all | beginning(word))
}

impl Phrase {
    fn read(text: &'static str, index: usize, language: &Language) -> Self {
        let anchored = text.strip_prefix("^ ");
        let parts: Vec<Part> =
            anchored.unwrap_or(text).split(' ').map(|part| Part::read(part, language)).collect();
        let needs = parts.iter().filter_map(Part::need).collect();
        Self {
            parts,
            anchored: anchored.is_some(),
            whole: anchored.is_some() && text.ends_with(" $"),
            specific: ["<thing>", "<core>", MASK].iter().any(|n| text.contains(n)),
            needs,
            language: index,
        }
    }

    fn find(&self, words: &[&str]) -> Option<(usize, usize)> {
        let last = if self.anchored { 1 } else { words.len() };
        (0..last).find_map(|start| matched(&self.parts, words, start).map(|end| (start, end)))
    }
}

impl Part {
    fn read(text: &'static str, language: &Language) -> Self {
        if text == "_" {
            return Self::Gap;
        }
        let (wanted, optional) = match text.strip_suffix('?') {
            Some(wanted) => (wanted, true),
            None => (text, false),
        };
        let (mut any, mut end, mut words) = (false, false, Vec::new());
        for word in wanted.split('|') {
            match word {
                "." => any = true,
                "$" => end = true,
                "<thing>" => words.extend(language.thing.split('|')),
                "<core>" => words.extend(language.core.split('|')),
                "<done>" => words.extend(language.done.split('|')),
                _ => words.push(word),
            }
        }
        // A beginning of one letter rules nothing out.
        let loose = words.iter().any(|w| w.ends_with('*') && w.len() < 3);
        let beginnings =
            if loose { u128::MAX } else { words.iter().fold(0, |all, word| all | beginning(word)) };
        Self::Word { any, end, optional, beginnings, words }
    }

    /// The beginnings of which one must be in the text.
    fn need(&self) -> Option<u128> {
        match self {
            Self::Word { any: false, end: false, optional: false, beginnings, .. } => Some(*beginnings),
            _ => None,
        }
    }
}

/// Every place where a phrase of that topic stands.
#[must_use]
pub fn hits(topic: Topic, words: &[&str]) -> Vec<Hit> {
    let has = words.iter().fold(0, |all, w| all | beginning(w));
    prepared(topic)
        .iter()
        .filter(|phrase| !words.is_empty() && phrase.needs.iter().all(|n| n & has != 0))
        .filter_map(|phrase| {
            let (start, end) = phrase.find(words)?;
            let Phrase { whole, specific, language, .. } = *phrase;
            Some(Hit { start, end, whole, specific, language })
        })
        .collect()
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
    words.iter().take(hit.end).any(|w| among(language.condition, w) || among(language.denial, w))
}

/// Whether words before the hit make it a condition: "if an error occurs", "once it is rejected".
#[must_use]
pub fn conditional(hit: Hit, words: &[&str]) -> bool {
    let Some(language) = LANGUAGES.get(hit.language) else { return true };
    words.iter().take(hit.start).any(|w| among(language.condition, w))
}

/// Whether the word is one of `list`: words and, with a star, beginnings, parted by bars.
fn among(list: &str, word: &str) -> bool {
    list.split('|').any(|wanted| matches_word(wanted, word))
}

fn matches_word(pattern: &str, word: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => pattern == word,
    }
}

/// Matches the rest of a phrase from word `at` on; the end of the match.
fn matched(parts: &[Part], words: &[&str], at: usize) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return Some(at) };
    match part {
        Part::Gap => (at..=(at + 4).min(words.len())).find_map(|next| matched(rest, words, next)),
        Part::Word { any, end, optional, beginnings, words: wanted } => {
            let Some(word) = words.get(at) else {
                return if *optional || *end { matched(rest, words, at) } else { None };
            };
            let fits = *any
                || beginnings & beginning(word) != 0
                    && wanted.iter().any(|pattern| matches_word(pattern, word));
            if fits && let Some(end) = matched(rest, words, at + 1) {
                return Some(end);
            }
            if *optional { matched(rest, words, at) } else { None }
        }
    }
}

#[cfg(test)]
mod tests;
