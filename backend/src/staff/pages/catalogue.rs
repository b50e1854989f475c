//! `GET /staff/directories`: the catalogue, with how it went at each.

use super::{Live, Page, render, shell};
use crate::{
    app::App,
    problem::Query,
    staff::{
        session::Caller,
        view::{Pager, Shell, reason_words, safe_href},
    },
    store::overview::{self, DirectoryLine},
};
use askama::Template;
use axum::{extract::State, http::Uri};
use serde::Deserialize;

const PER_PAGE: i64 = 100;

/// What is searched for, and which page of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Search {
    q: String,
    page: i64,
}

struct DirectoryView {
    row: DirectoryLine,
}

impl DirectoryView {
    fn href(&self) -> Option<String> {
        safe_href(self.row.url.as_deref())
    }

    /// Submitted, failed, waiting for a person.
    fn counts(&self) -> [i64; 3] {
        [self.row.submitted, self.row.failed, self.row.needs_staff]
    }

    fn flags(&self) -> Vec<&'static str> {
        let row = &self.row;
        [(row.requires_login, "sign-in"), (row.has_captcha, "CAPTCHA"), (row.is_paid, "paid")]
            .into_iter()
            .filter_map(|(seen, word)| (seen == Some(true)).then_some(word))
            .collect()
    }

    fn last_reason(&self) -> Option<&'static str> {
        self.row.last_reason.as_deref().map(reason_words)
    }
}

#[derive(Template)]
#[template(path = "directories.html")]
struct Directories {
    shell: Shell,
    q: String,
    directories: Vec<DirectoryView>,
    pager: Pager,
}

/// Shows it.
pub async fn show(State(app): State<App>, caller: Caller, uri: Uri, Query(search): Query<Search>) -> Page {
    let q = search.q.trim().to_owned();
    let page = search.page.clamp(0, 100_000);
    let mut found = overview::directories(&app.pool, &q, PER_PAGE + 1, page * PER_PAGE).await?;
    let more = found.len() as i64 > PER_PAGE;
    found.truncate(PER_PAGE as usize);
    let address = |page: i64| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("q", &q).append_pair("page", &page.to_string());
        format!("/staff/directories?{}", query.finish())
    };
    let pager =
        Pager { newer: (page > 0).then(|| address(page - 1)), older: more.then(|| address(page + 1)) };
    let shell = shell(&app, caller, &uri, Live::No).await?;
    let directories = found.into_iter().map(|row| DirectoryView { row }).collect();
    Ok(render(&Directories { shell, q, directories, pager }))
}
