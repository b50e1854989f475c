//! What staff may do to a job, when, and why not. Every action is one transaction: lock the job, check the rule, write,
//! record the event and the audit entry, recompute the job.

mod directory;
mod error;
mod worker;

pub use directory::{Finding, decide_directory, open_page};
pub use error::ControlError;
pub use worker::stop_worker;

use crate::store::{
    audit,
    control::{self, Decision, DirectoryRow, JobState, Which},
    events, jobs,
};
use autobolt_shared::JobId;
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::{PgConnection, PgPool};

/// What an action did, in a sentence for the person who asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Done {
    /// E.g. `Paused. AutoBolt reports what it has begun, then lets the job go.`
    pub message: String,
    /// Directories changed.
    pub directories: u64,
}

impl Done {
    fn job(message: &str) -> Self {
        Self { message: message.to_owned(), directories: 0 }
    }
}

/// Lets workers have the job.
///
/// # Errors
/// Already approved, or finished.
pub async fn approve(pool: &PgPool, job: JobId, actor: &str) -> Result<Done, ControlError> {
    let mut tx = pool.begin().await?;
    let before = locked(&mut tx, job).await?;
    open(&before, "approved")?;
    if before.approved_at.is_some() {
        return Err(ControlError::AlreadyApproved(
            before.approved_by.unwrap_or_else(|| "somebody".to_owned()),
        ));
    }
    control::approve(&mut tx, job.0, actor).await?;
    settle(&mut tx, job, actor, "approve", &before, json!({})).await?;
    tx.commit().await?;
    Ok(Done::job("Approved. The next free AutoBolt takes it."))
}

/// No new press, begun ones are reported, then the lease ends; not offered until resumed.
///
/// # Errors
/// Not approved, paused already, or finished.
pub async fn pause(pool: &PgPool, job: JobId, actor: &str) -> Result<Done, ControlError> {
    let mut tx = pool.begin().await?;
    let before = locked(&mut tx, job).await?;
    open(&before, "paused")?;
    if before.approved_at.is_none() {
        return Err(ControlError::NotApproved);
    }
    if before.paused_at.is_some() {
        return Err(ControlError::AlreadyPaused(before.paused_by.unwrap_or_else(|| "somebody".to_owned())));
    }
    control::pause(&mut tx, job.0, actor).await?;
    settle(&mut tx, job, actor, "pause", &before, json!({})).await?;
    tx.commit().await?;
    Ok(Done::job(if before.leased {
        "Paused. AutoBolt reports what it has begun, then lets the job go."
    } else {
        "Paused. The job is not handed out until it is resumed."
    }))
}

/// Ends a pause.
///
/// # Errors
/// Not paused, or finished.
pub async fn resume(pool: &PgPool, job: JobId, actor: &str) -> Result<Done, ControlError> {
    let mut tx = pool.begin().await?;
    let before = locked(&mut tx, job).await?;
    open(&before, "resumed")?;
    if before.paused_at.is_none() {
        return Err(ControlError::NotPaused);
    }
    control::resume(&mut tx, job.0).await?;
    settle(&mut tx, job, actor, "resume", &before, json!({})).await?;
    tx.commit().await?;
    Ok(Done::job("Resumed. The next free AutoBolt goes on with it."))
}

/// Ends a rehearsal: every directory that was only rehearsed is done now. An AutoBolt in the middle of it ends the visits it
/// has begun without a press, and is then offered the rest.
///
/// # Errors
/// Not a rehearsal, or finished.
pub async fn go_live(pool: &PgPool, job: JobId, actor: &str) -> Result<Done, ControlError> {
    let mut tx = pool.begin().await?;
    let before = locked(&mut tx, job).await?;
    open(&before, "made live")?;
    if !before.dry_run {
        return Err(ControlError::NotRehearsal);
    }
    control::go_live(&mut tx, job.0).await?;
    let directories = control::lock_directories(&mut tx, job.0, &Which::Open).await?.len() as u64;
    settle(&mut tx, job, actor, "go_live", &before, json!({ "open": directories })).await?;
    tx.commit().await?;
    let to_do = counted(directories, "directory is submitted now.", "directories are submitted now.");
    let message = match (&before.approved_at, &before.paused_at) {
        (None, _) => "Live. Nothing is sent before the job is approved.".to_owned(),
        (_, Some(_)) => "Live. Nothing is sent before the job is resumed.".to_owned(),
        _ if before.leased => format!("Live. AutoBolt ends the rehearsal it is at; then {to_do}"),
        _ => format!("Live. {to_do}"),
    };
    Ok(Done { message, directories })
}

