//! `GET /staff/needs-you`: everything that waits for a person, by reason, with what solves it.

use super::{Live, Page, render, shell};
use crate::{
    app::App,
    staff::{
        session::Caller,
        view::{ResultView, Shell, needs_hint, reason_words},
    },
    store::overview,
};
use askama::Template;
use axum::{extract::State, http::Uri};

/// More than anybody works through before the page reads itself again.
const MOST: i64 = 500;

struct Group {
    reason: String,
    title: String,
    hint: &'static str,
    lines: Vec<ResultView>,
}

#[derive(Template)]
#[template(path = "needs.html")]
struct Needs {
    shell: Shell,
    total: i64,
    groups: Vec<Group>,
}

/// Shows it.
pub async fn show(State(app): State<App>, caller: Caller, uri: Uri) -> Page {
    let mut groups: Vec<Group> = Vec::new();
    for row in overview::results(&app.pool, None, MOST).await? {
        let reason = row.reason.clone().unwrap_or_default();
        // Sorted by reason, so a group's lines stand together.
        if groups.last().is_none_or(|group| group.reason != reason) {
            let words = reason_words(&reason);
            let mut title = words.to_owned();
            if let Some(first) = title.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            groups.push(Group { title, hint: needs_hint(&reason), reason, lines: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.lines.push(ResultView { row });
        }
    }
    let shell = shell(&app, caller, &uri, Live::Anything).await?;
    Ok(render(&Needs { total: shell.needs, shell, groups }))
}
