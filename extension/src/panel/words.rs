//! The panel's words. Pure, so that every case is tested natively.

use crate::runner::status::{Connection, PanelState, WaitingView};
use autobolt_shared::protocol::heartbeat::{Step, WorkerState};
use autobolt_shared::{Reason, ResultStatus};

/// How something stands, as a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Nothing to say about it.
    Plain,
    /// All is well.
    Good,
    /// It is broken.
    Bad,
    /// Somebody is waited for.
    Wait,
}

impl Mood {
    /// The CSS class.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Good => "good",
            Self::Bad => "bad",
            Self::Wait => "wait",
        }
    }
}

/// The one word beside the name.
#[must_use]
pub fn headline(state: &PanelState, paired: bool) -> (&'static str, Mood) {
    if !paired {
        return ("Not paired", Mood::Wait);
    }
    match &state.connection {
        Connection::Unauthorized { .. } => return ("Key refused", Mood::Bad),
        Connection::UpgradeRequired { .. } => return ("Too old", Mood::Bad),
        Connection::Unreachable { .. } => return ("Offline", Mood::Bad),
        Connection::Starting => return ("Starting", Mood::Plain),
        Connection::Online => {}
    }
    match state.state {
        Some(WorkerState::Working) => ("Working", Mood::Good),
        Some(WorkerState::Idle) => ("Idle", Mood::Plain),
        Some(WorkerState::PausedHere) => ("Paused", Mood::Wait),
        Some(WorkerState::Stopped) => ("Stopped by staff", Mood::Wait),
        Some(WorkerState::NeedsAccess) => ("Needs access", Mood::Wait),
        None => ("Starting", Mood::Plain),
    }
}

/// Why the connection does not work; nothing when it does.
#[must_use]
pub fn trouble(connection: &Connection) -> Option<String> {
    match connection {
        Connection::Starting | Connection::Online => None,
        Connection::Unreachable { why } => Some(format!("The backend cannot be reached: {why}.")),
        Connection::Unauthorized { why } => Some(format!("The backend refuses AutoBolt's key. {why}")),
        Connection::UpgradeRequired { why } => Some(format!("The backend needs a newer AutoBolt. {why}")),
    }
}

/// What AutoBolt does at a step.
#[must_use]
pub const fn step(step: Step) -> &'static str {
    match step {
        Step::Queued => "waits for its turn",
        Step::Opening => "opens the page",
        Step::Reading => "looks for the form",
        Step::Filling => "fills the form",
        Step::Checking => "checks the fields",
        Step::Pressing => "submits",
        Step::Verifying => "watches the answer",
        Step::Reporting => "reports the result",
    }
}

/// Why a directory stands as it does.
#[must_use]
pub const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::PendingReview => "the directory reviews it first",
        Reason::NeedsEmailConfirmation => "the customer must confirm by e-mail",
        Reason::Unverified => "reported, not verified",
        Reason::Validation => "the directory refuses the values",
        Reason::Duplicate => "already listed there",
        Reason::Rejected => "the directory said no",
        Reason::UnsupportedForm => "form not understood",
        Reason::Unreachable => "the site does not answer",
        Reason::Skipped => "left out by staff",
        Reason::Cancelled => "the job was cancelled",
        Reason::Timeout => "the site is too slow",
        Reason::Captcha => "a CAPTCHA",
        Reason::Login => "sign-in needed",
        Reason::Payment => "only paid listings",
        Reason::MissingData => "data is missing",
        Reason::OutcomeUnknown => "outcome unknown",
    }
}

