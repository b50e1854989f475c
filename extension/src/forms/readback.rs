//! Whether the controls hold what was put into them. Loose for masks and formatting, strict for meaning.

use super::action::Held;
use super::plan::{Fill, FillValue};
use super::text::fold;

/// A control that does not hold what it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The control's handle.
    pub r: u32,
    /// Its label.
    pub label: String,
    /// What was put there.
    pub wanted: String,
    /// What it holds.
    pub holds: String,
    /// The page's complaint about it, or `gone`; may be empty.
    pub error: String,
}

/// Compares what was put into the controls with what they hold.
#[must_use]
pub fn check(fills: &[Fill], held: &[Held]) -> Vec<Mismatch> {
    let mut out = Vec::new();
    for fill in fills {
        let Some(h) = held.iter().find(|h| h.r == fill.r) else { continue };
        let wanted = shown(&fill.value);
        // An uploader that took the file draws its input anew.
        if h.gone && matches!(fill.value, FillValue::File(_)) {
            continue;
        }
        if h.gone {
            out.push(Mismatch {
                r: fill.r,
                label: fill.label.clone(),
                wanted,
                holds: String::new(),
                error: "gone".into(),
            });
        } else if !holds(&fill.value, h) {
            let holds = if h.shown.is_empty() { h.value.clone() } else { h.shown.join(", ") };
            out.push(Mismatch {
                r: fill.r,
                label: fill.label.clone(),
                wanted,
                holds,
                error: h.error.clone(),
            });
        } else if !h.error.is_empty() {
            out.push(Mismatch {
                r: fill.r,
                label: fill.label.clone(),
                wanted,
                holds: h.value.clone(),
                error: h.error.clone(),
            });
        }
    }
    out
}

/// The value as a person would read it.
#[must_use]
pub fn shown(value: &FillValue) -> String {
    match value {
        FillValue::Text(t) | FillValue::Rich(t) => t.clone(),
        FillValue::Options(all) => all.iter().map(|(_, t)| t.as_str()).collect::<Vec<_>>().join(", "),
        FillValue::Pick(all) => all.first().cloned().unwrap_or_default(),
        FillValue::Tags(all) => all.join(", "),
        FillValue::Check(on) => String::from(if *on { "ticked" } else { "not ticked" }),
        FillValue::File(kind) => kind.clone(),
    }
}

fn holds(value: &FillValue, h: &Held) -> bool {
    match value {
        FillValue::Text(t) => alike(t, &h.value),
        // Editors change white space and entities; the words must be there.
        FillValue::Rich(t) => letters(&h.value).contains(&letters(t)),
        FillValue::Options(all) => {
            all.iter().all(|(_, t)| h.shown.iter().any(|s| letters(s) == letters(t)))
                || (h.shown.is_empty() && !h.value.is_empty())
        }
        // "$$" has no letters to compare.
        FillValue::Pick(all)
            if all.iter().any(|w| {
                letters(w).is_empty() && h.shown.iter().chain([&h.value]).any(|s| s.trim() == w.trim())
            }) =>
        {
            true
        }
        FillValue::Pick(all) => {
            let now: Vec<String> =
                h.shown.iter().chain([&h.value]).map(|s| letters(s)).filter(|s| !s.is_empty()).collect();
            all.iter()
                .map(|w| letters(w))
                .any(|w| !w.is_empty() && now.iter().any(|n| n.contains(&w) || w.contains(n.as_str())))
        }
        FillValue::Tags(all) => {
            let now = letters(&format!("{} {}", h.shown.join(" "), h.value));
            // Tags that moved out of the input into chips cannot be read from it.
            h.shown.is_empty() && h.value.is_empty() || all.iter().all(|t| now.contains(&letters(t)))
        }
        FillValue::Check(on) => h.checked == *on,
        FillValue::File(_) => !h.shown.is_empty() || !h.value.is_empty(),
    }
}

fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The same but for a mask's punctuation, an added scheme, a dialling code, a closing slash, capitals.
fn alike(wanted: &str, holds: &str) -> bool {
    let (w, h) = (letters(wanted), letters(holds));
    if w == h {
        return true;
    }
    if w.is_empty() || h.is_empty() {
        return false;
    }
    if let (Some(w), Some(h)) = (time_of_day(wanted), time_of_day(holds)) {
        return w == h;
    }
    let digits = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
    let numeric = |s: &str| s.chars().all(|c| !c.is_alphabetic());
    if numeric(wanted) && numeric(holds) {
        let (w, h) = (digits(wanted), digits(holds));
        let (short, long) = if w.len() < h.len() { (&w, &h) } else { (&h, &w) };
        // The dialling code or trunk digit may come or go; at least seven digits must agree.
        return short.len() >= 7 && long.ends_with(short.trim_start_matches('0'));
    }
    let bare = |s: &str| {
        letters(
            s.trim().trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www."),
        )
    };
    bare(wanted) == bare(holds)
}

/// Minutes since midnight of "18:00", "6:00 pm", "6pm", "18.00 Uhr", "18h00".
fn time_of_day(text: &str) -> Option<u32> {
    let lower = fold(text);
    let digits: Vec<u32> = lower
        .split(|c: char| !c.is_ascii_digit())
        .filter(|p| !p.is_empty())
        .map(|p| p.parse().ok())
        .collect::<Option<_>>()?;
    let rest: String = lower.chars().filter(|c| c.is_alphabetic()).collect();
    let half = match rest.as_str() {
        "" | "uhr" | "h" | "u" => None,
        "am" | "a" => Some(0),
        "pm" | "p" => Some(12),
        _ => return None,
    };
    let (hour, minute) = match (digits.as_slice(), half, rest.is_empty()) {
        ([hour], _, false) => (*hour, 0),
        ([hour, minute] | [hour, minute, 0], _, _) => (*hour, *minute),
        _ => return None,
    };
    let hour = half.map_or(hour, |half| hour % 12 + half);
    (hour < 25 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::field::Meaning;

    fn fill(value: FillValue) -> Fill {
        Fill { r: 1, label: "Field".into(), meaning: Meaning::Phone, value, required: true, why: vec![] }
    }

    fn after(text: &str, value: &str) -> usize {
        check(&[fill(FillValue::Text(text.into()))], &[Held { r: 1, value: value.into(), ..Held::default() }])
            .len()
    }

    #[test]
    fn a_mask_or_an_added_scheme_is_no_mismatch() {
        assert_eq!(after("5125550142", "(512) 555-0142"), 0);
        assert_eq!(after("+1 512 555 0142", "512-555-0142"), 0);
        assert_eq!(after("acme.example", "https://www.acme.example/"), 0);
    }

    #[test]
    fn a_time_in_another_dress_is_the_same_time() {
        assert_eq!(after("18:00", "6:00 pm"), 0);
        assert_eq!(after("07:00", "7:00am"), 0);
        assert_eq!(after("18:00", "18.00 Uhr"), 0);
        assert_eq!(after("18:00", "6:00 am"), 1);
        assert_eq!(after("18:00", "18:30"), 1);
    }

    #[test]
    fn a_file_whose_input_was_drawn_anew_was_taken_and_a_text_field_that_is_gone_is_told() {
        let gone = [Held { r: 1, gone: true, ..Held::default() }];
        assert!(check(&[fill(FillValue::File("logo".into()))], &gone).is_empty());
        assert_eq!(check(&[fill(FillValue::Text("Acme".into()))], &gone)[0].error, "gone");
    }

    #[test]
    fn another_value_an_empty_field_and_a_complaint_are_told() {
        assert_eq!(after("Acme", "Beta"), 1);
        assert_eq!(after("Acme", ""), 1);
        assert_eq!(after("512 555 0142", "555 0199"), 1);
        let complaint = Held { r: 1, value: "Acme".into(), error: "Too short".into(), ..Held::default() };
        assert_eq!(check(&[fill(FillValue::Text("Acme".into()))], &[complaint])[0].error, "Too short");
    }
}
