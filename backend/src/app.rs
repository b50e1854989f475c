//! What every request handler shares: the database, the protocol's times, the live feed, the settings.

use crate::{
    api::{limit::Tries, peer::Network},
    config::Config,
    evidence::Store,
    live::Live,
};
use autobolt_shared::timing::Timing;
use sqlx::PgPool;
use std::{net::IpAddr, ops::Deref, sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// The application. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// The id Chrome gives the extension of this repository: its manifest's key decides it, wherever the folder lies.
pub const EXTENSION_ID: &str = "lhhaiieffpfekogofplennhmadgfjadf";

/// What an operator may choose; what stands here is right for most.
#[derive(Debug, Clone)]
pub struct Options {
    /// Days after which screenshots are removed; none: never.
    pub evidence_days: Option<i32>,
    /// Proxies whose word on a request's address is taken.
    pub trusted_proxies: Vec<Network>,
    /// Extensions whose pages may call, beside the one of this repository.
    pub extension_ids: Vec<String>,
    /// Requests a minute that one key may make.
    pub key_requests: u32,
}

impl Options {
    /// Ten AutoBolts with six directories each send less in a minute.
    pub const KEY_REQUESTS: u32 = 6_000;
}

impl Default for Options {
    fn default() -> Self {
        Self {
            evidence_days: None,
            trusted_proxies: Vec::new(),
            extension_ids: Vec::new(),
            key_requests: Self::KEY_REQUESTS,
        }
    }
}

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
    /// Where screenshots are kept.
    pub evidence: Store,
    /// What else the operator chose.
    pub options: Options,
    /// How often an address may try a pairing code.
    pub pairing_tries: Tries<Option<IpAddr>>,
    /// How often an address may be refused for its key.
    pub refusals: Tries<IpAddr>,
    /// How often a key may be used.
    pub key_requests: Tries<Uuid>,
}

impl App {
    /// Puts the parts together; screenshots are kept on disk, for ever.
    #[must_use]
    pub fn new(
        pool: PgPool,
        timing: Timing,
        live: Live,
        config: Config,
        shutdown: CancellationToken,
    ) -> Self {
        let evidence = Store::disk(&config.data_dir);
        Self::with(pool, timing, live, config, shutdown, evidence, Options::default())
    }

    /// The same, with another place for screenshots, and what else the operator chose.
    #[must_use]
    pub fn with(
        pool: PgPool,
        timing: Timing,
        live: Live,
        config: Config,
        shutdown: CancellationToken,
        evidence: Store,
        options: Options,
    ) -> Self {
        let minute = Duration::from_secs(60);
        let (pairing_tries, refusals) = (Tries::new(10, minute), Tries::new(100, minute));
        let key_requests = Tries::new(options.key_requests, minute);
        Self(Arc::new(Inner {
            pool,
            timing,
            live,
            config,
            shutdown,
            evidence,
            options,
            pairing_tries,
            refusals,
            key_requests,
        }))
    }
}

impl Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}
