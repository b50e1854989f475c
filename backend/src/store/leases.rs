//! Leases: one job, one key, for a while. All time is the database's.
//!
//! Every statement that fences or takes a lease is an UPDATE of the `job_control` row with the whole condition in its WHERE:
//! one that waited for the row's lock sees the row as the other left it. `clock_timestamp()`, not `now()`: a transaction that
//! waited began long before.

use autobolt_shared::JobId;
use sqlx::{FromRow, PgConnection};
use uuid::Uuid;

/// A lease that was just taken or resumed.
#[derive(Debug, Clone, FromRow)]
pub struct Taken {
    /// The job.
    pub job_id: Uuid,
    /// The lease's epoch.
    pub lease_epoch: i64,
    /// Leases in a row without progress, this one included.
    pub leases_without_progress: i32,
    /// Everything but the press.
    pub dry_run: bool,
}

/// A lease that a key holds, before it asks again.
#[derive(Debug, Clone, FromRow)]
pub struct Held {
    /// The job.
    pub job_id: Uuid,
    /// Staff paused the job.
    pub paused: bool,
    /// Staff cancelled it, or it failed.
    pub cancelled: bool,
    /// The start of the worker that took it.
    pub lease_incarnation: Option<String>,
    /// Leases in a row without progress, this one included.
    pub leases_without_progress: i32,
}

/// Serialises what one key asks for, and a revocation of it. False: the key is revoked.
///
/// # Errors
/// The database's.
pub async fn lock_key(conn: &mut PgConnection, key: Uuid) -> sqlx::Result<bool> {
    // NO KEY UPDATE: rows that merely refer to the key may be written meanwhile.
    Ok(sqlx::query(
        "-- lease_lock_key
         SELECT 1 FROM autobolt.api_keys WHERE id = $1 AND revoked_at IS NULL FOR NO KEY UPDATE",
    )
    .bind(key)
    .fetch_optional(conn)
    .await?
    .is_some())
}

/// Locks the job that one of the keys holds, expired or not.
///
/// # Errors
/// The database's.
pub async fn lock_held(conn: &mut PgConnection, keys: &[Uuid]) -> sqlx::Result<Option<Held>> {
    sqlx::query_as(
        "-- lease_lock_held
         SELECT c.job_id, c.paused_at IS NOT NULL AS paused,
                c.cancel_requested_at IS NOT NULL OR j.status IN ('complete', 'failed') AS cancelled,
                c.lease_incarnation, c.leases_without_progress
         FROM autobolt.job_control c JOIN public.jobs j ON j.id = c.job_id
         WHERE c.lease_key_id = ANY ($1) AND c.lease_token_hash IS NOT NULL
         ORDER BY c.job_id LIMIT 1 FOR UPDATE OF c",
    )
    .bind(keys)
    .fetch_optional(conn)
    .await
}

/// What a new lease is made of.
#[derive(Debug, Clone, Copy)]
pub struct NewLease<'a> {
    /// The key that takes it.
    pub key: Uuid,
    /// Hash of the new token.
    pub token_hash: &'a [u8],
    /// The start of the worker.
    pub incarnation: Option<&'a str>,
    /// How long it lives.
    pub lease_ms: i64,
}

/// A held lease goes on with a new token and the next epoch: the older incarnation is fenced. The caller has it locked.
///
/// # Errors
/// The database's.
pub async fn resume(
    conn: &mut PgConnection,
    job: Uuid,
    new: NewLease<'_>,
    restarted: bool,
) -> sqlx::Result<Option<Taken>> {
    sqlx::query_as(
        "-- lease_resume
         UPDATE autobolt.job_control
         SET lease_epoch = lease_epoch + 1, lease_token_hash = $3, lease_key_id = $2, lease_incarnation = $4,
             lease_expires_at = clock_timestamp() + $5 * interval '1 millisecond',
             leases_without_progress = leases_without_progress + $6::int
         WHERE job_id = $1 AND lease_token_hash IS NOT NULL
         RETURNING job_id, lease_epoch, leases_without_progress, dry_run",
    )
    .bind(job)
    .bind(new.key)
    .bind(new.token_hash)
    .bind(new.incarnation)
    .bind(new.lease_ms)
    .bind(i32::from(restarted))
    .fetch_optional(conn)
    .await
}

