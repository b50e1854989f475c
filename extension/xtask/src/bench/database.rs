//! The backend's embedded database, from outside: PostgreSQL's own programs on its socket.

use crate::backend::Backend;
use crate::setup;
use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;

/// Where the programs and the server are.
#[derive(Debug, Clone)]
pub struct Database {
    programs: PathBuf,
    data_dir: PathBuf,
    socket: String,
}

impl Database {
    /// That of a running backend.
    ///
    /// # Errors
    /// When it runs on another database, or a program is missing.
    pub fn of(backend: &Backend) -> Result<Self> {
        let programs = setup::postgres()?;
        if !programs.join("pgbench").is_file() {
            bail!("pgbench is not in {}; it comes with PostgreSQL's server package", programs.display());
        }
        let data_dir = backend.options.data_dir.clone();
        let said =
            std::fs::read(data_dir.join("server.json")).context("the backend has no database of its own")?;
        let said: Value = serde_json::from_slice(&said)?;
        let socket = said["socket_dir"].as_str().context("the backend does not say where its database is")?;
        Ok(Self { programs, data_dir, socket: socket.to_owned() })
    }

    /// A program of PostgreSQL's, connected as that role.
    #[must_use]
    pub fn tool(&self, name: &str, role: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        command.args(["-h", &self.socket, "-U", role, "-d", "autobolt"]).env("PGCONNECT_TIMEOUT", "10");
        command
    }

    /// Runs SQL as the owner of the tables and returns what it printed: columns separated by `|`.
    ///
    /// # Errors
    /// When the database refuses it.
    pub fn sql(&self, sql: &str) -> Result<String> {
        let output =
            self.tool("psql", "postgres").args(["-XAqt", "-v", "ON_ERROR_STOP=1", "-c", sql]).output()?;
        if !output.status.success() {
            bail!("psql: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// The server's log.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn log(&self) -> Result<String> {
        let log = std::fs::read(self.data_dir.join("postgres.log"))?;
        Ok(String::from_utf8_lossy(&log).into_owned())
    }
}
