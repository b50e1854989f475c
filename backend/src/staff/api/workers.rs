//! `GET /staff/api/workers`: what each AutoBolt does now.

use crate::{
    app::App,
    problem::{ApiResult, Json},
    store::overview::{self, WorkerLine},
};
use autobolt_shared::protocol::heartbeat::{Doing, WaitingPage};
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Every AutoBolt.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkersReply {
    /// Those heard of last first.
    pub workers: Vec<Worker>,
}

/// One AutoBolt.
#[derive(Debug, Serialize, ToSchema)]
pub struct Worker {
    /// Its id.
    pub id: Uuid,
    /// The name of its key.
    pub name: String,
    /// `idle`, `working`, `paused_here`, `stopped`, `needs_access`, or null before its first heartbeat.
    pub state: Option<String>,
    /// The job it holds.
    pub job_id: Option<Uuid>,
    /// The directories under work, and the step of each.
    pub doing: Vec<Doing>,
    /// The prepared pages that wait for a person.
    pub pages: Vec<WaitingPage>,
    /// When it was last heard of.
    pub last_seen_at: DateTime<Utc>,
    /// Its build.
    pub build: Option<String>,
    /// Starts after the first.
    pub restarts: i32,
    /// Results not yet acknowledged.
    pub outbox: i32,
    /// Directories it finished within the hour.
    pub done_last_hour: i64,
    /// Submitted within the last seven days.
    pub submitted_lately: i64,
    /// Failed within the last seven days.
    pub failed_lately: i64,
    /// When its stop was asked for.
    pub stop_requested_at: Option<DateTime<Utc>>,
    /// When it said that it stopped.
    pub stopped_at: Option<DateTime<Utc>>,
    /// When its key was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl From<WorkerLine> for Worker {
    fn from(line: WorkerLine) -> Self {
        Self {
            id: line.id,
            name: line.name,
            state: line.state,
            job_id: line.job_id,
            doing: line.doing.0,
            pages: line.pages.0,
            last_seen_at: line.last_seen_at,
            build: line.build,
            restarts: line.restarts,
            outbox: line.outbox,
            done_last_hour: line.done_last_hour,
            submitted_lately: line.submitted_lately,
            failed_lately: line.failed_lately,
            stop_requested_at: line.stop_requested_at,
            stopped_at: line.stopped_at,
            revoked_at: line.revoked_at,
        }
    }
}

/// Lists them.
#[utoipa::path(get, path = "/staff/api/workers", tag = "staff", responses((status = 200, body = WorkersReply)))]
pub async fn list(State(app): State<App>) -> ApiResult<Json<WorkersReply>> {
    let workers = overview::workers(&app.pool).await?.into_iter().map(Worker::from).collect();
    Ok(Json(WorkersReply { workers }))
}