/// Takes the first job that may be handed out.
///
/// # Errors
/// The database's; a unique violation if the key took another job at the same moment.
pub async fn claim(conn: &mut PgConnection, new: NewLease<'_>) -> sqlx::Result<Option<Taken>> {
    sqlx::query_as(
        "-- lease_claim
         WITH picked AS (
           SELECT job_id FROM autobolt.job_control
           WHERE claimable AND run_after <= now()
           ORDER BY priority DESC, run_after, job_id
           LIMIT 1 FOR UPDATE SKIP LOCKED)
         UPDATE autobolt.job_control c
         SET claimable = false, lease_epoch = c.lease_epoch + 1, lease_token_hash = $2, lease_key_id = $1,
             lease_incarnation = $3, lease_expires_at = clock_timestamp() + $4 * interval '1 millisecond',
             last_token_hash = NULL, last_key_id = NULL, lease_ended = NULL,
             leases_without_progress = c.leases_without_progress + 1,
             started_at = coalesce(c.started_at, now())
         FROM picked WHERE c.job_id = picked.job_id
         RETURNING c.job_id, c.lease_epoch, c.leases_without_progress, c.dry_run",
    )
    .bind(new.key)
    .bind(new.token_hash)
    .bind(new.incarnation)
    .bind(new.lease_ms)
    .fetch_optional(conn)
    .await
}

/// Marks a job as begun.
///
/// # Errors
/// The database's.
pub async fn job_in_progress(conn: &mut PgConnection, job: Uuid) -> sqlx::Result<()> {
    sqlx::query(
        "-- job_in_progress
         UPDATE public.jobs SET status = 'in_progress', updated_at = now() WHERE id = $1 AND status = 'pending'",
    )
    .bind(job)
    .execute(conn)
    .await?;
    Ok(())
}

/// Who writes, and under which lease.
#[derive(Debug, Clone, Copy)]
pub struct Claimed<'a> {
    /// The key that asks, then those it took the place of.
    pub keys: &'a [Uuid],
    /// The epoch the caller names; `None` from a bare client.
    pub epoch: Option<i64>,
    /// Hash of the token the caller names; `None` from a bare client.
    pub token_hash: Option<&'a [u8]>,
    /// How long the renewed lease lives.
    pub lease_ms: i64,
    /// Whether this write is progress.
    pub progress: bool,
}

/// A fence passed: the row is locked and the lease renewed.
#[derive(Debug, Clone, FromRow)]
pub struct Fenced {
    /// The lease's epoch.
    pub lease_epoch: i64,
    /// Staff paused the job.
    pub paused: bool,
    /// Staff cancelled it.
    pub cancelled: bool,
    /// Staff stopped the whole worker.
    pub stopped: bool,
    /// Everything but the press.
    pub dry_run: bool,
}

/// Locks the job and renews the lease, if the caller holds it: the first statement of every write.
///
/// A lease that ran out and that nobody has taken since is revived here, before the sweep as after it.
///
/// # Errors
/// The database's; a unique violation if the key took another job at the same moment.
pub async fn fence(conn: &mut PgConnection, job: JobId, by: Claimed<'_>) -> sqlx::Result<Option<Fenced>> {
    sqlx::query_as(
        "-- lease_fence
         UPDATE autobolt.job_control c
         SET lease_token_hash = coalesce(c.lease_token_hash, c.last_token_hash),
             lease_key_id = ($2::uuid[])[1],
             lease_expires_at = clock_timestamp() + $5 * interval '1 millisecond',
             claimable = false, last_token_hash = NULL, last_key_id = NULL, lease_ended = NULL,
             leases_without_progress = CASE WHEN $6 THEN 0 ELSE c.leases_without_progress END
         WHERE c.job_id = $1 AND ($3::bigint IS NULL OR c.lease_epoch = $3)
           AND ((c.lease_token_hash IS NOT NULL AND c.lease_key_id = ANY ($2)
                 AND ($4::bytea IS NULL OR c.lease_token_hash = $4))
             OR (c.lease_token_hash IS NULL AND c.lease_ended = 'expired' AND c.last_key_id = ANY ($2)
                 AND ($4::bytea IS NULL OR c.last_token_hash = $4)
                 AND c.paused_at IS NULL AND c.cancel_requested_at IS NULL
                 AND NOT EXISTS (SELECT 1 FROM autobolt.job_control other
                                 WHERE other.lease_key_id = ANY ($2) AND other.lease_token_hash IS NOT NULL)))
         RETURNING c.lease_epoch, c.paused_at IS NOT NULL AS paused, c.cancel_requested_at IS NOT NULL AS cancelled,
                   EXISTS (SELECT 1 FROM autobolt.workers w
                           WHERE w.key_id = ($2::uuid[])[1] AND w.stop_requested_at IS NOT NULL) AS stopped,
                   c.dry_run",
    )
    .bind(job.0)
    .bind(by.keys)
    .bind(by.epoch)
    .bind(by.token_hash)
    .bind(by.lease_ms)
    .bind(by.progress)
    .fetch_optional(conn)
    .await
}

