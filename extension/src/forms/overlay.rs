//! What lies over the page, and the harmless control that takes it away.

use super::advance::button_text;
use super::plan::Target;
use super::snapshot::{Control, ControlKind, FrameSnapshot, Overlay, PageSnapshot};
use super::words::{Folded, Topic, says};

/// Something smaller is not in the way: presses do not go through the screen.
const IN_THE_WAY: f32 = 0.12;

/// The control that dismisses what is in the way: "only necessary" before "accept" before "close".
#[must_use]
pub fn dismiss(page: &PageSnapshot) -> Option<Target> {
    page.frames.iter().find_map(|frame| {
        let r = match &frame.overlay {
            Some(overlay) => over_page(frame, overlay),
            None => None,
        };
        r.or_else(|| consent_frame(page, frame)).map(|r| Target { frame_id: frame.frame_id, r })
    })
}

fn over_page(frame: &FrameSnapshot, overlay: &Overlay) -> Option<u32> {
    let inside: Vec<&Control> = overlay.controls.iter().filter_map(|r| frame.control(*r)).collect();
    let entries = inside.iter().filter(|c| is_data(c)).count();
    let covered = frame.controls.iter().any(|c| c.hidden_by == "covered");
    if overlay.covers < IN_THE_WAY && !covered {
        return None;
    }
    if is_about_consent(&overlay.text, &overlay.marks) {
        return consent(&inside);
    }
    // A form in a dialog is what one came for, or a wall: nothing to click away.
    let secret = inside.iter().any(|c| c.kind == ControlKind::Password);
    if entries > 1 || secret {
        return None;
    }
    closing(&inside)
}

/// Consent tools that live in a frame of their own.
fn consent_frame(page: &PageSnapshot, frame: &FrameSnapshot) -> Option<u32> {
    let parent = page.frame(frame.parent_frame_id?)?;
    let address = frame.url.to_lowercase();
    let marked = ["consent", "privacy-mgmt", "cmp.", "/cmp", "cookie", "trustarc", "sp_message"]
        .iter()
        .any(|k| address.contains(k));
    let shown =
        parent.iframes.iter().any(|i| i.visible && i.src == frame.url && i.size.0 * i.size.1 > 40_000.0);
    let entries = frame.controls.iter().filter(|c| is_data(c)).count();
    if !marked || !shown || entries > 1 {
        return None;
    }
    consent(&frame.controls.iter().filter(|c| c.visible).collect::<Vec<_>>())
}

fn is_about_consent(text: &str, marks: &str) -> bool {
    let marks = marks.to_lowercase();
    let known = [
        "cookie",
        "consent",
        "gdpr",
        "onetrust",
        "cc-window",
        "cmp",
        "usercentrics",
        "cookiebot",
        "didomi",
        "iubenda",
        "klaro",
        "qc-cmp",
    ];
    known.iter().any(|k| marks.contains(k)) || says(Topic::Cookies, text)
}

fn consent(controls: &[&Control]) -> Option<u32> {
    let choice = |topic: Topic| pick(controls, |text| says(topic, text) && !says(Topic::Login, text));
    choice(Topic::Reject).or_else(|| choice(Topic::Accept)).or_else(|| closing(controls))
}

fn closing(controls: &[&Control]) -> Option<u32> {
    pick(controls, |text| says(Topic::Close, text) || is_cross(text)).or_else(|| {
        let crossed = controls.iter().find(|c| {
            let marks = format!("{} {} {}", c.classes, c.id, c.title).to_lowercase();
            pressable(c)
                && marks
                    .split([' ', '-', '_'])
                    .any(|w| matches!(w, "close" | "dismiss" | "closer" | "btnclose"))
        });
        crossed.map(|c| c.r)
    })
}

fn pick(controls: &[&Control], fits: impl Fn(&str) -> bool) -> Option<u32> {
    controls
        .iter()
        .filter(|c| pressable(c))
        .find(|c| {
            let text = button_text(c);
            Folded::new(text).words().len() <= 7 && fits(text)
        })
        .map(|c| c.r)
}

fn pressable(c: &Control) -> bool {
    c.kind == ControlKind::Button && c.visible && !c.disabled
}

/// "×" and its kin.
fn is_cross(text: &str) -> bool {
    matches!(text.trim(), "×" | "✕" | "✖" | "✗" | "⨯" | "x" | "X" | "🗙")
}

fn is_data(c: &Control) -> bool {
    c.visible
        && !matches!(
            c.kind,
            ControlKind::Button
                | ControlKind::Hidden
                | ControlKind::Option
                | ControlKind::Checkbox
                | ControlKind::Radio
        )
        && c.input_type != "search"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(overlay_text: &str, buttons: &[&str], extra: Vec<Control>) -> PageSnapshot {
        let mut controls: Vec<Control> = buttons
            .iter()
            .zip(1..)
            .map(|(t, r)| Control {
                r,
                kind: ControlKind::Button,
                text: (*t).into(),
                visible: true,
                ..Control::default()
            })
            .collect();
        controls.extend(extra);
        let overlay = Overlay {
            text: overlay_text.into(),
            controls: controls.iter().map(|c| c.r).collect(),
            covers: 0.3,
            ..Overlay::default()
        };
        PageSnapshot {
            frames: vec![FrameSnapshot { controls, overlay: Some(overlay), ..FrameSnapshot::default() }],
        }
    }

    #[track_caller]
    fn pressed(page: &PageSnapshot) -> String {
        dismiss(page).and_then(|t| page.frames[0].control(t.r)).map(|c| c.text.clone()).unwrap_or_default()
    }

    #[test]
    fn only_the_necessary_cookies_are_taken_where_that_is_offered() {
        for (buttons, wanted) in [
            (["Accept all", "Reject all", "Settings"], "Reject all"),
            (["Alle akzeptieren", "Nur notwendige Cookies", "Einstellungen"], "Nur notwendige Cookies"),
            (["Tout accepter", "Continuer sans accepter", "Paramétrer"], "Continuer sans accepter"),
            (["Aceptar", "Rechazar", "Configurar"], "Rechazar"),
            (["Accetta", "Rifiuta", "Personalizza"], "Rifiuta"),
            (["Accepteren", "Weigeren", "Instellingen"], "Weigeren"),
            (["Aceitar", "Rejeitar", "Opções"], "Rejeitar"),
            (["Settings", "Accept cookies", "More"], "Accept cookies"),
        ] {
            assert_eq!(pressed(&page("We use cookies", &buttons, Vec::new())), wanted);
        }
    }

    #[test]
    fn a_promotion_is_closed_and_a_form_in_a_dialog_is_not() {
        assert_eq!(pressed(&page("Get 10% off!", &["Sign me up", "No thanks"], Vec::new())), "No thanks");
        assert_eq!(pressed(&page("Join us", &["Subscribe", "×"], Vec::new())), "×");
        let fields = (20..24).map(|r| Control { r, visible: true, ..Control::default() }).collect();
        assert_eq!(pressed(&page("Add your business", &["Submit", "×"], fields)), "");
    }

    #[test]
    fn a_small_bar_is_left_alone() {
        let mut bar = page("We use cookies", &["OK"], Vec::new());
        bar.frames[0].overlay.as_mut().unwrap().covers = 0.06;
        assert_eq!(pressed(&bar), "");
    }
}
