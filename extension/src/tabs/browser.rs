//! The runner's browser: opens, reads, fills and presses in AutoBolt's own tabs.

use super::agent::{ask, fault, has_access, silence_dialogs, tell_presses};
use super::pictures::Pictures;
use super::pool::Pool;
use super::time::{now_ms, within};
use super::trace::Trace;
use super::watch::Watch;
use crate::chrome::navigation::Frame;
use crate::chrome::tabs::{self, Update};
use crate::chrome::windows;
use crate::forms::action::{ActOp, ActResult, Held};
use crate::forms::outcome::Dialog;
use crate::forms::plan::Target;
use crate::forms::snapshot::{FrameSnapshot, PageSnapshot};
use crate::order::Set;
use crate::runner::ports::{Browser, BrowserError, Loaded, Seen, TabId};
use autobolt_shared::json::FromJson;
use futures_util::future::join_all;
use std::cell::RefCell;
use std::rc::Rc;

/// How long a call into a document may take.
pub(super) const CALL_MS: u64 = 6_000;
/// The same for embedded documents: one that hangs costs no more than that.
pub(super) const FRAME_MS: u64 = 2_500;
/// What one action may add.
const ACTION_MS: u64 = 2_000;
/// A document, and the network, must have been quiet for so long to count as settled.
const QUIET_MS: u64 = 250;
/// A stream ends without anybody telling.
const LOOK_MS: u64 = 250;
/// The word of a press by hand may be that late.
const TOLD_LATE_MS: u64 = 400;

/// AutoBolt's tabs. Clones share them.
#[derive(Clone, Default)]
pub struct Tabs(pub(super) Rc<Inner>);

#[derive(Default)]
pub(super) struct Inner {
    pub(super) pool: Pool,
    pub(super) watch: Watch,
    pictures: Pictures,
    /// Tabs in which a person pressed something, told by the page agent.
    told: RefCell<Set<i32>>,
}

/// What the page agent saw since it watches.
#[derive(Debug, Clone, Default, FromJson)]
#[serde(default)]
struct AgentSeen {
    appeared: Vec<String>,
    dialogs: Vec<Dialog>,
    quiet_ms: f64,
    still: bool,
    armed: bool,
}

/// The page agent counts in JavaScript's numbers.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative")]
const fn whole(ms: f64) -> u64 {
    ms.max(0.0) as u64
}

impl Tabs {
    /// Takes over the tabs an earlier life of the service worker opened.
    ///
    /// # Errors
    /// When the browser cannot tell.
    pub async fn restore(&self) -> crate::chrome::Result<()> {
        self.0.pool.restore().await?;
        for (tab, window) in self.0.pool.own() {
            self.0.watch.own(tab, window)?;
            self.0.watch.set_waiting(tab, self.0.pool.is_parked(tab));
        }
        Ok(())
    }

    /// A tab was closed; says whether it was one of AutoBolt's.
    pub async fn removed(&self, tab: i32) -> bool {
        let own = self.owns(tab);
        self.0.watch.disown(tab);
        // Remembering a closed tab harms nobody: it is looked up before it is used.
        let _ = self.0.pool.gone(tab).await;
        own
    }

    /// Whether a tab is one of AutoBolt's.
    #[must_use]
    pub fn owns(&self, tab: i32) -> bool {
        self.0.pool.window_of(tab).is_some()
    }

    /// A person pressed something in a page that waits: what it sends counts from here.
    pub fn pressed_by_hand(&self, tab: i32) {
        let now = now_ms();
        let marked =
            self.0.watch.with(tab, |trace| trace.mark_since(0, now.saturating_sub(TOLD_LATE_MS), now));
        if marked.is_some() {
            self.0.told.borrow_mut().insert(tab);
        }
    }

    /// Closes windows nothing happens in any more.
    pub async fn tidy(&self) {
        // Tried again at the next beat.
        let _ = self.0.pool.tidy().await;
    }
}

/// The arguments of a call that has none.
pub(super) const NOTHING: [u8; 0] = [];

/// The arguments of a call that has one.
fn one<T: serde::Serialize>(argument: T) -> (T,) {
    (argument,)
}

impl Browser for Tabs {
    async fn open(&self, url: &str, timeout_ms: u64) -> Result<(TabId, Loaded), BrowserError> {
        let (tab, window) = self.0.pool.take().await.map_err(fault)?;
        let tab = TabId(tab);
        if let Err(error) = self.0.watch.own(tab.0, window) {
            self.close(tab).await;
            return Err(fault(error));
        }
        match self.go(tab, url, timeout_ms).await {
            Ok(loaded) => Ok((tab, loaded)),
            Err(error) => {
                self.close(tab).await;
                Err(error)
            }
        }
    }

