//! One directory of a job, in words.

use super::{anchor, duration, job::person, safe_href};
use crate::{staff::api::jobs as api, store::overview::ResultLine};
use autobolt_shared::log::{EvidenceKind, FilledField};
use chrono::{DateTime, Utc};
use serde::Deserialize as _;
use serde_json::Value;

/// A directory of a job as the pages show it.
#[derive(Debug)]
pub struct ResultView {
    /// As it was read.
    pub row: ResultLine,
}

impl ResultView {
    /// Its part of element ids.
    #[must_use]
    pub fn anchor(&self) -> String {
        anchor(&format!("{} {}", self.row.directory_name, self.row.job_id))
    }

    /// The business it is for.
    #[must_use]
    pub fn customer(&self) -> String {
        self.row.customer_name.clone().unwrap_or_else(|| "the customer".to_owned())
    }

    /// The colour's class.
    #[must_use]
    pub fn class(&self) -> &'static str {
        match self.row.status.as_str() {
            "submitted" => "submitted",
            "failed" if matches!(self.row.reason.as_deref(), Some("skipped" | "cancelled")) => "off",
            "failed" => "failed",
            "pending" | "retry" if self.row.rehearsal.is_some() => "retry",
            "retry" if self.row.needs_staff => "needs",
            "retry" => "retry",
            _ => "queued",
        }
    }

    /// Its status in a word.
    #[must_use]
    pub fn status_word(&self) -> &'static str {
        match self.row.status.as_str() {
            "submitted" => "Submitted",
            "failed" if self.row.reason.as_deref() == Some("skipped") => "Left out",
            "failed" if self.row.reason.as_deref() == Some("cancelled") => "Cancelled",
            "failed" => "Failed",
            "pending" | "retry" if self.row.rehearsal.is_some() => "Rehearsed",
            "retry" if self.row.needs_staff => "Needs you",
            "retry" => "Tries again",
            _ => "Open",
        }
    }

    /// Why, in words, where the status does not say it.
    #[must_use]
    pub fn reason_word(&self) -> Option<&'static str> {
        let rehearsed = self.row.rehearsal.as_ref().and_then(|last| last.reason.as_deref());
        let reason = rehearsed.or(self.row.reason.as_deref())?;
        (!matches!(reason, "skipped" | "cancelled")).then(|| reason_words(reason))
    }

    /// When it reached its status.
    #[must_use]
    pub fn when(&self) -> Option<DateTime<Utc>> {
        match self.row.status.as_str() {
            "submitted" => self.row.submitted_at,
            "pending" => self.row.rehearsal.as_ref().map(|last| last.at),
            _ => Some(self.row.updated_at),
        }
    }

    /// How long the visit took.
    #[must_use]
    pub fn took(&self) -> String {
        self.row.duration_ms.and_then(|ms| u64::try_from(ms).ok()).map(duration).unwrap_or_default()
    }

    /// What was seen last: at the rehearsal, where there was no visit since.
    fn log(&self) -> &Value {
        self.row.rehearsal.as_ref().map_or(&self.row.response_log, |last| &last.log)
    }

    /// What a rehearsal filled in: label and value.
    #[must_use]
    pub fn filled(&self) -> Vec<(String, String)> {
        let fields = self.row.rehearsal.as_ref().and_then(|last| last.log.get("filled")?.as_array());
        fields
            .into_iter()
            .flatten()
            .filter_map(|field| FilledField::deserialize(field).ok())
            .map(|field| (field.label, field.value))
            .collect()
    }

    /// One sentence about what happened.
    #[must_use]
    pub fn summary(&self) -> Option<String> {
        api::text(self.log(), "summary")
    }

    /// Required fields the customer's data does not answer.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        let fields = self.log().get("missing").and_then(Value::as_array);
        fields.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Required lists none of whose options fits: label and options.
    #[must_use]
    pub fn choices(&self) -> Vec<(String, Vec<String>)> {
        let texts = |v: &Value| {
            v.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let lists = self.log().get("choices").and_then(Value::as_array);
        lists
            .into_iter()
            .flatten()
            .filter_map(|list| Some((list.get("label")?.as_str()?.to_owned(), texts(list.get("options")?))))
            .filter(|(_, options): &(_, Vec<String>)| !options.is_empty())
            .collect()
    }

    /// Where its form is.
    #[must_use]
    pub fn href(&self) -> Option<String> {
        safe_href(self.row.url.as_deref())
    }

    /// The site it is on.
    #[must_use]
    pub fn host(&self) -> String {
        let url = self.row.url.as_deref().and_then(|url| url::Url::parse(url).ok());
        let host = url.as_ref().and_then(|url| url.host_str()).unwrap_or_default();
        host.strip_prefix("www.").unwrap_or(host).to_owned()
    }

    /// What supports its status: the kind in words, and the fact.
    #[must_use]
    pub fn evidence(&self) -> Vec<(&'static str, String)> {
        api::evidence(self.log()).into_iter().map(|item| (evidence_words(item.kind), item.value)).collect()
    }

    /// What staff wrote about it.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let notes = self.row.response_log.get("staff").and_then(Value::as_array);
        notes
            .into_iter()
            .flatten()
            .filter_map(|note| {
                let by = note.get("by").and_then(Value::as_str).map_or("somebody", person);
                Some(format!("{by}: {}", note.get("note").and_then(Value::as_str)?))
            })
            .collect()
    }

    /// Nothing is known about it yet.
    #[must_use]
    pub fn nothing(&self) -> bool {
        self.summary().is_none() && self.evidence().is_empty() && self.notes().is_empty()
    }

    /// May be done again.
    #[must_use]
    pub fn may_retry(&self) -> bool {
        matches!(self.row.status.as_str(), "failed" | "retry") || self.row.rehearsal.is_some()
    }

    /// The words of doing it again.
    #[must_use]
    pub const fn retry_label(&self) -> &'static str {
        if self.row.rehearsal.is_some() { "Rehearse again" } else { "Try again" }
    }

    /// It was rehearsed, and may be left out before the job goes live.
    #[must_use]
    pub fn may_leave_out(&self) -> bool {
        self.row.rehearsal.is_some() && self.row.status == "pending"
    }

    /// Staff may say how it stands.
    #[must_use]
    pub fn may_decide(&self) -> bool {
        self.row.status != "pending"
    }

    /// A press may have been accepted.
    #[must_use]
    pub fn pressed(&self) -> bool {
        self.row.reason.as_deref() == Some("outcome_unknown")
    }
}

