//! Logs: structured, to stderr, with the request's id on every line of a request.

use super::Global;
use axum::extract::Request;
use axum::http::HeaderName;
use axum::{Router, http::HeaderValue};
use std::io::IsTerminal;
use std::time::Duration;
use tower_http::request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::trace::TraceLayer;
use tracing::Span;
use tracing_subscriber::EnvFilter;

static REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for log collectors.
    Json,
}

/// Starts logging. A filter that cannot be read is said and replaced by the usual one.
pub(super) fn start(global: &Global) {
    let usual = || EnvFilter::new("info,sqlx=warn");
    let (filter, unreadable) = match global.log.as_deref().map(EnvFilter::try_new) {
        None => (usual(), None),
        Some(Ok(filter)) => (filter, None),
        Some(Err(error)) => (usual(), Some(error)),
    };
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    // An error means that a subscriber is set already, as in tests that run commands in their own process.
    let _ = match global.log_format {
        LogFormat::Text => builder.with_target(false).try_init(),
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
    };
    if let Some(error) = unreadable {
        tracing::warn!(%error, "AUTOBOLT_LOG cannot be read; logging as usual");
    }
}

/// Gives every request an id, writes it on its log lines and sends it back.
pub(super) fn traced(router: Router) -> Router {
    let trace = TraceLayer::new_for_http()
        .make_span_with(|request: &Request| {
            let id = request
                .extensions()
                .get::<RequestId>()
                .and_then(|id| id.header_value().to_str().ok())
                .unwrap_or("");
            // The path alone: a query may hold a one-time code.
            tracing::info_span!("request", id, method = %request.method(), path = request.uri().path())
        })
        .on_request(())
        .on_response(|response: &axum::response::Response, took: Duration, _: &Span| {
            tracing::debug!(status = response.status().as_u16(), ms = took.as_millis(), "answered");
        })
        .on_failure(());
    router
        .layer(PropagateRequestIdLayer::new(REQUEST_ID.clone()))
        .layer(trace)
        .layer(SetRequestIdLayer::new(REQUEST_ID.clone(), RandomId))
}

/// A request that brings an id keeps it.
#[derive(Clone)]
struct RandomId;

impl MakeRequestId for RandomId {
    fn make_request_id<B>(&mut self, _: &axum::http::Request<B>) -> Option<RequestId> {
        HeaderValue::from_str(&uuid::Uuid::new_v4().simple().to_string()).ok().map(RequestId::new)
    }
}
