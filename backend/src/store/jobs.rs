//! Jobs: progress counted from the rows, and the one function that derives a job's state from them.

use super::{events, standing_sql};
use autobolt_shared::{JobId, JobStatus, protocol::Progress};
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::{FromRow, PgConnection, PgPool};
use uuid::Uuid;

#[derive(FromRow)]
struct ProgressRow {
    done: i64,
    total: i64,
    submitted: i64,
    failed: i64,
    retry: i64,
    needs_staff: i64,
}

/// Progress of a job, counted from its rows.
///
/// # Errors
/// The database's.
pub async fn progress(conn: &mut PgConnection, job: JobId) -> sqlx::Result<Progress> {
    let row: ProgressRow = sqlx::query_as(
        "-- job_progress
         SELECT count(*) FILTER (WHERE status IN ('submitted', 'failed')) AS done,
                count(*) AS total,
                count(*) FILTER (WHERE status = 'submitted') AS submitted,
                count(*) FILTER (WHERE status = 'failed') AS failed,
                count(*) FILTER (WHERE status = 'retry') AS retry,
                (SELECT count(*) FROM autobolt.submissions WHERE job_id = $1 AND needs_staff) AS needs_staff
         FROM public.job_results WHERE job_id = $1",
    )
    .bind(job.0)
    .fetch_one(conn)
    .await?;
    Ok(Progress {
        done: row.done,
        total: row.total,
        submitted: row.submitted,
        failed: row.failed,
        retry: row.retry,
        needs_staff: row.needs_staff,
    })
}

/// What was ordered.
#[derive(Debug, Clone, FromRow)]
pub struct Ordered {
    /// For whom.
    pub customer_id: Uuid,
    /// How many directories were paid for.
    pub package_size: i32,
}

/// What a job was ordered as.
///
/// # Errors
/// The database's; no such job.
pub async fn order(conn: &mut PgConnection, job: JobId) -> sqlx::Result<Ordered> {
    sqlx::query_as("-- job_order\nSELECT customer_id, package_size FROM public.jobs WHERE id = $1")
        .bind(job.0)
        .fetch_one(conn)
        .await
}

/// Succeeds when the database answers and the tables are there.
///
/// # Errors
/// The database's.
pub async fn tables_are_there(pool: &PgPool) -> sqlx::Result<()> {
    sqlx::query("-- health_ready\nSELECT 1 FROM autobolt.job_control LIMIT 1").execute(pool).await?;
    Ok(())
}

/// A job's status.
///
/// # Errors
/// The database's; no such job.
pub async fn status(conn: &mut PgConnection, job: JobId) -> sqlx::Result<JobStatus> {
    let word: String = sqlx::query_scalar("-- job_status\nSELECT status FROM public.jobs WHERE id = $1")
        .bind(job.0)
        .fetch_one(conn)
        .await?;
    word.parse().map_err(|e| sqlx::Error::Decode(Box::new(e)))
}

/// Whether staff paused the job.
///
/// # Errors
/// The database's; no such job.
pub async fn is_paused(conn: &mut PgConnection, job: JobId) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "-- job_is_paused
         SELECT paused_at IS NOT NULL FROM autobolt.job_control WHERE job_id = $1",
    )
    .bind(job.0)
    .fetch_one(conn)
    .await
}

/// What a job's state is derived from.
#[derive(FromRow)]
struct Facts {
    status: String,
    approved: bool,
    paused: bool,
    cancel_requested: bool,
    cancelled_by: Option<String>,
    leased: bool,
    total: i64,
    finals: i64,
    runnable: i64,
    earliest_timer: Option<DateTime<Utc>>,
    /// Open directories that let go of their customer and directory when the job failed.
    unheld: i64,
}

