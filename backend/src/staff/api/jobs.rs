//! `GET /staff/api/jobs` and `/staff/api/jobs/{id}`: the queue, and everything about one job.

use crate::{
    app::App,
    problem::{ApiError, ApiResult, Json, Path, Query},
    store::overview::{self, JobFilter, JobLine, Rehearsed, ResultLine},
};
use autobolt_shared::{
    JobStatus,
    log::EvidenceItem,
    problem::Slug,
    protocol::{Progress, heartbeat::Doing},
};
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// Which jobs.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct JobsQuery {
    /// `pending`, `in_progress`, `complete` or `failed`.
    #[param(value_type = Option<String>)]
    pub status: Option<JobStatus>,
    /// One customer's.
    pub customer_id: Option<Uuid>,
    /// At most so many, 1 to 200; 50 where absent.
    pub limit: Option<i64>,
    /// Passed over; `next_offset` of the page before.
    pub offset: Option<i64>,
}

/// A page of jobs.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobsReply {
    /// Those at work first, finished ones last.
    pub jobs: Vec<Job>,
    /// Where the next page begins; null on the last.
    pub next_offset: Option<i64>,
}

/// One job.
#[derive(Debug, Serialize, ToSchema)]
pub struct Job {
    /// The job.
    pub job_id: Uuid,
    /// The customer.
    pub customer_id: Uuid,
    /// The business's name.
    pub customer_name: Option<String>,
    /// 50, 100 or 500.
    pub package_size: i32,
    /// `pending`, `in_progress`, `complete`, `failed`.
    pub status: String,
    /// Counted from its rows.
    pub progress: Progress,
    /// When it was ordered.
    pub created_at: DateTime<Utc>,
    /// When staff approved it; null: not yet.
    pub approved_at: Option<DateTime<Utc>>,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// When it was paused; null: it is not.
    pub paused_at: Option<DateTime<Utc>>,
    /// When its end was asked for.
    pub cancel_requested_at: Option<DateTime<Utc>>,
    /// When it was first begun.
    pub started_at: Option<DateTime<Utc>>,
    /// When it was finished.
    pub finished_at: Option<DateTime<Utc>>,
    /// Parked until then, for the earliest timer.
    pub parked_until: Option<DateTime<Utc>>,
    /// Why it failed.
    pub last_error: Option<String>,
    /// A rehearsal: everything but the press.
    pub dry_run: bool,
    /// Directories rehearsed, which wait for a person to look and to go live; 0 where the job is no rehearsal.
    pub rehearsed: i64,
    /// When its turn comes: higher first, 0 where nobody said.
    pub priority: i32,
    /// Directories an hour over the last ten minutes; null where too little happened to say so.
    pub directories_per_hour: Option<f64>,
    /// Until nothing is left that can run, at that pace.
    pub seconds_left: Option<f64>,
    /// The AutoBolt that holds it.
    pub worker: Option<JobWorker>,
}

/// The AutoBolt on a job.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobWorker {
    /// Its id.
    pub id: Uuid,
    /// Its key's name.
    pub name: String,
    /// What it does this second.
    pub doing: Vec<Doing>,
}

impl From<JobLine> for Job {
    fn from(line: JobLine) -> Self {
        let (directories_per_hour, seconds_left) = (line.per_hour(), line.seconds_left());
        let worker = line.worker_id.map(|id| JobWorker {
            id,
            name: line.worker_name.unwrap_or_default(),
            doing: line.doing.map(|doing| doing.0).unwrap_or_default(),
        });
        Self {
            job_id: line.id,
            customer_id: line.customer_id,
            customer_name: line.customer_name,
            package_size: line.package_size,
            status: line.status,
            progress: Progress {
                done: line.submitted + line.failed,
                total: line.total,
                submitted: line.submitted,
                failed: line.failed,
                retry: line.retry,
                needs_staff: line.needs_staff,
            },
            created_at: line.created_at,
            approved_at: line.approved_at,
            approved_by: line.approved_by,
            paused_at: line.paused_at,
            cancel_requested_at: line.cancel_requested_at,
            started_at: line.started_at,
            finished_at: line.finished_at,
            parked_until: line.parked_until,
            last_error: line.last_error,
            dry_run: line.dry_run,
            rehearsed: line.rehearsed,
            priority: line.priority,
            directories_per_hour,
            seconds_left,
            worker,
        }
    }
}

/// One job with its directories.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobDetail {
    /// The job.
    #[serde(flatten)]
    pub job: Job,
    /// Every directory, in the order to do them.
    pub results: Vec<DirectoryResult>,
}

