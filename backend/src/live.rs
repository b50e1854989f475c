//! Live changes: what was written to `autobolt.events` reaches every open page of every backend within milliseconds.
//!
//! One connection per process listens; each notification carries an id, and the row is read by it. A listener loses what
//! is sent while its connection is down, so the table is also read by id: at once after a loss, and slowly all the time.

use serde::Serialize;
use sqlx::{FromRow, PgPool, postgres::PgListener};
use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
    time::Duration,
};
use tokio::{sync::broadcast, time::Instant};
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
/// What a worker does is news this often at most, for each.
const WORKER_NEWS: Duration = Duration::from_secs(1);
/// Changes a slow page may fall behind before it is told to read everything again.
const BACKLOG: usize = 1_024;

/// One thing that happened, as pages need it to know what to show afresh.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, FromRow)]
pub struct Change {
    /// Grows; the `id` of the server-sent event. None: not in the table, as with what a worker does this second.
    pub id: Option<i64>,
    /// `result`, `job`, `lease`, `attempt`, `worker`, `staff`.
    pub kind: Cow<'static, str>,
    /// The job it belongs to.
    pub job_id: Option<Uuid>,
    /// The directory it belongs to.
    pub directory_name: Option<String>,
}

impl Change {
    const fn of_worker() -> Self {
        Self { id: None, kind: Cow::Borrowed("worker"), job_id: None, directory_name: None }
    }
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
    let mut reader =
        Reader { pool: pool.clone(), seen: BTreeSet::new(), started: false, workers: WorkerNews::default() };
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
        let mut ids = HashSet::new();
        // A burst is read in one go.
        let mut next = Some(first);
        while let Some(notified) = next {
            match notified.payload().strip_prefix("worker:") {
                Some(worker) => reader.workers.heard(live, worker),
                None => ids.extend(notified.payload().parse::<i64>()),
            }
            next = listener.next_buffered();
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
    workers: WorkerNews,
}

/// Passes on that a worker does something else, each once a second at most. The last change is never left out, only told
/// a little later.
#[derive(Debug, Default)]
struct WorkerNews {
    /// When each was, or is to be, told last.
    told: HashMap<String, Instant>,
}

impl WorkerNews {
    fn heard(&mut self, live: &Live, worker: &str) {
        let now = Instant::now();
        self.told.retain(|_, at| *at + WORKER_NEWS > now);
        let due = self.told.get(worker).map_or(now, |at| *at + WORKER_NEWS);
        // To be told later: that is soon enough for this change too.
        if self.told.get(worker).is_some_and(|at| *at > now) {
            return;
        }
        self.told.insert(worker.to_owned(), due);
        let live = live.clone();
        tokio::spawn(async move {
            tokio::time::sleep_until(due).await;
            live.publish(Change::of_worker());
        });
    }
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
                self.seen.extend(changes.iter().filter_map(|change| change.id));
            }
            Err(error) => tracing::warn!(%error, "live feed: events could not be read"),
        }
    }

    fn publish(&mut self, live: &Live, changes: Vec<Change>) {
        for change in changes {
            if change.id.is_some_and(|id| self.seen.insert(id)) {
                live.publish(change);
            }
        }
        if let Some(greatest) = self.seen.last().copied() {
            self.seen = self.seen.split_off(&(greatest - OVERLAP));
        }
    }
}
