//! How it goes: counted from the results themselves.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use sqlx::{FromRow, PgPool};
use uuid::Uuid;

/// One day.
#[derive(Debug, Clone, FromRow, Serialize, utoipa::ToSchema)]
pub struct Day {
    /// The day, in UTC.
    pub day: NaiveDate,
    /// Submitted.
    pub submitted: i64,
    /// Failed, those left out by staff aside.
    pub failed: i64,
    /// Handed to a person, and still waiting.
    pub waiting: i64,
}

/// How results came out, over some days.
#[derive(Debug, Clone, FromRow, Serialize, utoipa::ToSchema)]
pub struct Totals {
    /// Submitted.
    pub submitted: i64,
    /// Failed, those left out by staff aside.
    pub failed: i64,
    /// Handed to a person, and still waiting.
    pub waiting: i64,
    /// The middle duration of a visit; null where there was none.
    pub p50_ms: Option<f64>,
    /// Of a hundred visits, 95 take at most so long.
    pub p95_ms: Option<f64>,
}

/// How one directory or one AutoBolt did.
#[derive(Debug, Clone, FromRow, Serialize, utoipa::ToSchema)]
pub struct By {
    /// The directory, or the AutoBolt's key.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Submitted.
    pub submitted: i64,
    /// Failed, those left out by staff aside.
    pub failed: i64,
    /// Handed to a person, and still waiting.
    pub waiting: i64,
    /// The middle duration of a visit.
    pub p50_ms: Option<f64>,
    /// Of a hundred visits, 95 take at most so long.
    pub p95_ms: Option<f64>,
}

/// How often a reason came up.
#[derive(Debug, Clone, FromRow, Serialize, utoipa::ToSchema)]
pub struct Why {
    /// `submitted`, `failed`, `retry`.
    pub status: String,
    /// The reason; empty where the status says it all.
    pub reason: String,
    /// How often.
    pub count: i64,
}

/// When something was last decided by AutoBolt.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Metrics {
    /// From when on it is counted.
    pub since: DateTime<Utc>,
    /// All together.
    pub totals: Totals,
    /// By day, the oldest first; days on which nothing happened too.
    pub days: Vec<Day>,
    /// By reason, the most frequent first.
    pub reasons: Vec<Why>,
    /// By directory, the busiest first.
    pub directories: Vec<By>,
    /// By AutoBolt, the busiest first.
    pub autobolts: Vec<By>,
}

/// What counts: results that came out within the time. Every statement begins with it.
macro_rules! counted_sql {
    () => {
        "WITH counted AS (
           SELECT s.result_id, s.directory_id, s.updated_at, s.duration_ms, coalesce(s.reason, '') AS reason, r.status,
                  r.status = 'submitted' AS submitted,
                  r.status = 'failed' AND coalesce(s.reason, '') NOT IN ('skipped', 'cancelled') AS failed,
                  s.needs_staff AS waiting
           FROM autobolt.submissions s JOIN public.job_results r ON r.id = s.result_id
           WHERE s.updated_at >= $1 AND r.status <> 'pending') "
    };
}

/// Everything of the last `days` days, today included.
///
/// # Errors
/// The database's.
pub async fn metrics(pool: &PgPool, days: i32) -> sqlx::Result<Metrics> {
    let since: DateTime<Utc> = sqlx::query_scalar(
        "-- metrics_since
         SELECT (date_trunc('day', now() AT TIME ZONE 'UTC') - make_interval(days => $1 - 1)) AT TIME ZONE 'UTC'",
    )
    .bind(days)
    .fetch_one(pool)
    .await?;
    let totals = sqlx::query_as(concat!(
        "-- metrics_totals\n",
        counted_sql!(),
        "SELECT count(*) FILTER (WHERE submitted) AS submitted, count(*) FILTER (WHERE failed) AS failed,
                count(*) FILTER (WHERE waiting) AS waiting,
                percentile_cont(0.5) WITHIN GROUP (ORDER BY duration_ms) AS p50_ms,
                percentile_cont(0.95) WITHIN GROUP (ORDER BY duration_ms) AS p95_ms FROM counted"
    ))
    .bind(since)
    .fetch_one(pool)
    .await?;
    let by_day = sqlx::query_as(concat!(
        "-- metrics_days\n",
        counted_sql!(),
        "SELECT d.day::date AS day, count(c.result_id) FILTER (WHERE submitted) AS submitted,
                count(c.result_id) FILTER (WHERE failed) AS failed, count(c.result_id) FILTER (WHERE waiting) AS waiting
         FROM generate_series($1 AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC', interval '1 day') AS d (day)
         LEFT JOIN counted c ON date_trunc('day', c.updated_at AT TIME ZONE 'UTC') = d.day
         GROUP BY d.day ORDER BY d.day"
    ))
    .bind(since)
    .fetch_all(pool)
    .await?;
    let reasons = sqlx::query_as(concat!(
        "-- metrics_reasons\n",
        counted_sql!(),
        "SELECT status, reason, count(*) AS count FROM counted GROUP BY status, reason ORDER BY count(*) DESC, status, reason"
    ))
    .bind(since)
    .fetch_all(pool)
    .await?;
    let directories = sqlx::query_as(concat!(
        "-- metrics_directories\n",
        counted_sql!(),
        "SELECT d.id, d.name, count(*) FILTER (WHERE submitted) AS submitted, count(*) FILTER (WHERE failed) AS failed,
                count(*) FILTER (WHERE waiting) AS waiting,
                percentile_cont(0.5) WITHIN GROUP (ORDER BY duration_ms) AS p50_ms,
                percentile_cont(0.95) WITHIN GROUP (ORDER BY duration_ms) AS p95_ms
         FROM counted c JOIN autobolt.directories d ON d.id = c.directory_id
         GROUP BY d.id, d.name ORDER BY count(*) DESC, lower(d.name) LIMIT 50"
    ))
    .bind(since)
    .fetch_all(pool)
    .await?;
    let autobolts = sqlx::query_as(concat!(
        "-- metrics_autobolts\n",
        counted_sql!(),
        "SELECT k.id, k.name, count(*) FILTER (WHERE submitted) AS submitted, count(*) FILTER (WHERE failed) AS failed,
                count(*) FILTER (WHERE waiting) AS waiting,
                percentile_cont(0.5) WITHIN GROUP (ORDER BY duration_ms) AS p50_ms,
                percentile_cont(0.95) WITHIN GROUP (ORDER BY duration_ms) AS p95_ms
         FROM counted c
         -- A result belongs to whoever pressed last.
         CROSS JOIN LATERAL (SELECT a.key_id FROM autobolt.attempts a WHERE a.result_id = c.result_id AND NOT a.dry_run
                             ORDER BY a.begun_at DESC LIMIT 1) a
         JOIN autobolt.api_keys k ON k.id = a.key_id
         GROUP BY k.id, k.name ORDER BY count(*) DESC, lower(k.name) LIMIT 50"
    ))
    .bind(since)
    .fetch_all(pool)
    .await?;
    Ok(Metrics { since, totals, days: by_day, reasons, directories, autobolts })
}
