//! Evidence in Supabase's storage, against a double that answers as Supabase documents it, its failures included.

use crate::support::TestDb;
use crate::worker::Bench;
use autobolt_backend::{
    api,
    app::{App, Options},
    evidence::{self, Settings, StorageError, Store, Supabase},
};
use autobolt_shared::timing::Timing;
use axum::{
    Json, Router,
    body::Bytes,
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::Engine;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

const KEY: &str = "sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and the rest of it";

/// What the double does, and what it was told.
#[derive(Default)]
struct Seen {
    /// Every answer is this instead.
    broken: Option<(u16, Value)>,
    /// No answer comes.
    silent: bool,
    bucket: Option<Value>,
    objects: BTreeMap<String, (String, Vec<u8>)>,
    requests: Vec<(String, HeaderMap)>,
}

#[derive(Clone, Default)]
struct Double(Arc<Mutex<Seen>>);

impl Double {
    fn set(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.0.lock().unwrap());
    }

    fn see<T>(&self, look: impl FnOnce(&Seen) -> T) -> T {
        look(&self.0.lock().unwrap())
    }

    async fn serve(&self) -> String {
        let router = Router::new()
            .route("/storage/v1/bucket", post(make_bucket))
            .route("/storage/v1/bucket/{id}", get(show_bucket))
            .route("/storage/v1/object/{bucket}/{*path}", post(put).get(give).delete(take))
            .layer(middleware::from_fn_with_state(self.clone(), gate))
            .with_state(self.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        url
    }
}

fn said(status: u16, code: &str, error: &str) -> Response {
    let body = json!({ "statusCode": code, "error": error, "message": error });
    (StatusCode::from_u16(status).unwrap(), Json(body)).into_response()
}

/// As the API gateway: the key in `apikey`, and no browser.
async fn gate(State(double): State<Double>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    double.set(|seen| seen.requests.push((request.uri().path().to_owned(), headers.clone())));
    if double.see(|seen| seen.silent) {
        std::future::pending::<()>().await;
    }
    if let Some((status, body)) = double.see(|seen| seen.broken.clone()) {
        return (StatusCode::from_u16(status).unwrap(), Json(body)).into_response();
    }
    let is_browser =
        headers.get("user-agent").is_some_and(|agent| agent.to_str().unwrap().contains("Mozilla"));
    if headers.get("apikey").is_none_or(|key| key != KEY) || is_browser {
        return said(401, "401", "Unauthorized");
    }
    next.run(request).await
}

async fn make_bucket(State(double): State<Double>, Json(bucket): Json<Value>) -> Response {
    double.set(|seen| seen.bucket = Some(bucket.clone()));
    Json(json!({ "name": bucket["name"] })).into_response()
}

async fn show_bucket(State(double): State<Double>) -> Response {
    // The storage tells what is missing in the body of a 400.
    match double.see(|seen| seen.bucket.clone()) {
        Some(bucket) => Json(bucket).into_response(),
        None => said(400, "404", "Bucket not found"),
    }
}

async fn put(
    State(double): State<Double>,
    Path((bucket, path)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let kind = headers["content-type"].to_str().unwrap().to_owned();
    let there = double.see(|seen| seen.objects.contains_key(&path));
    if there && headers.get("x-upsert").is_none_or(|upsert| upsert != "true") {
        return said(400, "409", "Duplicate");
    }
    double.set(|seen| {
        seen.objects.insert(path.clone(), (kind, body.to_vec()));
    });
    Json(json!({ "Key": format!("{bucket}/{path}") })).into_response()
}

async fn give(State(double): State<Double>, Path((_, path)): Path<(String, String)>) -> Response {
    match double.see(|seen| seen.objects.get(&path).cloned()) {
        Some((kind, bytes)) => ([("content-type", kind)], bytes).into_response(),
        None => said(400, "404", "Object not found"),
    }
}

async fn take(State(double): State<Double>, Path((_, path)): Path<(String, String)>) -> Response {
    double.set(|seen| {
        seen.objects.remove(&path);
    });
    Json(json!({ "message": "Successfully deleted" })).into_response()
}

async fn remote(double: &Double) -> Supabase {
    let url = double.serve().await;
    let set = [("SUPABASE_URL", url.as_str()), ("SUPABASE_SECRET_KEY", KEY)];
    let settings = Settings::read(&|name| set.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()));
    Supabase::patient(&settings.unwrap().unwrap(), Duration::from_millis(500)).unwrap()
}

/// A backend whose screenshots go there, and what a worker's report and screenshot were answered.
struct Shot {
    bench: Bench,
    id: Uuid,
    status: u16,
    double: Double,
}

async fn shot(double: Double) -> Shot {
    let mut bench = Bench::new(TestDb::new().await).await;
    let store = Store::supabase(bench.data(), remote(&double).await);
    let (pool, config) = (bench.db.app.clone(), bench.app.config.clone());
    let live = bench.app.live.clone();
    bench.app = App::with(
        pool,
        Timing::divided(10),
        live,
        config,
        CancellationToken::new(),
        store,
        Options { evidence_days: Some(30), ..Options::default() },
    );
    bench.router = api::router(bench.app.clone());
    bench.job(1).await;
    let held = bench.worker("Front desk").await.restarted().lease().await;
    held.submit("Directory 001").await;
    let id = Uuid::new_v4();
    let body = json!({
        "evidence_id": id, "job_id": held.job(), "directory_name": "Directory 001", "media_type": "image/png",
        "data_base64": base64::engine::general_purpose::STANDARD.encode(PNG),
    });
    let status = held.worker.post("/jobs/evidence", body).await.status;
    Shot { bench, id, status, double }
}

impl Shot {
    async fn location(&self) -> String {
        self.bench.one(&format!("select location from autobolt.evidence where id = '{}'", self.id)).await
    }

    async fn read(&self) -> Vec<u8> {
        self.bench.app.evidence.read(&self.location().await).await.unwrap()
    }

    fn on_disk(&self) -> bool {
        self.bench.data().join("evidence").exists()
    }
}

#[tokio::test]
async fn a_screenshot_goes_to_the_bucket_with_the_key_in_one_header_alone() {
    let shot = shot(Double::default()).await;
    assert_eq!(shot.status, 200);
    assert!(shot.location().await.starts_with("supabase:") && !shot.on_disk());
    assert_eq!(shot.read().await, PNG);
    shot.double.see(|seen| {
        assert_eq!(seen.objects.values().next().unwrap().0, "image/png");
        for (path, headers) in &seen.requests {
            assert!(!path.contains("sb_secret"), "{path}");
            for (name, value) in headers {
                assert_eq!(value.to_str().unwrap().contains(KEY), name == "apikey", "{name}");
            }
        }
    });
}

#[tokio::test]
async fn the_bucket_is_made_private_with_its_limits_and_a_public_one_is_refused() {
    let double = Double::default();
    let remote = remote(&double).await;
    remote.prepare().await.unwrap();
    let bucket = double.see(|seen| seen.bucket.clone().unwrap());
    assert_eq!((bucket["public"].as_bool(), bucket["id"].as_str()), (Some(false), Some("autobolt-evidence")));
    assert!(
        bucket["file_size_limit"].as_u64().unwrap() <= 4 * 1024 * 1024
            && bucket["allowed_mime_types"].as_array().unwrap().len() == 3
    );
    remote.prepare().await.unwrap();
    double.set(|seen| seen.bucket.as_mut().unwrap()["public"] = json!(true));
    assert!(matches!(remote.prepare().await, Err(StorageError::PublicBucket(_))));
}

#[tokio::test]
async fn a_storage_that_fails_in_whatever_way_loses_neither_result_nor_screenshot() {
    let failures: [(&str, Option<(u16, Value)>); 5] = [
        ("down", Some((503, json!({ "message": "upstream" })))),
        ("key revoked", Some((401, json!({ "message": "Invalid API key" })))),
        ("too large", Some((413, json!({ "statusCode": "413", "error": "Payload too large" })))),
        ("no JSON", Some((500, Value::Null))),
        ("no answer", None),
    ];
    for (what, broken) in failures {
        let double = Double::default();
        double.set(|seen| {
            seen.silent = broken.is_none();
            seen.broken = broken;
        });
        let shot = shot(double).await;
        assert_eq!(shot.status, 200, "{what}");
        let stored: String = shot.bench.one("select status from public.job_results").await;
        assert_eq!(stored, "submitted", "{what}");
        assert!(shot.on_disk(), "{what}");
        assert_eq!(shot.read().await, PNG, "{what}");
    }
}

#[tokio::test]
async fn a_screenshot_goes_after_its_time_and_its_row_says_so() {
    let shot = shot(Double::default()).await;
    assert_eq!(evidence::remove_old(&shot.bench.app).await.unwrap(), 0);
    shot.bench.owner("update autobolt.evidence set created_at = now() - interval '31 days'").await;
    // While the storage is down nothing is called removed.
    shot.double.set(|seen| seen.broken = Some((503, Value::Null)));
    assert_eq!(evidence::remove_old(&shot.bench.app).await.unwrap(), 0);
    shot.double.set(|seen| seen.broken = None);
    assert_eq!(evidence::remove_old(&shot.bench.app).await.unwrap(), 1);
    assert!(shot.double.see(|seen| seen.objects.is_empty()));
    let removed: bool = shot.bench.one("select removed_at is not null from autobolt.evidence").await;
    assert!(removed);
    assert_eq!(evidence::remove_old(&shot.bench.app).await.unwrap(), 0);
}
