//! The runner: its state in memory, and the entry points the extension calls.
//!
//! [`Runner::run`] is the whole life of the worker; whoever drops it kills it. A new runner over the same store goes on.

use super::checkpoint::VisitRecord;
use super::engine::Engine;
use super::outbox::Outbox;
use super::pace::Pace;
use super::ports::{Asset, Backend, Browser, Store, TabId, World};
use super::shelf::Shelf;
use super::shots::Shots;
use super::signal::Signal;
use super::state::{Errand, JobRun, Key, Live, Page};
use super::status::PanelState;
use crate::order::{Map, Set};
use autobolt_shared::JobId;
use autobolt_shared::timing::Timing;
use futures_util::future::{Either, join, join3, select};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::pin::pin;
use std::rc::Rc;

/// What a runner is made of.
#[derive(Debug)]
pub struct Parts<B, W, S, C, E> {
    /// The backend.
    pub backend: B,
    /// The browser.
    pub browser: W,
    /// Durable storage.
    pub store: S,
    /// Time and chance.
    pub world: C,
    /// The form engine.
    pub engine: E,
}

/// The worker.
#[derive(Debug)]
pub struct Runner<B, W, S, C, E> {
    pub(super) backend: B,
    pub(super) browser: W,
    pub(super) shelf: Shelf<S>,
    pub(super) world: C,
    pub(super) engine: E,
    pub(super) version: String,
    pub(super) outbox: Outbox,
    pub(super) shots: Shots,
    pub(super) pace: Pace,
    pub(super) live: RefCell<Live>,
    /// Jobs at hand or waited for.
    pub(super) jobs: RefCell<Map<JobId, Rc<JobRun>>>,
    /// The job under a lease.
    pub(super) current: RefCell<Option<Rc<JobRun>>>,
    pub(super) pages: RefCell<Map<Key, Page>>,
    /// Visits interrupted before their press, by directory: they start over under the same permission.
    pub(super) interrupted: RefCell<Map<Key, VisitRecord>>,
    pub(super) errands: RefCell<VecDeque<Errand>>,
    pub(super) errand_came: Signal,
    /// Good answers of the backend's so far.
    pub(super) answers: Cell<u64>,
    /// Presses from before a kill whose outcome is not in the outbox yet.
    pub(super) unobserved: RefCell<Set<Key>>,
    pub(super) assets: RefCell<Map<(JobId, String), Asset>>,
    pub(super) restored: Cell<bool>,
    pub(super) changed: Signal,
    pub(super) wake: Signal,
    pub(super) beat: Signal,
    /// What staff asked of waiting pages and this AutoBolt has done, by number, oldest first.
    pub(super) page_requests: RefCell<VecDeque<i64>>,
}

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Runner<B, W, S, C, E> {
    /// A runner of the build `version`. It does nothing until [`Runner::run`].
    #[must_use]
    pub fn new(parts: Parts<B, W, S, C, E>, version: &str) -> Self {
        Self {
            backend: parts.backend,
            browser: parts.browser,
            shelf: Shelf(parts.store),
            world: parts.world,
            engine: parts.engine,
            version: version.to_owned(),
            outbox: Outbox::default(),
            shots: Shots::default(),
            pace: Pace::default(),
            live: RefCell::default(),
            jobs: RefCell::default(),
            current: RefCell::default(),
            pages: RefCell::default(),
            interrupted: RefCell::default(),
            errands: RefCell::default(),
            errand_came: Signal::default(),
            answers: Cell::new(0),
            unobserved: RefCell::default(),
            assets: RefCell::default(),
            restored: Cell::new(false),
            changed: Signal::default(),
            wake: Signal::default(),
            beat: Signal::default(),
            page_requests: RefCell::default(),
        }
    }

    /// Lives: reads what an earlier life left behind, then works until it is dropped.
    pub async fn run(&self) {
        while let Err(error) = self.restore().await {
            self.notice(&error.to_string(), "Check that the disk is not full, then reload the extension.");
            self.world.sleep(5_000).await;
        }
        self.restored.set(true);
        self.changed.notify();
        let queues = join3(self.send_results(), self.send_shots(), self.give_signs_of_life());
        let work = join3(self.work_through_jobs(), self.run_errands(), self.watch_waiting_pages());
        join(queues, work).await;
    }

    /// Something happened that is worth a look now: an alarm, the panel, a new key, site access.
    pub fn wake(&self) {
        self.outbox.hurry();
        self.wake.notify();
    }

    /// Waits for the next change of what [`Runner::panel`] shows.
    pub async fn changed(&self) {
        self.changed.since(self.changed.version()).await;
    }

    /// The key's name, learned from the backend at pairing or by the connection test.
    pub fn set_key_name(&self, name: &str) {
        name.clone_into(&mut self.live.borrow_mut().key_name);
        self.changed.notify();
    }

    pub(super) fn now(&self) -> u64 {
        self.world.now_ms()
    }

    /// The protocol's times: the job's at hand, else the real ones.
    pub(super) fn timing(&self) -> Timing {
        self.current.borrow().as_ref().map_or(Timing::REAL, |job| job.timing())
    }

    /// Sleeps, or until [`Runner::wake`] is called after `seen`.
    pub(super) async fn nap(&self, ms: u64, seen: u64) {
        let sleep = pin!(self.world.sleep(ms));
        let woken = pin!(self.wake.since(seen));
        let _ = select(sleep, woken).await;
    }

    /// Gives a future that many milliseconds.
    pub(super) async fn within<F: Future>(&self, ms: u64, future: F) -> Option<F::Output> {
        let future = pin!(future);
        let sleep = pin!(self.world.sleep(ms));
        match select(future, sleep).await {
            Either::Left((output, _)) => Some(output),
            Either::Right(_) => None,
        }
    }

    /// Doubles from a second up to a minute, a quarter more or less at random, so that many workers do not come at once.
    pub(super) fn backoff(&self, tries: u32) -> u64 {
        self.jitter(1_000_u64.saturating_mul(1 << tries.min(6)).min(60_000))
    }

    pub(super) fn jitter(&self, ms: u64) -> u64 {
        let chance = u64::from(self.world.uuid().as_bytes()[15]);
        ms * 3 / 4 + ms * chance / 512
    }

    /// The page of a tab, if it waits for a person.
    pub(super) fn page_of(&self, tab: TabId) -> Option<Key> {
        self.pages.borrow().iter().find(|(_, p)| p.record.tab == Some(tab)).map(|(k, _)| k.clone())
    }

    /// Everything the panel, the options page and the badge show.
    #[must_use]
    pub fn panel(&self) -> PanelState {
        super::panel::view(self)
    }
}
