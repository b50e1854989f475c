//! `GET /staff/directories`: the catalogue, with how it went at each.

use super::{Live, Page, render, shell};
use crate::{
    app::App,
    problem::Query,
    staff::{
        session::Caller,
        view::{DirectoryView, Pager, Shell, Tab},
    },
    store::overview::{self, Shelf},
};
use askama::Template;
use axum::{extract::State, http::Uri};
use serde::Deserialize;

const PER_PAGE: i64 = 50;

/// What is searched for, and which page of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Search {
    q: String,
    show: String,
    page: i64,
}

#[derive(Template)]
#[template(path = "directories.html")]
struct Directories {
    shell: Shell,
    q: String,
    show: &'static str,
    tabs: Vec<Tab>,
    directories: Vec<DirectoryView>,
    pager: Pager,
}

/// Shows it.
pub async fn show(State(app): State<App>, caller: Caller, uri: Uri, Query(search): Query<Search>) -> Page {
    let q = search.q.trim().to_owned();
    let shelf = Shelf::from_word(&search.show);
    let page = search.page.clamp(0, 100_000);
    let mut found = overview::directories(&app.pool, &q, shelf, None, PER_PAGE + 1, page * PER_PAGE).await?;
    let more = found.len() as i64 > PER_PAGE;
    found.truncate(PER_PAGE as usize);
    let counts = overview::shelves(&app.pool, &q).await?;
    let tabs = [
        (Shelf::All, "All", counts.total),
        (Shelf::Used, "In use", counts.used),
        (Shelf::Paused, "Paused", counts.paused),
        (Shelf::Walls, "With a wall", counts.walls),
        (Shelf::Off, "Switched off", counts.off),
    ]
    .into_iter()
    .map(|(this, label, count)| Tab { href: address(&q, this, 0), label, count, here: this == shelf })
    .collect();
    let pager = Pager {
        newer: (page > 0).then(|| address(&q, shelf, page - 1)),
        older: more.then(|| address(&q, shelf, page + 1)),
    };
    let shell = shell(&app, caller, &uri, Live::Anything).await?;
    let directories = found.into_iter().map(|row| DirectoryView { row }).collect();
    Ok(render(&Directories { shell, q, show: shelf.as_str(), tabs, directories, pager }))
}

fn address(q: &str, shelf: Shelf, page: i64) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in [("q", q), ("show", shelf.as_str())] {
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    if page > 0 {
        query.append_pair("page", &page.to_string());
    }
    let query = query.finish();
    if query.is_empty() { "/staff/directories".to_owned() } else { format!("/staff/directories?{query}") }
}
