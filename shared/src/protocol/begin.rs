//! `POST /jobs/begin`: permission for one press that may send data.

use super::{Command, LeaseRef};
use crate::json::FromJson;
use crate::{AttemptId, DirectoryName, JobId, log::SubmissionLog};
use serde::{Deserialize, Serialize};

/// Asks for permission to press. Idempotent by `attempt_id`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BeginRequest {
    /// The job.
    pub job_id: JobId,
    /// The directory.
    pub directory_name: DirectoryName,
    /// Made by the client.
    pub attempt_id: AttemptId,
    /// The lease; absent for a hand-over, or from a bare client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease: Option<LeaseRef>,
    /// The directory waits for staff and the page this key prepared is still open: no lease is needed.
    #[serde(default)]
    pub hand_over: bool,
    /// Closes the attempt before this one as provably not accepted, in the same transaction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<NotAccepted>,
}

/// An earlier press that provably sent nothing that was accepted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NotAccepted {
    /// That press.
    pub attempt_id: AttemptId,
    /// What proves it.
    pub proof: NotAcceptedProof,
    /// What was seen.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub log: SubmissionLog,
}

/// The two things that prove a press was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NotAcceptedProof {
    /// No request left the page.
    NoRequest,
    /// The page names fields that are wrong, and the form is still there.
    FieldErrors,
}

/// The permission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BeginReply {
    /// The attempt it is for.
    pub attempt_id: AttemptId,
    /// How long it stays good, in milliseconds from the moment the request was sent.
    pub valid_ms: u64,
    /// The same permission was given before.
    pub replay: bool,
    /// What the server asks of the worker.
    pub command: Command,
}
