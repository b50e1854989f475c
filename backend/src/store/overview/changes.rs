//! Events, as live pages need them.

use crate::live::Change;
use sqlx::PgPool;

/// Events by id.
///
/// # Errors
/// The database's.
pub async fn changes_by_id(pool: &PgPool, ids: &[i64]) -> sqlx::Result<Vec<Change>> {
    sqlx::query_as(
        "-- changes_by_id
         SELECT id, kind, job_id, directory_name FROM autobolt.events WHERE id = ANY ($1) ORDER BY id",
    )
    .bind(ids)
    .fetch_all(pool)
    .await
}

/// Events with a greater id, oldest first.
///
/// # Errors
/// The database's.
pub async fn changes_after(pool: &PgPool, after: i64, limit: i64) -> sqlx::Result<Vec<Change>> {
    sqlx::query_as(
        "-- changes_after
         SELECT id, kind, job_id, directory_name FROM autobolt.events WHERE id > $1 ORDER BY id LIMIT $2",
    )
    .bind(after)
    .bind(limit)
    .fetch_all(pool)
    .await
}

/// The newest events, oldest of them first.
///
/// # Errors
/// The database's.
pub async fn latest_changes(pool: &PgPool, limit: i64) -> sqlx::Result<Vec<Change>> {
    sqlx::query_as(
        "-- changes_latest
         SELECT * FROM (SELECT id, kind, job_id, directory_name FROM autobolt.events ORDER BY id DESC LIMIT $1) newest
         ORDER BY id",
    )
    .bind(limit)
    .fetch_all(pool)
    .await
}
