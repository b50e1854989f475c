//! What a person did in a page by hand becomes a recipe, and nothing of the customer's with it.

use super::build::*;
use super::customer::plumber;
use autobolt_extension::forms::learn::{Lesson, learn, sends_listing};
use autobolt_extension::forms::plan::{Assessment, FillValue, Recipe};
use autobolt_extension::forms::snapshot::FrameSnapshot;
use autobolt_shared::log::FilledField;
use autobolt_shared::recipe::Learned;
use serde_json::json;

/// A listing form with these beside its usual fields.
fn listing(more: Vec<C>, button_text: &str) -> FrameSnapshot {
    let mut controls = vec![
        line("Company").name("company"),
        typed("Email", "email").name("mail"),
        lines("Description").name("text"),
    ];
    controls.extend(more);
    controls.push(button(button_text).name("send"));
    form("Add your business", controls)
}

fn r_of(frame: &FrameSnapshot, name: &str) -> u32 {
    frame.controls.iter().find(|c| c.name == name).unwrap_or_else(|| panic!("no {name}")).r
}

fn put(frame: &mut FrameSnapshot, name: &str, value: &str) {
    let c = frame.controls.iter_mut().find(|c| c.name == name).unwrap();
    if c.options.is_empty() {
        c.value = value.into();
    }
    c.options.iter_mut().for_each(|o| o.selected = o.text == value);
}

/// What is learnt when a person used these controls, then pressed the button.
fn taught(frame: &FrameSnapshot, touched: &[&str]) -> Learned {
    taught_by(frame, touched, &Recipe::default())
}

fn taught_by(frame: &FrameSnapshot, touched: &[&str], recipe: &Recipe) -> Learned {
    let profile = plumber();
    let touched: Vec<u32> = touched.iter().map(|name| r_of(frame, name)).collect();
    let lesson = Lesson {
        frame,
        pressed: Some(r_of(frame, "send")),
        touched: &touched,
        before: None,
        filled: &[],
        known_urls: &["https://directory.example/page"],
    };
    learn(&lesson, &ctx(&profile, recipe))
}

#[test]
fn a_field_that_got_the_customers_value_by_hand_is_known_by_its_meaning_the_next_time() {
    let mut frame = listing(vec![line("Zorb").name("f_9")], "Submit listing");
    let phone = plumber().phone.unwrap();
    put(&mut frame, "f_9", &phone);
    let learned = taught(&frame, &["f_9"]);
    assert_eq!(serde_json::to_value(&learned.recipe).unwrap(), json!({ "fields": { "f_9": "phone" } }));
    // The next customer's form is filled by it.
    put(&mut frame, "f_9", "");
    let planned = plan_with(frame, &plumber(), &learned.recipe);
    assert!(!planned.value("f_9").is_empty());
}

#[test]
fn what_autobolt_would_have_done_itself_teaches_nothing() {
    let mut frame = listing(vec![], "Submit listing");
    put(&mut frame, "company", plumber().business_name.as_deref().unwrap());
    assert_eq!(taught(&frame, &["company"]), Learned::default());
}

#[test]
fn text_that_is_not_the_customers_data_is_left_out_with_its_label_alone() {
    let mut frame = listing(vec![line("Licence number").name("lic")], "Submit listing");
    put(&mut frame, "lic", "QX-4711-secret");
    let learned = taught(&frame, &["lic"]);
    assert!(learned.recipe.is_empty(), "{learned:?}");
    assert_eq!(learned.left_out[0].label, "Licence number");
    assert!(!serde_json::to_string(&learned).unwrap().contains("4711"));
}

#[test]
fn an_option_that_depends_on_nobody_becomes_a_fixed_choice_and_the_customers_own_does_not() {
    let more = || {
        vec![
            select("How did you hear of us", &["=Please choose", "se=Search engine", "fr=A friend"])
                .name("ref"),
            select("Zone", &["=Please choose", "a=Bavaria", "b=Acme Plumbing"]).name("zone"),
            select("Category", &["=Please choose", "x=Quarks", "y=Leptons"]).name("cat"),
        ]
    };
    let mut frame = listing(more(), "Submit listing");
    put(&mut frame, "ref", "A friend");
    put(&mut frame, "cat", "Quarks");
    let learned = taught(&frame, &["ref", "cat"]);
    assert_eq!(serde_json::to_value(&learned.recipe).unwrap(), json!({ "choices": { "ref": "A friend" } }));
    assert!(
        learned.left_out.iter().any(|l| l.label == "Category" && l.why.contains("depends on the customer"))
    );
    // A control nobody used is nobody's choice.
    assert!(taught(&frame, &[]).recipe.is_empty());

    let mut frame = listing(more(), "Submit listing");
    put(&mut frame, "zone", "Acme Plumbing");
    let learned = taught(&frame, &["zone"]);
    assert!(learned.recipe.choices.is_empty(), "{learned:?}");
}

