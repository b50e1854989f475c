//! Killed at the two moments that matter most: with the permission in hand, and with the press done and not yet told.

use super::traps::{Seen, Traps};
use super::wait_for_rest;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::Response;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::Notify;

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_killed_after_its_press_does_not_press_again() {
    let _turn = crate::harness::one_at_a_time().await;
    let traps = Traps::start().await;
    let mut rig = traps.rig(&["held"]).await;
    let job = rig.order(None, false).unwrap();
    traps.sent("held").await;
    rig.browser.stop_worker(&rig.built.extension_id).await.unwrap();
    traps.release();
    // Its own alarm would wake it within half a minute; a page of the extension does so at once.
    let _page = rig.own_page().await.unwrap();
    let state = wait_for_rest(&mut rig, &job, Duration::from_secs(90)).await.unwrap();
    let row = &state["results"][0];
    assert_eq!(traps.seen("held"), Seen { sends: 1, stored: 1 }, "{row}");
    // Whoever was killed may find the answer on the page, or must say that it does not know.
    assert!(row["status"] == "submitted" || row["reason"] == "outcome_unknown", "{row}");
    rig.stop();
}

/// Stands between the extension and the backend and keeps the first permission to press back.
struct Between {
    backend: String,
    client: reqwest::Client,
    kept_one: AtomicBool,
    keeping: Notify,
}

async fn pass_on(State(between): State<Arc<Between>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 16 << 20).await.unwrap();
    let url = format!("{}{}", between.backend, parts.uri);
    let mut headers = parts.headers.clone();
    headers.remove("host");
    let sent = between.client.request(parts.method, url).headers(headers).body(body).send().await.unwrap();
    let (status, headers) = (sent.status(), sent.headers().clone());
    let answer = sent.bytes().await.unwrap();
    if parts.uri.path() == "/jobs/begin"
        && status.is_success()
        && !between.kept_one.swap(true, Ordering::SeqCst)
    {
        between.keeping.notify_one();
        // Until whoever waits for it is gone.
        tokio::time::sleep(Duration::from_secs(60)).await;
    }
    let mut response = Response::new(Body::from(answer));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_killed_between_permission_and_press_presses_at_most_once() {
    let _turn = crate::harness::one_at_a_time().await;
    let traps = Traps::start().await;
    let mut rig = traps.rig(&["plain"]).await;
    let between = Arc::new(Between {
        backend: rig.backend.url(""),
        client: reqwest::Client::new(),
        kept_one: AtomicBool::new(false),
        keeping: Notify::new(),
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let app = axum::Router::new().fallback(pass_on).with_state(Arc::clone(&between));
    let proxy = tokio::spawn(async move { axum::serve(listener, app).await.expect("the proxy serves") });
    let id = rig.built.extension_id.clone();
    xtask::pairing::pair_at(&rig.browser, &id, &rig.backend, &address, "Between").await.unwrap();

    let job = rig.order(None, false).unwrap();
    let kept = tokio::time::timeout(Duration::from_secs(40), between.keeping.notified()).await;
    kept.expect("a permission was asked for");
    assert_eq!(traps.seen("plain"), Seen::default(), "nothing is pressed without the permission");
    rig.browser.stop_worker(&id).await.unwrap();
    let _page = rig.own_page().await.unwrap();

    let state = wait_for_rest(&mut rig, &job, Duration::from_secs(90)).await.unwrap();
    let row = &state["results"][0];
    let seen = traps.seen("plain");
    assert!(seen.sends <= 1, "{row}");
    assert_eq!(row["status"] == "submitted", seen.stored == 1, "{row}");
    assert!(row["status"] == "submitted" || row["reason"] == "outcome_unknown", "{row}");
    proxy.abort();
    rig.stop();
}
