//! AutoBolts and keys.

use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgPool, types::Json};
use uuid::Uuid;

/// One AutoBolt.
#[derive(Debug, Clone, FromRow)]
pub struct WorkerLine {
    /// Its key.
    pub id: Uuid,
    /// The key's name.
    pub name: String,
    /// What tells keys apart.
    pub display_prefix: String,
    /// When it was first heard of.
    pub first_seen_at: DateTime<Utc>,
    /// When it was last heard of.
    pub last_seen_at: DateTime<Utc>,
    /// Seconds since.
    pub silent_s: i64,
    /// Its build.
    pub build: Option<String>,
    /// Starts after the first.
    pub restarts: i32,
    /// What it said it does.
    pub state: Option<String>,
    /// The directories under work.
    pub doing: Json<Vec<autobolt_shared::protocol::heartbeat::Doing>>,
    /// Prepared pages.
    pub pages: Json<Vec<autobolt_shared::protocol::heartbeat::WaitingPage>>,
    /// Results not yet acknowledged.
    pub outbox: i32,
    /// When its stop was asked for.
    pub stop_requested_at: Option<DateTime<Utc>>,
    /// By whom.
    pub stop_requested_by: Option<String>,
    /// When it said that it stopped.
    pub stopped_at: Option<DateTime<Utc>>,
    /// When its key was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
    /// The job it holds.
    pub job_id: Option<Uuid>,
    /// That job's business.
    pub customer_name: Option<String>,
    /// Directories it finished within the hour.
    pub done_last_hour: i64,
    /// Submitted within the week.
    pub submitted_lately: i64,
    /// Failed within the week.
    pub failed_lately: i64,
}

/// Every AutoBolt, those heard of last first.
///
/// # Errors
/// The database's.
pub async fn workers(pool: &PgPool) -> sqlx::Result<Vec<WorkerLine>> {
    sqlx::query_as(
        "-- overview_workers
         SELECT w.key_id AS id, k.name, k.display_prefix, w.first_seen_at, w.last_seen_at,
                extract(epoch FROM now() - w.last_seen_at)::bigint AS silent_s, w.build, w.restarts, w.state, w.doing, w.pages,
                w.outbox, w.stop_requested_at, w.stop_requested_by, w.stopped_at, k.revoked_at, c.job_id,
                (SELECT coalesce(p ->> 'business_name', p ->> 'company_name')
                 FROM public.jobs j, autobolt.customer_profile(j.customer_id) p WHERE j.id = c.job_id) AS customer_name,
                (SELECT count(*) FROM autobolt.attempts a
                 WHERE a.key_id = w.key_id AND a.outcome = 'answered' AND a.finished_at > now() - interval '1 hour'
                ) AS done_last_hour,
                lately.submitted AS submitted_lately, lately.failed AS failed_lately
         FROM autobolt.workers w JOIN autobolt.api_keys k ON k.id = w.key_id
         LEFT JOIN autobolt.job_control c
           ON c.lease_key_id = w.key_id AND c.lease_token_hash IS NOT NULL AND c.lease_expires_at > now()
         CROSS JOIN LATERAL (
           SELECT count(*) FILTER (WHERE r.status = 'submitted') AS submitted, count(*) FILTER (WHERE r.status = 'failed') AS failed
           FROM autobolt.attempts a JOIN public.job_results r ON r.id = a.result_id
           WHERE a.key_id = w.key_id AND a.finished_at > now() - interval '7 days' AND NOT a.dry_run) lately
         ORDER BY k.revoked_at IS NOT NULL, w.last_seen_at DESC, k.name LIMIT 500",
    )
    .fetch_all(pool)
    .await
}

/// One API key in the list.
#[derive(Debug, Clone, FromRow, serde::Serialize, utoipa::ToSchema)]
pub struct KeyLine {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What tells keys apart.
    pub display_prefix: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Who made it.
    pub created_by: String,
    /// When it ends.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
    /// When it was last used.
    pub last_used_at: Option<DateTime<Utc>>,
}

/// Every key, those in use first.
///
/// # Errors
/// The database's.
pub async fn keys(pool: &PgPool) -> sqlx::Result<Vec<KeyLine>> {
    sqlx::query_as(
        "-- overview_keys
         SELECT id, name, display_prefix, scopes, created_at, created_by, expires_at, revoked_at, last_used_at
         FROM autobolt.api_keys ORDER BY revoked_at IS NOT NULL, created_at DESC LIMIT 500",
    )
    .fetch_all(pool)
    .await
}
