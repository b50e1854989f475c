//! `GET /jobs/next`: one job under a lease, or 204 with `Retry-After`.

use super::auth::Worker;
use crate::{
    app::App,
    jobs::{heartbeat, lease, remembered},
    problem::{ApiError, ApiResult, Json},
    store::{self, assets::Assets, customers, reports::Listed},
};
use autobolt_shared::{
    AttemptId, CustomerId, DirectoryName, PackageSize,
    problem::Slug,
    protocol::{
        DirectoryState,
        next::{JobDirectory, LeaseGrant, NextReply},
    },
};
use axum::{
    extract::State,
    http::{Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use rand::Rng;

/// Leases one job.
///
/// A worker that still holds one gets the same job with `resumed: true`, a new token and the next epoch; its older
/// incarnation is fenced.
#[utoipa::path(get, path = "/jobs/next", tag = "worker", security(("key" = [])), responses(
    (status = 200, description = "A job and the lease on it", body = NextReply),
    (status = 204, description = "Nothing to do; ask again after `Retry-After` seconds", headers(("Retry-After" = u64))),
))]
pub async fn next_job(State(app): State<App>, method: Method, Worker(caller): Worker) -> ApiResult<Response> {
    // Routed with GET, and nobody would learn what was leased.
    if method == Method::HEAD {
        return Err(ApiError::new(Slug::MethodNotAllowed, "/jobs/next leases a job: it takes GET alone."));
    }
    if heartbeat::seen(&app.pool, &caller, None).await? {
        // Stopped by staff: nothing until they allow it again.
        return Ok(nothing(&app));
    }
    let Some(granted) = lease::next(&app.pool, &caller, &app.timing).await? else {
        return Ok(nothing(&app));
    };
    let mut conn = app.pool.acquire().await?;
    let facts = store::jobs::order(&mut conn, granted.job).await?;
    let listed = store::reports::list(&mut conn, granted.job, &caller.keys).await?;
    let progress = store::reports::progress(&listed);
    let assets = Assets::new(&app.config.data_dir);
    let customer =
        customers::profile(&mut conn, &assets, CustomerId(facts.customer_id)).await?.unwrap_or_default();
    let picked = store::choices::of_job(&mut conn, granted.job, &remembered::category_of(&customer)).await?;
    drop(conn);
    let package_size = PackageSize::try_from(facts.package_size).map_err(|e| ApiError::internal(&e))?;
    let directories = listed
        .into_iter()
        .map(|mut listed| {
            let own: Vec<_> = picked.iter().filter(|p| p.directory_name == listed.directory_name).collect();
            listed.recipe = remembered::laid_under(listed.recipe, &own);
            directory(listed)
        })
        .collect::<sqlx::Result<_>>()?;
    let reply = NextReply {
        job_id: granted.job,
        package_size,
        customer,
        resumed: granted.resumed,
        lease: LeaseGrant { lease: granted.lease, expires_in_ms: app.timing.lease_ms },
        timing: app.timing,
        directories,
        progress,
        dry_run: granted.dry_run,
    };
    Ok(Json(reply).into_response())
}

/// Waiting workers do not come back all at once: between a half and one and a half of half a sweep.
fn nothing(app: &App) -> Response {
    let base = app.timing.sweep_ms / 2;
    let ms = rand::rng().random_range(base / 2..=base + base / 2);
    let seconds = ms.div_ceil(1000).max(1);
    (StatusCode::NO_CONTENT, [(header::RETRY_AFTER, seconds.to_string())]).into_response()
}

fn directory(listed: Listed) -> sqlx::Result<JobDirectory> {
    let outcome = store::reports::outcome(&listed.status, listed.reason.as_deref())?;
    Ok(JobDirectory {
        state: DirectoryState {
            directory_name: DirectoryName(listed.directory_name),
            status: outcome.status(),
            reason: outcome.reason(),
            standing: store::reports::standing(&listed.standing),
            due_in_ms: listed.due_in_ms.and_then(|ms| u64::try_from(ms).ok()),
        },
        submission_url: listed.submission_url,
        language: listed.language,
        country: listed.country,
        pacing_ms: listed.pacing_ms.and_then(|ms| u64::try_from(ms).ok()),
        recipe: listed.recipe,
        handed_over_by_you: listed.handed_over_by_you,
        unresolved_attempt: listed.unresolved_attempt.map(AttemptId),
    })
}
