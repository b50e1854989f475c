//! The HTTP surface: problems everywhere, the description of every route, CORS, keys.

use crate::support::TestDb;
use crate::worker::{Bench, Reply};
use autobolt_backend::app::{App, Options};
use autobolt_backend::keys;
use axum::http::{Method, header};
use serde_json::json;
use tokio_util::sync::CancellationToken;

#[tokio::test]
async fn whatever_goes_wrong_is_a_problem_with_a_slug() {
    let bench = Bench::new(TestDb::new().await).await;
    let worker = bench.worker("Front desk").await;
    let not_found = bench.get("/nowhere", None).await;
    assert_eq!(not_found.problem(), (404, "not-found"));
    let method = bench.send(Method::DELETE, "/jobs/next", &[], None).await;
    assert_eq!(method.problem(), (405, "method-not-allowed"));
    let no_key = bench.get("/jobs/next", None).await;
    assert_eq!(no_key.problem(), (401, "unauthorized"));
    let no_json = worker.raw("/jobs/update", "text/plain", "x").await;
    assert_eq!(no_json.problem(), (415, "unsupported-media-type"));
    let no_sense = worker.raw("/jobs/update", "application/json", "{").await;
    assert_eq!(no_sense.problem(), (400, "bad-request"));
    let unknown_field = worker.post("/jobs/complete", json!({"job_id": uuid::Uuid::nil(), "extra": 1})).await;
    assert_eq!(unknown_field.problem(), (400, "bad-request"));
    let large = "x".repeat(1_100_000);
    let too_large = worker.raw("/jobs/update", "application/json", &format!("{{\"x\":\"{large}\"}}")).await;
    assert_eq!(too_large.problem(), (413, "too-large"));
    let list = worker.raw("/jobs/update", "application/json", "[1, 2]").await;
    assert_eq!(list.problem(), (400, "bad-request"));
    assert_eq!(list.body["detail"], "The body must be a JSON object, `{…}`.");
    let wrong = worker
        .post("/jobs/update", json!({"job_id": uuid::Uuid::nil(), "directory_name": "A", "status": "done"}))
        .await;
    assert!(
        wrong.body["detail"].as_str().unwrap().starts_with("status: unknown variant `done`"),
        "{}",
        wrong.text
    );
    let bad_path = worker.get("/jobs/no-uuid/assets/logo").await;
    assert_eq!(bad_path.problem(), (400, "bad-request"));
}

#[tokio::test]
async fn looking_whether_there_is_work_leases_none() {
    let bench = Bench::new(TestDb::new().await).await;
    bench.job(1).await;
    let worker = bench.worker("Front desk").await;
    let bearer = format!("Bearer {}", worker.api_key());
    let headers = [(header::AUTHORIZATION, bearer.as_str())];
    assert_eq!(bench.send(Method::HEAD, "/jobs/next", &headers, None).await.status, 405);
    let leased: i64 =
        bench.one("select count(*) from autobolt.job_control where lease_token_hash is not null").await;
    assert_eq!(leased, 0);
}

#[tokio::test]
async fn a_client_that_speaks_too_old_a_protocol_is_told_how_to_update() {
    let bench = Bench::new(TestDb::new().await).await;
    let worker = bench.worker("Old").await;
    let reply = worker.with_header("autobolt-protocol", "0").get("/whoami").await;
    assert_eq!(reply.problem(), (426, "upgrade-required"));
    assert!(reply.body["detail"].as_str().unwrap().contains("chrome://extensions"));
}

#[tokio::test]
async fn an_extension_may_call_and_its_preflight_is_answered_with_every_header_by_name() {
    let bench = Bench::new(TestDb::new().await).await;
    let headers = [
        (header::ORIGIN, "chrome-extension://lhhaiieffpfekogofplennhmadgfjadf"),
        (header::ACCESS_CONTROL_REQUEST_METHOD, "POST"),
        (header::ACCESS_CONTROL_REQUEST_HEADERS, "authorization,autobolt-protocol,content-type"),
    ];
    let reply = bench.send(Method::OPTIONS, "/jobs/update", &headers, None).await;
    assert_eq!(reply.status, 200);
    let allowed = reply.header("access-control-allow-headers");
    for name in
        ["authorization", "content-type", "autobolt-protocol", "autobolt-build", "autobolt-incarnation"]
    {
        assert!(allowed.contains(name), "{name} in {allowed}");
    }
    assert_eq!(reply.header("access-control-allow-origin"), headers[0].1);
    for origin in ["https://evil.example", "chrome-extension://abcdefghijklmnopabcdefghijklmnop", "null"] {
        let stranger = [(header::ORIGIN, origin), headers[1].clone(), headers[2].clone()];
        let reply = bench.send(Method::OPTIONS, "/jobs/update", &stranger, None).await;
        assert_eq!(reply.header("access-control-allow-origin"), "", "{origin}");
    }
}

