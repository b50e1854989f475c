//! What the demo and the tests need on the machine: found, or installed through the system's package manager.

mod browser;
mod packages;
mod pooler;
mod postgres;

pub use browser::is_branded;
pub use postgres::found as found_postgres;

use anyhow::{Context as _, Result};
use std::path::PathBuf;

/// The programs of PostgreSQL and a Chromium or Chrome; installed where missing, both in one go.
///
/// # Errors
/// When something is missing and cannot be installed; the message holds the exact command to run.
pub fn both() -> Result<(PathBuf, PathBuf)> {
    let (database, browser) = (postgres::look()?, browser::look()?);
    let missing =
        [database.is_none().then_some(postgres::MISSING), browser.is_none().then_some(browser::MISSING)];
    let missing: Vec<_> = missing.into_iter().flatten().collect();
    if !missing.is_empty() {
        packages::install(&missing)?;
    }
    Ok((postgres()?, chromium()?))
}

/// The PostgreSQL programs' folder; installed where missing.
///
/// # Errors
/// As [`both`].
pub fn postgres() -> Result<PathBuf> {
    if let Some(found) = postgres::look()? {
        return Ok(found);
    }
    packages::install(&[postgres::MISSING])?;
    postgres::look()?
        .context("PostgreSQL was installed, and its `initdb` is still not found; set PG_BINDIR to its folder")
}

/// A Chromium or Chrome; installed where missing.
///
/// # Errors
/// As [`both`].
pub fn chromium() -> Result<PathBuf> {
    if let Some(found) = browser::look()? {
        return Ok(found);
    }
    packages::install(&[browser::MISSING])?;
    browser::look()?.context("Chromium was installed and is still not found; set CHROME to its program")
}

/// Whether PgBouncer is there for its tests; installed where missing, in CI alone: a person's machine is not burdened with it.
#[must_use]
pub fn pgbouncer() -> bool {
    if !pooler::is_there()
        && std::env::var_os("CI").is_some()
        && let Err(error) = packages::install(&[pooler::MISSING])
    {
        eprintln!("▸ PgBouncer's tests are skipped: {error:#}");
    }
    pooler::is_there()
}

/// Whether we run as root.
#[must_use]
pub fn is_root() -> bool {
    #[cfg(unix)]
    {
        nix::unistd::Uid::effective().is_root()
    }
    #[cfg(not(unix))]
    {
        false
    }
}

/// A port of 127.0.0.1 that is free now.
///
/// # Errors
/// When none can be had.
pub fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
