//! Leases: one job, one key, for a while. All time is the database's.
//!
//! Every statement that fences or takes a lease is an UPDATE of the `job_control` row with the whole condition in its WHERE:
//! one that waited for the row's lock sees the row as the other left it. `clock_timestamp()`, not `now()`: a transaction that
//! waited began long before.

mod end;
mod fence;

pub use end::{OfKey, end, expired_after, jobs_of_key, lock_expired, stuck};
pub use fence::{Claimed, Fenced, Without, fence, lock_without};

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

/// Serialises what one key asks for, and a revocation of it. False: the key is revoked, or has expired.
///
/// # Errors
/// The database's.
pub async fn lock_key(conn: &mut PgConnection, key: Uuid) -> sqlx::Result<bool> {
    // NO KEY UPDATE: rows that merely refer to the key may be written meanwhile.
    Ok(sqlx::query(
        "-- lease_lock_key
         SELECT 1 FROM autobolt.api_keys
         WHERE id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > clock_timestamp()) FOR NO KEY UPDATE",
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
