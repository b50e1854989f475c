//! The timeline of a job, and what live pages are fed from.

use autobolt_shared::JobId;
use serde_json::Value;
use sqlx::PgConnection;

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