/// One directory of a job.
#[derive(Debug, Serialize, ToSchema)]
pub struct DirectoryResult {
    /// Its name.
    pub directory_name: String,
    /// `pending`, `submitted`, `failed`, `retry`.
    pub status: String,
    /// Why; one of the words of the documented table.
    pub reason: Option<String>,
    /// Waits for a person.
    pub needs_staff: bool,
    /// One sentence about what happened.
    pub summary: Option<String>,
    /// Press permissions given.
    pub attempts: i64,
    /// When it was first begun.
    pub started_at: Option<DateTime<Utc>>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// When the directory took it.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When its timer is due.
    pub next_attempt_at: Option<DateTime<Utc>>,
    /// How long the last visit took.
    pub duration_ms: Option<i32>,
    /// Staff decided by hand.
    pub decided_by: Option<String>,
    /// What supports the status.
    pub evidence: Vec<EvidenceItem>,
    /// Stored screenshots, at `/staff/evidence/{id}`.
    pub evidence_ids: Vec<Uuid>,
    /// The last rehearsal, while the job is one and the directory is open.
    pub rehearsed: Option<Rehearsal>,
}

/// What a rehearsal came to: nothing was pressed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Rehearsal {
    /// When it ended.
    pub at: DateTime<Utc>,
    /// `pending` where nothing but the press is missing; else what would have been reported.
    pub status: String,
    /// Why it would not come to a press.
    pub reason: Option<String>,
    /// One sentence about what happened.
    pub summary: Option<String>,
    /// What was seen.
    pub evidence: Vec<EvidenceItem>,
    /// The whole log, with every value that was filled in.
    pub log: Value,
}

impl From<Rehearsed> for Rehearsal {
    fn from(last: Rehearsed) -> Self {
        Self {
            summary: text(&last.log, "summary"),
            evidence: evidence(&last.log),
            at: last.at,
            status: last.status,
            reason: last.reason,
            log: last.log,
        }
    }
}

impl From<ResultLine> for DirectoryResult {
    fn from(line: ResultLine) -> Self {
        Self {
            evidence: evidence(&line.response_log),
            summary: text(&line.response_log, "summary"),
            directory_name: line.directory_name,
            status: line.status,
            reason: line.reason,
            needs_staff: line.needs_staff,
            attempts: line.attempts,
            started_at: line.started_at,
            updated_at: line.updated_at,
            submitted_at: line.submitted_at,
            next_attempt_at: line.next_attempt_at,
            duration_ms: line.duration_ms,
            decided_by: line.decided_by,
            evidence_ids: line.evidence_ids,
            rehearsed: line.rehearsal.map(|last| last.0.into()),
        }
    }
}

/// The evidence of a log. A bare client's log may hold anything; what is not evidence is passed over.
#[must_use]
pub fn evidence(log: &Value) -> Vec<EvidenceItem> {
    let items = log.get("evidence").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(|item| EvidenceItem::deserialize(item).ok()).collect()
}

/// A text of a log.
#[must_use]
pub fn text(log: &Value, key: &str) -> Option<String> {
    log.get(key).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Lists jobs.
#[utoipa::path(get, path = "/staff/api/jobs", tag = "staff", params(JobsQuery), responses((status = 200, body = JobsReply)))]
pub async fn list(State(app): State<App>, Query(query): Query<JobsQuery>) -> ApiResult<Json<JobsReply>> {
    let limit = query.limit.unwrap_or(50);
    let offset = query.offset.unwrap_or(0);
    if !(1..=200).contains(&limit) || offset < 0 {
        return Err(ApiError::new(Slug::BadRequest, "limit is 1 to 200, offset 0 or more."));
    }
    let filter = JobFilter {
        status: query.status.map(|status| status.as_str().to_owned()),
        customer: query.customer_id,
        // One more tells whether there is a next page.
        limit: limit + 1,
        offset,
        ..JobFilter::default()
    };
    let mut lines = overview::jobs(&app.pool, &filter).await?;
    let more = lines.len() as i64 > limit;
    lines.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let jobs = lines.into_iter().map(Job::from).collect();
    Ok(Json(JobsReply { jobs, next_offset: more.then_some(offset + limit) }))
}

/// Shows one job.
#[utoipa::path(get, path = "/staff/api/jobs/{id}", tag = "staff", params(("id" = Uuid, Path)),
    responses((status = 200, body = JobDetail), (status = 404, body = autobolt_shared::problem::Problem, content_type = "application/problem+json")))]
pub async fn show(State(app): State<App>, Path(id): Path<Uuid>) -> ApiResult<Json<JobDetail>> {
    let job = find(&app, id).await?;
    let results = overview::results(&app.pool, Some(id), 1_000).await?;
    Ok(Json(JobDetail { job: job.into(), results: results.into_iter().map(DirectoryResult::from).collect() }))
}

/// One job, or the problem that there is none.
///
/// # Errors
/// Not found; the database's.
pub async fn find(app: &App, id: Uuid) -> ApiResult<JobLine> {
    let filter = JobFilter { job: Some(id), limit: 1, ..JobFilter::default() };
    overview::jobs(&app.pool, &filter)
        .await?
        .pop()
        .ok_or_else(|| ApiError::new(Slug::NotFound, "There is no such job."))
}
