//! The runner: its state in memory, and the entry points the extension calls.
//!
//! [`Runner::run`] is the whole life of the worker; whoever drops it kills it. A new runner over the same store goes on.

use super::checkpoint::{JobRecord, Settings, VisitRecord};
use super::engine::Engine;
use super::outbox::Outbox;
use super::pace::Pace;
use super::ports::{Asset, Backend, BackendError, Browser, Store, StoreError, TabId, World};
use super::shelf::Shelf;
use super::shots::Shots;
use super::signal::Signal;
use super::status::{Connection, Notice, PanelState, ResultView};
use crate::forms::snapshot::PageSnapshot;
use crate::order::{Map, Set};
use autobolt_shared::problem::{LeaseLostReason, Problem, Slug};
use autobolt_shared::protocol::heartbeat::Step;
use autobolt_shared::protocol::{Command, LeaseRef};
use autobolt_shared::timing::Timing;
use autobolt_shared::{DirectoryName, JobId};
use futures_util::future::{Either, join, join3, select};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::pin::pin;
use std::rc::Rc;

/// Results kept for the panel.
const RESULTS_KEPT: usize = 20;
/// Notices kept for the panel.
const NOTICES_KEPT: usize = 10;

/// A directory of a job.
pub(super) type Key = (JobId, DirectoryName);

/// Why nothing more is pressed in a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StopWhy {
    /// Staff paused it.
    Paused,
    /// Staff cancelled it.
    Cancelled,
    /// Staff stopped this AutoBolt.
    Stopped,
    /// Paused from the panel.
    PausedHere,
    /// Somebody else has it, or it is over.
    LeaseLost,
}

impl StopWhy {
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Paused => "the job was paused",
            Self::Cancelled => "the job was cancelled",
            Self::Stopped => "this AutoBolt was stopped",
            Self::PausedHere => "this AutoBolt was paused in its panel",
            Self::LeaseLost => "the lease was lost",
        }
    }
}

/// A job in memory.
#[derive(Debug)]
pub(super) struct JobRun {
    pub record: RefCell<JobRecord>,
    pub stop: Cell<Option<StopWhy>>,
    pub stopped: Signal,
}

impl JobRun {
    pub(super) fn new(record: JobRecord) -> Rc<Self> {
        Rc::new(Self { record: RefCell::new(record), stop: Cell::new(None), stopped: Signal::default() })
    }

    pub(super) fn id(&self) -> JobId {
        self.record.borrow().job_id
    }

    pub(super) fn timing(&self) -> Timing {
        self.record.borrow().timing
    }

    pub(super) fn lease(&self) -> Option<LeaseRef> {
        self.record.borrow().lease.clone()
    }

    /// Nothing more is pressed in it. The first reason stays.
    pub(super) fn stop(&self, why: StopWhy) {
        if self.stop.get().is_none() {
            self.stop.set(Some(why));
            self.stopped.notify();
        }
    }

    /// Waits until it is stopped while `begun` says that nothing was begun: a begun press is always seen through.
    pub(super) async fn stopped_unless(&self, begun: &Cell<bool>) {
        loop {
            let seen = self.stopped.version();
            if self.stop.get().is_some() && !begun.get() {
                return;
            }
            self.stopped.since(seen).await;
        }
    }
}

/// A page that waits for a person, in memory.
#[derive(Debug)]
pub(super) struct Page {
    pub record: VisitRecord,
    pub job: Rc<JobRun>,
    /// Looks in a row that found the obstacle gone.
    pub clear: u8,
    /// A visit goes on in it right now.
    pub busy: bool,
    /// AutoBolt went back to the form's address after the sign-in.
    pub went_back: bool,
    /// Not looked at before.
    pub rest_until_ms: u64,
    /// What it showed when it was looked at last: what a person's press is compared with.
    pub last: Option<PageSnapshot>,
    /// How often a person pressed in it.
    pub presses: u32,
}

/// Work that is not a directory of the job at hand: presses to be looked at again, waiting pages to go on in.
#[derive(Debug)]
pub(super) enum Errand {
    /// A press from before a kill: watch, judge, report.
    Observe(Box<VisitRecord>, Rc<JobRun>),
    /// The obstacle of a waiting page is gone: go on in it.
    GoOn(Key),
    /// Staff press in a waiting page.
    StaffPress(Key),
}

/// What the panel shows and the loops share.
#[derive(Debug, Default)]
pub(super) struct Live {
    pub connection: Connection,
    pub key_name: String,
    pub settings: Settings,
    /// Staff stopped this AutoBolt.
    pub stopped: bool,
    pub needs_access: bool,
    pub doing: Map<DirectoryName, (Step, u64)>,
    pub results: VecDeque<ResultView>,
    pub notices: VecDeque<Notice>,
}

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
