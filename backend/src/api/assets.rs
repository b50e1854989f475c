//! `GET /jobs/{id}/assets/{kind}`: the customer's logo and photos, for forms that ask for them.

use super::auth::Worker;
use crate::{
    app::App,
    jobs::refused::Refused,
    problem::{ApiError, ApiResult, Path},
    store::{assets::Assets, customers, leases},
};
use autobolt_shared::{
    CustomerId, JobId,
    problem::{Problem, Slug},
};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};

/// A file of the customer's, for the worker that holds the job or whose prepared page in it waits for staff.
#[utoipa::path(get, path = "/jobs/{job_id}/assets/{kind}", tag = "worker", security(("key" = [])),
    params(("job_id" = uuid::Uuid, Path, description = "The job"), ("kind" = String, Path, description = "`logo`, `photo-1`, …")),
    responses(
    (status = 200, description = "The file", body = Vec<u8>, content_type = "image/*"),
    (status = 404, description = "No such file, or no lease on the job", body = Problem, content_type = "application/problem+json"),
))]
pub async fn job_asset(
    State(app): State<App>,
    Worker(caller): Worker,
    Path((job, kind)): Path<(JobId, String)>,
) -> ApiResult<Response> {
    let mut conn = app.pool.acquire().await?;
    let customer =
        leases::customer_under_work(&mut conn, job, &caller.keys).await?.ok_or(Refused::NoSuchJob)?;
    let customer = CustomerId(customer);
    let name = customers::file_name(&mut conn, customer, &kind).await?;
    drop(conn);
    let missing = || ApiError::new(Slug::NotFound, format!("The customer has no file `{kind}`."));
    let name = name.ok_or_else(missing)?;
    let assets = Assets::new(&app.config.data_dir);
    let wanted = kind.clone();
    let asset = tokio::task::spawn_blocking(move || assets.open(customer, &name, &wanted))
        .await
        .map_err(|error| ApiError::internal(&error))?
        .ok_or_else(missing)?;
    let headers = [
        (header::CONTENT_TYPE, asset.about.media_type),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CONTENT_DISPOSITION, "attachment".to_owned()),
    ];
    Ok((headers, asset.bytes).into_response())
}
