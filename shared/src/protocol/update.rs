//! `POST /jobs/update`: one result for one directory.

use super::{Command, DirectoryState, LeaseRef, Progress, begin::NotAcceptedProof};
use crate::json::FromJson;
use crate::{AttemptId, DirectoryName, EventId, JobId, Reason, ResultStatus};
use serde::{Deserialize, Serialize};

/// Reports a result. The first four fields are all a bare client sends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateRequest {
    /// The job.
    pub job_id: JobId,
    /// The directory.
    pub directory_name: DirectoryName,
    /// Its new status.
    pub status: ResultStatus,
    /// What was seen; [`crate::log::SubmissionLog`] from AutoBolt, anything non-empty from a bare client.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub response_log: serde_json::Value,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Made by the client; a repeat gets the stored answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_id: Option<EventId>,
    /// The press this is the outcome of. Absent when nothing was pressed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempt: Option<AttemptOutcome>,
    /// The lease.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease: Option<LeaseRef>,
    /// A rehearsal: recorded as an attempt, the result stays as it was.
    #[serde(default)]
    pub dry_run: bool,
}

/// What became of one press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AttemptOutcome {
    /// The press.
    pub attempt_id: AttemptId,
    /// What became of it.
    pub outcome: PressOutcome,
}

/// What became of a press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PressOutcome {
    /// The directory took it, or answered it finally (duplicate, rejected).
    Answered,
    /// Provably not accepted: nothing left the page.
    NoRequest,
    /// Provably not accepted: the page names wrong fields, the form is still there.
    FieldErrors,
    /// Nothing proves what came of it.
    Unknown,
}

impl From<NotAcceptedProof> for PressOutcome {
    fn from(proof: NotAcceptedProof) -> Self {
        match proof {
            NotAcceptedProof::NoRequest => Self::NoRequest,
            NotAcceptedProof::FieldErrors => Self::FieldErrors,
        }
    }
}

/// The acknowledgement: the result is stored, once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UpdateReply {
    /// True when the same report was stored before.
    pub replay: bool,
    /// How the directory stands now.
    pub directory: DirectoryState,
    /// How the job stands now.
    pub progress: Progress,
    /// The renewed lease's life in milliseconds; absent when the outcome was taken after the lease was lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease_expires_in_ms: Option<u64>,
    /// What the server asks of the worker.
    pub command: Command,
}
