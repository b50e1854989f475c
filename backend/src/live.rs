//! Live events: ids of rows of `autobolt.events`, fed to every open page.

use std::sync::Arc;
use tokio::sync::broadcast;

/// The in-process feed of event ids. Clones share one channel.
#[derive(Debug, Clone)]
pub struct Live(Arc<broadcast::Sender<i64>>);

impl Live {
    /// A feed nobody publishes to yet.
    #[must_use]
    pub fn new() -> Self {
        Self(Arc::new(broadcast::channel(1024).0))
    }

    /// Ids of events from now on. After a lag, read the tables again.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<i64> {
        self.0.subscribe()
    }

    /// Passes an event's id on to whoever listens.
    pub fn publish(&self, event_id: i64) {
        // An error means that nobody listens, which is fine.
        let _ = self.0.send(event_id);
    }
}

impl Default for Live {
    fn default() -> Self {
        Self::new()
    }
}
