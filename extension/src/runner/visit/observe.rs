//! Presses that are only watched: one from before a kill, or a person's.

use super::super::checkpoint::Phase;
use super::super::engine::Engine;
use super::super::ports::{Backend, Browser, BrowserError, Store, World};
use super::{Ending, Halt, Visit, Walk};
use crate::forms::outcome::Verdict;
use crate::forms::plan::Assessment;
use autobolt_shared::Reason;
use autobolt_shared::protocol::heartbeat::Step;

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Visit<'_, B, W, S, C, E> {
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

    /// Whether a page that does not say what came of a person's press is but a step on their way: they pressed again
    /// meanwhile, or there is something left to press.
    pub(super) async fn is_in_the_middle(&mut self, halt: &Halt, presses: u32) -> bool {
        let Halt::End(Ending::Done { reason: Some(Reason::OutcomeUnknown), .. }) = halt else { return false };
        if self.presses_by_hand() != presses {
            return true;
        }
        match self.describe().await {
            Ok(page) => matches!(self.assess_waiting(&page), Assessment::Fill(_)),
            Err(_) => false,
        }
    }

    /// Waits until a person presses again. The form went on to its next step under their hands, or it is not known
    /// (`next_step` is false) what came of the press before.
    pub(super) async fn next_press_by_hand(&mut self, presses: u32, next_step: bool) -> Walk<()> {
        self.in_doubt = !next_step;
        self.memo.steps_done += 1;
        self.record.log.steps = self.memo.steps_done;
        self.memo.before = self.describe().await?;
        self.memo.pressed = None;
        self.runner.shelf.put_memo(&self.record, &self.memo).await?;
        let key = (self.record.job_id, self.record.name().clone());
        loop {
            let seen = self.runner.changed.version();
            let (pressed, closed, press) = match self.runner.pages.borrow().get(&key) {
                Some(page) => (page.presses != presses, page.closed, page.press.clone()),
                None => (false, true, None),
            };
            if closed {
                return Err(BrowserError::Closed.into());
            }
            if pressed {
                if let Some(press) = press {
                    press.write_into(&mut self.memo);
                }
                return Ok(());
            }
            self.runner.changed.since(seen).await;
        }
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
}
