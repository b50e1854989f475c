//! What staff may do to a job, when, and why not. Every action is one transaction: lock the job, check the rule, write,
//! record the event and the audit entry, recompute the job.

mod directory;
mod error;
mod retry;
mod worker;

pub use crate::store::control::Act;
pub use directory::{Finding, decide_directory, open_page};
pub use error::ControlError;
pub use retry::retry;
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

/// Does one of the acts that need no further words.
///
/// # Errors
/// Refused with the reason: finished, done already, or not possible in the state the job is in.
pub async fn act(pool: &PgPool, job: JobId, act: Act, actor: &str) -> Result<Done, ControlError> {
    let mut tx = pool.begin().await?;
    let before = locked(&mut tx, job).await?;
    allowed(act, &before)?;
    control::apply(&mut tx, job.0, act, actor).await?;
    let mut open = Vec::new();
    if matches!(act, Act::GoLive | Act::Cancel) {
        open = control::lock_directories(&mut tx, job.0, &Which::Open).await?;
    }
    if act == Act::Cancel {
        close_pages(&mut tx, job, &open, actor).await?;
    }
    let directories = open.len() as u64;
    let data = if directories > 0 { json!({ "open": directories }) } else { json!({}) };
    settle(&mut tx, job, actor, act.as_str(), &before, data).await?;
    tx.commit().await?;
    Ok(Done { message: said(act, &before, directories), directories })
}

/// Refuses what cannot be done to the job as it stands.
fn allowed(act: Act, job: &JobState) -> Result<(), ControlError> {
    let somebody = |who: &Option<String>| who.clone().unwrap_or_else(|| "somebody".to_owned());
    open(
        job,
        match act {
            Act::Approve => "approved",
            Act::Pause => "paused",
            Act::Resume => "resumed",
            Act::GoLive => "made live",
            Act::Rehearse => "rehearsed",
            Act::Cancel => "cancelled",
        },
    )?;
    match act {
        Act::Approve if job.approved_at.is_some() => {
            Err(ControlError::AlreadyApproved(somebody(&job.approved_by)))
        }
        Act::Pause if job.approved_at.is_none() => Err(ControlError::NotApproved),
        Act::Pause if job.paused_at.is_some() => Err(ControlError::AlreadyPaused(somebody(&job.paused_by))),
        Act::Resume if job.paused_at.is_none() => Err(ControlError::NotPaused),
        Act::GoLive if !job.dry_run => Err(ControlError::NotRehearsal),
        Act::Rehearse if job.dry_run => Err(ControlError::AlreadyRehearsal),
        Act::Rehearse if job.started => Err(ControlError::Begun),
        _ => Ok(()),
    }
}

/// What an act did, for the person who asked.
fn said(act: Act, before: &JobState, directories: u64) -> String {
    let to_do = || counted(directories, "directory is submitted now.", "directories are submitted now.");
    let left = || counted(directories, "directory is left out.", "directories are left out.");
    match act {
        Act::Approve => "Approved. The next free AutoBolt takes it.".to_owned(),
        Act::Pause if before.leased => {
            "Paused. AutoBolt reports what it has begun, then lets the job go.".to_owned()
        }
        Act::Pause => "Paused. The job is not handed out until it is resumed.".to_owned(),
        Act::Resume => "Resumed. The next free AutoBolt goes on with it.".to_owned(),
        Act::GoLive if before.approved_at.is_none() => {
            "Live. Nothing is sent before the job is approved.".to_owned()
        }
        Act::GoLive if before.paused_at.is_some() => {
            "Live. Nothing is sent before the job is resumed.".to_owned()
        }
        Act::GoLive if before.leased => {
            format!("Live. AutoBolt ends the rehearsal it is at; then {}", to_do())
        }
        Act::GoLive => format!("Live. {}", to_do()),
        Act::Rehearse => {
            "Rehearsed first: forms are filled and nothing is sent until you go live.".to_owned()
        }
        Act::Cancel if before.leased => {
            format!("Cancelling. AutoBolt reports what it has begun; of the open ones at most {}", left())
        }
        Act::Cancel => format!("Cancelled. {}", left()),
    }
}

/// How far from zero a priority may be.
const MOST_PRIORITY: i32 = 100;

/// Says when the job's turn comes among others: higher first, 0 where nobody said.
///
/// # Errors
/// Finished, or no such priority.
pub async fn prioritise(pool: &PgPool, job: JobId, priority: i32, actor: &str) -> Result<Done, ControlError> {
    if !(-MOST_PRIORITY..=MOST_PRIORITY).contains(&priority) {
        return Err(ControlError::Invalid(format!(
            "A priority is a whole number from -{MOST_PRIORITY} to {MOST_PRIORITY}; higher comes first."
        )));
    }
    let mut tx = pool.begin().await?;
    let before = locked(&mut tx, job).await?;
    open(&before, "given another priority")?;
    control::set_priority(&mut tx, job.0, priority).await?;
    settle(&mut tx, job, actor, "priority", &before, json!({ "priority": priority })).await?;
    tx.commit().await?;
    Ok(Done::job(match priority {
        1.. => "Its turn comes before jobs of lower priority.",
        0 => "Its turn comes in the order of approval.",
        _ => "Its turn comes after the others.",
    }))
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
