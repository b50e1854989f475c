//! Whether a person's press sends the listing, or does something else in the page: signs in, searches, solves a check.

use super::super::classify::question::reachable;
use super::super::plan::Assessment;
use super::super::snapshot::{Control, ControlKind, FrameSnapshot};

const fn is_entry(kind: ControlKind) -> bool {
    !matches!(kind, ControlKind::Button | ControlKind::Option | ControlKind::Hidden)
}

/// Whether it sends the listing, or may. `assessment` is what the engine makes of the page.
#[must_use]
pub fn sends_listing(frame: &FrameSnapshot, pressed: Option<u32>, assessment: &Assessment) -> bool {
    let Some(button) = pressed.and_then(|r| frame.control(r)) else { return true };
    let entries: Vec<&Control> =
        frame.controls.iter().filter(|c| c.form == button.form && is_entry(c.kind) && reachable(c)).collect();
    let listing = match assessment {
        Assessment::Fill(plan) => Some((plan.frame_id, plan.form)),
        _ => None,
    };
    if listing == Some((frame.frame_id, button.form)) {
        return true;
    }
    if entries.is_empty() {
        // "I am no robot" in front of everything; a preview's "Publish" stands on no such page.
        return !matches!(assessment, Assessment::Wall(_));
    }
    let writes =
        |c: &&Control| matches!(c.kind, ControlKind::TextArea | ControlKind::RichText | ControlKind::File);
    if entries.iter().any(writes) {
        return true;
    }
    let password = entries.iter().any(|c| c.kind == ControlKind::Password);
    let others = entries
        .iter()
        .filter(|c| !matches!(c.kind, ControlKind::Password | ControlKind::Checkbox | ControlKind::Radio))
        .count();
    // A name and a password sign in; what asks for more may be a listing with an account.
    let signs_in = password && others <= 2;
    let role = button.form.and_then(|at| frame.forms.get(at as usize)).map_or("", |form| form.role.as_str());
    let searches = role == "search" || entries.iter().all(|c| c.input_type == "search");
    // Beside the listing form, a small form is something else.
    let aside = listing.is_some() && others <= 1;
    !(signs_in || searches || aside)
}
