//! `POST /jobs/update`: one result for one directory.

use super::auth::Worker;
use crate::{
    app::App,
    jobs::report,
    problem::{ApiResult, Json},
};
use autobolt_shared::{
    problem::Problem,
    protocol::update::{UpdateReply, UpdateRequest},
};
use axum::extract::State;

/// Reports a result.
///
/// `job_id`, `directory_name`, `status` and `response_log` are enough: such a report is stored under the lease the key
/// holds, and `submitted` then as `unverified`. With an `event_id`, a repeat gets the stored answer.
#[utoipa::path(post, path = "/jobs/update", tag = "worker", request_body = UpdateRequest, security(("key" = [])), responses(
    (status = 200, description = "Stored, once", body = UpdateReply),
    (status = 409, description = "`lease-lost` or `result-final`", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`unknown-directory`, `id-reused` or `invalid`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn update_result(
    State(app): State<App>,
    Worker(caller): Worker,
    Json(request): Json<UpdateRequest>,
) -> ApiResult<Json<UpdateReply>> {
    Ok(Json(report::report(&app.pool, &caller, request, &app.timing).await?))
}
