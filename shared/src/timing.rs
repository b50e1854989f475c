//! The protocol's times: one set of values, the server's, sent with every lease so that both sides keep the same ones.

use crate::json::FromJson;
use serde::{Deserialize, Serialize};

/// Every time the lease protocol depends on, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Timing {
    /// How long a lease lives without a heartbeat. At least 30 s of idle worker + 30 s of alarm + slack.
    pub lease_ms: u64,
    /// How often a worker that holds a lease sends a heartbeat.
    pub heartbeat_ms: u64,
    /// How often a worker without a lease gives a sign of life.
    pub idle_heartbeat_ms: u64,
    /// How often the server looks for expired leases.
    pub sweep_ms: u64,
    /// How long a permission to press stays good on the worker's side; older ones are dropped (laptop sleep).
    pub press_ms: u64,
    /// How long one directory may take, from opening its page to its report.
    pub directory_ms: u64,
    /// How long a page may take to load.
    pub page_load_ms: u64,
    /// How long AutoBolt watches a page after the press for something that proves the outcome.
    pub verify_ms: u64,
    /// The first wait before a `retry` by timer; doubled each time.
    pub retry_ms: u64,
}

impl Timing {
    /// The real values.
    pub const REAL: Self = Self {
        lease_ms: 90_000,
        heartbeat_ms: 20_000,
        idle_heartbeat_ms: 25_000,
        sweep_ms: 10_000,
        press_ms: 15_000,
        directory_ms: 240_000,
        page_load_ms: 45_000,
        verify_ms: 20_000,
        retry_ms: 300_000,
    };

    /// The real values divided, for tests: a tenth makes a lease of 9 s. What waits on a foreign site is not divided
    /// below what a slow machine needs.
    #[must_use]
    pub const fn divided(by: u64) -> Self {
        let real = Self::REAL;
        let by = if by == 0 { 1 } else { by };
        Self {
            lease_ms: real.lease_ms / by,
            heartbeat_ms: real.heartbeat_ms / by,
            idle_heartbeat_ms: real.idle_heartbeat_ms / by,
            sweep_ms: real.sweep_ms / by,
            press_ms: real.press_ms,
            directory_ms: real.directory_ms,
            page_load_ms: real.page_load_ms,
            verify_ms: real.verify_ms,
            retry_ms: real.retry_ms / by,
        }
    }
}
