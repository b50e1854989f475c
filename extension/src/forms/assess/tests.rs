//! Pages as the agent describes them, and what is to be done with each.

use super::assess;
use crate::forms::plan::{AdvanceKind, Assessment, Context, Recipe, Target};
use crate::forms::snapshot::{
    Control, ControlKind, FormElement, FrameSnapshot, Iframe, Labels, Link, Overlay, PageSnapshot, TextBlock,
};
use autobolt_shared::{BusinessProfile, Reason};

mod walls;

fn profile() -> BusinessProfile {
    BusinessProfile {
        business_name: Some("Café Nord".into()),
        email: Some("info@cafe-nord.example".into()),
        phone: Some("+49 40 123456".into()),
        website: Some("https://cafe-nord.example".into()),
        street: Some("Hafenstr. 1".into()),
        city: Some("Hamburg".into()),
        postcode: Some("20457".into()),
        country: Some("DE".into()),
        description: Some("Fresh coffee and cake by the harbour since 1998.".into()),
        ..BusinessProfile::default()
    }
}

struct Page {
    page: PageSnapshot,
    steps_done: u32,
    waited_ms: u64,
}

fn field(r: u32, name: &str, label: &str) -> Control {
    Control {
        r,
        tag: "input".into(),
        input_type: "text".into(),
        name: name.into(),
        id: name.into(),
        form: Some(0),
        visible: true,
        rect: (100.0, 50.0 * r as f32, 300.0, 30.0),
        order: r * 2,
        labels: Labels { label_for: label.into(), ..Labels::default() },
        ..Control::default()
    }
}

fn button(r: u32, text: &str, form: Option<u32>, input_type: &str) -> Control {
    Control {
        r,
        kind: ControlKind::Button,
        tag: "button".into(),
        input_type: input_type.into(),
        text: text.into(),
        form,
        visible: true,
        order: r * 2,
        ..Control::default()
    }
}

fn listing_fields() -> Vec<Control> {
    vec![
        field(1, "company", "Company name"),
        field(2, "website", "Website"),
        field(3, "email", "E-mail"),
        field(4, "city", "City"),
        Control {
            kind: ControlKind::TextArea,
            tag: "textarea".into(),
            ..field(5, "description", "Description")
        },
    ]
}

fn page(url: &str, texts: &[(&str, &str)], controls: Vec<Control>) -> Page {
    let texts = texts
        .iter()
        .zip(500..)
        .map(|((tag, text), order)| TextBlock {
            tag: (*tag).into(),
            text: (*text).into(),
            order,
            ..TextBlock::default()
        })
        .collect();
    let form = FormElement {
        action: "https://dir.example/save".into(),
        method: "post".into(),
        visible: true,
        ..FormElement::default()
    };
    let frame = FrameSnapshot {
        document_id: "d".into(),
        url: format!("https://dir.example{url}"),
        ready_state: "complete".into(),
        forms: vec![form],
        texts,
        controls,
        elements: 200,
        ..FrameSnapshot::default()
    };
    Page { page: PageSnapshot { frames: vec![frame] }, steps_done: 0, waited_ms: 10_000 }
}

fn listing(buttons: Vec<Control>) -> Page {
    let mut controls = listing_fields();
    controls.extend(buttons);
    page("/add", &[("h1", "Add your business")], controls)
}

impl Page {
    fn with(mut self, change: impl FnOnce(&mut FrameSnapshot)) -> Self {
        change(&mut self.page.frames[0]);
        self
    }
    fn after_steps(mut self, steps: u32) -> Self {
        self.steps_done = steps;
        self
    }
    fn early(mut self) -> Self {
        self.waited_ms = 300;
        self
    }
    fn assess(&self) -> Assessment {
        let (profile, recipe) = (profile(), Recipe::default());
        assess(
            &self.page,
            &Context {
                profile: &profile,
                recipe: &recipe,
                language: None,
                country: None,
                steps_done: self.steps_done,
                links_followed: 0,
                waited_ms: self.waited_ms,
            },
        )
    }
    #[track_caller]
    fn presses(&self) -> (String, AdvanceKind) {
        match self.assess() {
            Assessment::Fill(plan) => {
                assert_eq!(plan.wall, None);
                plan.advance
                    .map(|a| (a.text, a.kind))
                    .unwrap_or_else(|| ("nothing".into(), AdvanceKind::Submit))
            }
            other => panic!("no form: {other:#?}"),
        }
    }
    #[track_caller]
    fn wall(&self) -> (Reason, String) {
        match self.assess() {
            Assessment::Wall(wall) => (wall.reason, wall.what),
            Assessment::Fill(plan) => {
                let wall = plan.wall.unwrap_or_else(|| panic!("no wall"));
                (wall.reason, wall.what)
            }
            other => panic!("no wall: {other:#?}"),
        }
    }
}

