//! Short scenes: what was on the page before and after the press, what was sent, and what that proves.

use super::judge;
use crate::forms::outcome::{Dialog, ObservedRequest, PressObservation, Verdict};
use crate::forms::plan::{Context, Recipe, Target};
use crate::forms::snapshot::{
    Control, ControlKind, FormElement, FrameSnapshot, Labels, Link, PageSnapshot, TextBlock,
};
use autobolt_shared::{BusinessProfile, Reason};

mod answers;
mod other_words;
mod programs;
mod proof;
mod properties;
mod sayings;
mod time;

const HOST: &str = "https://dir.example";
const TYPED: [&str; 4] = [
    "Café Nord",
    "https://cafe-nord.example",
    "info@cafe-nord.example",
    "Fresh coffee and cake by the harbour since 1998.",
];

/// One press, told step by step.
#[derive(Debug)]
struct Scene(PressObservation);

fn field(r: u32, name: &str, label: &str, value: &str) -> Control {
    Control {
        r,
        name: name.into(),
        id: name.into(),
        form: Some(0),
        visible: true,
        order: r,
        value: value.into(),
        input_type: "text".into(),
        labels: Labels { label_for: label.into(), ..Labels::default() },
        ..Control::default()
    }
}

fn button(r: u32, text: &str, form: Option<u32>) -> Control {
    Control {
        r,
        kind: ControlKind::Button,
        tag: "button".into(),
        input_type: "submit".into(),
        text: text.into(),
        form,
        visible: true,
        order: r,
        ..Control::default()
    }
}

fn listing_form(values: bool) -> Vec<Control> {
    let value = |i: usize| if values { TYPED[i] } else { "" };
    vec![
        field(1, "title", "Business name", value(0)),
        field(2, "url", "Website", value(1)),
        field(3, "email", "E-mail", value(2)),
        field(4, "description", "Description", value(3)),
        button(9, "Submit listing", Some(0)),
    ]
}

fn blocks(texts: &[&str]) -> Vec<TextBlock> {
    let block = |(at, t): (usize, &&str)| TextBlock {
        text: (*t).into(),
        tag: "p".into(),
        order: 100 + u32::try_from(at).unwrap(),
        ..TextBlock::default()
    };
    texts.iter().enumerate().map(block).collect()
}

fn document(id: &str, url: &str, texts: &[&str], controls: Vec<Control>) -> FrameSnapshot {
    FrameSnapshot {
        document_id: id.into(),
        url: format!("{HOST}{url}"),
        title: "Example Directory".into(),
        ready_state: "complete".into(),
        forms: vec![FormElement {
            action: format!("{HOST}/submit"),
            method: "post".into(),
            visible: true,
            ..FormElement::default()
        }],
        texts: blocks(texts),
        controls,
        ..FrameSnapshot::default()
    }
}

fn page(frame: FrameSnapshot) -> PageSnapshot {
    PageSnapshot { frames: vec![frame] }
}

fn request(method: &str, path: &str, status: u16, kind: &str) -> ObservedRequest {
    ObservedRequest {
        method: method.into(),
        url: format!("{HOST}{path}"),
        status: Some(status),
        kind: kind.into(),
        ..ObservedRequest::default()
    }
}

/// A filled listing form whose button was pressed ten seconds ago; nothing has moved for six.
fn pressed() -> Scene {
    let intro = [
        "Add your business",
        "Your listing will be reviewed before it is published. Thank you for your patience.",
    ];
    let before = document("d1", "/add", &intro, listing_form(true));
    Scene(PressObservation {
        after: page(before.clone()),
        before: page(before),
        pressed: Some(Target { frame_id: 0, r: 9 }),
        pressed_text: "Submit listing".into(),
        waited_ms: 10_000,
        quiet_ms: 6_000,
        typed: TYPED.map(str::to_owned).to_vec(),
        ..PressObservation::default()
    })
}

