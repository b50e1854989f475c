//! `GET /health/live` and `GET /health/ready`.

use crate::{
    app::App,
    problem::{ApiError, ApiResult, Json},
};
use autobolt_shared::problem::{Problem, Slug};
use axum::extract::State;
use serde::Serialize;

/// The server's state.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Health {
    /// `ok`.
    pub status: &'static str,
    /// The backend's build.
    pub build: &'static str,
}

const OK: Health = Health { status: "ok", build: env!("CARGO_PKG_VERSION") };

/// The process answers.
#[utoipa::path(get, path = "/health/live", tag = "health", responses((status = 200, description = "Alive", body = Health)))]
pub async fn live() -> Json<Health> {
    Json(OK)
}

/// The database answers, its tables are there, and the server is not about to stop.
#[utoipa::path(get, path = "/health/ready", tag = "health", responses(
    (status = 200, description = "Ready", body = Health),
    (status = 503, description = "Not ready, with the reason", body = Problem, content_type = "application/problem+json"),
))]
pub async fn ready(State(app): State<App>) -> ApiResult<Json<Health>> {
    if app.shutdown.is_cancelled() {
        return Err(ApiError::new(Slug::Unavailable, "The server is stopping."));
    }
    crate::store::jobs::tables_are_there(&app.pool).await.map_err(|error| {
        tracing::warn!(%error, "not ready");
        ApiError::new(Slug::Unavailable, "The database does not answer, or its tables are missing.")
            .with("retry_after_ms", 2_000)
    })?;
    Ok(Json(OK))
}
