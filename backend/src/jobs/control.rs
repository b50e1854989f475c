//! What staff may do to a job, when, and why not. Every action is one transaction: lock the job, check the rule, write,
//! record the event and the audit entry, recompute the job.

use crate::store::{
    audit,
    control::{self, Decision, DirectoryRow, JobState, Which},
    events, jobs,
};
use autobolt_shared::{
    JobId, Outcome, Reason, ResultStatus,
    problem::{Problem, Slug},
};
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

/// Why an action was not done. Its text is meant for the person who asked.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the texts say what each means")]
pub enum ControlError {
    #[error("There is no such job.")]
    NoSuchJob,
    #[error("The job has no directory called “{0}”.")]
    NoSuchDirectory(String),
    #[error("There is no such AutoBolt.")]
    NoSuchWorker,
    #[error("The job was approved already, by {0}.")]
    AlreadyApproved(String),
    #[error("The job is {0}; it cannot be {1} any more.")]
    Finished(&'static str, &'static str),
    #[error("The job is complete: every directory has its result. To do some again, retry them.")]
    Complete,
    #[error("The job was cancelled. Retry its directories to open it again.")]
    Cancelled,
    #[error("The job is being cancelled; it ends when AutoBolt has reported what it began.")]
    Cancelling,
    #[error("The job is paused already, by {0}.")]
    AlreadyPaused(String),
    #[error("The job is not paused.")]
    NotPaused,
    #[error("The job waits for approval; nothing runs that could be paused.")]
    NotApproved,
    #[error("No directory of this job can be retried: {0}.")]
    NothingToRetry(String),
    #[error(
        "“{0}” was submitted; submitting it again would list the business twice. Mark it as not submitted first."
    )]
    AlreadySubmitted(String),
    #[error("“{0}” is waiting for its turn already.")]
    AlreadyPending(String),
    #[error("AutoBolt is pressing submit on “{0}” right now. Wait for its outcome, then decide.")]
    PressUnderWay(String),
    #[error("“{0}” is being done, or was submitted, in another job of this customer.")]
    HeldElsewhere(String),
    #[error("“{0}” does not wait for a person; there is no prepared page.")]
    NoPreparedPage(String),
    #[error("{0}")]
    Invalid(String),
    #[error("This AutoBolt was asked to stop already.")]
    AlreadyStopping,
    #[error("This AutoBolt was not asked to stop.")]
    NotStopping,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl ControlError {
    /// The reason as a word for programs.
    #[must_use]
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::NoSuchJob => "no_such_job",
            Self::NoSuchDirectory(_) => "no_such_directory",
            Self::NoSuchWorker => "no_such_worker",
            Self::AlreadyApproved(_) => "already_approved",
            Self::Finished(..) => "finished",
            Self::Complete => "complete",
            Self::Cancelled => "cancelled",
            Self::Cancelling => "cancelling",
            Self::AlreadyPaused(_) => "already_paused",
            Self::NotPaused => "not_paused",
            Self::NotApproved => "not_approved",
            Self::NothingToRetry(_) => "nothing_to_retry",
            Self::AlreadySubmitted(_) => "already_submitted",
            Self::AlreadyPending(_) => "already_pending",
            Self::PressUnderWay(_) => "press_under_way",
            Self::HeldElsewhere(_) => "held_elsewhere",
            Self::NoPreparedPage(_) => "no_prepared_page",
            Self::Invalid(_) => "invalid",
            Self::AlreadyStopping => "already_stopping",
            Self::NotStopping => "not_stopping",
            Self::Database(_) => "database",
        }
    }
}

impl From<ControlError> for crate::problem::ApiError {
    fn from(error: ControlError) -> Self {
        let slug = match &error {
            ControlError::NoSuchJob | ControlError::NoSuchWorker => Slug::NotFound,
            ControlError::NoSuchDirectory(_) => Slug::UnknownDirectory,
            ControlError::Invalid(_) => Slug::Invalid,
            ControlError::Database(_) => {
                let ControlError::Database(inner) = error else { unreachable!("matched above") };
                return inner.into();
            }
            _ => Slug::Conflict,
        };
        Self(Problem::new(slug, error.to_string()).with("reason", error.reason()))
    }
}

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
        "pending" => return Err(ControlError::AlreadyPending(name())),
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

/// Stops a whole AutoBolt within one heartbeat, or allows it to work again.
///
/// # Errors
/// No such worker, or already so.
pub async fn stop_worker(pool: &PgPool, key: Uuid, stop: bool, actor: &str) -> Result<Done, ControlError> {
    let mut tx = pool.begin().await?;
    let worker = control::lock_worker(&mut tx, key).await?.ok_or(ControlError::NoSuchWorker)?;
    match (stop, worker.stop_requested_at) {
        (true, Some(_)) => return Err(ControlError::AlreadyStopping),
        (false, None) => return Err(ControlError::NotStopping),
        _ => {}
    }
    control::stop_worker(&mut tx, key, stop.then_some(actor)).await?;
    let action = if stop { "worker.stop" } else { "worker.allow" };
    let entry = audit::Entry {
        actor,
        action,
        subject: Some(&worker.name),
        job_id: None,
        before: Some(json!({ "stopped": !stop })),
        after: Some(json!({ "stopped": stop })),
    };
    audit::record(&mut tx, entry).await?;
    events::record(&mut tx, "worker", None, None, actor, json!({ "action": action, "worker": worker.name }))
        .await?;
    tx.commit().await?;
    Ok(Done::job(if stop {
        "Stopping. It reports what it has begun, then asks for nothing until you allow it."
    } else {
        "Allowed. It takes the next job it is offered."
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
