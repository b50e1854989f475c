//! What a field's labels and its names speak for.

use super::super::question::{Question, Shape};
use super::super::vocabulary::{look_up_name, telling};
use super::{Gathered, Memory};
use crate::forms::text::{clean_label, name_tokens, tokens};

/// Returns whether the label is one of the ambiguous words and nothing more, and whether it says anything at all.
pub(super) fn by_labels(q: &Question<'_>, g: &mut Gathered, memory: &mut Memory) -> (bool, bool) {
    let c = q.first();
    let l = &c.labels;
    let twin = q.stand_in.map(|t| &t.labels);
    let routes: Vec<(&str, &str, f32)> = match q.shape {
        Shape::Radios | Shape::Ticks => vec![
            ("legend", l.legend.as_str(), 0.92),
            ("left cell", &l.cell_left, 0.85),
            ("label", &l.orphan_label, 0.85),
            ("text above", &l.preceding, 0.7),
        ],
        Shape::Tick => vec![
            ("label", l.label_for.as_str(), 0.92),
            ("label", &l.wrapping, 0.92),
            ("aria-labelledby", &l.aria_labelledby, 0.9),
            ("aria-label", &l.aria_label, 0.9),
            ("text beside", &l.following, 0.85),
            ("text above", &l.preceding, 0.6),
            ("left cell", &l.cell_left, 0.7),
        ],
        _ => {
            let mut routes = vec![
                ("label", l.label_for.as_str(), 0.92),
                ("label", &l.wrapping, 0.92),
                ("aria-labelledby", &l.aria_labelledby, 0.9),
                ("aria-label", &l.aria_label, 0.9),
                ("left cell", &l.cell_left, 0.88),
                ("label", &l.orphan_label, 0.86),
                ("text above", &l.preceding, 0.84),
            ];
            if l.cell_left.is_empty() {
                routes.push(("column head", &l.cell_above, 0.8));
            }
            if let Some(t) = twin {
                routes.extend([
                    ("label", t.label_for.as_str(), 0.9),
                    ("label", &t.wrapping, 0.9),
                    ("text above", &t.preceding, 0.8),
                ]);
            }
            routes
        }
    };
    let mut seen: Vec<String> = Vec::new();
    let mut ambiguous = false;
    let mut said = false;
    for (route, text, weight) in routes {
        if text.trim().is_empty() || (route == "text above" && q.borrows_text_above) {
            continue;
        }
        // Agreements are sentences: nothing may be cut off.
        let clean = if matches!(q.shape, Shape::Tick) { text.to_owned() } else { named(text) };
        if seen.contains(&clean) {
            continue;
        }
        let hits = memory.text(&clean);
        if seen.is_empty() {
            said = hits.iter().any(|h| h.strength > 0.0);
            ambiguous = said && hits.iter().all(|h| h.strength <= 0.5);
        }
        // The first route that says anything is the label; the others support it.
        let weight = if seen.is_empty() { weight } else { weight * 0.5 };
        g.add(&hits, weight, route, &clean, true);
        seen.push(clean);
    }
    (ambiguous, said)
}

/// First words of remarks on how a value is written.
const MANNERS: &[&str] = &[
    "with",
    "without",
    "including",
    "incl",
    "include",
    "no",
    "not",
    "if",
    "for",
    "eg",
    "as",
    "only",
    "mit",
    "ohne",
    "inkl",
    "inklusive",
    "falls",
    "wenn",
    "nur",
    "avec",
    "sans",
    "inclus",
    "si",
    "con",
    "sin",
    "incluyendo",
    "solo",
    "senza",
    "incluso",
    "se",
    "met",
    "zonder",
    "inclusief",
    "indien",
    "com",
    "sem",
    "incluindo",
];

/// What a label calls its field. One or two words in brackets belong to the name: "Address (URL)", "Phone (mobile)".
fn named(label: &str) -> String {
    let clean = clean_label(label);
    let words = tokens(&clean.help);
    let short = (1..=3).contains(&words.len()) && !clean.help.contains([',', ':', '/', '.']);
    let plain = words.iter().all(|w| !w.bytes().any(|b| b.is_ascii_digit()));
    // "(with area code)", "(incl. VAT)" says how to write it, not what it is.
    let manner = words.first().is_some_and(|w| MANNERS.contains(&w.as_str()));
    let plain = plain && !manner;
    if short && plain && label.contains('(') { format!("{} {}", clean.text, clean.help) } else { clean.text }
}

/// Returns whether the name is one of the ambiguous words and nothing more.
pub(super) fn by_name(q: &Question<'_>, g: &mut Gathered) -> bool {
    let c = q.stand_in.unwrap_or(q.first());
    let mut before: Vec<String> = Vec::new();
    let mut vague = false;
    for (route, name, weight) in [("name", &c.name, 0.68), ("id", &c.id, 0.6)] {
        let words = telling(&name_tokens(name));
        if words.is_empty() || words == before {
            continue;
        }
        let hits = look_up_name(&words);
        if before.is_empty() {
            vague = hits.iter().any(|h| h.strength > 0.0) && hits.iter().all(|h| h.strength <= 0.5);
        }
        g.add(&hits, if before.is_empty() { weight } else { weight * 0.5 }, route, name, true);
        before = words;
    }
    vague
}
