//! The protocol's rules as far as a worker can notice them.

use super::server::{Attempt, JOB, Server};
use crate::runner::ports::{BackendError, Next};
use autobolt_shared::problem::{LeaseLostReason, PressRefusedReason, Problem, Slug};
use autobolt_shared::protocol::Command;
use autobolt_shared::protocol::LeaseRef;
use autobolt_shared::protocol::Standing;
use autobolt_shared::protocol::begin::{BeginReply, BeginRequest};
use autobolt_shared::protocol::complete::{CompleteOutcome, CompleteReply, CompleteRequest};
use autobolt_shared::protocol::heartbeat::{HeartbeatReply, HeartbeatRequest, OpenPage};
use autobolt_shared::protocol::next::{JobDirectory, LeaseGrant, NextReply};
use autobolt_shared::protocol::update::{PressOutcome, UpdateReply, UpdateRequest};
use autobolt_shared::{BusinessProfile, EventId, JobStatus, Outcome, PackageSize, Reason, ResultStatus};

pub(crate) fn refuse<T>(slug: Slug, text: &str) -> Result<T, BackendError> {
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
    pub fn next(&mut self) -> Result<Next, BackendError> {
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
                submission_url: super::sites::url_of(d.name.as_str()),
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

    pub fn begin(&mut self, request: &BeginRequest) -> Result<BeginReply, BackendError> {
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

    pub fn update(&mut self, request: &UpdateRequest) -> Result<UpdateReply, BackendError> {
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

    pub fn complete(&mut self, request: &CompleteRequest) -> Result<CompleteReply, BackendError> {
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

    pub fn heartbeat(&mut self, request: &HeartbeatRequest) -> Result<HeartbeatReply, BackendError> {
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
