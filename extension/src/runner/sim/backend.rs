//! The backend, simulated: one job, and the protocol's rules as far as a worker can notice them.

use super::Sim;
use crate::runner::ports::{Asset, Backend, BackendError, Next};
use autobolt_shared::problem::{LeaseLostReason, PressRefusedReason, Problem, Slug};
use autobolt_shared::protocol::begin::{BeginReply, BeginRequest};
use autobolt_shared::protocol::complete::{CompleteOutcome, CompleteReply, CompleteRequest};
use autobolt_shared::protocol::evidence::{EvidenceReply, EvidenceRequest};
use autobolt_shared::protocol::fail::{FailReply, FailRequest};
use autobolt_shared::protocol::heartbeat::{HeartbeatReply, HeartbeatRequest, OpenPage};
use autobolt_shared::protocol::next::{JobDirectory, LeaseGrant, NextReply};
use autobolt_shared::protocol::update::{PressOutcome, UpdateReply, UpdateRequest};
use autobolt_shared::protocol::{Command, DirectoryState, LeaseRef, Progress, Standing};
use autobolt_shared::timing::Timing;
use autobolt_shared::{
    AttemptId, BusinessProfile, DirectoryName, EventId, JobId, JobStatus, Outcome, PackageSize, Reason,
    ResultStatus,
};
use std::collections::BTreeMap;
use std::rc::Rc;
use uuid::Uuid;

pub(crate) const JOB: JobId = JobId(Uuid::from_u128(0x1234));

pub(crate) struct Attempt {
    pub id: AttemptId,
    pub outcome: Option<PressOutcome>,
    pub epoch: i64,
    pub hand_over: bool,
}

pub(crate) struct Directory {
    pub name: DirectoryName,
    pub status: ResultStatus,
    pub reason: Option<Reason>,
    pub due_at: u64,
    pub handed_over: bool,
    pub attempts: Vec<Attempt>,
    /// Results written, in order.
    pub written: Vec<(EventId, Option<AttemptId>)>,
    pub log: serde_json::Value,
}

impl Directory {
    fn outcome(&self) -> Outcome {
        Outcome::new(self.status, self.reason).unwrap()
    }

    pub fn standing(&self, now: u64) -> Standing {
        let outcome = self.outcome();
        if outcome.is_final() {
            Standing::Final
        } else if outcome.needs_staff() {
            Standing::WaitingStaff
        } else if self.due_at > now {
            Standing::WaitingTimer
        } else {
            Standing::Runnable
        }
    }
}

#[derive(Default)]
pub(crate) struct Server {
    pub directories: Vec<Directory>,
    pub timing: Option<Timing>,
    pub epoch: i64,
    pub leased_until: u64,
    pub lease_ended: bool,
    pub status: Option<JobStatus>,
    pub paused: bool,
    pub cancelled: bool,
    pub stop: bool,
    pub dry_run: bool,
    /// Answers that come at all.
    pub down: bool,
    /// Every so-and-so-many-th answer is lost after its effect.
    pub lose_every: u64,
    pub calls: u64,
    pub unauthorized: bool,
    pub events: BTreeMap<EventId, (UpdateRequest, UpdateReply)>,
    pub repeats: u32,
    pub heartbeats: Vec<HeartbeatRequest>,
    pub rehearsals: Vec<UpdateRequest>,
    pub open: Vec<OpenPage>,
    pub close: Vec<OpenPage>,
    pub shots: u32,
    pub completed: u32,
    now: u64,
}

fn refuse<T>(slug: Slug, text: &str) -> Result<T, BackendError> {
    Err(BackendError::Refused(Box::new(Problem::new(slug, text))))
}

fn lost<T>(reason: LeaseLostReason) -> Result<T, BackendError> {
    let word = serde_json::to_value(reason).unwrap();
    Err(BackendError::Refused(Box::new(Problem::new(Slug::LeaseLost, "").with("reason", word))))
}

fn press_refused<T>(reason: PressRefusedReason) -> Result<T, BackendError> {
    let word = serde_json::to_value(reason).unwrap();
    Err(BackendError::Refused(Box::new(Problem::new(Slug::PressRefused, "").with("reason", word))))
}

