//! Directories that are to be done again.

use super::{ControlError, Done, close_pages, counted, decide, locked, settle, tell};
use crate::store::control::{self, Decision, DirectoryRow, Which};
use autobolt_shared::JobId;
use serde_json::json;
use sqlx::PgPool;

/// Puts directories back to `pending` and opens the job again where it was finished.
///
/// # Errors
/// Nothing to retry, with the reason; a single directory that must not be retried, with the reason.
pub async fn retry(pool: &PgPool, job: JobId, which: Which, actor: &str) -> Result<Done, ControlError> {
    let mut tx = pool.begin().await?;
    let before = locked(&mut tx, job).await?;
    if before.cancel_requested_at.is_some() && before.status != "failed" {
        return Err(ControlError::Cancelling);
    }
    let rows = control::lock_directories(&mut tx, job.0, &which).await?;
    if let Which::One(name) = &which
        && rows.is_empty()
    {
        return Err(ControlError::NoSuchDirectory(name.clone()));
    }
    let mut refused = Vec::new();
    let mut retried = Vec::new();
    for row in rows {
        match retryable(&row) {
            Ok(()) => retried.push(row),
            Err(error) => refused.push(error),
        }
    }
    let unfinished = before.status == "failed" && control::open_directories(&mut tx, job.0).await? > 0;
    if retried.is_empty() && !(matches!(which, Which::Failed) && unfinished) {
        // One directory was meant: its own reason says more than a summary.
        return Err(match (refused.pop(), refused.is_empty()) {
            (Some(only), true) => only,
            (Some(one), false) => {
                ControlError::NothingToRetry(format!("{} were looked at, e.g. {one}", refused.len() + 1))
            }
            (None, _) => ControlError::NothingToRetry(match &which {
                Which::Reason(reason) => format!("none has the reason {reason}"),
                _ => "none has failed".to_owned(),
            }),
        });
    }
    close_pages(&mut tx, job, &retried, actor).await?;
    let decision = Decision { status: "pending", reason: None, actor, note: None };
    for row in &retried {
        decide(&mut tx, row, decision).await?;
    }
    control::reopen(&mut tx, job.0, before.started).await?;
    let names: Vec<&str> = retried.iter().map(|row| row.directory_name.as_str()).collect();
    settle(&mut tx, job, actor, "retry", &before, json!({ "directories": names, "kept": refused.len() }))
        .await?;
    for row in &retried {
        tell(&mut tx, job, row, actor, "retry", &decision).await?;
    }
    tx.commit().await?;
    let directories = names.len() as u64;
    let mut message = if directories == 0 {
        "Opened again. What was left is done now.".to_owned()
    } else {
        counted(directories, "directory is tried again.", "directories are tried again.")
    };
    if let Some(why) = refused.first() {
        message.push_str(&format!(" {} left as they are, e.g.: {why}", refused.len()));
    }
    if before.approved_at.is_none() {
        message.push_str(" The job waits for approval.");
    }
    Ok(Done { message, directories })
}

fn retryable(row: &DirectoryRow) -> Result<(), ControlError> {
    let name = || row.directory_name.clone();
    match row.status.as_str() {
        "submitted" => return Err(ControlError::AlreadySubmitted(name())),
        // A rehearsal can be had again.
        "pending" if !row.rehearsed => return Err(ControlError::AlreadyPending(name())),
        _ => {}
    }
    if row.press_under_way {
        return Err(ControlError::PressUnderWay(name()));
    }
    // A row that holds keeps everybody else out, so only one that let go can find it taken.
    if !row.holds && row.held_elsewhere {
        return Err(ControlError::HeldElsewhere(name()));
    }
    Ok(())
}
