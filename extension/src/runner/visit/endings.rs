//! What a verdict ends in, and what is done about the page's complaints.

use super::super::engine::Engine;
use super::super::ports::{Backend, Browser, Store, World};
use super::contents::is_empty;
use super::fill::Ready;
use super::{Ending, Visit, Walk};
use crate::forms::outcome::{FieldError, Verdict};
use crate::forms::plan::{Assessment, Fill, PagePlan, Wall};
use crate::forms::snapshot::PageSnapshot;
use crate::forms::words::Folded;
use autobolt_shared::log::{EvidenceItem, EvidenceKind};
use autobolt_shared::protocol::update::PressOutcome;
use autobolt_shared::{Reason, ResultStatus};

/// "Your submission was too fast".
pub(super) fn is_haste(error: &FieldError) -> bool {
    let folded = Folded::new(&error.text);
    let too = ["too", "zu", "trop", "demasiado", "muy", "troppo", "te", "muito", "rapido"];
    let fast = [
        "fast",
        "quickly",
        "quick",
        "soon",
        "schnell",
        "vite",
        "rapide",
        "rapidement",
        "rapido",
        "rapida",
        "veloce",
        "velocemente",
        "snel",
        "depressa",
    ];
    folded.words().windows(2).any(|w| too.contains(&w[0]) && fast.contains(&w[1]))
}

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Visit<'_, B, W, S, C, E> {
    /// The form with other values for the fields the page complained of, and what is to be filled for it; none when the
    /// customer's data does not allow it.
    pub(super) async fn revised(
        &mut self,
        ready: &Ready,
        errors: &[FieldError],
    ) -> Walk<Option<(PageSnapshot, PagePlan, Vec<Fill>)>> {
        let page = self.describe().await?;
        let Some(frame) = page.frame(ready.plan.frame_id) else { return Ok(None) };
        let same = ready.page.frame(frame.frame_id).is_some_and(|f| f.document_id == frame.document_id);
        // In a new document with the form in it the fields have other handles, and some may be empty again.
        let plan = match same {
            true => ready.plan.clone(),
            false => match self.assess(&page) {
                Assessment::Fill(plan) => *plan,
                _ => return Ok(None),
            },
        };
        let Some(frame) = page.frame(plan.frame_id) else { return Ok(None) };
        let waited = self.runner.now().saturating_sub(self.loaded_ms);
        let other = self.runner.engine.revise(&plan, errors, frame, &self.context(waited));
        let Some(other) = other else { return Ok(None) };
        if same {
            return Ok(Some((page, plan, other)));
        }
        let emptied = plan
            .fills
            .iter()
            .filter(|f| !other.iter().any(|o| o.r == f.r))
            .filter(|f| is_empty(frame.control(f.r), &f.value));
        let mut fills: Vec<Fill> = emptied.cloned().chain(other.iter().cloned()).collect();
        crate::order::sort_by_key(&mut fills, |f| plan.fills.iter().position(|p| p.r == f.r));
        Ok(Some((page, plan, fills)))
    }

    /// A wall came up behind the press. With the form still there, the page says what it lacks: not accepted.
    pub(super) async fn wall_behind_press(&mut self, wall: &Wall) -> Walk<Ending> {
        let page = self.describe().await?;
        let form_is_there = matches!(self.assess(&page), Assessment::Fill(_));
        let ending = self.wall(wall);
        if form_is_there && wall.reason == Reason::Captcha {
            let outcome =
                if self.memo.sent_before { PressOutcome::FieldErrors } else { PressOutcome::NoRequest };
            return Ok(Self::done(ResultStatus::Retry, Some(wall.reason), Some(outcome), true));
        }
        Ok(ending)
    }

    pub(super) fn note_errors(&mut self, errors: &[FieldError]) {
        for error in errors {
            let text = if error.label.is_empty() {
                error.text.clone()
            } else {
                format!("{}: {}", error.label, error.text)
            };
            let item = EvidenceItem { kind: EvidenceKind::ErrorText, value: text };
            if !self.record.log.evidence.contains(&item) {
                self.record.log.evidence.push(item);
            }
        }
    }

    pub(super) fn field_errors(&mut self, errors: &[FieldError]) -> Ending {
        let said = errors
            .iter()
            .map(|e| if e.label.is_empty() { e.text.clone() } else { format!("{} ({})", e.label, e.text) })
            .collect::<Vec<_>>()
            .join(", ");
        self.summary(format!("The page does not accept: {said}. Correct it in the page and submit."));
        Self::done(ResultStatus::Retry, Some(Reason::Validation), Some(PressOutcome::FieldErrors), true)
    }

    pub(super) fn no_request(&mut self, why: &str) -> Ending {
        self.summary(format!(
            "The button was pressed and nothing was sent: {why}. Look at the page and submit it by hand."
        ));
        let outcome = if self.memo.sent_before { PressOutcome::Unknown } else { PressOutcome::NoRequest };
        let still = self.record.hand_over.as_ref().map_or(Reason::UnsupportedForm, |over| over.reason);
        let reason = if self.memo.sent_before { Reason::OutcomeUnknown } else { still };
        Self::done(ResultStatus::Retry, Some(reason), Some(outcome), true)
    }

    /// The endings that need nothing more than the verdict.
    pub(super) fn ending_of_verdict(&mut self, verdict: Verdict) -> Ending {
        match verdict {
            Verdict::Submitted { reason, evidence } => {
                self.record.log.evidence.extend(evidence);
                self.summary(match reason {
                    Some(Reason::PendingReview) => "Submitted; the directory reviews it before it is public.",
                    Some(Reason::NeedsEmailConfirmation) => {
                        "Submitted; the customer has to click the link the directory mailed."
                    }
                    _ => "Submitted.",
                });
                Self::done(ResultStatus::Submitted, reason, Some(PressOutcome::Answered), false)
            }
            Verdict::Refused { reason, evidence } => {
                self.record.log.evidence.extend(evidence);
                self.summary(match reason {
                    Reason::Duplicate => "The business is listed there already.",
                    _ => "The directory refused the listing.",
                });
                Self::done(ResultStatus::Failed, Some(reason), Some(PressOutcome::Answered), false)
            }
            Verdict::Wall(wall) => self.wall(&wall),
            Verdict::Unknown { evidence } => {
                self.record.log.evidence.extend(evidence);
                self.unknown("The button was pressed and nothing proves what came of it.")
            }
            Verdict::NextStep | Verdict::Unsettled | Verdict::FieldErrors(_) | Verdict::NoRequest { .. } => {
                self.unknown("The button was pressed and nothing proves what came of it.")
            }
        }
    }
}
