//! What a control holds, as the last description says.

use crate::forms::plan::FillValue;
use crate::forms::snapshot::{Control, ControlKind};

/// Whether a control holds nothing of what a value would put there.
pub(super) fn is_empty(control: Option<&Control>, value: &FillValue) -> bool {
    let Some(control) = control else { return false };
    match value {
        FillValue::Check(on) => control.checked != *on && *on,
        _ => is_blank(control),
    }
}

/// Whether a control holds exactly that value.
pub(super) fn holds(control: Option<&Control>, value: &FillValue) -> bool {
    let Some(control) = control else { return false };
    match value {
        FillValue::Text(text) => control.value == *text && !text.is_empty(),
        FillValue::Check(on) => control.checked == *on,
        FillValue::Options(wanted) => {
            !wanted.is_empty()
                && wanted
                    .iter()
                    .all(|(_, text)| control.options.iter().any(|o| o.selected && o.text == *text))
        }
        _ => false,
    }
}

/// Whether a control holds nothing.
pub(super) fn is_blank(control: &Control) -> bool {
    match control.kind {
        ControlKind::Checkbox | ControlKind::Radio => !control.checked,
        ControlKind::Select => {
            // A chosen option without a value is the prompt.
            !control.options.iter().any(|o| o.selected && !o.value.trim().is_empty())
        }
        ControlKind::Combobox => {
            let shown = control.value.trim();
            shown.is_empty() || shown == control.placeholder.trim()
        }
        _ => control.value.trim().is_empty(),
    }
}
