//! `GET /staff/audit`: who changed what.

use super::{Live, Page, render, shell};
use crate::{
    app::App,
    problem::Query,
    staff::{session::Caller, view::Shell},
    store::audit::{self, Recorded},
};
use askama::Template;
use axum::{extract::State, http::Uri};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

const PER_PAGE: i64 = 100;

/// Where the page begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    before: Option<i64>,
}

struct EntryView {
    row: Recorded,
    /// What changed: name, before, after.
    changes: Vec<(String, String, String)>,
}

impl EntryView {
    /// `job.mark_submitted` as a person reads it: `Job: mark submitted`.
    fn what(&self) -> String {
        let words = self.row.action.replace('_', " ").replacen('.', ": ", 1);
        let mut letters = words.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
}

impl From<Recorded> for EntryView {
    fn from(row: Recorded) -> Self {
        let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
        flatten("", row.before.as_ref(), &mut before);
        flatten("", row.after.as_ref(), &mut after);
        let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let text = |map: &BTreeMap<String, String>, name: &String| {
            map.get(name).cloned().unwrap_or_else(|| "–".to_owned())
        };
        let changes = names
            .into_iter()
            .filter(|name| before.get(*name) != after.get(*name))
            .map(|name| (name.clone(), text(&before, name), text(&after, name)))
            .collect();
        Self { row, changes }
    }
}

/// The leaves of a value, under their dotted names.
fn flatten(name: &str, value: Option<&Value>, into: &mut BTreeMap<String, String>) {
    match value {
        None | Some(Value::Null) => {}
        Some(Value::Object(map)) => {
            for (key, value) in map {
                let below = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                flatten(&below, Some(value), into);
            }
        }
        Some(Value::String(text)) => {
            into.insert(name.to_owned(), text.clone());
        }
        Some(other) => {
            into.insert(name.to_owned(), other.to_string());
        }
    }
}

#[derive(Template)]
#[template(path = "audit.html")]
struct Audit {
    shell: Shell,
    entries: Vec<EntryView>,
    older: Option<i64>,
}

/// Shows it.
pub async fn show(State(app): State<App>, caller: Caller, uri: Uri, Query(shown): Query<Shown>) -> Page {
    let entries: Vec<EntryView> =
        audit::page(&app.pool, shown.before, PER_PAGE).await?.into_iter().map(EntryView::from).collect();
    let older =
        (entries.len() as i64 == PER_PAGE).then(|| entries.last().map(|entry| entry.row.id)).flatten();
    let shell = shell(&app, caller, &uri, Live::No).await?;
    Ok(render(&Audit { shell, entries, older }))
}
