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
}

/// Shows them.
pub async fn show(State(app): State<App>, caller: Caller, uri: Uri) -> Page {
    let workers = overview::workers(&app.pool).await?.into_iter().map(|row| WorkerView { row }).collect();
    let shell = shell(&app, caller, &uri, Live::Anything).await?;
    Ok(render(&Workers { shell, workers }))
}
