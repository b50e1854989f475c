//! Questions put in other words, and numbers and labels in several parts.

use super::build::*;
use super::customer::plumber;
use autobolt_extension::forms::field::Meaning;

fn listing(controls: Vec<C>) -> Planned {
    plan(form("Add your business", controls), &plumber())
}

/// Text that stands above several fields at once.
fn under(text: &str, control: C) -> C {
    control.with(|c| {
        c.labels.label_for.clear();
        c.labels.preceding = text.into();
    })
}

#[test]
fn a_number_asked_in_boxes_is_taken_apart() {
    let p = listing(vec![
        line("Company"),
        line("Area Code").name("tel_a").max(3),
        line("Phone Number").name("tel_b"),
        line("Website"),
    ]);
    assert_eq!((p.value("Area Code").as_str(), p.value("Phone Number").as_str()), ("512", "555-0142"));
    let boxes = [("ph1", 3), ("ph2", 3), ("ph3", 4)];
    let three = boxes.map(|(name, room)| under("Phone:", line("")).name(name).max(room));
    let mut controls = vec![line("Company")];
    controls.extend(three);
    let p = listing(controls);
    assert_eq!(boxes.map(|(name, _)| p.value(name)), ["512", "555", "0142"]);
}

#[test]
fn an_area_code_beside_no_number_is_no_part_of_one() {
    let p = listing(vec![line("Company"), line("Area code"), line("City"), line("Phone")]);
    assert!(p.value("Phone").contains("0142") && p.value("Phone").contains("512"), "{}", p.value("Phone"));
}

#[test]
fn one_label_over_two_fields_names_both_in_every_language() {
    for label in ["Postcode en plaats", "Code postal et ville", "Código postal y ciudad", "CAP e città"] {
        let p = listing(vec![
            line("Company"),
            under(label, line("")).name("p1"),
            under(label, line("")).name("p2"),
        ]);
        assert_eq!((p.value("p1").as_str(), p.value("p2").as_str()), ("78701", "Austin"), "{label}");
    }
}

#[test]
fn the_list_that_offers_the_trade_asks_for_it_whatever_it_is_called() {
    let offers = ["- Select -", "Bakery", "Plumbing", "Law"];
    let p = listing(vec![line("Company"), line("Website"), select("What do you do?", &offers)]);
    assert_eq!(p.value("What do you do?"), "Plumbing");
    // Where the form asks for the category elsewhere, the list is another question.
    let p = listing(vec![line("Company"), select("Category", &offers), select("Heard of us at", &offers)]);
    assert_eq!((p.value("Category").as_str(), p.value("Heard of us at").as_str()), ("Plumbing", ""));
}

#[test]
fn a_word_inside_a_phrase_does_not_speak_against_it() {
    let p = listing(vec![line("Company"), line("Company domain name"), lines("About")]);
    assert_eq!(p.value("Company domain name"), "acmeplumbing.example");
    let p = listing(vec![line("Company"), line("Website title"), line("Website")]);
    assert_eq!(p.value("Website title"), "");
}

#[test]
fn a_name_that_is_not_published_is_no_address() {
    let p = listing(vec![line("Company"), line("Your name (not published)"), line("Phone"), line("Website")]);
    assert_eq!(p.value("Your name (not published)"), "Jane Miller");
    let who = "Who can we contact with questions?";
    let p = listing(vec![line("Company"), line(who).help("Name only, not published"), line("Email")]);
    assert_eq!(p.value(who), "Jane Miller");
}

#[test]
fn a_one_liner_is_the_tagline_and_a_longer_story_the_description() {
    let p = listing(vec![line("Shop name"), line("One-liner").max(80), lines("Longer story")]);
    let is = |label: &str| p.fill.fills.iter().find(|f| f.label == label).map(|f| f.meaning);
    assert_eq!((is("One-liner"), is("Longer story")), (Some(Meaning::Tagline), Some(Meaning::Description)));
}

#[test]
fn a_number_that_must_be_given_twice_is_given_twice() {
    let p = listing(vec![line("Company"), line("Business phone").required(), line("Your phone").required()]);
    assert!(p.missing().is_empty(), "{:?}", p.missing());
    assert_eq!(p.value("Business phone"), p.value("Your phone"));
    // What need not be filled is not filled with the same again.
    let p = listing(vec![line("Company"), line("Phone"), line("Other phone")]);
    assert_eq!(p.value("Other phone"), "");
}
