//! AutoBolt's own windows: one for each directory under work, used again for the next, and one for the pages that wait
//! for a person. A tab that is the visible one of its window runs at full speed; none of them ever takes the focus.

use super::time::now_ms;
use crate::chrome::storage::Area;
use crate::chrome::tabs::{self, Update};
use crate::chrome::{ChromeError, Result, windows};
use autobolt_shared::json::FromJson;
use serde::Serialize;
use std::cell::RefCell;

/// Session storage: tab and window ids mean nothing after the browser ended.
const KEY: &str = "autobolt.windows";
const BLANK: &str = "about:blank";
const SIZE: (u32, u32) = (1180, 860);
/// How long an empty window is kept for the next directory.
const IDLE_MS: u64 = 20_000;

/// A window for one directory at a time.
#[derive(Debug, Clone, Serialize, FromJson)]
struct Slot {
    window: i32,
    /// The directory's page, or an empty one while the slot is free.
    tab: i32,
    free_since_ms: Option<u64>,
}

/// A page that waits for a person.
#[derive(Debug, Clone, Serialize, FromJson)]
struct Parked {
    window: i32,
    tab: i32,
}

#[derive(Debug, Clone, Default, Serialize, FromJson)]
struct State {
    slots: Vec<Slot>,
    parked: Vec<Parked>,
}

/// The windows.
#[derive(Debug, Default)]
pub(super) struct Pool {
    state: RefCell<State>,
}

impl Pool {
    /// Takes over what an earlier life of the service worker left, as far as it is still there.
    pub(super) async fn restore(&self) -> Result<()> {
        let stored: State = Area::Session.value(KEY).await?.unwrap_or_default();
        let mut state = State::default();
        for mut slot in stored.slots {
            if let Ok(tab) = tabs::get(slot.tab).await {
                slot.window = tab.window_id;
                state.slots.push(slot);
            }
        }
        for mut parked in stored.parked {
            if let Ok(tab) = tabs::get(parked.tab).await {
                parked.window = tab.window_id;
                state.parked.push(parked);
            }
        }
        *self.state.borrow_mut() = state;
        self.keep().await
    }

    async fn keep(&self) -> Result<()> {
        let state = self.state.borrow().clone();
        Area::Session.put_value(KEY, &state).await
    }

    /// The tabs that show a directory's page, with their windows.
    pub(super) fn own(&self) -> Vec<(i32, i32)> {
        let state = self.state.borrow();
        let busy = state
            .slots
            .iter()
            .filter(|slot| slot.free_since_ms.is_none())
            .map(|slot| (slot.tab, slot.window));
        busy.chain(state.parked.iter().map(|parked| (parked.tab, parked.window))).collect()
    }

    /// The window a tab is in.
    pub(super) fn window_of(&self, tab: i32) -> Option<i32> {
        self.own().into_iter().find(|(own, _)| *own == tab).map(|(_, window)| window)
    }

    /// Whether a tab waits for a person.
    pub(super) fn is_parked(&self, tab: i32) -> bool {
        self.state.borrow().parked.iter().any(|parked| parked.tab == tab)
    }

    /// An empty tab, the visible one of a window of its own.
    pub(super) async fn take(&self) -> Result<(i32, i32)> {
        while let Some(slot) = self.claim() {
            // The window may have been closed by hand a moment ago.
            match tabs::get(slot.tab).await {
                Ok(tab) if tab.window_id == slot.window => {
                    self.keep().await?;
                    return Ok((slot.tab, slot.window));
                }
                _ => self.state.borrow_mut().slots.retain(|other| other.tab != slot.tab),
            }
        }
        let window = windows::create_unfocused(BLANK, SIZE.0, SIZE.1).await?;
        let tab = window.tabs.first().ok_or_else(|| ChromeError("the new window has no tab".to_owned()))?.id;
        self.state.borrow_mut().slots.push(Slot { window: window.id, tab, free_since_ms: None });
        self.keep().await?;
        // Directories play videos; nobody wants to hear them.
        let _ = tabs::update(tab, &Update { muted: Some(true), ..Update::default() }).await;
        Ok((tab, window.id))
    }

