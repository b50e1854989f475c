//! Fields and buttons that no word of their own explains: found by what else the form has.

use super::build::*;
use super::customer::plumber;
use autobolt_extension::forms::advance::advance;
use autobolt_extension::forms::plan::{AdvanceKind, Recipe};

fn listing(controls: Vec<C>) -> Planned {
    plan(form("Add your business", controls), &plumber())
}

/// The button of a form that has these.
fn pressed(buttons: &[&str]) -> Option<String> {
    let mut controls = vec![line("Company"), typed("Email", "email"), lines("Description")];
    controls.extend(buttons.iter().map(|b| button(b)));
    let (profile, recipe) = (plumber(), Recipe::default());
    let found = advance(&form("Add your business", controls), Some(0), &ctx(&profile, &recipe))?;
    (found.kind == AdvanceKind::Submit).then_some(found.text)
}

#[test]
fn the_only_button_that_can_send_a_form_sends_it_whatever_it_is_called() {
    for text in ["Join the register", "Book my spot", "Add to the shelf", "List me", "Los geht's"] {
        assert_eq!(pressed(&[text]).as_deref(), Some(text));
    }
    for text in
        ["Search", "Cancel", "Pay now", "Save draft", "Sign in with Google", "Subscribe to our newsletter"]
    {
        assert_eq!(pressed(&[text]), None, "{text}");
    }
}

#[test]
fn whose_a_field_is_does_not_hide_what_it_is() {
    let p = listing(vec![
        line("Business name"),
        lines("Short business description"),
        lines("Long business description"),
        line("Company site"),
        line("Official phone number"),
    ]);
    assert_eq!(p.value("Company site"), "https://www.acmeplumbing.example");
    assert!(p.value("Short business description").len() < p.value("Long business description").len());
    assert!(!p.value("Short business description").is_empty());
    assert!(!p.value("Official phone number").is_empty());
}

#[test]
fn the_only_free_text_of_a_listing_form_is_the_description_unless_it_is_called_otherwise() {
    let text = |label: &str| {
        listing(vec![line("Company"), typed("Email", "email"), line("Phone"), lines(label)]).value(label)
    };
    assert!(text("Ad copy").starts_with("Acme Plumbing"));
    assert_eq!(text("Message to the moderator"), "");
}

#[test]
fn what_nobody_understands_is_found_by_elimination_in_a_form_that_asks_how_to_reach_a_business() {
    let p = listing(vec![
        line("Trading under").required(),
        typed("Enquiries e-mail", "email").required(),
        typed("Enquiries line", "tel"),
        select("Section", &["=", "Painters", "Plumbers"]).required(),
        lines("Your spot").required(),
    ]);
    assert_eq!(p.value("Trading under"), "Acme Plumbing");
    assert!(p.value("Your spot").starts_with("Acme Plumbing repairs"));
    assert!(p.missing().is_empty(), "{:?}", p.missing());
}

#[test]
fn a_line_that_says_what_it_is_keeps_its_meaning_though_no_field_asks_for_the_name() {
    let p = listing(vec![
        line("User name").required(),
        typed("Email", "email"),
        line("Phone"),
        line("City"),
        lines("Description"),
    ]);
    assert_eq!(p.value("User name"), "");
}

#[test]
fn a_short_line_does_not_stand_for_the_text_that_must_be_filled() {
    let p =
        listing(vec![line("Company"), line("One-liner"), typed("Email", "email"), lines("Spiel").required()]);
    assert!(p.value("Spiel").starts_with("Acme Plumbing repairs"));
}

#[test]
fn a_phone_number_asked_for_in_pieces_gets_its_pieces() {
    let p = listing(vec![
        line("Business name"),
        line("Area Code").name("q6area"),
        line("Phone Number").name("q6num"),
        lines("Description"),
    ]);
    assert_eq!((p.value("Area Code").as_str(), p.value("Phone Number").as_str()), ("512", "555-0142"));

    let p = listing(vec![
        line("Business name"),
        line("Phone").max(3).name("a"),
        line("").max(3).name("b"),
        line("").max(4).name("c"),
        line("Fax area code").name("d"),
        line("Fax").name("e"),
        lines("Description"),
    ]);
    let pieces = ["a", "b", "c", "d"].map(|name| p.value(name));
    assert_eq!(pieces, ["512", "555", "0142", ""]);
}

#[test]
fn a_text_for_search_results_is_no_search_box() {
    let p = listing(vec![
        line("Business name"),
        typed("Email", "email"),
        lines("Summary for search results").max(160).required(),
        lines("Full profile"),
    ]);
    let text = p.value("Summary for search results");
    assert!(text.starts_with("Licensed plumbers"), "{text:?}");
}

#[test]
fn what_kind_a_business_is_may_be_asked_in_any_words() {
    for label in ["Kind of service", "Which group fits best?", "What best describes your business?"] {
        let p = listing(vec![
            line("Company"),
            typed("Email", "email"),
            select(label, &["=", "IT & software", "Home & trade services", "Food & drink"]).required(),
            lines("About"),
        ]);
        assert_eq!(p.value(label), "Home & trade services", "{label}");
    }
}
