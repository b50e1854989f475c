//! What every request handler shares: the database, the protocol's times, the live feed, the settings.

use crate::{config::Config, live::Live};
use autobolt_shared::timing::Timing;
use sqlx::PgPool;
use std::{ops::Deref, sync::Arc};
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
        Self(Arc::new(Inner { pool, timing, live, config, shutdown }))
    }
}

impl Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}
