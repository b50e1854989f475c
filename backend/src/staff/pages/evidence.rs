//! `GET /staff/evidence/{id}`: a stored screenshot.

use super::Page;
use crate::{
    app::App,
    problem::{ApiError, Path},
    store::overview,
};
use autobolt_shared::problem::Slug;
use axum::{extract::State, http::header, response::IntoResponse};
use uuid::Uuid;

/// Sends it.
pub async fn show(State(app): State<App>, Path(id): Path<Uuid>) -> Page {
    let gone = || ApiError::new(Slug::NotFound, "There is no such screenshot.");
    let (location, media_type) = overview::evidence(&app.pool, id).await?.ok_or_else(gone)?;
    let bytes = app.evidence.read(&location).await.map_err(|error| {
        tracing::warn!(%error, evidence = %id, "a screenshot is in the database and cannot be read");
        gone()
    })?;
    // It never changes under its id. Only staff's own browser may keep it.
    let headers =
        [(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, "private, max-age=86400".to_owned())];
    Ok((headers, bytes).into_response())
}
