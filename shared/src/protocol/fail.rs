//! `POST /jobs/fail`: the worker gives the job up.

use super::{LeaseRef, Progress};
use crate::json::FromJson;
use crate::{JobId, JobStatus};
use serde::{Deserialize, Serialize};

/// Ends the lease and fails the job. Results that are stored stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FailRequest {
    /// The job.
    pub job_id: JobId,
    /// Why, for staff.
    pub error_message: String,
    /// The lease.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease: Option<LeaseRef>,
}

/// How the job stands after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FailReply {
    /// `failed`.
    pub status: JobStatus,
    /// Counted from the rows.
    pub progress: Progress,
}
