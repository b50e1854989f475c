//! `/staff/api/directories…`: the catalogue, how it went at each directory, and whether new jobs choose it.

use super::actions::{Fields, WholeForm};
use crate::{
    app::App,
    catalogue,
    jobs::{control::Done, pauses},
    problem::{ApiError, ApiResult, Json, Path, Query},
    staff::session::Caller,
    store::{
        audit, directories as store,
        overview::{self, DirectoryLine, Shelf, Visit},
    },
    tables::{Place, Row},
};
use autobolt_shared::problem::{Problem, Slug};
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// Which directories.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DirectoriesQuery {
    /// Part of a name or category, or a country.
    pub q: String,
    /// `used`, `paused`, `off`, `walls`; all where empty.
    pub show: String,
    /// At most so many, 1 to 200; 100 where absent.
    pub limit: Option<i64>,
    /// Passed over.
    pub offset: Option<i64>,
}

/// A page of the catalogue.
#[derive(Debug, Serialize, ToSchema)]
pub struct DirectoriesReply {
    /// Paused ones first, those switched off last.
    pub directories: Vec<DirectoryLine>,
    /// Where the next page begins; null on the last.
    pub next_offset: Option<i64>,
}

/// One directory.
#[derive(Debug, Serialize, ToSchema)]
pub struct DirectoryDetail {
    /// The directory.
    #[serde(flatten)]
    pub directory: DirectoryLine,
    /// The latest visits.
    pub visits: Vec<Visit>,
}

/// Lists them.
#[utoipa::path(get, path = "/staff/api/directories", tag = "staff", params(DirectoriesQuery), responses((status = 200, body = DirectoriesReply)))]
pub async fn list(
    State(app): State<App>,
    Query(query): Query<DirectoriesQuery>,
) -> ApiResult<Json<DirectoriesReply>> {
    let (limit, offset) = (query.limit.unwrap_or(100), query.offset.unwrap_or(0));
    if !(1..=200).contains(&limit) || offset < 0 {
        return Err(ApiError::new(Slug::BadRequest, "limit is 1 to 200, offset 0 or more."));
    }
    let shelf = Shelf::from_word(&query.show);
    let mut directories =
        overview::directories(&app.pool, query.q.trim(), shelf, None, limit + 1, offset).await?;
    let more = directories.len() as i64 > limit;
    directories.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(Json(DirectoriesReply { directories, next_offset: more.then_some(offset + limit) }))
}

/// Shows one.
#[utoipa::path(get, path = "/staff/api/directories/{id}", tag = "staff", params(("id" = Uuid, Path)),
    responses((status = 200, body = DirectoryDetail), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn show(State(app): State<App>, Path(id): Path<Uuid>) -> ApiResult<Json<DirectoryDetail>> {
    Ok(Json(find(&app, id).await?))
}

/// One directory, or the problem that there is none.
///
/// # Errors
/// Not found; the database's.
pub async fn find(app: &App, id: Uuid) -> ApiResult<DirectoryDetail> {
    let directory = overview::directories(&app.pool, "", Shelf::All, Some(id), 1, 0)
        .await?
        .pop()
        .ok_or_else(|| ApiError::new(Slug::NotFound, "There is no such directory."))?;
    let visits = overview::visits(&app.pool, id, 50).await?;
    Ok(DirectoryDetail { directory, visits })
}

/// A directory's columns, as in a catalogue file; an empty text is "unknown".
#[derive(Debug, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct PutRequest(BTreeMap<String, Value>);

/// Adds a directory.
#[utoipa::path(post, path = "/staff/api/directories", tag = "staff", request_body = PutRequest,
    responses((status = 200, body = Done), (status = 422, body = Problem, content_type = "application/problem+json")))]
