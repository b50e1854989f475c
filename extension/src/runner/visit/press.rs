//! The press: permission, checkpoint, press, and what to do with what came of it.
//!
//! Between the permission and the click there are two writes: the page as it is, and the phase `pressing`. Whoever is
//! killed after them finds on the next start that the button may have been pressed, and does not press.

use super::super::checkpoint::{Phase, PressMemo};
use super::super::engine::Engine;
use super::super::ports::{Backend, Browser, BrowserError, Store, World};
use super::contents::is_empty;
use super::endings::is_haste;
use super::fill::{Ready, frame_of};
use super::{Halt, Start, Visit, Walk};
use crate::forms::outcome::Verdict;
use crate::forms::plan::{Assessment, Fill, PagePlan};
use crate::forms::snapshot::PageSnapshot;
use autobolt_shared::ResultStatus;
use autobolt_shared::log::EvidenceKind;
use autobolt_shared::protocol::begin::NotAcceptedProof;

/// A page that finds a form filled too fast gets that long before the next press.
const HASTE_MS: u64 = 8_000;

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

/// Whether a plan has something to fill that an earlier one did not know.
fn asks_more(page: &PageSnapshot, plan: &PagePlan, before: &PagePlan) -> bool {
    let Some(frame) = page.frame(plan.frame_id) else { return false };
    let new = |fill: &&Fill| !before.fills.iter().any(|known| known.r == fill.r);
    plan.fills.iter().filter(new).any(|fill| is_empty(frame.control(fill.r), &fill.value))
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
            // What keeps it disabled may have come up only now.
            match self.assess(&page) {
                Assessment::Fill(plan) if asks_more(&page, &plan, &ready.plan) => {
                    self.late = true;
                    let prepared = self.prepare(page, *plan).await;
                    self.late = false;
                    *ready = prepared?;
                }
                _ => ready.page = page,
            }
        }
        Ok(())
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
        if self.start == Start::HandOver {
            let frame = frame_of(&ready.page, ready.plan.frame_id)?;
            let lesson = self.taught(frame, Some(ready.advance.r), &[], &self.handed_over);
            self.learned.add(lesson);
        }
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
}
