//! `POST /jobs/heartbeat`: sign of life.

use super::auth::Worker;
use crate::{
    app::App,
    jobs::heartbeat,
    problem::{ApiResult, Json},
};
use autobolt_shared::{
    problem::Problem,
    protocol::heartbeat::{HeartbeatReply, HeartbeatRequest},
};
use axum::extract::State;

/// Renews the lease it names, says what the worker does, and brings back what staff want of it.
///
/// Without a job it is the idle worker's sign of life.
#[utoipa::path(post, path = "/jobs/heartbeat", tag = "worker", request_body = HeartbeatRequest, security(("key" = [])), responses(
    (status = 200, description = "What the server wants", body = HeartbeatReply),
    (status = 409, description = "`lease-lost`, with the reason", body = Problem, content_type = "application/problem+json"),
))]
pub async fn heartbeat_worker(
    State(app): State<App>,
    Worker(caller): Worker,
    Json(request): Json<HeartbeatRequest>,
) -> ApiResult<Json<HeartbeatReply>> {
    Ok(Json(heartbeat::heartbeat(&app.pool, &caller, request, &app.timing).await?))
}
