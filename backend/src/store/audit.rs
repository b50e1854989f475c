//! The audit log: who changed what, with before and after. Rows are added and read, never changed.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{FromRow, PgConnection, PgPool};
use uuid::Uuid;

/// One action as it is to be recorded.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// `staff:<email>`, `cli`, `key:<name>`, `system`.
    pub actor: &'a str,
    /// The action, e.g. `job.pause`.
    pub action: &'a str,
    /// What it was done to, where that is not the job.
    pub subject: Option<&'a str>,
    /// The job it concerns.
    pub job_id: Option<Uuid>,
    /// How it was.
    pub before: Option<Value>,
    /// How it is now.
    pub after: Option<Value>,
}

impl<'a> Entry<'a> {
    /// An action that changes nothing that was there before.
    #[must_use]
    pub const fn plain(actor: &'a str, action: &'a str, after: Value) -> Self {
        Self { actor, action, subject: None, job_id: None, before: None, after: Some(after) }
    }
}

/// One action as it was recorded.
#[derive(Debug, Clone, FromRow, serde::Serialize, utoipa::ToSchema)]
pub struct Recorded {
    /// Grows.
    pub id: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: String,
    /// What.
    pub action: String,
    /// To what.
    pub subject: Option<String>,
    /// In which job.
    pub job_id: Option<Uuid>,
    /// How it was.
    pub before: Option<Value>,
    /// How it is now.
    pub after: Option<Value>,
}

/// Adds an entry, inside the transaction that does what it tells.
///
/// # Errors
/// The database's.
pub async fn record(conn: &mut PgConnection, entry: Entry<'_>) -> sqlx::Result<()> {
    sqlx::query(
        "-- audit_record
         INSERT INTO autobolt.audit_log (actor, action, subject, job_id, before, after)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(entry.actor)
    .bind(entry.action)
    .bind(entry.subject)
    .bind(entry.job_id)
    .bind(entry.before)
    .bind(entry.after)
    .execute(conn)
    .await?;
    Ok(())
}

/// The newest entries, `before` an id.
///
/// # Errors
/// The database's.
pub async fn page(pool: &PgPool, before: Option<i64>, limit: i64) -> sqlx::Result<Vec<Recorded>> {
    sqlx::query_as(
        "-- audit_page
         SELECT id, at, actor, action, subject, job_id, before, after
         FROM autobolt.audit_log WHERE $1::bigint IS NULL OR id < $1
         ORDER BY id DESC LIMIT $2",
    )
    .bind(before)
    .bind(limit)
    .fetch_all(pool)
    .await
}
