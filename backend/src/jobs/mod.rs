//! The rules: the lease protocol, orders, and what staff may do. No HTTP here and no SQL.

pub mod answers;
pub mod begin;
pub mod choose;
pub mod control;
pub mod create;
pub mod customers;
pub mod finish;
pub mod heartbeat;
pub mod lease;
pub mod pauses;
pub mod recipes;
pub mod refused;
pub mod remembered;
pub mod report;

use uuid::Uuid;

/// After so many leases in a row under which nothing was pressed or reported, the job is given up.
pub const MAX_LEASES_WITHOUT_PROGRESS: i32 = 5;

/// After so many visits that ended in a `retry` by timer, the next one is final.
pub const MAX_TIMER_TRIES: i32 = 5;

/// Who calls, as far as the rules are concerned.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The key's name, for the timeline.
    pub name: String,
    /// The key, then those it took the place of by rotation: what they held is its own.
    pub keys: Vec<Uuid>,
    /// The client's build.
    pub build: Option<String>,
    /// The protocol it speaks; `None`: a bare client.
    pub protocol: Option<u32>,
    /// One start of the worker.
    pub incarnation: Option<String>,
}

impl Caller {
    /// The key itself.
    #[must_use]
    pub fn key(&self) -> Uuid {
        self.keys.first().copied().unwrap_or_default()
    }

    /// As the timeline names it.
    #[must_use]
    pub fn actor(&self) -> String {
        format!("key:{}", self.name)
    }
}
