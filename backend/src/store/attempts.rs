//! Attempts: one row per permission to press, kept for ever.

use autobolt_shared::{AttemptId, JobId};
use serde_json::Value;
use sqlx::{FromRow, PgConnection};
use uuid::Uuid;

/// One permission to press.
#[derive(Debug, Clone, FromRow)]
pub struct Attempt {
    /// Made by the client.
    pub id: Uuid,
    /// The result row it belongs to.
    pub result_id: Uuid,
    /// The job.
    pub job_id: Uuid,
    /// The key that began it.
    pub key_id: Uuid,
    /// The lease's epoch then.
    pub epoch: i64,
    /// Begun in a page that was handed over, without a lease.
    pub hand_over: bool,
    /// A rehearsal.
    pub dry_run: bool,
    /// What became of it; `None` while unresolved.
    pub outcome: Option<String>,
    /// Staff decided about the directory after it was begun.
    pub decided_since: bool,
}

/// One attempt, locked. The caller holds its job's lock.
///
/// # Errors
/// The database's.
pub async fn lock(conn: &mut PgConnection, id: AttemptId) -> sqlx::Result<Option<Attempt>> {
    sqlx::query_as(
        "-- attempt_lock
         SELECT a.id, a.result_id, a.job_id, a.key_id, a.epoch, a.hand_over, a.dry_run, a.outcome,
                coalesce(s.decided_at >= a.begun_at, false) AS decided_since
         FROM autobolt.attempts a JOIN autobolt.submissions s ON s.result_id = a.result_id
         WHERE a.id = $1 FOR UPDATE OF a",
    )
    .bind(id.0)
    .fetch_optional(conn)
    .await
}

/// The presses at a directory since staff last decided about it, oldest first, rehearsals left out.
///
/// # Errors
/// The database's.
pub async fn since_decision(conn: &mut PgConnection, result: Uuid) -> sqlx::Result<Vec<Attempt>> {
    sqlx::query_as(
        "-- attempt_since_decision
         SELECT a.id, a.result_id, a.job_id, a.key_id, a.epoch, a.hand_over, a.dry_run, a.outcome, false AS decided_since
         FROM autobolt.attempts a JOIN autobolt.submissions s ON s.result_id = a.result_id
         WHERE a.result_id = $1 AND NOT a.dry_run AND (s.decided_at IS NULL OR a.begun_at > s.decided_at)
         ORDER BY a.begun_at, a.id FOR UPDATE OF a",
    )
    .bind(result)
    .fetch_all(conn)
    .await
}

/// A permission about to be given.
#[derive(Debug, Clone, Copy)]
pub struct NewAttempt<'a> {
    /// Made by the client.
    pub id: AttemptId,
    /// The result row.
    pub result: Uuid,
    /// The job.
    pub job: JobId,
    /// The key that asks.
    pub key: Uuid,
    /// The lease's epoch.
    pub epoch: i64,
    /// The start of the worker.
    pub incarnation: Option<&'a str>,
    /// In a page that was handed over.
    pub hand_over: bool,
}

/// Records a permission.
///
/// # Errors
/// The database's.
pub async fn insert(conn: &mut PgConnection, new: NewAttempt<'_>) -> sqlx::Result<()> {
    sqlx::query(
        "-- attempt_insert
         INSERT INTO autobolt.attempts (id, result_id, job_id, key_id, epoch, incarnation, hand_over, begun_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())",
    )
    .bind(new.id.0)
    .bind(new.result)
    .bind(new.job.0)
    .bind(new.key)
    .bind(new.epoch)
    .bind(new.incarnation)
    .bind(new.hand_over)
    .execute(conn)
    .await?;
    Ok(())
}

/// Records a rehearsal: begun and finished in one row, nothing pressed.
///
/// # Errors
/// The database's.
pub async fn insert_rehearsal(conn: &mut PgConnection, new: NewAttempt<'_>, log: &Value) -> sqlx::Result<()> {
    sqlx::query(
        "-- attempt_insert_rehearsal
         INSERT INTO autobolt.attempts
           (id, result_id, job_id, key_id, epoch, incarnation, dry_run, begun_at, finished_at, outcome, log)
         VALUES ($1, $2, $3, $4, $5, $6, true, clock_timestamp(), clock_timestamp(), 'no_request', $7)
         ON CONFLICT (id) DO NOTHING",
    )
    .bind(new.id.0)
    .bind(new.result)
    .bind(new.job.0)
    .bind(new.key)
    .bind(new.epoch)
    .bind(new.incarnation)
    .bind(log)
    .execute(conn)
    .await?;
    Ok(())
}

/// Records what became of a press: once, or after staff gave it up as lost.
///
/// # Errors
/// The database's.
pub async fn resolve(
    conn: &mut PgConnection,
    id: AttemptId,
    outcome: &str,
    log: &Value,
) -> sqlx::Result<u64> {
    Ok(sqlx::query(
        "-- attempt_resolve
         UPDATE autobolt.attempts SET outcome = $2, finished_at = clock_timestamp(), log = $3
         WHERE id = $1 AND (outcome IS NULL OR outcome = 'lost')",
    )
    .bind(id.0)
    .bind(outcome)
    .bind(log)
    .execute(conn)
    .await?
    .rows_affected())
}

