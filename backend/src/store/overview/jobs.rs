//! The queue, and jobs with their progress.

use crate::store::rehearsed_sql;
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgPool, types::Json};
use uuid::Uuid;

/// Jobs by where they stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromRow, serde::Serialize, utoipa::ToSchema)]
pub struct Queue {
    /// Not approved yet.
    pub waiting: i64,
    /// Approved, never begun.
    pub pending: i64,
    /// Begun.
    pub in_progress: i64,
    /// Of the open ones: paused.
    pub paused: i64,
    /// Every directory final.
    pub complete: i64,
    /// Given up or cancelled.
    pub failed: i64,
    /// Directories that wait for a person.
    pub needs_staff: i64,
}

/// Counts the queue.
///
/// # Errors
/// The database's.
pub async fn queue(pool: &PgPool) -> sqlx::Result<Queue> {
    sqlx::query_as(
        "-- overview_queue
         SELECT count(*) FILTER (WHERE j.status = 'pending' AND c.approved_at IS NULL) AS waiting,
                count(*) FILTER (WHERE j.status = 'pending' AND c.approved_at IS NOT NULL) AS pending,
                count(*) FILTER (WHERE j.status = 'in_progress') AS in_progress,
                count(*) FILTER (WHERE j.status IN ('pending', 'in_progress') AND c.paused_at IS NOT NULL) AS paused,
                count(*) FILTER (WHERE j.status = 'complete') AS complete,
                count(*) FILTER (WHERE j.status = 'failed') AS failed,
                (SELECT count(*) FROM autobolt.submissions WHERE needs_staff) AS needs_staff
         FROM public.jobs j JOIN autobolt.job_control c ON c.job_id = j.id",
    )
    .fetch_one(pool)
    .await
}

/// Which jobs are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// All of them.
    #[default]
    All,
    /// Not approved yet.
    Waiting,
    /// Approved, never begun.
    Pending,
    /// Begun.
    InProgress,
    /// Every directory final.
    Complete,
    /// Given up or cancelled.
    Failed,
}

/// A filter over jobs, and which page of them.
#[derive(Debug, Clone, Default)]
pub struct JobFilter {
    /// By where they stand.
    pub stage: Stage,
    /// `public.jobs.status`, as the JSON API asks for it.
    pub status: Option<String>,
    /// One job alone.
    pub job: Option<Uuid>,
    /// One customer's.
    pub customer: Option<Uuid>,
    /// Part of a customer's name or address, or the beginning of a job's id; empty: any.
    pub needle: String,
    /// At most.
    pub limit: i64,
    /// Passed over.
    pub offset: i64,
}

/// A job in a list.
#[derive(Debug, Clone, FromRow)]
pub struct JobLine {
    /// The job.
    pub id: Uuid,
    /// The customer.
    pub customer_id: Uuid,
    /// The business's name, where it has one.
    pub customer_name: Option<String>,
    /// Directories paid for.
    pub package_size: i32,
    /// `public.jobs.status`.
    pub status: String,
    /// When it was ordered.
    pub created_at: DateTime<Utc>,
    /// Who ordered it.
    pub created_by: String,
    /// When it was approved.
    pub approved_at: Option<DateTime<Utc>>,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// When it was paused.
    pub paused_at: Option<DateTime<Utc>>,
    /// Who paused it.
    pub paused_by: Option<String>,
    /// When its end was asked for.
    pub cancel_requested_at: Option<DateTime<Utc>>,
    /// When it was first begun.
    pub started_at: Option<DateTime<Utc>>,
    /// When it was finished.
    pub finished_at: Option<DateTime<Utc>>,
    /// Why it failed.
    pub last_error: Option<String>,
    /// Not offered before, where that is ahead.
    pub parked_until: Option<DateTime<Utc>>,
    /// Everything but the press.
    pub dry_run: bool,
    /// A worker holds it now.
    pub leased: bool,
    /// The worker's key.
    pub worker_id: Option<Uuid>,
    /// The worker's name.
    pub worker_name: Option<String>,
    /// What it does now: `[{"directory_name", "step", "for_ms"}]`.
    pub doing: Option<Json<Vec<autobolt_shared::protocol::heartbeat::Doing>>>,
    /// Seconds since the worker was heard of.
    pub silent_s: Option<i64>,
    /// Directories chosen.
    pub total: i64,
    /// Submitted.
    pub submitted: i64,
    /// Failed.
    pub failed: i64,
    /// `retry`, by timer or by person.
    pub retry: i64,
    /// Of those: by person.
    pub needs_staff: i64,
    /// Rehearsed and waiting for a person to look, in a job that is a rehearsal.
    pub rehearsed: i64,
    /// Higher first; 0 where nobody said.
    pub priority: i32,
    /// Directories AutoBolt answered within the last ten minutes, whatever the answer.
    pub recent: i64,
    /// Seconds since the first of those.
    pub recent_s: f64,
}

impl JobLine {
    /// Directories an hour, over the last ten minutes. `None` where too little happened to say so: fewer than five, in
    /// less than twenty seconds, or nobody works on it.
    #[must_use]
    pub fn per_hour(&self) -> Option<f64> {
        // The first only starts the clock.
        (self.leased && self.recent >= 5 && self.recent_s >= 20.0)
            .then(|| (self.recent - 1) as f64 * 3_600.0 / self.recent_s)
    }

