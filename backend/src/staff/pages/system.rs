//! `GET /staff/system`: the last audit's report; `POST` makes a new one.

use super::{Live, Page, render, shell};
use crate::{
    app::App,
    audit::{self, Check, Gap, Report, Section},
    problem::ApiResult,
    staff::{session::Caller, view::Shell},
    store,
};
use askama::Template;
use axum::{
    extract::State,
    http::Uri,
    response::{IntoResponse, Redirect, Response},
};
use serde_json::json;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The audit of this process: one at a time.
#[derive(Debug, Default)]
struct Run {
    under_way: bool,
    /// Why the last one came to nothing.
    failed: Option<String>,
}

static RUN: Mutex<Run> = Mutex::new(Run { under_way: false, failed: None });

fn run() -> MutexGuard<'static, Run> {
    RUN.lock().unwrap_or_else(PoisonError::into_inner)
}

#[derive(Template)]
#[template(path = "system.html")]
struct System<'a> {
    shell: Shell,
    under_way: bool,
    failed: Option<String>,
    report: Option<&'a Report>,
    sections: Vec<(Section, Vec<&'a Check>)>,
    gaps: Vec<Gap<'a>>,
}

/// Shows it.
pub async fn show(State(app): State<App>, caller: Caller, uri: Uri) -> Page {
    let report = audit::kept(&app.config.data_dir);
    let report = report.as_ref();
    let sections = report
        .into_iter()
        .flat_map(|report| Section::ALL.map(|section| (section, report.of(section).collect())))
        .collect();
    let (under_way, failed) = {
        let run = run();
        (run.under_way, run.failed.clone())
    };
    let shell = shell(&app, caller, &uri, Live::No).await?;
    let gaps = report.map(Report::gaps).unwrap_or_default();
    Ok(render(&System { shell, under_way, failed, report, sections, gaps }))
}

/// Begins an audit, unless one is under way, and shows the page again.
pub async fn begin(State(app): State<App>, caller: Caller) -> ApiResult<Response> {
    let free = {
        let mut run = run();
        !std::mem::replace(&mut run.under_way, true)
    };
    if free {
        tokio::spawn(audited(app.clone()));
        let mut conn = app.pool.acquire().await?;
        let actor = caller.actor();
        let entry = store::audit::Entry::plain(&actor, "system.audit", json!({}));
        store::audit::record(&mut conn, entry).await?;
    }
    Ok(Redirect::to("/staff/system").into_response())
}

async fn audited(app: App) {
    let failed = audit::of_serving(&app).await.err().map(|error| error.to_string());
    *run() = Run { under_way: false, failed };
}