    async fn go(&self, tab: TabId, url: &str, timeout_ms: u64) -> Result<Loaded, BrowserError> {
        if !(url.starts_with("https://") || url.starts_with("http://")) {
            return Err(BrowserError::Load(format!("{url} is no web address")));
        }
        self.0.watch.with(tab.0, |trace| trace.expect_load(now_ms())).ok_or(BrowserError::Closed)?;
        tabs::update(tab.0, &Update { url: Some(url), ..Update::default() }).await.map_err(fault)?;
        within(timeout_ms, self.loaded(tab.0)).await.unwrap_or(Err(BrowserError::LoadTimeout))
    }

    async fn settle(&self, tab: TabId, max_ms: u64) -> Result<(), BrowserError> {
        let settled = within(max_ms, async {
            loop {
                let now = now_ms();
                let (busy, loaded, quiet_ms) = self
                    .0
                    .watch
                    .with(tab.0, |trace| {
                        trace.look();
                        (trace.busy(now), trace.at_rest(), trace.quiet_ms(now))
                    })
                    .ok_or(BrowserError::Closed)?;
                let mut wait = LOOK_MS;
                if !busy {
                    let rest = self.rest(tab.0, max_ms.max(CALL_MS)).await;
                    let news = self.0.watch.with(tab.0, |trace| trace.is_news()).unwrap_or_default();
                    match rest {
                        // Nothing waits for its turn there, and nothing is on its way.
                        Ok(rest) if loaded && rest.still && !news => return Ok(()),
                        Ok(rest) => {
                            let quiet_ms = quiet_ms.min(whole(rest.quiet_ms));
                            if quiet_ms >= QUIET_MS {
                                return Ok(());
                            }
                            wait = QUIET_MS - quiet_ms;
                        }
                        // The next document will tell.
                        Err(BrowserError::Stale) => {}
                        Err(error) => return Err(error),
                    }
                }
                self.0.watch.until(tab.0, wait, Trace::is_news).await;
            }
        })
        .await;
        settled.unwrap_or(Ok(()))
    }

    async fn describe(&self, tab: TabId) -> Result<PageSnapshot, BrowserError> {
        let frames = self.frames(tab.0).await?;
        let described = join_all(frames.iter().map(|frame| async move {
            let timeout = if frame.frame_id == 0 { CALL_MS } else { FRAME_MS };
            let snapshot =
                ask::<FrameSnapshot>(tab.0, &frame.document_id, "describe", &NOTHING, timeout).await;
            (frame, snapshot)
        }))
        .await;
        let mut page = PageSnapshot::default();
        for (frame, snapshot) in described {
            match snapshot {
                Ok(mut snapshot) => {
                    snapshot.frame_id = frame.frame_id;
                    snapshot.document_id.clone_from(&frame.document_id);
                    snapshot.parent_frame_id = (frame.parent_frame_id >= 0).then_some(frame.parent_frame_id);
                    page.frames.push(snapshot);
                }
                Err(error) if frame.frame_id == 0 => return Err(error),
                // A frame that came or went meanwhile, or belongs to somebody who lets nobody look.
                Err(_) => {}
            }
        }
        Ok(page)
    }

    async fn act(
        &self,
        tab: TabId,
        _frame_id: i32,
        document_id: &str,
        ops: &[ActOp],
    ) -> Result<Vec<ActResult>, BrowserError> {
        let count = u64::try_from(ops.len()).unwrap_or_default();
        ask(tab.0, document_id, "act", &one(ops), CALL_MS + ACTION_MS * count).await
    }

    async fn read(
        &self,
        tab: TabId,
        _frame_id: i32,
        document_id: &str,
        refs: &[u32],
    ) -> Result<Vec<Held>, BrowserError> {
        ask(tab.0, document_id, "read", &one(refs), CALL_MS).await
    }

