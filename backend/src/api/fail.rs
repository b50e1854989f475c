//! `POST /jobs/fail`: the worker gives the job up.

use super::auth::Worker;
use crate::{
    app::App,
    jobs::finish,
    problem::{ApiResult, Json},
};
use autobolt_shared::{
    problem::Problem,
    protocol::fail::{FailReply, FailRequest},
};
use axum::extract::State;

/// Ends the lease and fails the job. Results that are stored stay as they are.
#[utoipa::path(post, path = "/jobs/fail", tag = "worker", request_body = FailRequest, security(("key" = [])), responses(
    (status = 200, description = "Failed", body = FailReply),
    (status = 409, description = "`lease-lost`, with the reason", body = Problem, content_type = "application/problem+json"),
))]
pub async fn fail_job(
    State(app): State<App>,
    Worker(caller): Worker,
    Json(request): Json<FailRequest>,
) -> ApiResult<Json<FailReply>> {
    Ok(Json(finish::fail(&app.pool, &caller, request, &app.timing).await?))
}
