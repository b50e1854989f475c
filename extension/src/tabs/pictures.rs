//! Screenshots: Chrome takes two a second, of what a window shows.

use super::agent::fault;
use super::time::{now_ms, sleep};
use crate::chrome::tabs;
use crate::runner::ports::BrowserError;
use std::cell::Cell;

const APART_MS: u64 = 550;
/// Longer than that nobody waits in the queue: the picture would show another moment.
const PATIENCE_MS: u64 = 5_000;

/// The queue.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    next_ms: Cell<u64>,
}

impl Pictures {
    /// A picture of a tab, when it is the one its window shows.
    pub(super) async fn take(&self, tab: i32) -> Result<String, BrowserError> {
        self.turn().await?;
        let before = tabs::get(tab).await.map_err(fault)?;
        if !before.active {
            return Err(BrowserError::Other("another tab covers the page".to_owned()));
        }
        let picture = match tabs::capture(before.window_id).await {
            // A page that was drawn a moment ago is sometimes not ready for it.
            Err(_) => {
                self.turn().await?;
                tabs::capture(before.window_id).await.map_err(fault)?
            }
            Ok(picture) => picture,
        };
        // Whoever switched tabs meanwhile would be in the picture instead.
        match tabs::get(tab).await {
            Ok(after) if after.active && after.window_id == before.window_id => Ok(picture),
            _ => Err(BrowserError::Other("another tab covers the page".to_owned())),
        }
    }

    /// Waits for a turn. Who gives up waiting has taken none.
    async fn turn(&self) -> Result<(), BrowserError> {
        let asked = now_ms();
        loop {
            let now = now_ms();
            let next = self.next_ms.get();
            if next <= now {
                self.next_ms.set(now + APART_MS);
                return Ok(());
            }
            if next - asked > PATIENCE_MS {
                return Err(BrowserError::Other("too many pictures at once".to_owned()));
            }
            sleep(next - now).await;
        }
    }
}
