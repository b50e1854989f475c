//! `POST /jobs/complete`: the worker has nothing left to run in this job.

use super::{LeaseRef, Progress};
use crate::json::FromJson;
use crate::{JobId, JobStatus};
use serde::{Deserialize, Serialize};

/// Ends the lease. Runnable directories left: 409 `directories-left` with their names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CompleteRequest {
    /// The job.
    pub job_id: JobId,
    /// The lease.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease: Option<LeaseRef>,
    /// This worker was paused: what is left to run is for whoever asks next.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub release: bool,
}

/// How the job stands after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CompleteReply {
    /// The job's status.
    pub status: JobStatus,
    /// Finished, or what it waits for.
    pub outcome: CompleteOutcome,
    /// When the earliest timer is due, from now, in milliseconds (`parked` only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_in_ms: Option<u64>,
    /// Counted from the rows.
    pub progress: Progress,
}

/// What a finished run means for the job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CompleteOutcome {
    /// Every directory is final.
    Complete,
    /// Offered again when the earliest timer is due.
    Parked,
    /// Only people can bring it on.
    WaitingForStaff,
}
