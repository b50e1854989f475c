//! The database a command works on: the one `DATABASE_URL` names, or the embedded one, started or joined.

use super::LogFormat;
use crate::db::{self, Limits};
use crate::embedded;
use sqlx::PgPool;
use sqlx::postgres::PgConnectOptions;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a command that is done waits for others that use the server it started.
const GUESTS: Duration = Duration::from_secs(30);

/// Options of every command.
#[derive(Debug, Clone, clap::Args)]
pub struct Global {
    /// PostgreSQL to work on, as the role autobolt_app. Without it: an embedded PostgreSQL in the data folder.
    #[arg(long, global = true, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// Folder for the embedded database, customers' files and evidence [default: /var/lib/autobolt for root, else
    /// $XDG_DATA_HOME/autobolt or ~/.local/share/autobolt].
    #[arg(long, global = true, env = "AUTOBOLT_DATA_DIR", value_name = "FOLDER")]
    pub data_dir: Option<PathBuf>,
    /// What to log, e.g. `debug` or `info,autobolt_backend=debug`.
    #[arg(long, global = true, env = "AUTOBOLT_LOG", value_name = "FILTER")]
    pub log: Option<String>,
    /// How log lines look.
    #[arg(long, global = true, env = "AUTOBOLT_LOG_FORMAT", value_enum, default_value = "text")]
    pub log_format: LogFormat,
}

impl Global {
    /// The address of the database, where one is set. Set but empty counts as not set.
    pub(super) fn database_url(&self) -> Option<&str> {
        self.database_url.as_deref().filter(|url| !url.trim().is_empty())
    }

    /// The data folder, made where it is missing.
    pub(super) fn data_dir(&self) -> anyhow::Result<PathBuf> {
        let root = match &self.data_dir {
            Some(dir) if !dir.as_os_str().is_empty() => dir.clone(),
            _ => embedded::default_data_dir()?,
        };
        Ok(embedded::ensure_data_dir(&root)?)
    }
}

/// How to connect to what `DATABASE_URL` names, where it is set.
fn options(global: &Global) -> anyhow::Result<Option<PgConnectOptions>> {
    let Some(url) = global.database_url() else { return Ok(None) };
    db::options_from_url(url).map(Some).map_err(|e| anyhow::anyhow!("DATABASE_URL cannot be read: {e}"))
}

/// An open database.
#[derive(Debug)]
pub struct Opened {
    /// Connections as `autobolt_app`.
    pub pool: PgPool,
    address: PgConnectOptions,
    data_dir: PathBuf,
    #[cfg(unix)]
    embedded: Option<embedded::Embedded>,
}

impl Opened {
    /// Opens the database: refuses a transaction-mode pooler, and tables that are not up to date.
    ///
    /// # Errors
    /// The database cannot be reached or used; the error says what to do.
    pub async fn open(global: &Global, limits: Limits) -> anyhow::Result<Self> {
        if let Some(options) = options(global)? {
            db::refuse_transaction_pooler(&options).await?;
        }
        let opened = Self::connect(global, |options| db::app_pool(options, limits)).await?;
        db::check(&opened.pool).await?;
        Ok(opened)
    }

