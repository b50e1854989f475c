//! A value within the limits of its field.

use super::super::classify::question::{Question, Shape};
use super::super::field::Meaning as M;
use super::super::text::{announced_limits, squeeze};
use super::{Answer, cut, pattern};

/// Limits of a field: attributes and what its texts announce.
#[must_use]
pub fn limits(q: &Question<'_>) -> super::super::text::Limits {
    let c = q.first();
    let attributes = super::super::text::Limits {
        min: c.min_length,
        max: c.max_length.filter(|&m| m > 0),
        max_words: None,
    };
    let mut all = attributes.and(q.label.limits);
    for text in [
        &c.labels.description,
        &c.labels.following,
        &c.placeholder,
        &c.title,
        &c.labels.label_for,
        &c.labels.wrapping,
    ] {
        all = all.and(announced_limits(text));
    }
    all
}
/// Texts that may be cut; everything else fits whole or not at all.
fn may_be_cut(meaning: M) -> bool {
    matches!(meaning, M::Description | M::ShortDescription | M::Tagline | M::Keywords | M::ServiceArea)
}
/// A short description without a limit stays about this long.
const SHORT: usize = 300;
/// The first candidate that fits the field's limits and pattern.
#[must_use]
pub fn fit(meaning: M, q: &Question<'_>, candidates: &[String]) -> Answer {
    let c = q.first();
    let limits = limits(q);
    let max = limits.max.map_or(usize::MAX, |m| m as usize);
    let min = limits.min.map_or(0, |m| m as usize);
    let one_line = q.shape == Shape::Line;
    let mut why = String::new();
    let mut cut_one: Option<String> = None;
    for (i, candidate) in candidates.iter().enumerate() {
        let text = if one_line { squeeze(candidate) } else { candidate.trim().to_owned() };
        let words = limits.max_words.map_or(usize::MAX, |w| w as usize);
        let long = cut::length(&text) > max || text.split_whitespace().count() > words;
        // A further candidate that fits whole is better than a cut one.
        let short_wanted = meaning == M::ShortDescription && i > 0 && cut::length(&text) > SHORT.min(max);
        let text = if long || short_wanted {
            if !may_be_cut(meaning) {
                why = format!("\"{text}\" is longer than the field allows ({max})");
                continue;
            }
            let bound = if meaning == M::ShortDescription && i > 0 { SHORT.min(max) } else { max };
            let cut = if meaning == M::Keywords {
                cut_list(&text, bound)
            } else {
                cut::cut_words(&text, words).and_then(|t| cut::cut(&t, bound))
            };
            match cut {
                Some(t) if cut::length(&t) >= min => {
                    cut_one.get_or_insert(t);
                }
                _ => why = format!("no part of the text fits {max} characters"),
            }
            continue;
        } else {
            text
        };
        if cut::length(&text) < min {
            why = format!("the text has {} characters, the field wants at least {min}", cut::length(&text));
            continue;
        }
        if !c.pattern.is_empty() && one_line && pattern::matches(&c.pattern, &text) == Some(false) {
            why = format!("\"{text}\" is not of the form the field wants");
            continue;
        }
        if c.input_type == "number" && !in_range(c, &text) {
            why = format!("\"{text}\" is no number the field takes");
            continue;
        }
        return Answer::Text(text);
    }
    match cut_one {
        Some(t) => Answer::Text(t),
        None => Answer::Unfit(why),
    }
}
fn in_range(c: &super::super::snapshot::Control, text: &str) -> bool {
    let Ok(n) = text.parse::<f64>() else { return false };
    let bound = |s: &str| s.trim().parse::<f64>().ok();
    bound(&c.min).is_none_or(|m| n >= m) && bound(&c.max).is_none_or(|m| n <= m)
}
/// As many whole entries of a comma-separated list as fit.
fn cut_list(text: &str, max: usize) -> Option<String> {
    let mut out = String::new();
    for entry in text.split(',').map(str::trim) {
        let longer = if out.is_empty() { entry.to_owned() } else { format!("{out}, {entry}") };
        if cut::length(&longer) > max {
            break;
        }
        out = longer;
    }
    (!out.is_empty()).then_some(out)
}
