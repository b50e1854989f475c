//! The HTTP surface: the worker API, health, metrics, the OpenAPI document, and the staff pages beside them.

mod assets;
pub mod auth;
mod begin;
mod complete;
mod evidence;
mod fail;
mod health;
mod heartbeat;
mod job_create;
pub mod limit;
mod next;
mod openapi;
mod pair;
pub mod peer;
mod update;
mod whoami;

use crate::{
    app::{App, EXTENSION_ID},
    metrics,
    problem::ApiError,
};
use autobolt_shared::{
    problem::Slug,
    protocol::{BUILD_HEADER, INCARNATION_HEADER, PROTOCOL_HEADER, evidence::MAX_EVIDENCE_BYTES},
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{HeaderName, HeaderValue, Method, Uri, header},
    middleware::{self, Next},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use std::{any::Any, time::Duration};
use tower_http::{
    catch_panic::CatchPanicLayer,
    cors::{AllowOrigin, CorsLayer},
    set_header::SetResponseHeaderLayer,
};
use utoipa_axum::{router::OpenApiRouter, routes};

/// Largest body but for evidence: a result's log with a long page's texts in it.
const MAX_BODY: usize = 1024 * 1024;
/// A screenshot in base64, and the few words around it.
const MAX_EVIDENCE_BODY: usize = MAX_EVIDENCE_BYTES / 3 * 4 + 64 * 1024;
/// How long a request may take.
const MAX_TIME: Duration = Duration::from_secs(30);

/// Every route of the backend.
pub fn router(app: App) -> Router {
    // Before anything is counted.
    metrics::recorder();
    let worker_api = worker_api().layer(middleware::from_fn(in_time)).layer(
        SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    );
    let (routes, _) = worker_api.merge(crate::staff::routes(&app)).split_for_parts();
    routes
        .route("/", get(|| async { Redirect::to("/staff") }))
        .fallback(no_such_page)
        .method_not_allowed_fallback(wrong_method)
        // Around the fallbacks too: a preflight is an OPTIONS that no route takes.
        .layer(middleware::from_fn_with_state(app.clone(), limit::slow_guessing))
        .layer(cors(&app.options.extension_ids))
        .layer(middleware::from_fn(metrics::observe))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn(crate::staff::pages::for_browsers))
        .with_state(app)
}

/// The description of every route, the staff's JSON ones included.
fn described(app: &App) -> utoipa::openapi::OpenApi {
    openapi::with_problems(worker_api().merge(crate::staff::routes(app)).into_openapi())
}

/// The worker API with its description: what is routed is what is described.
fn worker_api() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(openapi::about())
        .routes(routes!(next::next_job))
        .routes(routes!(begin::begin_press))
        .routes(routes!(update::update_result))
        .routes(routes!(heartbeat::heartbeat_worker))
        .routes(routes!(complete::complete_job))
        .routes(routes!(fail::fail_job))
        .routes(routes!(assets::job_asset))
        .routes(routes!(job_create::create_job))
        .routes(routes!(pair::pair_installation))
        .routes(routes!(whoami::whoami))
        .routes(routes!(health::live))
        .routes(routes!(health::ready))
        .routes(routes!(metrics::metrics_page))
        .routes(routes!(openapi::document))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .merge(
            OpenApiRouter::new()
                .routes(routes!(evidence::store_evidence))
                .layer(DefaultBodyLimit::max(MAX_EVIDENCE_BODY)),
        )
}

/// The extension may call from its pages, and no other: its id is fixed by the manifest's key, one built with another key is named
/// by the operator. CORS is no protection of the data: the key is.
fn cors(others: &[String]) -> CorsLayer {
    let own = |name: &'static str| HeaderName::from_static(name);
    let known = std::iter::once(EXTENSION_ID).chain(others.iter().map(String::as_str));
    let origins: Vec<HeaderValue> =
        known.filter_map(|id| HeaderValue::from_str(&format!("chrome-extension://{id}")).ok()).collect();
    CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(move |origin: &HeaderValue, _| origins.contains(origin)))
        .allow_methods([Method::GET, Method::POST])
        // `*` would not cover Authorization.
        .allow_headers([
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            own(PROTOCOL_HEADER),
            own(BUILD_HEADER),
            own(INCARNATION_HEADER),
            own("idempotency-key"),
        ])
        .expose_headers([header::RETRY_AFTER, own("x-request-id")])
        .allow_private_network(true)
        .max_age(Duration::from_secs(600))
}

/// Answers for a handler that takes too long. What it had begun in the database is rolled back with its connection.
async fn in_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(MAX_TIME, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            let detail = format!("No answer within {} s; try again.", MAX_TIME.as_secs());
            ApiError::new(Slug::Timeout, detail).with("retry_after_ms", 2_000).into_response()
        }
    }
}

/// A handler's panic is a fault of the server, told as one.
fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let said = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    tracing::error!(panic = said, "a handler panicked");
    ApiError::new(Slug::Internal, "The fault is logged under this request's id.").into_response()
}

async fn no_such_page(uri: Uri) -> ApiError {
    ApiError::new(Slug::NotFound, format!("There is nothing at {}.", uri.path()))
}

async fn wrong_method(method: Method, uri: Uri) -> ApiError {
    ApiError::new(Slug::MethodNotAllowed, format!("{} does not take {method}.", uri.path()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    #[tokio::test]
    async fn a_panic_is_answered_as_a_problem() {
        #[expect(clippy::panic, reason = "the point of the test")]
        async fn broken() -> &'static str {
            panic!("on purpose")
        }
        let router: Router = Router::new().route("/", get(broken)).layer(CatchPanicLayer::custom(panicked));
        let response = router.oneshot(Request::new(axum::body::Body::empty())).await.unwrap();
        assert_eq!(response.status(), 500);
        let body = response.into_body().collect().await.unwrap().to_bytes();
        let problem: autobolt_shared::problem::Problem = serde_json::from_slice(&body).unwrap();
        assert_eq!(problem.slug, Slug::Internal);
        assert!(!problem.detail.contains("on purpose"));
    }
}
