//! `GET /staff/events`: what happens, as it happens.
//!
//! Events: `change` (`{"id", "kind", "job_id", "directory_name"}`, with its id), `tick` every five seconds (a real event:
//! pages cannot see comments, and a page that misses two knows that it is stale), `resync` (something was missed: read
//! everything again).

use crate::{app::App, live::Change, store};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{
        IntoResponse, Response,
        sse::{Event, Sse},
    },
};
use futures_util::stream::{self, Stream, StreamExt as _};
use std::{convert::Infallible, time::Duration};
use tokio::sync::broadcast::error::RecvError;

const TICK: Duration = Duration::from_secs(5);
/// A page that missed more than this reads everything again instead.
const MOST_REPLAYED: i64 = 500;

/// Streams changes until the client or the server ends.
#[utoipa::path(get, path = "/staff/events", tag = "staff",
    responses((status = 200, description = "Server-sent events `change`, `tick`, `resync`", content_type = "text/event-stream")),
    params(("last-event-id" = Option<i64>, Header, description = "Resume after this change")))]
pub async fn stream(State(app): State<App>, headers: HeaderMap) -> Response {
    let last: Option<i64> =
        headers.get("last-event-id").and_then(|id| id.to_str().ok()).and_then(|id| id.trim().parse().ok());
    // Subscribed before the table is read: a change in between comes twice rather than never.
    let receiver = app.live.subscribe();
    let first = missed(&app, last).await;
    let shutdown = app.shutdown.clone();
    let live =
        stream::unfold((receiver, tokio::time::interval(TICK)), |(mut receiver, mut ticks)| async move {
            let event = tokio::select! {
                change = receiver.recv() => match change {
                    Ok(change) => change_event(&change),
                    Err(RecvError::Lagged(_)) => Event::default().event("resync").data("{}"),
                    Err(RecvError::Closed) => return None,
                },
                _ = ticks.tick() => Event::default().event("tick").data("{}"),
            };
            Some((event, (receiver, ticks)))
        });
    let events =
        stream::iter(first).chain(live).take_until(async move { shutdown.cancelled().await }).map(Ok);
    respond(events)
}

fn respond(events: impl Stream<Item = Result<Event, Infallible>> + Send + 'static) -> Response {
    let mut response = Sse::new(events).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store, no-transform"));
    // nginx holds events back without it.
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

/// What happened between the page's last event and now.
async fn missed(app: &App, last: Option<i64>) -> Vec<Event> {
    let Some(last) = last else { return Vec::new() };
    match store::overview::changes_after(&app.pool, last, MOST_REPLAYED + 1).await {
        Ok(changes) if changes.len() as i64 <= MOST_REPLAYED => changes.iter().map(change_event).collect(),
        Ok(_) => vec![Event::default().event("resync").data("{}")],
        Err(error) => {
            tracing::warn!(%error, "events a page missed could not be read");
            vec![Event::default().event("resync").data("{}")]
        }
    }
}

fn change_event(change: &Change) -> Event {
    let data = serde_json::to_string(change).unwrap_or_else(|_| "{}".to_owned());
    let event = Event::default().event("change").data(data);
    // Without a number the browser keeps the last one: what it missed is read from there.
    match change.id {
        Some(id) => event.id(id.to_string()),
        None => event,
    }
}
