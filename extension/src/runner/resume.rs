//! Going on after a kill at any moment: what each record says may have happened, and what is done about it.
//!
//! | phase | meant | now |
//! |---|---|---|
//! | `open`, `filled` | nothing was pressed | starts over |
//! | `asking` | nothing was pressed, a permission may be recorded | starts over, or is given back to staff |
//! | `pressing`, `pressed` | may have been pressed | never pressed again: the page is looked at, else unknown |
//! | `judged` | the outcome is known | goes to the outbox, under the same event id |
//! | `waiting` | reported | goes on waiting, if its page is still there |

use super::checkpoint::{HandOver, Phase, VisitRecord};
use super::engine::Engine;
use super::ports::{Backend, Browser, Store, StoreError, TabId, World};
use super::runner::Runner;
use super::state::{Errand, JobRun, Key, Page};
use autobolt_shared::log::{EvidenceKind, SubmissionLog};
use autobolt_shared::protocol::begin::NotAcceptedProof;
use autobolt_shared::protocol::next::JobDirectory;
use autobolt_shared::protocol::update::{AttemptOutcome, PressOutcome, UpdateRequest};
use autobolt_shared::{EventId, JobId, Reason, ResultStatus};
use std::rc::Rc;

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Runner<B, W, S, C, E> {
    /// Reads what an earlier life left behind and sorts it out.
    pub(super) async fn restore(&self) -> Result<(), StoreError> {
        // From the start, also when an earlier try failed half-way.
        self.errands.borrow_mut().clear();
        self.unobserved.borrow_mut().clear();
        self.interrupted.borrow_mut().clear();
        self.pages.borrow_mut().clear();
        self.outbox.load(&self.shelf).await?;
        self.shots.load(&self.shelf).await?;
        self.live.borrow_mut().settings = self.shelf.settings().await?;
        for record in self.shelf.jobs().await? {
            self.jobs.borrow_mut().insert(record.job_id, JobRun::new(record));
        }
        let open = self.browser.own_tabs().await;
        let mut kept: Vec<TabId> = Vec::new();
        for mut visit in self.shelf.visits().await? {
            visit.tab = visit.tab.filter(|tab| open.contains(tab));
            if let Some(tab) = self.restore_visit(visit).await? {
                kept.push(tab);
            }
        }
        for tab in open.iter().filter(|tab| !kept.contains(tab)) {
            self.browser.close(*tab).await;
        }
        let waiting: Vec<VisitRecord> =
            self.pages.borrow().values().map(|page| page.record.clone()).collect();
        for record in waiting {
            let pressed = self.shelf.memo(&record).await?.and_then(|memo| memo.pressed);
            if let Some(tab) = record.tab {
                self.browser.hand_over(tab, pressed.as_slice()).await;
            }
        }
        self.forget_unneeded_jobs().await;
        Ok(())
    }

    /// Sorts one record out; says which tab it still needs.
    async fn restore_visit(&self, mut visit: VisitRecord) -> Result<Option<TabId>, StoreError> {
        let key: Key = (visit.job_id, visit.name().clone());
        let job = self.jobs.borrow().get(&visit.job_id).cloned();
        let Some(job) = job else {
            // The job's record is written before its first visit, so there is nothing to go on with.
            self.shelf.forget_visit(key.0, &key.1).await?;
            return Ok(None);
        };
        match visit.phase.clone() {
            Phase::Open | Phase::Filled => {
                self.shelf.forget_visit(key.0, &key.1).await?;
                Ok(None)
            }
            Phase::Asking if visit.hand_over.is_some() && visit.tab.is_some() => {
                visit.phase = Phase::Waiting;
                self.shelf.put_visit(&visit).await?;
                Ok(self.keep_page(visit, job))
            }
            Phase::Asking => {
                visit.tab = None;
                self.interrupted.borrow_mut().insert(key, visit);
                Ok(None)
            }
            Phase::Pressing { .. } | Phase::Pressed { .. } => {
                self.unobserved.borrow_mut().insert(key);
                let tab = visit.tab;
                self.errand(Errand::Observe(Box::new(visit), job));
                Ok(tab)
            }
            Phase::Judged { update } => {
                self.outbox.add(&self.shelf, *update, false).await?;
                if visit.hand_over.is_some() && visit.tab.is_some() {
                    visit.phase = Phase::Waiting;
                    self.shelf.put_visit(&visit).await?;
                    return Ok(self.keep_page(visit, job));
                }
                self.shelf.forget_visit(key.0, &key.1).await?;
                Ok(None)
            }
            Phase::Waiting if visit.tab.is_some() => Ok(self.keep_page(visit, job)),
            Phase::Waiting => {
                self.shelf.forget_visit(key.0, &key.1).await?;
                Ok(None)
            }
        }
    }

    /// Keeps a page for staff, in memory.
    pub(super) fn keep_page(&self, record: VisitRecord, job: Rc<JobRun>) -> Option<TabId> {
        let tab = record.tab;
        let key = (record.job_id, record.name().clone());
        // What was learnt in a page is kept until its listing is taken.
        let learned = self.pages.borrow_mut().remove(&key).map(|page| page.learned).unwrap_or_default();
        let page = Page {
            record,
            job,
            clear: 0,
            busy: false,
            went_back: false,
            rest_until_ms: 0,
            last: None,
            presses: 0,
            press: None,
            learned,
            closed: false,
            anew: std::cell::Cell::default(),
        };
        self.pages.borrow_mut().insert(key, page);
        self.changed.notify();
        self.beat.notify();
        tab
    }

    /// Queues something to do beside the job at hand.
    pub(super) fn errand(&self, errand: Errand) {
        self.errands.borrow_mut().push_back(errand);
        self.errand_came.notify();
    }

    /// There is no job for us: what was interrupted before its press will not start over here.
    pub(super) async fn settle_leftovers(&self) {
        let keys: Vec<Key> = self.interrupted.borrow().keys().cloned().collect();
        for key in keys {
            self.settle_interrupted(&key).await;
        }
        self.forget_unneeded_jobs().await;
    }

    /// The same for the jobs other than that one.
    pub(super) async fn settle_leftovers_but(&self, job: JobId) {
        let keys: Vec<Key> = self.interrupted.borrow().keys().filter(|(id, _)| *id != job).cloned().collect();
        for key in keys {
            self.settle_interrupted(&key).await;
        }
    }

    /// Gives back a permission that may be recorded and was never used.
    pub(super) async fn settle_interrupted(&self, key: &Key) {
        let Some(visit) = self.interrupted.borrow_mut().remove(key) else { return };
        let job = self.jobs.borrow().get(&key.0).cloned();
        self.give_back(&visit, job.as_ref(), "AutoBolt was interrupted before it pressed.").await;
        self.tell_if_failed(self.shelf.forget_visit(key.0, &key.1).await);
    }

    /// Gives back a permission of which it is not known whether the backend recorded it. Nothing was pressed under it, but
    /// what a permission was given for is never tried again by itself: staff decide.
    pub(super) async fn give_back(&self, visit: &VisitRecord, job: Option<&Rc<JobRun>>, why: &str) {
        let lease = job.and_then(|run| run.lease());
        let mut outcomes = Vec::new();
        if let Some(after) = &visit.after {
            let reason = match after.proof {
                NotAcceptedProof::NoRequest => Reason::UnsupportedForm,
                NotAcceptedProof::FieldErrors => Reason::Validation,
            };
            outcomes.push((after.attempt_id, PressOutcome::from(after.proof), reason, after.log.clone()));
        }
        if let Some(attempt) = visit.attempt {
            let mut log = visit.log.clone();
            log.summary = format!("{why} As far as AutoBolt's records say, nothing was pressed: retry it.");
            outcomes.push((attempt, PressOutcome::Unknown, Reason::OutcomeUnknown, log));
        }
        for (attempt_id, outcome, reason, log) in outcomes {
            let request = UpdateRequest {
                job_id: visit.job_id,
                directory_name: visit.name().clone(),
                status: ResultStatus::Retry,
                response_log: to_json(&log),
                reason: Some(reason),
                event_id: Some(EventId(self.world.uuid())),
                attempt: Some(AttemptOutcome { attempt_id, outcome }),
                lease: lease.clone(),
                dry_run: false,
            };
            self.tell_if_failed(self.outbox.add(&self.shelf, request, true).await);
        }
    }

    /// The backend knows of a press of which nothing is recorded here (the profile was deleted, say): nobody can tell.
    pub(super) async fn report_lost_press(&self, job: &Rc<JobRun>, directory: &JobDirectory) {
        let Some(attempt_id) = directory.unresolved_attempt else { return };
        let mut log =
            SubmissionLog { opened_url: directory.submission_url.clone(), ..SubmissionLog::default() };
        "AutoBolt was interrupted around the press and has no record of the page. Look on the directory's site whether the listing arrived."
            .clone_into(&mut log.summary);
        log.prove(EvidenceKind::Note, "interrupted around the press");
        let request = UpdateRequest {
            job_id: job.id(),
            directory_name: directory.state.directory_name.clone(),
            status: ResultStatus::Retry,
            response_log: to_json(&log),
            reason: Some(Reason::OutcomeUnknown),
            event_id: Some(EventId(self.world.uuid())),
            attempt: Some(AttemptOutcome { attempt_id, outcome: PressOutcome::Unknown }),
            lease: job.lease(),
            dry_run: false,
        };
        self.tell_if_failed(self.outbox.add(&self.shelf, request, true).await);
    }
}

/// The log as it is sent.
pub(super) fn to_json(log: &SubmissionLog) -> serde_json::Value {
    crate::json::to_value(log).unwrap_or_default()
}

/// Why and since when a page waits.
pub(super) fn hand_over(reason: Reason, now_ms: u64, url: &str) -> HandOver {
    HandOver { reason, since_ms: now_ms, url: url.to_owned() }
}
