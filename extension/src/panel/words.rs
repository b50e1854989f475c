//! The panel's words. Pure, so that every case is tested natively.

use crate::runner::status::{Connection, PanelState};
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
        Reason::UnsupportedForm => "no form AutoBolt understands",
        Reason::Unreachable => "the site does not answer",
        Reason::Skipped => "left out by staff",
        Reason::Cancelled => "the job was cancelled",
        Reason::Timeout => "the site is too slow",
        Reason::Captcha => "a CAPTCHA",
        Reason::Login => "an account is needed",
        Reason::Payment => "only paid listings",
        Reason::MissingData => "data is missing",
        Reason::OutcomeUnknown => "outcome unknown",
    }
}

/// What a person does about a page that waits.
#[must_use]
pub const fn to_do(reason: Reason, goes_on_by_itself: bool) -> &'static str {
    match (reason, goes_on_by_itself) {
        (Reason::Captcha, true) => "Solve the CAPTCHA; AutoBolt goes on by itself.",
        (Reason::Login, true) => "Sign in; AutoBolt goes on by itself.",
        (_, true) => "Clear the way; AutoBolt goes on by itself.",
        (Reason::MissingData, _) => "Fill in what is missing, then submit or let AutoBolt go on.",
        (Reason::Payment, _) => "Decide whether to pay. AutoBolt never does.",
        (Reason::OutcomeUnknown, _) => "Look whether the directory took it, and say so here.",
        _ => "Do it by hand, and say here what came of it.",
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
