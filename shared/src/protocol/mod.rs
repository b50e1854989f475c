//! The worker API's requests and replies (design §5). One file per endpoint.
//!
//! A lease is named by [`LeaseRef`] in the body. A body without one comes from a bare client, which works under the
//! lease its key holds.

pub mod begin;
pub mod complete;
pub mod evidence;
pub mod fail;
pub mod heartbeat;
pub mod job_create;
pub mod next;
pub mod pair;
pub mod update;
pub mod whoami;

use crate::json::FromJson;
use crate::status::{Reason, ResultStatus};
use serde::{Deserialize, Serialize};

/// The protocol this crate speaks. Sent as [`PROTOCOL_HEADER`] with every request of AutoBolt's own.
pub const PROTOCOL_VERSION: u32 = 1;
/// The oldest protocol the backend still serves; older ones get 426.
pub const OLDEST_PROTOCOL: u32 = 1;
/// Names the protocol version. A request without it comes from a bare client.
pub const PROTOCOL_HEADER: &str = "autobolt-protocol";
/// Names the client's build, e.g. `0.1.0`.
pub const BUILD_HEADER: &str = "autobolt-build";
/// Names one start of the worker (a UUID): tells a restart from a repeat.
pub const INCARNATION_HEADER: &str = "autobolt-incarnation";

/// The lease a write is made under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeaseRef {
    /// Counts the leases of this job; an older one is fenced.
    pub epoch: i64,
    /// Random, known to this incarnation alone; the database holds its hash.
    pub token: String,
}

/// Progress of a job, counted from its rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Progress {
    /// Final directories: submitted + failed.
    pub done: i64,
    /// Directories chosen for the job.
    pub total: i64,
    /// Submitted, with evidence.
    pub submitted: i64,
    /// Failed for good.
    pub failed: i64,
    /// `retry`: by a timer or by a person.
    pub retry: i64,
    /// Of those, the ones that wait for a person.
    pub needs_staff: i64,
}

/// What the server asks of a worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Go on.
    Continue,
    /// Press nothing more in this job, report what is begun, then let it go.
    Pause,
    /// The same; the job is cancelled.
    Cancel,
    /// The whole AutoBolt stops: report what is begun, then ask for nothing until told otherwise.
    Stop,
}

/// How a directory of the job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// To be done now: `pending`, or `retry` whose timer is due.
    Runnable,
    /// Waits for its timer.
    WaitingTimer,
    /// Waits for a person.
    WaitingStaff,
    /// Done.
    Final,
}

/// How one directory stands, with the words that say why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DirectoryState {
    /// Its name.
    pub directory_name: crate::DirectoryName,
    /// Its stored status.
    pub status: ResultStatus,
    /// Its stored reason.
    pub reason: Option<Reason>,
    /// Runnable, waiting or final.
    pub standing: Standing,
    /// When its timer is due, from now, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_in_ms: Option<u64>,
}