#[tokio::test]
async fn nothing_of_the_worker_api_is_cached() {
    let bench = Bench::new(TestDb::new().await).await;
    let worker = bench.worker("Front desk").await;
    for path in ["/whoami", "/jobs/next", "/health/live"] {
        assert_eq!(worker.get(path).await.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn readiness_turns_false_when_the_server_is_about_to_stop() {
    let bench = Bench::new(TestDb::new().await).await;
    assert_eq!(bench.get("/health/ready", None).await.status, 200);
    bench.app.shutdown.cancel();
    assert_eq!(bench.get("/health/ready", None).await.problem(), (503, "unavailable"));
    assert_eq!(bench.get("/health/live", None).await.status, 200);
}

#[tokio::test]
async fn metrics_name_routes_by_template_and_never_an_id() {
    let bench = Bench::new(TestDb::new().await).await;
    let worker = bench.worker("Front desk").await;
    let id = uuid::Uuid::new_v4();
    worker.get(&format!("/jobs/{id}/assets/logo")).await;
    let text = bench.get("/metrics", None).await.text;
    assert!(text.contains(r#"route="/jobs/{job_id}/assets/{kind}""#), "{text}");
    assert!(!text.contains(&id.to_string()));
    assert!(text.contains("autobolt_leases_stuck 0"));
}

#[tokio::test]
async fn a_key_does_only_what_its_scope_says() {
    let bench = Bench::new(TestDb::new().await).await;
    let worker = bench.worker("Front desk").await;
    let order = json!({"customer_id": uuid::Uuid::new_v4(), "package_size": 50});
    assert_eq!(worker.post("/jobs", order.clone()).await.problem(), (403, "forbidden"));
    let site = bench.key("Website", &["jobs:create"]).await;
    assert_eq!(site.post("/jobs", order).await.problem(), (404, "not-found"));
    for path in ["/jobs/next", &format!("/jobs/{}/assets/logo", uuid::Uuid::new_v4())] {
        assert_eq!(site.get(path).await.problem(), (403, "forbidden"), "{path}");
    }
    for path in
        ["/jobs/begin", "/jobs/update", "/jobs/heartbeat", "/jobs/complete", "/jobs/fail", "/jobs/evidence"]
    {
        assert_eq!(site.post(path, json!({})).await.problem(), (403, "forbidden"), "{path}");
    }
}

#[tokio::test]
async fn a_revoked_or_expired_or_mistyped_key_opens_nothing() {
    let bench = Bench::new(TestDb::new().await).await;
    let worker = bench.worker("Front desk").await;
    assert_eq!(worker.get("/whoami").await.status, 200);
    let mistyped = bench.with_key(&worker.api_key().replace("ab_live_", "ab_live_0"));
    assert_eq!(mistyped.get("/whoami").await.problem(), (401, "unauthorized"));
    let unknown = bench.with_key(keys::ApiKey::random().expose());
    bench.owner("update autobolt.api_keys set expires_at = now() - interval '1 second'").await;
    let expired = worker.get("/whoami").await;
    bench.owner("update autobolt.api_keys set expires_at = null, revoked_at = now()").await;
    let revoked = worker.get("/whoami").await;
    for (reply, reason, said) in [
        (unknown.get("/whoami").await, "unknown", "does not know"),
        (expired, "expired", "“Front desk” expired on 20"),
        (revoked, "revoked", "“Front desk” was revoked"),
    ] {
        assert_eq!(reply.problem(), (401, "unauthorized"));
        assert_eq!(reply.body["extra"]["reason"], reason);
        let detail = reply.body["detail"].as_str().unwrap();
        assert!(detail.contains(said) && detail.contains("Pair again"), "{detail}");
    }
}

#[tokio::test]
async fn the_database_never_holds_a_key_only_its_hash() {
    let bench = Bench::new(TestDb::new().await).await;
    let worker = bench.worker("Front desk").await;
    let rows: String = bench.one("select string_agg(k::text, ' ') from autobolt.api_keys k").await;
    assert!(!rows.contains(&worker.api_key()[12..]), "{rows}");
}

#[tokio::test]
async fn a_pairing_code_works_once_and_not_after_its_time() {
    let bench = Bench::new(TestDb::new().await).await;
    let code = bench.pairing_code(Some("Front desk")).await;
    let typed = json!({"code": code.to_lowercase().replace('-', " ")});
    let reply = bench.post("/pair", typed.clone()).await;
    assert_eq!((reply.status, reply.body["name"].as_str()), (200, Some("Front desk")));
    let worker = bench.with_key(reply.body["api_key"].as_str().unwrap());
    assert_eq!(worker.get("/whoami").await.body["scopes"], json!(["worker"]));
    assert_eq!(bench.post("/pair", typed).await.problem(), (403, "forbidden"));
    let late = bench.pairing_code(None).await;
    bench.owner("update autobolt.pairing_codes set expires_at = now() - interval '1 second'").await;
    assert_eq!(bench.post("/pair", json!({"code": late})).await.problem(), (403, "forbidden"));
}

#[tokio::test]
async fn guessing_pairing_codes_is_slowed_down() {
    let bench = Bench::new(TestDb::new().await).await;
    let mut last: Option<Reply> = None;
    for _ in 0..11 {
        last = Some(bench.post("/pair", json!({"code": "AAAA-AAAA"})).await);
    }
    let last = last.unwrap();
    assert_eq!(last.problem(), (429, "rate-limited"));
    assert!(last.header("retry-after").parse::<u64>().unwrap() > 0);
}

#[test]
fn the_known_extension_is_the_one_this_repository_builds() {
    use base64::Engine;
    let manifest: serde_json::Value =
        serde_json::from_str(include_str!("../../../extension/static/manifest.json")).unwrap();
    let key = base64::engine::general_purpose::STANDARD.decode(manifest["key"].as_str().unwrap()).unwrap();
    let letters = keys::sha256(&key).into_iter().take(16).flat_map(|byte| [byte >> 4, byte & 15]);
    let id: String = letters.map(|nibble| char::from(b'a' + nibble)).collect();
    assert_eq!(id, autobolt_backend::app::EXTENSION_ID);
}

#[tokio::test]
async fn a_code_from_a_page_is_good_at_that_page_s_address_alone_and_stays_good_there() {
    let bench = Bench::new(TestDb::new().await).await;
    let mut conn = bench.db.app.acquire().await.unwrap();
    let code =
        keys::code_for(&mut conn, None, Some("autobolt.example.com"), "staff:a").await.unwrap().shown();
    let typed = json!({ "code": code });
    let at = |host: &'static str| [(header::HOST, host), (header::CONTENT_TYPE, "application/json")];
    let elsewhere = bench.send(Method::POST, "/pair", &at("evil.example"), Some(typed.clone())).await;
    assert_eq!(elsewhere.problem(), (403, "forbidden"));
    assert!(
        elsewhere.body["detail"].as_str().unwrap().contains("made at autobolt.example.com"),
        "{}",
        elsewhere.text
    );
    let here = bench.send(Method::POST, "/pair", &at("autobolt.example.com:443"), Some(typed)).await;
    assert_eq!(here.status, 200, "{}", here.text);
}

#[tokio::test]
async fn a_key_used_too_often_waits_and_others_do_not() {
    let mut bench = Bench::new(TestDb::new().await).await;
    let options = Options { key_requests: 3, ..Options::default() };
    let (pool, config, live) = (bench.db.app.clone(), bench.app.config.clone(), bench.app.live.clone());
    let evidence = bench.app.evidence.clone();
    bench.app = App::with(pool, bench.app.timing, live, config, CancellationToken::new(), evidence, options);
    bench.router = autobolt_backend::api::router(bench.app.clone());
    let (busy, other) = (bench.worker("Busy").await, bench.worker("Other").await);
    for _ in 0..3 {
        assert_eq!(busy.get("/whoami").await.status, 200);
    }
    let refused = busy.get("/whoami").await;
    assert_eq!(refused.problem(), (429, "rate-limited"));
    assert!(refused.header("retry-after").parse::<u64>().unwrap() <= 60);
    assert_eq!(other.get("/whoami").await.status, 200);
}

#[tokio::test]
async fn an_address_that_guesses_keys_is_slowed_down_and_a_good_key_behind_it_is_not() {
    let bench = Bench::new(TestDb::new().await).await;
    let worker = bench.worker("Front desk").await;
    let from = |key: &str| {
        let mut request = axum::http::Request::builder()
            .uri("/whoami")
            .header(header::AUTHORIZATION, format!("Bearer {key}"))
            .body(axum::body::Body::empty())
            .unwrap();
        let address = std::net::SocketAddr::from(([203, 0, 113, 9], 4711));
        request.extensions_mut().insert(axum::extract::ConnectInfo(address));
        let router = bench.router.clone();
        async move { tower::ServiceExt::oneshot(router, request).await.unwrap().status() }
    };
    let mut seen = Vec::new();
    for _ in 0..101 {
        seen.push(from(keys::ApiKey::random().expose()).await.as_u16());
    }
    assert!(seen[..100].iter().all(|status| *status == 401));
    assert_eq!(seen[100], 429);
    assert_eq!(from(worker.api_key()).await, 200);
}
