//! Who may write to a job: the fence every write passes first, and how a job stands towards one it did not let through.

use autobolt_shared::JobId;
use sqlx::{FromRow, PgConnection};
use uuid::Uuid;

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
    /// The caller's key is revoked by now, or has expired.
    pub revoked: bool,
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
                            WHERE k.id = ($2::uuid[])[1] AND k.revoked_at IS NULL
                              AND (k.expires_at IS NULL OR k.expires_at > clock_timestamp())) AS revoked
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
