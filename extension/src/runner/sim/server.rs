//! The simulated backend's state: one job, and what staff and other workers do to it.

use autobolt_shared::problem::LeaseLostReason;
use autobolt_shared::protocol::heartbeat::{HeartbeatRequest, OpenPage};
use autobolt_shared::protocol::update::{PressOutcome, UpdateReply, UpdateRequest};
use autobolt_shared::protocol::{Command, DirectoryState, LeaseRef, Progress, Standing};
use autobolt_shared::timing::Timing;
use autobolt_shared::{AttemptId, DirectoryName, EventId, JobId, JobStatus, Outcome, Reason, ResultStatus};
use std::collections::BTreeMap;
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
    pub fn outcome(&self) -> Outcome {
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
    /// The report about that directory ends in a fault, always.
    pub fails_at: Option<DirectoryName>,
    pub events: BTreeMap<EventId, (UpdateRequest, UpdateReply)>,
    pub repeats: u32,
    pub heartbeats: Vec<HeartbeatRequest>,
    pub rehearsals: Vec<UpdateRequest>,
    pub open: Vec<OpenPage>,
    pub close: Vec<OpenPage>,
    pub shots: u32,
    pub completed: u32,
    pub now: u64,
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

    pub fn row(&mut self, name: &DirectoryName) -> &mut Directory {
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

    pub fn progress(&self) -> Progress {
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

    pub fn token(&self) -> String {
        format!("token-{}", self.epoch)
    }

    pub fn state(&self, name: &DirectoryName) -> DirectoryState {
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
    pub fn settle(&mut self) {
        for row in &mut self.directories {
            if row.attempts.iter().any(|a| a.outcome.is_none() && !a.hand_over) && !row.outcome().is_final() {
                row.status = ResultStatus::Retry;
                row.reason = Some(Reason::OutcomeUnknown);
                row.handed_over = false;
            }
        }
    }

    pub fn fence(&mut self, lease: Option<&LeaseRef>) -> Result<(), LeaseLostReason> {
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

    pub fn timing(&self) -> Timing {
        self.timing.unwrap_or(Timing::REAL)
    }

    pub fn command(&self) -> Command {
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
}