/// How a job stands towards a caller whose fence did not pass.
#[derive(Debug, Clone, FromRow)]
pub struct Without {
    /// `public.jobs.status`.
    pub status: String,
    /// Counts the leases of the job.
    pub lease_epoch: i64,
    /// Somebody holds it.
    pub leased: bool,
    /// One of the caller's keys does.
    pub leased_by_caller: bool,
    /// The lease before was the caller's, by key and, where one was named, by epoch and token.
    pub was_last: bool,
    /// How the lease before ended.
    pub lease_ended: Option<String>,
    /// Staff paused the job.
    pub paused: bool,
    /// Staff cancelled it.
    pub cancelled: bool,
    /// The caller had to do with the job before: it pressed there, handed a page over, or held the last lease.
    pub known: bool,
    /// The caller's key is revoked by now.
    pub revoked: bool,
}

/// Locks a job. False: there is none of that id.
///
/// # Errors
/// The database's.
pub async fn lock_job(conn: &mut PgConnection, job: JobId) -> sqlx::Result<bool> {
    Ok(sqlx::query("-- lease_lock_job\nSELECT 1 FROM autobolt.job_control WHERE job_id = $1 FOR UPDATE")
        .bind(job.0)
        .fetch_optional(conn)
        .await?
        .is_some())
}

/// Locks the job for a write that needs no lease, or to say why there is none. `None`: no such job.
///
/// # Errors
/// The database's.
pub async fn lock_without(
    conn: &mut PgConnection,
    job: JobId,
    keys: &[Uuid],
    epoch: Option<i64>,
    token_hash: Option<&[u8]>,
) -> sqlx::Result<Option<Without>> {
    // The lock in a statement of its own: what is read below is then as the other left it, in every table.
    let locked =
        sqlx::query("-- lease_lock_job\nSELECT 1 FROM autobolt.job_control WHERE job_id = $1 FOR UPDATE")
            .bind(job.0)
            .fetch_optional(&mut *conn)
            .await?;
    if locked.is_none() {
        return Ok(None);
    }
    sqlx::query_as(
        "-- lease_without
         SELECT j.status, c.lease_epoch, c.lease_token_hash IS NOT NULL AS leased,
                coalesce(c.lease_key_id = ANY ($2), false) AS leased_by_caller,
                coalesce(c.last_key_id = ANY ($2), false) AND ($3::bigint IS NULL OR c.lease_epoch = $3)
                  AND ($4::bytea IS NULL OR c.last_token_hash = $4) AS was_last,
                c.lease_ended, c.paused_at IS NOT NULL AS paused, c.cancel_requested_at IS NOT NULL AS cancelled,
                coalesce(c.lease_key_id = ANY ($2), false) OR coalesce(c.last_key_id = ANY ($2), false)
                  OR EXISTS (SELECT 1 FROM autobolt.attempts a WHERE a.job_id = c.job_id AND a.key_id = ANY ($2))
                  OR EXISTS (SELECT 1 FROM autobolt.submissions s WHERE s.job_id = c.job_id AND s.handed_over_key_id = ANY ($2))
                  OR EXISTS (SELECT 1 FROM autobolt.reports p WHERE p.job_id = c.job_id AND p.key_id = ANY ($2))
                  AS known,
                NOT EXISTS (SELECT 1 FROM autobolt.api_keys k
                            WHERE k.id = ($2::uuid[])[1] AND k.revoked_at IS NULL) AS revoked
         FROM autobolt.job_control c JOIN public.jobs j ON j.id = c.job_id
         WHERE c.job_id = $1",
    )
    .bind(job.0)
    .bind(keys)
    .bind(epoch)
    .bind(token_hash)
    .fetch_optional(conn)
    .await
}

/// Ends the lease; the caller has the row locked. Returns the key that held it.
///
/// # Errors
/// The database's.
pub async fn end(
    conn: &mut PgConnection,
    job: JobId,
    how: &str,
    in_order: bool,
) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar(
        "-- lease_end
         UPDATE autobolt.job_control
         SET last_token_hash = lease_token_hash, last_key_id = lease_key_id, lease_ended = $2,
             lease_token_hash = NULL, lease_expires_at = NULL, lease_key_id = NULL, lease_incarnation = NULL,
             leases_without_progress = CASE WHEN $3 THEN 0 ELSE leases_without_progress END
         WHERE job_id = $1 AND lease_token_hash IS NOT NULL
         RETURNING last_key_id",
    )
    .bind(job.0)
    .bind(how)
    .bind(in_order)
    .fetch_optional(conn)
    .await
}

