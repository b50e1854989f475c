//! What staff look at, read in as few statements as a page needs. Progress is counted from the rows, never kept.

use crate::live::Change;
use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{FromRow, PgPool, types::Json};
use uuid::Uuid;

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

/// Jobs by where they stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromRow)]
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
    sqlx::query_as(
        "-- overview_jobs
         WITH page AS (
           SELECT j.id, j.customer_id, j.package_size, j.status, j.created_at, c.created_by, c.approved_at, c.approved_by,
                  c.paused_at, c.paused_by, c.cancel_requested_at, c.started_at, c.finished_at, c.last_error, c.dry_run,
                  CASE WHEN c.run_after > now() AND j.status = 'in_progress' THEN c.run_after END AS parked_until,
                  c.lease_token_hash IS NOT NULL AND c.lease_expires_at > now() AS leased,
                  CASE WHEN c.lease_expires_at > now() THEN c.lease_key_id END AS worker_id,
                  CASE j.status WHEN 'in_progress' THEN 0 WHEN 'pending' THEN 1 ELSE 2 END AS rank
           FROM public.jobs j JOIN autobolt.job_control c ON c.job_id = j.id
           WHERE ($1::text IS NULL OR j.status = $1)
             AND ($2::boolean IS NULL OR (c.approved_at IS NOT NULL) = $2)
             AND ($3::uuid IS NULL OR j.id = $3)
             AND ($4::uuid IS NULL OR j.customer_id = $4)
           ORDER BY rank, coalesce(c.finished_at, j.created_at) DESC, j.id
           LIMIT $5 OFFSET $6)
         SELECT page.*, k.name AS worker_name, w.doing,
                extract(epoch FROM now() - w.last_seen_at)::bigint AS silent_s,
                coalesce(p.profile ->> 'business_name', p.profile ->> 'company_name', p.profile ->> 'company',
                         p.profile ->> 'business') AS customer_name,
                n.total, n.submitted, n.failed, n.retry, n.needs_staff
         FROM page
         LEFT JOIN autobolt.api_keys k ON k.id = page.worker_id
         LEFT JOIN autobolt.workers w ON w.key_id = page.worker_id
         CROSS JOIN LATERAL (SELECT autobolt.customer_profile(page.customer_id) AS profile) p
         CROSS JOIN LATERAL (
           SELECT count(*) AS total,
                  count(*) FILTER (WHERE r.status = 'submitted') AS submitted,
                  count(*) FILTER (WHERE r.status = 'failed') AS failed,
                  count(*) FILTER (WHERE r.status = 'retry') AS retry,
                  count(*) FILTER (WHERE s.needs_staff) AS needs_staff
           FROM public.job_results r LEFT JOIN autobolt.submissions s ON s.result_id = r.id
           WHERE r.job_id = page.id) n
         ORDER BY page.rank, coalesce(page.finished_at, page.created_at) DESC, page.id",
    )
    .bind(status)
    .bind(approved)
    .bind(filter.job)
    .bind(filter.customer)
    .bind(filter.limit)
    .bind(filter.offset)
    .fetch_all(pool)
    .await
}

/// One directory of a job.
#[derive(Debug, Clone, FromRow)]
pub struct ResultLine {
    /// The job; lists over several need it.
    pub job_id: Uuid,
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
    /// Ids of stored screenshots.
    pub evidence_ids: Vec<Uuid>,
    /// The business's name, in lists over several jobs.
    pub customer_name: Option<String>,
}

/// The directories of one job (`Some`), or every one that waits for a person (`None`).
///
/// # Errors
/// The database's.
pub async fn results(pool: &PgPool, job: Option<Uuid>, limit: i64) -> sqlx::Result<Vec<ResultLine>> {
    sqlx::query_as(
        "-- overview_results
         SELECT r.job_id, r.directory_name, coalesce(d.submission_url, d.home_url) AS url, r.status, s.reason, s.needs_staff,
                s.handed_over_key_id IS NOT NULL AND s.needs_staff AS prepared, k.name AS prepared_in,
                s.next_attempt_at, s.started_at, s.updated_at, r.submitted_at, s.duration_ms, s.decided_by,
                (SELECT count(*) FROM autobolt.attempts a WHERE a.result_id = r.id AND NOT a.dry_run) AS attempts,
                r.response_log,
                ARRAY (SELECT e.id FROM autobolt.evidence e
                       WHERE e.job_id = r.job_id AND e.directory_name = r.directory_name ORDER BY e.created_at) AS evidence_ids,
                CASE WHEN $1::uuid IS NULL THEN coalesce(
                  autobolt.customer_profile(s.customer_id) ->> 'business_name',
                  autobolt.customer_profile(s.customer_id) ->> 'company_name') END AS customer_name
         FROM public.job_results r
         JOIN autobolt.submissions s ON s.result_id = r.id
         JOIN autobolt.directories d ON d.id = s.directory_id
         LEFT JOIN autobolt.api_keys k ON k.id = s.handed_over_key_id
         WHERE CASE WHEN $1::uuid IS NULL THEN s.needs_staff ELSE r.job_id = $1 END
         ORDER BY CASE WHEN $1::uuid IS NULL THEN s.reason END, s.job_id, s.position LIMIT $2",
    )
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
                ) AS done_last_hour
         FROM autobolt.workers w JOIN autobolt.api_keys k ON k.id = w.key_id
         LEFT JOIN autobolt.job_control c
           ON c.lease_key_id = w.key_id AND c.lease_token_hash IS NOT NULL AND c.lease_expires_at > now()
         ORDER BY k.revoked_at IS NOT NULL, w.last_seen_at DESC, k.name LIMIT 500",
    )
    .fetch_all(pool)
    .await
}

