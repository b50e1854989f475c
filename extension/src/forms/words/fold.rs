//! Texts as comparable words.

/// Stands for a value AutoBolt typed itself.
pub const MASK: &str = "¤";

/// A text in lower case, without accents and punctuation, its words parted by single spaces.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Folded(String);

impl Folded {
    /// Folds.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut out = String::with_capacity(text.len() + 8);
        for (at, c) in text.char_indices() {
            if c.is_ascii_alphanumeric() {
                out.push(c.to_ascii_lowercase());
            } else if matches!(c, '\'' | '’' | '‘' | 'ʼ' | '´' | '`') {
                // "don't" is one word, "l'annonce" two.
                let after =
                    text[at + c.len_utf8()..].chars().take_while(|c| c.is_alphabetic()).take(3).count();
                if after >= 3 {
                    out.push(' ');
                }
            } else if c == '¤' {
                out.push_str(" ¤ ");
            } else if c.is_alphanumeric() {
                for lower in c.to_lowercase() {
                    push_plain(&mut out, lower);
                }
            } else if !('\u{300}'..='\u{36f}').contains(&c) && c != '\u{ad}' {
                out.push(' ');
            }
        }
        let mut folded = String::with_capacity(out.len());
        for word in out.split_whitespace() {
            // "e-mail" is the same word as "email".
            let joins = word.starts_with("mail") && (folded == "e" || folded.ends_with(" e"));
            if !folded.is_empty() && !joins {
                folded.push(' ');
            }
            folded.push_str(word);
        }
        Self(folded)
    }

    /// The words.
    #[must_use]
    pub fn words(&self) -> Vec<&str> {
        if self.0.is_empty() { Vec::new() } else { self.0.split(' ').collect() }
    }

    /// The words as one text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the other's words stand in this one, one after the other.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        !other.0.is_empty() && self.find(&other.0, 0).is_some()
    }

    /// Where those words begin, from byte `from` on.
    fn find(&self, wanted: &str, from: usize) -> Option<usize> {
        if self.0.len() < wanted.len() {
            return None;
        }
        let text = self.0.as_bytes();
        self.0.get(from..)?.match_indices(wanted).map(|(at, _)| from + at).find(|at| {
            let end = at + wanted.len();
            (*at == 0 || text[at - 1] == b' ') && (end == text.len() || text[end] == b' ')
        })
    }

    /// Replaces the other's words by [`MASK`].
    pub fn mask(&mut self, other: &Self) {
        if other.0.is_empty() || other.0 == MASK {
            return;
        }
        let mut from = 0;
        while let Some(at) = self.find(&other.0, from) {
            self.0.replace_range(at..at + other.0.len(), MASK);
            from = at + MASK.len();
        }
    }
}

fn push_plain(out: &mut String, c: char) {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ą' => out.push('a'),
        'ç' | 'ć' | 'č' => out.push('c'),
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => out.push('e'),
        'ì' | 'í' | 'î' | 'ï' | 'ī' => out.push('i'),
        'ñ' | 'ń' | 'ň' => out.push('n'),
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => out.push('o'),
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' => out.push('u'),
        'ý' | 'ÿ' => out.push('y'),
        'š' | 'ś' => out.push('s'),
        'ž' | 'ź' | 'ż' => out.push('z'),
        'ł' => out.push('l'),
        'ß' => out.push_str("ss"),
        'œ' => out.push_str("oe"),
        'æ' => out.push_str("ae"),
        '\u{300}'..='\u{36f}' => {}
        _ => out.push(c),
    }
}

/// The sentences of a text, with the mark that ends each. A dot inside a word (a domain, a number) ends nothing.
#[must_use]
pub fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next_is_space = chars.peek().is_none_or(|(_, n)| n.is_whitespace());
        let ends = c == '\n' || (matches!(c, '.' | '!' | '?' | '…' | ';') && next_is_space);
        if ends {
            let end = at + c.len_utf8();
            found.push(text[start..end].trim());
            start = end;
        }
    }
    found.push(text[start..].trim());
    found.retain(|s| !s.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_apostrophes_and_hyphens_do_not_matter() {
        assert_eq!(Folded::new("L’annonce a été créée").as_str(), "l annonce a ete creee");
        assert_eq!(Folded::new("Don't! Größe: E-Mail").as_str(), "dont grosse email");
    }

    #[test]
    fn a_domain_does_not_end_a_sentence() {
        assert_eq!(
            sentences("Thank you for submitting to Show.com! It is reviewed. Really?"),
            ["Thank you for submitting to Show.com!", "It is reviewed.", "Really?"]
        );
    }

    #[test]
    fn a_typed_value_is_masked_wherever_it_stands() {
        let mut text = Folded::new("Cafe Nord, Cafe Nord was received");
        text.mask(&Folded::new("Café Nord"));
        assert_eq!(text.as_str(), "¤ ¤ was received");
    }
}
