//! Pages that wait for a person (design §5.8).
//!
//! The prepared page stays open. When what stood in the way is gone (a CAPTCHA is solved, somebody signed in), AutoBolt
//! goes on by itself; what a person does in it is in `by_hand`.

use super::checkpoint::{JobRecord, Phase, VisitRecord};
use super::engine::Engine;
use super::pace::host_port;
use super::ports::{Backend, Browser, BrowserError, Store, TabId, World};
use super::runner::Runner;
use super::state::{Errand, JobRun, Key};
use super::visit::Visit;
use crate::forms::plan::Assessment;
use autobolt_shared::Reason;
use futures_util::StreamExt;
use futures_util::future::{Either, select};
use futures_util::stream::FuturesUnordered;
use std::pin::pin;
use std::rc::Rc;

/// Between two rounds of looking.
const ROUND_MS: u64 = 2_000;
/// Pages looked at in one round.
const PAGES_A_ROUND: usize = 4;
/// Rounds between two looks for closed tabs.
const TABS_EVERY: u32 = 5;
/// Looks in a row that must find the obstacle gone.
const CLEAR: u8 = 2;
/// After a visit that did not get further, the page is left alone that long.
const REST_MS: u64 = 15_000;
/// A page AutoBolt cannot go on in by itself is looked at that often, to know it before a person presses.
const GLANCE_MS: u64 = 12_000;

