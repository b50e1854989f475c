//! The embedded database as one file, while it serves, and a new database from such a file.

use super::binaries::Binaries;
use super::owner::{ensure_database, try_lock};
use super::server::{Launch, Server};
use super::{DATABASE, Embedded, EmbeddedError, OWNER_ROLE};
use crate::db;
use std::path::{Path, PathBuf};
use tokio::process::Command;

/// Where a database is put together before it takes its place.
const STAGING: &str = "restoring";

/// Writes the database to a file, as it is at one moment; whoever works on it goes on.
///
/// # Errors
/// PostgreSQL's client programs are missing, or failed.
pub async fn dump(embedded: &Embedded, file: &Path) -> Result<(), EmbeddedError> {
    let binaries = Binaries::find(embedded.root())?;
    let mut command = client(&binaries, "pg_dump", embedded.socket_dir())?;
    command.args(["--format=custom", "--dbname", DATABASE, "--file"]).arg(file);
    run("pg_dump", command).await?;
    // A file nobody can read again is no backup.
    let mut command = client(&binaries, "pg_restore", embedded.socket_dir())?;
    command.arg("--list").arg(file);
    run("pg_restore", command).await
}

/// Makes the data folder's database from a file. It takes its place when it is complete and up to date, and not before.
///
/// # Errors
/// The folder is in use or holds a database already; the file cannot be read. Nothing is left half done.
pub async fn restore(root: &Path, file: &Path) -> Result<(), EmbeddedError> {
    let root = super::ensure_data_dir(root)?;
    let _lock = try_lock(&root)?.ok_or_else(|| EmbeddedError::InUse(root.clone()))?;
    if let Some(there) = cluster_in(&root) {
        return Err(EmbeddedError::HoldsData(there));
    }
    let staging = root.join(STAGING);
    let _ = std::fs::remove_dir_all(&staging);
    let staged = super::ensure_data_dir(&staging)?;
    let made = fill(&staged, file).await;
    let moved = made.and_then(|()| {
        let cluster = cluster_in(&staged).ok_or_else(|| EmbeddedError::HoldsData(staged.clone()))?;
        let name = cluster.file_name().map(PathBuf::from).unwrap_or_default();
        std::fs::rename(&cluster, root.join(name)).map_err(EmbeddedError::io(&cluster))
    });
    let _ = std::fs::remove_dir_all(&staging);
    moved
}

async fn fill(staging: &Path, file: &Path) -> Result<(), EmbeddedError> {
    let folder = staging.to_owned();
    let started =
        tokio::task::spawn_blocking(move || Server::start(&Launch { root: &folder, settings: &[] })).await;
    let server = started
        .map_err(|e| EmbeddedError::Program { program: "postgres".to_owned(), detail: e.to_string() })??;
    ensure_database(server.socket_dir()).await?;
    let binaries = Binaries::find(staging)?;
    let mut command = client(&binaries, "pg_restore", server.socket_dir())?;
    command.args(["--exit-on-error", "--single-transaction", "--dbname", DATABASE]).arg(file);
    run("pg_restore", command).await?;
    db::migrate(&server.options(OWNER_ROLE, DATABASE)).await?;
    // Everything is written out before the folder moves.
    tokio::task::spawn_blocking(move || server.stop()).await.ok();
    Ok(())
}

/// The folder `pg15` or the like, where there is one.
fn cluster_in(root: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(root).ok()?;
    entries.flatten().map(|entry| entry.path()).find(|path| {
        let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_prefix("pg"));
        name.is_some_and(|major| !major.is_empty() && major.bytes().all(|b| b.is_ascii_digit()))
    })
}

fn client(binaries: &Binaries, program: &'static str, socket_dir: &Path) -> Result<Command, EmbeddedError> {
    let path = binaries.program(program);
    if !path.is_file() {
        return Err(EmbeddedError::NoClient { program, dir: binaries.dir.clone() });
    }
    let mut command = Command::new(path);
    // Nothing of the caller's environment decides where it connects.
    command.env_clear().kill_on_drop(true).stdin(std::process::Stdio::null());
    command.arg("--host").arg(socket_dir).args(["--port", "5432", "--username", OWNER_ROLE, "--no-password"]);
    Ok(command)
}

async fn run(program: &str, mut command: Command) -> Result<(), EmbeddedError> {
    let failed = |detail: String| EmbeddedError::Program { program: program.to_owned(), detail };
    let out = command.output().await.map_err(|e| failed(e.to_string()))?;
    if out.status.success() {
        Ok(())
    } else {
        Err(failed(String::from_utf8_lossy(&out.stderr).trim().to_owned()))
    }
}
