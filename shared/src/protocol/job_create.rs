//! `POST /jobs`: the website orders a job for an existing customer. It waits for staff approval.

use super::Progress;
use crate::json::FromJson;
use crate::{CustomerId, JobId, JobStatus, PackageSize};
use serde::{Deserialize, Serialize};

/// Orders a job. Idempotent by the `Idempotency-Key` header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct JobCreateRequest {
    /// The customer.
    pub customer_id: CustomerId,
    /// The package.
    pub package_size: PackageSize,
    /// Yes, make it although fewer directories are available than the package holds.
    #[serde(default)]
    pub accept_fewer: bool,
}

/// The job as it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JobCreateReply {
    /// The job.
    pub job_id: JobId,
    /// `pending`.
    pub status: JobStatus,
    /// False until staff approve.
    pub approved: bool,
    /// Directories chosen.
    pub progress: Progress,
    /// The same order was placed before.
    pub replay: bool,
    /// Said when the job has fewer directories than the package holds: `15 of 50 directories available`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
