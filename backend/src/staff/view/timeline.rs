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
    let said = match line.kind.as_str() {
        "result" => return result_words(line),
        "staff" => staff_words(text(line, "action").unwrap_or("changed")).to_owned(),
        "lease" => lease_words(line),
        "attempt" => attempt_words(line).to_owned(),
        "job" => job_words(line),
        kind => text(line, "action")
            .map_or_else(|| capitalised(kind), |action| capitalised(&action.replace(['.', '_'], " "))),
    };
    let directory = line.directory_name.as_deref().or_else(|| text(line, "directory"));
    match (directory, line.data.get("directories")) {
        (Some(name), _) => format!("{said} · {name}"),
        (None, Some(Value::Array(names))) if !names.is_empty() => {
            format!("{said} · {}", counted(names.len() as u64))
        }
        _ => said,
    }
}

fn text<'a>(line: &'a TimelineLine, key: &str) -> Option<&'a str> {
    line.data.get(key).and_then(Value::as_str)
}

fn result_words(line: &TimelineLine) -> String {
    let status = match text(line, "status") {
        Some("submitted") => "submitted",
        Some("failed") => "failed",
        Some("retry") => "waits",
        Some("pending") => "is open again",
        _ => "changed",
    };
    let name = line.directory_name.as_deref().unwrap_or("A directory");
    match text(line, "reason") {
        Some(reason) => format!("{name} {status}: {}", reason_words(reason)),
        None => format!("{name} {status}"),
    }
}

fn lease_words(line: &TimelineLine) -> String {
    match (text(line, "ended"), line.data.get("resumed") == Some(&Value::Bool(true))) {
        (Some(how), _) => format!("Let the job go: {}", how.replace('_', " ")),
        (None, true) => "Took the job up again after a restart".to_owned(),
        (None, false) => "Took the job".to_owned(),
    }
}

fn attempt_words(line: &TimelineLine) -> &'static str {
    if line.data.get("dry_run") == Some(&Value::Bool(true)) {
        "Rehearsed without pressing"
    } else if text(line, "outcome").is_some() {
        // What became of it stands in the result's own line, unless that was decided before.
        if line.data.get("counted") == Some(&Value::Bool(true)) {
            "The press has its outcome"
        } else {
            "The outcome of a press came late, after it was decided"
        }
    } else {
        "Presses submit"
    }
}

fn job_words(line: &TimelineLine) -> String {
    match text(line, "status") {
        Some("pending") => {
            let how_many = line.data.get("directories").and_then(Value::as_u64).map(counted);
            let approved = line.data.get("approved") == Some(&Value::Bool(true));
            let mut said = how_many.map_or_else(|| "Ordered".to_owned(), |n| format!("Ordered, {n}"));
            if approved {
                said.push_str(", approved at once");
            }
            said
        }
        Some("complete") => "Complete: every directory has its result".to_owned(),
        Some("failed") => {
            text(line, "error").map_or_else(|| "Failed".to_owned(), |error| format!("Failed: {error}"))
        }
        Some(other) => capitalised(&other.replace('_', " ")),
        None => "Job changed".to_owned(),
    }
}

fn staff_words(action: &str) -> &str {
    match action {
        "approve" => "Approved",
        "pause" => "Paused",
        "resume" => "Resumed",
        "go_live" => "Rehearsal over, live from now on",
        "rehearse" => "Made a rehearsal: nothing is sent until it goes live",
        "cancel" => "Cancelled",
        "priority" => "Given another turn",
        "retry" => "Retry asked for",
        "mark_submitted" => "Marked as submitted",
        "mark_not_submitted" => "Marked as not submitted",
        "skip" => "Left out",
        "open_page" => "Page asked for in AutoBolt",
        other => other,
    }
}

fn counted(n: u64) -> String {
    format!("{n} director{}", if n == 1 { "y" } else { "ies" })
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
