//! What staff do to a job and its directories, as statements. The rules are in [`crate::jobs::control`].
//!
//! Every caller holds the job's `job_control` row locked ([`lock_job`]) before it calls anything else here.

mod worker;

pub use worker::{WorkerState, lock_worker, request_page, stop_worker};

use super::rehearsed_sql;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::{FromRow, PgConnection, PgPool};
use uuid::Uuid;

/// A job as staff control sees it; serialised, it is the before and after of the audit log.
#[derive(Debug, Clone, PartialEq, FromRow, Serialize)]
pub struct JobState {
    /// `public.jobs.status`.
    pub status: String,
    /// When it was approved, and by whom.
    pub approved_at: Option<DateTime<Utc>>,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// When it was paused.
    pub paused_at: Option<DateTime<Utc>>,
    /// Who paused it.
    pub paused_by: Option<String>,
    /// When its end was asked for.
    pub cancel_requested_at: Option<DateTime<Utc>>,
    /// Whether a worker holds it now.
    pub leased: bool,
    /// Whether a worker ever held it.
    pub started: bool,
    /// Everything but the press.
    pub dry_run: bool,
    /// Why it failed.
    pub last_error: Option<String>,
    /// Higher first.
    pub priority: i32,
}

/// Locks the job's control row and reads it. `None`: no such job.
///
/// # Errors
/// The database's.
pub async fn lock_job(conn: &mut PgConnection, job: Uuid) -> sqlx::Result<Option<JobState>> {
    // The lock first, in a statement of its own: one that waited for it then reads what the other committed.
    let locked =
        sqlx::query("-- control_lock\nSELECT 1 FROM autobolt.job_control WHERE job_id = $1 FOR UPDATE")
            .bind(job)
            .fetch_optional(&mut *conn)
            .await?;
    if locked.is_none() {
        return Ok(None);
    }
    sqlx::query_as(
        "-- control_job_state
         SELECT j.status, c.approved_at, c.approved_by, c.paused_at, c.paused_by, c.cancel_requested_at,
                c.lease_token_hash IS NOT NULL AND c.lease_expires_at > now() AS leased,
                c.started_at IS NOT NULL AS started, c.dry_run, c.last_error, c.priority
         FROM autobolt.job_control c JOIN public.jobs j ON j.id = c.job_id WHERE c.job_id = $1",
    )
    .bind(job)
    .fetch_optional(conn)
    .await
}

/// What staff do to a whole job, at once and without further words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Lets workers have the job.
    Approve,
    /// No new press, begun ones are reported, then the lease ends; not offered until resumed.
    Pause,
    /// Ends a pause.
    Resume,
    /// Ends a rehearsal: what was only rehearsed is to be done, at once.
    GoLive,
    /// Makes a job that was not begun a rehearsal: its forms are filled and nothing is sent.
    Rehearse,
    /// No new press; begun ones are reported, then the job is failed and what is left of it `failed` / `cancelled`.
    Cancel,
}

impl Act {
    /// Its word in addresses, events and the audit log.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::GoLive => "go_live",
            Self::Rehearse => "rehearse",
            Self::Cancel => "cancel",
        }
    }
}

/// Writes an act down. What follows from a cancellation is `store::jobs::refresh`'s: at once where nobody holds the job,
/// when its lease ends otherwise.
///
/// # Errors
/// The database's.
pub async fn apply(conn: &mut PgConnection, job: Uuid, act: Act, actor: &str) -> sqlx::Result<u64> {
    let sql = match act {
        Act::Approve => {
            "-- control_approve
             UPDATE autobolt.job_control SET approved_at = now(), approved_by = $2
             WHERE job_id = $1 AND approved_at IS NULL"
        }
        Act::Pause => {
            "-- control_pause
             UPDATE autobolt.job_control SET paused_at = now(), paused_by = $2, claimable = false
             WHERE job_id = $1 AND paused_at IS NULL"
        }
        Act::Resume => {
            "-- control_resume
             UPDATE autobolt.job_control SET paused_at = NULL, paused_by = NULL
             WHERE job_id = $1 AND paused_at IS NOT NULL AND $2::text IS NOT NULL"
        }
        Act::Rehearse => {
            "-- control_rehearse
             UPDATE autobolt.job_control SET dry_run = true
             WHERE job_id = $1 AND NOT dry_run AND started_at IS NULL AND $2 <> ''"
        }
        Act::GoLive => {
            "-- control_go_live
             UPDATE autobolt.job_control
             SET dry_run = false, leases_without_progress = 0, run_after = least(run_after, now())
             WHERE job_id = $1 AND dry_run AND $2::text IS NOT NULL"
        }
        Act::Cancel => {
            "-- control_cancel
             UPDATE autobolt.job_control
             SET cancel_requested_at = now(), cancel_requested_by = $2, claimable = false
             WHERE job_id = $1 AND cancel_requested_at IS NULL"
        }
    };
    // Every one names both parameters, so that one call serves all.
    Ok(sqlx::query(sql).bind(job).bind(actor).execute(conn).await?.rows_affected())
}