impl Scene {
    fn posts(mut self, status: u16) -> Self {
        self.0.requests.push(request("POST", "/submit", status, "main_frame"));
        self
    }
    fn fetches(mut self, status: u16) -> Self {
        self.0.requests.push(request("POST", "/api/listings", status, "xmlhttprequest"));
        self
    }
    fn requests(mut self, r: ObservedRequest) -> Self {
        self.0.requests.push(r);
        self
    }
    /// Another document is there, with these texts and nothing to fill.
    fn arrives(mut self, url: &str, texts: &[&str]) -> Self {
        self.0.after = page(document("d2", url, texts, Vec::new()));
        self.0.navigated = true;
        self
    }
    /// The form was taken out of the same document, these texts stand instead.
    fn swaps(mut self, texts: &[&str]) -> Self {
        self.0.after = page(document("d1", "/add", texts, Vec::new()));
        self.0.appeared = texts.iter().map(|t| (*t).to_owned()).collect();
        self
    }
    /// The form stays as it is, these texts appear.
    fn adds(mut self, texts: &[&str]) -> Self {
        self.0.after.frames[0].texts.extend(blocks(texts));
        self.0.appeared.extend(texts.iter().map(|t| (*t).to_owned()));
        self
    }
    /// The server sends the page again, with these texts above an empty form.
    fn renders_again(mut self, texts: &[&str], values: bool) -> Self {
        let mut frame = document("d2", "/submit", texts, listing_form(values));
        frame.texts.extend(self.0.before.frames[0].texts.clone());
        self.0.after = page(frame);
        self.0.navigated = true;
        self
    }
    fn with(mut self, change: impl FnOnce(&mut PressObservation)) -> Self {
        change(&mut self.0);
        self
    }
    fn verdict(&self) -> Verdict {
        let profile = BusinessProfile { business_name: Some(TYPED[0].into()), ..BusinessProfile::default() };
        self.verdict_with(&profile, &Recipe::default())
    }
    fn verdict_with(&self, profile: &BusinessProfile, recipe: &Recipe) -> Verdict {
        let ctx = Context {
            profile,
            recipe,
            language: None,
            country: None,
            steps_done: 0,
            links_followed: 0,
            waited_ms: 0,
        };
        judge(&self.0, &ctx)
    }
    #[track_caller]
    fn counts(&self, words: &str) {
        assert!(self.counts_as_submitted(), "{words}: {:#?}", self.verdict());
    }

    fn counts_as_submitted(&self) -> bool {
        matches!(self.verdict(), Verdict::Submitted { .. })
    }
    #[track_caller]
    fn proves_submission(self, reason: Option<Reason>) {
        match self.verdict() {
            Verdict::Submitted { reason: found, evidence } => {
                assert_eq!(found, reason, "{evidence:#?}");
                assert!(evidence.len() >= 2, "{evidence:#?}");
            }
            other => panic!("not recognised: {other:#?}"),
        }
    }
    #[track_caller]
    fn proves_nothing(self) {
        let verdict = self.verdict();
        assert!(matches!(verdict, Verdict::Unknown { .. }), "{verdict:#?}");
    }
    #[track_caller]
    fn meets_wall(self, reason: Reason) {
        let verdict = self.verdict();
        assert!(matches!(&verdict, Verdict::Wall(w) if w.reason == reason), "{verdict:#?}");
    }
    #[track_caller]
    fn gets_refused(self, reason: Reason) {
        let verdict = self.verdict();
        assert!(matches!(&verdict, Verdict::Refused { reason: r, .. } if *r == reason), "{verdict:#?}");
    }
    #[track_caller]
    fn goes_a_step_on(self) {
        let verdict = self.verdict();
        assert!(matches!(verdict, Verdict::NextStep), "{verdict:#?}");
    }
    #[track_caller]
    fn names_fields(self, labels: &[&str]) {
        match self.verdict() {
            Verdict::FieldErrors(errors) => {
                let found: Vec<&str> = errors.iter().map(|e| e.label.as_str()).collect();
                assert_eq!(found, labels, "{errors:#?}");
            }
            other => panic!("no field errors: {other:#?}"),
        }
    }
    #[track_caller]
    fn stays_unsettled(self) {
        assert_eq!(self.verdict(), Verdict::Unsettled);
    }
    #[track_caller]
    fn sent_nothing(self, why: &str) {
        let verdict = self.verdict();
        assert!(matches!(&verdict, Verdict::NoRequest { why: w } if w.contains(why)), "{verdict:#?}");
    }
}

const REVIEW: Option<Reason> = Some(Reason::PendingReview);
const MAIL: Option<Reason> = Some(Reason::NeedsEmailConfirmation);
