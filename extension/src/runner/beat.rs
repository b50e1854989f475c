//! Signs of life: with a job they renew its lease, without one they say that this AutoBolt is there.

use super::engine::Engine;
use super::ports::{Backend, BackendError, Browser, Store, World};
use super::runner::Runner;
use autobolt_shared::problem::Slug;
use autobolt_shared::protocol::Command;
use autobolt_shared::protocol::heartbeat::{HeartbeatReply, HeartbeatRequest, OpenPage, WaitingPage};
use futures_util::future::select;
use std::pin::pin;

/// Chrome ends a service worker after 30 s without a call to one of its APIs; a fetch does not count.
const KEEP_ALIVE_MS: u64 = 20_000;
/// A heartbeat without an answer is given up after that long; the next one follows.
const ANSWER_MS: u64 = 15_000;
/// Changes are gathered for so long before they are told.
const GATHER_MS: u64 = 1_000;
/// Page requests remembered as done: the backend repeats one until it hears that it arrived.
const REQUESTS_KEPT: usize = 100;
/// Written with every sign of life, which is the call that keeps the service worker alive.
const ALIVE: &str = "autobolt.alive";

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Runner<B, W, S, C, E> {
    /// Sends them for ever: regularly, and sooner when what AutoBolt does has changed.
    pub(super) async fn give_signs_of_life(&self) {
        loop {
            let seen = self.beat.version();
            let _ = self.shelf.put(ALIVE, &self.now()).await;
            let asked = self.sign_of_life().await;
            let timing = self.timing();
            let working = self.current.borrow().is_some();
            let most = if working { timing.heartbeat_ms } else { self.jitter(timing.idle_heartbeat_ms) };
            let wait = asked.map_or(most, |ms| ms.min(most)).clamp(100, KEEP_ALIVE_MS);
            // Changes are told soon, but not each by itself.
            let least = GATHER_MS.min(wait / 4);
            self.world.sleep(least).await;
            let rest = pin!(self.world.sleep(wait - least));
            let changed = pin!(self.beat.since(seen));
            let _ = select(rest, changed).await;
        }
    }

    /// Sends one; says when the backend wants the next.
    async fn sign_of_life(&self) -> Option<u64> {
        let job = self.current.borrow().clone();
        let request = {
            let live = self.live.borrow();
            HeartbeatRequest {
                job_id: job.as_ref().map(|run| run.id()),
                lease: job.as_ref().and_then(|run| run.lease()),
                state: Some(super::panel::state(&live, job.is_some())),
                doing: super::panel::doing(&live, self.now()),
                pages: self.waiting_pages(),
                outbox: u32::try_from(self.outbox.len()).unwrap_or(u32::MAX),
                handled: Some(self.page_requests.borrow().iter().copied().collect()),
            }
        };
        let answer = self
            .within(ANSWER_MS, self.backend.heartbeat(&request))
            .await
            .unwrap_or_else(|| Err(BackendError::Unreachable("no answer to a heartbeat".to_owned())));
        self.heard(&answer);
        match answer {
            Ok(reply) => {
                self.heed_heartbeat(&request, &reply).await;
                Some(reply.next_in_ms)
            }
            Err(BackendError::Refused(problem)) => {
                if let (Slug::LeaseLost, Some(job)) = (problem.slug, request.job_id) {
                    self.lost(job, &problem);
                }
                None
            }
            Err(_) => None,
        }
    }

    async fn heed_heartbeat(&self, request: &HeartbeatRequest, reply: &HeartbeatReply) {
        match request.job_id {
            Some(job) => self.heed(job, reply.command),
            None => {
                let stop = reply.command == Command::Stop;
                if self.live.borrow().stopped != stop {
                    self.set_stopped(stop);
                }
            }
        }
        for page in reply.open.iter().filter(|page| self.is_news(page)) {
            self.show(&(page.job_id, page.directory_name.clone())).await;
        }
        for page in reply.close.iter().filter(|page| self.is_news(page)) {
            self.drop_page(&(page.job_id, page.directory_name.clone())).await;
        }
    }

    /// Whether the page was not asked for by this very request before; it is told with the next signs of life.
    fn is_news(&self, page: &OpenPage) -> bool {
        let Some(request) = page.request else { return true };
        let mut handled = self.page_requests.borrow_mut();
        if handled.contains(&request) {
            return false;
        }
        handled.push_back(request);
        if handled.len() > REQUESTS_KEPT {
            handled.pop_front();
        }
        true
    }

    fn waiting_pages(&self) -> Vec<WaitingPage> {
        self.pages
            .borrow()
            .iter()
            .filter_map(|((job_id, directory_name), page)| {
                Some(WaitingPage {
                    job_id: *job_id,
                    directory_name: directory_name.clone(),
                    reason: page.record.hand_over.as_ref()?.reason,
                })
            })
            .collect()
    }
}