/// Says when the job's turn comes among others: higher first.
///
/// # Errors
/// The database's.
pub async fn set_priority(conn: &mut PgConnection, job: Uuid, priority: i32) -> sqlx::Result<()> {
    sqlx::query("-- control_priority\nUPDATE autobolt.job_control SET priority = $2 WHERE job_id = $1")
        .bind(job)
        .bind(priority)
        .execute(conn)
        .await?;
    Ok(())
}

/// Opens a finished job again.
///
/// # Errors
/// The database's.
pub async fn reopen(conn: &mut PgConnection, job: Uuid, started: bool) -> sqlx::Result<()> {
    sqlx::query(
        "-- control_reopen
         UPDATE autobolt.job_control
         SET cancel_requested_at = NULL, cancel_requested_by = NULL, finished_at = NULL, last_error = NULL,
             leases_without_progress = 0, run_after = now()
         WHERE job_id = $1",
    )
    .bind(job)
    .execute(&mut *conn)
    .await?;
    set_job_status(conn, job, if started { "in_progress" } else { "pending" }).await
}

async fn set_job_status(conn: &mut PgConnection, job: Uuid, status: &str) -> sqlx::Result<()> {
    sqlx::query(
        "-- control_job_status\nUPDATE public.jobs SET status = $2, updated_at = now() WHERE id = $1",
    )
    .bind(job)
    .bind(status)
    .execute(conn)
    .await?;
    Ok(())
}

/// One directory of a job as staff control sees it.
#[derive(Debug, Clone, PartialEq, FromRow, Serialize)]
pub struct DirectoryRow {
    /// `public.job_results.id`.
    pub result_id: Uuid,
    /// Its name.
    pub directory_name: String,
    /// `public.job_results.status`.
    pub status: String,
    /// Why.
    pub reason: Option<String>,
    /// Whether it waits for a person.
    pub needs_staff: bool,
    /// Whether it is in the way of the same directory in another job of the customer.
    pub holds: bool,
    /// The worker whose prepared page waits.
    pub handed_over_key_id: Option<Uuid>,
    /// Whether another job of the customer holds the directory.
    pub held_elsewhere: bool,
    /// A press without an outcome, begun under a lease that still lives or less than ten minutes ago.
    pub press_under_way: bool,
    /// Rehearsed since the last decision about it, in a job that is a rehearsal still.
    pub rehearsed: bool,
}

/// Which directories of a job are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// The one of that name.
    One(String),
    /// Every failed one.
    Failed,
    /// Every failed or waiting one with that reason.
    Reason(String),
    /// Every one that is not final.
    Open,
}

/// The directories meant, locked.
///
/// # Errors
/// The database's.
pub async fn lock_directories(
    conn: &mut PgConnection,
    job: Uuid,
    which: &Which,
) -> sqlx::Result<Vec<DirectoryRow>> {
    let (name, statuses, reason): (_, &[&str], _) = match which {
        Which::One(name) => (Some(name.as_str()), &["pending", "submitted", "failed", "retry"], None),
        Which::Failed => (None, &["failed"], None),
        Which::Reason(reason) => (None, &["failed", "retry"], Some(reason.as_str())),
        Which::Open => (None, &["pending", "retry"], None),
    };
    sqlx::query_as(concat!(
        "-- control_lock_directories
         SELECT s.result_id, r.directory_name, r.status, s.reason, s.needs_staff, s.holds, s.handed_over_key_id,
                EXISTS (SELECT 1 FROM autobolt.submissions other
                        WHERE other.customer_id = s.customer_id AND other.directory_id = s.directory_id
                          AND other.holds AND other.result_id <> s.result_id) AS held_elsewhere,
                EXISTS (SELECT 1 FROM autobolt.attempts a JOIN autobolt.job_control c ON c.job_id = a.job_id
                        WHERE a.result_id = s.result_id AND a.outcome IS NULL AND NOT a.dry_run
                          AND ((c.lease_token_hash IS NOT NULL AND c.lease_epoch = a.epoch AND c.lease_expires_at > now())
                               OR a.begun_at > now() - interval '10 minutes')) AS press_under_way, ",
        rehearsed_sql!(),
        " AS rehearsed
         FROM public.job_results r JOIN autobolt.submissions s ON s.result_id = r.id
         WHERE r.job_id = $1
           AND ($2::text IS NULL OR r.directory_name = $2)
           AND r.status = ANY ($3)
           AND ($4::text IS NULL OR s.reason = $4)
         ORDER BY s.position FOR UPDATE OF r, s"
    ))
    .bind(job)
    .bind(name)
    .bind(statuses)
    .bind(reason)
    .fetch_all(conn)
    .await
}

