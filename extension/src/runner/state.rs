//! What the runner holds in memory beside its queues: jobs, pages that wait, errands, what the panel shows.

use super::by_hand::HandPress;
use super::checkpoint::{JobRecord, Settings, VisitRecord};
use super::signal::Signal;
use super::status::{Connection, Notice, ResultView};
use crate::forms::snapshot::PageSnapshot;
use crate::order::Map;
use autobolt_shared::protocol::LeaseRef;
use autobolt_shared::protocol::heartbeat::Step;
use autobolt_shared::recipe::Learned;
use autobolt_shared::timing::Timing;
use autobolt_shared::{DirectoryName, JobId};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

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
    /// The last of these presses.
    pub press: Option<HandPress>,
    /// What they taught.
    pub learned: Learned,
    /// Its tab was closed while a visit went on in it.
    pub closed: bool,
    /// Somebody signed in to this host, or solved its check, in another page: to be loaded anew where a wall stands.
    pub anew: Cell<bool>,
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
