//! `POST /staff/api/bulk/…`: one act for many. Whoever asks names each one, so that nothing is done to what came up after
//! they looked; each is done on its own, and those that must stay as they are say why.

use super::actions::Fields;
use crate::{
    app::App,
    jobs::control::{self, Act, ControlError, Done, Finding},
    problem::{ApiError, ApiResult, Json, Path},
    staff::session::Caller,
    store::{
        control::{Which, places},
        overview,
    },
};
use autobolt_shared::{
    JobId,
    problem::{Problem, Slug},
};
use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// More than a person could have looked at.
const MOST: usize = 500;

/// The jobs meant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JobsRequest {
    /// Their ids; as a text, with commas between.
    #[serde(deserialize_with = "ids")]
    jobs: Vec<Uuid>,
}

/// The directories of jobs meant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResultsRequest {
    /// Ids of `job_results`; as a text, with commas between.
    #[serde(deserialize_with = "ids")]
    results: Vec<Uuid>,
}

/// What is done to many directories.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Done again.
    Retry,
    /// Left out of their jobs.
    Skip,
}

fn ids<'de, D: serde::Deserializer<'de>>(value: D) -> Result<Vec<Uuid>, D::Error> {
    use serde::de::Error;
    match serde_json::Value::deserialize(value)? {
        serde_json::Value::String(text) => text
            .split(',')
            .map(|id| id.trim().parse().map_err(|_| D::Error::custom(format!("{id} is no id"))))
            .collect(),
        other => serde_json::from_value(other).map_err(D::Error::custom),
    }
}

/// Approves, pauses, resumes, makes live or cancels many jobs.
#[utoipa::path(post, path = "/staff/api/bulk/jobs/{act}", tag = "staff", params(("act" = inline(Act), Path)),
    request_body = JobsRequest, responses((status = 200, body = Done), (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn jobs(
    State(app): State<App>,
    caller: Caller,
    Path(act): Path<Act>,
    Fields(request): Fields<JobsRequest>,
) -> ApiResult<Json<Done>> {
    let mut tally = Tally::of(request.jobs.len())?;
    for job in request.jobs {
        tally.count(control::act(&app.pool, JobId(job), act, &caller.actor()).await)?;
    }
    let word = match act {
        Act::Approve => "approved",
        Act::Pause => "paused",
        Act::Resume => "resumed",
        Act::GoLive => "made live",
        Act::Rehearse => "made a rehearsal",
        Act::Cancel => "cancelled",
    };
    tally.told("job", "jobs", word)
}

/// Does many directories again, or leaves them out.
#[utoipa::path(post, path = "/staff/api/bulk/results/{deed}", tag = "staff", params(("deed" = inline(Deed), Path)),
    request_body = ResultsRequest, responses((status = 200, body = Done), (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn results(
    State(app): State<App>,
    caller: Caller,
    Path(deed): Path<Deed>,
    Fields(request): Fields<ResultsRequest>,
) -> ApiResult<Json<Done>> {
    let mut tally = Tally::of(request.results.len())?;
    let actor = caller.actor();
    for (job, directory) in places(&app.pool, &request.results).await? {
        let job = JobId(job);
        tally.count(match deed {
            Deed::Retry => control::retry(&app.pool, job, Which::One(directory), &actor).await,
            Deed::Skip => {
                let finding = Finding::Skip { note: String::new() };
                control::decide_directory(&app.pool, job, &directory, finding, &actor).await
            }
        })?;
    }
    let word = match deed {
        Deed::Retry => "tried again",
        Deed::Skip => "left out",
    };
    tally.told("directory", "directories", word)
}

/// What is asked of every AutoBolt.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Stop within one heartbeat.
    Stop,
    /// Work again.
    Allow,
}

/// Stops every AutoBolt within one heartbeat, or allows all to work again.
#[utoipa::path(post, path = "/staff/api/bulk/workers/{order}", tag = "staff", params(("order" = inline(Order), Path)),
    responses((status = 200, body = Done), (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn workers(
    State(app): State<App>,
    caller: Caller,
    Path(order): Path<Order>,
) -> ApiResult<Json<Done>> {
    let stop = matches!(order, Order::Stop);
    let mut tally = Tally::default();
    for worker in overview::workers(&app.pool).await? {
        if worker.revoked_at.is_none() && worker.stop_requested_at.is_some() != stop {
            tally.count(control::stop_worker(&app.pool, worker.id, stop, &caller.actor()).await)?;
        }
    }
    if tally.done == 0 && tally.refused.is_empty() {
        return Err(if stop { ControlError::AlreadyStopping } else { ControlError::NotStopping }.into());
    }
    let word = if stop { "asked to stop; each shows when it did" } else { "allowed to work again" };
    tally.told("AutoBolt", "AutoBolts", word)
}

/// How it went for each.
#[derive(Debug, Default)]
struct Tally {
    done: usize,
    directories: u64,
    refused: Vec<ControlError>,
}

impl Tally {
    fn of(asked: usize) -> ApiResult<Self> {
        match asked {
            1..=MOST => Ok(Self::default()),
            _ => Err(ApiError::new(Slug::Invalid, format!("Name 1 to {MOST} at a time."))),
        }
    }

    /// A refusal concerns the one; a database that fails concerns all.
    fn count(&mut self, how: Result<Done, ControlError>) -> ApiResult<()> {
        match how {
            Ok(done) => {
                self.done += 1;
                self.directories += done.directories;
            }
            Err(ControlError::Database(error)) => return Err(error.into()),
            Err(refused) => self.refused.push(refused),
        }
        Ok(())
    }

    fn told(mut self, one: &str, many: &str, word: &str) -> ApiResult<Json<Done>> {
        let refused = self.refused.len();
        let Some(why) = self.refused.pop() else {
            let what = if self.done == 1 { one } else { many };
            let message = format!("{} {what} {word}.", self.done);
            return Ok(Json(Done { message, directories: self.directories }));
        };
        if self.done == 0 {
            return Err(why.into());
        }
        let message = format!("{} {word}; {refused} left as they are, e.g.: {why}", self.done);
        Ok(Json(Done { message, directories: self.directories }))
    }
}
