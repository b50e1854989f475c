//! What staff ask of a worker: to stop, to show a page, to close one.

use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::{FromRow, PgConnection};
use uuid::Uuid;

/// Asks a worker to open or close a prepared page.
///
/// # Errors
/// The database's.
pub async fn request_page(
    conn: &mut PgConnection,
    key: Uuid,
    job: Uuid,
    directory: &str,
    action: &str,
    actor: &str,
) -> sqlx::Result<()> {
    sqlx::query(
        "-- control_request_page
         INSERT INTO autobolt.page_requests (key_id, job_id, directory_name, action, requested_by)
         SELECT $1, $2, $3, $4, $5
         WHERE NOT EXISTS (SELECT 1 FROM autobolt.page_requests p
                           WHERE p.key_id = $1 AND p.job_id = $2 AND p.directory_name = $3 AND p.action = $4
                             AND p.delivered_at IS NULL)",
    )
    .bind(key)
    .bind(job)
    .bind(directory)
    .bind(action)
    .bind(actor)
    .execute(conn)
    .await?;
    Ok(())
}

/// A worker as staff control sees it.
#[derive(Debug, Clone, PartialEq, FromRow, Serialize)]
pub struct WorkerState {
    /// The key's name.
    pub name: String,
    /// When its stop was asked for.
    pub stop_requested_at: Option<DateTime<Utc>>,
    /// Seconds since it was heard of.
    pub silent_s: i64,
    /// Whether its key is revoked.
    pub revoked: bool,
}

/// Reads and locks a worker.
///
/// # Errors
/// The database's.
pub async fn lock_worker(conn: &mut PgConnection, key: Uuid) -> sqlx::Result<Option<WorkerState>> {
    sqlx::query_as(
        "-- control_lock_worker
         SELECT k.name, w.stop_requested_at, extract(epoch FROM now() - w.last_seen_at)::bigint AS silent_s,
                k.revoked_at IS NOT NULL AS revoked
         FROM autobolt.workers w JOIN autobolt.api_keys k ON k.id = w.key_id
         WHERE w.key_id = $1 FOR UPDATE OF w",
    )
    .bind(key)
    .fetch_optional(conn)
    .await
}

/// Asks a worker to stop, or allows it to go on.
///
/// # Errors
/// The database's.
pub async fn stop_worker(conn: &mut PgConnection, key: Uuid, stop_by: Option<&str>) -> sqlx::Result<()> {
    sqlx::query(
        "-- control_stop_worker
         UPDATE autobolt.workers
         SET stop_requested_at = CASE WHEN $2::text IS NULL THEN NULL ELSE now() END, stop_requested_by = $2, stopped_at = NULL
         WHERE key_id = $1",
    )
    .bind(key)
    .bind(stop_by)
    .execute(conn)
    .await?;
    Ok(())
}