    /// Marks a free slot as taken, in one step.
    fn claim(&self) -> Option<Slot> {
        let mut state = self.state.borrow_mut();
        let slot = state.slots.iter_mut().find(|slot| slot.free_since_ms.is_some())?;
        slot.free_since_ms = None;
        Some(slot.clone())
    }

    /// Closes a directory's page and keeps its window for the next one.
    pub(super) async fn release(&self, tab: i32) -> Result<()> {
        let window = self.state.borrow().slots.iter().find(|slot| slot.tab == tab).map(|slot| slot.window);
        match window {
            Some(window) => self.empty(tab, window).await?,
            None => self.state.borrow_mut().parked.retain(|parked| parked.tab != tab),
        }
        // Gone already: closed by hand.
        let _ = tabs::remove(tab).await;
        self.keep().await
    }

    /// Puts an empty tab into a slot's place; whatever else its page opened there is closed.
    async fn empty(&self, tab: i32, window: i32) -> Result<()> {
        let others = tabs::of_window(window).await.unwrap_or_default();
        // In the background: it comes up by itself when the page goes, and no window is brought to the front.
        let Ok(blank) = tabs::create(window, BLANK, false).await else {
            self.state.borrow_mut().slots.retain(|slot| slot.tab != tab);
            return Ok(());
        };
        let waiting: Vec<i32> = self.state.borrow().parked.iter().map(|parked| parked.tab).collect();
        for other in others.iter().filter(|other| other.id != tab && !waiting.contains(&other.id)) {
            let _ = tabs::remove(other.id).await;
        }
        let _ = tabs::update(blank.id, &Update { muted: Some(true), ..Update::default() }).await;
        if let Some(slot) = self.state.borrow_mut().slots.iter_mut().find(|slot| slot.tab == tab) {
            slot.tab = blank.id;
            slot.free_since_ms = Some(now_ms());
        }
        Ok(())
    }

    /// Moves a directory's page to the pages that wait; says in which window it is now.
    pub(super) async fn park(&self, tab: i32) -> Result<Option<i32>> {
        let Some(window) =
            self.state.borrow().slots.iter().find(|slot| slot.tab == tab).map(|slot| slot.window)
        else {
            return Ok(None);
        };
        let waiting_room = self.state.borrow().parked.first().map(|parked| parked.window);
        let window = match waiting_room {
            // The first one keeps its window, which becomes the waiting room.
            None => {
                self.state.borrow_mut().slots.retain(|slot| slot.tab != tab);
                window
            }
            Some(room) => {
                let others = tabs::of_window(window).await?.len() > 1;
                let blank = if others { None } else { tabs::create(window, BLANK, false).await.ok() };
                tabs::move_to_window(tab, room).await?;
                let mut state = self.state.borrow_mut();
                state.slots.retain(|slot| slot.tab != tab);
                if let Some(blank) = blank {
                    state.slots.push(Slot { window, tab: blank.id, free_since_ms: Some(now_ms()) });
                }
                room
            }
        };
        self.state.borrow_mut().parked.push(Parked { window, tab });
        self.keep().await?;
        Ok(Some(window))
    }

    /// A tab was closed by hand.
    pub(super) async fn gone(&self, tab: i32) -> Result<()> {
        {
            let mut state = self.state.borrow_mut();
            state.slots.retain(|slot| slot.tab != tab);
            state.parked.retain(|parked| parked.tab != tab);
        }
        self.keep().await
    }

    /// Closes windows that have been empty for a while.
    pub(super) async fn tidy(&self) -> Result<()> {
        let now = now_ms();
        let stale: Vec<i32> = {
            let mut state = self.state.borrow_mut();
            let is_stale =
                |slot: &Slot| slot.free_since_ms.is_some_and(|since| now.saturating_sub(since) > IDLE_MS);
            let stale = state.slots.iter().filter(|slot| is_stale(slot)).map(|slot| slot.tab).collect();
            state.slots.retain(|slot| !is_stale(slot));
            stale
        };
        if stale.is_empty() {
            return Ok(());
        }
        for tab in stale {
            let _ = tabs::remove(tab).await;
        }
        self.keep().await
    }
}