/// One API key in the list.
#[derive(Debug, Clone, FromRow)]
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

/// One customer in the list.
#[derive(Debug, Clone, FromRow)]
pub struct CustomerLine {
    /// The customer.
    pub id: Uuid,
    /// The business.
    pub business_name: Option<String>,
    /// Its address.
    pub email: Option<String>,
    /// Their jobs.
    pub jobs: i64,
    /// Of those: open ones.
    pub open_jobs: i64,
    /// Listings submitted.
    pub submitted: i64,
}

/// Customers by part of a name or address.
///
/// # Errors
/// The database's.
pub async fn customers(pool: &PgPool, needle: &str, limit: i32) -> sqlx::Result<Vec<CustomerLine>> {
    sqlx::query_as(
        "-- overview_customers
         SELECT c.id, c.business_name, c.email,
                (SELECT count(*) FROM public.jobs j WHERE j.customer_id = c.id) AS jobs,
                (SELECT count(*) FROM public.jobs j WHERE j.customer_id = c.id AND j.status IN ('pending', 'in_progress'))
                  AS open_jobs,
                (SELECT count(*) FROM public.jobs j JOIN public.job_results r ON r.job_id = j.id
                 WHERE j.customer_id = c.id AND r.status = 'submitted') AS submitted
         FROM autobolt.customer_search($1, $2) c",
    )
    .bind(needle)
    .bind(limit)
    .fetch_all(pool)
    .await
}

/// A customer's name and whether they exist.
///
/// # Errors
/// The database's.
pub async fn customer_profile(pool: &PgPool, id: Uuid) -> sqlx::Result<Option<Value>> {
    sqlx::query_scalar("-- overview_customer\nSELECT autobolt.customer_profile($1)")
        .bind(id)
        .fetch_one(pool)
        .await
}

/// One directory of the catalogue, with how it went there.
#[derive(Debug, Clone, FromRow)]
pub struct DirectoryLine {
    /// Its name.
    pub name: String,
    /// Where its form is, or its home page.
    pub url: Option<String>,
    /// Its category.
    pub category: Option<String>,
    /// Its country.
    pub country: Option<String>,
    /// Whether jobs choose it.
    pub active: bool,
    /// Needs an account, where that was seen.
    pub requires_login: Option<bool>,
    /// Has a CAPTCHA, where that was seen.
    pub has_captcha: Option<bool>,
    /// Takes money, where that was seen.
    pub is_paid: Option<bool>,
    /// Listings submitted there.
    pub submitted: i64,
    /// Ended without.
    pub failed: i64,
    /// Wait for a person.
    pub needs_staff: i64,
    /// Why it did not work the last time.
    pub last_reason: Option<String>,
}

/// The catalogue.
///
/// # Errors
/// The database's.
pub async fn directories(
    pool: &PgPool,
    needle: &str,
    limit: i64,
    offset: i64,
) -> sqlx::Result<Vec<DirectoryLine>> {
    sqlx::query_as(
        "-- overview_directories
         SELECT d.name, coalesce(d.submission_url, d.home_url) AS url, d.category, d.country, d.active, d.requires_login,
                d.has_captcha, d.is_paid, n.submitted, n.failed, n.needs_staff, last.reason AS last_reason
         FROM (SELECT * FROM autobolt.directories
               WHERE $1 = '' OR strpos(lower(name), lower($1)) > 0 OR strpos(lower(coalesce(category, '')), lower($1)) > 0
               ORDER BY active DESC, lower(name) LIMIT $2 OFFSET $3) d
         CROSS JOIN LATERAL (
           SELECT count(*) FILTER (WHERE r.status = 'submitted') AS submitted,
                  count(*) FILTER (WHERE r.status = 'failed') AS failed,
                  count(*) FILTER (WHERE s.needs_staff) AS needs_staff
           FROM autobolt.submissions s JOIN public.job_results r ON r.id = s.result_id WHERE s.directory_id = d.id) n
         LEFT JOIN LATERAL (
           SELECT s.reason FROM autobolt.submissions s
           WHERE s.directory_id = d.id AND s.reason IS NOT NULL ORDER BY s.updated_at DESC LIMIT 1) last ON true
         ORDER BY d.active DESC, lower(d.name)",
    )
    .bind(needle)
    .bind(limit)
    .bind(offset)
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
