//! One line of a job's timeline, in words.

use super::{job::person, result::reason_words};
use crate::store::overview::TimelineLine;
use chrono::{DateTime, Utc};
use serde_json::Value;

/// One thing that happened.
#[derive(Debug)]
pub struct TimelineView {
    /// The event.
    pub id: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, as a person reads it.
    pub actor: String,
    /// What, in words.
    pub words: String,
    /// The colour's class.
    pub class: String,
}

impl From<TimelineLine> for TimelineView {
    fn from(line: TimelineLine) -> Self {
        let class = line
            .data
            .get("status")
            .and_then(Value::as_str)
            .filter(|status| status.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
            .unwrap_or("plain")
            .to_owned();
        Self { id: line.id, at: line.at, words: words(&line), actor: person(&line.actor).to_owned(), class }
    }
}

fn words(line: &TimelineLine) -> String {
    let text = |key: &str| line.data.get(key).and_then(Value::as_str);
    let mut said =
        match (line.kind.as_str(), text("action").or_else(|| text("event")).or_else(|| text("what"))) {
            ("staff", Some(action)) => staff_words(action).to_owned(),
            ("result", _) => {
                let status = match text("status") {
                    Some("submitted") => "submitted",
                    Some("failed") => "failed",
                    Some("retry") => "waits",
                    Some("pending") => "is open again",
                    _ => "changed",
                };
                let name = line.directory_name.as_deref().unwrap_or("A directory");
                let mut said = format!("{name} {status}");
                if let Some(reason) = text("reason") {
                    said.push_str(&format!(": {}", reason_words(reason)));
                }
                return said;
            }
            (kind, Some(what)) => format!("{} {}", capitalised(kind), what.replace('_', " ")),
            (kind, None) => match text("status") {
                Some(status) => format!("{} {}", capitalised(kind), status.replace('_', " ")),
                None => capitalised(kind),
            },
        };
    if let Some(name) = &line.directory_name {
        said.push_str(&format!(" · {name}"));
    } else if let Some(name) = text("directory") {
        said.push_str(&format!(" · {name}"));
    }
    match line.data.get("directories") {
        Some(Value::Array(names)) if !names.is_empty() => {
            said.push_str(&format!(" · {}", counted(names.len())))
        }
        _ => {}
    }
    if let Some(reason) = text("error").or_else(|| text("why")).or_else(|| text("cause")) {
        said.push_str(&format!(": {}", reason.replace('_', " ")));
    }
    said
}

fn staff_words(action: &str) -> &str {
    match action {
        "approve" => "Approved",
        "pause" => "Paused",
        "resume" => "Resumed",
        "cancel" => "Cancelled",
        "retry" => "Retry asked for",
        "mark_submitted" => "Marked as submitted",
        "mark_not_submitted" => "Marked as not submitted",
        "skip" => "Left out",
        "open_page" => "Page asked for in AutoBolt",
        other => other,
    }
}

fn counted(n: usize) -> String {
    format!("{n} director{}", if n == 1 { "y" } else { "ies" })
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
