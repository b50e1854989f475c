//! What every request handler shares: the database, the protocol's times, the live feed, the settings.

use crate::{api::limit::Tries, config::Config, live::Live};
use autobolt_shared::timing::Timing;
use sqlx::PgPool;
use std::{ops::Deref, sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;

/// The application. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// What an [`App`] holds.
pub struct Inner {
    /// Connections as `autobolt_app`.
    pub pool: PgPool,
    /// The lease protocol's times, sent to workers with every lease.
    pub timing: Timing,
    /// Event ids for live pages.
    pub live: Live,
    /// The operator's settings.
    pub config: Config,
    /// Cancelled when the server is to end: open streams close, readiness turns false.
    pub shutdown: CancellationToken,
    /// How often an address may try a pairing code.
    pub pairing_tries: Tries,
}

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(
        pool: PgPool,
        timing: Timing,
        live: Live,
        config: Config,
        shutdown: CancellationToken,
    ) -> Self {
        let pairing_tries = Tries::new(10, Duration::from_secs(60));
        Self(Arc::new(Inner { pool, timing, live, config, shutdown, pairing_tries }))
    }
}

impl Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}