/// Gives up presses without an outcome that were begun before staff decided about the directory.
///
/// # Errors
/// The database's.
pub async fn give_up_decided(conn: &mut PgConnection, result: Uuid) -> sqlx::Result<u64> {
    Ok(sqlx::query(
        "-- attempt_give_up_decided
         UPDATE autobolt.attempts a SET outcome = 'lost', finished_at = clock_timestamp()
         FROM autobolt.submissions s
         WHERE a.result_id = $1 AND s.result_id = a.result_id AND a.outcome IS NULL AND NOT a.dry_run
           AND s.decided_at >= a.begun_at",
    )
    .bind(result)
    .execute(conn)
    .await?
    .rows_affected())
}

/// Directories with a press that has no outcome while its lease ended: nobody can know, so staff look. Returns their names.
/// The press itself stays unresolved: its late outcome is still taken.
///
/// Presses in pages that were handed over have nothing to do with the lease; they are left alone here.
///
/// # Errors
/// The database's.
pub async fn settle_unresolved(conn: &mut PgConnection, job: JobId) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar(
        "-- attempt_settle_unresolved
         WITH unknown AS (
           SELECT a.result_id, a.key_id FROM autobolt.attempts a
           JOIN autobolt.submissions s ON s.result_id = a.result_id
           WHERE a.job_id = $1 AND a.outcome IS NULL AND NOT a.dry_run AND NOT a.hand_over
             AND (s.decided_at IS NULL OR a.begun_at > s.decided_at)),
         results AS (
           UPDATE public.job_results r SET status = 'retry'
           FROM unknown WHERE r.id = unknown.result_id AND r.status IN ('pending', 'retry')
           RETURNING r.id, r.directory_name),
         rows AS (
           UPDATE autobolt.submissions s
           SET reason = 'outcome_unknown', needs_staff = true, next_attempt_at = NULL, updated_at = now(),
               handed_over_key_id = NULL, handed_over_at = NULL
           FROM results WHERE s.result_id = results.id AND s.reason IS DISTINCT FROM 'outcome_unknown'
           RETURNING s.result_id)
         SELECT results.directory_name FROM results JOIN rows ON rows.result_id = results.id",
    )
    .bind(job.0)
    .fetch_all(conn)
    .await
}

/// Jobs with a press in a handed-over page that has had no outcome for longer than a directory may take.
///
/// # Errors
/// The database's.
pub async fn overdue_hand_overs(
    conn: &mut PgConnection,
    after_ms: i64,
    most: i64,
) -> sqlx::Result<Vec<(Uuid, Uuid)>> {
    sqlx::query_as(
        "-- attempt_overdue_hand_overs
         SELECT a.job_id, a.result_id FROM autobolt.attempts a
         JOIN autobolt.submissions s ON s.result_id = a.result_id
         WHERE a.outcome IS NULL AND a.hand_over AND NOT a.dry_run
           AND a.begun_at < now() - $1 * interval '1 millisecond'
           AND s.needs_staff AND s.reason IS DISTINCT FROM 'outcome_unknown'
           AND (s.decided_at IS NULL OR a.begun_at > s.decided_at)
         ORDER BY a.begun_at LIMIT $2",
    )
    .bind(after_ms)
    .bind(most)
    .fetch_all(conn)
    .await
}

/// A handed-over page whose press has had no outcome for too long: staff look what came of it.
///
/// # Errors
/// The database's.
pub async fn settle_hand_over(conn: &mut PgConnection, result: Uuid) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar(
        "-- attempt_settle_hand_over
         UPDATE autobolt.submissions s
         SET reason = 'outcome_unknown', handed_over_key_id = NULL, handed_over_at = NULL, updated_at = now()
         FROM public.job_results r
         WHERE s.result_id = $1 AND r.id = s.result_id AND r.status = 'retry' AND s.needs_staff
           AND s.reason IS DISTINCT FROM 'outcome_unknown'
           AND EXISTS (SELECT 1 FROM autobolt.attempts a
                       WHERE a.result_id = s.result_id AND a.outcome IS NULL AND a.hand_over
                         AND (s.decided_at IS NULL OR a.begun_at > s.decided_at))
         RETURNING r.directory_name",
    )
    .bind(result)
    .fetch_optional(conn)
    .await
}

/// Whether a press of the job has no outcome, pages that were handed over left out.
///
/// # Errors
/// The database's.
pub async fn any_unresolved(conn: &mut PgConnection, job: JobId) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "-- attempt_any_unresolved
         SELECT EXISTS (SELECT 1 FROM autobolt.attempts a JOIN autobolt.submissions s ON s.result_id = a.result_id
                        WHERE a.job_id = $1 AND a.outcome IS NULL AND NOT a.dry_run AND NOT a.hand_over
                          AND (s.decided_at IS NULL OR a.begun_at > s.decided_at))",
    )
    .bind(job.0)
    .fetch_one(conn)
    .await
}