    /// Seconds until nothing is left that can run, at that pace.
    #[must_use]
    pub fn seconds_left(&self) -> Option<f64> {
        let left = self.total - self.submitted - self.failed - self.needs_staff - self.rehearsed;
        self.per_hour().filter(|_| left > 0).map(|per_hour| left as f64 * 3_600.0 / per_hour)
    }
}

/// Jobs, those at work first, finished ones last.
///
/// # Errors
/// The database's.
pub async fn jobs(pool: &PgPool, filter: &JobFilter) -> sqlx::Result<Vec<JobLine>> {
    let (status, approved): (Option<&str>, Option<bool>) = match filter.stage {
        Stage::All => (filter.status.as_deref(), None),
        Stage::Waiting => (Some("pending"), Some(false)),
        Stage::Pending => (Some("pending"), Some(true)),
        Stage::InProgress => (Some("in_progress"), None),
        Stage::Complete => (Some("complete"), None),
        Stage::Failed => (Some("failed"), None),
    };
    sqlx::query_as(concat!(
        "-- overview_jobs
         WITH page AS (
           SELECT j.id, j.customer_id, j.package_size, j.status, j.created_at, c.created_by, c.approved_at, c.approved_by,
                  c.paused_at, c.paused_by, c.cancel_requested_at, c.started_at, c.finished_at, c.last_error, c.dry_run,
                  c.priority,
                  CASE WHEN c.run_after > now() AND j.status = 'in_progress' THEN c.run_after END AS parked_until,
                  c.lease_token_hash IS NOT NULL AND c.lease_expires_at > now() AS leased,
                  CASE WHEN c.lease_expires_at > now() THEN c.lease_key_id END AS worker_id,
                  CASE j.status WHEN 'in_progress' THEN 0 WHEN 'pending' THEN 1 ELSE 2 END AS rank
           FROM public.jobs j JOIN autobolt.job_control c ON c.job_id = j.id
           WHERE ($1::text IS NULL OR j.status = $1)
             AND ($2::boolean IS NULL OR (c.approved_at IS NOT NULL) = $2)
             AND ($3::uuid IS NULL OR j.id = $3)
             AND ($4::uuid IS NULL OR j.customer_id = $4)
             AND ($7 = '' OR starts_with(j.id::text, lower($7))
                  OR j.customer_id IN (SELECT f.id FROM autobolt.customer_search($7, 1000) f))
           ORDER BY rank, CASE WHEN j.status IN ('pending', 'in_progress') THEN c.priority END DESC,
                    coalesce(c.finished_at, j.created_at) DESC, j.id
           LIMIT $5 OFFSET $6)
         SELECT page.*, k.name AS worker_name, w.doing,
                extract(epoch FROM now() - w.last_seen_at)::bigint AS silent_s,
                coalesce(p.profile ->> 'business_name', p.profile ->> 'company_name', p.profile ->> 'company',
                         p.profile ->> 'business') AS customer_name,
                n.total, n.submitted, n.failed, n.retry, n.needs_staff, n.rehearsed, n.recent,
                coalesce(extract(epoch FROM now() - n.recent_since), 0)::float8 AS recent_s
         FROM page
         LEFT JOIN autobolt.api_keys k ON k.id = page.worker_id
         LEFT JOIN autobolt.workers w ON w.key_id = page.worker_id
         CROSS JOIN LATERAL (SELECT autobolt.customer_profile(page.customer_id) AS profile) p
         CROSS JOIN LATERAL (
           SELECT count(*) AS total,
                  count(*) FILTER (WHERE r.status = 'submitted') AS submitted,
                  count(*) FILTER (WHERE r.status = 'failed') AS failed,
                  count(*) FILTER (WHERE r.status = 'retry') AS retry,
                  count(*) FILTER (WHERE s.needs_staff) AS needs_staff,
                  count(*) FILTER (WHERE CASE WHEN page.dry_run AND NOT s.needs_staff THEN ",
        rehearsed_sql!(),
        " END) AS rehearsed,
                  count(*) FILTER (WHERE s.updated_at > now() - interval '10 minutes' AND s.started_at IS NOT NULL
                                     AND s.decided_by IS NULL AND (r.status <> 'pending' OR s.reason IS NOT NULL)) AS recent,
                  min(s.updated_at) FILTER (WHERE s.updated_at > now() - interval '10 minutes' AND s.started_at IS NOT NULL
                                     AND s.decided_by IS NULL AND (r.status <> 'pending' OR s.reason IS NOT NULL)) AS recent_since
           FROM public.job_results r LEFT JOIN autobolt.submissions s ON s.result_id = r.id
           WHERE r.job_id = page.id) n
         ORDER BY page.rank, CASE WHEN page.status IN ('pending', 'in_progress') THEN page.priority END DESC,
                  coalesce(page.finished_at, page.created_at) DESC, page.id"
    ))
    .bind(status)
    .bind(approved)
    .bind(filter.job)
    .bind(filter.customer)
    .bind(filter.limit)
    .bind(filter.offset)
    .bind(filter.needle.trim())
    .fetch_all(pool)
    .await
}

/// Directories that wait for a person, over all jobs.
///
/// # Errors
/// The database's.
pub async fn needs_staff(pool: &PgPool) -> sqlx::Result<i64> {
    sqlx::query_scalar("-- overview_needs_staff\nSELECT count(*) FROM autobolt.submissions WHERE needs_staff")
        .fetch_one(pool)
        .await
}
