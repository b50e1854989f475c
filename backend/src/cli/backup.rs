//! `autobolt backup` and `autobolt restore`: the embedded database and the files beside it, as one file.

use super::{Global, Opened, print};
use crate::audit::clock;
use crate::backup::{self, Backup};
use crate::db::Limits;
use crate::embedded;
use anyhow::Context;
use std::path::PathBuf;

/// Write the embedded database, customers' pictures and evidence to one file; `serve` may go on meanwhile.
#[derive(Debug, clap::Args)]
pub struct BackupTo {
    /// The file; one of that name is replaced when the new one is complete.
    file: PathBuf,
}

/// Make a data folder from a backup. Nothing that is there is replaced.
#[derive(Debug, clap::Args)]
pub struct RestoreFrom {
    /// A file that `autobolt backup` wrote.
    file: PathBuf,
}

const OTHERS: &str = "DATABASE_URL is set: this command is for the embedded database. Another server is backed up by its host, or with \
                      pg_dump (docs/deploy.md, \"Backups\"); the data folder's assets and evidence are to be copied beside it.";

/// Runs the command.
#[cfg(unix)]
pub(super) async fn backup(command: BackupTo, global: &Global) -> anyhow::Result<()> {
    anyhow::ensure!(global.database_url().is_none(), OTHERS);
    let opened = Opened::open(global, Limits::COMMAND).await?;
    let result = opened.run(write(&command, &opened)).await;
    opened.close_politely().await;
    result
}

#[cfg(unix)]
async fn write(command: &BackupTo, opened: &Opened) -> anyhow::Result<()> {
    let embedded = opened.embedded().context(OTHERS)?;
    let data_dir = opened.data_dir().to_owned();
    let scrap = Scrap::new(&data_dir)?;
    // Rows first: a file that comes after them is more than is needed, one that is missing would be a loss.
    let dump = scrap.file();
    embedded::dump(embedded, &dump).await?;
    let file = command.file.clone();
    let about = tokio::task::spawn_blocking(move || backup::pack(&data_dir, &dump, &file, clock())).await??;
    let size = std::fs::metadata(&command.file).map(|meta| meta.len()).unwrap_or_default();
    print(format_args!(
        "Backed up to {} ({} KB, {}).",
        command.file.display(),
        size.div_ceil(1024),
        about.at.format("%Y-%m-%d %H:%M UTC")
    ));
    Ok(())
}

/// Runs the command.
#[cfg(unix)]
pub(super) async fn restore(command: RestoreFrom, global: &Global) -> anyhow::Result<()> {
    anyhow::ensure!(global.database_url().is_none(), OTHERS);
    let mut found = Backup::open(&command.file)?;
    let data_dir = global.data_dir()?;
    Backup::may_unpack(&data_dir)?;
    let scrap = Scrap::new(&data_dir)?;
    let dump = scrap.file();
    found.database(&dump)?;
    embedded::restore(&data_dir, &dump).await?;
    let files = found.unpack(&data_dir)?;
    let at = found.about.at.format("%Y-%m-%d %H:%M UTC");
    print(format_args!("Restored the database of {at} and {files} files into {}.", data_dir.display()));
    print("API keys and staff accounts are as they were then. `autobolt serve` goes on from there.");
    Ok(())
}

#[cfg(not(unix))]
pub(super) async fn backup(_: BackupTo, _: &Global) -> anyhow::Result<()> {
    Err(embedded::EmbeddedError::Unsupported.into())
}

#[cfg(not(unix))]
pub(super) async fn restore(_: RestoreFrom, _: &Global) -> anyhow::Result<()> {
    Err(embedded::EmbeddedError::Unsupported.into())
}

/// A closed folder for the bare dump, that goes with the value, however the command ends.
#[cfg(unix)]
struct Scrap(PathBuf);

#[cfg(unix)]
impl Scrap {
    fn new(data_dir: &std::path::Path) -> anyhow::Result<Self> {
        let folder = data_dir.join(format!("dump-{}", uuid::Uuid::new_v4().simple()));
        crate::evidence::closed_folder(&folder).with_context(|| format!("making {}", folder.display()))?;
        Ok(Self(folder))
    }

    fn file(&self) -> PathBuf {
        self.0.join("database.dump")
    }
}

#[cfg(unix)]
impl Drop for Scrap {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
