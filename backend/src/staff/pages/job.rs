//! `GET /staff/jobs/{id}`: every directory with its result and evidence, and what happened when.

use super::{Live, Page, render, shell};
use crate::{
    app::App,
    problem::{Path, Query},
    staff::{
        api::jobs::find,
        session::Caller,
        view::{JobView, ResultView, Shell, Tab, TimelineView, reason_words},
    },
    store::overview,
};
use askama::Template;
use axum::{extract::State, http::Uri};
use serde::Deserialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A package is 500 at most.
const MOST_RESULTS: i64 = 1_000;
const MOST_EVENTS: i64 = 100;

/// Which directories are shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    show: String,
}

/// A tab: its word in the address, its label, what it shows.
type Kind = (&'static str, &'static str, fn(&ResultView) -> bool);

struct ReasonCount {
    reason: String,
    label: &'static str,
    count: usize,
}

impl ReasonCount {
    fn confirm(&self) -> String {
        let count = self.count;
        let directories = if count == 1 { "1 directory".to_owned() } else { format!("{count} directories") };
        let danger = match self.reason.as_str() {
            "outcome_unknown" => {
                " Submit was pressed there and may have been accepted: trying again may list the business twice."
            }
            "duplicate" => " The directory said that the business is listed already.",
            _ => "",
        };
        format!("Try {directories} again where it ended with “{}”?{danger}", self.label)
    }
}

#[derive(Template)]
#[template(path = "job.html")]
struct JobPage {
    shell: Shell,
    line: JobView,
    tabs: Vec<Tab>,
    reasons: Vec<ReasonCount>,
    results: Vec<ResultView>,
    timeline: Vec<TimelineView>,
}

/// Shows it.
pub async fn show(
    State(app): State<App>,
    caller: Caller,
    uri: Uri,
    Path(id): Path<Uuid>,
    Query(shown): Query<Shown>,
) -> Page {
    let line = JobView { job: find(&app, id).await? };
    let all: Vec<ResultView> = overview::results(&app.pool, Some(id), MOST_RESULTS)
        .await?
        .into_iter()
        .map(|row| ResultView { row })
        .collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for result in all.iter().filter(|result| result.may_retry()) {
        if let Some(reason) = &result.row.reason {
            *counts.entry(reason.clone()).or_default() += 1;
        }
    }
    let reasons = counts
        .into_iter()
        .map(|(reason, count)| ReasonCount { label: reason_words(&reason), reason, count })
        .collect();
    let kinds: [Kind; 6] = [
        ("", "All", |_| true),
        ("submitted", "Submitted", |r| r.row.status == "submitted"),
        ("failed", "Failed", |r| r.row.status == "failed"),
        ("needs", "Needs you", |r| r.row.needs_staff),
        ("retry", "Tries again", |r| r.row.status == "retry" && !r.row.needs_staff),
        ("open", "Open", |r| r.row.status == "pending"),
    ];
    let word = kinds.iter().map(|(word, ..)| *word).find(|word| *word == shown.show).unwrap_or("");
    let tabs = kinds
        .iter()
        .map(|(kind, label, fits)| Tab {
            href: if kind.is_empty() {
                format!("/staff/jobs/{id}")
            } else {
                format!("/staff/jobs/{id}?show={kind}")
            },
            label,
            count: all.iter().filter(|result| fits(result)).count() as i64,
            here: *kind == word,
        })
        .collect();
    let fits = kinds.iter().find(|(kind, ..)| *kind == word).map_or(kinds[0].2, |(_, _, fits)| *fits);
    let results = all.into_iter().filter(fits).collect();
    let timeline =
        overview::timeline(&app.pool, id, MOST_EVENTS).await?.into_iter().map(TimelineView::from).collect();
    let shell = shell(&app, caller, &uri, Live::Job(&id.to_string())).await?;
    Ok(render(&JobPage { shell, line, tabs, reasons, results, timeline }))
}
