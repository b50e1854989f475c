//! What waits and what happened: `GET /staff/api/needs-you`, `/staff/api/jobs/{id}/timeline`, `/staff/api/audit`,
//! `/staff/api/keys`.

use super::jobs::DirectoryResult;
use crate::{
    app::App,
    problem::{ApiError, ApiResult, Json, Path, Query},
    staff::view::{ResultView, TimelineView},
    store::{audit, overview},
};
use autobolt_shared::problem::Slug;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// Everything that waits for a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedsReply {
    /// How many, by reason.
    pub reasons: BTreeMap<String, i64>,
    /// By reason; at most 500.
    pub waiting: Vec<Waiting>,
}

/// One directory that waits for a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct Waiting {
    /// `job_results.id`, as `/staff/api/bulk/results` takes it.
    pub id: Uuid,
    /// The job.
    pub job_id: Uuid,
    /// The customer.
    pub customer_id: Uuid,
    /// The business.
    pub customer_name: Option<String>,
    /// The AutoBolt that has the prepared page open.
    pub prepared_in: Option<String>,
    /// What the customer has not told.
    pub missing: Vec<String>,
    /// The directory.
    #[serde(flatten)]
    pub result: DirectoryResult,
}

/// Lists what waits.
#[utoipa::path(get, path = "/staff/api/needs-you", tag = "staff", responses((status = 200, body = NeedsReply)))]
pub async fn needs(State(app): State<App>) -> ApiResult<Json<NeedsReply>> {
    let reasons = overview::needs_by_reason(&app.pool).await?.into_iter().collect();
    let waiting = overview::results(&app.pool, None, 500)
        .await?
        .into_iter()
        .map(|row| {
            let view = ResultView { row };
            let missing = view.missing();
            let row = view.row;
            Waiting {
                id: row.id,
                job_id: row.job_id,
                customer_id: row.customer_id,
                customer_name: row.customer_name.clone(),
                prepared_in: row.prepared_in.clone(),
                missing,
                result: row.into(),
            }
        })
        .collect();
    Ok(Json(NeedsReply { reasons, waiting }))
}

/// How far back.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BackQuery {
    /// At most so many, 1 to 1,000; 100 where absent.
    pub limit: Option<i64>,
    /// Only what has a smaller id.
    pub before: Option<i64>,
}

impl BackQuery {
    fn limit(&self) -> ApiResult<i64> {
        match self.limit.unwrap_or(100) {
            limit @ 1..=1_000 => Ok(limit),
            _ => Err(ApiError::new(Slug::BadRequest, "limit is 1 to 1000.")),
        }
    }
}

/// What happened in a job.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimelineReply {
    /// The newest first.
    pub events: Vec<Event>,
}

/// One thing that happened.
#[derive(Debug, Serialize, ToSchema)]
pub struct Event {
    /// Grows.
    pub id: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// `staff:<email>`, `key:<name>`, `cli`, `system`.
    pub actor: String,
    /// `result`, `job`, `lease`, `attempt`, `staff`.
    pub kind: String,
    /// The directory it concerns.
    pub directory_name: Option<String>,
    /// What, in words.
    pub words: String,
    /// What, for programs.
    pub data: Value,
}

/// Tells what happened in a job.
#[utoipa::path(get, path = "/staff/api/jobs/{id}/timeline", tag = "staff", params(("id" = Uuid, Path), ("limit" = Option<i64>, Query, description = "At most so many, 1 to 1,000; 100 where absent")),
    responses((status = 200, body = TimelineReply)))]
pub async fn timeline(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    Query(back): Query<BackQuery>,
) -> ApiResult<Json<TimelineReply>> {
    super::jobs::find(&app, id).await?;
    let events = overview::timeline(&app.pool, id, back.limit()?)
        .await?
        .into_iter()
        .map(|line| {
            let (actor, kind) = (line.actor.clone(), line.kind.clone());
            let (directory_name, data) = (line.directory_name.clone(), line.data.clone());
            let view = TimelineView::from(line);
            Event { id: view.id, at: view.at, actor, kind, directory_name, words: view.words, data }
        })
        .collect();
    Ok(Json(TimelineReply { events }))
}

/// Entries of the audit log.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditReply {
    /// The newest first; the next page is `before` the last one's id.
    pub entries: Vec<audit::Recorded>,
}

/// Tells who changed what.
#[utoipa::path(get, path = "/staff/api/audit", tag = "staff", params(BackQuery), responses((status = 200, body = AuditReply)))]
pub async fn audit_log(State(app): State<App>, Query(back): Query<BackQuery>) -> ApiResult<Json<AuditReply>> {
    Ok(Json(AuditReply { entries: audit::page(&app.pool, back.before, back.limit()?).await? }))
}

/// Every key.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeysReply {
    /// Those in use first. Never the keys themselves.
    pub keys: Vec<overview::KeyLine>,
}

/// Lists keys.
#[utoipa::path(get, path = "/staff/api/keys", tag = "staff", responses((status = 200, body = KeysReply)))]
pub async fn keys(State(app): State<App>) -> ApiResult<Json<KeysReply>> {
    Ok(Json(KeysReply { keys: overview::keys(&app.pool).await? }))
}