#[test]
fn a_box_ticked_by_hand_is_ticked_the_next_time_but_never_one_for_advertising() {
    let more = vec![
        tick("I am entitled to enter this company in the zorb").name("ent"),
        tick("Subscribe to our newsletter").name("news"),
    ];
    let mut frame = listing(more, "Submit listing");
    for c in frame.controls.iter_mut().filter(|c| c.name == "ent" || c.name == "news") {
        c.checked = true;
    }
    let learned = taught(&frame, &["ent", "news"]);
    assert!(!learned.recipe.choices.contains_key("news"), "{learned:?}");
    let by_recipe = learned.recipe.choices.get("ent").map(String::as_str) == Some("yes");
    let by_itself = plan(frame, &plumber()).fill.fills.iter().any(|f| f.value == FillValue::Check(true));
    assert!(by_recipe || by_itself, "{learned:?}");
}

#[test]
fn a_button_autobolt_would_not_have_pressed_is_named() {
    let mut frame = listing(vec![], "Zorb now");
    // Beside it one that looks more like it.
    add_to(&mut frame, button("Submit listing").name("other"));
    let learned = taught(&frame, &[]);
    assert_eq!(learned.recipe.submit_text.as_deref(), Some("Zorb now"));
    let (profile, recipe) = (plumber(), learned.recipe);
    let pressed =
        autobolt_extension::forms::advance::advance(&frame, Some(0), &ctx(&profile, &recipe)).unwrap();
    assert_eq!(pressed.text, "Zorb now");
}

fn add_to(frame: &mut FrameSnapshot, C(mut c): C) {
    c.form = Some(0);
    c.r = u32::try_from(frame.controls.len()).unwrap() + 1;
    c.order = c.r * 10;
    frame.controls.push(c);
}

#[test]
fn the_buttons_of_a_recipe_are_pressed_in_their_order() {
    let recipe =
        Recipe { steps: vec!["Weiter".into()], submit_text: Some("Los".into()), ..Recipe::default() };
    let mut frame = listing(vec![], "Los");
    add_to(&mut frame, button("Weiter"));
    let profile = plumber();
    let pressed = |steps_done| {
        let context = autobolt_extension::forms::plan::Context { steps_done, ..ctx(&profile, &recipe) };
        autobolt_extension::forms::advance::advance(&frame, Some(0), &context).unwrap().text
    };
    assert_eq!((pressed(0).as_str(), pressed(1).as_str()), ("Weiter", "Los"));
}

#[test]
fn nothing_of_the_customers_gets_into_a_recipe_by_a_label_a_button_or_an_address() {
    let profile = plumber();
    let name = profile.business_name.clone().unwrap();
    let email = profile.email.clone().unwrap();
    let mut frame = listing(vec![line(&format!("Phone of {name}"))], &format!("Publish {name}"));
    let phone = profile.phone.clone().unwrap();
    let labelled = frame.controls.iter_mut().find(|c| c.labels.label_for.starts_with("Phone of")).unwrap();
    labelled.value = phone;
    let touched = [labelled.r];
    frame.url = format!("https://directory.example/u/{email}?token=abc");
    let lesson = Lesson {
        frame: &frame,
        pressed: Some(r_of(&frame, "send")),
        touched: &touched,
        before: None,
        filled: &[],
        known_urls: &[],
    };
    let recipe = Recipe::default();
    let learned = learn(&lesson, &ctx(&profile, &recipe));
    let said = serde_json::to_string(&learned).unwrap();
    assert!(!said.contains(&name) && !said.contains(&email), "{said}");
}

#[test]
fn an_address_autobolt_does_not_come_to_is_learnt_without_what_names_the_visit() {
    let mut frame = listing(vec![], "Submit listing");
    frame.url = "https://directory.example/members/new?session=98123".into();
    let learned = taught(&frame, &[]);
    assert_eq!(learned.recipe.start_url.as_deref(), Some("https://directory.example/members/new"));
}

#[test]
fn what_a_person_took_out_again_is_left_alone() {
    let frame = listing(vec![line("Tagline").name("tag")], "Submit listing");
    let profile = plumber();
    let touched = [r_of(&frame, "tag")];
    let filled = [FilledField { label: "Tagline".into(), meaning: "tagline".into(), value: "x".into() }];
    let lesson = Lesson {
        frame: &frame,
        pressed: None,
        touched: &touched,
        before: None,
        filled: &filled,
        known_urls: &["https://directory.example/page"],
    };
    let recipe = Recipe::default();
    let planned = !plan(frame.clone(), &profile).value("tag").is_empty();
    let learned = learn(&lesson, &ctx(&profile, &recipe));
    assert_eq!(learned.recipe.ignore.contains(&"tag".to_owned()), planned);
}

#[test]
fn a_sign_in_or_a_search_by_hand_is_no_listing() {
    let mut frame = listing(vec![], "Submit listing");
    add_form(
        &mut frame,
        "Sign in",
        vec![line("E-mail").name("user"), password("Password"), button("Sign in").name("in")],
    );
    add_form(&mut frame, "Search", vec![typed("Search", "search"), button("Go").name("go")]);
    let nothing = Assessment::Unsupported { why: String::new() };
    let sends = |name: &str| sends_listing(&frame, Some(r_of(&frame, name)), &nothing);
    assert!(sends("send") && !sends("in") && !sends("go"));
    assert!(sends_listing(&frame, None, &nothing), "a press nothing is known of may be the listing's");
}
