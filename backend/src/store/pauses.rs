//! Directories that keep failing.

use sqlx::{FromRow, PgConnection};
use uuid::Uuid;

/// A directory that keeps failing.
#[derive(Debug, Clone, FromRow)]
pub struct Failing {
    /// The directory.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its latest reasons, the newest first.
    pub reasons: Vec<String>,
    /// For how many customers.
    pub customers: i64,
}

/// Directories in use whose latest `in_a_row` results, of at least `customers` customers, all say that the form, not the
/// customer or a wall, is what is wrong. What staff decided by hand says nothing about the directory.
///
/// # Errors
/// The database's.
pub async fn failing(conn: &mut PgConnection, in_a_row: i64, customers: i64) -> sqlx::Result<Vec<Failing>> {
    sqlx::query_as(
        "-- pauses_failing
         SELECT d.id, d.name, l.reasons, l.customers
         FROM autobolt.directories d
         CROSS JOIN LATERAL (
           SELECT count(*) AS n, count(DISTINCT f.customer_id) AS customers, bool_and(f.bad) AS all_bad,
                  array_agg(coalesce(f.reason, '') ORDER BY f.updated_at DESC) AS reasons
           FROM (SELECT s.customer_id, s.reason, s.updated_at,
                        r.status <> 'submitted'
                          AND s.reason IN ('unsupported_form', 'unreachable', 'timeout', 'rejected', 'outcome_unknown') AS bad
                 FROM autobolt.submissions s JOIN public.job_results r ON r.id = s.result_id
                 WHERE s.directory_id = d.id AND r.status <> 'pending' AND s.decided_by IS NULL
                   AND s.updated_at > coalesce(d.trusted_at, '-infinity')
                 ORDER BY s.updated_at DESC LIMIT $1) f) l
         WHERE d.active AND d.paused_at IS NULL AND l.n = $1 AND l.all_bad AND l.customers >= $2
         ORDER BY d.name",
    )
    .bind(in_a_row)
    .bind(customers)
    .fetch_all(conn)
    .await
}

/// Pauses a directory, or uses it again: its results from before then count for nothing. False: it is so already, or there
/// is no such directory.
///
/// # Errors
/// The database's.
pub async fn set(conn: &mut PgConnection, directory: Uuid, why: Option<&str>) -> sqlx::Result<bool> {
    let changed = sqlx::query(
        "-- pauses_set
         UPDATE autobolt.directories
         SET paused_at = CASE WHEN $2::text IS NOT NULL THEN now() END, paused_why = $2,
             trusted_at = CASE WHEN $2 IS NULL THEN now() ELSE trusted_at END, updated_at = now()
         WHERE id = $1 AND (paused_at IS NULL) = ($2 IS NOT NULL)",
    )
    .bind(directory)
    .bind(why)
    .execute(conn)
    .await?
    .rows_affected();
    Ok(changed == 1)
}
