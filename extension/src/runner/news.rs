//! What AutoBolt hears from the backend and what it makes of it, and what it tells the panel.

use super::engine::Engine;
use super::ports::{Backend, BackendError, Browser, Store, StoreError, World};
use super::runner::Runner;
use super::state::StopWhy;
use super::status::{Connection, Notice, ResultView};
use autobolt_shared::problem::{LeaseLostReason, Problem, Slug};
use autobolt_shared::protocol::Command;
use autobolt_shared::protocol::heartbeat::Step;
use autobolt_shared::{DirectoryName, JobId};

/// Results kept for the panel.
const RESULTS_KEPT: usize = 20;
/// Notices kept for the panel.
const NOTICES_KEPT: usize = 10;

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Runner<B, W, S, C, E> {
    /// Tells the panel what happened and what to do.
    pub(super) fn notice(&self, text: &str, advice: &str) {
        let mut live = self.live.borrow_mut();
        live.notices.retain(|n| n.text != text);
        live.notices.push_front(Notice {
            at_ms: self.world.now_ms(),
            text: text.to_owned(),
            advice: advice.to_owned(),
        });
        live.notices.truncate(NOTICES_KEPT);
        drop(live);
        self.changed.notify();
    }

    /// A write that may fail without harm: the panel is told.
    pub(super) fn tell_if_failed(&self, result: Result<(), StoreError>) {
        if let Err(error) = result {
            self.notice(&error.to_string(), "Check that the disk is not full.");
        }
    }

    /// Learns from any answer how AutoBolt and the backend get on.
    pub(super) fn heard<T>(&self, answer: &Result<T, BackendError>) {
        if answer.is_ok() {
            self.answers.set(self.answers.get() + 1);
        }
        let now = match answer {
            Ok(_) => Connection::Online,
            Err(BackendError::Unreachable(why)) => Connection::Unreachable { why: why.clone() },
            Err(BackendError::Busy { problem, .. }) => Connection::Unreachable { why: problem.to_string() },
            Err(BackendError::Refused(problem)) => match problem.slug {
                Slug::Unauthorized => Connection::Unauthorized { why: problem.to_string() },
                Slug::UpgradeRequired => Connection::UpgradeRequired { why: problem.to_string() },
                _ => Connection::Online,
            },
        };
        let mut live = self.live.borrow_mut();
        if live.connection != now {
            live.connection = now;
            drop(live);
            self.changed.notify();
        }
    }

    /// Does what the backend asks with any reply about a job.
    pub(super) fn heed(&self, job: JobId, command: Command) {
        let run = self.jobs.borrow().get(&job).cloned();
        match command {
            Command::Continue => {}
            Command::Stop => {
                self.set_stopped(true);
            }
            Command::Pause | Command::Cancel => {
                if let Some(run) = run {
                    run.stop(if command == Command::Pause { StopWhy::Paused } else { StopWhy::Cancelled });
                }
            }
        }
        self.changed.notify();
    }

    /// The whole AutoBolt stops, or may go on.
    pub(super) fn set_stopped(&self, stopped: bool) {
        self.live.borrow_mut().stopped = stopped;
        if stopped {
            if let Some(run) = self.current.borrow().as_ref() {
                run.stop(StopWhy::Stopped);
            }
        } else {
            self.wake.notify();
        }
        self.changed.notify();
    }

    /// Reads a `lease-lost` problem and stops the job for the reason it names.
    pub(super) fn lost(&self, job: JobId, problem: &Problem) {
        let reason =
            problem.extra.get("reason").and_then(|r| crate::json::from_value::<LeaseLostReason>(r).ok());
        let why = match reason {
            Some(LeaseLostReason::Paused) => StopWhy::Paused,
            Some(LeaseLostReason::Cancelled) => StopWhy::Cancelled,
            _ => StopWhy::LeaseLost,
        };
        if let Some(run) = self.jobs.borrow().get(&job) {
            run.stop(why);
        }
    }

    /// A directory is at a step now.
    pub(super) fn at_step(&self, directory: &DirectoryName, step: Option<Step>) {
        let now = self.now();
        let mut live = self.live.borrow_mut();
        match step {
            Some(step) if live.doing.get(directory).is_some_and(|(s, _)| *s == step) => return,
            Some(step) => {
                live.doing.insert(directory.clone(), (step, now));
            }
            None => {
                live.doing.remove(directory);
            }
        }
        drop(live);
        self.changed.notify();
        self.beat.notify();
    }

    /// Remembers a result for the panel.
    pub(super) fn remember_result(&self, result: ResultView) {
        let mut live = self.live.borrow_mut();
        live.results.retain(|r| r.job_id != result.job_id || r.directory_name != result.directory_name);
        live.results.push_front(result);
        live.results.truncate(RESULTS_KEPT);
        drop(live);
        self.changed.notify();
    }
}
