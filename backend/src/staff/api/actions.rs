//! `POST /staff/api/…`: what staff do. Bodies are JSON or form fields; each answer is a sentence for the person who
//! asked, each refusal a problem with the reason.

use crate::{
    app::App,
    jobs::{
        control::{self, Act, Done, Finding},
        remembered,
    },
    problem::{ApiError, ApiResult, Json, Path},
    staff::session::Caller,
    store::{assets::Assets, control::Which},
};
use autobolt_shared::{
    JobId, Reason,
    problem::{Problem, Slug},
};
use axum::{
    extract::{FromRequest, Request, State},
    http::header,
};
use serde::{Deserialize, de::DeserializeOwned};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// A body as JSON, as form fields, or none at all.
#[derive(Debug)]
pub struct Fields<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Fields<T> {
    type Rejection = ApiError;
    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        // Absent and empty mean the same in most forms.
        read(request, state, |value| !value.is_empty()).await.map(Self)
    }
}

/// The same for a form in which an empty field says something: that what stood there is to go.
#[derive(Debug)]
pub struct WholeForm<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for WholeForm<T> {
    type Rejection = ApiError;
    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        read(request, state, |_| true).await.map(Self)
    }
}

async fn read<T: DeserializeOwned, S: Send + Sync>(
    request: Request,
    state: &S,
    counts: impl Fn(&str) -> bool,
) -> Result<T, ApiError> {
    let form = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("application/x-www-form-urlencoded"));
    let body = axum::body::Bytes::from_request(request, state)
        .await
        .map_err(|rejection| ApiError::new(Slug::TooLarge, rejection.body_text()))?;
    let unreadable = |error: String| ApiError::new(Slug::BadRequest, error);
    if form {
        let pairs: serde_json::Map<String, serde_json::Value> = url::form_urlencoded::parse(&body)
            .filter(|(_, value)| counts(value))
            .map(|(key, value)| (key.into_owned(), value.into_owned().into()))
            .collect();
        return T::deserialize(serde_json::Value::Object(pairs)).map_err(|e| unreadable(e.to_string()));
    }
    let body: &[u8] = if body.is_empty() { b"{}" } else { &body };
    serde_json::from_slice(body).map_err(|error| unreadable(error.to_string()))
}

/// Which directories to do again; none named: every failed one.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RetryRequest {
    /// One directory.
    directory_name: Option<String>,
    /// Every failed or waiting one with that reason.
    #[schema(value_type = Option<String>)]
    reason: Option<Reason>,
}

/// One directory was submitted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmittedRequest {
    /// The directory.
    directory_name: String,
    /// What proves it, in your words.
    #[serde(default)]
    note: String,
    /// `pending_review` or `needs_email_confirmation`, where that is so.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    reason: Option<Reason>,
}

/// One directory was not submitted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotSubmittedRequest {
    /// The directory.
    directory_name: String,
    /// Why, where it is final: `validation`, `duplicate`, `rejected`, `unsupported_form`, `unreachable`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    reason: Option<Reason>,
    /// In your words.
    #[serde(default)]
    note: String,
}

/// What staff picked from the lists of one directory's form.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ChooseRequest {
    /// The directory.
    directory_name: String,
    /// One entry a list: `choice:` and its label, and the option's text.
    #[serde(flatten)]
    picked: BTreeMap<String, String>,
}

/// One directory.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DirectoryRequest {
    /// The directory.
    directory_name: String,
    /// In your words.
    #[serde(default)]
    note: String,
}

