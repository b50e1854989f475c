//! The tables speak of everything, in words that can be found.

use super::*;

const CODES: [&str; 7] = ["en", "de", "fr", "es", "it", "nl", "pt"];

#[test]
fn every_phrase_is_written_in_folded_words() {
    for (language, code) in LANGUAGES.into_iter().zip(CODES) {
        let lists = [language.thing, language.core, language.done, language.condition, language.denial];
        let tables = language.answers.iter().chain(language.buttons);
        let phrases = tables.flat_map(|(_, p)| p.iter().copied());
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
            T::No,
            T::PhoneCode,
        ] {
            assert!(
                language.answers.iter().chain(language.buttons).any(|(t, p)| *t == topic && !p.is_empty()),
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
