//! Closed parts of a page: a `<details>`, an accordion, tabs. What a person would open before the form is sent.

use super::choose::understood_forms;
use super::plan::{Context, Target};
use super::snapshot::{Control, ControlKind, FrameSnapshot, PageSnapshot};

/// So many fields behind one header are a form.
const FORM: usize = 3;

/// What opens the closed parts of a form, in document order.
#[must_use]
pub fn parts(frame: &FrameSnapshot, form: Option<u32>) -> Vec<u32> {
    let own = || frame.controls.iter().filter(move |c| c.form == form);
    let fields = || own().filter(|c| is_field(c) && (c.visible || c.opened_by.is_some()));
    let (Some(first), Some(last)) = (fields().map(|c| c.order).min(), own().map(|c| c.order).max()) else {
        return Vec::new();
    };
    let mut parts: Vec<u32> = Vec::new();
    for c in own() {
        let part = match c.opened_by {
            Some(opener) if is_field(c) => opener,
            None if c.opens && c.visible && !c.disabled && c.order >= first && c.order <= last => c.r,
            _ => continue,
        };
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}

/// The header to press where a whole listing form is behind it.
#[must_use]
pub fn way_in(page: &PageSnapshot, ctx: &Context<'_>) -> Option<Target> {
    for frame in &page.frames {
        let openers = frame.controls.iter().filter(|c| is_field(c)).filter_map(|c| c.opened_by);
        let mut tried = Vec::new();
        for opener in openers {
            if tried.contains(&opener) {
                continue;
            }
            tried.push(opener);
            let behind = |c: &Control| c.opened_by == Some(opener) && is_field(c);
            if frame.controls.iter().filter(|c| behind(c)).count() < FORM {
                continue;
            }
            let mut open = frame.clone();
            for c in &mut open.controls {
                if c.opened_by == Some(opener) {
                    c.visible = true;
                    c.hidden_by.clear();
                }
            }
            if !understood_forms(&PageSnapshot { frames: vec![open] }, ctx).is_empty() {
                return Some(Target { frame_id: frame.frame_id, r: opener });
            }
        }
    }
    None
}

fn is_field(c: &Control) -> bool {
    !matches!(c.kind, ControlKind::Button | ControlKind::Hidden | ControlKind::Option | ControlKind::Password)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(r: u32, opened_by: Option<u32>) -> Control {
        Control { r, order: r, form: Some(0), visible: opened_by.is_none(), opened_by, ..Control::default() }
    }

    fn button(r: u32, form: Option<u32>) -> Control {
        Control {
            r,
            order: r,
            form,
            kind: ControlKind::Button,
            visible: true,
            opens: true,
            ..Control::default()
        }
    }

    fn frame(controls: Vec<Control>) -> FrameSnapshot {
        FrameSnapshot { controls, ..FrameSnapshot::default() }
    }

    #[test]
    fn each_header_is_pressed_once_and_in_the_order_of_the_page() {
        let all = vec![field(1, None), field(5, Some(40)), field(6, Some(40)), field(7, Some(30))];
        assert_eq!(parts(&frame(all), Some(0)), [40, 30]);
    }

    #[test]
    fn a_button_among_the_fields_opens_what_is_not_there_yet_and_a_menu_elsewhere_is_left_alone() {
        let all =
            vec![button(1, Some(0)), field(2, None), button(3, Some(0)), field(4, None), button(9, None)];
        assert_eq!(parts(&frame(all), Some(0)), [3]);
    }
}
