//! Connection pools and the limits every session of AutoBolt's works under.

use sqlx::Connection as _;
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::str::FromStr;
use std::time::Duration;

/// What a pool may use.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Connections at most.
    pub connections: u32,
    /// A statement that takes longer is ended.
    pub statement: Duration,
}

impl Limits {
    /// For `serve`.
    pub const SERVE: Self = Self { connections: 20, statement: Duration::from_secs(15) };
    /// For a command that ends.
    pub const COMMAND: Self = Self { connections: 4, statement: Duration::from_secs(60) };
}

/// Reads a `postgres://` address.
///
/// # Errors
/// It is none.
pub fn options_from_url(url: &str) -> Result<PgConnectOptions, sqlx::Error> {
    PgConnectOptions::from_str(url)
}

/// A pool whose sessions are limited: one forgotten transaction would keep old row versions alive and slow every lease
/// down, so the server ends it.
///
/// # Errors
/// The server cannot be reached.
pub async fn app_pool(options: PgConnectOptions, limits: Limits) -> Result<PgPool, sqlx::Error> {
    let options = options.application_name("autobolt").options([
        ("statement_timeout", limits.statement.as_millis().to_string()),
        ("idle_in_transaction_session_timeout", "30000".to_owned()),
        ("lock_timeout", "10000".to_owned()),
    ]);
    PgPoolOptions::new()
        .max_connections(limits.connections)
        .acquire_timeout(Duration::from_secs(10))
        // A ping before every use would be a round trip per request; one that lay idle for a while may have died.
        .test_before_acquire(false)
        .before_acquire(|conn, meta| {
            Box::pin(async move {
                if meta.idle_for > Duration::from_secs(5) {
                    conn.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_with(options)
        .await
}

/// The same for looking only: the server refuses every change.
///
/// # Errors
/// The server cannot be reached.
pub async fn reading_pool(options: PgConnectOptions, limits: Limits) -> Result<PgPool, sqlx::Error> {
    app_pool(options.options([("default_transaction_read_only", "on")]), limits).await
}
