//! When an answer is complete, and until when it is waited for.

use super::*;

#[test]
fn it_waits_while_anything_is_under_way() {
    let done = ["Your listing has been submitted."];
    pressed().fetches(200).swaps(&done).with(|s| s.busy = true).stays_unsettled();
    pressed().fetches(200).swaps(&done).with(|s| (s.busy, s.still) = (true, true)).stays_unsettled();
    pressed().fetches(200).swaps(&done).with(|s| s.quiet_ms = 300).stays_unsettled();
    pressed().fetches(200).adds(&done).with(|s| s.quiet_ms = 1_000).stays_unsettled();
    pressed()
        .with(|s| {
            s.waited_ms = 900;
            s.quiet_ms = 900
        })
        .stays_unsettled();
    pressed().fetches(200).adds(&["Submitting…"]).stays_unsettled();
    pressed()
        .fetches(200)
        .swaps(&done)
        .with(|s| {
            s.busy = true;
            s.waited_ms = crate::forms::verdict::LIMIT_MS
        })
        .proves_submission(None);
}

/// The answer is there; nothing has moved for that long, and `still` as said.
fn just_answered(scene: Scene, quiet_ms: u64, still: bool) -> Scene {
    scene.with(|s| (s.waited_ms, s.quiet_ms, s.still) = (200, quiet_ms, still))
}

#[test]
fn what_cannot_change_any_more_is_believed_at_once_and_what_could_is_given_its_time() {
    let done = ["Your listing has been submitted."];
    let page = || pressed().posts(303).arrives("/thank-you", &done);
    just_answered(page(), 0, true).proves_submission(None);
    just_answered(page(), 500, false).stays_unsettled();
    // In the old document the script may be in the middle of something.
    let swapped = || pressed().fetches(200).swaps(&done);
    just_answered(swapped(), 20, true).stays_unsettled();
    just_answered(swapped(), 100, true).proves_submission(None);
    // A timer that still runs may take the thanks back.
    for scene in [&page as &dyn Fn() -> Scene, &swapped] {
        just_answered(scene(), 1_600, false).stays_unsettled();
        just_answered(scene(), 2_000, false).proves_submission(None);
    }
    // Another address alone makes no other document.
    just_answered(swapped(), 20, true).with(|s| s.navigated = true).stays_unsettled();
    just_answered(pressed().fetches(200).adds(&done), 500, true).stays_unsettled();
}

#[test]
fn complaints_on_a_page_that_cannot_change_any_more_are_heard_at_once() {
    let page = || pressed().posts(422).renders_again(&["Please enter a valid phone number."], true);
    assert!(matches!(just_answered(page(), 0, true).verdict(), Verdict::FieldErrors(_)));
    just_answered(page(), 700, false).stays_unsettled();
}

#[test]
fn a_recipe_tells_what_success_looks_like() {
    let recipe = Recipe { success_text: Some("Kiitos".into()), ..Recipe::default() };
    let scene = pressed().posts(200).arrives("/x", &["Kiitos!"]);
    assert!(matches!(scene.verdict(), Verdict::Unknown { .. }));
    assert!(matches!(scene.verdict_with(&BusinessProfile::default(), &recipe), Verdict::Submitted { .. }));
}
