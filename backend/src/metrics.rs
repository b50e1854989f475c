//! `GET /metrics`, for Prometheus. Routes are named by their template, never by ids.

use crate::{app::App, jobs::lease::millis, problem::ApiResult, store};
use axum::{
    extract::{MatchedPath, Request, State},
    http::header,
    middleware::Next,
    response::{IntoResponse, Response},
};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::{sync::OnceLock, time::Instant};

const DURATION: &str = "autobolt_http_request_duration_seconds";
const BUCKETS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

/// The process's one recorder.
pub fn recorder() -> Option<&'static PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    HANDLE
        .get_or_init(|| {
            let handle = PrometheusBuilder::new()
                .set_buckets_for_metric(Matcher::Full(DURATION.to_owned()), BUCKETS)
                .and_then(PrometheusBuilder::install_recorder);
            let handle = handle.map_err(|error| tracing::error!(%error, "metrics are not recorded")).ok()?;
            describe();
            Some(handle)
        })
        .as_ref()
}

fn describe() {
    use metrics::{describe_counter, describe_gauge, describe_histogram};
    describe_histogram!(DURATION, "How long requests took, by route template, method and status");
    describe_counter!("autobolt_leases_total", "Leases handed out, new or resumed");
    describe_counter!("autobolt_presses_total", "Permissions to press that were given");
    describe_counter!("autobolt_results_total", "Results stored, by status and reason");
    describe_counter!("autobolt_rescued_total", "Jobs taken back from workers that went away, by cause");
    describe_gauge!("autobolt_jobs", "Jobs by status");
    describe_gauge!("autobolt_jobs_leased", "Jobs a worker holds");
    describe_gauge!("autobolt_jobs_claimable", "Jobs that may be handed out now");
    describe_gauge!("autobolt_directories_needing_staff", "Directories that wait for a person");
    describe_gauge!(
        "autobolt_leases_stuck",
        "Leases that ran out and were not taken back in time; not zero is a fault"
    );
}

/// Counts and times a request.
pub async fn observe(request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().as_str().to_owned();
    let start = Instant::now();
    let response = next.run(request).await;
    let status = response.status().as_u16().to_string();
    metrics::histogram!(DURATION, "route" => route, "method" => method, "status" => status)
        .record(start.elapsed().as_secs_f64());
    response
}

/// What the queue, the workers and the requests look like, in Prometheus' text format.
#[utoipa::path(get, path = "/metrics", tag = "health", responses(
    (status = 200, description = "Prometheus text format", body = String, content_type = "text/plain"),
))]
pub async fn metrics_page(State(app): State<App>) -> ApiResult<Response> {
    let mut conn = app.pool.acquire().await?;
    let queue = store::jobs::queue(&mut conn).await?;
    // Two sweeps late is late.
    let stuck = store::leases::stuck(&mut conn, millis(2 * app.timing.sweep_ms)).await?;
    drop(conn);
    let gauge = |value: i64| f64::from(i32::try_from(value).unwrap_or(i32::MAX));
    for (status, count) in [
        ("pending", queue.pending),
        ("in_progress", queue.in_progress),
        ("complete", queue.complete),
        ("failed", queue.failed),
    ] {
        metrics::gauge!("autobolt_jobs", "status" => status).set(gauge(count));
    }
    metrics::gauge!("autobolt_jobs_leased").set(gauge(queue.leased));
    metrics::gauge!("autobolt_jobs_claimable").set(gauge(queue.claimable));
    metrics::gauge!("autobolt_directories_needing_staff").set(gauge(queue.needs_staff));
    metrics::gauge!("autobolt_leases_stuck").set(gauge(stuck));
    let text = recorder().map(|handle| {
        handle.run_upkeep();
        handle.render()
    });
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], text.unwrap_or_default()).into_response())
}