/// Whether AutoBolt can see by itself that a page waits no more. What staff type is theirs to send.
#[must_use]
pub(super) const fn goes_on_by_itself(reason: Reason) -> bool {
    matches!(reason, Reason::Captcha | Reason::Login)
}

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Runner<B, W, S, C, E> {
    /// Runs what comes up beside the job at hand, all at once.
    pub(super) async fn run_errands(&self) {
        let mut running = FuturesUnordered::new();
        loop {
            let seen = self.errand_came.version();
            while let Some(errand) = self.next_errand() {
                running.push(self.run_errand(errand));
            }
            if running.is_empty() {
                self.errand_came.since(seen).await;
                continue;
            }
            let came = pin!(self.errand_came.since(seen));
            if let Either::Left((None, _)) = select(running.next(), came).await {
                continue;
            }
        }
    }

    fn next_errand(&self) -> Option<Errand> {
        self.errands.borrow_mut().pop_front()
    }

    async fn run_errand(&self, errand: Errand) {
        match errand {
            Errand::Observe(record, job) => {
                let key = (record.job_id, record.name().clone());
                let memo = self.shelf.memo(&record).await.ok().flatten();
                Visit::new(self, job, *record).run_observe(memo, true).await;
                self.at_step(&key.1, None);
                self.unobserved.borrow_mut().remove(&key);
                self.outbox.changed.notify();
            }
            Errand::GoOn(key) => {
                let Some((record, job)) = self.page(&key) else { return };
                let stored = self.shelf.memo(&record).await.ok().flatten().unwrap_or_default();
                Visit::new(self, job, record).run_hand_over(stored.before).await;
                self.rest(&key);
            }
            Errand::StaffPress(key) => {
                let Some((record, job)) = self.page(&key) else { return };
                let memo = self.shelf.memo(&record).await.ok().flatten();
                Visit::new(self, job, record).run_observe(memo, false).await;
                self.rest(&key);
            }
        }
        self.forget_unneeded_jobs().await;
        self.changed.notify();
    }

    /// A waiting page's record, and its job without a lease: a hand-over needs none, and outlives it.
    pub(super) fn page(&self, key: &Key) -> Option<(VisitRecord, Rc<JobRun>)> {
        let pages = self.pages.borrow();
        let page = pages.get(key)?;
        let job = JobRecord { lease: None, ..page.job.record.borrow().clone() };
        Some((page.record.clone(), JobRun::new(job)))
    }

    /// The visit in it is over; if it waits still, it is left alone for a while.
    fn rest(&self, key: &Key) {
        self.at_step(&key.1, None);
        let until = self.now() + REST_MS;
        if let Some(page) = self.pages.borrow_mut().get_mut(key) {
            page.busy = false;
            page.clear = 0;
            page.rest_until_ms = until;
        }
    }

    /// Looks at the waiting pages, a few at a time, for ever.
    pub(super) async fn watch_waiting_pages(&self) {
        let mut last: Option<Key> = None;
        let mut round = 0_u32;
        loop {
            self.world.sleep(ROUND_MS).await;
            round = round.wrapping_add(1);
            if round.is_multiple_of(TABS_EVERY) {
                self.forget_closed_pages().await;
            }
            for key in self.to_look_at(last.as_ref()) {
                self.look(&key).await;
                last = Some(key);
            }
        }
    }

    /// The next few pages, going round.
    fn to_look_at(&self, last: Option<&Key>) -> Vec<Key> {
        {
            let live = self.live.borrow();
            if live.stopped || live.settings.paused || live.connection.needs_person() {
                return Vec::new();
            }
        }
        let now = self.now();
        let pages = self.pages.borrow();
        let ready = |(_, page): &(&Key, &super::state::Page)| {
            // A clock that was set back makes no rest longer than the longest.
            let rested = page.rest_until_ms <= now || page.rest_until_ms > now + REST_MS;
            !page.busy && rested && page.record.phase == Phase::Waiting
        };
        let after = pages.iter().filter(|(key, _)| last.is_none_or(|l| *key > l)).filter(ready);
        let before = pages.iter().filter(|(key, _)| last.is_some_and(|l| *key <= l)).filter(ready);
        after.chain(before).take(PAGES_A_ROUND).map(|(key, _)| key.clone()).collect()
    }

    async fn look(&self, key: &Key) {
        if self.outbox.holds(key.0, &key.1) {
            return;
        }
        let Some((record, job)) = self.page(key) else { return };
        let Some(tab) = record.tab else { return };
        let page = match self.browser.describe(tab).await {
            Ok(page) => page,
            Err(BrowserError::Closed) => {
                self.forget_page(key).await;
                return;
            }
            Err(_) => return,
        };
        let over = record.hand_over.clone();
        let now = self.now();
        if let Some(waiting) = self.pages.borrow_mut().get_mut(key) {
            waiting.last = Some(page.clone());
            if !over.as_ref().is_some_and(|h| goes_on_by_itself(h.reason)) {
                waiting.rest_until_ms = now + GLANCE_MS;
                return;
            }
        }
        let went_back = self.pages.borrow().get(key).is_some_and(|p| p.went_back);
        let url = record.directory.submission_url.clone();
        let assessment = Visit::new(self, job, record).assess_waiting(&page);
        if matches!(assessment, Assessment::Wall(_)) && self.takes_anew(key) {
            // The same wall stood there, which is gone in another page of this host.
            let _ = self.browser.go(tab, &url, self.timing().page_load_ms).await;
            return;
        }
        let clear = match assessment {
            Assessment::Fill(plan) => plan.wall.is_none(),
            Assessment::Follow { .. } | Assessment::Unsupported { .. } => {
                // Signed in, and the site went somewhere else: back to the form, once.
                let moved = over.as_ref().is_some_and(|h| page.top().is_some_and(|t| t.url != h.url));
                let signed_in = over.is_some_and(|h| h.reason == Reason::Login) && moved;
                if signed_in && !went_back && self.note_clear(key, true) {
                    if let Some(page) = self.pages.borrow_mut().get_mut(key) {
                        page.went_back = true;
                        page.clear = 0;
                    }
                    self.way_is_clear(key);
                    let _ = self.browser.go(tab, &url, self.timing().page_load_ms).await;
                    return;
                }
                if signed_in {
                    return;
                }
                false
            }
            _ => false,
        };
        if self.note_clear(key, clear) {
            self.way_is_clear(key);
            if let Some(page) = self.pages.borrow_mut().get_mut(key) {
                page.busy = true;
            }
            self.errand(Errand::GoOn(key.clone()));
        }
    }

    /// Somebody signed in to a host, or solved its check: the other pages that wait there are loaded anew, once, where the
    /// wall is all they show. A form that stands there already is not touched.
    pub(super) fn way_is_clear(&self, key: &Key) {
        let pages = self.pages.borrow();
        let Some(page) = pages.get(key) else { return };
        if !page.record.hand_over.as_ref().is_some_and(|over| goes_on_by_itself(over.reason)) {
            return;
        }
        let host = host_port(&page.record.directory.submission_url);
        for (_, other) in pages.iter().filter(|(other, page)| {
            *other != key
                && !page.busy
                && host_port(&page.record.directory.submission_url) == host
                && page.record.hand_over.as_ref().is_some_and(|over| goes_on_by_itself(over.reason))
        }) {
            other.anew.set(true);
        }
    }

    /// Whether a page is to be loaded anew; true once.
    fn takes_anew(&self, key: &Key) -> bool {
        self.pages.borrow().get(key).is_some_and(|page| page.anew.take())
    }

    /// Counts a look; says whether the obstacle has been gone long enough.
    fn note_clear(&self, key: &Key, clear: bool) -> bool {
        let mut pages = self.pages.borrow_mut();
        let Some(page) = pages.get_mut(key) else { return false };
        page.clear = if clear { page.clear + 1 } else { 0 };
        page.clear >= CLEAR && !page.busy
    }

    /// A tab was closed. The dashboard learns from the next sign of life that its page is gone.
    pub async fn tab_closed(&self, tab: TabId) {
        if let Some(key) = self.page_of(tab) {
            // A visit that waits in it for a person's next press waits no more.
            if let Some(page) = self.pages.borrow_mut().get_mut(&key) {
                page.closed = true;
            }
            self.changed.notify();
            self.forget_page(&key).await;
        }
    }

    async fn forget_closed_pages(&self) {
        if self.pages.borrow().is_empty() {
            return;
        }
        let open = self.browser.own_tabs().await;
        let gone: Vec<Key> = self
            .pages
            .borrow()
            .iter()
            .filter(|(_, page)| !page.busy && page.record.tab.is_none_or(|tab| !open.contains(&tab)))
            .map(|(key, _)| key.clone())
            .collect();
        for key in gone {
            self.forget_page(&key).await;
        }
    }

    /// A page is gone: nothing waits in it any more.
    async fn forget_page(&self, key: &Key) {
        let idle = self.pages.borrow().get(key).is_some_and(|page| !page.busy);
        if !idle {
            return;
        }
        self.pages.borrow_mut().remove(key);
        self.tell_if_failed(self.shelf.forget_visit(key.0, &key.1).await);
        self.forget_unneeded_jobs().await;
        self.changed.notify();
        self.beat.notify();
    }

    /// Closes a waiting page that is not needed any more.
    pub(super) async fn drop_page(&self, key: &Key) {
        let tab = match self.pages.borrow().get(key) {
            Some(page) if !page.busy => page.record.tab,
            _ => return,
        };
        self.forget_page(key).await;
        if let Some(tab) = tab {
            self.browser.close(tab).await;
        }
    }
}
