//! Cutting texts to a limit without cutting a word.

/// Length as browsers count it for `maxlength`: UTF-16 code units.
#[must_use]
pub fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Cuts a text to `max` units: at the end of a sentence where that keeps at least half of what fits, else after a word.
/// None when not even the first word fits.
#[must_use]
pub fn cut(text: &str, max: usize) -> Option<String> {
    let text = text.trim();
    if length(text) <= max {
        return Some(text.to_owned());
    }
    let mut used = 0;
    let mut sentence = 0;
    let mut word = 0;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for (i, &(at, c)) in chars.iter().enumerate() {
        used += c.len_utf16();
        if used > max {
            break;
        }
        let end = at + c.len_utf8();
        let next = chars.get(i + 1).map(|&(_, n)| n);
        let ends_word = next.is_none_or(char::is_whitespace);
        if !c.is_whitespace() && ends_word {
            word = end;
            if matches!(c, '.' | '!' | '?' | '\u{2026}') {
                sentence = end;
            }
        }
    }
    let end = if sentence > 0 && length(&text[..sentence]) * 2 >= max { sentence } else { word };
    let kept = text[..end].trim_end();
    let kept = if end == sentence {
        kept
    } else {
        kept.trim_end_matches([',', ';', ':', '-', '\u{2013}', '\u{2014}', '(', '&']).trim_end()
    };
    (!kept.is_empty()).then(|| kept.to_owned())
}

/// Cuts to a number of words, at the end of a sentence where that keeps half.
#[must_use]
pub fn cut_words(text: &str, max: usize) -> Option<String> {
    if text.split_whitespace().count() <= max {
        return Some(text.trim().to_owned());
    }
    let kept = text.split_whitespace().take(max).collect::<Vec<_>>().join(" ");
    cut(&format!("{kept} x"), length(&kept))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cut_prefers_the_end_of_a_sentence() {
        let text = "We repair roofs. We build new ones too, all over the county.";
        assert_eq!(cut(text, 25).as_deref(), Some("We repair roofs."));
        assert_eq!(cut(text, 50).as_deref(), Some("We repair roofs. We build new ones too, all over"));
        assert_eq!(cut(text, 8).as_deref(), Some("We"));
        assert_eq!(cut("Donaudampfschifffahrt", 8), None);
    }

    proptest! {
        #[test]
        fn a_cut_never_splits_a_word(text in "[a-zäöü.,!? ]{0,200}", max in 1_usize..120) {
            if let Some(kept) = cut(&text, max) {
                prop_assert!(length(&kept) <= max);
                let words: Vec<&str> = text.split_whitespace().collect();
                for (i, word) in kept.split_whitespace().enumerate() {
                    let whole = words[i];
                    prop_assert!(word == whole || whole.trim_end_matches([',', ';', ':', '-', '(', '&']) == word, "{word} of {whole}");
                }
            }
        }
    }
}
