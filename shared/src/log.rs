//! What AutoBolt writes into `job_results.response_log`: what it saw and did at one directory, and what proves the outcome.

use crate::json::FromJson;
use crate::protocol::heartbeat::Step;
use crate::recipe::Learned;
use serde::{Deserialize, Serialize};

/// One fact that supports the outcome. Reports list these as `{"kind", "value"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EvidenceItem {
    /// What kind of fact it is.
    pub kind: EvidenceKind,
    /// The fact: the page's own words, a URL, `POST /submit → 302`, an evidence id.
    pub value: String,
}

/// The kinds of evidence AutoBolt records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// Text that appeared after the press and says that the listing was received.
    ConfirmationText,
    /// The page went to an address that says so (a `notice=1`, `/thank-you`).
    ConfirmationUrl,
    /// The form was there before the press and is gone, reset or past its last step.
    FormGone,
    /// The submit request: method, address without query values, HTTP status.
    Request,
    /// The address the page ended on.
    FinalUrl,
    /// The page's title at the end.
    PageTitle,
    /// A stored screenshot's evidence id.
    Screenshot,
    /// Why there is no screenshot.
    ScreenshotAbsent,
    /// An error the page showed.
    ErrorText,
    /// What stands in the way: the CAPTCHA's kind, the sign-in form, the price.
    Wall,
    /// A field the page requires and the customer's data does not answer.
    MissingField,
    /// The page's words that the business is listed already.
    DuplicateText,
    /// The page's words of refusal.
    RejectionText,
    /// A dialog the page opened (`alert`), by its text.
    Dialog,
    /// A network or browser error.
    NetworkError,
    /// A sentence of AutoBolt's own about what it could not tell.
    Note,
}

/// One field AutoBolt filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
pub struct FilledField {
    /// The label as a person reads it.
    pub label: String,
    /// What AutoBolt took the field for.
    pub meaning: String,
    /// What it put there; never a password.
    pub value: String,
}

/// One field AutoBolt left alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
pub struct SkippedField {
    /// The label as a person reads it.
    pub label: String,
    /// Why.
    pub why: String,
}

/// A required list none of whose options says what the customer's data says: staff pick, once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
pub struct OpenChoice {
    /// The list's label as a person reads it.
    pub label: String,
    /// The texts of its options.
    pub options: Vec<String>,
}

/// How long one part of the visit took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, FromJson)]
pub struct StepTime {
    /// The part.
    pub step: Step,
    /// Milliseconds, all rounds of it together.
    pub ms: u64,
}

/// The request the press sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
pub struct SubmitRequest {
    /// `POST`, …
    pub method: String,
    /// The address, query values removed.
    pub url: String,
    /// The HTTP status, if the browser told it.
    pub status: Option<u16>,
}

/// The whole record of one visit to one directory.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, FromJson)]
pub struct SubmissionLog {
    /// The address AutoBolt opened.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub opened_url: String,
    /// The address the page ended on, query values removed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub final_url: String,
    /// The page's title at the end.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What was filled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filled: Vec<FilledField>,
    /// What was left alone, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<SkippedField>,
    /// Labels of required fields the customer's data does not answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Those of them that are lists, with what they offer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<OpenChoice>,
    /// The submit request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submit: Option<SubmitRequest>,
    /// Texts that appeared after the press.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub appeared: Vec<String>,
    /// What supports the outcome.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceItem>,
    /// One sentence for staff: what happened and what to do.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// From the page's opening to the report, in milliseconds.
    #[serde(default)]
    pub duration_ms: u64,
    /// AutoBolt's own part of that: describing, planning, filling, judging; in milliseconds.
    #[serde(default)]
    pub own_ms: u64,
    /// What the visit's time went to, in the order of the steps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<StepTime>,
    /// Steps of the form that were passed.
    #[serde(default)]
    pub steps: u32,
    /// What a person did by hand that the next visit could do by itself; only with a listing that was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learned: Option<Box<Learned>>,
}

impl SubmissionLog {
    /// Adds to the time of one part of the visit.
    pub fn took(&mut self, step: Step, ms: u64) {
        match self.times.iter_mut().find(|time| time.step == step) {
            Some(time) => time.ms += ms,
            None => self.times.push(StepTime { step, ms }),
        }
    }

    /// Adds one fact.
    pub fn prove(&mut self, kind: EvidenceKind, value: impl Into<String>) {
        self.evidence.push(EvidenceItem { kind, value: value.into() });
    }
}
