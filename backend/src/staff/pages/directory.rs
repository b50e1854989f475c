//! `GET /staff/directories/{id}`: one directory: what is known of it, how it went there, whether new jobs choose it.

use super::{Live, Page, render, shell};
use crate::{
    app::App,
    problem::Path,
    staff::{
        api::directories::find,
        session::Caller,
        view::{DirectoryView, Shell, VisitView},
    },
};
use askama::Template;
use axum::{extract::State, http::Uri};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "directory.html")]
struct DirectoryPage {
    shell: Shell,
    d: DirectoryView,
    visits: Vec<VisitView>,
}

/// Shows it.
pub async fn show(State(app): State<App>, caller: Caller, uri: Uri, Path(id): Path<Uuid>) -> Page {
    let found = find(&app, id).await?;
    let shell = shell(&app, caller, &uri, Live::Anything).await?;
    let visits = found.visits.into_iter().map(|row| VisitView { row }).collect();
    Ok(render(&DirectoryPage { shell, d: DirectoryView { row: found.directory }, visits }))
}