/// Does one of the acts that need no further words: `approve`, `pause`, `resume`, `go_live`, `rehearse`, `cancel`.
#[utoipa::path(post, path = "/staff/api/jobs/{id}/{act}", tag = "staff", params(("id" = Uuid, Path), ("act" = inline(Act), Path)),
    responses((status = 200, body = Done), (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn act(
    State(app): State<App>,
    caller: Caller,
    Path((id, act)): Path<(Uuid, Act)>,
) -> ApiResult<Json<Done>> {
    Ok(Json(control::act(&app.pool, JobId(id), act, &caller.actor()).await?))
}

/// When a job's turn comes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PriorityRequest {
    /// -100 to 100, higher first; 0 where nobody said.
    #[serde(deserialize_with = "number_or_text")]
    #[schema(value_type = i32)]
    priority: i32,
}

/// Forms send numbers as texts.
fn number_or_text<'de, D: serde::Deserializer<'de>>(value: D) -> Result<i32, D::Error> {
    use serde::de::Error;
    match serde_json::Value::deserialize(value)? {
        serde_json::Value::String(text) => text.trim().parse().map_err(D::Error::custom),
        other => serde_json::from_value(other).map_err(D::Error::custom),
    }
}

/// Says when the job's turn comes among others.
#[utoipa::path(post, path = "/staff/api/jobs/{id}/priority", tag = "staff", params(("id" = Uuid, Path)),
    request_body = PriorityRequest, responses((status = 200, body = Done), (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn priority(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Fields(request): Fields<PriorityRequest>,
) -> ApiResult<Json<Done>> {
    Ok(Json(control::prioritise(&app.pool, JobId(id), request.priority, &caller.actor()).await?))
}

/// Does directories again.
#[utoipa::path(post, path = "/staff/api/jobs/{id}/retry", tag = "staff", params(("id" = Uuid, Path)),
    request_body = RetryRequest, responses((status = 200, body = Done), (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn retry(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Fields(request): Fields<RetryRequest>,
) -> ApiResult<Json<Done>> {
    let which = match (request.directory_name, request.reason) {
        (Some(name), None) => Which::One(name),
        (None, Some(reason)) => Which::Reason(reason.as_str().to_owned()),
        (None, None) => Which::Failed,
        (Some(_), Some(_)) => {
            return Err(ApiError::new(Slug::Invalid, "Name a directory or a reason, not both."));
        }
    };
    Ok(Json(control::retry(&app.pool, JobId(id), which, &caller.actor()).await?))
}

/// Remembers what staff picked from a form's lists, for that directory and the customer's category, and does it again.
#[utoipa::path(post, path = "/staff/api/jobs/{id}/choose", tag = "staff", params(("id" = Uuid, Path)),
    request_body = ChooseRequest, responses((status = 200, body = Done), (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn choose(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Fields(request): Fields<ChooseRequest>,
) -> ApiResult<Json<Done>> {
    let mut picked = BTreeMap::new();
    for (key, option) in request.picked {
        let Some(label) = key.strip_prefix("choice:") else {
            return Err(ApiError::new(
                Slug::Invalid,
                format!("{key} is no field of this; lists are given as `choice:LABEL`."),
            ));
        };
        picked.insert(label.to_owned(), option);
    }
    let assets = Assets::new(&app.config.data_dir);
    let name = &request.directory_name;
    Ok(Json(remembered::choose(&app.pool, &assets, JobId(id), name, picked, &caller.actor()).await?))
}

/// Records that a directory was submitted, with what proves it.
#[utoipa::path(post, path = "/staff/api/jobs/{id}/submitted", tag = "staff", params(("id" = Uuid, Path)),
    request_body = SubmittedRequest, responses((status = 200, body = Done), (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn submitted(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Fields(request): Fields<SubmittedRequest>,
) -> ApiResult<Json<Done>> {
    let finding = Finding::Submitted { note: request.note, reason: request.reason };
    decide(&app, &caller, id, &request.directory_name, finding).await
}

/// Records that a directory was not submitted; without a reason it is tried again.
#[utoipa::path(post, path = "/staff/api/jobs/{id}/not-submitted", tag = "staff", params(("id" = Uuid, Path)),
    request_body = NotSubmittedRequest, responses((status = 200, body = Done), (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn not_submitted(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Fields(request): Fields<NotSubmittedRequest>,
) -> ApiResult<Json<Done>> {
    let finding = match request.reason {
        Some(reason) => Finding::NotSubmitted { reason, note: request.note },
        None => Finding::NotSubmittedTryAgain { note: request.note },
    };
    decide(&app, &caller, id, &request.directory_name, finding).await
}

/// Leaves a directory out.
#[utoipa::path(post, path = "/staff/api/jobs/{id}/skip", tag = "staff", params(("id" = Uuid, Path)),
    request_body = DirectoryRequest, responses((status = 200, body = Done), (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn skip(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Fields(request): Fields<DirectoryRequest>,
) -> ApiResult<Json<Done>> {
    decide(&app, &caller, id, &request.directory_name, Finding::Skip { note: request.note }).await
}

/// Brings a prepared page to the front in the AutoBolt that has it.
#[utoipa::path(post, path = "/staff/api/jobs/{id}/open", tag = "staff", params(("id" = Uuid, Path)),
    request_body = DirectoryRequest, responses((status = 200, body = Done), (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn open(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Fields(request): Fields<DirectoryRequest>,
) -> ApiResult<Json<Done>> {
    Ok(Json(control::open_page(&app.pool, JobId(id), &request.directory_name, &caller.actor()).await?))
}

/// Stops an AutoBolt within one heartbeat.
#[utoipa::path(post, path = "/staff/api/workers/{id}/stop", tag = "staff", params(("id" = Uuid, Path)),
    responses((status = 200, body = Done), (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn stop(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> ApiResult<Json<Done>> {
    Ok(Json(control::stop_worker(&app.pool, id, true, &caller.actor()).await?))
}

/// Allows an AutoBolt to work again.
#[utoipa::path(post, path = "/staff/api/workers/{id}/allow", tag = "staff", params(("id" = Uuid, Path)),
    responses((status = 200, body = Done), (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn allow(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> ApiResult<Json<Done>> {
    Ok(Json(control::stop_worker(&app.pool, id, false, &caller.actor()).await?))
}

async fn decide(
    app: &App,
    caller: &Caller,
    id: Uuid,
    directory: &str,
    finding: Finding,
) -> ApiResult<Json<Done>> {
    Ok(Json(control::decide_directory(&app.pool, JobId(id), directory, finding, &caller.actor()).await?))
}