impl Server {
    pub fn add(&mut self, name: &str) {
        self.directories.push(Directory {
            name: name.into(),
            status: ResultStatus::Pending,
            reason: None,
            due_at: 0,
            handed_over: false,
            attempts: Vec::new(),
            written: Vec::new(),
            log: serde_json::Value::Null,
        });
    }

    pub fn result(&self, name: &DirectoryName) -> String {
        let directory = self.directory(name);
        match directory.reason {
            None => directory.status.to_string(),
            Some(reason) => format!("{}/{reason}", directory.status),
        }
    }

    pub fn directory(&self, name: &DirectoryName) -> &Directory {
        self.directories.iter().find(|d| d.name == *name).unwrap()
    }

    fn row(&mut self, name: &DirectoryName) -> &mut Directory {
        self.directories.iter_mut().find(|d| d.name == *name).unwrap()
    }

    /// Staff send a directory back to the queue.
    pub fn retry(&mut self, name: &str) {
        let row = self.row(&name.into());
        row.status = ResultStatus::Pending;
        row.reason = None;
        row.attempts.clear();
        row.handed_over = false;
        self.status = Some(JobStatus::InProgress);
    }

    /// Somebody else said already what came of the press.
    pub fn resolve(&mut self, name: &str) {
        let row = self.row(&name.into());
        row.status = ResultStatus::Submitted;
        row.attempts.iter_mut().for_each(|a| a.outcome = Some(PressOutcome::Answered));
    }

    /// Another worker takes the job.
    pub fn take_away(&mut self) {
        self.epoch += 1;
        self.lease_ended = true;
        self.settle();
    }

    pub fn settled(&self) -> bool {
        let left = |d: &Directory| d.standing(self.now) == Standing::Runnable;
        !self.directories.iter().any(left)
            && self.directories.iter().all(|d| d.attempts.iter().all(|a| a.outcome.is_some()))
    }

    fn progress(&self) -> Progress {
        let count = |f: &dyn Fn(&Directory) -> bool| self.directories.iter().filter(|d| f(d)).count() as i64;
        Progress {
            done: count(&|d| d.outcome().is_final()),
            total: self.directories.len() as i64,
            submitted: count(&|d| d.status == ResultStatus::Submitted),
            failed: count(&|d| d.status == ResultStatus::Failed),
            retry: count(&|d| d.status == ResultStatus::Retry),
            needs_staff: count(&|d| d.outcome().needs_staff()),
        }
    }

    fn token(&self) -> String {
        format!("token-{}", self.epoch)
    }

    fn state(&self, name: &DirectoryName) -> DirectoryState {
        let row = self.directory(name);
        DirectoryState {
            directory_name: name.clone(),
            status: row.status,
            reason: row.reason,
            standing: row.standing(self.now),
            due_in_ms: (row.due_at > self.now).then(|| row.due_at - self.now),
        }
    }

    /// A press without an outcome when the lease ends: staff look.
    fn settle(&mut self) {
        for row in &mut self.directories {
            if row.attempts.iter().any(|a| a.outcome.is_none() && !a.hand_over) && !row.outcome().is_final() {
                row.status = ResultStatus::Retry;
                row.reason = Some(Reason::OutcomeUnknown);
                row.handed_over = false;
            }
        }
    }

    fn fence(&mut self, lease: Option<&LeaseRef>) -> Result<(), LeaseLostReason> {
        if let Some(JobStatus::Complete | JobStatus::Failed) = self.status {
            return Err(LeaseLostReason::Finished);
        }
        let Some(lease) = lease else { return Err(LeaseLostReason::NotHeld) };
        if lease.epoch != self.epoch || lease.token != self.token() {
            return Err(LeaseLostReason::Taken);
        }
        if self.lease_ended {
            return Err(if self.paused { LeaseLostReason::Paused } else { LeaseLostReason::NotHeld });
        }
        self.leased_until = self.now + self.timing().lease_ms;
        Ok(())
    }

    fn timing(&self) -> Timing {
        self.timing.unwrap_or(Timing::REAL)
    }

    fn command(&self) -> Command {
        if self.cancelled {
            Command::Cancel
        } else if self.paused {
            Command::Pause
        } else if self.stop {
            Command::Stop
        } else {
            Command::Continue
        }
    }

