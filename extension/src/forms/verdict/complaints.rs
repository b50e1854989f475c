//! Complaints of the page about fields, matched to the fields.

use super::claims::{Claims, is_notice, quoted};
use super::fate::{Entry, Form};
use crate::forms::outcome::{FieldError, PressObservation};
use crate::forms::snapshot::Control;
use crate::forms::words::{Folded, Topic, says};

/// Complaints that are new since the press. Browser messages for controls nobody complained of are told apart: an empty form
/// that came back has them, too.
pub(super) fn complaints(seen: &PressObservation, form: &Form<'_>, claims: &Claims) -> Vec<FieldError> {
    let mut found: Vec<FieldError> = Vec::new();
    for entry in form.kept.iter().chain(&form.new) {
        let before = before(seen, entry);
        let c = entry.control;
        let error = c.labels.error.trim();
        // A complaint of an earlier press that still stands is one of this press, too; a star in red is none.
        let fresh = before.is_none_or(|b| b.labels.error.trim() != error)
            || says(Topic::Complaint, error)
            || says(Topic::Failure, error);
        let marked = c.aria_invalid && before.is_none_or(|b| !b.aria_invalid);
        if (!error.is_empty() && fresh && !is_praise(error)) || marked {
            let text =
                [error, c.invalid.trim()].into_iter().find(|t| !t.is_empty()).unwrap_or("marked as wrong");
            found.push(FieldError { target: Some(entry.target()), label: label(c), text: quoted(text) });
        }
    }
    // Where the form is gone, "must be approved first" is no complaint about a field.
    let texts = if form.kept.is_empty() { &[] } else { claims.complaints.as_slice() };
    for text in texts {
        if found.iter().any(|e| e.text == *text || Folded::new(text).contains(&Folded::new(&e.text))) {
            continue;
        }
        let named = named_field(text, form);
        if named.is_none() && !is_pointed(seen, text) {
            continue;
        }
        let (target, label) = named.map_or((None, String::new()), |e| (Some(e.target()), label(e.control)));
        if target.is_some() && found.iter().any(|e| e.target == target) {
            continue;
        }
        found.push(FieldError { target, label, text: text.clone() });
    }
    found
}

/// What the browser itself holds against the fields: why it sent nothing.
pub(super) fn browser_messages(form: &Form<'_>) -> Vec<FieldError> {
    form.kept
        .iter()
        .filter(|e| !e.control.invalid.is_empty())
        .map(|e| FieldError {
            target: Some(e.target()),
            label: label(e.control),
            text: quoted(&e.control.invalid),
        })
        .collect()
}

fn before<'a>(seen: &'a PressObservation, entry: &Entry<'_>) -> Option<&'a Control> {
    let frame = seen.before.frame(entry.frame.frame_id)?;
    if frame.document_id == entry.frame.document_id {
        return frame.control(entry.control.r);
    }
    frame
        .controls
        .iter()
        .find(|c| !c.name.is_empty() && c.name == entry.control.name && c.value == entry.control.value)
}

/// "Looks good!" beside a field is no complaint.
fn is_praise(text: &str) -> bool {
    let folded = Folded::new(text);
    let praise =
        ["looks good", "valid", "ok", "good", "great", "correct", "super", "parfait", "sieht gut aus"];
    praise.contains(&folded.as_str())
}

/// The field whose label the complaint names.
fn named_field<'a>(text: &str, form: &Form<'a>) -> Option<Entry<'a>> {
    let folded = Folded::new(text);
    let mut best: Option<(usize, Entry<'a>)> = None;
    for entry in &form.kept {
        let label = Folded::new(&label(entry.control));
        let length = label.as_str().len();
        if length >= 3 && folded.contains(&label) && best.is_none_or(|(l, _)| length > l) {
            best = Some((length, *entry));
        }
    }
    best.map(|(_, entry)| entry)
}

/// Whether the text stands where complaints stand: it appeared on this page, is made to be noticed, or is part of the form.
fn is_pointed(seen: &PressObservation, text: &str) -> bool {
    let holds = |t: &str| quoted(t) == text || t.contains(text.trim_end_matches('…'));
    let block = seen.after.frames.iter().flat_map(|f| &f.texts).find(|b| holds(&b.text));
    match block {
        Some(block) => is_notice(block) || block.form.is_some() || !seen.navigated,
        None => seen.dialogs.iter().any(|d| holds(&d.text)) || seen.appeared.iter().any(|t| holds(t)),
    }
}

/// A control's label as a person reads it, without its marks.
pub(super) fn label(c: &Control) -> String {
    let l = &c.labels;
    let text = [
        &l.label_for,
        &l.wrapping,
        &l.aria_labelledby,
        &l.aria_label,
        &l.orphan_label,
        &l.cell_left,
        &l.preceding,
        &c.placeholder,
        &l.cell_above,
        &l.legend,
        &c.title,
        &c.name,
    ]
    .into_iter()
    .find(|t| !t.trim().is_empty());
    text.map(|t| t.trim().trim_end_matches([':', '*', ' ']).trim().to_owned()).unwrap_or_default()
}

/// Whether the text asks for a CAPTCHA or says it was wrong.
pub(super) fn is_about_captcha(text: &str) -> bool {
    says(Topic::Captcha, text)
}