#[test]
fn the_button_that_sends_is_found_among_others() {
    let others = || {
        vec![
            button(20, "Search", None, "submit"),
            button(21, "Log in", Some(0), "button"),
            button(22, "Cancel", Some(0), "button"),
            button(23, "Save draft", Some(0), "submit"),
            button(24, "Upload logo", Some(0), "button"),
            button(25, "Continue with Google", Some(0), "button"),
            button(26, "Subscribe", None, "submit"),
        ]
    };
    for (text, kind) in [
        ("Submit listing", AdvanceKind::Submit),
        ("Add Link", AdvanceKind::Submit),
        ("Publish", AdvanceKind::Submit),
        ("Continue", AdvanceKind::Next),
        ("Save & Preview", AdvanceKind::Preview),
        ("Eintrag absenden", AdvanceKind::Submit),
        ("Weiter", AdvanceKind::Next),
        ("Kostenlos eintragen", AdvanceKind::Submit),
        ("Envoyer", AdvanceKind::Submit),
        ("Étape suivante", AdvanceKind::Next),
        ("Enviar solicitud", AdvanceKind::Submit),
        ("Siguiente", AdvanceKind::Next),
        ("Invia", AdvanceKind::Submit),
        ("Avanti", AdvanceKind::Next),
        ("Versturen", AdvanceKind::Submit),
        ("Volgende", AdvanceKind::Next),
        ("Cadastrar empresa", AdvanceKind::Submit),
        ("Próximo", AdvanceKind::Next),
        ("Register your business", AdvanceKind::Submit),
        ("Vorschau", AdvanceKind::Preview),
        ("Get listed now", AdvanceKind::Submit),
        ("Create listing", AdvanceKind::Submit),
        ("Send", AdvanceKind::Submit),
        ("Save", AdvanceKind::Submit),
    ] {
        for input_type in ["submit", "button"] {
            let mut all = others();
            all.push(button(30, text, Some(0), input_type));
            assert_eq!(listing(all).presses(), (text.into(), kind), "{input_type}");
        }
    }
}

#[test]
fn a_button_outside_the_form_and_a_disabled_one_are_found() {
    assert_eq!(listing(vec![button(30, "Submit", None, "button")]).presses().0, "Submit");
    let disabled = Control { disabled: true, ..button(30, "Submit", Some(0), "submit") };
    assert_eq!(listing(vec![disabled]).presses().0, "Submit");
    let image = Control {
        input_type: "image".into(),
        tag: "input".into(),
        text: String::new(),
        labels: Labels { aria_label: "Send".into(), ..Labels::default() },
        ..button(30, "", Some(0), "image")
    };
    assert_eq!(listing(vec![image]).presses().0, "Send");
}

#[test]
fn on_a_counted_step_next_is_pressed_though_submit_stands_there() {
    let form = listing(vec![button(30, "Next", Some(0), "button"), button(31, "Submit", Some(0), "submit")]);
    let steps = TextBlock { text: "Step 1 of 3".into(), tag: "p".into(), ..TextBlock::default() };
    assert_eq!(form.with(|f| f.texts.push(steps)).presses(), ("Next".into(), AdvanceKind::Next));
}

