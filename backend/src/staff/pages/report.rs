//! `GET /staff/jobs/{id}/report`: what a job came to, for the customer: to print, or to save as PDF from the browser. It says
//! nothing of how AutoBolt works, and nothing that is not known.

use super::{Page, assets, render};
use crate::{
    app::App,
    problem::Path,
    staff::{
        api::jobs::find,
        view::{JobView, ResultView},
    },
    store::overview,
};
use askama::Template;
use axum::extract::State;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A group of directories with one thing to say about them.
struct Group {
    title: &'static str,
    hint: &'static str,
    lines: Vec<ResultView>,
}

#[derive(Template)]
#[template(path = "report.html")]
struct Report {
    version: &'static str,
    line: JobView,
    listed: i64,
    groups: Vec<Group>,
    /// What is still missing, and how many directories ask for it.
    missing: Vec<(String, usize)>,
}

/// Where a directory stands in the customer's words: rank, title, hint.
fn standing(result: &ResultView) -> (u8, &'static str, &'static str) {
    match (result.row.status.as_str(), result.row.reason.as_deref()) {
        ("submitted", None | Some("unverified")) => {
            (0, "Submitted", "These directories have taken your listing.")
        }
        ("submitted", Some("needs_email_confirmation")) => (
            1,
            "Please confirm by e-mail",
            "These directories sent you an e-mail. Your listing appears once you follow the link in it.",
        ),
        ("submitted", _) => {
            (2, "Submitted, under review", "These directories look at new listings before they publish them.")
        }
        ("failed", Some("duplicate")) => {
            (3, "Already listed", "These directories say that your business is listed there already.")
        }
        ("retry", Some("missing_data")) => {
            (4, "Waiting for information from you", "These directories ask for something we do not know yet.")
        }
        ("pending" | "retry", _) => (5, "In progress", "We are still working on these directories."),
        _ => (6, "Not possible", "These directories did not take a listing; why stands beside each."),
    }
}

/// Why a directory did not take the listing, in the customer's words.
fn why(result: &ResultView) -> &'static str {
    match result.row.reason.as_deref() {
        Some("rejected") => "declined by the directory",
        Some("validation") => "does not accept your details",
        Some("unreachable" | "timeout") => "website not available",
        Some("unsupported_form") => "takes no new listings online",
        Some("skipped") => "left out after review",
        Some("cancelled") => "left out",
        Some("payment") => "offers paid listings only",
        _ => "",
    }
}

impl Report {
    fn why(&self, result: &ResultView) -> &'static str {
        if result.row.status == "failed" { why(result) } else { "" }
    }
}

/// Shows it.
pub async fn show(State(app): State<App>, Path(id): Path<Uuid>) -> Page {
    let line = JobView { job: find(&app, id).await? };
    let mut groups: BTreeMap<u8, Group> = BTreeMap::new();
    let mut missing: BTreeMap<String, usize> = BTreeMap::new();
    for row in overview::results(&app.pool, Some(id), 1_000).await? {
        let result = ResultView { row };
        let (rank, title, hint) = standing(&result);
        if rank == 4 {
            for field in result.missing() {
                *missing.entry(field).or_default() += 1;
            }
        }
        groups.entry(rank).or_insert(Group { title, hint, lines: Vec::new() }).lines.push(result);
    }
    let mut missing: Vec<(String, usize)> = missing.into_iter().collect();
    missing.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let listed = line.job.submitted;
    let groups = groups.into_values().collect();
    Ok(render(&Report { version: assets::version(), line, listed, groups, missing }))
}
