//! The staff side: sign-in, pages, the JSON API behind them, live events.
//!
//! Who may do what is one table, [`access::RULES`]; a route that is missing there answers nobody.

pub mod access;
pub mod api;
pub mod assets;
pub mod events;
pub mod link;
pub mod pages;
pub mod password;
pub mod session;
pub mod sign_in;
pub mod token;
pub mod view;

use crate::app::App;
use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::{self, Next},
    response::Response,
    routing::{get, post},
};
use utoipa_axum::{router::OpenApiRouter, routes};

/// Every staff route, behind its guard.
#[must_use]
pub fn routes(app: &App) -> OpenApiRouter<App> {
    use api::{actions, bulk, customers, directories, history, jobs, keys, metrics, people, queue, workers};
    OpenApiRouter::new()
        .routes(routes!(events::stream))
        .routes(routes!(jobs::list))
        .routes(routes!(jobs::show))
        .routes(routes!(workers::list))
        .routes(routes!(metrics::show))
        .routes(routes!(history::needs))
        .routes(routes!(history::timeline))
        .routes(routes!(history::audit_log))
        .routes(routes!(history::keys))
        .routes(routes!(actions::act))
        .routes(routes!(actions::priority))
        .routes(routes!(bulk::jobs))
        .routes(routes!(bulk::results))
        .routes(routes!(bulk::workers))
        .routes(routes!(people::list))
        .routes(routes!(people::role))
        .routes(routes!(people::disable))
        .routes(routes!(queue::show))
        .routes(routes!(customers::list, customers::add))
        .routes(routes!(customers::show, customers::edit))
        .routes(routes!(customers::answers))
        .routes(routes!(directories::list, directories::add))
        .routes(routes!(directories::show, directories::edit))
        .routes(routes!(directories::pause))
        .routes(routes!(directories::use_again))
        .routes(routes!(actions::retry))
        .routes(routes!(actions::choose))
        .routes(routes!(actions::submitted))
        .routes(routes!(actions::not_submitted))
        .routes(routes!(actions::skip))
        .routes(routes!(actions::open))
        .routes(routes!(actions::stop))
        .routes(routes!(actions::allow))
        .routes(routes!(keys::revoke))
        .route("/staff", get(pages::overview::show))
        .route("/staff/needs-you", get(pages::needs::show))
        .route("/staff/jobs/new", get(pages::new_job::form).post(pages::new_job::submit))
        .route("/staff/jobs/{id}", get(pages::job::show))
        .route("/staff/jobs/{id}/report", get(pages::report::show))
        .route("/staff/jobs/{id}/results.csv", get(pages::export::job))
        .route("/staff/evidence/{id}", get(pages::evidence::show))
        .route("/staff/autobolts", get(pages::autobolts::show))
        .route("/staff/customers", get(pages::customers::show))
        .route("/staff/customers/{id}", get(pages::customer::show))
        .route("/staff/directories", get(pages::catalogue::show))
        .route("/staff/directories/export.csv", get(pages::export::catalogue))
        .route("/staff/directories/import", get(pages::import::form).post(pages::import::submit))
        .route("/staff/directories/{id}", get(pages::directory::show))
        .route("/staff/metrics", get(pages::metrics::show))
        .route("/staff/people", get(pages::people::show))
        .route("/staff/people/link", post(pages::people::invite))
        .route("/staff/directories/{id}/recipe", get(pages::recipe::show).post(pages::recipe::edit))
        .route("/staff/directories/{id}/recipe/restore", post(pages::recipe::restore))
        .route("/staff/directories/{id}/proposals/{proposal}/approve", post(pages::recipe::approve))
        .route("/staff/directories/{id}/proposals/{proposal}/refuse", post(pages::recipe::refuse))
        .route("/staff/keys", get(pages::keys::show))
        .route("/staff/keys/pair", post(pages::keys::pair))
        .route("/staff/audit", get(pages::audit::show))
        .route("/staff/system", get(pages::system::show).post(pages::system::begin))
        .route("/staff/sign-in", get(sign_in::form).post(sign_in::submit))
        .route("/staff/sign-out", post(sign_in::sign_out))
        .route("/staff/sign-out-everywhere", post(sign_in::sign_out_everywhere))
        .route("/staff/link/{token}", get(link::form).post(link::submit))
        .route("/staff/assets/{file}", get(assets::serve))
        .route_layer(middleware::from_fn_with_state(app.clone(), access::guard))
        .layer(middleware::from_fn(secured))
}

/// What a page may load and be used for: our own files, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

async fn secured(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    secure(response.headers_mut());
    response
}

/// What every page says of itself to the browser.
fn secure(headers: &mut HeaderMap) {
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        // `no-referrer` would make browsers send `Origin: null` with our own forms.
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}
