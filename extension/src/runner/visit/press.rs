//! The press: permission, checkpoint, press, and what to do with what came of it.
//!
//! Between the permission and the click there are two writes: the page as it is, and the phase `pressing`. Whoever is
//! killed after them finds on the next start that the button may have been pressed, and does not press.

use super::super::checkpoint::{Phase, PressMemo};
use super::super::engine::Engine;
use super::super::ports::{Backend, BackendError, Browser, BrowserError, Store, World};
use super::fill::{Ready, frame_of, is_empty};
use super::{Ending, Halt, Start, Visit, Walk};
use crate::forms::outcome::{FieldError, Verdict};
use crate::forms::plan::{Assessment, Fill, PagePlan, Wall};
use crate::forms::snapshot::PageSnapshot;
use crate::forms::words::Folded;
use autobolt_shared::log::{EvidenceItem, EvidenceKind};
use autobolt_shared::problem::{PressRefusedReason, Problem, Slug};
use autobolt_shared::protocol::begin::{BeginRequest, NotAccepted, NotAcceptedProof};
use autobolt_shared::protocol::heartbeat::Step;
use autobolt_shared::protocol::update::PressOutcome;
use autobolt_shared::{Reason, ResultStatus};

/// A page that finds a form filled too fast gets that long before the next press.
const HASTE_MS: u64 = 8_000;

