//! What no plan may do, whatever the form.

use super::build::*;
use super::corpus::cases;
use super::customer::plumber;
use super::truth::{CorpusPage, pages};
use autobolt_extension::forms::assess::assess;
use autobolt_extension::forms::field::Meaning;
use autobolt_extension::forms::fill::FormFill;
use autobolt_extension::forms::plan::{Assessment, FillValue, PagePlan, Recipe};
use autobolt_extension::forms::snapshot::{
    Control, ControlKind, FrameSnapshot, Link, PageSnapshot, TextBlock,
};
use autobolt_extension::forms::values::cut::length;
use proptest::prelude::*;
use std::sync::LazyLock;

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
            // The one number goes where it must be given again, too.
            let again = f.meaning == Meaning::Phone
                && fill.fills.iter().any(|o| o.meaning == Meaning::Phone && o.required);
            assert!(again || !values.contains(&(f.meaning, text)), "{text} twice");
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

/// Read once.
static TUNED: LazyLock<Vec<CorpusPage>> = LazyLock::new(|| pages("tuned"));

/// What is planned for a page of the corpus.
fn planned(page: &PageSnapshot, customer: &autobolt_shared::BusinessProfile) -> Option<PagePlan> {
    let recipe = Recipe::default();
    let mut context = ctx(customer, &recipe);
    context.waited_ms = 20_000;
    match assess(page, &context) {
        Assessment::Fill(plan) => Some(*plan),
        _ => None,
    }
}

#[test]
fn no_plan_of_a_real_page_fills_what_cannot_be_seen_or_gives_one_value_twice() {
    for page in ["tuned", "held_out"].into_iter().flat_map(pages) {
        let Some(plan) = planned(&page.snapshot, &page.customer) else {
            panic!("{} is not filled", page.name)
        };
        let frame = page.snapshot.frame(plan.frame_id).unwrap();
        let mut values: Vec<(Meaning, &str)> = Vec::new();
        for fill in &plan.fills {
            let c = frame.control(fill.r).unwrap();
            assert!(
                c.visible || c.proxy_visible,
                "{}: fills {:?}, which cannot be seen",
                page.name,
                fill.label
            );
            if let Some(text) = text_of(&fill.value) {
                assert!(!values.contains(&(fill.meaning, text)), "{}: {text:?} twice", page.name);
                values.push((fill.meaning, text));
                assert!(c.max_length.is_none_or(|m| length(text) <= m as usize), "{}: {text}", page.name);
            }
        }
        assert!(plan.fills.iter().all(|f| f.meaning != Meaning::Honeypot), "{}", page.name);
    }
}

prop_compose! {
    /// Other people's texts, links and invisible fields.
    fn any_noise()(texts in prop::collection::vec("[a-zA-Z ,.]{0,60}", 0..6), links in prop::collection::vec("[a-zA-Z ]{0,20}", 0..6), fields in prop::collection::vec(any_control(), 0..6)) -> (Vec<String>, Vec<String>, Vec<C>) {
        (texts, links, fields)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn noise_in_a_real_page_does_not_change_what_is_filled(which in 0_usize..80, (texts, links, fields) in any_noise()) {
        let page = &TUNED[which % TUNED.len()];
        let calm = planned(&page.snapshot, &page.customer).map(|p| p.fills);
        let mut loud = page.snapshot.clone();
        let frame = &mut loud.frames[0];
        let last = frame.controls.iter().map(|c| c.r).max().unwrap_or_default();
        for (i, C(mut c)) in (1..).zip(fields.into_iter().map(|c| c.hidden("display"))) {
            c.r = last + i;
            c.order = 1_000_000 + i;
            c.form = Some(u32::try_from(frame.forms.len()).unwrap());
            frame.controls.push(c);
        }
        frame.forms.push(autobolt_extension::forms::snapshot::FormElement::default());
        frame.texts.extend(texts.into_iter().map(|text| TextBlock { text, tag: "p".into(), order: 1_000_001, ..TextBlock::default() }));
        frame.links.extend(links.into_iter().map(|text| Link { text, href: "https://directory.test/about".into(), ..Link::default() }));
        // A random text may happen to say something final or to promise the page is still working: then nothing is filled at all.
        let noisy = planned(&loud, &page.customer).map(|p| p.fills);
        prop_assert!(noisy.is_none() || noisy == calm, "{}", page.name);
    }

    #[test]
    fn no_bytes_in_place_of_a_description_stop_the_parser(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes);
        let _ = autobolt_extension::json::read::<PageSnapshot>(&text);
    }

    #[test]
    fn no_damaged_description_stops_the_parser_or_the_engine(which in 0_usize..80, at in any::<prop::sample::Index>(), junk in prop::collection::vec(any::<u8>(), 0..12), cut in 0_usize..40) {
        let text = serde_json::to_string(&TUNED[which % TUNED.len()].snapshot).unwrap();
        let at = at.index(text.len());
        let mut damaged = text.as_bytes()[..at].to_vec();
        damaged.extend(&junk);
        damaged.extend(&text.as_bytes()[(at + cut).min(text.len())..]);
        if let Ok(page) = autobolt_extension::json::read::<PageSnapshot>(&String::from_utf8_lossy(&damaged)) {
            let _ = planned(&page, &plumber());
        }
    }
}
