//! One visit to one directory: open, find the form, fill, press, watch, report.
//!
//! A visit ends in an [`Ending`]: a result for the backend, or nothing when the job is not ours any more. What went wrong
//! on the way ([`Halt`]) becomes an ending by one rule: before the press it is retried by a timer, after it nobody
//! presses again and staff decide.

mod apply;
mod contents;
mod dropdown;
mod endings;
mod fill;
mod hold;
mod observe;
mod open;
mod permit;
mod press;
mod reload;
mod report;
mod taught;
mod watch;

use super::checkpoint::{Phase, PressMemo, VisitRecord};
use super::engine::Engine;
use super::ports::{Backend, Browser, BrowserError, Store, StoreError, TabId, World};
use super::runner::Runner;
use super::state::JobRun;
use crate::forms::plan::{Assessment, Context, Recipe};
use crate::forms::snapshot::PageSnapshot;
use crate::order::Map;
use autobolt_shared::log::EvidenceKind;
use autobolt_shared::protocol::heartbeat::Step;
use autobolt_shared::protocol::update::PressOutcome;
use autobolt_shared::recipe::Learned;
use autobolt_shared::{AttemptId, BusinessProfile, Reason, ResultStatus};
use futures_util::future::{Either, select};
use std::cell::Cell;
use std::pin::pin;
use std::rc::Rc;

/// How long a person may take from the first press in a page to what proves that the directory took the listing.
const BY_HAND_MS: u64 = 30 * 60_000;
/// How often a page may move on under the visit before it gives up.
const MOVES: u8 = 2;

/// What a visit came to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ending {
    /// A result.
    Done {
        status: ResultStatus,
        reason: Option<Reason>,
        /// Of the press, if there was a permission.
        outcome: Option<PressOutcome>,
        /// The page stays open for staff.
        keep: bool,
    },
    /// Nothing was pressed and the directory is not ours any more.
    LetGo,
    /// Nothing was pressed and the permission could not be asked for: start over later.
    Again,
}

/// What the job loop needs to know of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// A result is in the outbox.
    Reported,
    /// Start over later.
    Again,
    /// Not ours any more.
    LetGo,
}

/// Why a visit goes no further.
#[derive(Debug)]
pub(super) enum Halt {
    End(Ending),
    Browser(BrowserError),
    Store(StoreError),
}

impl From<BrowserError> for Halt {
    fn from(error: BrowserError) -> Self {
        Self::Browser(error)
    }
}

impl From<StoreError> for Halt {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// The next stage's input, or why there is none.
pub(super) type Walk<T> = Result<T, Halt>;

/// How the visit starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    /// With an empty tab.
    Fresh,
    /// In a page that waited for staff; their own entries are kept.
    HandOver,
    /// After a press whose outcome is not known: nothing is pressed, only looked at.
    Observe {
        /// The worker was killed meanwhile: what the tab sent is not known any more.
        after_kill: bool,
    },
}

/// A visit under way.
pub(super) struct Visit<'a, B, W, S, C, E> {
    runner: &'a Runner<B, W, S, C, E>,
    job: Rc<JobRun>,
    profile: BusinessProfile,
    recipe: Recipe,
    pub(super) record: VisitRecord,
    memo: PressMemo,
    start: Start,
    /// When the page at hand was loaded.
    loaded_ms: u64,
    /// HTTP status of the page at hand.
    http_status: Option<u16>,
    links_followed: u32,
    moves_left: u8,
    /// Documents the page sent by itself while it was filled.
    reloads: usize,
    /// The form is gone through once more for fields that came up late.
    late: bool,
    /// Names of the fields that are filled, as a query would have them.
    names: Vec<String>,
    /// When the permission was asked for and how long it is good.
    permission: Option<(u64, u64)>,
    /// A permission may be recorded although no answer came.
    unheard: bool,
    /// The button was pressed and it is not known what came of that press.
    in_doubt: bool,
    /// A permission is asked for, given or used: from here on the visit is seen through.
    begun: Rc<Cell<bool>>,
    started_ms: u64,
    last_url: String,
    /// Options clicked in custom dropdowns, by the dropdown's handle.
    picked: Map<u32, String>,
    /// A picture of the page as the verdict found it, and when it was asked for.
    picture: Option<(u64, String)>,
    /// The step the visit is at, and since when.
    lap: Option<(Step, u64)>,
    /// The page as it was when it was handed over.
    handed_over: PageSnapshot,
    /// What a person did in the page that AutoBolt then pressed in itself.
    learned: Learned,
}