pub async fn add(
    State(app): State<App>,
    caller: Caller,
    WholeForm(PutRequest(values)): WholeForm<PutRequest>,
) -> ApiResult<Json<Done>> {
    let directory = checked(values.into_iter().collect())?;
    let name = directory["name"].as_str().unwrap_or_default().to_owned();
    let actor = caller.actor();
    let mut tx = app.pool.begin().await?;
    let done = store::import(&mut tx, std::slice::from_ref(&directory)).await?;
    if done.added == 0 {
        return Err(ApiError::new(Slug::Conflict, format!("There is a directory called “{name}” already.")));
    }
    let entry = audit::Entry {
        subject: Some(&name),
        ..audit::Entry::plain(&actor, "directory.add", Value::Object(directory))
    };
    audit::record(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(Json(Done { message: format!("“{name}” is in the catalogue."), directories: 1 }))
}

/// Changes a directory. Its name stays: results are kept under it.
#[utoipa::path(post, path = "/staff/api/directories/{id}", tag = "staff", params(("id" = Uuid, Path)), request_body = PutRequest,
    responses((status = 200, body = Done), (status = 422, body = Problem, content_type = "application/problem+json")))]
pub async fn edit(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    WholeForm(PutRequest(mut values)): WholeForm<PutRequest>,
) -> ApiResult<Json<Done>> {
    let before = find(&app, id).await?.directory;
    values.insert("name".to_owned(), json!(before.name));
    // A directory needs one of its addresses; one that is not spoken of stays.
    for (column, stored) in [("submission_url", &before.submission_url), ("home_url", &before.home_url)] {
        values.entry(column.to_owned()).or_insert_with(|| json!(stored));
    }
    let directory = checked(values.into_iter().collect())?;
    let actor = caller.actor();
    let mut tx = app.pool.begin().await?;
    let done = store::import(&mut tx, std::slice::from_ref(&directory)).await?;
    if done.changed == 0 {
        return Ok(Json(Done { message: "Nothing was different.".to_owned(), directories: 0 }));
    }
    let old = serde_json::to_value(&before).unwrap_or_default();
    let old: Map<String, Value> =
        directory.keys().filter_map(|key| Some((key.clone(), old.get(key)?.clone()))).collect();
    let entry = audit::Entry {
        actor: &actor,
        action: "directory.edit",
        subject: Some(&before.name),
        job_id: None,
        before: Some(Value::Object(old)),
        after: Some(Value::Object(directory)),
    };
    audit::record(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(Json(Done { message: "Saved.".to_owned(), directories: 1 }))
}

fn checked(values: Map<String, Value>) -> ApiResult<Map<String, Value>> {
    let catalogue = catalogue::check(vec![Row { place: Place::Whole, values }]).map_err(|bad| {
        let wrong: Vec<String> = bad.0.into_iter().map(|row| row.error).collect();
        ApiError::new(Slug::Invalid, format!("{}.", wrong.join("; ")))
    })?;
    if let Some(unused) = catalogue.unused.first() {
        let known = catalogue::COLUMNS.join(", ");
        return Err(ApiError::new(
            Slug::Invalid,
            format!("{unused} is no column of a directory; there are {known}."),
        ));
    }
    catalogue
        .directories
        .into_iter()
        .next()
        .ok_or_else(|| ApiError::new(Slug::Invalid, "A directory needs a name."))
}

/// Why a directory is paused.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PauseRequest {
    /// In your words.
    why: String,
}

/// Keeps new jobs from choosing it.
#[utoipa::path(post, path = "/staff/api/directories/{id}/pause", tag = "staff", params(("id" = Uuid, Path)), request_body = PauseRequest,
    responses((status = 200, body = Done), (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn pause(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Fields(request): Fields<PauseRequest>,
) -> ApiResult<Json<Done>> {
    Ok(Json(pauses::set(&app.pool, id, Some(&request.why), &caller.actor()).await?))
}

/// Lets new jobs choose it again; its results from before are no reason to pause it again.
#[utoipa::path(post, path = "/staff/api/directories/{id}/use", tag = "staff", params(("id" = Uuid, Path)),
    responses((status = 200, body = Done), (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn use_again(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<Done>> {
    Ok(Json(pauses::set(&app.pool, id, None, &caller.actor()).await?))
}