#[test]
fn a_preview_is_published_after_a_step() {
    let texts =
        [("h1", "Café Nord"), ("p", "This is a preview of your listing."), ("p", "Submit another link")];
    let preview = page("/listing/1?preview=1", &texts, Vec::new()).with(|f| {
        f.links = vec![
            Link {
                r: 40,
                text: "Add your business".into(),
                href: "https://dir.example/add".into(),
                ..Link::default()
            },
            Link { r: 41, text: "Edit".into(), href: "https://dir.example/edit".into(), ..Link::default() },
            Link {
                r: 42,
                text: "Continue To Publish".into(),
                href: "https://dir.example/p?notice=1".into(),
                ..Link::default()
            },
        ];
    });
    let preview = preview.after_steps(1);
    assert_eq!(preview.presses(), ("Continue To Publish".into(), AdvanceKind::Submit));
    let confirm = page(
        "/confirm",
        &[("h1", "Bitte prüfen Sie Ihre Angaben"), ("p", "Café Nord")],
        vec![button(3, "Zurück", None, "button"), button(4, "Jetzt absenden", None, "submit")],
    );
    assert_eq!(confirm.after_steps(2).presses().0, "Jetzt absenden");
}

#[test]
fn a_banner_goes_first_and_an_unfinished_page_gets_time() {
    let form = listing(vec![
        button(30, "Submit", Some(0), "submit"),
        button(60, "Accept all", None, "button"),
        button(61, "Only necessary", None, "button"),
    ])
    .with(|f| {
        f.overlay = Some(Overlay {
            text: "We use cookies".into(),
            controls: vec![60, 61],
            covers: 0.4,
            ..Overlay::default()
        });
    });
    assert_eq!(form.assess(), Assessment::Dismiss(Target { frame_id: 0, r: 61 }));
    assert_eq!(page("/add", &[("p", "Loading…")], Vec::new()).early().assess(), Assessment::NotYet);
    assert_eq!(page("/", &[], Vec::new()).early().assess(), Assessment::NotYet);
    assert_eq!(
        page(
            "/",
            &[("h1", "Just a moment…"), ("p", "Checking your browser before accessing dir.example")],
            Vec::new()
        )
        .early()
        .assess(),
        Assessment::NotYet
    );
    assert_eq!(
        page(
            "/",
            &[("h1", "Just a moment…"), ("p", "Checking your browser before accessing dir.example")],
            Vec::new()
        )
        .wall()
        .0,
        Reason::Captcha
    );
}

#[test]
fn a_home_page_leads_to_the_form_and_a_poem_to_nothing() {
    let home =
        page("/", &[("h1", "The best businesses"), ("p", "Browse by category")], Vec::new()).with(|f| {
            f.links = vec![Link {
                text: "Add your business".into(),
                href: "https://dir.example/add".into(),
                ..Link::default()
            }];
        });
    assert_eq!(
        home.assess(),
        Assessment::Follow { href: "https://dir.example/add".into(), text: "Add your business".into() }
    );
    let poem = page("/poem", &[("h1", "A poem"), ("p", "Roses are red")], Vec::new());
    assert!(matches!(poem.assess(), Assessment::Unsupported { why } if why.contains("A poem")));
}

#[test]
fn a_form_in_a_child_frame_is_found() {
    let mut outer = page("/add", &[("h1", "Add your business")], Vec::new());
    let mut inner = listing(vec![button(30, "Submit", Some(0), "submit")]).page.frames.remove(0);
    inner.frame_id = 7;
    inner.parent_frame_id = Some(0);
    inner.url = "https://forms.example/embed".into();
    outer.page.frames[0].iframes.push(Iframe {
        src: inner.url.clone(),
        visible: true,
        size: (600.0, 900.0),
        ..Iframe::default()
    });
    outer.page.frames.push(inner);
    match outer.assess() {
        Assessment::Fill(plan) => {
            assert_eq!((plan.frame_id, plan.advance.map(|a| a.text)), (7, Some("Submit".into())))
        }
        other => panic!("{other:#?}"),
    }
}

#[test]
fn a_form_that_asks_one_thing_at_a_time_is_begun() {
    let first = page(
        "/submit",
        &[("h1", "Submit your project")],
        vec![field(1, "websiteUrl", "Project URL"), button(2, "Continue", Some(0), "button")],
    );
    assert_eq!(first.presses(), ("Continue".into(), AdvanceKind::Next));
}