/// No new press; begun ones are reported, then the job is failed and what is left of it `failed` / `cancelled`.
///
/// # Errors
/// Finished, or being cancelled already.
pub async fn cancel(pool: &PgPool, job: JobId, actor: &str) -> Result<Done, ControlError> {
    let mut tx = pool.begin().await?;
    let before = locked(&mut tx, job).await?;
    open(&before, "cancelled")?;
    control::cancel(&mut tx, job.0, actor).await?;
    let waiting = control::lock_directories(&mut tx, job.0, &Which::Open).await?;
    close_pages(&mut tx, job, &waiting, actor).await?;
    let directories = waiting.len() as u64;
    settle(&mut tx, job, actor, "cancel", &before, json!({ "open": directories })).await?;
    tx.commit().await?;
    let left = counted(directories, "directory is left out.", "directories are left out.");
    let message = if before.leased {
        format!("Cancelling. AutoBolt reports what it has begun; of the open ones at most {left}")
    } else {
        format!("Cancelled. {left}")
    };
    Ok(Done { message, directories })
}

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

async fn locked(conn: &mut PgConnection, job: JobId) -> Result<JobState, ControlError> {
    control::lock_job(conn, job.0).await?.ok_or(ControlError::NoSuchJob)
}

/// Refuses where the job is finished.
fn open(state: &JobState, what: &'static str) -> Result<(), ControlError> {
    match state.status.as_str() {
        "complete" => Err(ControlError::Complete),
        "failed" if state.cancel_requested_at.is_some() => Err(ControlError::Cancelled),
        "failed" => Err(ControlError::Finished("failed", what)),
        _ if state.cancel_requested_at.is_some() => Err(ControlError::Cancelling),
        _ => Ok(()),
    }
}

/// The database's own guard against a second hold, told as what it means.
async fn decide(
    conn: &mut PgConnection,
    row: &DirectoryRow,
    decision: Decision<'_>,
) -> Result<(), ControlError> {
    match control::decide(conn, row.result_id, decision).await {
        Ok(_) => Ok(()),
        Err(error)
            if error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_unique_violation) =>
        {
            Err(ControlError::HeldElsewhere(row.directory_name.clone()))
        }
        Err(error) => Err(error.into()),
    }
}

/// Prepared pages that are not needed any more.
async fn close_pages(
    conn: &mut PgConnection,
    job: JobId,
    rows: &[DirectoryRow],
    actor: &str,
) -> Result<(), ControlError> {
    for row in rows {
        if let Some(key) = row.handed_over_key_id {
            control::request_page(conn, key, job.0, &row.directory_name, "close", actor).await?;
        }
    }
    Ok(())
}

/// Recomputes the job from its rows, then records what was done.
async fn settle(
    conn: &mut PgConnection,
    job: JobId,
    actor: &str,
    action: &str,
    before: &JobState,
    data: Value,
) -> Result<(), ControlError> {
    jobs::refresh(conn, job).await?;
    record(conn, job, actor, action, before, data).await
}

async fn record(
    conn: &mut PgConnection,
    job: JobId,
    actor: &str,
    action: &str,
    before: &JobState,
    data: Value,
) -> Result<(), ControlError> {
    let after = control::lock_job(conn, job.0).await?;
    let entry = audit::Entry {
        actor,
        action: &format!("job.{action}"),
        subject: data.get("directory").and_then(Value::as_str),
        job_id: Some(job.0),
        before: Some(json!({ "job": before, "directory": data.get("from") })),
        after: Some(json!({ "job": after, "change": data })),
    };
    audit::record(conn, entry).await?;
    let mut told = data;
    if let Some(map) = told.as_object_mut() {
        map.insert("action".to_owned(), action.into());
        map.remove("from");
    }
    events::record(conn, "staff", Some(job), None, actor, told).await?;
    Ok(())
}

/// The event of one directory that staff changed.
async fn tell(
    conn: &mut PgConnection,
    job: JobId,
    row: &DirectoryRow,
    actor: &str,
    action: &str,
    decision: &Decision<'_>,
) -> Result<(), ControlError> {
    let data = json!({ "action": action, "status": decision.status, "reason": decision.reason, "note": decision.note });
    events::record(conn, "result", Some(job), Some(&row.directory_name), actor, data).await?;
    Ok(())
}

fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
