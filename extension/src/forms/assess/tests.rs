//! Pages as the agent describes them, and what is to be done with each.

use super::assess;
use crate::forms::plan::{AdvanceKind, Assessment, Context, Recipe, Target};
use crate::forms::snapshot::{
    Control, ControlKind, FormElement, FrameSnapshot, Iframe, Labels, Link, Overlay, PageSnapshot, TextBlock,
};
use autobolt_shared::{BusinessProfile, Reason};

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
fn captchas_are_walls_and_invisible_ones_are_not() {
    let form = || listing(vec![button(30, "Submit", Some(0), "submit")]);
    for (mark, name) in [
        ("div.g-recaptcha[data-sitekey]", "reCAPTCHA"),
        ("div.g-recaptcha[data-sitekey] (hidden: size)", "reCAPTCHA"),
        ("div.h-captcha[data-sitekey]", "hCaptcha"),
        ("div.cf-turnstile[data-sitekey]", "Cloudflare Turnstile"),
    ] {
        assert_eq!(form().with(|f| f.marks.push(mark.into())).wall(), (Reason::Captcha, name.into()));
    }
    for mark in [
        "script src=https://www.google.com/recaptcha/api.js?render=abc",
        "div.grecaptcha-badge",
        "div.g-recaptcha[data-sitekey][data-size=invisible]",
        "button.g-recaptcha[data-sitekey]",
        "div.g-recaptcha[data-sitekey] (hidden: display)",
    ] {
        assert_eq!(form().with(|f| f.marks.push(mark.into())).presses().0, "Submit", "{mark}");
    }
    let code = Control { input_type: "text".into(), ..field(6, "code", "Enter the code shown in the image") };
    assert_eq!(form().with(|f| f.controls.push(code)).wall().0, Reason::Captcha);
    let sum = field(6, "answer", "What is 3 + 4?");
    assert_eq!(form().with(|f| f.controls.push(sum)).wall(), (Reason::Captcha, "What is 3 + 4?".into()));
    let staff = field(6, "employees", "Employees (10 - 20)");
    assert_eq!(form().with(|f| f.controls.push(staff)).presses().0, "Submit");
}

#[test]
fn a_captcha_that_staff_solved_is_no_wall() {
    let answer = Control {
        kind: ControlKind::Hidden,
        visible: false,
        name: "g-recaptcha-response".into(),
        value: "03AG…".into(),
        ..field(7, "g", "")
    };
    let form = listing(vec![button(30, "Submit", Some(0), "submit")]).with(|f| {
        f.marks.push("div.g-recaptcha[data-sitekey]".into());
        f.controls.push(answer);
    });
    assert_eq!(form.presses().0, "Submit");
}

#[test]
fn sign_in_is_a_wall_only_where_nothing_else_is_offered() {
    let login = || {
        vec![
            field(1, "user", "Username"),
            Control {
                kind: ControlKind::Password,
                input_type: "password".into(),
                ..field(2, "pass", "Password")
            },
            button(3, "Log in", Some(0), "submit"),
        ]
    };
    assert_eq!(page("/add", &[("p", "Please log in to submit your site.")], login()).wall().0, Reason::Login);
    assert_eq!(page("/login?next=/add", &[("h1", "Sign in")], login()).wall().0, Reason::Login);
    let beside: Vec<Control> =
        login().into_iter().map(|c| Control { r: c.r + 50, form: Some(1), ..c }).collect();
    let both = listing(vec![button(30, "Submit", Some(0), "submit")]).with(|f| {
        f.forms.push(FormElement::default());
        f.controls.extend(beside);
        f.texts.push(TextBlock {
            text: "Already have an account? Log in.".into(),
            tag: "p".into(),
            ..TextBlock::default()
        });
    });
    assert_eq!(both.presses().0, "Submit");
}

#[test]
fn payment_is_a_wall() {
    let plans = page(
        "/pricing",
        &[
            ("h2", "Basic"),
            ("p", "$49 per year"),
            ("h2", "Pro"),
            ("p", "$99 per year"),
            ("p", "Choose a plan"),
        ],
        vec![button(3, "Buy now", None, "button")],
    );
    let (reason, what) = plans.wall();
    assert_eq!(reason, Reason::Payment);
    assert!(what.contains("$49"), "{what}");
    assert_eq!(listing(vec![button(30, "Pay $29 and publish", Some(0), "submit")]).wall().0, Reason::Payment);
    let card = field(8, "cardnumber", "Card number");
    assert_eq!(
        listing(vec![button(30, "Submit", Some(0), "submit")]).with(|f| f.controls.push(card)).wall().0,
        Reason::Payment
    );
}

#[test]
fn a_free_plan_among_paid_ones_is_no_wall() {
    let plans = |labels: &[&str]| {
        let mut controls = listing_fields();
        for (at, label) in labels.iter().enumerate() {
            let at = u32::try_from(at).unwrap();
            let mut radio = field(20 + at, "LINK_TYPE", "");
            radio.kind = ControlKind::Radio;
            radio.labels.wrapping = (*label).into();
            radio.labels.cell_left = "Pricing:".into();
            // The text before a radio button may be the price of the plan above.
            radio.labels.preceding = if at > 0 { labels[at as usize - 1].into() } else { "Pricing:".into() };
            controls.push(radio);
        }
        controls.push(button(40, "Continue", Some(0), "submit"));
        page("/submit.php", &[("h2", "Submit Link")], controls)
    };
    let (featured, regular) = ("Featured links $49.95", "Regular links $9.95");
    for (free, r) in [
        (vec![featured, regular, "Regular links (no payment) free"], 22),
        (vec!["Gratis", "Premium 20 €"], 20),
        (vec!["Premium (ad-free) $20", "Basic $0"], 21),
        (vec![featured, "Regular links with reciprocal free", "Links with nofollow attribute free"], 22),
    ] {
        let Assessment::Fill(plan) = plans(&free).assess() else { panic!("{free:?}") };
        assert_eq!(plan.wall, None, "{free:?}");
        let chosen: Vec<u32> = plan.fills.iter().filter(|f| f.r >= 20).map(|f| f.r).collect();
        assert_eq!(chosen, [r], "{free:?}");
    }
    for paid in [vec![featured, regular], vec![featured, regular, "Regular links with reciprocal free"]] {
        let Assessment::Fill(plan) = plans(&paid).assess() else { panic!("{paid:?}") };
        assert_eq!(plan.wall.map(|w| w.reason), Some(Reason::Payment), "{paid:?}");
        assert!(plan.fills.iter().all(|f| f.r < 20), "{paid:?}");
    }
}

#[test]
fn final_words_are_kept() {
    for (text, reason) in [
        ("404 Not Found", Reason::Unreachable),
        ("Internal Server Error", Reason::Unreachable),
        ("The site is down for maintenance.", Reason::Unreachable),
        ("Seite nicht gefunden", Reason::Unreachable),
        ("Page introuvable", Reason::Unreachable),
        ("We are no longer accepting new submissions.", Reason::Rejected),
        ("Wir nehmen derzeit keine neuen Einträge an.", Reason::Rejected),
        ("This directory has closed.", Reason::Rejected),
    ] {
        match page("/add", &[("h1", text)], Vec::new()).assess() {
            Assessment::Final { reason: found, words } => assert_eq!((found, words.as_str()), (reason, text)),
            other => panic!("{text}: {other:#?}"),
        }
    }
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
