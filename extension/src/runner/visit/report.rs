//! The end of a visit: from an ending to a report in the outbox, and the page closed or kept for staff.

use super::super::checkpoint::Phase;
use super::super::engine::Engine;
use super::super::ports::{Backend, Browser, BrowserError, NEEDS_PASSWORD, Store, World};
use super::super::resume::{hand_over, to_json};
use super::super::status::ResultView;
use super::{End, Ending, Start, Visit};
use autobolt_shared::log::EvidenceKind;
use autobolt_shared::protocol::evidence::EvidenceRequest;
use autobolt_shared::protocol::heartbeat::Step;
use autobolt_shared::protocol::update::{AttemptOutcome, PressOutcome, UpdateRequest};
use autobolt_shared::{EventId, Reason, ResultStatus};
use futures_util::future::join;
use std::rc::Rc;

/// A screenshot that takes longer than this is done without: the result waits for nothing else.
const SHOT_MS: u64 = 1_500;
/// A last look at a page that is kept.
const LOOK_MS: u64 = 3_000;

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Visit<'_, B, W, S, C, E> {
    /// The ending when nothing (more) was pressed, as far as the permission allows to say so.
    pub(super) fn not_pressed(&mut self, status: ResultStatus, reason: Reason, keep: bool) -> Ending {
        let pressed = self.record.phase.may_be_pressed();
        if pressed && (self.in_doubt || self.memo.sent_before) {
            // Data left the page in this attempt: only a person can tell what became of it.
            return Self::done(
                ResultStatus::Retry,
                Some(Reason::OutcomeUnknown),
                Some(PressOutcome::Unknown),
                true,
            );
        }
        if !pressed && self.permission.is_none() {
            return Self::done(status, Some(reason), None, keep);
        }
        // What a permission was given for is never tried again by itself.
        let by_timer =
            status == ResultStatus::Retry && matches!(reason, Reason::Timeout | Reason::Unreachable);
        if by_timer {
            let so_far = std::mem::take(&mut self.record.log.summary);
            self.summary(format!("{so_far} It was about to be submitted: look at the page, or retry it."));
            return Self::done(status, Some(Reason::UnsupportedForm), Some(PressOutcome::NoRequest), true);
        }
        Self::done(status, Some(reason), Some(PressOutcome::NoRequest), keep)
    }

    /// The button was, or may have been, pressed, and nothing proves what came of it.
    pub(super) fn unknown(&mut self, why: &str) -> Ending {
        self.summary(format!(
            "{why} Look at the page or on the directory's site whether the listing arrived."
        ));
        Self::done(ResultStatus::Retry, Some(Reason::OutcomeUnknown), Some(PressOutcome::Unknown), true)
    }

    /// Cut off by something that is nobody's answer.
    pub(super) fn interrupted(&mut self, why: &str) -> Ending {
        if self.record.phase.may_be_pressed() && self.in_doubt {
            return self.unknown(&format!("{why} after the press."));
        }
        self.summary(format!("{why}. Nothing was sent; AutoBolt tries again."));
        self.not_pressed(ResultStatus::Retry, Reason::Timeout, false)
    }

    /// What the browser's trouble means for the directory.
    pub(super) fn ending_of(&mut self, error: &BrowserError) -> Ending {
        if self.unheard && self.record.phase == Phase::Asking && self.start != Start::HandOver {
            return Ending::Again;
        }
        self.record.log.prove(EvidenceKind::NetworkError, error.to_string());
        if matches!(error, BrowserError::Closed) {
            self.record.tab = None;
        }
        if self.record.phase.may_be_pressed() && self.in_doubt {
            return self.unknown(&format!("The button was pressed; then {error}."));
        }
        match error {
            BrowserError::Load(why) if why.contains(NEEDS_PASSWORD) => {
                self.summary(
                    "The site asks for a user name and a password before it shows anything. Do it by hand.",
                );
                self.not_pressed(ResultStatus::Retry, Reason::Login, false)
            }
            BrowserError::Load(why) => {
                self.summary(format!("The site cannot be reached ({why})."));
                self.not_pressed(ResultStatus::Retry, Reason::Unreachable, false)
            }
            BrowserError::Forbidden => {
                self.summary("Chrome does not let AutoBolt work on this address. Grant site access in the options, or do it by hand.");
                self.not_pressed(ResultStatus::Retry, Reason::UnsupportedForm, false)
            }
            BrowserError::Hung => {
                self.summary("The page does not answer: it shows a dialog or never finishes. AutoBolt tries again later.");
                self.not_pressed(ResultStatus::Retry, Reason::Timeout, false)
            }
            BrowserError::LoadTimeout => {
                self.summary("The page took too long. Nothing was sent; AutoBolt tries again later.");
                self.not_pressed(ResultStatus::Retry, Reason::Timeout, false)
            }
            BrowserError::Stale | BrowserError::Closed | BrowserError::Other(_) => self.interrupted(&{
                let mut words = error.to_string();
                words.get_mut(0..1).map(str::make_ascii_uppercase);
                words
            }),
        }
    }

    /// Reports, and closes the page or keeps it.
    pub(super) async fn finish(mut self, ending: Ending) -> End {
        let runner = self.runner;
        match ending {
            Ending::Done { status, reason, outcome, keep } => {
                if self.start == Start::HandOver && outcome.is_none() {
                    return self.wait_on(reason).await;
                }
                self.step(Step::Reporting);
                self.report(status, reason, outcome, keep).await;
                End::Reported
            }
            Ending::LetGo | Ending::Again => {
                let again = ending == Ending::Again;
                if let Some(tab) = self.record.tab.take() {
                    runner.browser.close(tab).await;
                }
                let key = (self.record.job_id, self.record.name().clone());
                if self.start == Start::HandOver {
                    runner.pages.borrow_mut().remove(&key);
                }
                if again {
                    runner.interrupted.borrow_mut().insert(key, self.record.clone());
                    return End::Again;
                }
                if self.unheard {
                    runner.give_back(&self.record, Some(&self.job), "AutoBolt let the job go.").await;
                }
                runner.tell_if_failed(runner.shelf.forget_visit(key.0, &key.1).await);
                End::LetGo
            }
        }
    }

    /// A page handed over in which nothing was pressed waits on, perhaps for another reason.
    async fn wait_on(mut self, reason: Option<Reason>) -> End {
        let now = self.runner.now();
        if let Some(over) = self.record.hand_over.as_mut() {
            over.reason = reason.unwrap_or(over.reason);
            over.url.clone_from(&self.last_url);
        } else {
            self.record.hand_over = reason.map(|r| hand_over(r, now, &self.last_url));
        }
        self.record.phase = Phase::Waiting;
        self.keep().await;
        End::LetGo
    }

    async fn report(
        &mut self,
        status: ResultStatus,
        reason: Option<Reason>,
        outcome: Option<PressOutcome>,
        keep: bool,
    ) {
        let runner = self.runner;
        let now = runner.now();
        let dry_run = self.job.record.borrow().dry_run;
        // A permission asked for in vain in this or an earlier life is given back first.
        if outcome.is_none() && self.record.attempt.is_some() {
            runner.give_back(&self.record, Some(&self.job), "AutoBolt let the job go.").await;
            self.record.attempt = None;
            self.record.after = None;
        }
        self.record.log.duration_ms += now.saturating_sub(self.started_ms);
        let keep = keep && !dry_run && self.record.tab.is_some();
        self.record.hand_over = match (keep, reason) {
            (true, Some(reason)) => Some(hand_over(reason, now, &self.last_url)),
            _ => None,
        };
        let attempt = self
            .record
            .attempt
            .zip(outcome)
            .map(|(attempt_id, outcome)| AttemptOutcome { attempt_id, outcome });
        let mut update = UpdateRequest {
            job_id: self.record.job_id,
            directory_name: self.record.name().clone(),
            status,
            response_log: serde_json::Value::Null,
            reason,
            event_id: Some(EventId(runner.world.uuid())),
            attempt,
            lease: self.job.lease(),
            dry_run,
        };
        self.record.log.learned = match status {
            ResultStatus::Submitted => self.all_taught(),
            _ => None,
        };
        self.record_verdict(&mut update).await;
        let summary = self.record.log.summary.clone();
        runner.remember_result(ResultView {
            at_ms: now,
            job_id: update.job_id,
            directory_name: update.directory_name.clone(),
            status,
            reason,
            summary,
            acknowledged: false,
        });
        runner.tell_if_failed(runner.outbox.add(&runner.shelf, update, false).await);
        runner.shots.changed.notify();
        if self.record.hand_over.is_some() {
            self.record.phase = Phase::Waiting;
            self.record.attempt = None;
            self.record.after = None;
            self.keep().await;
            return;
        }
        if let Some(tab) = self.record.tab.take() {
            runner.browser.close(tab).await;
        }
        let name = self.record.name().clone();
        runner.tell_if_failed(runner.shelf.forget_visit(self.record.job_id, &name).await);
        runner.pages.borrow_mut().remove(&(self.record.job_id, name));
    }

    /// Makes the verdict durable before anything else, and takes a picture to go with it.
    async fn record_verdict(&mut self, update: &mut UpdateRequest) {
        let runner = self.runner;
        let mut bare = self.record.log.clone();
        bare.prove(EvidenceKind::ScreenshotAbsent, "AutoBolt was interrupted before it could take one");
        update.response_log = to_json(&bare);
        self.record.phase = Phase::Judged { update: Box::new(update.clone()) };
        let (tab, taken) = (self.record.tab, self.picture.take());
        let picture = async {
            if let Some((_, data)) = taken {
                return Ok(data);
            }
            let Some(tab) = tab else { return Err("the page is closed".to_owned()) };
            match runner.within(SHOT_MS, runner.browser.screenshot(tab)).await {
                None => Err("it took too long".to_owned()),
                Some(Err(error)) => Err(error.to_string()),
                Some(Ok(data)) => Ok(data),
            }
        };
        let (stored, picture) = join(runner.shelf.put_visit(&self.record), picture).await;
        runner.tell_if_failed(stored);
        let stored = match picture {
            Err(why) => Err(why),
            Ok(data_base64) => {
                let shot = EvidenceRequest {
                    evidence_id: runner.world.evidence_id(),
                    job_id: update.job_id,
                    directory_name: update.directory_name.clone(),
                    attempt_id: update.attempt.map(|a| a.attempt_id),
                    media_type: "image/jpeg".to_owned(),
                    data_base64,
                    lease: None,
                };
                let added = runner.shots.add(&runner.shelf, &shot).await;
                added.map(|()| shot.evidence_id).map_err(|e| e.to_string())
            }
        };
        match stored {
            Ok(id) => self.record.log.prove(EvidenceKind::Screenshot, id.to_string()),
            Err(why) => self.record.log.prove(EvidenceKind::ScreenshotAbsent, why),
        }
        update.response_log = to_json(&self.record.log);
        self.record.phase = Phase::Judged { update: Box::new(update.clone()) };
        runner.tell_if_failed(runner.shelf.put_visit(&self.record).await);
    }

    /// Puts the page among those that wait for staff, and remembers what it shows: a person may press in it.
    async fn keep(&mut self) {
        let runner = self.runner;
        runner.tell_if_failed(runner.shelf.put_visit(&self.record).await);
        runner.keep_page(self.record.clone(), Rc::clone(&self.job));
        let Some(tab) = self.record.tab else { return };
        if let Some(Ok(page)) = runner.within(LOOK_MS, runner.browser.describe(tab)).await {
            self.memo.before = page;
        }
        runner.tell_if_failed(runner.shelf.put_memo(&self.record, &self.memo).await);
        runner.browser.hand_over(tab, self.memo.pressed.as_slice()).await;
    }
}
