//! What the forms of directory programs and form builders taught, one sentence a test.

use super::build::*;
use super::customer::plumber;
use autobolt_extension::forms::assess::assess;
use autobolt_extension::forms::plan::{Assessment, Recipe};
use autobolt_extension::forms::snapshot::{FrameSnapshot, Link, TextBlock};

fn listing(controls: Vec<C>) -> Planned {
    plan(form("Add your business", controls), &plumber())
}

#[test]
fn leave_this_blank_if_is_a_permission_and_no_trap() {
    let location = line("Location").help("Leave this blank if the location is not important.");
    let p = listing(vec![line("Listing name"), location, line("Website")]);
    assert_eq!(p.value("Location"), "120 Congress Ave, Suite 4, Austin, TX 78701, United States");
    let trap = line("Company fax").help("If you are human, leave this field blank.");
    let p = listing(vec![line("Listing name"), trap, line("Website")]);
    assert!(p.left("Company fax").contains("leave this field blank"), "{}", p.left("Company fax"));
}

#[test]
fn the_only_required_text_of_a_business_is_about_it_whatever_it_is_called() {
    let p = listing(vec![line("Business name").required(), lines("Why should people visit?").required()]);
    assert!(p.value("Why should people visit?").starts_with("Acme Plumbing"), "{:?}", p.fill);
    let p = listing(vec![line("Business name"), lines("Description"), lines("Anything else?")]);
    assert_eq!(p.value("Anything else?"), "");
}

#[test]
fn a_flag_before_a_number_is_its_dialling_code() {
    let flag = |title: &str| combo("Phone *").with(|c| c.title = title.into());
    let p = listing(vec![line("Company"), flag("United States: +1"), typed("Phone *", "tel")]);
    assert!(p.missing().is_empty());
    assert_eq!(p.value("Phone *"), "(512) 555-0142");
}

#[test]
fn closed_in_a_day_s_row_is_about_that_day() {
    let mut fields = vec![line("Company"), line("Website")];
    for day in ["Saturday", "Sunday"] {
        let cell = |c: C| c.with(|c| c.labels.cell_left = day.into());
        fields.push(cell(typed("", "time").name(&format!("{day} opens"))));
        fields.push(cell(typed("", "time").name(&format!("{day} closes"))));
        fields.push(cell(tick("Closed").name(&format!("{day}-off"))));
    }
    let p = listing(fields);
    assert_eq!(p.value("Sunday-off"), "ticked");
    assert_ne!(p.value("Saturday-off"), "ticked");
}

#[test]
fn another_field_s_star_makes_this_one_not_required() {
    let tags = combo("Tags").with(|c| c.labels.preceding = "Category *".into());
    let p = listing(vec![line("Company"), tags, line("Website")]);
    assert!(p.fill.fills.iter().all(|f| f.label != "Tags" || !f.required), "{:?}", p.fill);
}

fn shows(title: &str, path: &str, links: &[(&str, &str, &str)], texts: &[&str]) -> FrameSnapshot {
    let mut frame = FrameSnapshot {
        url: format!("https://directory.example{path}"),
        title: title.into(),
        lang: "en".into(),
        ready_state: "complete".into(),
        ..FrameSnapshot::default()
    };
    frame.texts.push(TextBlock { text: title.into(), tag: "h1".into(), ..TextBlock::default() });
    frame.texts.extend(texts.iter().map(|t| TextBlock {
        text: (*t).into(),
        tag: "p".into(),
        ..TextBlock::default()
    }));
    for (r, (text, href, card)) in (1..).zip(links) {
        frame.links.push(Link {
            r,
            text: (*text).into(),
            href: format!("https://directory.example{href}"),
            card: (*card).into(),
            ..Link::default()
        });
    }
    frame
}

#[track_caller]
fn followed(frame: FrameSnapshot) -> String {
    let (profile, recipe) = (plumber(), Recipe::default());
    let mut context = ctx(&profile, &recipe);
    context.waited_ms = 9_000;
    match assess(&page(frame), &context) {
        Assessment::Follow { href, .. } => href.trim_start_matches("https://directory.example").to_owned(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_category_that_is_asked_for_by_links_is_chosen() {
    let links = [("Florists", "/c/1", ""), ("Plumbing", "/c/2", ""), ("Restaurants", "/c/3", "")];
    assert_eq!(followed(shows("Select category", "/submit-listing/category/", &links, &[])), "/c/2");
}

#[test]
fn of_plans_that_all_say_select_the_free_one_is_taken() {
    let links = [
        ("Select", "/order/2", "Premium $99.00 per year Select"),
        ("Select", "/order/1", "Basic $0 Select"),
        ("Select", "/order/3", "Trial, free for a month, then $19 Select"),
    ];
    assert_eq!(followed(shows("Choose your plan", "/add-listing/", &links, &["Choose a plan"])), "/order/1");
}

#[test]
fn the_way_to_the_form_may_begin_at_for_business_owners() {
    let links = [("Restaurants", "/c/3", ""), ("For business owners", "/owners", ""), ("Blog", "/blog", "")];
    assert_eq!(followed(shows("Austin guide", "/", &links, &[])), "/owners");
}

#[test]
fn continue_under_a_preview_with_a_way_back_publishes_it() {
    let (profile, recipe) = (plumber(), Recipe::default());
    let preview = |back: &str| {
        let links = [(back, "/edit/7", ""), ("Continue", "/publish/7", "")];
        let frame =
            shows("Acme Plumbing", "/listing/7?preview=1", &links, &["This is a preview of your listing."]);
        let mut context = ctx(&profile, &recipe);
        context.steps_done = 1;
        assess(&page(frame), &context)
    };
    match preview("Edit") {
        Assessment::Fill(plan) => assert_eq!(plan.advance.map(|a| a.text).as_deref(), Some("Continue")),
        other => panic!("{other:?}"),
    }
    assert!(!matches!(preview("Related listings"), Assessment::Fill(_)));
}

#[test]
fn an_italian_trade_is_known_in_the_plural() {
    let trades = select("Categoria *", &["Alberghi", "Avvocati", "Idraulici", "Ristoranti"]);
    let p = listing(vec![line("Nome attività"), trades, line("Email")]);
    assert_eq!(p.value("Categoria *"), "Idraulici");
}