    fn next(&mut self) -> Result<Next, BackendError> {
        let runnable = self.directories.iter().any(|d| d.standing(self.now) == Standing::Runnable);
        let over = matches!(self.status, Some(JobStatus::Complete | JobStatus::Failed));
        let held = self.epoch > 0 && !self.lease_ended && self.leased_until > self.now;
        if over || self.paused || self.cancelled || self.stop || (!held && !runnable) {
            return Ok(Next::Nothing { retry_after_ms: 5_000 });
        }
        self.settle();
        let resumed = held;
        self.epoch += 1;
        self.lease_ended = false;
        self.status = Some(JobStatus::InProgress);
        self.leased_until = self.now + self.timing().lease_ms;
        let directories = self
            .directories
            .iter()
            .map(|d| JobDirectory {
                state: self.state(&d.name),
                submission_url: format!("http://{}.test/submit", d.name),
                language: None,
                country: None,
                pacing_ms: None,
                recipe: None,
                handed_over_by_you: d.handed_over,
                unresolved_attempt: d.attempts.iter().find(|a| a.outcome.is_none()).map(|a| a.id),
            })
            .collect();
        Ok(Next::Job(Box::new(NextReply {
            job_id: JOB,
            package_size: PackageSize::Fifty,
            customer: BusinessProfile {
                business_name: Some("Blue Door Bakery".to_owned()),
                email: Some("hello@bluedoor.test".to_owned()),
                ..BusinessProfile::default()
            },
            resumed,
            lease: LeaseGrant {
                lease: LeaseRef { epoch: self.epoch, token: self.token() },
                expires_in_ms: self.timing().lease_ms,
            },
            timing: self.timing(),
            directories,
            progress: self.progress(),
            dry_run: self.dry_run,
        })))
    }

    fn begin(&mut self, request: &BeginRequest) -> Result<BeginReply, BackendError> {
        if request.hand_over {
            if self.paused {
                return press_refused(PressRefusedReason::Paused);
            }
        } else {
            if let Err(reason) = self.fence(request.lease.as_ref()) {
                return lost(reason);
            }
            if self.cancelled {
                return press_refused(PressRefusedReason::Cancelled);
            }
            if self.paused || self.stop {
                return press_refused(PressRefusedReason::Paused);
            }
            if self.dry_run {
                return press_refused(PressRefusedReason::NotRunnable);
            }
        }
        let (epoch, now, valid_ms) = (self.epoch, self.now, self.timing().press_ms);
        let row = self.row(&request.directory_name);
        let standing = row.standing(now);
        let reply = |replay| BeginReply {
            attempt_id: request.attempt_id,
            valid_ms,
            replay,
            command: Command::Continue,
        };
        if let Some(known) = row.attempts.iter().find(|a| a.id == request.attempt_id) {
            assert_eq!(known.hand_over, request.hand_over, "an attempt id is used for two things");
            return match known.outcome {
                None if row.reason == Some(Reason::OutcomeUnknown) => {
                    press_refused(PressRefusedReason::MaybeAccepted)
                }
                None if !request.hand_over && known.epoch != epoch => {
                    press_refused(PressRefusedReason::Unresolved)
                }
                None => Ok(reply(true)),
                Some(_) => refuse(Slug::IdReused, "that press is closed"),
            };
        }
        if let Some(after) = &request.after {
            let before =
                row.attempts.iter_mut().find(|a| a.id == after.attempt_id).expect("after names no press");
            before.outcome.get_or_insert_with(|| after.proof.into());
        }
        if standing == Standing::Final {
            return press_refused(PressRefusedReason::Final);
        }
        if row.attempts.iter().any(|a| a.outcome.is_none()) {
            return press_refused(PressRefusedReason::Unresolved);
        }
        let harmless =
            |a: &Attempt| matches!(a.outcome, Some(PressOutcome::NoRequest | PressOutcome::FieldErrors));
        if !row.attempts.iter().all(harmless) {
            return press_refused(PressRefusedReason::MaybeAccepted);
        }
        let allowed = if request.hand_over {
            standing == Standing::WaitingStaff && row.handed_over
        } else {
            standing == Standing::Runnable
        };
        if !allowed {
            return press_refused(PressRefusedReason::NotRunnable);
        }
        row.attempts.push(Attempt {
            id: request.attempt_id,
            outcome: None,
            epoch,
            hand_over: request.hand_over,
        });
        Ok(reply(false))
    }

