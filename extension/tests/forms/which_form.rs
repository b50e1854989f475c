//! Which form of a page is the listing form, and which of its fields are traps.

use super::build::*;
use super::customer::plumber;
use autobolt_extension::forms::choose::listing_forms;
use autobolt_extension::forms::plan::Recipe;

fn listing(controls: Vec<C>) -> Planned {
    plan(form("Add your business", controls), &plumber())
}

#[test]
fn traps_are_told_by_how_they_hide_and_by_what_they_say() {
    let p = listing(vec![
        line("Company"),
        line("Website").name("url2").hidden("off_screen"),
        line("Leave this field empty").name("x1"),
        line("Homepage").name("hp_url"),
        line("Phone").name("ph").hidden("display"),
        line("Bitte nicht ausfüllen"),
    ]);
    assert_eq!(p.fill.fills.len(), 1, "{:?}", p.fill.fills);
}

#[test]
fn a_visible_homepage_field_called_hp_is_no_trap() {
    let p = listing(vec![line("Firma"), line("Homepage").name("hp"), line("Ort")]);
    assert_eq!(p.value("Homepage"), "https://www.acmeplumbing.example");
}

#[test]
fn login_search_newsletter_and_comment_forms_are_no_listing_forms() {
    for controls in [
        vec![line("Username or e-mail"), password("Password"), button("Log in")],
        vec![typed("Search", "search").name("s"), button("Search")],
        vec![typed("Your e-mail", "email"), button("Subscribe")],
        vec![
            lines("Comment").name("comment").required(),
            line("Name").name("author"),
            typed("Email", "email"),
            typed("Website", "url"),
            button("Post Comment"),
        ],
        vec![
            line("Your name"),
            typed("Your email", "email"),
            line("Subject"),
            lines("Your message").required(),
            button("Send"),
        ],
    ] {
        let profile = plumber();
        let recipe = Recipe::default();
        let text = format!("{controls:?}");
        let page = page(form("Latest news", controls));
        assert_eq!(listing_forms(&page, &ctx(&profile, &recipe)), [], "{text}");
    }
}

#[test]
fn of_several_forms_the_listing_form_is_first() {
    let mut frame = form("Find a business", vec![typed("Search", "search").name("q"), button("Search")]);
    add_form(&mut frame, "Sign in", vec![line("Email"), password("Password"), button("Sign in")]);
    add_form(
        &mut frame,
        "Add your business",
        vec![line("Business name"), line("Website"), lines("Description"), button("Submit listing")],
    );
    add_form(&mut frame, "Newsletter", vec![typed("E-mail", "email"), button("Subscribe")]);
    assert_eq!(plan(frame, &plumber()).choice.and_then(|c| c.form), Some(2));
}

#[test]
fn a_first_step_with_one_question_is_known_by_what_the_page_says() {
    for controls in [
        vec![select("Category", &["=Choose", "Plumbers", "Bars"]), button("Next")],
        vec![line("Website URL"), button("Continue")],
    ] {
        assert!(plan(form("Submit your listing", controls), &plumber()).choice.is_some());
    }
}

#[test]
fn fields_outside_any_form_make_a_form_of_their_own() {
    let mut frame = form(
        "Add your business",
        vec![
            line("Business name"),
            line("Website"),
            lines("Description"),
            select("Category", &["=", "Plumbers"]),
        ],
    );
    frame.forms.clear();
    for c in &mut frame.controls {
        c.form = None;
    }
    let p = plan(frame, &plumber());
    assert_eq!(p.choice.as_ref().map(|c| c.form), Some(None));
    assert_eq!(p.value("Business name"), "Acme Plumbing");
}
