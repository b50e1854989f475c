//! The directories of a job, what waits for a person, and what happened.

use crate::store::rehearsed_sql;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::Value;
use sqlx::{FromRow, PgPool, types::Json};
use uuid::Uuid;

/// A rehearsal: what would have been reported, had the button been pressed.
#[derive(Debug, Clone, Deserialize)]
pub struct Rehearsed {
    /// When it ended.
    pub at: DateTime<Utc>,
    /// What was reported: `pending` where nothing but the press is missing.
    pub status: String,
    /// Why it would not come to a press.
    pub reason: Option<String>,
    /// What was seen, and what was filled in.
    #[serde(default)]
    pub log: Value,
}

/// One directory of a job.
#[derive(Debug, Clone, FromRow)]
pub struct ResultLine {
    /// `public.job_results.id`.
    pub id: Uuid,
    /// The job; lists over several need it.
    pub job_id: Uuid,
    /// The customer.
    pub customer_id: Uuid,
    /// Its name.
    pub directory_name: String,
    /// Where its form is.
    pub url: Option<String>,
    /// `public.job_results.status`.
    pub status: String,
    /// Why.
    pub reason: Option<String>,
    /// Waits for a person.
    pub needs_staff: bool,
    /// A prepared page is open in some AutoBolt.
    pub prepared: bool,
    /// That AutoBolt's name.
    pub prepared_in: Option<String>,
    /// When its timer is due.
    pub next_attempt_at: Option<DateTime<Utc>>,
    /// When it was first begun.
    pub started_at: Option<DateTime<Utc>>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// When the directory took it.
    pub submitted_at: Option<DateTime<Utc>>,
    /// How long the last visit took.
    pub duration_ms: Option<i32>,
    /// Staff decided by hand.
    pub decided_by: Option<String>,
    /// Press permissions given.
    pub attempts: i64,
    /// What was seen.
    pub response_log: Value,
    /// The last rehearsal, while the job is one and the directory is open.
    pub rehearsal: Option<Json<Rehearsed>>,
    /// Ids of stored screenshots.
    pub evidence_ids: Vec<Uuid>,
    /// The business's name, in lists over several jobs.
    pub customer_name: Option<String>,
}

/// How many wait for a person, by reason.
///
/// # Errors
/// The database's.
pub async fn needs_by_reason(pool: &PgPool) -> sqlx::Result<Vec<(String, i64)>> {
    sqlx::query_as(
        "-- overview_needs_by_reason
         SELECT coalesce(reason, ''), count(*) FROM autobolt.submissions WHERE needs_staff GROUP BY 1 ORDER BY 1",
    )
    .fetch_all(pool)
    .await
}

/// The directories of one job (`Some`), or every one that waits for a person (`None`).
///
/// # Errors
/// The database's.
pub async fn results(pool: &PgPool, job: Option<Uuid>, limit: i64) -> sqlx::Result<Vec<ResultLine>> {
    sqlx::query_as(concat!(
        "-- overview_results
         -- Each customer's profile is read once, however many directories wait for them.
         WITH names AS MATERIALIZED (
           SELECT c.customer_id, coalesce(p ->> 'business_name', p ->> 'company_name') AS name
           FROM (SELECT DISTINCT customer_id FROM autobolt.submissions WHERE $1::uuid IS NULL AND needs_staff) c
           CROSS JOIN LATERAL autobolt.customer_profile(c.customer_id) p)
         SELECT r.id, r.job_id, s.customer_id, r.directory_name, coalesce(d.submission_url, d.home_url) AS url, r.status, s.reason, s.needs_staff,
                s.handed_over_key_id IS NOT NULL AND s.needs_staff AS prepared, k.name AS prepared_in,
                s.next_attempt_at, s.started_at, s.updated_at, r.submitted_at, s.duration_ms, s.decided_by,
                (SELECT count(*) FROM autobolt.attempts a WHERE a.result_id = r.id AND NOT a.dry_run) AS attempts,
                r.response_log,
                CASE WHEN ",
        rehearsed_sql!(),
        " THEN (
                  SELECT a.log || jsonb_build_object('at', a.finished_at) FROM autobolt.attempts a
                  WHERE a.result_id = r.id AND a.dry_run ORDER BY a.begun_at DESC LIMIT 1) END AS rehearsal,
                ARRAY (SELECT e.id FROM autobolt.evidence e
                       WHERE e.job_id = r.job_id AND e.directory_name = r.directory_name ORDER BY e.created_at) AS evidence_ids,
                names.name AS customer_name
         FROM public.job_results r
         JOIN autobolt.submissions s ON s.result_id = r.id
         JOIN autobolt.directories d ON d.id = s.directory_id
         LEFT JOIN autobolt.api_keys k ON k.id = s.handed_over_key_id
         LEFT JOIN names ON names.customer_id = s.customer_id
         WHERE CASE WHEN $1::uuid IS NULL THEN s.needs_staff ELSE r.job_id = $1 END
         ORDER BY CASE WHEN $1::uuid IS NULL THEN s.reason END, s.job_id, s.position LIMIT $2"
    ))
    .bind(job)
    .bind(limit)
    .fetch_all(pool)
    .await
}

/// One line of a timeline.
#[derive(Debug, Clone, FromRow)]
pub struct TimelineLine {
    /// Grows.
    pub id: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// `result`, `job`, `lease`, `attempt`, `worker`, `staff`.
    pub kind: String,
    /// Which directory.
    pub directory_name: Option<String>,
    /// Who.
    pub actor: String,
    /// What.
    pub data: Value,
}

/// What happened in a job, newest first.
///
/// # Errors
/// The database's.
pub async fn timeline(pool: &PgPool, job: Uuid, limit: i64) -> sqlx::Result<Vec<TimelineLine>> {
    sqlx::query_as(
        "-- overview_timeline
         SELECT id, at, kind, directory_name, actor, data FROM autobolt.events
         -- Each press is followed by its result a moment later; the pair would only double the list.
         WHERE job_id = $1 AND NOT (kind = 'attempt' AND data @> '{\"begun\": true}')
         ORDER BY id DESC LIMIT $2",
    )
    .bind(job)
    .bind(limit)
    .fetch_all(pool)
    .await
}

/// Where a stored screenshot is: its place below the evidence folder, and its media type.
///
/// # Errors
/// The database's.
pub async fn evidence(pool: &PgPool, id: Uuid) -> sqlx::Result<Option<(String, String)>> {
    sqlx::query_as("-- overview_evidence\nSELECT location, media_type FROM autobolt.evidence WHERE id = $1")
        .bind(id)
        .fetch_optional(pool)
        .await
}
