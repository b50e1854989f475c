//! An AutoBolt in words.

use super::{duration, job::person, step_words};
use crate::store::overview::WorkerLine;
use autobolt_shared::protocol::heartbeat::Doing;

/// Twice the idle heartbeat and some: a worker silent for longer is not there.
const SILENT_AFTER_S: i64 = 60;

/// An AutoBolt as the pages show it.
#[derive(Debug)]
pub struct WorkerView {
    /// As it was read.
    pub row: WorkerLine,
}

impl WorkerView {
    /// Not heard of for too long.
    #[must_use]
    pub fn silent(&self) -> bool {
        self.row.silent_s > SILENT_AFTER_S
    }

    /// Silent although it has something in hand, or had a moment ago: a person should look.
    #[must_use]
    pub fn missed(&self) -> bool {
        let row = &self.row;
        self.silent()
            && row.revoked_at.is_none()
            && row.stopped_at.is_none()
            && (row.job_id.is_some() || !row.doing.is_empty() || !row.pages.is_empty() || row.outbox > 0)
    }

    /// Of a hundred directories it answered lately, how many were submitted.
    #[must_use]
    pub fn success(&self) -> Option<String> {
        let all = self.row.submitted_lately + self.row.failed_lately;
        (all > 0).then(|| format!("{:.0} % submitted", self.row.submitted_lately as f64 * 100.0 / all as f64))
    }

    /// What it does, in a word.
    #[must_use]
    pub fn word(&self) -> String {
        if self.row.revoked_at.is_some() {
            return "Key revoked".to_owned();
        }
        if self.silent() {
            return format!("Silent for {}", duration(self.row.silent_s.unsigned_abs() * 1_000));
        }
        match (self.row.stop_requested_at.is_some(), self.row.state.as_deref()) {
            (true, _) if self.row.stopped_at.is_some() => "Stopped",
            (true, _) => "Stopping",
            (false, Some("working")) => "Working",
            (false, Some("paused_here")) => "Paused at its own panel",
            (false, Some("stopped")) => "Stopped",
            (false, Some("needs_access")) => "Needs access to sites",
            _ => "Idle",
        }
        .to_owned()
    }

    /// The colour's class.
    #[must_use]
    pub fn class(&self) -> &'static str {
        if self.row.revoked_at.is_some() {
            return "off";
        }
        if self.silent() {
            return "failed";
        }
        match (self.row.stop_requested_at.is_some(), self.row.state.as_deref()) {
            (true, _) | (_, Some("paused_here" | "stopped")) => "paused",
            (_, Some("working")) => "working",
            (_, Some("needs_access")) => "needs",
            _ => "queued",
        }
    }

    /// The business whose job it holds.
    #[must_use]
    pub fn customer(&self) -> String {
        self.row.customer_name.clone().unwrap_or_else(|| "a job".to_owned())
    }

    /// A step, in a word.
    #[must_use]
    pub const fn step(&self, doing: &Doing) -> &'static str {
        step_words(doing.step)
    }

    /// How long it has been at it when it last said so.
    #[must_use]
    pub fn for_how_long(&self, doing: &Doing) -> String {
        duration(doing.for_ms)
    }

    /// Who stopped it and whether that took effect.
    #[must_use]
    pub fn stop_words(&self) -> Option<String> {
        self.row.stop_requested_at?;
        let by = person(self.row.stop_requested_by.as_deref().unwrap_or("somebody"));
        Some(match self.row.stopped_at {
            Some(at) => {
                let after = (at - self.row.stop_requested_at?).num_milliseconds().max(0).unsigned_abs();
                format!("Stop asked for by {by}; it took effect {} later.", duration(after))
            }
            None => format!("Stop asked for by {by}; it takes effect at its next heartbeat."),
        })
    }
}
