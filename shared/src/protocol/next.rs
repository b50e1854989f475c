//! `GET /jobs/next`: one job under a lease, or 204 with `Retry-After`.

use super::{DirectoryState, LeaseRef, Progress};
use crate::json::FromJson;
use crate::{BusinessProfile, JobId, PackageSize, timing::Timing};
use serde::{Deserialize, Serialize};

/// A job and the lease on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextReply {
    /// The job.
    pub job_id: JobId,
    /// The package.
    pub package_size: PackageSize,
    /// The customer's data: an allow-list of profile fields.
    pub customer: BusinessProfile,
    /// True when this key held the job already: an earlier incarnation of it is fenced now.
    pub resumed: bool,
    /// The lease.
    pub lease: LeaseGrant,
    /// The protocol's times.
    pub timing: Timing,
    /// Every directory of the job, in the order to do them.
    pub directories: Vec<JobDirectory>,
    /// Counted from the same rows.
    pub progress: Progress,
    /// Everything but the press: staff want to look first. The result is an attempt, not a status.
    #[serde(default)]
    pub dry_run: bool,
}

/// A fresh lease.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeaseGrant {
    /// Goes back with every write.
    #[serde(flatten)]
    pub lease: LeaseRef,
    /// How long it lives from now without a heartbeat, in milliseconds.
    pub expires_in_ms: u64,
}

/// A directory of the job, with what is needed to work on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JobDirectory {
    /// How it stands.
    #[serde(flatten)]
    pub state: DirectoryState,
    /// Where its form is; the home page where the form's own address is unknown.
    pub submission_url: String,
    /// The directory's language, e.g. `de`, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The directory's country, ISO alpha-2, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Pause between two visits to its host, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pacing_ms: Option<u64>,
    /// Overrides for this directory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub recipe: Option<serde_json::Value>,
    /// This key handed the directory over to staff and may finish it in the prepared page.
    #[serde(default)]
    pub handed_over_by_you: bool,
    /// A press of this key's that has no outcome yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unresolved_attempt: Option<crate::AttemptId>,
}
