//! `GET /staff/needs-you`: everything that waits for a person, by reason, with what solves it.

use super::{Live, Page, render, shell};
use crate::{
    app::App,
    jobs::answers::plain,
    problem::Query,
    staff::{
        session::Caller,
        view::{ResultView, Shell, needs_hint, reason_words},
    },
    store::overview,
};
use askama::Template;
use axum::{extract::State, http::Uri};
use serde::Deserialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// More than anybody works through before the page reads itself again.
const MOST: i64 = 500;
/// Of one reason, while all reasons are shown: each line brings forms along.
const MOST_OF_ONE: usize = 25;

/// Which reason is shown alone.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    reason: String,
}

/// What one customer is asked, once for all directories.
struct Ask {
    customer_id: Uuid,
    customer: String,
    /// The label, and how many directories ask for it.
    fields: Vec<(String, usize)>,
    directories: usize,
}

impl Ask {
    fn button(&self) -> String {
        match self.directories {
            1 => "Use it and try again".to_owned(),
            n => format!("Use it for {n} directories"),
        }
    }
}

struct Group {
    reason: String,
    title: String,
    hint: &'static str,
    count: i64,
    asks: Vec<Ask>,
    lines: Vec<ResultView>,
    /// Further ones that are not shown.
    more: i64,
}

impl Group {
    fn ids(&self) -> String {
        self.lines.iter().map(|line| line.row.id.to_string()).collect::<Vec<_>>().join(",")
    }

    fn retry_confirm(&self) -> String {
        let danger = match self.reason.as_str() {
            "outcome_unknown" => {
                " Submit was pressed there and may have been accepted: trying again may list the businesses twice."
            }
            _ => "",
        };
        format!("Try the {} directories shown here again?{danger}", self.lines.len())
    }

    fn skip_confirm(&self) -> String {
        format!("Leave the {} directories shown here out of their jobs?", self.lines.len())
    }
}

#[derive(Template)]
#[template(path = "needs.html")]
struct Needs {
    shell: Shell,
    total: i64,
    /// One reason alone is shown.
    alone: bool,
    groups: Vec<Group>,
}

/// Shows it.
pub async fn show(State(app): State<App>, caller: Caller, uri: Uri, Query(shown): Query<Shown>) -> Page {
    let counts: BTreeMap<String, i64> = overview::needs_by_reason(&app.pool).await?.into_iter().collect();
    let alone = !shown.reason.is_empty();
    let mut found: BTreeMap<String, Vec<ResultView>> = BTreeMap::new();
    for row in overview::results(&app.pool, None, MOST).await? {
        let reason = row.reason.clone().unwrap_or_default();
        if !alone || reason == shown.reason {
            found.entry(reason).or_default().push(ResultView { row });
        }
    }
    let groups = found
        .into_iter()
        .map(|(reason, mut lines)| {
            let count = counts.get(&reason).copied().unwrap_or(lines.len() as i64);
            let asks = if reason == "missing_data" { asks(&lines) } else { Vec::new() };
            if !alone {
                lines.truncate(MOST_OF_ONE);
            }
            let mut title = reason_words(&reason).to_owned();
            if let Some(first) = title.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            let more = count - lines.len() as i64;
            Group { title, hint: needs_hint(&reason), count, asks, more, reason, lines }
        })
        .collect();
    let shell = shell(&app, caller, &uri, Live::Anything).await?;
    Ok(render(&Needs { total: shell.needs, alone, shell, groups }))
}

/// What is asked of each customer. What a list of options answers is picked beside the directory itself.
fn asks(lines: &[ResultView]) -> Vec<Ask> {
    let mut asks: BTreeMap<Uuid, (Ask, BTreeMap<String, usize>)> = BTreeMap::new();
    for line in lines {
        let lists: Vec<String> = line.choices().into_iter().map(|(label, _)| label).collect();
        let missing: Vec<String> =
            line.missing().into_iter().filter(|label| !lists.contains(label)).collect();
        if missing.is_empty() {
            continue;
        }
        let (ask, at) = asks.entry(line.row.customer_id).or_insert_with(|| {
            let ask = Ask {
                customer_id: line.row.customer_id,
                customer: line.customer(),
                fields: Vec::new(),
                directories: 0,
            };
            (ask, BTreeMap::new())
        });
        ask.directories += 1;
        for label in missing {
            // “Year founded *” and “Year founded:” are one question.
            match at.get(&plain(&label)) {
                Some(n) => ask.fields[*n].1 += 1,
                None => {
                    at.insert(plain(&label), ask.fields.len());
                    ask.fields.push((label, 1));
                }
            }
        }
    }
    asks.into_values()
        .map(|(mut ask, _)| {
            ask.fields.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            ask
        })
        .collect()
}