/// The job and the directory's name behind ids of results, in the order of the jobs' own lists.
///
/// # Errors
/// The database's.
pub async fn places(pool: &PgPool, results: &[Uuid]) -> sqlx::Result<Vec<(Uuid, String)>> {
    sqlx::query_as(
        "-- control_places
         SELECT r.job_id, r.directory_name
         FROM public.job_results r JOIN autobolt.submissions s ON s.result_id = r.id
         WHERE r.id = ANY ($1) ORDER BY r.job_id, s.position",
    )
    .bind(results)
    .fetch_all(pool)
    .await
}

/// How many directories of the job are not final.
///
/// # Errors
/// The database's.
pub async fn open_directories(conn: &mut PgConnection, job: Uuid) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "-- control_open_directories
         SELECT count(*) FROM public.job_results WHERE job_id = $1 AND status IN ('pending', 'retry')",
    )
    .bind(job)
    .fetch_one(conn)
    .await
}

/// How a directory is to stand after a decision by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision<'a> {
    /// `public.job_results.status`.
    pub status: &'a str,
    /// Why.
    pub reason: Option<&'a str>,
    /// Who decided.
    pub actor: &'a str,
    /// What they wrote about it, for `response_log.staff`.
    pub note: Option<&'a str>,
}

/// Writes one decision about one directory, and ends any press that has no outcome: staff have spoken.
///
/// # Errors
/// The database's; a unique violation where another job of the customer took the directory meanwhile.
pub async fn decide(conn: &mut PgConnection, result: Uuid, decision: Decision<'_>) -> sqlx::Result<u64> {
    sqlx::query(
        "-- control_decide_result
         UPDATE public.job_results
         SET status = $2,
             submitted_at = CASE WHEN $2 = 'submitted' THEN coalesce(submitted_at, now()) END,
             response_log = CASE WHEN $4::text IS NULL THEN response_log
               ELSE response_log || jsonb_build_object('staff',
                 coalesce(response_log -> 'staff', '[]'::jsonb)
                 || jsonb_build_object('at', now(), 'by', $3::text, 'status', $2::text, 'note', $4::text)) END
         WHERE id = $1",
    )
    .bind(result)
    .bind(decision.status)
    .bind(decision.actor)
    .bind(decision.note)
    .execute(&mut *conn)
    .await?;
    let touched = sqlx::query(
        "-- control_decide_submission
         UPDATE autobolt.submissions
         SET reason = $3, next_attempt_at = NULL, needs_staff = false, timer_tries = 0, handed_over_key_id = NULL,
             handed_over_at = NULL, decided_by = $4, decided_at = clock_timestamp(), updated_at = now(),
             holds = $2 IN ('pending', 'retry', 'submitted')
         WHERE result_id = $1",
    )
    .bind(result)
    .bind(decision.status)
    .bind(decision.reason)
    .bind(decision.actor)
    .execute(&mut *conn)
    .await?
    .rows_affected();
    // Only where it is to be done again: an unresolved press would stand in the way of the next permission.
    if decision.status == "pending" {
        sqlx::query(
            "-- control_end_attempts
             UPDATE autobolt.attempts SET outcome = 'lost', finished_at = now() WHERE result_id = $1 AND outcome IS NULL",
        )
        .bind(result)
        .execute(conn)
        .await?;
    }
    Ok(touched)
}
