//! Live changes: what was written to `autobolt.events` reaches every open page of every backend within milliseconds.
//!
//! One connection per process listens; each notification carries an id, and the row is read by it. A listener loses what
//! is sent while its connection is down, so the table is also read by id: at once after a loss, and slowly all the time.

use serde::Serialize;
use sqlx::{FromRow, PgPool, postgres::PgListener};
use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
    time::Duration,
};
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// The channel the trigger on `autobolt.events` notifies.
const CHANNEL: &str = "autobolt_events";
/// How often the table is read although nothing was notified.
const POLL: Duration = Duration::from_secs(5);
/// How long the listener waits before it connects again.
const RECONNECT: Duration = Duration::from_secs(1);
/// Ids are drawn before they commit, so a smaller one may appear later: this far back is looked at again.
const OVERLAP: i64 = 1_000;
/// Changes a slow page may fall behind before it is told to read everything again.
const BACKLOG: usize = 1_024;

/// One thing that happened, as pages need it to know what to show afresh.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, FromRow)]
pub struct Change {
    /// Grows; the `id` of the server-sent event.
    pub id: i64,
    /// `result`, `job`, `lease`, `attempt`, `worker`, `staff`.
    pub kind: String,
    /// The job it belongs to.
    pub job_id: Option<Uuid>,
    /// The directory it belongs to.
    pub directory_name: Option<String>,
}

/// The in-process feed. Clones share one channel.
#[derive(Debug, Clone)]
pub struct Live(broadcast::Sender<Arc<Change>>);

impl Live {
    /// A feed nobody publishes to yet; [`feed`] does.
    #[must_use]
    pub fn new() -> Self {
        Self(broadcast::channel(BACKLOG).0)
    }

    /// Changes from now on. After `RecvError::Lagged`, read the tables again.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<Change>> {
        self.0.subscribe()
    }

    /// Passes a change on to whoever listens.
    fn publish(&self, change: Change) {
        // An error means that nobody listens, which is fine.
        let _ = self.0.send(Arc::new(change));
    }
}

impl Default for Live {
    fn default() -> Self {
        Self::new()
    }
}

/// Feeds `live` from the database until `shutdown`. Never fails: what breaks is logged and tried again.
pub async fn feed(live: Live, pool: PgPool, shutdown: CancellationToken) {
    let mut reader = Reader { pool: pool.clone(), seen: BTreeSet::new(), started: false };
    loop {
        tokio::select! {
            () = shutdown.cancelled() => return,
            ended = listen(&live, &pool, &mut reader) => {
                if let Err(error) = ended {
                    tracing::warn!(%error, "live feed: connection lost, reading the table instead");
                }
            }
        }
        tokio::select! {
            () = shutdown.cancelled() => return,
            () = tokio::time::sleep(RECONNECT) => {}
        }
        // Between two connections the table is the only source.
        reader.catch_up(&live).await;
    }
}

/// Listens on one connection until it breaks.
async fn listen(live: &Live, pool: &PgPool, reader: &mut Reader) -> sqlx::Result<()> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    // From here on nothing is lost; what came before is in the table.
    reader.catch_up(live).await;
    loop {
        let notified = tokio::select! {
            notified = listener.try_recv() => notified?,
            () = tokio::time::sleep(POLL) => {
                reader.catch_up(live).await;
                continue;
            }
        };
        let Some(first) = notified else {
            // The connection was lost and made again; what was notified meanwhile is not repeated.
            reader.catch_up(live).await;
            continue;
        };
        let mut ids: HashSet<i64> = first.payload().parse().into_iter().collect();
        // A burst is read in one go.
        while let Some(next) = listener.next_buffered() {
            ids.extend(next.payload().parse::<i64>());
        }
        reader.read(live, ids).await;
    }
}

/// Reads rows of the table, each once.
struct Reader {
    pool: PgPool,
    /// The ids published already, back to [`OVERLAP`] below the greatest.
    seen: BTreeSet<i64>,
    /// Whether the table's end was looked up: what happened before the start is nobody's news.
    started: bool,
}

impl Reader {
    async fn read(&mut self, live: &Live, ids: HashSet<i64>) {
        let ids: Vec<i64> = ids.into_iter().filter(|id| !self.seen.contains(id)).collect();
        if ids.is_empty() {
            return;
        }
        match crate::store::overview::changes_by_id(&self.pool, &ids).await {
            Ok(changes) => self.publish(live, changes),
            Err(error) => tracing::warn!(%error, "live feed: events could not be read"),
        }
    }

    async fn catch_up(&mut self, live: &Live) {
        let after = self.seen.last().map_or(0, |greatest| greatest - OVERLAP);
        let found = if self.started {
            crate::store::overview::changes_after(&self.pool, after, OVERLAP * 10).await
        } else {
            crate::store::overview::latest_changes(&self.pool, OVERLAP).await
        };
        match found {
            Ok(changes) if self.started => self.publish(live, changes),
            Ok(changes) => {
                self.started = true;
                self.seen.extend(changes.iter().map(|change| change.id));
            }
            Err(error) => tracing::warn!(%error, "live feed: events could not be read"),
        }
    }

    fn publish(&mut self, live: &Live, changes: Vec<Change>) {
        for change in changes {
            if self.seen.insert(change.id) {
                live.publish(change);
            }
        }
        if let Some(greatest) = self.seen.last().copied() {
            self.seen = self.seen.split_off(&(greatest - OVERLAP));
        }
    }
}
