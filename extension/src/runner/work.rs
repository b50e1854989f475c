//! The job loop: empty the outbox, ask for a job, visit its directories several at a time, let the job go.

use super::checkpoint::{JobRecord, Phase, VisitRecord};
use super::engine::Engine;
use super::pace::{DEFAULT_PAUSE_MS, host_port};
use super::ports::{Backend, BackendError, Browser, Next, Store, World};
use super::runner::Runner;
use super::state::{JobRun, StopWhy};
use super::visit::{End, Visit};
use autobolt_shared::problem::Slug;
use autobolt_shared::protocol::Standing;
use autobolt_shared::protocol::complete::{CompleteOutcome, CompleteRequest};
use autobolt_shared::protocol::heartbeat::Step;
use autobolt_shared::protocol::next::{JobDirectory, NextReply};
use futures_util::StreamExt;
use futures_util::future::{Either, select};
use futures_util::stream::FuturesUnordered;
use std::collections::VecDeque;
use std::pin::pin;
use std::rc::Rc;

/// How often a directory starts over in one lease when its permission could not be asked for.
const STARTS: u32 = 3;

struct Queued {
    directory: JobDirectory,
    starts: u32,
}

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Runner<B, W, S, C, E> {
    /// Works for ever.
    pub(super) async fn work_through_jobs(&self) {
        let mut failures = 0_u32;
        let mut fruitless = 0_u32;
        loop {
            let woken = self.wake.version();
            if !self.may_ask().await {
                self.nap(15_000, woken).await;
                continue;
            }
            self.drain().await;
            let answer = self.backend.next().await;
            self.heard(&answer);
            match answer {
                Ok(Next::Job(reply)) => {
                    failures = 0;
                    let done = self.work(*reply).await;
                    fruitless = if done { 0 } else { fruitless + 1 };
                    if fruitless > 0 {
                        self.nap(self.backoff(fruitless), woken).await;
                    }
                }
                Ok(Next::Nothing { retry_after_ms }) => {
                    failures = 0;
                    self.settle_leftovers().await;
                    self.nap(self.jitter(retry_after_ms.clamp(500, 60_000)), woken).await;
                }
                Err(BackendError::Busy { retry_after_ms, .. }) => {
                    failures += 1;
                    let wait = self.backoff(failures).max(retry_after_ms.unwrap_or(0).min(120_000));
                    self.nap(wait, woken).await;
                }
                Err(BackendError::Unreachable(_)) => {
                    failures += 1;
                    self.nap(self.backoff(failures), woken).await;
                }
                Err(BackendError::Refused(problem)) => {
                    failures += 1;
                    if !self.live.borrow().connection.needs_person() {
                        self.notice(&format!("The backend gives no job: {problem}"), "");
                    }
                    self.nap(self.backoff(failures.max(4)), woken).await;
                }
            }
        }
    }

    /// Whether there is any use in asking for a job.
    async fn may_ask(&self) -> bool {
        let access = self.browser.has_site_access().await;
        let mut live = self.live.borrow_mut();
        if live.needs_access == access {
            live.needs_access = !access;
            self.changed.notify();
            self.beat.notify();
        }
        access && !live.settings.paused && !live.stopped
    }

    /// Works on one job until nothing of it is left to run or it is not to be worked on any more. Says whether anything
    /// came of it.
    async fn work(&self, reply: NextReply) -> bool {
        let job = JobRun::new(JobRecord::of(&reply));
        let record = job.record.borrow().clone();
        self.tell_if_failed(self.shelf.put_job(&record).await);
        self.jobs.borrow_mut().insert(reply.job_id, Rc::clone(&job));
        *self.current.borrow_mut() = Some(Rc::clone(&job));
        for page in self.pages.borrow_mut().values_mut().filter(|p| p.record.job_id == reply.job_id) {
            page.job = Rc::clone(&job);
        }
        self.changed.notify();
        self.beat.notify();
        // Paused while the answer was under way.
        if self.live.borrow().settings.paused {
            job.stop(StopWhy::PausedHere);
        }

        let queue = self.sort_out(&job, reply.directories).await;
        let ended = self.visit_all(&job, queue).await;
        // Results first: `complete` counts them. A job that is over for us lets go of them by the same outbox.
        let results_are_in = async {
            loop {
                let seen = self.outbox.changed.version();
                if self.outbox.is_drained() {
                    return;
                }
                self.outbox.changed.since(seen).await;
            }
        };
        // A lease that is lost is waited for by nobody; the results go on without it.
        let lost = async {
            loop {
                let seen = job.stopped.version();
                if job.stop.get() == Some(StopWhy::LeaseLost) {
                    return;
                }
                job.stopped.since(seen).await;
            }
        };
        let in_time = matches!(select(pin!(results_are_in), pin!(lost)).await, Either::Left(_));
        if in_time && job.stop.get() != Some(StopWhy::LeaseLost) {
            self.complete(&job).await;
        }
        self.let_go(&job).await;
        ended > 0
    }

    /// The directories to visit; what an earlier life or staff left unclear is settled first.
    async fn sort_out(&self, job: &Rc<JobRun>, directories: Vec<JobDirectory>) -> VecDeque<Queued> {
        let mut queue = VecDeque::new();
        for directory in directories {
            let key = (job.id(), directory.state.directory_name.clone());
            let interrupted = self.interrupted.borrow().contains_key(&key);
            if self.outbox.holds_aside(key.0, &key.1) {
                // It was done, and its result is kept here: doing it again would be a second visit.
                continue;
            }
            if directory.state.standing == Standing::Runnable {
                // Staff sent it back to the queue: the page that waited is not needed any more.
                self.drop_page(&key).await;
                // A permission the backend had recorded would have made it wait for staff when the lease was handed out
                // anew: it never arrived, and the visit starts clean.
                if interrupted {
                    self.interrupted.borrow_mut().remove(&key);
                    self.tell_if_failed(self.shelf.forget_visit(key.0, &key.1).await);
                }
                queue.push_back(Queued { directory, starts: 0 });
            } else if interrupted {
                self.settle_interrupted(&key).await;
            } else if directory.unresolved_attempt.is_some() && !self.pages.borrow().contains_key(&key) {
                self.report_lost_press(job, &directory).await;
            }
        }
        self.settle_leftovers_but(job.id()).await;
        queue
    }

    /// Visits them all, several at a time, no host twice at once. Says how many came to an end.
    async fn visit_all(&self, job: &Rc<JobRun>, mut queue: VecDeque<Queued>) -> usize {
        let mut running = FuturesUnordered::new();
        let mut ended = 0;
        loop {
            let seen = self.changed.version();
            let at_a_time = usize::from(self.live.borrow().settings.concurrency.clamp(1, 6));
            let mut wait = None::<u64>;
            while running.len() < at_a_time && job.stop.get().is_none() {
                let Some(position) = self.first_ready(&queue, &mut wait) else { break };
                let Some(queued) = queue.remove(position) else { break };
                running.push(self.visit_one(job, queued));
            }
            if running.is_empty() && (queue.is_empty() || job.stop.get().is_some()) {
                return ended;
            }
            // A change may free a slot (more directories at a time) or stop the job.
            let pause = async {
                match wait {
                    Some(ms) => self.world.sleep(ms).await,
                    None => self.changed.since(seen).await,
                }
            };
            let next = async {
                if running.is_empty() { std::future::pending().await } else { running.next().await }
            };
            if let Either::Left((Some((end, queued)), _)) = select(pin!(next), pin!(pause)).await {
                match end {
                    End::Reported => ended += 1,
                    End::Again if queued.starts < STARTS && job.stop.get().is_none() => {
                        queue.push_back(queued)
                    }
                    End::Again | End::LetGo => {}
                }
            }
        }
    }

    /// The first directory whose host is free now; else how long until one may be.
    fn first_ready(&self, queue: &VecDeque<Queued>, wait: &mut Option<u64>) -> Option<usize> {
        let now = self.now();
        for (position, queued) in queue.iter().enumerate() {
            match self.pace.wait(&host_port(&queued.directory.submission_url), now) {
                Some(0) => return Some(position),
                Some(ms) => *wait = Some(wait.map_or(ms, |w| w.min(ms))),
                None => {}
            }
        }
        None
    }

    async fn visit_one(&self, job: &Rc<JobRun>, mut queued: Queued) -> (End, Queued) {
        let host = host_port(&queued.directory.submission_url);
        let name = queued.directory.state.directory_name.clone();
        self.pace.enter(&host);
        self.at_step(&name, Some(Step::Queued));
        queued.starts += 1;
        let key = (job.id(), name.clone());
        let leftover = self.interrupted.borrow_mut().remove(&key);
        let mut record = VisitRecord::new(job.id(), queued.directory.clone(), self.now());
        if let Some(left) = leftover {
            // The same permission, asked for again: never two for one press.
            record.attempt = left.attempt;
            record.after = left.after;
            if record.attempt.is_some() {
                record.phase = Phase::Asking;
            }
        }
        let end = Visit::new(self, Rc::clone(job), record).run_fresh().await;
        self.at_step(&name, None);
        let pause = queued.directory.pacing_ms.unwrap_or(DEFAULT_PAUSE_MS);
        self.pace.leave(&host, self.now(), pause);
        (end, queued)
    }

    /// Says that nothing is left to run, or that the job is let go as staff asked. What is left after all is offered by
    /// `next` again.
    async fn complete(&self, job: &Rc<JobRun>) {
        let mut tries = 0;
        while job.stop.get() != Some(StopWhy::LeaseLost) {
            let woken = self.wake.version();
            // Paused here, another AutoBolt may go on with it at once.
            let release = job.stop.get() == Some(StopWhy::PausedHere);
            let request = CompleteRequest { job_id: job.id(), lease: job.lease(), release };
            let answer = self.backend.complete(&request).await;
            self.heard(&answer);
            match answer {
                Ok(reply) => {
                    job.record.borrow_mut().progress = reply.progress;
                    if reply.outcome == CompleteOutcome::WaitingForStaff {
                        self.beat.notify();
                    }
                    return;
                }
                Err(BackendError::Refused(problem)) => {
                    match problem.slug {
                        Slug::LeaseLost => self.lost(job.id(), &problem),
                        Slug::DirectoriesLeft => {}
                        _ => self.notice(&format!("The job could not be completed: {problem}"), ""),
                    }
                    return;
                }
                Err(BackendError::Busy { .. } | BackendError::Unreachable(_)) => {
                    tries += 1;
                    self.nap(self.backoff(tries), woken).await;
                }
            }
        }
    }

    /// The job is not ours any more. Its record stays while a page or a report needs it.
    async fn let_go(&self, job: &Rc<JobRun>) {
        job.record.borrow_mut().lease = None;
        *self.current.borrow_mut() = None;
        self.assets.borrow_mut().clear();
        let record = job.record.borrow().clone();
        self.tell_if_failed(self.shelf.put_job(&record).await);
        self.forget_unneeded_jobs().await;
        self.changed.notify();
        self.beat.notify();
    }

    /// Forgets the jobs that no page, visit, errand or report refers to any more.
    pub(super) async fn forget_unneeded_jobs(&self) {
        let unneeded: Vec<_> = {
            let current = self.current.borrow().as_ref().map(|run| run.id());
            let pages = self.pages.borrow();
            let interrupted = self.interrupted.borrow();
            let unobserved = self.unobserved.borrow();
            self.jobs
                .borrow()
                .keys()
                .copied()
                .filter(|id| {
                    Some(*id) != current
                        && !pages.keys().any(|(job, _)| job == id)
                        && !interrupted.keys().any(|(job, _)| job == id)
                        && !unobserved.iter().any(|(job, _)| job == id)
                })
                .collect()
        };
        for id in unneeded {
            self.jobs.borrow_mut().remove(&id);
            self.tell_if_failed(self.shelf.forget_job(id).await);
        }
    }
}
