//! What staff decide about one directory.

use super::{ControlError, Done, close_pages, decide, locked, record, settle, tell};
use crate::store::control::{self, Decision, Which};
use autobolt_shared::{JobId, Outcome, Reason, ResultStatus};
use serde_json::json;
use sqlx::PgPool;

/// What a person found out about a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// It is submitted; the note says how they know.
    Submitted {
        /// What proves it, in the person's words.
        note: String,
        /// `pending_review` or `needs_email_confirmation`, where that is so.
        reason: Option<Reason>,
    },
    /// It is not submitted, and that is final.
    NotSubmitted {
        /// Why.
        reason: Reason,
        /// In the person's words.
        note: String,
    },
    /// It is not submitted, and AutoBolt is to try again.
    NotSubmittedTryAgain {
        /// In the person's words.
        note: String,
    },
    /// It is left out.
    Skip {
        /// In the person's words.
        note: String,
    },
}

impl Finding {
    fn action(&self) -> &'static str {
        match self {
            Self::Submitted { .. } => "mark_submitted",
            Self::NotSubmitted { .. } | Self::NotSubmittedTryAgain { .. } => "mark_not_submitted",
            Self::Skip { .. } => "skip",
        }
    }

    fn note(&self) -> &str {
        match self {
            Self::Submitted { note, .. }
            | Self::NotSubmitted { note, .. }
            | Self::NotSubmittedTryAgain { note }
            | Self::Skip { note } => note.trim(),
        }
    }

    /// The outcome, where the words fit together.
    fn outcome(&self) -> Result<Outcome, ControlError> {
        let (status, reason) = match self {
            Self::Submitted { reason, .. } => (ResultStatus::Submitted, *reason),
            Self::NotSubmitted { reason, .. } => (ResultStatus::Failed, Some(*reason)),
            Self::NotSubmittedTryAgain { .. } => (ResultStatus::Pending, None),
            Self::Skip { .. } => (ResultStatus::Failed, Some(Reason::Skipped)),
        };
        Outcome::new(status, reason).map_err(|error| ControlError::Invalid(error.to_string()))
    }
}

/// Records what a person decided about one directory.
///
/// # Errors
/// Refused while AutoBolt presses; `submitted` needs a note that says what proves it.
pub async fn decide_directory(
    pool: &PgPool,
    job: JobId,
    directory: &str,
    finding: Finding,
    actor: &str,
) -> Result<Done, ControlError> {
    let outcome = finding.outcome()?;
    if matches!(finding, Finding::Submitted { .. }) && finding.note().chars().count() < 5 {
        return Err(ControlError::Invalid(
            "Write what proves the submission, e.g. the directory's confirmation or the listing's address."
                .to_owned(),
        ));
    }
    if finding.note().chars().count() > 2_000 {
        return Err(ControlError::Invalid("The note is longer than 2,000 characters.".to_owned()));
    }
    let mut tx = pool.begin().await?;
    let before = locked(&mut tx, job).await?;
    let rows = control::lock_directories(&mut tx, job.0, &Which::One(directory.to_owned())).await?;
    let row = rows.first().ok_or_else(|| ControlError::NoSuchDirectory(directory.to_owned()))?;
    if row.press_under_way {
        return Err(ControlError::PressUnderWay(row.directory_name.clone()));
    }
    let again = matches!(finding, Finding::NotSubmittedTryAgain { .. });
    match (&finding, row.status.as_str()) {
        (Finding::Submitted { .. } | Finding::Skip { .. }, "submitted") => {
            return Err(ControlError::AlreadySubmitted(row.directory_name.clone()));
        }
        (Finding::NotSubmittedTryAgain { .. }, "pending") => {
            return Err(ControlError::AlreadyPending(row.directory_name.clone()));
        }
        _ => {}
    }
    if !row.holds && row.held_elsewhere && !outcome_lets_go(outcome) {
        return Err(ControlError::HeldElsewhere(row.directory_name.clone()));
    }
    close_pages(&mut tx, job, std::slice::from_ref(row), actor).await?;
    let decision = Decision {
        status: outcome.status().as_str(),
        reason: outcome.reason().map(Reason::as_str),
        actor,
        note: Some(finding.note()).filter(|note| !note.is_empty()),
    };
    decide(&mut tx, row, decision).await?;
    if again && matches!(before.status.as_str(), "complete" | "failed") {
        control::reopen(&mut tx, job.0, before.started).await?;
    }
    let data = json!({ "directory": row.directory_name, "from": row, "status": decision.status, "reason": decision.reason,
                       "note": decision.note });
    settle(&mut tx, job, actor, finding.action(), &before, data).await?;
    tell(&mut tx, job, row, actor, finding.action(), &decision).await?;
    tx.commit().await?;
    let message = match finding {
        Finding::Submitted { .. } => "Marked as submitted, with your note as its evidence.",
        Finding::NotSubmitted { .. } => "Marked as not submitted.",
        Finding::NotSubmittedTryAgain { .. } => "Not submitted; it is tried again.",
        Finding::Skip { .. } => "Left out of this job.",
    };
    Ok(Done { message: message.to_owned(), directories: 1 })
}

const fn outcome_lets_go(outcome: Outcome) -> bool {
    matches!(outcome.status(), ResultStatus::Failed)
}

/// Brings a prepared page to the front in the AutoBolt that has it.
///
/// # Errors
/// No page was prepared.
pub async fn open_page(
    pool: &PgPool,
    job: JobId,
    directory: &str,
    actor: &str,
) -> Result<Done, ControlError> {
    let mut tx = pool.begin().await?;
    let before = locked(&mut tx, job).await?;
    let rows = control::lock_directories(&mut tx, job.0, &Which::One(directory.to_owned())).await?;
    let row = rows.first().ok_or_else(|| ControlError::NoSuchDirectory(directory.to_owned()))?;
    let Some(key) = row.handed_over_key_id.filter(|_| row.needs_staff) else {
        return Err(ControlError::NoPreparedPage(row.directory_name.clone()));
    };
    control::request_page(&mut tx, key, job.0, &row.directory_name, "open", actor).await?;
    record(&mut tx, job, actor, "open_page", &before, json!({ "directory": row.directory_name })).await?;
    tx.commit().await?;
    Ok(Done {
        message: "AutoBolt brings the page to the front at its next heartbeat.".to_owned(),
        directories: 1,
    })
}
