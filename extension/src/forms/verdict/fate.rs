//! What became of the form that was pressed.

use crate::forms::outcome::PressObservation;
use crate::forms::plan::Target;
use crate::forms::snapshot::{Control, ControlKind, FrameSnapshot};
use std::collections::HashMap;

/// The form before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Its fields are not there any more.
    Gone,
    /// They are there, empty again.
    Empty,
    /// They are there as they were.
    Standing,
    /// What was pressed stood by itself (a preview, a link) and is gone.
    ControlGone,
    /// What was pressed stood by itself and still does.
    ControlStands,
}

/// One field to fill, and where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    pub frame: &'a FrameSnapshot,
    pub control: &'a Control,
}

impl Entry<'_> {
    pub(super) fn target(&self) -> Target {
        Target { frame_id: self.frame.frame_id, r: self.control.r }
    }
}

/// The form's fate, its fields after the press (those that were there before), and the fields that are new.
pub(super) struct Form<'a> {
    pub fate: Fate,
    pub kept: Vec<Entry<'a>>,
    pub new: Vec<Entry<'a>>,
}

/// Whether a person can enter something there.
pub(super) fn is_entry(c: &Control) -> bool {
    let kind = matches!(
        c.kind,
        ControlKind::Text
            | ControlKind::TextArea
            | ControlKind::Select
            | ControlKind::Checkbox
            | ControlKind::Radio
            | ControlKind::File
            | ControlKind::Combobox
            | ControlKind::RichText
            | ControlKind::Password
    );
    kind && (c.visible || c.proxy_visible || c.kind == ControlKind::RichText) && !is_side_field(c)
}

/// Search boxes and newsletter fields stand on every page.
fn is_side_field(c: &Control) -> bool {
    let name = format!("{} {} {}", c.name, c.id, c.classes).to_lowercase();
    c.input_type == "search"
        || c.role == "searchbox"
        || matches!(c.name.as_str(), "q" | "s" | "search" | "query" | "keyword" | "newsletter")
        || name.contains("newsletter")
        || name.contains("subscribe")
}

/// What names a field across two descriptions of a page.
fn key(c: &Control) -> String {
    for name in [&c.name, &c.id] {
        // Ids made by frameworks differ each time.
        let generated = name.starts_with(':') || name.starts_with("radix-") || name.contains("«");
        if !name.is_empty() && !generated {
            return name.to_lowercase();
        }
    }
    let l = &c.labels;
    let label = [
        &l.label_for,
        &l.wrapping,
        &l.aria_label,
        &l.aria_labelledby,
        &c.placeholder,
        &l.preceding,
        &l.cell_left,
    ]
    .into_iter()
    .find(|t| !t.is_empty());
    label.map_or_else(|| format!("#{}", c.r), |t| t.to_lowercase())
}

impl<'a> Form<'a> {
    pub(super) fn of(seen: &'a PressObservation) -> Self {
        let before = pressed_entries(seen);
        let everywhere: HashMap<String, &Control> = seen
            .before
            .frames
            .iter()
            .flat_map(|f| &f.controls)
            .filter(|c| is_entry(c))
            .map(|c| (key(c), c))
            .collect();
        let after: Vec<Entry<'a>> = seen
            .after
            .frames
            .iter()
            .flat_map(|frame| {
                frame.controls.iter().filter(|c| is_entry(c)).map(move |control| Entry { frame, control })
            })
            .collect();
        let keys: HashMap<String, &Control> = before.iter().map(|c| (key(c), *c)).collect();
        let (kept, rest): (Vec<_>, Vec<_>) =
            after.into_iter().partition(|e| keys.contains_key(&key(e.control)));
        let new: Vec<Entry<'a>> =
            rest.into_iter().filter(|e| !everywhere.contains_key(&key(e.control))).collect();

        let fate = if keys.is_empty() {
            if control_stands(seen) { Fate::ControlStands } else { Fate::ControlGone }
        } else {
            let mut left: Vec<String> = kept.iter().map(|e| key(e.control)).collect();
            left.sort();
            left.dedup();
            // A lone "email" on the next page is another form's.
            if left.is_empty() || (left.len() * 5 <= keys.len() && keys.len() > 2) {
                Fate::Gone
            } else if emptied(&kept, &keys) {
                Fate::Empty
            } else {
                Fate::Standing
            }
        };
        Self { fate, kept, new }
    }

    /// The form is there no more in any way.
    pub(super) fn gone(&self) -> bool {
        matches!(self.fate, Fate::Gone | Fate::ControlGone)
    }

    /// New fields that look like another step: not a lone field, not a sign-in.
    pub(super) fn is_new_step(&self) -> bool {
        let secret = self.new.iter().any(|e| e.control.kind == ControlKind::Password);
        let texts =
            self.new.iter().filter(|e| !matches!(e.control.kind, ControlKind::Checkbox | ControlKind::Radio));
        let enough = match self.fate {
            Fate::Gone => 1,
            Fate::Standing => 2,
            Fate::ControlGone => 2,
            Fate::Empty | Fate::ControlStands => return false,
        };
        !secret && (texts.count() >= enough || self.new.len() > enough)
    }
}

fn pressed_entries(seen: &PressObservation) -> Vec<&Control> {
    let Some(target) = seen.pressed else { return Vec::new() };
    let Some(frame) = seen.before.frame(target.frame_id) else { return Vec::new() };
    let form = frame.control(target.r).and_then(|c| c.form);
    let of = |form: Option<u32>| frame.controls.iter().filter(move |c| is_entry(c) && c.form == form);
    let own: Vec<&Control> = of(form).collect();
    if !own.is_empty() || form.is_some() {
        return own;
    }
    // A button outside any form sends the form beside it, if there is one with real fields.
    let texts = |i: u32| {
        of(Some(i)).filter(|c| !matches!(c.kind, ControlKind::Checkbox | ControlKind::Radio)).count()
    };
    let largest = (0..u32::try_from(frame.forms.len()).unwrap_or_default()).max_by_key(|i| texts(*i));
    largest.filter(|i| texts(*i) >= 3).map(|i| of(Some(i)).collect()).unwrap_or_default()
}

fn control_stands(seen: &PressObservation) -> bool {
    let Some(target) = seen.pressed else { return false };
    let (Some(before), Some(after)) = (seen.before.frame(target.frame_id), seen.after.frame(target.frame_id))
    else {
        return false;
    };
    let text = seen.pressed_text.to_lowercase();
    let same = before.document_id == after.document_id
        && (after.control(target.r).is_some_and(|c| c.visible)
            || after.links.iter().any(|l| l.r == target.r));
    let alike = !text.is_empty()
        && (after
            .controls
            .iter()
            .any(|c| c.kind == ControlKind::Button && c.visible && c.text.to_lowercase() == text)
            || after.links.iter().any(|l| l.text.to_lowercase() == text));
    same || alike
}

/// What was filled is empty now, mostly.
fn emptied(kept: &[Entry<'_>], before: &HashMap<String, &Control>) -> bool {
    let mut filled = 0;
    let mut empty = 0;
    for entry in kept.iter().filter(|e| {
        matches!(e.control.kind, ControlKind::Text | ControlKind::TextArea | ControlKind::RichText)
    }) {
        if before.get(&key(entry.control)).is_some_and(|b| !b.value.trim().is_empty()) {
            filled += 1;
            if entry.control.value.trim().is_empty() {
                empty += 1;
            }
        }
    }
    filled > 0 && empty * 10 >= filled * 7
}
