//! `POST /jobs/evidence`: a screenshot, sent beside the result and never waited for.

use super::LeaseRef;
use crate::json::FromJson;
use crate::{AttemptId, DirectoryName, EvidenceId, JobId};
use serde::{Deserialize, Serialize};

/// Largest screenshot taken, in bytes before base64.
pub const MAX_EVIDENCE_BYTES: usize = 4 * 1024 * 1024;

/// One screenshot. Idempotent by `evidence_id`. Taken from the key that works, or worked, on that directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EvidenceRequest {
    /// Made by the client.
    pub evidence_id: EvidenceId,
    /// The job.
    pub job_id: JobId,
    /// The directory.
    pub directory_name: DirectoryName,
    /// The press it belongs to, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempt_id: Option<AttemptId>,
    /// `image/jpeg`, `image/png` or `image/webp`; checked against the bytes.
    pub media_type: String,
    /// The image.
    pub data_base64: String,
    /// The lease, if the worker still holds one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease: Option<LeaseRef>,
}

/// Stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EvidenceReply {
    /// The id it is stored under.
    pub evidence_id: EvidenceId,
    /// The same one was stored before.
    pub replay: bool,
}