/// Derives `claimable`, `run_after` and the end of a job from its rows: the only place that does.
///
/// Call it with the job's `job_control` row locked, after whatever changed the job or its rows. A job that no worker
/// holds and whose last directory became final completes here; a cancelled one that no worker holds is failed here, and
/// what is left of it.
///
/// # Errors
/// The database's.
pub async fn refresh(conn: &mut PgConnection, job: JobId) -> sqlx::Result<()> {
    let mut facts = facts(conn, job).await?;
    let open = matches!(facts.status.as_str(), "pending" | "in_progress");
    if open && facts.unheld > 0 {
        hold_again(conn, job).await?;
        facts = self::facts(conn, job).await?;
    }
    if open && !facts.leased {
        if facts.cancel_requested {
            let by = facts.cancelled_by.as_deref().unwrap_or("staff");
            return fail(conn, job, &format!("Cancelled by {by}"), "cancelled").await;
        }
        if facts.total > 0 && facts.finals == facts.total {
            return complete(conn, job).await;
        }
    }
    if facts.status == "failed" && facts.finals < facts.total {
        let_go(conn, job, facts.cancel_requested && !facts.leased).await?;
    }
    let may_run = open && facts.approved && !facts.paused && !facts.cancel_requested && !facts.leased;
    let claimable = may_run && (facts.runnable > 0 || facts.earliest_timer.is_some());
    sqlx::query(
        "-- job_refresh
         UPDATE autobolt.job_control
         SET claimable = $2,
             -- What is runnable now keeps the job's place in the queue; otherwise the earliest timer says when.
             run_after = CASE WHEN NOT $2 THEN run_after WHEN $3 THEN least(run_after, now()) ELSE $4 END
         WHERE job_id = $1",
    )
    .bind(job.0)
    .bind(claimable)
    .bind(facts.runnable > 0)
    .bind(facts.earliest_timer)
    .execute(conn)
    .await?;
    Ok(())
}

async fn facts(conn: &mut PgConnection, job: JobId) -> sqlx::Result<Facts> {
    sqlx::query_as(concat!(
        "-- job_facts
         SELECT j.status,
                c.approved_at IS NOT NULL AS approved,
                c.paused_at IS NOT NULL AS paused,
                c.cancel_requested_at IS NOT NULL AS cancel_requested, c.cancel_requested_by AS cancelled_by,
                c.lease_token_hash IS NOT NULL AS leased,
                t.total, t.finals, t.runnable, t.earliest_timer, t.unheld
         FROM autobolt.job_control c
         JOIN public.jobs j ON j.id = c.job_id
         CROSS JOIN LATERAL (
           SELECT count(*) AS total,
                  count(*) FILTER (WHERE d.standing = 'final') AS finals,
                  count(*) FILTER (WHERE d.standing = 'runnable') AS runnable,
                  min(d.next_attempt_at) FILTER (WHERE d.standing = 'waiting_timer') AS earliest_timer,
                  count(*) FILTER (WHERE d.standing <> 'final' AND NOT d.holds) AS unheld
           FROM (SELECT s.next_attempt_at, s.holds, ",
        standing_sql!(),
        " AS standing
                 FROM public.job_results r JOIN autobolt.submissions s ON s.result_id = r.id
                 WHERE r.job_id = c.job_id) d
         ) t
         WHERE c.job_id = $1"
    ))
    .bind(job.0)
    .fetch_one(conn)
    .await
}

/// Every directory is final and nobody holds the job.
async fn complete(conn: &mut PgConnection, job: JobId) -> sqlx::Result<()> {
    sqlx::query(
        "-- job_complete
         UPDATE public.jobs SET status = 'complete', updated_at = now() WHERE id = $1",
    )
    .bind(job.0)
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "-- job_complete_control
         UPDATE autobolt.job_control
         SET claimable = false, finished_at = now(), last_error = NULL,
             -- A lease that ran out is not revived for a job that is done.
             lease_ended = CASE WHEN lease_ended = 'expired' THEN 'complete' ELSE lease_ended END
         WHERE job_id = $1",
    )
    .bind(job.0)
    .execute(&mut *conn)
    .await?;
    events::record(conn, "job", Some(job), None, "system", json!({ "status": "complete" })).await?;
    Ok(())
}

/// Fails the job; the caller has ended its lease. Directories that are not final stay as they are, or become `failed` /
/// `cancelled` when `cause` is `cancelled`; either way they no longer stand in the way of another job.
///
/// # Errors
/// The database's.
pub async fn fail(conn: &mut PgConnection, job: JobId, error: &str, cause: &str) -> sqlx::Result<()> {
    sqlx::query(
        "-- job_fail
         UPDATE public.jobs SET status = 'failed', updated_at = now() WHERE id = $1",
    )
    .bind(job.0)
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "-- job_fail_control
         UPDATE autobolt.job_control
         SET claimable = false, finished_at = now(), last_error = $2,
             lease_ended = CASE WHEN lease_ended = 'expired' THEN $3 ELSE lease_ended END
         WHERE job_id = $1",
    )
    .bind(job.0)
    .bind(error)
    .bind(cause)
    .execute(&mut *conn)
    .await?;
    let_go(conn, job, cause == "cancelled").await?;
    let data = json!({ "status": "failed", "cause": cause, "error": error });
    events::record(conn, "job", Some(job), None, "system", data).await?;
    Ok(())
}

