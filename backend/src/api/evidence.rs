//! `POST /jobs/evidence`: a screenshot, sent beside the result and never waited for.

use super::auth::Worker;
use crate::{
    app::App,
    evidence::{self, Image},
    jobs::refused::Refused,
    keys,
    problem::{ApiError, ApiResult, Json},
    store::evidence as rows,
};
use autobolt_shared::{
    problem::{Problem, Slug},
    protocol::evidence::{EvidenceReply, EvidenceRequest, MAX_EVIDENCE_BYTES},
};
use axum::extract::State;
use base64::Engine;

/// How many screenshots are kept for one directory of a job.
const MOST: i64 = 20;

/// Stores a screenshot.
///
/// Idempotent by `evidence_id`. Taken from the key that works, or worked, on that job; the media type is checked against the
/// bytes.
#[utoipa::path(post, path = "/jobs/evidence", tag = "worker", request_body = EvidenceRequest, security(("key" = [])), responses(
    (status = 200, description = "Stored", body = EvidenceReply),
    (status = 413, description = "Larger than 4 MB", body = Problem, content_type = "application/problem+json"),
    (status = 415, description = "Not the image it says it is", body = Problem, content_type = "application/problem+json"),
))]
pub async fn store_evidence(
    State(app): State<App>,
    Worker(caller): Worker,
    Json(request): Json<EvidenceRequest>,
) -> ApiResult<Json<EvidenceReply>> {
    let bytes = base64::engine::general_purpose::STANDARD.decode(request.data_base64.as_bytes()).map_err(
        |error| ApiError::new(Slug::BadRequest, format!("`data_base64` cannot be read: {error}.")),
    )?;
    if bytes.len() > MAX_EVIDENCE_BYTES {
        let detail =
            format!("A screenshot has at most {MAX_EVIDENCE_BYTES} bytes, this one {}.", bytes.len());
        return Err(ApiError::new(Slug::TooLarge, detail));
    }
    let Some(image) = Image::of(&bytes).filter(|image| image.media_type() == request.media_type) else {
        let detail = format!("The bytes are not `{}`; taken are PNG, JPEG and WebP.", request.media_type);
        return Err(ApiError::new(Slug::UnsupportedMediaType, detail));
    };
    let mut conn = app.pool.acquire().await?;
    let place = rows::place(&mut conn, request.job_id, &request.directory_name, &caller.keys).await?;
    if !place.known {
        return Err(Refused::NoSuchJob.into());
    }
    if !place.has_directory {
        return Err(Refused::UnknownDirectory(request.directory_name).into());
    }
    let sha256 = keys::sha256(&bytes);
    let reply = |replay| Ok(Json(EvidenceReply { evidence_id: request.evidence_id, replay }));
    if let Some(stored) = rows::find(&mut conn, request.evidence_id).await? {
        let same = stored.job_id == request.job_id.0
            && stored.directory_name == request.directory_name.0
            && stored.sha256 == sha256;
        if !same {
            return Err(Refused::IdReused("This evidence id was used for another image.").into());
        }
        return reply(true);
    }
    if place.stored >= MOST {
        let detail = format!("{MOST} screenshots of this directory are stored; no more are taken.");
        return Err(ApiError::new(Slug::Conflict, detail));
    }
    // The file first: a row never points at nothing.
    let location = evidence::location(request.job_id, request.evidence_id, image);
    let location = app
        .evidence
        .write(&location, image, bytes.clone())
        .await
        .map_err(|error| ApiError::internal(&error))?;
    let new = rows::NewEvidence {
        id: request.evidence_id,
        job: request.job_id,
        directory: request.directory_name.as_str(),
        attempt: request.attempt_id,
        key: caller.key(),
        media_type: image.media_type(),
        bytes: i32::try_from(bytes.len()).unwrap_or(i32::MAX),
        sha256: &sha256,
        location: &location,
        actor: &caller.actor(),
    };
    let fresh = rows::insert(&mut conn, new).await?;
    reply(!fresh)
}