    /// Opens the database as it is, for reading alone: whatever is wrong with it is what somebody wants to know.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn open_to_read(global: &Global, limits: Limits) -> anyhow::Result<Self> {
        Self::connect(global, |options| db::reading_pool(options, limits)).await
    }

    async fn connect<F: Future<Output = Result<PgPool, sqlx::Error>>>(
        global: &Global,
        pool: impl FnOnce(PgConnectOptions) -> F,
    ) -> anyhow::Result<Self> {
        let data_dir = global.data_dir()?;
        match options(global)? {
            Some(options) => Ok(Self {
                pool: pool(options.clone()).await?,
                address: options,
                data_dir,
                #[cfg(unix)]
                embedded: None,
            }),
            None => Self::connect_embedded(data_dir, pool).await,
        }
    }

    #[cfg(unix)]
    async fn connect_embedded<F: Future<Output = Result<PgPool, sqlx::Error>>>(
        data_dir: PathBuf,
        pool: impl FnOnce(PgConnectOptions) -> F,
    ) -> anyhow::Result<Self> {
        let embedded = embedded::open(&data_dir).await?;
        let address = embedded.app_options();
        Ok(Self { pool: pool(address.clone()).await?, address, data_dir, embedded: Some(embedded) })
    }

    #[cfg(not(unix))]
    async fn connect_embedded<F: Future<Output = Result<PgPool, sqlx::Error>>>(
        _: PathBuf,
        _: impl FnOnce(PgConnectOptions) -> F,
    ) -> anyhow::Result<Self> {
        Err(embedded::EmbeddedError::Unsupported.into())
    }

    /// The embedded server; none where the database is another.
    #[cfg(unix)]
    #[must_use]
    pub fn embedded(&self) -> Option<&embedded::Embedded> {
        self.embedded.as_ref()
    }

    /// How the database is reached as the role that serves.
    #[must_use]
    pub fn address(&self) -> PgConnectOptions {
        self.address.clone()
    }

    /// How to connect as the embedded server's owner; none where the database is another.
    #[must_use]
    pub fn maintenance_options(&self) -> Option<PgConnectOptions> {
        #[cfg(unix)]
        return self.embedded.as_ref().map(embedded::Embedded::maintenance_options);
        #[cfg(not(unix))]
        None
    }

    /// The folder for customers' files and evidence.
    #[must_use]
    pub fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// Where the database is, for people; without a password.
    #[must_use]
    pub fn describe(&self) -> String {
        #[cfg(unix)]
        if let Some(embedded) = &self.embedded {
            let how = if embedded.is_owner() { "embedded" } else { "embedded, joined" };
            return format!("{how}, in {}", self.data_dir.display());
        }
        let options = self.pool.connect_options();
        format!("{}:{}/{}", options.get_host(), options.get_port(), options.get_database().unwrap_or(""))
    }

    /// Does the work, and ends it with a clear error when the command that started the embedded server ends meanwhile.
    ///
    /// # Errors
    /// The work's own, or [`embedded::OwnerGone`].
    pub async fn run<T>(&self, work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
        #[cfg(unix)]
        if let Some(embedded) = self.embedded.as_ref().filter(|e| !e.is_owner()) {
            let result = tokio::select! {
                result = work => result,
                gone = embedded.owner_gone() => return Err(gone.into()),
            };
            // The server goes a moment before its owner: an error may be that.
            if result.is_err()
                && let Ok(gone) = tokio::time::timeout(Duration::from_secs(2), embedded.owner_gone()).await
            {
                return Err(gone.into());
            }
            return result;
        }
        work.await
    }

    /// Asks the embedded server, if this process started it, to write out what is only in memory, so that it stops at once
    /// afterwards.
    pub fn write_out(&self) -> impl Future<Output = ()> + Send + 'static {
        #[cfg(unix)]
        let checkpoint = self.embedded.as_ref().and_then(embedded::Embedded::checkpoint);
        async move {
            #[cfg(unix)]
            if let Some(checkpoint) = checkpoint {
                checkpoint.await;
            }
        }
    }

    /// Closes after a short command: where this process started the embedded server and another command has joined it
    /// meanwhile, that one may finish first.
    pub async fn close_politely(self) {
        #[cfg(unix)]
        if let Some(embedded) = &self.embedded {
            embedded.wait_for_guests(GUESTS).await;
        }
        self.close().await;
    }

    /// Closes the connections and stops the embedded server, if this process started it.
    pub async fn close(self) {
        // A connection in use (a request that hangs) must not keep the server from stopping: it would be ended anyway.
        let _ = tokio::time::timeout(Duration::from_millis(100), self.pool.close()).await;
        #[cfg(unix)]
        if let Some(embedded) = self.embedded {
            embedded.close();
        }
    }
}