/// A reason in words.
#[must_use]
pub fn reason_words(reason: &str) -> &'static str {
    match reason {
        "pending_review" => "under review there",
        "needs_email_confirmation" => "confirm by e-mail",
        "unverified" => "reported, not verified",
        "validation" => "values refused",
        "duplicate" => "listed there already",
        "rejected" => "rejected",
        "unsupported_form" => "no form understood",
        "unreachable" => "site not reachable",
        "skipped" => "left out",
        "cancelled" => "cancelled",
        "timeout" => "too slow",
        "captcha" => "CAPTCHA",
        "login" => "sign-in needed",
        "payment" => "asks for payment",
        "missing_data" => "customer data missing",
        "outcome_unknown" => "outcome unknown",
        _ => "other",
    }
}

/// What a person is to do about a reason.
#[must_use]
pub fn needs_hint(reason: &str) -> &'static str {
    match reason {
        "captcha" => {
            "AutoBolt filled the form and stops at the CAPTCHA. Open the page, solve it, press submit; AutoBolt checks and reports."
        }
        "login" => {
            "The directory wants an account. Sign in on the prepared page, or leave the directory out."
        }
        "payment" => "Only paid listings are offered. AutoBolt never pays: decide whether to leave it out.",
        "missing_data" => {
            "The form requires what the customer has not told us. Add it to the customer, then try again."
        }
        "outcome_unknown" => {
            "Submit was pressed and nothing proves what came of it. Look at the site, then say whether it was submitted."
        }
        "unsupported_form" => {
            "AutoBolt found no form it understands. Open the page and finish it by hand, or leave it out."
        }
        "validation" => "The page refuses a value. Correct the customer's data, or finish it by hand.",
        _ => "AutoBolt cannot go on by itself here.",
    }
}

const fn evidence_words(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::ConfirmationText => "Page said",
        EvidenceKind::ConfirmationUrl => "Went to",
        EvidenceKind::FormGone => "Form",
        EvidenceKind::Request => "Request",
        EvidenceKind::FinalUrl => "Ended on",
        EvidenceKind::PageTitle => "Title",
        EvidenceKind::Screenshot => "Screenshot",
        EvidenceKind::ScreenshotAbsent => "No screenshot",
        EvidenceKind::ErrorText => "Error shown",
        EvidenceKind::Wall => "In the way",
        EvidenceKind::MissingField => "Asked for",
        EvidenceKind::DuplicateText => "Listed already",
        EvidenceKind::RejectionText => "Refused",
        EvidenceKind::Dialog => "Dialog",
        EvidenceKind::NetworkError => "Network error",
        EvidenceKind::Note => "Note",
    }
}
