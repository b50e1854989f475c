//! Who starts and stops the server, and how everybody else finds it.

use super::keeper::Keeper;
use super::server::{Launch, Server, socket_options};
use super::{DATABASE, EmbeddedError, OWNER_ROLE};
use crate::db;
use fs4::FileExt;
use serde::{Deserialize, Serialize};
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection};
use std::fs::File;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a second command waits for the first one's server: making a cluster and migrating it included.
const JOIN: Duration = Duration::from_secs(90);
const LOCK_FILE: &str = "owner.lock";
const STATE_FILE: &str = "server.json";
/// Shared by whoever has joined, so that an owner that is done can wait for them.
const GUESTS_FILE: &str = "guests.lock";

/// The embedded database: owned by this process, or another's that it joined.
#[derive(Debug)]
pub struct Embedded {
    root: PathBuf,
    socket_dir: PathBuf,
    owned: Option<Owned>,
    _guest: Option<File>,
}

/// Fields in the order they are dropped: the server stops before the lock is given up.
#[derive(Debug)]
struct Owned {
    server: Keeper,
    _lock: File,
}

/// What the owner writes down for others once its server is up and its tables are up to date.
#[derive(Debug, Serialize, Deserialize)]
struct State {
    pid: u32,
    socket_dir: PathBuf,
}

/// The process that started the server has ended, and the server with it.
#[derive(Debug, thiserror::Error)]
#[error(
    "the autobolt that started the embedded database in {} has ended, and its server with it. Run this command again.",
    root.display()
)]
pub struct OwnerGone {
    root: PathBuf,
}