/// A job that a key has to do with.
#[derive(Debug, Clone, Copy, FromRow)]
pub struct OfKey {
    job_id: Uuid,
    /// It holds the job.
    pub leased: bool,
}

impl OfKey {
    /// The job.
    #[must_use]
    pub const fn job(&self) -> JobId {
        JobId(self.job_id)
    }
}

/// Locks the jobs a key holds, and those in which a page waits for staff that it or a key before it prepared. In one order
/// for everybody.
///
/// # Errors
/// The database's.
pub async fn jobs_of_key(conn: &mut PgConnection, key: Uuid) -> sqlx::Result<Vec<OfKey>> {
    sqlx::query_as(
        "-- lease_jobs_of_key
         WITH RECURSIVE line AS (
           SELECT $1::uuid AS id
           UNION SELECT p.id FROM autobolt.api_keys p JOIN line ON p.rotated_to = line.id)
         SELECT job_id, coalesce(lease_key_id = $1 AND lease_token_hash IS NOT NULL, false) AS leased
         FROM autobolt.job_control
         WHERE (lease_key_id = $1 AND lease_token_hash IS NOT NULL)
            OR job_id IN (SELECT s.job_id FROM autobolt.submissions s
                          WHERE s.needs_staff AND s.handed_over_key_id IN (SELECT id FROM line))
         ORDER BY job_id FOR UPDATE",
    )
    .bind(key)
    .fetch_all(conn)
    .await
}

/// Jobs whose lease ran out, after a given one: a page of them, so that none that cannot be dealt with hides the rest.
///
/// # Errors
/// The database's.
pub async fn expired_after(
    conn: &mut PgConnection,
    after: Option<Uuid>,
    most: i64,
) -> sqlx::Result<Vec<JobId>> {
    let ids: Vec<Uuid> = sqlx::query_scalar(
        "-- lease_expired_after
         SELECT job_id FROM autobolt.job_control
         WHERE lease_token_hash IS NOT NULL AND lease_expires_at <= now() AND ($1::uuid IS NULL OR job_id > $1)
         ORDER BY job_id LIMIT $2",
    )
    .bind(after)
    .bind(most)
    .fetch_all(conn)
    .await?;
    Ok(ids.into_iter().map(JobId).collect())
}

/// Locks a job if its lease is still one that ran out; another instance may be at it, or its owner came back.
///
/// # Errors
/// The database's.
pub async fn lock_expired(conn: &mut PgConnection, job: JobId) -> sqlx::Result<Option<i32>> {
    sqlx::query_scalar(
        "-- lease_lock_expired
         SELECT leases_without_progress FROM autobolt.job_control
         WHERE job_id = $1 AND lease_token_hash IS NOT NULL AND lease_expires_at <= clock_timestamp()
         FOR UPDATE SKIP LOCKED",
    )
    .bind(job.0)
    .fetch_optional(conn)
    .await
}

/// How many leases ran out longer than `grace_ms` ago and were not dealt with: anything but zero is a fault.
///
/// # Errors
/// The database's.
pub async fn stuck(conn: &mut PgConnection, grace_ms: i64) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "-- lease_stuck
         SELECT count(*) FROM autobolt.job_control
         WHERE lease_token_hash IS NOT NULL AND lease_expires_at <= now() - $1 * interval '1 millisecond'",
    )
    .bind(grace_ms)
    .fetch_one(conn)
    .await
}

/// The customer of a job the caller works on: it holds the lease, or a page it prepared waits for staff.
///
/// # Errors
/// The database's.
pub async fn customer_under_work(
    conn: &mut PgConnection,
    job: JobId,
    keys: &[Uuid],
) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar(
        "-- lease_customer_under_work
         SELECT j.customer_id FROM public.jobs j JOIN autobolt.job_control c ON c.job_id = j.id
         WHERE j.id = $1
           AND (coalesce(c.lease_key_id = ANY ($2) AND c.lease_expires_at > clock_timestamp(), false)
             OR EXISTS (SELECT 1 FROM autobolt.submissions s
                        WHERE s.job_id = j.id AND s.needs_staff AND s.handed_over_key_id = ANY ($2)))",
    )
    .bind(job.0)
    .bind(keys)
    .fetch_optional(conn)
    .await
}
