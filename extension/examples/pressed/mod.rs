//! The press that both examples judge: the form was sent, and the directory answered with a page.

use autobolt_extension::forms::outcome::{ObservedRequest, PressObservation};
use autobolt_extension::forms::plan::Target;
use autobolt_extension::forms::snapshot::PageSnapshot;

/// What was seen after the button `r` was pressed.
pub fn pressed(before: PageSnapshot, after: PageSnapshot, r: u32) -> PressObservation {
    PressObservation {
        before,
        after,
        pressed: Some(Target { frame_id: 0, r }),
        pressed_text: "Submit listing".into(),
        requests: vec![ObservedRequest {
            method: "POST".into(),
            url: "https://dir.example/add".into(),
            status: Some(200),
            kind: "main_frame".into(),
            ..ObservedRequest::default()
        }],
        navigated: true,
        waited_ms: 10_000,
        quiet_ms: 6_000,
        typed: (0..40).map(|i| format!("Acme Plumbing value {i}")).collect(),
        ..PressObservation::default()
    }
}
