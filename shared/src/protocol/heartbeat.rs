//! `POST /jobs/heartbeat`: sign of life, what the worker does now, and what the server wants of it.

use super::{Command, LeaseRef};
use crate::json::FromJson;
use crate::{DirectoryName, JobId, Reason};
use serde::{Deserialize, Serialize};

/// A sign of life; with a job it renews the lease.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct HeartbeatRequest {
    /// The job the worker holds, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job_id: Option<JobId>,
    /// The lease on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lease: Option<LeaseRef>,
    /// What the worker does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<WorkerState>,
    /// The directories it works on right now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doing: Vec<Doing>,
    /// The prepared pages it keeps open for staff.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<WaitingPage>,
    /// Results stored but not yet acknowledged.
    pub outbox: u32,
    /// The page requests ([`OpenPage::request`]) that earlier answers brought: they are not repeated. A client that sends
    /// this gets each request until it names it here; from one that does not, a request whose answer is lost is lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handled: Option<Vec<i64>>,
}

/// What a worker does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WorkerState {
    /// Asks for work, there is none.
    Idle,
    /// Works on a job.
    Working,
    /// Paused from its own panel.
    PausedHere,
    /// Stopped by staff.
    Stopped,
    /// May not open directory sites: site access was not granted.
    NeedsAccess,
}

/// One directory under work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Doing {
    /// The directory.
    pub directory_name: DirectoryName,
    /// The step.
    pub step: Step,
    /// How long it has been at that step, in milliseconds.
    pub for_ms: u64,
}

/// The steps of a visit, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Waits for its host's pause.
    Queued,
    /// Loads the page.
    Opening,
    /// Looks for the form.
    Reading,
    /// Fills it.
    Filling,
    /// Reads back what the fields hold.
    Checking,
    /// Asks for the permission and presses.
    Pressing,
    /// Watches what the page answers.
    Verifying,
    /// Sends the result.
    Reporting,
}

/// A prepared page that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitingPage {
    /// The job.
    pub job_id: JobId,
    /// The directory.
    pub directory_name: DirectoryName,
    /// Why it waits.
    pub reason: Reason,
}

/// What the server wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeartbeatReply {
    /// For the job named, or for the whole worker.
    pub command: Command,
    /// The renewed lease's life in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease_expires_in_ms: Option<u64>,
    /// Pages staff want to see in this AutoBolt: bring them to the front, each request once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<OpenPage>,
    /// Prepared pages that are not needed any more: staff decided otherwise. Close them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub close: Vec<OpenPage>,
    /// When to send the next one, in milliseconds.
    pub next_in_ms: u64,
}

/// A page to bring to the front, or to close.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenPage {
    /// The job.
    pub job_id: JobId,
    /// The directory.
    pub directory_name: DirectoryName,
    /// The request's number, for [`HeartbeatRequest::handled`]. Absent where nobody asked for it: the page is not needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<i64>,
}