    fn update(&mut self, request: &UpdateRequest) -> Result<UpdateReply, BackendError> {
        let event = request.event_id.expect("AutoBolt names every report");
        let said = UpdateRequest { lease: None, ..request.clone() };
        let fenced = self.fence(request.lease.as_ref());
        if let Some((known, reply)) = self.events.get(&event) {
            assert_eq!(*known, said, "the same event with another body");
            self.repeats += 1;
            return Ok(UpdateReply { replay: true, ..reply.clone() });
        }
        if request.dry_run {
            assert!(self.dry_run && request.attempt.is_none() && fenced.is_ok());
            self.rehearsals.push(request.clone());
            let row = self.row(&request.directory_name);
            row.status = ResultStatus::Failed;
            row.reason = Some(Reason::Skipped);
        } else {
            if let Err(reply) = self.write(request, event, fenced) {
                return reply;
            }
        }
        let reply = UpdateReply {
            replay: false,
            directory: self.state(&request.directory_name),
            progress: self.progress(),
            lease_expires_in_ms: fenced.ok().map(|()| self.timing().lease_ms),
            command: if fenced.is_ok() { self.command() } else { Command::Continue },
        };
        self.events.insert(event, (said, reply.clone()));
        Ok(reply)
    }

    fn write(
        &mut self,
        request: &UpdateRequest,
        event: EventId,
        fenced: Result<(), LeaseLostReason>,
    ) -> Result<(), Result<UpdateReply, BackendError>> {
        let outcome =
            Outcome::new(request.status, request.reason).expect("a pair outside the design's table");
        let (now, retry_ms) = (self.now, self.timing().retry_ms);
        let row = self.row(&request.directory_name);
        match request.attempt {
            Some(named) => {
                let fits = match named.outcome {
                    PressOutcome::Answered => outcome.is_final(),
                    PressOutcome::Unknown => request.reason == Some(Reason::OutcomeUnknown),
                    PressOutcome::NoRequest | PressOutcome::FieldErrors => {
                        request.status == ResultStatus::Failed
                            || (outcome.needs_staff() && request.reason != Some(Reason::OutcomeUnknown))
                    }
                };
                assert!(fits, "{outcome:?} does not go with {named:?}");
                let Some(attempt) = row.attempts.iter_mut().find(|a| a.id == named.attempt_id) else {
                    return Err(match fenced {
                        Err(reason) => lost(reason),
                        Ok(()) => refuse(Slug::Invalid, "names no press"),
                    });
                };
                if attempt.outcome.is_some() {
                    return Err(refuse(Slug::Conflict, "that press has its outcome"));
                }
                attempt.outcome = Some(named.outcome);
            }
            None => {
                if let Err(reason) = fenced {
                    return Err(lost(reason));
                }
                if row.outcome().is_final() {
                    return Err(refuse(Slug::ResultFinal, ""));
                }
                assert!(
                    row.attempts.iter().all(|a| a.outcome.is_some()),
                    "{} has a press without an outcome",
                    row.name
                );
                if outcome.is_timed() && row.outcome().needs_staff() {
                    return Err(refuse(Slug::Conflict, "waits for staff"));
                }
            }
        }
        assert_ne!(request.status, ResultStatus::Pending);
        row.status = request.status;
        row.reason = request.reason;
        row.due_at = if outcome.is_timed() { now + retry_ms } else { 0 };
        row.handed_over = outcome.needs_staff();
        row.written.push((event, request.attempt.map(|a| a.attempt_id)));
        row.log = request.response_log.clone();
        let all_final = self.directories.iter().all(|d| d.outcome().is_final());
        if all_final && self.lease_ended {
            self.status = Some(JobStatus::Complete);
        }
        Ok(())
    }

