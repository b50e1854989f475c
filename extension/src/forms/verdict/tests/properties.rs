//! No scene whatever is taken for a submission without proof.

use super::*;
use proptest::prelude::*;

fn phrase() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "Your listing has been submitted.",
        "Thank you for your submission",
        "Thank you!",
        "Submission received",
        "Welcome back",
        "Vielen Dank für Ihren Eintrag",
        "Done",
        "Your listing is now live",
        "Success",
        "Gracias por registrar su empresa",
        "¤",
        "listing",
        "has been submitted",
        "Thank you for",
        "Café Nord has been received",
    ])
    .prop_map(str::to_owned)
}

fn any_scene() -> impl Strategy<Value = Scene> {
    (
        prop::collection::vec(phrase(), 0..3),
        prop::collection::vec(phrase(), 0..4),
        0..5u8,
        prop::sample::select(vec![200_u16, 302, 404, 500]),
    )
        .prop_map(|(typed, texts, how, status)| {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let scene = pressed().with(|s| s.typed.extend(typed));
            match how {
                0 => scene.posts(status).arrives("/next", &texts),
                1 => scene.fetches(status).swaps(&texts),
                2 => scene.fetches(status).adds(&texts),
                3 => scene.posts(status).renders_again(&texts, false),
                _ => scene.swaps(&texts),
            }
        })
}

proptest! {
    #[test]
    fn our_own_words_on_the_page_never_make_it_submitted(scene in any_scene(), joined in any::<bool>()) {
        if !matches!(scene.verdict(), Verdict::Submitted { .. }) {
            let typed = scene.0.typed.clone();
            let texts: Vec<String> = if joined { vec![typed.join(" ")] } else { typed };
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let scene = scene.adds(&texts);
            prop_assert!(!scene.counts_as_submitted());
        }
    }

    #[test]
    fn nothing_is_submitted_without_a_request(scene in any_scene()) {
        let scene = scene.with(|s| s.requests.clear());
        prop_assert!(!scene.counts_as_submitted());
    }
}
