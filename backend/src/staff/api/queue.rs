//! `GET /staff/api/queue`: how much waits where, and which AutoBolts fell silent: what a person is called for.

use crate::{
    app::App,
    problem::{ApiResult, Json},
    staff::view::WorkerView,
    store::overview::{self, Queue},
};
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

/// The queue in numbers.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueueReply {
    /// Counts.
    #[serde(flatten)]
    pub queue: Queue,
    /// Names of AutoBolts that hold a job or prepared pages and are not heard of any more.
    pub silent: Vec<String>,
}

/// Counts it.
#[utoipa::path(get, path = "/staff/api/queue", tag = "staff", responses((status = 200, body = QueueReply)))]
pub async fn show(State(app): State<App>) -> ApiResult<Json<QueueReply>> {
    let queue = overview::queue(&app.pool).await?;
    let silent = overview::workers(&app.pool)
        .await?
        .into_iter()
        .map(|row| WorkerView { row })
        .filter(WorkerView::missed)
        .map(|view| view.row.name)
        .collect();
    Ok(Json(QueueReply { queue, silent }))
}
