//! Hostile input: whatever is sent, the answer is a problem, nothing breaks, and the server goes on.

use crate::support::TestDb;
use crate::worker::{Bench, Worker};
use axum::body::Body;
use axum::http::{Request, header};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;
use uuid::Uuid;

/// Sends bytes as a JSON body; the status, and the slug of the problem.
async fn send(
    bench: &Bench,
    worker: &Worker,
    path: &str,
    headers: &[(&str, &str)],
    body: Vec<u8>,
) -> (u16, String) {
    let mut request = Request::post(path)
        .header(header::AUTHORIZATION, format!("Bearer {}", worker.api_key()))
        .header(header::CONTENT_TYPE, "application/json");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = bench.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
    let status = response.status().as_u16();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let body: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    (status, body["slug"].as_str().unwrap_or_default().to_owned())
}

const BODIES: [&str; 5] = ["/jobs/begin", "/jobs/update", "/jobs/heartbeat", "/jobs/complete", "/jobs/fail"];

#[tokio::test]
async fn json_nested_a_hundred_thousand_deep_is_refused_and_the_server_goes_on() {
    let bench = Bench::new(TestDb::new().await).await;
    let worker = bench.worker("Front desk").await;
    let lists = "[".repeat(100_000);
    let objects = r#"{"a":"#.repeat(100_000);
    for path in BODIES {
        for deep in [&lists, &objects] {
            let body = format!(r#"{{"job_id": "{}", "response_log": {deep}"#, Uuid::nil());
            assert_eq!(
                send(&bench, &worker, path, &[], body.into()).await,
                (400, "bad-request".to_owned()),
                "{path}"
            );
        }
    }
    assert_eq!(worker.get("/whoami").await.status, 200);
}

#[tokio::test]
async fn a_log_nested_as_deep_as_the_reader_allows_is_stored_and_shown() {
    let bench = Bench::new(TestDb::new().await).await;
    bench.job(1).await;
    let held = bench.worker("Front desk").await.restarted().lease().await;
    let deep = (0..100).fold(json!("bottom"), |inner, _| json!([inner]));
    let reply = held
        .report(
            "Directory 001",
            json!({"status": "failed", "reason": "rejected", "response_log": {"deep": deep}}),
        )
        .await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    let reader = bench.key("Script", &["staff:read"]).await;
    assert_eq!(reader.get(&format!("/staff/api/jobs/{}", held.job())).await.status, 200);
}

#[tokio::test]
async fn bytes_that_are_no_text_are_the_sender_s_fault() {
    let bench = Bench::new(TestDb::new().await).await;
    let worker = bench.worker("Front desk").await;
    for path in BODIES {
        for bytes in
            [&b"{\"job_id\": \"\xff\xfe\"}"[..], &b"{\"\xc3\x28\": 1}"[..], &b"{\"a\": \"\xed\xa0\x80\"}"[..]]
        {
            assert_eq!(
                send(&bench, &worker, path, &[], bytes.to_vec()).await,
                (400, "bad-request".to_owned()),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn a_compressed_body_is_not_unpacked() {
    let bench = Bench::new(TestDb::new().await).await;
    let worker = bench.worker("Front desk").await;
    // The beginning of a gzip file: a megabyte of it would be a gigabyte.
    let bomb = [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3][..], &[0; 1000]].concat();
    for path in BODIES {
        let (status, slug) = send(&bench, &worker, path, &[("content-encoding", "gzip")], bomb.clone()).await;
        assert_eq!((status, slug.as_str()), (400, "bad-request"), "{path}");
    }
}

#[tokio::test]
async fn a_name_in_evidence_that_leads_elsewhere_is_no_name_of_a_file() {
    let bench = Bench::new(TestDb::new().await).await;
    bench.job(1).await;
    let held = bench.worker("Front desk").await.restarted().lease().await;
    let body = |id: &str, directory: &str| {
        json!({"evidence_id": id, "job_id": held.job(), "directory_name": directory, "media_type": "image/png",
               "data_base64": "iVBORw0KGgoAAAA="})
    };
    for id in ["../../etc/passwd", "..%2f..%2fetc", "/etc/passwd", "a\u{0}b"] {
        assert_eq!(
            held.worker.post("/jobs/evidence", body(id, "Directory 001")).await.problem(),
            (400, "bad-request"),
            "{id}"
        );
    }
    let elsewhere =
        held.worker.post("/jobs/evidence", body(&Uuid::new_v4().to_string(), "../../../etc/cron.d/x")).await;
    assert_eq!(elsewhere.problem(), (422, "unknown-directory"));
    for kind in ["..", "%2e%2e%2fsecret", "logo%00.png"] {
        let reply = held.worker.get(&format!("/jobs/{}/assets/{kind}", held.job())).await;
        assert!((400..500).contains(&reply.status), "{kind}: {}", reply.status);
    }
    assert!(!bench.data().join("evidence").exists());
}

#[tokio::test]
async fn a_file_that_is_no_image_is_not_kept_whatever_it_says_it_is() {
    let bench = Bench::new(TestDb::new().await).await;
    bench.job(1).await;
    let held = bench.worker("Front desk").await.restarted().lease().await;
    for kind in ["image/png", "image/svg+xml", "text/html"] {
        let body = json!({"evidence_id": Uuid::new_v4(), "job_id": held.job(), "directory_name": "Directory 001", "media_type": kind,
                          "data_base64": "PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="});
        assert_eq!(
            held.worker.post("/jobs/evidence", body).await.problem(),
            (415, "unsupported-media-type"),
            "{kind}"
        );
    }
}

#[tokio::test]
async fn signs_that_mean_something_in_sql_are_only_text() {
    let bench = Bench::new(TestDb::new().await).await;
    let nasty = "Robert'); DROP TABLE public.jobs; -- \" \\ %_ $1 {} \u{202e}";
    bench.db.directories(1).await;
    bench.owner(&format!("update autobolt.directories set name = $q${nasty}$q$")).await;
    let customer = bench.db.customer(json!({"business_name": nasty, "description": nasty})).await;
    bench.job_for(customer, true).await;
    let held = bench.worker(nasty).await.restarted().lease().await;
    assert_eq!(held.body["customer"]["business_name"], nasty);
    let reply = held
        .report(nasty, json!({"status": "failed", "reason": "rejected", "response_log": {"summary": nasty}}))
        .await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    assert_eq!(held.fail(nasty).await.status, 200);
    assert_eq!(bench.stored(held.job(), nasty).await, ("failed".to_owned(), Some("rejected".to_owned())));
    let unknown = held.report("x' OR '1'='1", json!({"status": "failed"})).await;
    assert_eq!(unknown.status / 100, 4, "{}", unknown.text);
}

#[tokio::test]
async fn one_key_cannot_touch_another_one_s_job() {
    let bench = Bench::new(TestDb::new().await).await;
    bench.job(1).await;
    let held = bench.worker("Front desk").await.restarted().lease().await;
    let other = bench.worker("Other").await;
    let job = held.job();
    for (path, body) in [
        (
            "/jobs/begin",
            json!({"job_id": job, "directory_name": "Directory 001", "attempt_id": Uuid::new_v4(), "lease": held.lease()}),
        ),
        (
            "/jobs/update",
            json!({"job_id": job, "directory_name": "Directory 001", "status": "failed", "lease": held.lease(),
                                "event_id": Uuid::new_v4(), "response_log": {"summary": "x"}}),
        ),
        ("/jobs/complete", json!({"job_id": job, "lease": held.lease()})),
        ("/jobs/fail", json!({"job_id": job, "error_message": "x", "lease": held.lease()})),
        ("/jobs/heartbeat", json!({"job_id": job, "lease": held.lease(), "state": "working"})),
    ] {
        let reply = other.post(path, body).await;
        assert_eq!(reply.status / 100, 4, "{path}: {}", reply.text);
    }
    assert_eq!(other.get(&format!("/jobs/{job}/assets/logo")).await.status / 100, 4);
    assert_eq!(bench.stored(job, "Directory 001").await.0, "pending");
    assert_eq!(held.heartbeat().await.status, 200, "and its owner goes on");
}

/// The threat model says which test shows each thing: those tests must exist.
#[test]
fn every_test_that_the_threat_model_names_exists() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut sources = String::new();
    let mut folders = vec![
        "backend/src",
        "backend/tests",
        "extension/src",
        "extension/tests",
        "extension/xtask/src",
        "extension/xtask/tests",
    ]
    .into_iter()
    .map(|folder| root.join(folder))
    .collect::<Vec<_>>();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                sources.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let model = std::fs::read_to_string(root.join("docs/security.md")).unwrap();
    let words = model.split('`').skip(1).step_by(2);
    let named: Vec<&str> = words
        .filter(|word| {
            word.matches('_').count() >= 3 && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
        })
        .collect();
    assert!(named.len() >= 30, "{}", named.len());
    for name in named {
        let there = sources.contains(&format!("fn {name}(")) || sources.contains(&format!("    {name}:"));
        assert!(there, "{name} is named in docs/security.md and is no test");
    }
}
