//! `GET /staff/jobs/{id}`: every directory with its result and evidence, and what happened when. What is shown, in which
//! order, and what is searched for stands in the address.

mod sort;

use super::{Live, Page, render, shell};
use crate::{
    app::App,
    problem::{Path, Query},
    staff::{
        api::jobs::find,
        session::Caller,
        view::{JobView, Pager, ResultView, Shell, Tab, TimelineView, reason_words},
    },
    store::overview,
};
use askama::Template;
use axum::{extract::State, http::Uri};
use serde::Deserialize;
use sort::{Column, Sort};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A package is 500 at most.
const MOST_RESULTS: i64 = 1_000;
/// The latest of what happened, and all of it.
const LATEST_EVENTS: i64 = 60;
const MOST_EVENTS: i64 = 3_000;
/// Rows of one page: what a browser puts on the screen anew many times a second.
const PER_PAGE: usize = 100;

/// Which directories are shown.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub struct Shown {
    show: String,
    q: String,
    reason: String,
    sort: String,
    page: usize,
    /// `all`: everything that happened, not the latest alone.
    events: String,
}

impl Shown {
    /// The address of this page of a job, without what is usual.
    fn address(&self, job: Uuid) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("show", &self.show),
            ("q", &self.q),
            ("reason", &self.reason),
            ("sort", &self.sort),
            ("events", &self.events),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if self.page > 0 {
            query.append_pair("page", &self.page.to_string());
        }
        let query = query.finish();
        if query.is_empty() { format!("/staff/jobs/{job}") } else { format!("/staff/jobs/{job}?{query}") }
    }

    fn fits(&self, result: &ResultView) -> bool {
        let needle = self.q.trim().to_lowercase();
        let has = |text: Option<&str>| text.is_some_and(|text| text.to_lowercase().contains(&needle));
        (self.reason.is_empty() || result.row.reason.as_deref() == Some(self.reason.as_str()))
            && (needle.is_empty()
                || has(Some(&result.row.directory_name))
                || has(result.row.url.as_deref())
                || has(result.reason_word())
                || has(result.summary().as_deref()))
    }
}

/// A tab: its word in the address, its label, what it shows.
type Kind = (&'static str, &'static str, fn(&ResultView) -> bool);

const KINDS: [Kind; 6] = [
    ("", "All", |_| true),
    ("submitted", "Submitted", |r| r.row.status == "submitted"),
    ("failed", "Failed", |r| r.row.status == "failed"),
    ("needs", "Needs you", |r| r.row.needs_staff),
    ("retry", "Tries again", |r| r.row.status == "retry" && !r.row.needs_staff),
    ("open", "Open", |r| r.row.status == "pending"),
];

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
    columns: Vec<Column>,
    shown: Shown,
    pager: Pager,
    reasons: Vec<ReasonCount>,
    results: Vec<ResultView>,
    timeline: Vec<TimelineView>,
    /// Where the rest of what happened is, where there is more.
    earlier: Option<String>,
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
    let reasons = reasons(&all);
    let kind = KINDS.iter().find(|(word, ..)| *word == shown.show).unwrap_or(&KINDS[0]);
    let found: Vec<ResultView> = all.into_iter().filter(|result| shown.fits(result)).collect();
    let tabs = KINDS
        .iter()
        .map(|(word, label, fits)| Tab {
            href: Shown { show: (*word).to_owned(), page: 0, ..shown.clone() }.address(id),
            label,
            count: found.iter().filter(|result| fits(result)).count() as i64,
            here: *word == kind.0,
        })
        .collect();
    let mut results: Vec<ResultView> = found.into_iter().filter(kind.2).collect();
    let sort = Sort::from_word(&shown.sort);
    sort.apply(&mut results);
    let columns = sort.columns(|word| Shown { sort: word, page: 0, ..shown.clone() }.address(id));

    let more = results.len() > (shown.page + 1).saturating_mul(PER_PAGE);
    let at = |page: usize| Shown { page, ..shown.clone() }.address(id);
    let pager = Pager { newer: shown.page.checked_sub(1).map(at), older: more.then(|| at(shown.page + 1)) };
    let results = results.into_iter().skip(shown.page.saturating_mul(PER_PAGE)).take(PER_PAGE).collect();

    let most = if shown.events == "all" { MOST_EVENTS } else { LATEST_EVENTS };
    let timeline: Vec<TimelineView> =
        overview::timeline(&app.pool, id, most).await?.into_iter().map(TimelineView::from).collect();
    let earlier = (timeline.len() as i64 == LATEST_EVENTS && shown.events != "all")
        .then(|| Shown { events: "all".to_owned(), ..shown.clone() }.address(id));
    let shell = shell(&app, caller, &uri, Live::Job(&id.to_string())).await?;
    Ok(render(&JobPage { shell, line, tabs, columns, shown, pager, reasons, results, timeline, earlier }))
}

/// What could be done again at once, by reason.
fn reasons(all: &[ResultView]) -> Vec<ReasonCount> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for reason in all.iter().filter(|result| result.may_retry()).filter_map(|r| r.row.reason.as_deref()) {
        *counts.entry(reason).or_default() += 1;
    }
    counts
        .into_iter()
        .map(|(reason, count)| ReasonCount { label: reason_words(reason), reason: reason.to_owned(), count })
        .collect()
}
