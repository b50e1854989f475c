//! Complaints of the page about fields, matched to the fields.

use super::claims::{Claims, quoted};
use super::fate::{Entry, Fate, Form};
use super::fresh::is_notice;
use crate::forms::address;
use crate::forms::outcome::{FieldError, PressObservation};
use crate::forms::snapshot::{Control, TextBlock};
use crate::forms::words::{Folded, Topic, says};

/// Complaints that are new since the press. Browser messages for controls nobody complained of are told apart: an empty form
/// that came back has them, too.
pub(super) fn complaints(seen: &PressObservation, form: &Form<'_>, claims: &Claims) -> Vec<FieldError> {
    let mut found: Vec<FieldError> = Vec::new();
    // A form that was emptied when its listing was received complains of its emptiness, which says nothing of what was sent.
    let emptied = form.fate == Fate::Empty && !claims.received.is_empty();
    let mut of_emptiness: Vec<&str> = Vec::new();
    for entry in form.kept.iter().chain(&form.new) {
        let before = before(seen, entry);
        let c = entry.control;
        let error = c.labels.error.trim();
        if emptied && c.value.trim().is_empty() && before.is_some_and(|b| !b.value.trim().is_empty()) {
            of_emptiness.push(error);
            continue;
        }
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
    for (entry, text) in linked(seen, form) {
        if !found.iter().any(|e| e.target == Some(entry.target())) {
            found.push(FieldError { target: Some(entry.target()), label: label(entry.control), text });
        }
    }
    // Where the form is gone, "must be approved first" is no complaint about a field.
    let texts = if form.kept.is_empty() { &[] } else { claims.complaints.as_slice() };
    let fields = Fields::of(form);
    for text in texts.iter().chain(told_by_place(seen, form, claims, &fields)) {
        if of_emptiness.contains(&text.trim())
            || found.iter().any(|e| e.text == *text || Folded::new(text).contains(&Folded::new(&e.text)))
        {
            continue;
        }
        let named = fields.named(text);
        if named.is_none() && !is_pointed(seen, text) {
            continue;
        }
        let (target, label) = named.map_or((None, String::new()), |e| (Some(e.target()), label(e.control)));
        if target.is_some() && found.iter().any(|e| e.target == target) {
            continue;
        }
        found.push(FieldError { target, label, text: text.clone() });
    }
    // "Please correct the errors below" goes with the fields that are named.
    if found.iter().any(|e| e.target.is_some()) {
        found.retain(|e| e.target.is_some() || is_about_captcha(&e.text));
    }
    found
}

/// New links of an error summary that lead to a field of the form.
fn linked<'a>(seen: &PressObservation, form: &Form<'a>) -> Vec<(Entry<'a>, String)> {
    let mut found = Vec::new();
    for frame in &seen.after.frames {
        let old = seen.before.frame(frame.frame_id);
        for link in &frame.links {
            let Some((page, id)) = link.href.split_once('#') else { continue };
            let here = page.is_empty() || address::same_document(page, &frame.url);
            let stood =
                old.is_some_and(|f| f.links.iter().any(|l| l.href == link.href && l.text == link.text));
            if !here || id.is_empty() || stood || link.text.trim().is_empty() {
                continue;
            }
            let to = form.kept.iter().find(|e| e.frame.frame_id == frame.frame_id && e.control.id == id);
            // A link that says no more than the field's name is a table of contents.
            let says_more = |e: &&Entry<'a>| Folded::new(&link.text) != Folded::new(&label(e.control));
            found.extend(to.filter(says_more).map(|e| (*e, quoted(&link.text))));
        }
    }
    found
}

/// New sentences that no list of words knows, where errors stand and naming a field of a form that came back as it was:
/// "Phone: eight to ten, please".
fn told_by_place<'c>(
    seen: &'c PressObservation,
    form: &'c Form<'_>,
    claims: &'c Claims,
    fields: &Fields<'_>,
) -> impl Iterator<Item = &'c String> {
    let open = matches!(form.fate, Fate::Standing | Fate::Empty)
        && claims.received.is_empty()
        && claims.thanks.is_empty();
    let errors: Vec<&TextBlock> = if open {
        seen.after.frames.iter().flat_map(|f| &f.texts).filter(|b| is_error_block(b)).collect()
    } else {
        Vec::new()
    };
    claims.all.iter().filter(move |text| {
        errors.iter().any(|b| b.text.contains(text.trim_end_matches('…')))
            && !claims.complaints.contains(text)
            && fields.named(text).is_some()
    })
}

/// Whether the block is marked as an error.
fn is_error_block(block: &TextBlock) -> bool {
    let marks = block.marks.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| marks.contains(w));
    (has(&["error", "invalid", "danger", "fehler", "erreur"]) || block.role.contains("alert"))
        && !has(&["success", "info", "hidden"])
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

/// The form's fields by their labels.
struct Fields<'a>(Vec<(Folded, Entry<'a>)>);

impl<'a> Fields<'a> {
    fn of(form: &Form<'a>) -> Self {
        let named = form.kept.iter().map(|e| (Folded::new(&label(e.control)), *e));
        Self(named.filter(|(label, _)| label.as_str().len() >= 3).collect())
    }

    /// The field whose label the complaint names; else the only one whose label has the words before the colon.
    fn named(&self, text: &str) -> Option<Entry<'a>> {
        let folded = Folded::new(text);
        let mut best: Option<&(Folded, Entry<'a>)> = None;
        for field in &self.0 {
            if folded.contains(&field.0) && best.is_none_or(|b| field.0.as_str().len() > b.0.as_str().len()) {
                best = Some(field);
            }
        }
        best.map(|(_, entry)| *entry).or_else(|| {
            let head = Folded::new(text.split_once(':')?.0);
            let mut alike =
                self.0.iter().filter(|(label, _)| head.as_str().len() >= 3 && label.contains(&head));
            let (_, first) = alike.next()?;
            alike.next().is_none().then_some(*first)
        })
    }
}

/// Whether the text stands where complaints stand: it appeared on this page, is made to be noticed, or is part of the form.
fn is_pointed(seen: &PressObservation, text: &str) -> bool {
    let holds = |t: &str| t.contains(text.trim_end_matches('…'));
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
