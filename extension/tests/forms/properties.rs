//! What no plan may do, whatever the form.

use super::build::*;
use super::corpus::cases;
use super::customer::plumber;
use autobolt_extension::forms::field::Meaning;
use autobolt_extension::forms::fill::FormFill;
use autobolt_extension::forms::plan::FillValue;
use autobolt_extension::forms::snapshot::{Control, ControlKind, FrameSnapshot};
use autobolt_extension::forms::values::cut::length;
use proptest::prelude::*;

/// Labels that occur on forms, fillable or not.
const LABELS: [&str; 36] = [
    "Name",
    "Title",
    "Company name",
    "Your name",
    "Email",
    "Your email",
    "Confirm email",
    "Phone",
    "Mobile",
    "Website",
    "URL",
    "Address",
    "City",
    "ZIP",
    "State",
    "Country",
    "Description",
    "Short description",
    "Keywords",
    "Category",
    "Logo",
    "Password",
    "Username",
    "Search",
    "Coupon",
    "Newsletter",
    "I agree to the terms",
    "Leave this field empty",
    "Facebook",
    "Founded",
    "Location",
    "Opening hours",
    "Price",
    "Firmenname",
    "Straße",
    "",
];
const NAMES: [&str; 12] =
    ["", "field_1", "name", "email", "url", "website", "title", "address2", "hp", "q[3]", "company", "phone"];
const HIDDEN: [&str; 6] = ["", "", "", "display", "off_screen", "opacity"];
const TYPES: [&str; 5] = ["text", "text", "email", "url", "tel"];

prop_compose! {
    fn any_control()(kind in 0_u8..9, label in 0..LABELS.len(), name in 0..NAMES.len(), hidden in 0..HIDDEN.len(), input in 0..TYPES.len(), required: bool, max in prop::option::of(1_u32..300)) -> C {
        let label = LABELS[label];
        let c = match kind {
            0..=3 => typed(label, TYPES[input]),
            4 => lines(label),
            5 => select(label, &["=Choose", "Plumbers", "Texas", "United States", "Other"]),
            6 => tick(label),
            7 => file(label),
            _ => password(label),
        };
        let c = c.name(NAMES[name]).with(|c| { c.required = required; c.max_length = max; });
        if HIDDEN[hidden].is_empty() { c } else { c.hidden(HIDDEN[hidden]) }
    }
}

fn text_of(value: &FillValue) -> Option<&str> {
    match value {
        FillValue::Text(t) | FillValue::Rich(t) => Some(t),
        _ => None,
    }
}

fn check(frame: &FrameSnapshot, fill: &FormFill) {
    let control = |r: u32| -> &Control { frame.control(r).unwrap() };
    let mut values: Vec<(Meaning, &str)> = Vec::new();
    for f in &fill.fills {
        let c = control(f.r);
        assert!(c.visible || c.proxy_visible, "fills {} which cannot be seen", f.label);
        assert!(!matches!(c.kind, ControlKind::Hidden | ControlKind::Password), "fills a {:?}", c.kind);
        if let Some(text) = text_of(&f.value) {
            assert!(
                c.max_length.is_none_or(|m| length(text) <= m as usize),
                "{} is too long for {}",
                text,
                f.label
            );
            assert!(!values.contains(&(f.meaning, text)), "{text} twice");
            values.push((f.meaning, text));
        }
    }
    // Texts of the customer's descriptions end where a word of theirs ends.
    let profile = plumber();
    for f in
        fill.fills.iter().filter(|f| matches!(f.meaning, Meaning::Description | Meaning::ShortDescription))
    {
        let text = text_of(&f.value).unwrap();
        let whole = [profile.description.as_deref().unwrap(), profile.short_description.as_deref().unwrap()];
        let last = text.split_whitespace().last().unwrap();
        assert!(
            whole
                .iter()
                .any(|w| w.split_whitespace().any(|x| x.trim_end_matches([',', ';']) == last || x == last)),
            "cut a word: {text}"
        );
    }
    // Each control has one fate.
    let mut seen: Vec<u32> = fill.fills.iter().map(|f| f.r).collect();
    seen.sort_unstable();
    let all = seen.len();
    seen.dedup();
    assert_eq!(seen.len(), all, "one control filled twice");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_plan_fills_what_cannot_be_seen_or_says_the_same_twice(controls in prop::collection::vec(any_control(), 1..14)) {
        let planned = plan(form("Add your business", controls), &plumber());
        check(&planned.frame, &planned.fill);
    }

    #[test]
    fn noise_around_a_form_does_not_change_its_plan(which in 0_usize..24, noise in prop::collection::vec(any_control(), 1..10)) {
        let all = cases();
        let case = &all[which % all.len()];
        let calm = plan(case.frame.clone(), &plumber());
        let mut frame = case.frame.clone();
        add_form(&mut frame, "Find it", noise.into_iter().map(|c| c.hidden("display")).collect());
        add_form(&mut frame, "Newsletter", vec![typed("Your e-mail address", "email"), button("Subscribe")]);
        let loud = plan(frame, &plumber());
        prop_assert_eq!(calm.fill, loud.fill);
    }
}

#[test]
fn every_plan_of_the_corpus_keeps_the_rules() {
    for case in cases() {
        let planned = plan(case.frame, &plumber());
        check(&planned.frame, &planned.fill);
    }
}
