//! The two queues' loops: results, which must arrive, and screenshots, which may.

use super::engine::Engine;
use super::outbox::{Due, Entry};
use super::ports::{Backend, BackendError, Browser, Store, World};
use super::runner::Runner;
use super::status::{RefusedView, ResultView};
use autobolt_shared::problem::Slug;
use autobolt_shared::protocol::update::UpdateReply;
use futures_util::future::select;
use std::pin::pin;

/// A report that is set aside is tried again that often.
const ASIDE_MS: u64 = 60 * 60_000;

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Runner<B, W, S, C, E> {
    /// Sends results as they come, one after the other.
    pub(super) async fn send_results(&self) {
        loop {
            let seen = self.outbox.changed.version();
            match self.outbox.due(self.now()) {
                Due::Send(entry) => self.send_result(*entry).await,
                Due::In(ms) => {
                    let sleep = pin!(self.world.sleep(ms));
                    let changed = pin!(self.outbox.changed.since(seen));
                    let _ = select(sleep, changed).await;
                }
                Due::Nothing => self.outbox.changed.since(seen).await,
            }
        }
    }

    async fn send_result(&self, mut entry: Entry) {
        // The lease of now, not of when the report was written: a report survives its incarnation.
        let job = entry.request.job_id;
        if let Some(lease) = self.jobs.borrow().get(&job).and_then(|run| run.lease()) {
            entry.request.lease = Some(lease);
        }
        let answer = self.backend.update(&entry.request).await;
        self.heard(&answer);
        match answer {
            Ok(reply) => {
                self.acknowledged(&entry, &reply);
                self.tell_if_failed(self.outbox.done(&self.shelf, entry.seq).await);
            }
            Err(error @ (BackendError::Unreachable(_) | BackendError::Busy { .. })) => {
                let retry_after_ms = match &error {
                    BackendError::Busy { retry_after_ms, .. } => retry_after_ms.unwrap_or(0).min(120_000),
                    _ => 0,
                };
                let failed =
                    self.outbox.failed(&self.shelf, entry.seq, self.answers.get(), &error.to_string()).await;
                self.tell_if_failed(failed);
                let aside = self.outbox.holds_aside(job, &entry.request.directory_name);
                self.outbox.later(entry.seq, self.now(), |tries| {
                    if aside { ASIDE_MS } else { self.backoff(tries.min(5)).max(retry_after_ms) }
                });
            }
            // Not about this report: it stays until a person has put the key or the build right.
            Err(BackendError::Refused(problem))
                if matches!(problem.slug, Slug::Unauthorized | Slug::UpgradeRequired | Slug::RateLimited) =>
            {
                self.outbox.later(entry.seq, self.now(), |_| self.jitter(60_000));
            }
            Err(BackendError::Refused(problem)) => {
                if problem.slug == Slug::LeaseLost {
                    self.lost(job, &problem);
                }
                if !entry.quiet {
                    let refused = RefusedView {
                        at_ms: self.now(),
                        job_id: job,
                        directory_name: entry.request.directory_name.clone(),
                        status: entry.request.status,
                        reason: entry.request.reason,
                        why: problem.to_string(),
                    };
                    self.tell_if_failed(self.outbox.remember_refused(&self.shelf, refused).await);
                }
                self.tell_if_failed(self.outbox.done(&self.shelf, entry.seq).await);
                // What was to be handed over is not: another worker has the directory, or staff decided.
                if entry.request.attempt.is_none() {
                    self.drop_page(&(job, entry.request.directory_name.clone())).await;
                }
            }
        }
        self.changed.notify();
    }

    fn acknowledged(&self, entry: &Entry, reply: &UpdateReply) {
        let request = &entry.request;
        let summary =
            request.response_log.get("summary").and_then(|s| s.as_str()).unwrap_or_default().to_owned();
        self.remember_result(ResultView {
            at_ms: self.now(),
            job_id: request.job_id,
            directory_name: request.directory_name.clone(),
            status: request.status,
            reason: request.reason,
            summary,
            acknowledged: true,
        });
        if let Some(run) = self.jobs.borrow().get(&request.job_id) {
            run.record.borrow_mut().progress = reply.progress;
        }
        self.heed(request.job_id, reply.command);
    }

    /// Waits until every result is acknowledged or refused, presses from before a kill included.
    pub(super) async fn drain(&self) {
        loop {
            let seen = self.outbox.changed.version();
            if self.outbox.is_drained() && self.unobserved.borrow().is_empty() {
                return;
            }
            self.outbox.changed.since(seen).await;
        }
    }

    /// Sends screenshots while no result waits.
    pub(super) async fn send_shots(&self) {
        loop {
            let seen = self.shots.changed.version();
            let Ok(first) = self.shots.first(&self.shelf).await else {
                self.world.sleep(30_000).await;
                continue;
            };
            let Some((seq, mut shot)) = first else {
                self.shots.changed.since(seen).await;
                continue;
            };
            while !self.outbox.is_drained() {
                self.outbox.changed.since(self.outbox.changed.version()).await;
            }
            shot.lease = self.jobs.borrow().get(&shot.job_id).and_then(|run| run.lease());
            let answer = self.backend.evidence(&shot).await;
            self.heard(&answer);
            let over = match answer {
                Ok(_) => true,
                Err(BackendError::Refused(problem)) => {
                    !matches!(problem.slug, Slug::Unauthorized | Slug::UpgradeRequired)
                        || !self.shots.failed(seq)
                }
                Err(_) => !self.shots.failed(seq),
            };
            if over {
                self.tell_if_failed(self.shots.done(&self.shelf, seq).await);
            } else {
                self.world.sleep(self.jitter(10_000)).await;
            }
        }
    }
}