/// "Your submission was too fast".
fn is_haste(error: &FieldError) -> bool {
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

/// How long a button that cannot be pressed is waited for.
const DISABLED_MS: u64 = 10_000;

/// How one press went.
enum Press {
    /// The page moved on before it: nothing was pressed.
    Moved,
    /// The permission got too old before it: nothing was pressed.
    TooOld,
    /// Pressed, and this is what it proves.
    Judged(Verdict),
}

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Visit<'_, B, W, S, C, E> {
    /// Presses until the form goes on to its next step (`Ok`) or the visit is over (`Err`).
    pub(super) async fn submit(&mut self, mut ready: Ready) -> Walk<()> {
        self.filled().await?;
        if self.job.record.borrow().dry_run {
            self.summary(format!(
                "Rehearsal: the form is filled; “{}” would be pressed now.",
                ready.advance.text
            ));
            return Err(Halt::End(Self::done(ResultStatus::Pending, None, None, false)));
        }
        let mut revised = false;
        let mut hurried = false;
        let mut pressed_in_vain = false;
        loop {
            if !pressed_in_vain {
                self.until_enabled(&mut ready).await?;
            }
            self.permit().await?;
            match self.press(&ready).await? {
                Press::TooOld => {}
                Press::Moved => {
                    if self.moves_left == 0 {
                        return Err(BrowserError::Stale.into());
                    }
                    self.moves_left -= 1;
                    let (page, plan) = self.find().await?;
                    ready = self.prepare(page, plan).await?;
                }
                Press::Judged(Verdict::NextStep) => {
                    // Seen at work a moment ago: the machine did not sleep.
                    let now = self.runner.now();
                    self.permission = self.permission.map(|(_, valid)| (now, valid));
                    self.memo.steps_done += 1;
                    self.record.log.steps = self.memo.steps_done;
                    return Ok(());
                }
                Press::Judged(Verdict::FieldErrors(errors)) if !hurried && errors.iter().all(is_haste) => {
                    hurried = true;
                    self.note_errors(&errors);
                    self.not_accepted(NotAcceptedProof::FieldErrors).await?;
                    self.runner.world.sleep(HASTE_MS).await;
                    let (page, plan) = self.find().await?;
                    ready = self.prepare(page, plan).await?;
                }
                Press::Judged(Verdict::FieldErrors(errors)) => {
                    self.note_errors(&errors);
                    let next = if revised { None } else { self.revised(&ready, &errors).await? };
                    let Some((page, plan, fills)) = next else {
                        return Err(Halt::End(self.field_errors(&errors)));
                    };
                    revised = true;
                    self.not_accepted(NotAcceptedProof::FieldErrors).await?;
                    let frame = frame_of(&page, plan.frame_id)?.clone();
                    self.apply(&frame, &fills).await?;
                    self.runner.browser.settle(self.tab()?, 700).await?;
                    let page = self.describe().await?;
                    ready = self.ready(page, plan)?;
                }
                Press::Judged(Verdict::NoRequest { why }) => {
                    self.record.log.prove(EvidenceKind::Note, format!("nothing was sent: {why}"));
                    if pressed_in_vain {
                        return Err(Halt::End(self.no_request(&why)));
                    }
                    pressed_in_vain = true;
                    self.not_accepted(NotAcceptedProof::NoRequest).await?;
                    // Something is not as the page wants it: look again with the page's complaints on it.
                    let (page, plan) = self.find().await?;
                    ready = self.prepare(page, plan).await?;
                }
                Press::Judged(Verdict::Wall(wall)) => {
                    return Err(Halt::End(self.wall_behind_press(&wall).await?));
                }
                Press::Judged(verdict) => return Err(Halt::End(self.ending_of_verdict(verdict))),
            }
        }
    }

    /// Some pages let nobody press before a while is over.
    async fn until_enabled(&mut self, ready: &mut Ready) -> Walk<()> {
        let from = self.runner.now();
        while self.runner.now().saturating_sub(from) < DISABLED_MS {
            let frame = frame_of(&ready.page, ready.plan.frame_id)?;
            if frame.control(ready.advance.r).is_none_or(|button| !button.disabled) {
                return Ok(());
            }
            self.runner.world.sleep(250).await;
            let page = self.describe().await?;
            // In another document the handles mean other things: the press will find that the page moved on.
            if page.frame(ready.plan.frame_id).is_none_or(|now| now.document_id != frame.document_id) {
                return Ok(());
            }
            ready.page = page;
        }
        Ok(())
    }

    /// A wall came up behind the press. With the form still there, the page says what it lacks: not accepted.
    async fn wall_behind_press(&mut self, wall: &Wall) -> Walk<Ending> {
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

    /// Asks for the permission to press, until there is an answer.
    async fn permit(&mut self) -> Walk<()> {
        self.step(Step::Pressing);
        let mid_form = self.record.phase.may_be_pressed();
        // All steps of a form are one attempt, which is seen through; its permission is renewed when it is too old.
        if mid_form && self.is_fresh() {
            return Ok(());
        }
        let mut tries = 0;
        loop {
            if let Some(why) = self.job.stop.get() {
                return Err(Halt::End(self.stopped(why.words())));
            }
            let attempt_id = match self.record.attempt {
                Some(attempt) => attempt,
                None => self.new_attempt(),
            };
            self.record.attempt = Some(attempt_id);
            self.begun.set(true);
            if !mid_form && self.record.phase != Phase::Asking {
                self.record.phase = Phase::Asking;
                self.runner.shelf.put_visit(&self.record).await?;
            }
            let hand_over = self.start == Start::HandOver;
            let request = BeginRequest {
                job_id: self.record.job_id,
                directory_name: self.record.name().clone(),
                attempt_id,
                lease: if hand_over { None } else { self.job.lease() },
                hand_over,
                after: self.record.after.clone(),
            };
            let asked_at = self.runner.now();
            let answer = self.runner.backend.begin(&request).await;
            self.runner.heard(&answer);
            match answer {
                Ok(reply) => {
                    self.unheard = false;
                    self.permission = Some((asked_at, reply.valid_ms));
                    // What is permitted is begun, and what is begun is seen through.
                    self.runner.heed(self.record.job_id, reply.command);
                    return Ok(());
                }
                Err(BackendError::Refused(problem)) => return Err(self.refused(&problem)),
                Err(error) => {
                    self.unheard = true;
                    tries += 1;
                    let wait = match error {
                        BackendError::Busy { retry_after_ms: Some(ms), .. } => ms.min(20_000),
                        _ => self.runner.backoff(tries.min(3)),
                    };
                    self.runner.world.sleep(wait).await;
                }
            }
        }
    }

    fn is_fresh(&self) -> bool {
        let now = self.runner.now();
        // A clock that was set back makes no permission young.
        self.permission.is_some_and(|(at, valid)| now >= at && now - at <= valid)
    }

    /// The backend says no: nothing is pressed (any more).
    fn refused(&mut self, problem: &Problem) -> Halt {
        let reason =
            problem.extra.get("reason").and_then(|r| crate::json::from_value::<PressRefusedReason>(r).ok());
        match problem.slug {
            Slug::LeaseLost => self.runner.lost(self.record.job_id, problem),
            Slug::PressRefused => match reason {
                Some(PressRefusedReason::Paused) => self.job.stop(super::super::runner::StopWhy::Paused),
                Some(PressRefusedReason::Cancelled) => {
                    self.job.stop(super::super::runner::StopWhy::Cancelled)
                }
                _ => self.runner.notice(
                    &format!("{}: {problem}", self.record.name()),
                    "The dashboard shows how this directory stands.",
                ),
            },
            _ if self.runner.live.borrow().connection.needs_person() => {}
            _ => {
                self.runner.notice(&format!("{}: no permission to press: {problem}", self.record.name()), "")
            }
        }
        self.permission = None;
        let over_for_us = matches!(
            reason,
            Some(PressRefusedReason::Final | PressRefusedReason::NotRunnable | PressRefusedReason::Cancelled)
        );
        if self.record.phase.may_be_pressed() {
            return Halt::End(self.stopped(&format!("the permission to go on was refused ({problem})")));
        }
        if let (Start::HandOver, Some(over), false) = (self.start, &self.record.hand_over, over_for_us) {
            return Halt::End(Self::done(ResultStatus::Retry, Some(over.reason), None, true));
        }
        Halt::End(Ending::LetGo)
    }

    /// Nothing more may be pressed in this job.
    fn stopped(&mut self, why: &str) -> Ending {
        if !self.record.phase.may_be_pressed() {
            return Ending::LetGo;
        }
        self.summary(format!("Between two steps of the form, {why}. Finish it in the page, or retry it."));
        self.not_pressed(ResultStatus::Retry, Reason::UnsupportedForm, true)
    }

    /// Writes down that it is about to happen, then does it, then watches.
    async fn press(&mut self, ready: &Ready) -> Walk<Press> {
        let tab = self.tab()?;
        let earlier = self.record.phase.clone();
        let document_id = frame_of(&ready.page, ready.plan.frame_id)?.document_id.clone();
        self.memo = PressMemo {
            before: ready.page.clone(),
            pressed: Some(ready.target()),
            pressed_text: ready.advance.text.clone(),
            ..std::mem::take(&mut self.memo)
        };
        let (granted_at_ms, valid_ms) = self.permission.unwrap_or_default();
        self.runner.shelf.put_memo(&self.record, &self.memo).await?;
        self.record.phase = Phase::Pressing { granted_at_ms, valid_ms };
        if let Err(error) = self.runner.shelf.put_visit(&self.record).await {
            self.record.phase = earlier;
            return Err(error.into());
        }
        // Looked at as late as possible: the machine may have slept meanwhile.
        if !self.is_fresh() {
            self.record.phase = earlier;
            self.runner.shelf.put_visit(&self.record).await?;
            self.permission = None;
            self.unheard = true;
            return Ok(Press::TooOld);
        }
        match self.runner.browser.press(tab, ready.target(), &document_id).await {
            Err(BrowserError::Stale) => {
                self.record.phase = earlier;
                self.runner.shelf.put_visit(&self.record).await?;
                return Ok(Press::Moved);
            }
            Err(BrowserError::Closed) => {
                self.in_doubt = true;
                return Err(BrowserError::Closed.into());
            }
            // Any other trouble may have come after the click.
            Ok(()) | Err(_) => {}
        }
        self.in_doubt = true;
        self.record.phase = Phase::Pressed { at_ms: self.runner.now() };
        let stored = self.runner.shelf.put_visit(&self.record).await;
        // `pressing` is on disk and says as much.
        self.runner.tell_if_failed(stored);
        let verdict = self.watch(self.runner.now(), false).await?;
        self.in_doubt = matches!(verdict, Verdict::Unknown { .. } | Verdict::Unsettled);
        Ok(Press::Judged(verdict))
    }

    /// What came of a press from before a kill, or of one by staff. `Ok` when the form went on to another step.
    pub(super) async fn observe(&mut self, after_kill: bool) -> Walk<()> {
        self.step(Step::Verifying);
        let since = match self.record.phase {
            Phase::Pressed { at_ms } if after_kill => at_ms,
            _ => self.runner.now(),
        };
        self.in_doubt = true;
        if self.record.tab.is_none() {
            return Err(Halt::End(
                self.unknown("AutoBolt was interrupted around the press and its page is gone."),
            ));
        }
        if after_kill && !self.same_site().await? {
            return Err(Halt::End(
                self.unknown("AutoBolt was interrupted around the press and its tab shows another site."),
            ));
        }
        match self.watch(since, after_kill).await? {
            Verdict::NextStep => Ok(()),
            // After a kill it is not known what the tab sent, so nothing proves that nothing was sent.
            Verdict::NoRequest { .. } if after_kill => Err(Halt::End(
                self.unknown("AutoBolt was interrupted around the press; the page shows no answer."),
            )),
            Verdict::NoRequest { why } => Err(Halt::End(self.no_request(&why))),
            Verdict::FieldErrors(errors) => {
                self.note_errors(&errors);
                Err(Halt::End(self.field_errors(&errors)))
            }
            verdict => Err(Halt::End(self.ending_of_verdict(verdict))),
        }
    }

    /// How often a person pressed in this page so far.
    pub(super) fn presses_by_hand(&self) -> u32 {
        let key = (self.record.job_id, self.record.name().clone());
        self.runner.pages.borrow().get(&key).map_or(0, |page| page.presses)
    }

    /// The form went on to its next step under a person's hands: waits until they press again.
    pub(super) async fn next_press_by_hand(&mut self, presses: u32) -> Walk<()> {
        self.in_doubt = false;
        self.memo.steps_done += 1;
        self.record.log.steps = self.memo.steps_done;
        self.memo.before = self.describe().await?;
        self.memo.pressed = None;
        self.runner.shelf.put_memo(&self.record, &self.memo).await?;
        while self.presses_by_hand() == presses {
            self.runner.changed().await;
        }
        Ok(())
    }

    async fn same_site(&mut self) -> Walk<bool> {
        let page = self.describe().await?;
        let now = page.top().map(|t| super::super::pace::host_port(&t.url)).unwrap_or_default();
        let before = &self.memo.before;
        let known = before
            .frames
            .iter()
            .map(|f| f.url.as_str())
            .chain(before.frames.iter().flat_map(|f| f.forms.iter().map(|form| form.action.as_str())))
            .chain([self.record.directory.submission_url.as_str()]);
        Ok(known.map(super::super::pace::host_port).any(|host| host == now))
    }

    /// The press was provably not accepted: the next one needs a permission of its own, which closes this one.
    async fn not_accepted(&mut self, proof: NotAcceptedProof) -> Walk<()> {
        if let Some(attempt_id) = self.record.attempt {
            self.record.after = Some(NotAccepted { attempt_id, proof, log: self.record.log.clone() });
        }
        self.record.attempt = Some(self.new_attempt());
        self.record.phase = Phase::Asking;
        self.permission = None;
        self.memo.sent_before = false;
        self.in_doubt = false;
        self.runner.shelf.put_visit(&self.record).await?;
        Ok(())
    }

    /// The form with other values for the fields the page complained of, and what is to be filled for it; none when the
    /// customer's data does not allow it.
    async fn revised(
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

    fn note_errors(&mut self, errors: &[FieldError]) {
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

    fn field_errors(&mut self, errors: &[FieldError]) -> Ending {
        let said = errors
            .iter()
            .map(|e| if e.label.is_empty() { e.text.clone() } else { format!("{} ({})", e.label, e.text) })
            .collect::<Vec<_>>()
            .join(", ");
        self.summary(format!("The page does not accept: {said}. Correct it in the page and submit."));
        Self::done(ResultStatus::Retry, Some(Reason::Validation), Some(PressOutcome::FieldErrors), true)
    }

    fn no_request(&mut self, why: &str) -> Ending {
        self.summary(format!(
            "The button was pressed and nothing was sent: {why}. Look at the page and submit it by hand."
        ));
        let outcome = if self.memo.sent_before { PressOutcome::Unknown } else { PressOutcome::NoRequest };
        let still = self.record.hand_over.as_ref().map_or(Reason::UnsupportedForm, |over| over.reason);
        let reason = if self.memo.sent_before { Reason::OutcomeUnknown } else { still };
        Self::done(ResultStatus::Retry, Some(reason), Some(outcome), true)
    }

    /// The endings that need nothing more than the verdict.
    fn ending_of_verdict(&mut self, verdict: Verdict) -> Ending {
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