/// Directories of a failed job let go of customer and directory, so that a new job may have them; one whose press may
/// have been accepted never does. `cancelled` also makes those that are left `failed` / `cancelled`.
async fn let_go(conn: &mut PgConnection, job: JobId, cancelled: bool) -> sqlx::Result<()> {
    sqlx::query(
        "-- job_let_go_results
         UPDATE public.job_results SET status = 'failed'
         WHERE job_id = $1 AND $2 AND status IN ('pending', 'retry')",
    )
    .bind(job.0)
    .bind(cancelled)
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "-- job_let_go
         UPDATE autobolt.submissions s
         SET holds = EXISTS (
               SELECT 1 FROM autobolt.attempts a
               WHERE a.result_id = s.result_id AND NOT a.dry_run
                 AND (a.outcome IS NULL OR a.outcome IN ('unknown', 'lost', 'answered'))
                 AND (s.decided_at IS NULL OR a.begun_at > s.decided_at)),
             reason = CASE WHEN $2 AND s.holds AND r.status = 'failed' AND s.reason IS DISTINCT FROM 'cancelled'
                           THEN 'cancelled' ELSE s.reason END,
             next_attempt_at = CASE WHEN $2 THEN NULL ELSE s.next_attempt_at END,
             needs_staff = s.needs_staff AND NOT $2,
             handed_over_key_id = CASE WHEN $2 THEN NULL ELSE s.handed_over_key_id END,
             updated_at = now()
         FROM public.job_results r
         -- A failed row lets go by itself, so one that still holds is one that was open until now.
         WHERE r.id = s.result_id AND s.job_id = $1 AND s.holds
           AND (r.status IN ('pending', 'retry') OR ($2 AND r.status = 'failed'))",
    )
    .bind(job.0)
    .bind(cancelled)
    .execute(conn)
    .await?;
    Ok(())
}

/// A job opened again takes hold of its open directories; one that another job has taken meanwhile is left out here.
async fn hold_again(conn: &mut PgConnection, job: JobId) -> sqlx::Result<()> {
    sqlx::query(
        "-- job_leave_out_taken
         WITH taken AS (
           SELECT s.result_id FROM autobolt.submissions s
           JOIN public.job_results r ON r.id = s.result_id
           WHERE s.job_id = $1 AND NOT s.holds AND r.status IN ('pending', 'retry')
             AND EXISTS (SELECT 1 FROM autobolt.submissions other
                         WHERE other.customer_id = s.customer_id AND other.directory_id = s.directory_id
                           AND other.holds AND other.result_id <> s.result_id)),
         left_out AS (
           UPDATE public.job_results r
           SET status = 'failed',
               response_log = r.response_log || jsonb_build_object('summary', 'Another job of this customer has the directory.')
           FROM taken WHERE r.id = taken.result_id)
         UPDATE autobolt.submissions s
         SET reason = 'skipped', next_attempt_at = NULL, needs_staff = false, handed_over_key_id = NULL, updated_at = now()
         FROM taken WHERE s.result_id = taken.result_id",
    )
    .bind(job.0)
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "-- job_hold_again
         UPDATE autobolt.submissions s SET holds = true, updated_at = now()
         FROM public.job_results r
         WHERE r.id = s.result_id AND s.job_id = $1 AND NOT s.holds AND r.status IN ('pending', 'retry')",
    )
    .bind(job.0)
    .execute(conn)
    .await?;
    Ok(())
}

/// The queue in numbers.
#[derive(Debug, Clone, Copy, FromRow)]
#[expect(missing_docs, reason = "the names are the statuses")]
pub struct Queue {
    pub pending: i64,
    pub in_progress: i64,
    pub complete: i64,
    pub failed: i64,
    pub leased: i64,
    pub claimable: i64,
    pub needs_staff: i64,
}

/// The queue in numbers.
///
/// # Errors
/// The database's.
pub async fn queue(conn: &mut PgConnection) -> sqlx::Result<Queue> {
    sqlx::query_as(
        "-- job_queue
         SELECT count(*) FILTER (WHERE status = 'pending') AS pending,
                count(*) FILTER (WHERE status = 'in_progress') AS in_progress,
                count(*) FILTER (WHERE status = 'complete') AS complete,
                count(*) FILTER (WHERE status = 'failed') AS failed,
                (SELECT count(*) FROM autobolt.job_control WHERE lease_token_hash IS NOT NULL) AS leased,
                (SELECT count(*) FROM autobolt.job_control WHERE claimable AND run_after <= now()) AS claimable,
                (SELECT count(*) FROM autobolt.submissions WHERE needs_staff) AS needs_staff
         FROM public.jobs",
    )
    .fetch_one(conn)
    .await
}