/// A page that waits: what is the matter, where the reason alone does not say it, and the one thing to do.
#[must_use]
pub fn waiting(page: &WaitingView) -> (&str, &'static str) {
    match (page.reason, page.goes_on_by_itself) {
        (Reason::Captcha, true) => ("", "Solve the CAPTCHA in the page. AutoBolt then goes on by itself."),
        (Reason::Login, true) => {
            ("", "Sign in in the page. AutoBolt then goes on by itself, in all pages of this site.")
        }
        (_, true) => ("", "Clear the way in the page. AutoBolt then goes on by itself."),
        (Reason::Payment, _) => ("", "Decide whether to pay: AutoBolt never does."),
        // What is missing, or refused, is said with what to do about it.
        (Reason::MissingData | Reason::Validation | Reason::OutcomeUnknown, _)
            if !page.summary.is_empty() =>
        {
            (page.summary.as_str(), "When you press submit in the page, AutoBolt checks and reports it.")
        }
        _ => (
            page.summary.as_str(),
            "Finish it in the page: when you press submit, AutoBolt checks and reports it.",
        ),
    }
}

/// The card without a job: its heading, and a sentence.
#[must_use]
pub const fn without_job(paused: bool, online: bool) -> (&'static str, &'static str) {
    match (paused, online) {
        (true, _) => ("Paused", "AutoBolt takes no work until you resume it."),
        (false, true) => (
            "No work right now",
            "AutoBolt asks the backend for work by itself. Jobs must be approved on the staff page first.",
        ),
        (false, false) => {
            ("Whether there is work is not known", "AutoBolt asks again by itself until the backend answers.")
        }
    }
}

/// A result in one word.
#[must_use]
pub const fn result(status: ResultStatus) -> (&'static str, Mood) {
    match status {
        ResultStatus::Submitted => ("Submitted", Mood::Good),
        ResultStatus::Failed => ("Failed", Mood::Bad),
        ResultStatus::Retry => ("Waits", Mood::Wait),
        ResultStatus::Pending => ("Pending", Mood::Plain),
    }
}

/// A span of time, as short as it can be said.
#[must_use]
pub fn span(ms: u64) -> String {
    let seconds = ms / 1000;
    match seconds {
        0..=59 => format!("{seconds} s"),
        60..=3599 => format!("{} min", seconds / 60),
        3600..=86_399 => format!("{} h", seconds / 3600),
        _ => format!("{} d", seconds / 86_400),
    }
}

/// A count of things.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn online(worker: WorkerState) -> PanelState {
        PanelState { connection: Connection::Online, state: Some(worker), ..PanelState::default() }
    }

    #[test]
    fn the_headline_tells_what_stands_most_in_the_way() {
        assert_eq!(headline(&online(WorkerState::Working), true), ("Working", Mood::Good));
        assert_eq!(headline(&online(WorkerState::Working), false).0, "Not paired");
        let mut offline = online(WorkerState::Working);
        offline.connection = Connection::Unreachable { why: "no answer".to_owned() };
        assert_eq!(headline(&offline, true), ("Offline", Mood::Bad));
        assert!(trouble(&offline.connection).is_some_and(|words| words.contains("no answer")));
    }

    #[test]
    fn a_waiting_page_says_one_thing_to_do_and_says_it_once() {
        let page = |reason, by_itself, summary: &str| WaitingView {
            job_id: autobolt_shared::JobId(uuid::Uuid::nil()),
            directory_name: "Club".into(),
            customer: String::new(),
            reason,
            summary: summary.to_owned(),
            since_ms: 0,
            goes_on_by_itself: by_itself,
        };
        let login = page(Reason::Login, true, "The directory asks for an account. Sign in in the page.");
        assert_eq!(waiting(&login).0, "", "the sentence to do says it");
        let missing = page(Reason::MissingData, false, "The form requires: Licence.");
        assert_eq!(waiting(&missing).0, "The form requires: Licence.");
        assert_ne!(without_job(false, true).0, without_job(false, false).0);
    }

    #[test]
    fn a_working_connection_is_no_trouble() {
        assert_eq!(trouble(&Connection::Online), None);
    }

    #[test]
    fn spans_are_short() {
        for (ms, words) in
            [(0, "0 s"), (59_999, "59 s"), (61_000, "1 min"), (7_200_000, "2 h"), (200_000_000, "2 d")]
        {
            assert_eq!(span(ms), words);
        }
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!(count(1, "page", "pages"), "1 page");
        assert_eq!(count(0, "page", "pages"), "0 pages");
    }
}
