//! `POST /staff/api/keys/{id}/revoke`: shuts a key out at once.

use crate::{
    app::App,
    jobs::control::Done,
    keys,
    problem::{ApiResult, Json, Path},
    staff::session::Caller,
};
use autobolt_shared::problem::Problem;
use axum::extract::State;
use uuid::Uuid;

/// Revokes a key, ends its leases and gives up the pages it prepared.
#[utoipa::path(post, path = "/staff/api/keys/{id}/revoke", tag = "staff", params(("id" = Uuid, Path)),
    responses((status = 200, body = Done), (status = 404, body = Problem, content_type = "application/problem+json"), (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn revoke(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> ApiResult<Json<Done>> {
    let jobs = keys::revoke(&app.pool, id, &caller.actor()).await?;
    let message = match jobs.len() {
        0 => "Revoked. Nothing can be done with this key any more.",
        _ => "Revoked. The job it worked on went back to the queue.",
    };
    Ok(Json(Done { message: message.to_owned(), directories: 0 }))
}