    fn complete(&mut self, request: &CompleteRequest) -> Result<CompleteReply, BackendError> {
        if let Err(reason) = self.fence(request.lease.as_ref()) {
            return lost(reason);
        }
        let runnable = self.directories.iter().any(|d| d.standing(self.now) == Standing::Runnable);
        let asked = self.paused || self.cancelled || self.stop || request.release;
        if runnable && !asked {
            return refuse(Slug::DirectoriesLeft, "");
        }
        self.lease_ended = true;
        self.settle();
        self.completed += 1;
        if self.directories.iter().all(|d| d.outcome().is_final()) {
            self.status = Some(JobStatus::Complete);
        }
        if self.cancelled {
            self.status = Some(JobStatus::Failed);
        }
        let outcome = match self.status {
            Some(JobStatus::Complete | JobStatus::Failed) => CompleteOutcome::Complete,
            _ if self.directories.iter().any(|d| d.standing(self.now) == Standing::WaitingTimer) => {
                CompleteOutcome::Parked
            }
            _ => CompleteOutcome::WaitingForStaff,
        };
        Ok(CompleteReply {
            status: self.status.unwrap(),
            outcome,
            due_in_ms: None,
            progress: self.progress(),
        })
    }

    fn heartbeat(&mut self, request: &HeartbeatRequest) -> Result<HeartbeatReply, BackendError> {
        self.heartbeats.push(request.clone());
        let mut command = if self.stop { Command::Stop } else { Command::Continue };
        if request.job_id.is_some() {
            if let Err(reason) = self.fence(request.lease.as_ref()) {
                return lost(reason);
            }
            command = self.command();
        }
        Ok(HeartbeatReply {
            command,
            lease_expires_in_ms: None,
            open: unhandled(&mut self.open, request),
            close: unhandled(&mut self.close, request),
            next_in_ms: self.timing().heartbeat_ms,
        })
    }
}

/// Page requests not known to have arrived; what has no number is told once.
fn unhandled(pages: &mut Vec<OpenPage>, request: &HeartbeatRequest) -> Vec<OpenPage> {
    let handled = request.handled.as_ref().expect("AutoBolt says what it has handled");
    pages.retain(|page| page.request.is_none_or(|number| !handled.contains(&number)));
    let told = pages.clone();
    pages.retain(|page| page.request.is_some());
    told
}

impl Sim {
    /// One call: it may not arrive, and its answer may be lost.
    async fn call<T>(
        &self,
        work: impl FnOnce(&mut Server) -> Result<T, BackendError>,
    ) -> Result<T, BackendError> {
        self.point().await;
        let answer = {
            let mut server = self.server.borrow_mut();
            server.now = self.time();
            if server.down {
                Err(BackendError::Unreachable("connection refused".to_owned()))
            } else if server.unauthorized {
                refuse(Slug::Unauthorized, "this key is revoked")
            } else {
                let answer = work(&mut server);
                server.calls += 1;
                if server.lose_every > 0 && server.calls.is_multiple_of(server.lose_every) {
                    Err(BackendError::Unreachable("connection reset".to_owned()))
                } else {
                    answer
                }
            }
        };
        self.point().await;
        answer
    }
}

impl Backend for Rc<Sim> {
    async fn next(&self) -> Result<Next, BackendError> {
        self.call(Server::next).await
    }
    async fn begin(&self, request: &BeginRequest) -> Result<BeginReply, BackendError> {
        self.call(|s| s.begin(request)).await
    }
    async fn update(&self, request: &UpdateRequest) -> Result<UpdateReply, BackendError> {
        self.call(|s| s.update(request)).await
    }
    async fn heartbeat(&self, request: &HeartbeatRequest) -> Result<HeartbeatReply, BackendError> {
        self.call(|s| s.heartbeat(request)).await
    }
    async fn complete(&self, request: &CompleteRequest) -> Result<CompleteReply, BackendError> {
        self.call(|s| s.complete(request)).await
    }
    async fn fail(&self, _: &FailRequest) -> Result<FailReply, BackendError> {
        panic!("the runner never gives a job up by itself")
    }
    async fn evidence(&self, request: &EvidenceRequest) -> Result<EvidenceReply, BackendError> {
        self.call(|s| {
            s.shots += 1;
            Ok(EvidenceReply { evidence_id: request.evidence_id, replay: false })
        })
        .await
    }
    async fn asset(&self, _: JobId, kind: &str) -> Result<Asset, BackendError> {
        self.call(|_| {
            Ok(Asset {
                name: format!("{kind}.png"),
                media_type: "image/png".to_owned(),
                base64: "AAAA".to_owned(),
            })
        })
        .await
    }
}
