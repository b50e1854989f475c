//! `POST /jobs`: the website orders a job for an existing customer. It waits for staff approval.

use super::auth::Orderer;
use crate::{
    app::App,
    jobs::create::{self, Idempotency, Order},
    problem::{ApiError, ApiResult, Json},
};
use autobolt_shared::{
    problem::{Problem, Slug},
    protocol::job_create::{JobCreateReply, JobCreateRequest},
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};

/// Orders a job.
///
/// With an `Idempotency-Key`, the same order placed twice is one job; another order under the same key is refused. Fewer
/// active directories than the package holds is said, and needs `accept_fewer`.
#[utoipa::path(post, path = "/jobs", tag = "orders", request_body = JobCreateRequest, security(("key" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Any text of up to 200 characters, the order's own")),
    responses(
    (status = 201, description = "Made; it waits for approval", body = JobCreateReply),
    (status = 200, description = "The same order was placed before", body = JobCreateReply),
    (status = 404, description = "There is no such customer", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`catalogue-too-small` or `id-reused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn create_job(
    State(app): State<App>,
    Orderer(caller): Orderer,
    headers: HeaderMap,
    Json(request): Json<JobCreateRequest>,
) -> ApiResult<(StatusCode, Json<JobCreateReply>)> {
    let order = Order {
        customer: request.customer_id,
        package: request.package_size,
        accept_fewer: request.accept_fewer,
        approve: false,
        dry_run: false,
        actor: caller.actor(),
        idempotency: idempotency(&headers)?,
    };
    let made = create::create(&app.pool, &order).await?;
    let status = if made.replay { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(made)))
}

fn idempotency(headers: &HeaderMap) -> ApiResult<Option<Idempotency>> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let key = value.to_str().unwrap_or_default().trim();
    if key.is_empty() || key.len() > 200 {
        let detail = "`Idempotency-Key` takes 1 to 200 printable ASCII characters.";
        return Err(ApiError::new(Slug::BadRequest, detail));
    }
    Ok(Some(Idempotency(key.to_owned())))
}
