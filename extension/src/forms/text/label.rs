//! Taking a label apart: its name, its marks, its hints.

use super::{Limits, announced_limits, fold, squeeze};

/// A label taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CleanLabel {
    /// What the field is called: no `*`, no colon, no brackets, no hints.
    pub text: String,
    /// What stood in brackets or after the first sentence.
    pub help: String,
    /// The label says that the field must be filled.
    pub required: bool,
    /// The label says that it need not.
    pub optional: bool,
    /// Limits the label announces.
    pub limits: Limits,
}
const REQUIRED: &[&str] = &[
    "required",
    "mandatory",
    "pflichtfeld",
    "pflichtangabe",
    "erforderlich",
    "notwendig",
    "obligatoire",
    "requis",
    "obligatorio",
    "requerido",
    "obbligatorio",
    "richiesto",
    "verplicht",
    "vereist",
    "obrigatorio",
    "must",
];
const OPTIONAL: &[&str] = &[
    "optional",
    "freiwillig",
    "facultatif",
    "optionnel",
    "opcional",
    "facoltativo",
    "opzionale",
    "optioneel",
    "facultativo",
    "niet verplicht",
    "not required",
];
/// Takes a label apart. `*` and "(required)" become [`CleanLabel::required`], brackets and further sentences become help.
#[must_use]
pub fn clean_label(label: &str) -> CleanLabel {
    let mut out = CleanLabel { limits: announced_limits(label), ..CleanLabel::default() };
    let mut text = String::with_capacity(label.len());
    let mut help: Vec<String> = Vec::new();
    let mut inner = String::new();
    let mut depth = 0_u32;
    for c in label.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    help.push(squeeze(&inner));
                    inner.clear();
                    text.push(' ');
                }
            }
            '*' | '\u{2217}' | '\u{2731}' | '\u{ff0a}' => out.required = true,
            _ if depth > 0 => inner.push(c),
            _ => text.push(c),
        }
    }
    if depth > 0 {
        help.push(squeeze(&inner));
    }
    let mut text = squeeze(&text);
    text = strip_counters(&text);
    if let Some((head, tail)) = split_help(&text) {
        help.push(tail);
        text = head;
    }
    help.retain(|h| {
        let said = state_of(h);
        out.required |= said == Some(true);
        out.optional |= said == Some(false);
        said.is_none() && !h.is_empty()
    });
    // "Name required", "Website - optional": the mark is the last word.
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() > 1
        && let Some(said) = words.last().and_then(|w| state_of(w))
        && words.len() < 8
    {
        out.required |= said;
        out.optional |= !said;
        text = words[..words.len() - 1].join(" ");
    }
    out.text = text
        .trim_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    ':' | '-'
                        | '\u{2013}'
                        | '\u{2014}'
                        | ','
                        | ';'
                        | '.'
                        | '|'
                        | '/'
                        | '"'
                        | '\u{2026}'
                        | '?'
                )
        })
        .to_owned();
    if out.text.is_empty() && help.len() == 1 {
        out.text = help.remove(0);
    }
    out.help = help.join(" ");
    if out.optional {
        out.required = false;
    }
    out
}
/// `Some(true)`: the words say "required" and little else; `Some(false)`: "optional".
fn state_of(text: &str) -> Option<bool> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count();
    if words == 0 || words > 3 {
        return None;
    }
    if OPTIONAL.iter().any(|w| folded.contains(w)) {
        Some(false)
    } else if REQUIRED.iter().any(|w| folded.contains(w) && (*w != "must" || words == 1)) {
        Some(true)
    } else {
        None
    }
}
/// Removes `0/256` and `0 / 256` at the end of a label.
fn strip_counters(text: &str) -> String {
    let mut kept = text.trim_end();
    if let Some(slash) = kept.rfind('/') {
        let after = kept[slash + 1..].trim();
        let before = kept[..slash].trim_end();
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if !after.is_empty() && after.chars().all(|c| c.is_ascii_digit()) && digits > 0 {
            kept = before[..before.len() - digits].trim_end();
        }
    }
    kept.to_owned()
}
/// Splits `Label: further words` and `Label. A sentence.` and `Label - hint`; none when the label is one piece.
fn split_help(text: &str) -> Option<(String, String)> {
    for mark in [": ", ". ", " - ", " \u{2013} ", " \u{2014} ", "? ", " | "] {
        for (at, _) in text.match_indices(mark) {
            let head = text[..at].trim();
            let tail = text[at + mark.len()..].trim();
            // "St. Gallen", "Street and no. of the house": an abbreviation ends no label.
            let last = head.rsplit(' ').next().unwrap_or_default().chars().count();
            let abbreviated = mark == ". " && last <= 3;
            if head.chars().count() >= 4 && !tail.is_empty() && !abbreviated {
                return Some((head.to_owned(), tail.to_owned()));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_loses_its_marks_and_keeps_its_name() {
        let label = clean_label("Company name *:");
        assert_eq!((label.text.as_str(), label.required), ("Company name", true));
        let label = clean_label("Website (optional)");
        assert_eq!((label.text.as_str(), label.optional, label.required), ("Website", true, false));
        let label = clean_label("Firmenname (Pflichtfeld)");
        assert_eq!((label.text.as_str(), label.required), ("Firmenname", true));
        let label = clean_label("Phone (incl. country code)");
        assert_eq!((label.text.as_str(), label.help.as_str()), ("Phone", "incl. country code"));
        assert_eq!(clean_label("Short description 0/160").text, "Short description");
        assert_eq!(clean_label("E-mail").text, "E-mail");
    }
}
