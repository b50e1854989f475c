//! The end of leases: in order, by a key's revocation, or because they ran out.

use autobolt_shared::JobId;
use sqlx::{FromRow, PgConnection};
use uuid::Uuid;

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
