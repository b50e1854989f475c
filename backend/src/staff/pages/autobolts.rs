//! `GET /staff/autobolts`: each AutoBolt, what it does now, and its stop button.

use super::{Live, Page, render, shell};
use crate::{
    app::App,
    staff::{
        session::Caller,
        view::{Shell, WorkerView},
    },
    store::overview,
};
use askama::Template;
use axum::{extract::State, http::Uri};

#[derive(Template)]
#[template(path = "autobolts.html")]
struct Workers {
    shell: Shell,
    workers: Vec<WorkerView>,
    /// May be stopped.
    running: usize,
    /// May be allowed to work again.
    stopped: usize,
}

/// Shows them.
pub async fn show(State(app): State<App>, caller: Caller, uri: Uri) -> Page {
    let workers: Vec<WorkerView> =
        overview::workers(&app.pool).await?.into_iter().map(|row| WorkerView { row }).collect();
    let in_use = workers.iter().filter(|worker| worker.row.revoked_at.is_none());
    let (stopped, running): (Vec<&WorkerView>, _) =
        in_use.partition(|worker| worker.row.stop_requested_at.is_some());
    let (stopped, running) = (stopped.len(), running.len());
    let shell = shell(&app, caller, &uri, Live::Anything).await?;
    Ok(render(&Workers { shell, workers, running, stopped }))
}
