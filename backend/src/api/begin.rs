//! `POST /jobs/begin`: permission for one press that may send data.

use super::auth::Worker;
use crate::{
    app::App,
    jobs::begin,
    problem::{ApiResult, Json},
};
use autobolt_shared::{
    problem::Problem,
    protocol::begin::{BeginReply, BeginRequest},
};
use axum::extract::State;

/// Asks for permission to press a directory's submit button.
///
/// Idempotent by `attempt_id`. At most one press per directory and job, unless the one before provably sent nothing that
/// was accepted (`after`), or staff ask again.
#[utoipa::path(post, path = "/jobs/begin", tag = "worker", request_body = BeginRequest, security(("key" = [])), responses(
    (status = 200, description = "The permission, for `valid_ms`", body = BeginReply),
    (status = 409, description = "`lease-lost` or `press-refused`, with the reason", body = Problem, content_type = "application/problem+json"),
))]
pub async fn begin_press(
    State(app): State<App>,
    Worker(caller): Worker,
    Json(request): Json<BeginRequest>,
) -> ApiResult<Json<BeginReply>> {
    Ok(Json(begin::begin(&app.pool, &caller, request, &app.timing).await?))
}
