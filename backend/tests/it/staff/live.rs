//! Live events: what is committed reaches open pages.

use super::{HOST, Site};
use autobolt_backend::{keys::Scope, staff::session::Role, store::events};
use autobolt_shared::JobId;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use http_body_util::BodyExt as _;
use serde_json::json;
use std::time::Duration;
use tokio::time::{Instant, timeout};
use tower::ServiceExt as _;

/// A stream as an open page reads it.
struct Stream {
    body: Body,
    text: String,
}

impl Stream {
    async fn open(site: &Site, headers: &[(&str, &str)]) -> Self {
        let mut request = Request::builder().uri("/staff/events").header("host", HOST);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = site.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["x-accel-buffering"], "no");
        assert!(response.headers()["cache-control"].to_str().unwrap().contains("no-store"));
        Self { body: response.into_body(), text: String::new() }
    }

    /// Reads until the text was there; false when the stream ended before.
    async fn until(&mut self, wanted: &str) -> bool {
        let read = async {
            while !self.text.contains(wanted) {
                match self.body.frame().await {
                    Some(Ok(frame)) => {
                        self.text.push_str(&String::from_utf8_lossy(frame.data_ref().unwrap()))
                    }
                    _ => return false,
                }
            }
            true
        };
        timeout(Duration::from_secs(20), read)
            .await
            .unwrap_or_else(|_| panic!("`{wanted}` never came: {}", self.text))
    }
}

async fn committed(site: &Site, job: Option<JobId>, name: &str) -> i64 {
    let mut tx = site.db.app.begin().await.unwrap();
    let id = events::record(
        &mut tx,
        "result",
        job,
        Some(name),
        "key:Front desk",
        json!({ "status": "submitted" }),
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn a_committed_result_is_on_the_stream_within_a_moment_and_one_rolled_back_never() {
    let site = Site::new().await;
    site.feed();
    let job = site.job(1).await;
    let (key, _) = site.key(&[Scope::StaffRead]).await;
    let bearer = format!("Bearer {key}");
    let mut stream = Stream::open(&site, &[("authorization", &bearer)]).await;
    assert!(stream.until("event: tick").await);
    // The listener connects beside the stream; until it has, nothing is news.
    tokio::time::sleep(Duration::from_millis(500)).await;

    let mut tx = site.db.app.begin().await.unwrap();
    events::record(&mut tx, "result", Some(JobId(job.id)), Some("Rolled back"), "system", json!({}))
        .await
        .unwrap();
    tx.rollback().await.unwrap();
    let begun = Instant::now();
    let id = committed(&site, Some(JobId(job.id)), "Directory 001").await;
    assert!(stream.until(&format!("id: {id}")).await);
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(2), "{took:?}: it came by the slow poll, not by the notification");
    assert!(stream.text.contains("Directory 001") && stream.text.contains(&job.id.to_string()));
    assert!(!stream.text.contains("Rolled back"));
}

#[tokio::test]
async fn a_page_that_was_cut_off_gets_what_it_missed() {
    let site = Site::new().await;
    site.feed();
    let before = committed(&site, None, "Seen before").await;
    let missed = committed(&site, None, "Missed").await;
    let browser = site.signed_in(Role::Viewer).await;
    let cookie = browser.cookie.clone().unwrap();
    let mut stream =
        Stream::open(&site, &[("cookie", &cookie), ("last-event-id", &before.to_string())]).await;
    assert!(stream.until(&format!("id: {missed}")).await);
    assert!(!stream.text.contains("Seen before"));
}

#[tokio::test]
async fn the_feed_outlives_its_connection() {
    let site = Site::new().await;
    site.feed();
    let mut changes = site.app.live.subscribe();
    tokio::time::sleep(Duration::from_millis(500)).await;
    // Ends the listener's connection as a failing database would.
    sqlx::query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'")
        .execute(&site.db.owner)
        .await
        .unwrap();
    let id = committed(&site, None, "While it was away").await;
    let change =
        timeout(Duration::from_secs(15), changes.recv()).await.expect("it comes in the end").unwrap();
    assert_eq!(change.id, Some(id));
    assert!(changes.try_recv().is_err(), "and once");
}

#[tokio::test]
async fn streams_end_when_the_server_does() {
    let site = Site::new().await;
    let browser = site.signed_in(Role::Viewer).await;
    let cookie = browser.cookie.clone().unwrap();
    let mut stream = Stream::open(&site, &[("cookie", &cookie)]).await;
    assert!(stream.until("event: tick").await);
    site.app.shutdown.cancel();
    assert!(!stream.until("event: never").await);
}

#[tokio::test]
async fn what_an_autobolt_does_is_on_the_stream_within_a_moment_and_at_most_once_a_second() {
    let site = Site::new().await;
    site.feed();
    let (reader, _) = site.key(&[Scope::StaffRead]).await;
    let (worker, _) = site.key(&[Scope::Worker]).await;
    let mut stream = Stream::open(&site, &[("authorization", &format!("Bearer {reader}"))]).await;
    assert!(stream.until("event: tick").await);
    let beat = async |step: &str, for_ms: u64| {
        let body =
            json!({"state": "working", "doing": [{"directory_name": "One", "step": step, "for_ms": for_ms}]});
        let request = Request::post("/jobs/heartbeat")
            .header("authorization", format!("Bearer {worker}"))
            .header("content-type", "application/json")
            .body(Body::from(body.to_string()))
            .unwrap();
        assert_eq!(site.router.clone().oneshot(request).await.unwrap().status(), StatusCode::OK);
    };
    // The listener connects beside the stream; until it has, nothing is news.
    let connected = Instant::now() + Duration::from_secs(20);
    for n in 0.. {
        beat(if n % 2 == 0 { "opening" } else { "reading" }, 5).await;
        if timeout(Duration::from_millis(300), stream.until("\"kind\":\"worker\"")).await.is_ok() {
            break;
        }
        assert!(Instant::now() < connected, "a heartbeat is never news");
    }
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    let news = |stream: &Stream| stream.text.matches("\"kind\":\"worker\"").count();
    let _ = timeout(Duration::from_millis(300), stream.until("never")).await;
    let before = news(&stream);
    for step in ["opening", "filling", "checking", "pressing", "verifying"] {
        beat(step, 5).await;
    }
    let _ = timeout(Duration::from_millis(2_500), stream.until("never")).await;
    assert!((1..=3).contains(&(news(&stream) - before)), "five changes at once: {}", news(&stream) - before);
    let before = news(&stream);
    beat("verifying", 900).await;
    let _ = timeout(Duration::from_millis(1_500), stream.until("never")).await;
    assert_eq!(news(&stream), before, "time passing is no news");
}