/// Starts the embedded server in the data folder `root`, or joins the one another command started there.
///
/// # Errors
/// See [`EmbeddedError`].
pub async fn open(root: &Path) -> Result<Embedded, EmbeddedError> {
    let root = super::ensure_data_dir(root)?;
    let started = Instant::now();
    let mut last = "it has not said where it listens".to_owned();
    while started.elapsed() < JOIN {
        if let Some(lock) = try_lock(&root)? {
            return own(root, lock).await;
        }
        match join(&root).await {
            Ok(joined) => return Ok(joined),
            Err(why) => last = why,
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(EmbeddedError::OwnerSilent { root, detail: last })
}

impl Embedded {
    /// How to connect as the role that serves.
    #[must_use]
    pub fn app_options(&self) -> PgConnectOptions {
        socket_options(&self.socket_dir, db::APP_ROLE, DATABASE)
    }

    /// How to connect as the one who owns the server: for making and dropping databases beside the one that serves.
    #[must_use]
    pub fn maintenance_options(&self) -> PgConnectOptions {
        socket_options(&self.socket_dir, OWNER_ROLE, "postgres")
    }

    /// Whether this process started the server and will stop it.
    #[must_use]
    pub fn is_owner(&self) -> bool {
        self.owned.is_some()
    }

    /// The data folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder with the server's socket.
    #[must_use]
    pub fn socket_dir(&self) -> &Path {
        &self.socket_dir
    }

    /// Completes when this process has only joined, and the owner ends. For the owner itself it never does.
    pub async fn owner_gone(&self) -> OwnerGone {
        loop {
            if self.owned.is_none() && !is_locked(&self.root) {
                return OwnerGone { root: self.root.clone() };
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }

    /// Waits until nobody else uses the server, or `patience` is over: two short commands at once both finish.
    pub async fn wait_for_guests(&self, patience: Duration) {
        if self.owned.is_none() {
            return;
        }
        let Ok(file) = lock_file(&self.root, GUESTS_FILE) else { return };
        let started = Instant::now();
        while started.elapsed() < patience && FileExt::try_lock(&file).is_err() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Writes out what the server has in memory alone, if this process started it. Failing is no harm: stopping does it too.
    pub fn checkpoint(&self) -> Option<impl Future<Output = ()> + Send + 'static> {
        self.owned.as_ref()?;
        let options = socket_options(&self.socket_dir, OWNER_ROLE, "postgres");
        Some(async move {
            if let Ok(mut owner) = options.connect().await {
                let done = sqlx::raw_sql("-- embedded_checkpoint\n checkpoint").execute(&mut owner).await;
                if let Err(error) = done {
                    tracing::debug!(%error, "no checkpoint before stopping");
                }
            }
        })
    }

    /// Stops the server if this process started it. Dropping does the same.
    pub fn close(self) {
        drop(self);
    }
}

impl Drop for Embedded {
    fn drop(&mut self) {
        if let Some(owned) = self.owned.take() {
            let _ = std::fs::remove_file(self.root.join(STATE_FILE));
            owned.server.stop();
        }
    }
}

async fn own(root: PathBuf, lock: File) -> Result<Embedded, EmbeddedError> {
    // What an owner that was killed wrote down.
    let _ = std::fs::remove_file(root.join(STATE_FILE));
    let folder = root.clone();
    let server = tokio::task::spawn_blocking(move || Server::start(&Launch { root: &folder, settings: &[] }))
        .await
        .map_err(|e| EmbeddedError::Program { program: "postgres".to_owned(), detail: e.to_string() })??;
    let socket_dir = server.socket_dir().to_owned();
    let server = Keeper::new(root.clone(), server).map_err(EmbeddedError::io(&root))?;
    let embedded = Embedded { root, socket_dir, owned: Some(Owned { server, _lock: lock }), _guest: None };
    ensure_database(&embedded.socket_dir).await?;
    db::migrate(&socket_options(&embedded.socket_dir, OWNER_ROLE, DATABASE)).await?;
    announce(&embedded.root, &embedded.socket_dir)?;
    // A new cluster, and new tables, are hundreds of files to write out: now, beside the work, rather than at the stop.
    if let Some(checkpoint) = embedded.checkpoint() {
        tokio::spawn(checkpoint);
    }
    Ok(embedded)
}

pub(super) async fn ensure_database(socket_dir: &Path) -> Result<(), sqlx::Error> {
    let maintenance = socket_options(socket_dir, OWNER_ROLE, "postgres");
    db::prepare_cluster(&maintenance).await?;
    let mut owner = maintenance.connect().await?;
    let there: bool = sqlx::query_scalar(
        "-- embedded_database_exists
         select exists (select 1 from pg_database where datname = 'autobolt')",
    )
    .fetch_one(&mut owner)
    .await?;
    if !there {
        sqlx::raw_sql("-- embedded_database_create\n create database autobolt").execute(&mut owner).await?;
    }
    owner.close().await
}

/// Written beside and moved into place, so nobody reads half of it.
fn announce(root: &Path, socket_dir: &Path) -> Result<(), EmbeddedError> {
    let state = State { pid: std::process::id(), socket_dir: socket_dir.to_owned() };
    let file = root.join(STATE_FILE);
    let unfinished = root.join("server.json.tmp");
    let text = serde_json::to_vec(&state).map_err(std::io::Error::other).map_err(EmbeddedError::io(&file))?;
    std::fs::write(&unfinished, text).map_err(EmbeddedError::io(&unfinished))?;
    std::fs::rename(&unfinished, &file).map_err(EmbeddedError::io(&file))
}

async fn join(root: &Path) -> Result<Embedded, String> {
    let file = root.join(STATE_FILE);
    let text = std::fs::read(&file).map_err(|_| "it has not said where it listens".to_owned())?;
    let state: State = serde_json::from_slice(&text).map_err(|e| format!("{}: {e}", file.display()))?;
    let guest = lock_file(root, GUESTS_FILE).map_err(|e| e.to_string())?;
    FileExt::try_lock_shared(&guest).map_err(|_| "it is stopping".to_owned())?;
    let options = socket_options(&state.socket_dir, db::APP_ROLE, DATABASE);
    let connection = options.connect().await.map_err(|e| e.to_string())?;
    connection.close().await.map_err(|e| e.to_string())?;
    Ok(Embedded { root: root.to_owned(), socket_dir: state.socket_dir, owned: None, _guest: Some(guest) })
}

fn lock_file(root: &Path, name: &str) -> std::io::Result<File> {
    // Never truncated or removed: the lock is on this very file.
    File::options().create(true).truncate(false).read(true).write(true).mode(0o600).open(root.join(name))
}

pub(super) fn try_lock(root: &Path) -> Result<Option<File>, EmbeddedError> {
    let path = root.join(LOCK_FILE);
    let file = lock_file(root, LOCK_FILE).map_err(EmbeddedError::io(&path))?;
    match FileExt::try_lock(&file) {
        Ok(()) => Ok(Some(file)),
        Err(fs4::TryLockError::WouldBlock) => Ok(None),
        Err(fs4::TryLockError::Error(e)) => Err(EmbeddedError::io(&path)(e)),
    }
}

/// Asked with a shared lock that is given up at once; an owner that starts in that instant tries again.
fn is_locked(root: &Path) -> bool {
    let Ok(file) = lock_file(root, LOCK_FILE) else { return false };
    !matches!(FileExt::try_lock_shared(&file), Ok(()))
}
