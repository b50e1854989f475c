//! How long the form engine thinks about a large page: `cargo run --release -p autobolt-extension --example engine_speed`.

mod pressed;

use autobolt_extension::forms::assess::assess;
use autobolt_extension::forms::plan::{Context, Recipe};
use autobolt_extension::forms::snapshot::{
    Choice, Control, ControlKind, FormElement, FrameSnapshot, Link, PageSnapshot, TextBlock,
};
use autobolt_extension::forms::verdict::judge;
use autobolt_shared::BusinessProfile;
use pressed::pressed;
use std::time::Instant;

const LABELS: &[&str] = &[
    "Business Name *",
    "Website URL",
    "Contact person",
    "E-mail address",
    "Phone number",
    "Street address",
    "ZIP / Postcode",
    "City",
    "State / Province",
    "Describe your business in a few words",
    "Facebook page",
    "Opening hours on Monday",
    "Do you accept credit cards?",
    "How did you hear about us?",
    "Year the company was founded",
];
const WORDS: &[&str] = &[
    "listing",
    "the",
    "your",
    "business",
    "is",
    "directory",
    "please",
    "a",
    "in",
    "we",
    "review",
    "company",
    "submit",
    "of",
    "has",
    "been",
    "local",
    "services",
    "find",
    "to",
    "restaurant",
    "lawyer",
    "best",
    "for",
    "email",
    "free",
    "link",
    "add",
    "with",
    "and",
    "plumber",
    "city",
    "new",
    "website",
    "before",
    "published",
];

fn text(seed: usize) -> String {
    let words: Vec<&str> = (0..18).map(|i| WORDS[(seed * 31 + i * i * 7 + i) % WORDS.len()]).collect();
    format!("{} {seed}. {} number {seed}.", words[..9].join(" "), words[9..].join(" "))
}

fn control(r: u32) -> Control {
    let at = r as usize;
    let kind = match at % 12 {
        3 => ControlKind::TextArea,
        5 | 9 => ControlKind::Select,
        7 => ControlKind::Checkbox,
        11 => ControlKind::Radio,
        _ => ControlKind::Text,
    };
    let mut c = Control {
        r,
        kind,
        tag: "input".into(),
        input_type: if kind == ControlKind::Checkbox { "checkbox".into() } else { "text".into() },
        name: if kind == ControlKind::Radio { format!("group{}", at / 50) } else { format!("field_{r}") },
        id: format!("id-{r}"),
        form: Some(0),
        visible: true,
        order: r * 4,
        rect: (40.0, 40.0 * r as f32, 300.0, 30.0),
        ancestors: (0..6).map(|i| format!("div.form-group.level-{i}")).collect(),
        ..Control::default()
    };
    c.labels.label_for = format!("{} {}", LABELS[at % LABELS.len()], at / LABELS.len());
    c.labels.heading = "Add your business".into();
    c.labels.description = text(at);
    if kind == ControlKind::Select {
        let choice = |i: usize| Choice {
            value: i.to_string(),
            text: format!("{} {i}", WORDS[(i * 5 + at) % WORDS.len()]),
            ..Choice::default()
        };
        c.options = (0..60).map(choice).collect();
        c.options_total = 60;
    }
    c
}

fn large_page(document: &str, shift: usize) -> PageSnapshot {
    let mut controls: Vec<Control> = (1..300).map(control).collect();
    controls.push(Control {
        r: 300,
        kind: ControlKind::Button,
        input_type: "submit".into(),
        text: "Submit listing".into(),
        form: Some(0),
        visible: true,
        order: 5_000,
        ..Control::default()
    });
    let block = |i: usize| TextBlock {
        text: text(i + shift),
        tag: "p".into(),
        order: i as u32 * 3,
        ..TextBlock::default()
    };
    let link = |i: usize| Link {
        r: 1_000 + i as u32,
        text: text(i + 7).split('.').next().unwrap_or_default().to_owned(),
        href: format!("https://dir.example/c/{i}"),
        order: i as u32 * 5,
        ..Link::default()
    };
    PageSnapshot {
        frames: vec![FrameSnapshot {
            document_id: document.into(),
            url: "https://dir.example/add".into(),
            title: "Add your business".into(),
            lang: "en".into(),
            ready_state: "complete".into(),
            controls,
            forms: vec![FormElement {
                action: "https://dir.example/add".into(),
                method: "post".into(),
                visible: true,
                ..FormElement::default()
            }],
            links: (0..400).map(link).collect(),
            texts: (0..600).map(block).collect(),
            elements: 4_000,
            ..FrameSnapshot::default()
        }],
    }
}

#[expect(clippy::print_stdout, reason = "the example's result")]
fn main() {
    let profile = BusinessProfile {
        business_name: Some("Acme Plumbing".into()),
        email: Some("info@acme.example".into()),
        website: Some("https://acme.example".into()),
        phone: Some("+1 512-555-0142".into()),
        city: Some("Austin".into()),
        country: Some("US".into()),
        category: Some("Plumber".into()),
        description: Some("Plumbing for homes and shops in Austin since 1998, day and night.".into()),
        ..BusinessProfile::default()
    };
    let recipe = Recipe::default();
    let ctx = Context {
        profile: &profile,
        recipe: &recipe,
        language: Some("en"),
        country: Some("US"),
        steps_done: 0,
        links_followed: 0,
        waited_ms: 10_000,
    };
    let (before, after) = (large_page("d1", 0), large_page("d2", 5_000));
    let seen = pressed(before.clone(), after, 300);
    for (what, work) in
        [("assess", &(|| drop(assess(&before, &ctx))) as &dyn Fn()), ("judge", &|| drop(judge(&seen, &ctx)))]
    {
        work();
        let started = Instant::now();
        for _ in 0..10 {
            work();
        }
        println!("{what}: {:.1} ms", started.elapsed().as_secs_f64() * 100.0);
    }
}
