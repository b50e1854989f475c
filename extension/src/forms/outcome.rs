//! What happened after a press, and what it proves: the types.

use super::plan::{Target, Wall};
use super::snapshot::PageSnapshot;
use autobolt_shared::json::FromJson;
use autobolt_shared::{Reason, log::EvidenceItem};
use serde::Serialize;

/// Everything seen around one press.
#[derive(Debug, Clone, Default, PartialEq, Serialize, FromJson)]
#[serde(default)]
pub struct PressObservation {
    /// The page just before it.
    pub before: PageSnapshot,
    /// The page now.
    pub after: PageSnapshot,
    /// What was pressed.
    pub pressed: Option<Target>,
    /// Its text.
    pub pressed_text: String,
    /// Texts that appeared since the press, vanished ones (toasts) included, in order.
    pub appeared: Vec<String>,
    /// Requests the tab sent since the press, in order.
    pub requests: Vec<ObservedRequest>,
    /// The form's document was replaced or its address changed.
    pub navigated: bool,
    /// Dialogs the page opened.
    pub dialogs: Vec<Dialog>,
    /// Milliseconds since the press.
    pub waited_ms: u64,
    /// Milliseconds since anything last changed: a request began or ended, text appeared, the page navigated.
    pub quiet_ms: u64,
    /// Nothing is left that could change the page by itself: it is loaded, answered, and asked for no timer since the form
    /// was filled, or since it began.
    pub still: bool,
    /// A request is still under way, or the page is loading.
    pub busy: bool,
    /// Texts put into the form, so that the page's repeating them proves nothing.
    pub typed: Vec<String>,
}

/// A request the page sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, FromJson)]
#[serde(default)]
pub struct ObservedRequest {
    /// `GET`, `POST`, …
    pub method: String,
    /// Address, query values removed.
    pub url: String,
    /// HTTP status; absent while under way or when it failed.
    pub status: Option<u16>,
    /// Network error, e.g. `net::ERR_CONNECTION_RESET`.
    pub error: String,
    /// `main_frame`, `sub_frame`, `xmlhttprequest`, `ping`, `image`, …
    pub kind: String,
    /// It ended in a redirect to here.
    pub redirected_to: String,
}

/// A dialog.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, FromJson)]
#[serde(default)]
pub struct Dialog {
    /// `alert`, `confirm`, `prompt`.
    pub kind: String,
    /// Its text.
    pub text: String,
}

/// What it proves.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// The directory has the listing.
    Submitted {
        /// `pending_review`, `needs_email_confirmation`, or none.
        reason: Option<Reason>,
        /// What proves it.
        evidence: Vec<EvidenceItem>,
    },
    /// Another step of the same form is on the page now.
    NextStep,
    /// The page names fields that are wrong, the form is still there.
    FieldErrors(Vec<FieldError>),
    /// Final words of the directory: `duplicate` or `rejected`.
    Refused {
        /// Which.
        reason: Reason,
        /// What proves it.
        evidence: Vec<EvidenceItem>,
    },
    /// A wall came up behind the press.
    Wall(Wall),
    /// Nothing left the page.
    NoRequest {
        /// What was seen instead, e.g. the browser's own validation message.
        why: String,
    },
    /// Too early to tell: keep watching.
    Unsettled,
    /// Watched long enough; nothing proves what came of it.
    Unknown {
        /// What was seen.
        evidence: Vec<EvidenceItem>,
    },
}

/// One complaint of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The control, where the complaint names one.
    pub target: Option<Target>,
    /// The control's label.
    pub label: String,
    /// The page's own words.
    pub text: String,
}
