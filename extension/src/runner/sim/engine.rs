//! The form engine, scripted: it reads the simulated page's title.

use super::sites::{BANNER, BUTTON, DROPDOWN};
use crate::forms::action::Held;
use crate::forms::field::Meaning;
use crate::forms::learn::Lesson;
use crate::forms::outcome::{FieldError, PressObservation, Verdict};
use crate::forms::plan::{
    Advance, AdvanceKind, Assessment, Context, Fill, FillValue, Missing, PagePlan, Target, Wall,
};
use crate::forms::snapshot::{FrameSnapshot, PageSnapshot};
use crate::forms::verdict::QUIET_MS;
use crate::runner::engine::{Engine, Mismatch};
use autobolt_shared::Reason;
use autobolt_shared::log::{EvidenceItem, EvidenceKind};
use autobolt_shared::recipe::{Learned, Recipe};

/// Answers from the script.
pub(crate) struct Script;

fn title(page: &PageSnapshot) -> String {
    page.top().map(|t| t.title.clone()).unwrap_or_default()
}

fn fill(r: u32, text: &str) -> Fill {
    Fill {
        r,
        label: format!("Field {r}"),
        meaning: Meaning::BusinessName,
        value: FillValue::Text(text.to_owned()),
        required: true,
        why: Vec::new(),
    }
}

fn captcha() -> Wall {
    Wall { reason: Reason::Captcha, what: "reCAPTCHA".to_owned() }
}

impl Engine for Script {
    fn assess(&self, page: &PageSnapshot, context: &Context<'_>) -> Assessment {
        let title = title(page);
        let shows = title.split(' ').next().unwrap_or_default();
        match shows {
            "form" | "step2" | "errors" => {
                let name = context.profile.business_name.clone().unwrap_or_default();
                let there = |r: u32| page.top().is_some_and(|t| t.control(r).is_some());
                let mut fills: Vec<Fill> =
                    [1, 2].into_iter().filter(|r| there(*r)).map(|r| fill(r, &name)).collect();
                if there(DROPDOWN) {
                    let value = FillValue::Pick(vec!["Patisserie".to_owned(), "bakery".to_owned()]);
                    fills.push(Fill { value, ..fill(DROPDOWN, "") });
                }
                let missing = if title.contains("missing") {
                    vec![Missing {
                        r: 3,
                        label: "Permit number".to_owned(),
                        meaning: Meaning::Unknown,
                        options: vec![],
                    }]
                } else {
                    Vec::new()
                };
                Assessment::Fill(Box::new(PagePlan {
                    frame_id: 0,
                    form: None,
                    fills,
                    skips: Vec::new(),
                    missing,
                    wall: title.contains("captcha").then(captcha),
                    advance: Some(Advance { r: BUTTON, text: "Send".to_owned(), kind: AdvanceKind::Submit }),
                    closed: Vec::new(),
                }))
            }
            "banner" => Assessment::Dismiss(Target { frame_id: 0, r: BANNER }),
            "blank" => Assessment::NotYet,
            "login" => Assessment::Wall(Wall { reason: Reason::Login, what: "sign-in form".to_owned() }),
            _ => Assessment::Unsupported { why: format!("a page that shows {shows}") },
        }
    }

    fn judge(&self, seen: &PressObservation, _: &Context<'_>) -> Verdict {
        let (before, after) = (title(&seen.before), title(&seen.after));
        let words =
            |text: &str| vec![EvidenceItem { kind: EvidenceKind::ConfirmationText, value: text.to_owned() }];
        match after.split(' ').next().unwrap_or_default() {
            "thanks" if !seen.still && seen.quiet_ms < QUIET_MS => Verdict::Unsettled,
            "thanks" => Verdict::Submitted { reason: None, evidence: words("Thank you") },
            "duplicate" => Verdict::Refused { reason: Reason::Duplicate, evidence: words("listed already") },
            "step2" if before.starts_with("form") => Verdict::NextStep,
            "errors" if seen.waited_ms > 300 && !seen.busy => Verdict::FieldErrors(vec![FieldError {
                target: None,
                label: "Phone".to_owned(),
                text: "is not a phone number".to_owned(),
            }]),
            _ if seen.requests.is_empty() && seen.waited_ms > 2_000 && !seen.busy => {
                Verdict::NoRequest { why: "nothing happened".to_owned() }
            }
            _ => Verdict::Unsettled,
        }
    }

    fn check(&self, fills: &[Fill], held: &[Held]) -> Vec<Mismatch> {
        fills
            .iter()
            .zip(held)
            .filter_map(|(fill, held)| {
                let wanted = match &fill.value {
                    FillValue::Text(text) => text,
                    FillValue::Pick(texts) => texts.first()?,
                    _ => return None,
                };
                (*wanted != held.value).then(|| Mismatch {
                    r: fill.r,
                    label: fill.label.clone(),
                    wanted: wanted.clone(),
                    holds: held.value.clone(),
                    error: String::new(),
                })
            })
            .collect()
    }

    fn revise(
        &self,
        _: &PagePlan,
        _: &[FieldError],
        _: &FrameSnapshot,
        _: &Context<'_>,
    ) -> Option<Vec<Fill>> {
        Some(vec![fill(2, "+1 555 0100")])
    }

    fn sends_listing(&self, frame: &FrameSnapshot, _: Option<u32>, _: &Assessment) -> bool {
        !frame.title.starts_with("login")
    }

    fn learn(&self, lesson: &Lesson<'_>, _: &Context<'_>) -> Learned {
        let text = lesson.pressed.map(|r| format!("button {r}"));
        Learned { recipe: Recipe { submit_text: text, ..Recipe::default() }, left_out: Vec::new() }
    }
}
