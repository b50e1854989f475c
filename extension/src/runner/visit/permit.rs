//! The permission to press: asked for until there is an answer, and dropped when it is too old.

use super::super::checkpoint::Phase;
use super::super::engine::Engine;
use super::super::ports::{Backend, BackendError, Browser, Store, World};
use super::{Ending, Halt, Start, Visit, Walk};
use autobolt_shared::problem::{PressRefusedReason, Problem, Slug};
use autobolt_shared::protocol::begin::{BeginRequest, NotAccepted, NotAcceptedProof};
use autobolt_shared::protocol::heartbeat::Step;
use autobolt_shared::{Reason, ResultStatus};

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Visit<'_, B, W, S, C, E> {
    /// Asks for the permission to press, until there is an answer.
    pub(super) async fn permit(&mut self) -> Walk<()> {
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

    pub(super) fn is_fresh(&self) -> bool {
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
                Some(PressRefusedReason::Paused) => self.job.stop(super::super::state::StopWhy::Paused),
                Some(PressRefusedReason::Cancelled) => self.job.stop(super::super::state::StopWhy::Cancelled),
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

    /// The press was provably not accepted: the next one needs a permission of its own, which closes this one.
    pub(super) async fn not_accepted(&mut self, proof: NotAcceptedProof) -> Walk<()> {
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
}