impl<'a, B: Backend, W: Browser, S: Store, C: World, E: Engine> Visit<'a, B, W, S, C, E> {
    pub(super) fn new(runner: &'a Runner<B, W, S, C, E>, job: Rc<JobRun>, record: VisitRecord) -> Self {
        let profile = job.record.borrow().customer.clone();
        let recipe = match &record.directory.recipe {
            None => Recipe::default(),
            Some(json) => crate::json::from_value(json).unwrap_or_else(|error| {
                runner.notice(
                    &format!("The recipe of {} cannot be read and is not used: {error}", record.name()),
                    "Correct it in the catalogue.",
                );
                Recipe::default()
            }),
        };
        let now = runner.now();
        Self {
            runner,
            job,
            profile,
            recipe,
            record,
            memo: PressMemo::default(),
            start: Start::Fresh,
            loaded_ms: now,
            http_status: None,
            links_followed: 0,
            moves_left: MOVES,
            reloads: 0,
            late: false,
            names: Vec::new(),
            permission: None,
            unheard: false,
            in_doubt: false,
            begun: Rc::new(Cell::new(false)),
            started_ms: now,
            last_url: String::new(),
            picked: Map::new(),
            picture: None,
            lap: None,
            handed_over: PageSnapshot::default(),
            learned: Learned::default(),
        }
    }

    /// From an empty tab to a report.
    pub(super) async fn run_fresh(mut self) -> End {
        self.start = Start::Fresh;
        self.run().await
    }

    /// Goes on in a page that waited for staff.
    pub(super) async fn run_hand_over(mut self, handed_over: PageSnapshot) -> End {
        self.start = Start::HandOver;
        self.handed_over = handed_over;
        self.run().await
    }

    /// Looks at what came of a press.
    pub(super) async fn run_observe(mut self, memo: Option<PressMemo>, after_kill: bool) -> End {
        self.start = Start::Observe { after_kill };
        self.memo = memo.unwrap_or_default();
        self.begun.set(true);
        self.run().await
    }

    async fn run(mut self) -> End {
        let runner = self.runner;
        let job = Rc::clone(&self.job);
        let begun = Rc::clone(&self.begun);
        // A person takes their time between two steps of a form.
        let by_hand = self.start == Start::Observe { after_kill: false };
        let limit = if by_hand { BY_HAND_MS } else { job.timing().directory_ms };
        let walked = {
            let walk = pin!(self.walk());
            let deadline = pin!(runner.world.sleep(limit));
            let stopped = pin!(job.stopped_unless(&begun));
            match select(walk, select(deadline, stopped)).await {
                Either::Left((walked, _)) => walked,
                Either::Right((Either::Left(_), _)) => Err(Halt::Browser(BrowserError::LoadTimeout)),
                Either::Right((Either::Right(_), _)) => Err(Halt::End(Ending::LetGo)),
            }
        };
        let ending = match walked {
            Ok(ending) | Err(Halt::End(ending)) => ending,
            Err(Halt::Browser(error)) => self.ending_of(&error),
            Err(Halt::Store(error)) => {
                runner.notice(&error.to_string(), "Check that the disk is not full.");
                self.record.log.prove(EvidenceKind::Note, error.to_string());
                self.interrupted("AutoBolt could not write its checkpoint")
            }
        };
        self.finish(ending).await
    }

