//! `POST /jobs/complete`: the worker has nothing left to run in this job.

use super::auth::Worker;
use crate::{
    app::App,
    jobs::finish,
    problem::{ApiResult, Json},
};
use autobolt_shared::{
    problem::Problem,
    protocol::complete::{CompleteReply, CompleteRequest},
};
use axum::extract::State;

/// Ends the lease: the job is complete, or waits for a timer or for staff.
#[utoipa::path(post, path = "/jobs/complete", tag = "worker", request_body = CompleteRequest, security(("key" = [])), responses(
    (status = 200, description = "How the job stands", body = CompleteReply),
    (status = 409, description = "`directories-left` with their names, or `lease-lost`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn complete_job(
    State(app): State<App>,
    Worker(caller): Worker,
    Json(request): Json<CompleteRequest>,
) -> ApiResult<Json<CompleteReply>> {
    Ok(Json(finish::complete(&app.pool, &caller, request, &app.timing).await?))
}
