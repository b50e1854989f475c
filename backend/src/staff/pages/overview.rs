//! `GET /staff`: the queue, every job with its bar, and what is being done this second.

use super::{Live, Page, render, shell};
use crate::{
    app::App,
    problem::Query,
    staff::{
        session::Caller,
        view::{JobView, Pager, Shell, Tab},
    },
    store::overview::{self, JobFilter, Queue, Stage},
};
use askama::Template;
use axum::{extract::State, http::Uri};
use serde::Deserialize;
use uuid::Uuid;

const PER_PAGE: i64 = 50;

/// Which jobs are shown; all of it stands in the address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    state: String,
    customer: Option<Uuid>,
    q: String,
    page: i64,
}

#[derive(Template)]
#[template(path = "overview.html")]
struct Overview {
    shell: Shell,
    queue: Queue,
    tabs: Vec<Tab>,
    jobs: Vec<JobView>,
    pager: Pager,
    silent: usize,
    all_empty: bool,
    /// What is searched for.
    q: String,
    /// The tab's word.
    state: String,
    /// What can be done to all jobs shown at once.
    bulk: Vec<Bulk>,
    /// Whose jobs alone are shown.
    whose: Option<String>,
}

/// Shows it.
pub async fn show(State(app): State<App>, caller: Caller, uri: Uri, Query(shown): Query<Shown>) -> Page {
    let (stage, word) = match shown.state.as_str() {
        "waiting" => (Stage::Waiting, "waiting"),
        "queued" => (Stage::Pending, "queued"),
        "in_progress" => (Stage::InProgress, "in_progress"),
        "complete" => (Stage::Complete, "complete"),
        "failed" => (Stage::Failed, "failed"),
        _ => (Stage::All, ""),
    };
    let page = shown.page.clamp(0, 100_000);
    let filter = JobFilter {
        stage,
        customer: shown.customer,
        needle: shown.q.clone(),
        limit: PER_PAGE + 1,
        offset: page * PER_PAGE,
        ..JobFilter::default()
    };
    let queue = overview::queue(&app.pool).await?;
    let mut jobs: Vec<JobView> =
        overview::jobs(&app.pool, &filter).await?.into_iter().map(|job| JobView { job }).collect();
    let more = jobs.len() as i64 > PER_PAGE;
    jobs.truncate(PER_PAGE as usize);
    let silent =
        jobs.iter().filter(|line| line.job.leased && line.job.silent_s.is_some_and(|s| s > 45)).count();
    let all = queue.waiting + queue.pending + queue.in_progress + queue.complete + queue.failed;
    let tabs = [
        ("", "All", all),
        ("waiting", "Waiting for approval", queue.waiting),
        ("queued", "Queued", queue.pending),
        ("in_progress", "In progress", queue.in_progress),
        ("complete", "Complete", queue.complete),
        ("failed", "Failed", queue.failed),
    ]
    .into_iter()
    .map(|(state, label, count)| Tab {
        href: address(state, None, &shown.q, 0),
        label,
        count,
        here: state == word,
    })
    .collect();
    let pager = Pager {
        newer: (page > 0).then(|| address(word, shown.customer, &shown.q, page - 1)),
        older: more.then(|| address(word, shown.customer, &shown.q, page + 1)),
    };
    let shell = shell(&app, caller, &uri, Live::Anything).await?;
    let whose =
        shown.customer.map(|_| jobs.first().map_or_else(|| "one customer".to_owned(), JobView::customer));
    let bulk = bulk(&jobs);
    let q = shown.q.trim().to_owned();
    let state = word.to_owned();
    Ok(render(&Overview {
        shell,
        queue,
        tabs,
        jobs,
        pager,
        silent,
        all_empty: all == 0,
        q,
        state,
        bulk,
        whose,
    }))
}

/// One act for every job of this page that it fits.
struct Bulk {
    act: &'static str,
    label: String,
    confirm: String,
    ids: String,
}

/// What more than one job of this page could have done to it.
fn bulk(jobs: &[JobView]) -> Vec<Bulk> {
    type Fits = fn(&JobView) -> bool;
    let acts: [(&str, &str, &str, Fits); 3] = [
        ("approve", "Approve", "AutoBolt then submits these businesses to their directories.", |job| {
            job.state().may_approve
        }),
        (
            "pause",
            "Pause",
            "What is begun is reported; nothing new is pressed until they are resumed.",
            |job| job.state().may_pause,
        ),
        ("resume", "Resume", "The next free AutoBolts go on with them.", |job| job.state().may_resume),
    ];
    acts.into_iter()
        .filter_map(|(act, verb, then, fits)| {
            let ids: Vec<String> =
                jobs.iter().filter(|job| fits(job)).map(|job| job.job.id.to_string()).collect();
            let n = ids.len();
            (n > 1).then(|| Bulk {
                act,
                label: format!("{verb} {n}"),
                confirm: format!("{verb} the {n} jobs shown here? {then}"),
                ids: ids.join(","),
            })
        })
        .collect()
}

fn address(state: &str, customer: Option<Uuid>, q: &str, page: i64) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if !state.is_empty() {
        query.append_pair("state", state);
    }
    if let Some(customer) = customer {
        query.append_pair("customer", &customer.to_string());
    }
    if !q.trim().is_empty() {
        query.append_pair("q", q.trim());
    }
    if page > 0 {
        query.append_pair("page", &page.to_string());
    }
    let query = query.finish();
    if query.is_empty() { "/staff".to_owned() } else { format!("/staff?{query}") }
}