    async fn walk(&mut self) -> Walk<Ending> {
        match self.start {
            Start::Fresh => self.open().await?,
            Start::HandOver => {}
            Start::Observe { after_kill: true } => {
                self.observe(true).await?;
                // Another step of the form: going on would press again.
                return Ok(self.unknown("The form went on to another step when AutoBolt was interrupted."));
            }
            Start::Observe { after_kill: false } => loop {
                let presses = self.presses_by_hand();
                let next_step = match self.observe(false).await {
                    Ok(()) => true,
                    Err(halt) if self.is_in_the_middle(&halt, presses).await => false,
                    Err(halt) => return Err(halt),
                };
                // A person goes through the form's steps: the next press is the same attempt's.
                self.next_press_by_hand(presses, next_step).await?;
            },
        }
        loop {
            let (page, plan) = self.find().await?;
            let ready = self.prepare(page, plan).await?;
            self.submit(ready).await?;
        }
    }

    /// What the engine makes of a page.
    fn assess(&mut self, page: &PageSnapshot) -> Assessment {
        let waited_ms = self.runner.now().saturating_sub(self.loaded_ms);
        self.runner.engine.assess(page, &self.context(waited_ms))
    }

    /// What the engine makes of a page that has waited long enough to be complete.
    pub(super) fn assess_waiting(&self, page: &PageSnapshot) -> Assessment {
        self.runner.engine.assess(page, &self.context(60_000))
    }

    fn context(&self, waited_ms: u64) -> Context<'_> {
        Context {
            profile: &self.profile,
            recipe: &self.recipe,
            language: self.record.directory.language.as_deref(),
            country: self.record.directory.country.as_deref(),
            steps_done: self.memo.steps_done,
            links_followed: self.links_followed,
            waited_ms,
        }
    }

    /// The tab; there always is one after [`Visit::open`].
    fn tab(&self) -> Walk<TabId> {
        self.record.tab.ok_or(Halt::Browser(BrowserError::Closed))
    }

    async fn describe(&mut self) -> Walk<PageSnapshot> {
        let tab = self.tab()?;
        let from = self.runner.now();
        // A page that moves on while it is read is read again; it is loading.
        let mut page = self.runner.browser.describe(tab).await;
        for _ in 0..3 {
            if page != Err(BrowserError::Stale) {
                break;
            }
            self.runner.world.sleep(300).await;
            page = self.runner.browser.describe(tab).await;
        }
        let page = page?;
        self.spent(from);
        self.remember(&page);
        Ok(page)
    }

    /// What the log says of the page at the end.
    fn remember(&mut self, page: &PageSnapshot) {
        if let Some(top) = page.top() {
            self.record.log.title.clone_from(&top.title);
            self.record.log.final_url = super::pace::bare_url(&top.url);
            self.last_url.clone_from(&top.url);
        }
    }

    /// Counts AutoBolt's own time.
    fn spent(&mut self, from_ms: u64) {
        self.record.log.own_ms += self.runner.now().saturating_sub(from_ms);
    }

    /// Goes on to another step; the one before gets its time.
    fn lap(&mut self, next: Step) {
        let now = self.runner.now();
        if let Some((step, since)) = self.lap.replace((next, now)) {
            self.record.log.took(step, now.saturating_sub(since));
        }
    }

    fn step(&mut self, step: Step) {
        self.lap(step);
        self.runner.at_step(self.record.name(), Some(step));
    }

    /// Writes a phase that is only true while nothing was asked for: a permission is not forgotten.
    async fn note_phase(&mut self, phase: Phase) -> Walk<()> {
        if self.record.attempt.is_none() {
            self.record.phase = phase;
        }
        if self.start != Start::HandOver {
            self.runner.shelf.put_visit(&self.record).await?;
        }
        Ok(())
    }

    fn new_attempt(&self) -> AttemptId {
        AttemptId(self.runner.world.uuid())
    }

    fn done(
        status: ResultStatus,
        reason: Option<Reason>,
        outcome: Option<PressOutcome>,
        keep: bool,
    ) -> Ending {
        Ending::Done { status, reason, outcome, keep }
    }

    fn summary(&mut self, text: impl Into<String>) {
        self.record.log.summary = text.into();
    }
}
