//! What is tried when the page complains.

use super::build::*;
use super::customer::plumber;
use autobolt_extension::forms::outcome::FieldError;
use autobolt_extension::forms::plan::{PagePlan, Recipe, Target};
use autobolt_extension::forms::repair::revise;

/// Fills a form, lets it hold the values, complains of one field, and returns what would be put there instead.
fn after(controls: Vec<C>, label: &str, complaint: &str) -> Option<String> {
    let profile = plumber();
    let recipe = Recipe::default();
    let mut planned = plan(form("Add your business", controls), &profile);
    for fill in &planned.fill.fills {
        let held = shown(&fill.value);
        if let Some(c) = planned.frame.controls.iter_mut().find(|c| c.r == fill.r) {
            c.value = held;
        }
    }
    let plan = PagePlan {
        frame_id: 0,
        form: Some(0),
        fills: planned.fill.fills,
        skips: vec![],
        missing: vec![],
        wall: None,
        advance: None,
        closed: vec![],
    };
    let r = plan.fills.iter().find(|f| f.label == label)?.r;
    let error =
        FieldError { target: Some(Target { frame_id: 0, r }), label: label.into(), text: complaint.into() };
    revise(&plan, &[error], &planned.frame, &ctx(&profile, &recipe)).map(|fills| shown(&fills[0].value))
}

#[test]
fn a_phone_is_tried_in_the_dress_the_page_asks_for() {
    let fields = || vec![line("Company"), line("Phone"), line("City")];
    assert_eq!(after(fields(), "Phone", "Please enter digits only").as_deref(), Some("5125550142"));
    for complaint in
        ["Enter a 10 digit number without spaces or dashes.", "Bitte eine 10-stellige Nummer eingeben"]
    {
        assert_eq!(after(fields(), "Phone", complaint).as_deref(), Some("5125550142"));
    }
    assert_eq!(
        after(fields(), "Phone", "Use the international format, e.g. +1…").as_deref(),
        Some("+15125550142")
    );
}

#[test]
fn a_website_is_tried_with_and_without_its_scheme() {
    let bare = vec![line("Company"), line("Website").placeholder("example.com"), line("City")];
    assert_eq!(
        after(bare, "Website", "The URL must start with http:// or https://").as_deref(),
        Some("https://www.acmeplumbing.example")
    );
    let full = vec![line("Company"), line("Website"), line("City")];
    assert_eq!(
        after(full, "Website", "Enter the domain without http").as_deref(),
        Some("www.acmeplumbing.example")
    );
}

#[test]
fn a_text_that_is_too_long_is_cut_to_what_the_page_says() {
    let text = after(
        vec![line("Company"), lines("Description"), line("City")],
        "Description",
        "Maximum 100 characters",
    )
    .unwrap();
    assert!(text.len() <= 100 && text.ends_with('.'), "{text}");
}

#[test]
fn what_has_no_second_form_is_not_changed() {
    assert_eq!(
        after(vec![line("Company"), line("Website"), line("City")], "City", "We do not cover this city"),
        None
    );
    assert_eq!(after(vec![line("Company"), line("Website"), line("City")], "Company", "Already taken"), None);
}

#[test]
fn a_number_that_a_mask_cut_short_is_tried_with_as_many_digits_as_it_holds() {
    let fields = vec![line("Company"), line("Phone").placeholder("+1 512 555 0100"), line("City")];
    let typed = after(fields, "Phone", "(151) 255-5014");
    assert_eq!(
        typed.map(|t| t.chars().filter(char::is_ascii_digit).collect::<String>()).as_deref(),
        Some("5125550142")
    );
}
