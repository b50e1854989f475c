//! The timeline of a job, and what live pages are fed from.

use autobolt_shared::JobId;
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

/// Tells live pages that a worker does something else now. What it does this second is not history, so nothing is recorded:
/// a page that misses it reads everything again a few seconds later anyway.
///
/// # Errors
/// The database's.
pub async fn worker_changed(conn: &mut PgConnection, worker: Uuid) -> sqlx::Result<()> {
    sqlx::query("-- event_worker_changed\nSELECT pg_notify('autobolt_events', 'worker:' || $1::text)")
        .bind(worker)
        .execute(conn)
        .await?;
    Ok(())
}

/// Records one thing that happened, in the transaction in which it happens; returns the event's id.
///
/// `kind` is `result`, `job`, `lease`, `attempt`, `worker` or `staff`; `actor` is `staff:<email>`, `cli`, `key:<name>` or
/// `system`.
///
/// # Errors
/// The database's.
pub async fn record(
    conn: &mut PgConnection,
    kind: &str,
    job: Option<JobId>,
    directory: Option<&str>,
    actor: &str,
    data: Value,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "-- event_record
         INSERT INTO autobolt.events (kind, job_id, directory_name, actor, data)
         VALUES ($1, $2, $3, $4, $5) RETURNING id",
    )
    .bind(kind)
    .bind(job.map(|job| job.0))
    .bind(directory)
    .bind(actor)
    .bind(data)
    .fetch_one(conn)
    .await
}
