//! Statuses and reasons: the words that stand in the database, on the wire and in reports, written down once.

use crate::json::FromJson;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A text is none of the words allowed here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a {what}; it is one of {allowed}")]
pub struct UnknownWord {
    /// The text that was given.
    pub given: String,
    /// What it was meant to be.
    pub what: &'static str,
    /// The words that exist.
    pub allowed: String,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $what:literal { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, FromJson)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $text)] $variant),+
        }

        impl $name {
            /// Every word, in the order of the design's table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as it is stored and sent.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|w| w.as_str() == text).ok_or_else(|| UnknownWord {
                    given: text.to_owned(),
                    what: $what,
                    allowed: Self::ALL.iter().map(|w| w.as_str()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}

words!(
    /// `public.jobs.status`.
    JobStatus, "job status" {
        /// Waits for approval or for a worker.
        Pending = "pending",
        /// A worker has leased it at least once.
        InProgress = "in_progress",
        /// Every directory is final.
        Complete = "complete",
        /// Given up or cancelled.
        Failed = "failed",
    }
);

words!(
    /// `public.job_results.status`.
    ResultStatus, "result status" {
        /// Not done yet.
        Pending = "pending",
        /// Done, with evidence.
        Submitted = "submitted",
        /// Final unless staff say otherwise.
        Failed = "failed",
        /// Comes back by a timer, or waits for a person.
        Retry = "retry",
    }
);

words!(
    /// Why a directory has the status it has; null or exactly one of these words.
    Reason, "reason" {
        /// Submitted; the directory reviews it before it is public.
        PendingReview = "pending_review",
        /// Submitted; the directory sent the customer a mail with a link to click.
        NeedsEmailConfirmation = "needs_email_confirmation",
        /// Submitted, as a bare client says; AutoBolt has no proof of its own.
        Unverified = "unverified",
        /// The directory refused the values and would not take what the customer has.
        Validation = "validation",
        /// The business is listed there already.
        Duplicate = "duplicate",
        /// The directory said no.
        Rejected = "rejected",
        /// No listing form that AutoBolt understands.
        UnsupportedForm = "unsupported_form",
        /// The site did not answer.
        Unreachable = "unreachable",
        /// Staff decided to leave it out.
        Skipped = "skipped",
        /// The job was cancelled.
        Cancelled = "cancelled",
        /// The site answered too slowly; nothing was pressed.
        Timeout = "timeout",
        /// A CAPTCHA stands before the submit.
        Captcha = "captcha",
        /// An account is needed.
        Login = "login",
        /// Only paid listings are offered.
        Payment = "payment",
        /// A required field asks what the customer's data does not say.
        MissingData = "missing_data",
        /// The button was pressed and nothing proves what came of it.
        OutcomeUnknown = "outcome_unknown",
    }
);

/// What became of a directory: a status together with a reason that may stand beside it.
///
/// The only way to make one is [`Outcome::new`], so a pair outside the design's table cannot be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, FromJson)]
#[serde(try_from = "RawOutcome", into = "RawOutcome")]
pub struct Outcome {
    status: ResultStatus,
    reason: Option<Reason>,
}

#[derive(Serialize, Deserialize, FromJson)]
struct RawOutcome {
    status: ResultStatus,
    reason: Option<Reason>,
}

/// A reason that cannot stand beside that status.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("status `{status}` takes {allowed}, not {given}")]
pub struct ImpossibleOutcome {
    status: ResultStatus,
    given: String,
    allowed: String,
}

impl Outcome {
    /// The pair, if the design's table has it.
    ///
    /// # Errors
    /// [`ImpossibleOutcome`] names the reasons that status takes.
    pub fn new(status: ResultStatus, reason: Option<Reason>) -> Result<Self, ImpossibleOutcome> {
        let (none_allowed, reasons) = Self::allowed(status);
        let fits = reason.map_or(none_allowed, |r| reasons.contains(&r));
        if fits {
            return Ok(Self { status, reason });
        }
        let mut words: Vec<&str> = if none_allowed { vec!["no reason"] } else { Vec::new() };
        words.extend(reasons.iter().map(|r| r.as_str()));
        Err(ImpossibleOutcome {
            status,
            given: reason.map_or_else(|| "no reason".to_owned(), |r| format!("`{r}`")),
            allowed: words.join(" or "),
        })
    }

    /// Whether "no reason" may stand beside `status`, and the reasons that may.
    #[must_use]
    pub const fn allowed(status: ResultStatus) -> (bool, &'static [Reason]) {
        use Reason as R;
        match status {
            ResultStatus::Pending => (true, &[]),
            ResultStatus::Submitted => (true, &[R::PendingReview, R::NeedsEmailConfirmation, R::Unverified]),
            ResultStatus::Failed => (
                // A bare client reports `failed` without a reason of ours; its words are in the log.
                true,
                &[
                    R::Validation,
                    R::Duplicate,
                    R::Rejected,
                    R::UnsupportedForm,
                    R::Unreachable,
                    R::Skipped,
                    R::Cancelled,
                ],
            ),
            ResultStatus::Retry => (
                true,
                &[
                    R::Unreachable,
                    R::Timeout,
                    R::Captcha,
                    R::Login,
                    R::Payment,
                    R::MissingData,
                    R::OutcomeUnknown,
                    R::UnsupportedForm,
                    R::Validation,
                ],
            ),
        }
    }

    /// The status.
    #[must_use]
    pub const fn status(self) -> ResultStatus {
        self.status
    }

    /// The reason.
    #[must_use]
    pub const fn reason(self) -> Option<Reason> {
        self.reason
    }

    /// Whether nothing changes it any more, but staff.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self.status, ResultStatus::Submitted | ResultStatus::Failed)
    }

    /// Whether it waits for a person: a `retry` that no timer brings back.
    #[must_use]
    pub const fn needs_staff(self) -> bool {
        matches!(self.status, ResultStatus::Retry) && !self.is_timed()
    }

    /// Whether a timer brings it back by itself.
    #[must_use]
    pub const fn is_timed(self) -> bool {
        // A bare client's `retry` without a reason comes back by the timer: it has no page to hand over.
        matches!(self.status, ResultStatus::Retry)
            && matches!(self.reason, None | Some(Reason::Unreachable | Reason::Timeout))
    }
}

impl TryFrom<RawOutcome> for Outcome {
    type Error = ImpossibleOutcome;
    fn try_from(raw: RawOutcome) -> Result<Self, Self::Error> {
        Self::new(raw.status, raw.reason)
    }
}

impl From<Outcome> for RawOutcome {
    fn from(outcome: Outcome) -> Self {
        Self { status: outcome.status, reason: outcome.reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_captcha_waits_for_staff_and_a_timeout_for_its_timer() {
        let captcha = Outcome::new(ResultStatus::Retry, Some(Reason::Captcha)).unwrap();
        let timeout = Outcome::new(ResultStatus::Retry, Some(Reason::Timeout)).unwrap();
        assert!(captcha.needs_staff() && !captcha.is_timed() && !captcha.is_final());
        assert!(timeout.is_timed() && !timeout.needs_staff());
    }

    #[test]
    fn an_impossible_pair_is_refused_with_the_words_that_are_possible() {
        let error = Outcome::new(ResultStatus::Submitted, Some(Reason::Captcha)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "status `submitted` takes no reason or pending_review or needs_email_confirmation or unverified, not `captcha`"
        );
    }

    #[test]
    fn an_unknown_word_is_answered_with_the_words_that_exist() {
        let error = "done".parse::<JobStatus>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "`done` is not a job status; it is one of pending, in_progress, complete, failed"
        );
    }
}