    async fn press(&self, tab: TabId, target: Target, document_id: &str) -> Result<(), BrowserError> {
        let frames = self.frames(tab.0).await?;
        let there = |frame: &&Frame| frame.frame_id == target.frame_id && frame.document_id == document_id;
        if !frames.iter().any(|frame| there(&frame)) {
            return Err(BrowserError::Stale);
        }
        silence_dialogs(tab.0, document_id).await.map_err(nothing_pressed)?;
        self.arm(tab.0, &frames, Some(document_id)).await.map_err(nothing_pressed)?;
        self.0
            .watch
            .with(tab.0, |trace| trace.mark(target.frame_id, now_ms()))
            .ok_or(BrowserError::Closed)?;
        match ask::<ActResult>(tab.0, document_id, "press", &one(target.r), CALL_MS).await {
            Ok(pressed) if pressed.ok => Ok(()),
            // The agent looked for the control and did not touch it.
            Ok(refused) if refused.why == "gone" => Err(BrowserError::Stale),
            Ok(refused) => Err(BrowserError::Other(format!("the button was not pressed: {}", refused.why))),
            // The click took the document away before it could answer, or before it was clicked: which one, nobody knows.
            Err(BrowserError::Stale) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn watch(&self, tab: TabId) -> Result<(), BrowserError> {
        let frames = self.frames(tab.0).await?;
        self.arm(tab.0, &frames, None).await?;
        // A press by hand that was told of a moment ago is what is watched.
        if self.0.told.borrow_mut().remove(&tab.0) {
            return Ok(());
        }
        self.0.watch.with(tab.0, |trace| trace.mark(0, now_ms())).ok_or(BrowserError::Closed)
    }

    async fn stirred(&self, tab: TabId, most_ms: u64) {
        self.0.watch.until(tab.0, most_ms, |trace| trace.is_news() && trace.at_rest()).await;
    }

    async fn seen(&self, tab: TabId) -> Result<Seen, BrowserError> {
        // From here on something new is a reason to look again.
        self.0.watch.with(tab.0, Trace::look);
        let frames = match self.frames(tab.0).await {
            Ok(frames) => frames,
            Err(BrowserError::Load(_)) => Vec::new(),
            Err(error) => return Err(error),
        };
        let heard = join_all(frames.iter().map(|frame| async move {
            let timeout = if frame.frame_id == 0 { CALL_MS } else { FRAME_MS };
            (frame.frame_id, ask::<AgentSeen>(tab.0, &frame.document_id, "seen", &NOTHING, timeout).await)
        }))
        .await;
        let now = now_ms();
        let mut seen = self
            .0
            .watch
            .with(tab.0, |trace| Seen {
                requests: trace.requests(),
                navigated: trace.navigated(),
                busy: trace.busy(now),
                quiet_ms: trace.quiet_ms(now),
                still: trace.at_rest() && !heard.is_empty(),
                ..Seen::default()
            })
            .ok_or(BrowserError::Closed)?;
        for (frame, heard) in heard {
            match heard {
                Ok(heard) => {
                    seen.quiet_ms = seen.quiet_ms.min(whole(heard.quiet_ms));
                    seen.still &= heard.still;
                    seen.dialogs.extend(heard.dialogs);
                    if heard.armed {
                        seen.appeared.extend(heard.appeared);
                    }
                }
                // The next document is on its way.
                Err(BrowserError::Stale) => seen.busy = true,
                Err(error) if frame == 0 => return Err(error),
                Err(_) => seen.still = false,
            }
        }
        seen.still &= !seen.busy;
        Ok(seen)
    }

    async fn screenshot(&self, tab: TabId) -> Result<String, BrowserError> {
        self.0.pictures.take(tab.0).await
    }

    async fn show(&self, tab: TabId) -> Result<(), BrowserError> {
        let window = tabs::get(tab.0).await.map_err(fault)?.window_id;
        tabs::update(tab.0, &Update { active: Some(true), ..Update::default() }).await.map_err(fault)?;
        windows::focus(window).await.map_err(fault)
    }

    async fn hand_over(&self, tab: TabId, controls: &[Target]) {
        // A page that cannot be moved waits where it is.
        if let Ok(Some(window)) = self.0.pool.park(tab.0).await {
            let _ = self.0.watch.own(tab.0, window);
        }
        self.0.watch.set_waiting(tab.0, true);
        let Ok(frames) = self.frames(tab.0).await else { return };
        join_all(frames.iter().map(|frame| async move {
            let refs: Vec<u32> = controls
                .iter()
                .filter(|target| target.frame_id == frame.frame_id)
                .map(|target| target.r)
                .collect();
            tell_presses(tab.0, &frame.document_id, &refs).await;
        }))
        .await;
    }

    async fn close(&self, tab: TabId) {
        self.0.watch.disown(tab.0);
        // It is closed, or was.
        let _ = self.0.pool.release(tab.0).await;
    }

    async fn own_tabs(&self) -> Vec<TabId> {
        self.0.pool.own().into_iter().map(|(tab, _)| TabId(tab)).collect()
    }

    async fn has_site_access(&self) -> bool {
        has_access().await
    }
}

/// Before the press every failure is a certain "not pressed", and the page is looked at anew.
fn nothing_pressed(error: BrowserError) -> BrowserError {
    match error {
        BrowserError::Closed => BrowserError::Closed,
        _ => BrowserError::Stale,
    }
}
