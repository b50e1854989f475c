//! Orders: which directories a job gets, and that an order is placed once. Evidence and assets.

use crate::support::TestDb;
use crate::worker::Bench;
use autobolt_shared::CustomerId;
use base64::Engine;
use serde_json::{Value, json};
use uuid::Uuid;

async fn bench() -> Bench {
    Bench::new(TestDb::new().await).await
}

fn order(customer: CustomerId, package: i32) -> Value {
    json!({"customer_id": customer, "package_size": package})
}

#[tokio::test]
async fn a_package_larger_than_the_catalogue_is_said_and_never_silently_shrunk() {
    let bench = bench().await;
    bench.db.directories(15).await;
    let customer = bench.db.customer(json!({"business_name": "A"})).await;
    let site = bench.key("Website", &["jobs:create"]).await;
    let reply = site.post("/jobs", order(customer, 50)).await;
    assert_eq!(reply.problem(), (422, "catalogue-too-small"));
    assert!(reply.body["detail"].as_str().unwrap().starts_with("15 of 50 directories available"));
    assert_eq!(
        (
            reply.body["extra"]["available"].as_i64(),
            bench.one::<i64>("select count(*) from public.jobs").await
        ),
        (Some(15), 0)
    );
    let mut yes = order(customer, 50);
    yes["accept_fewer"] = json!(true);
    let made = site.post("/jobs", yes).await;
    assert_eq!((made.status, made.body["progress"]["total"].as_i64()), (201, Some(15)));
    assert_eq!(made.body["note"], "15 of 50 directories available");
    assert_eq!(
        (made.body["approved"].as_bool(), made.body["status"].as_str()),
        (Some(false), Some("pending"))
    );
    bench.worker("Front desk").await.finds_nothing().await;
}

#[tokio::test]
async fn the_same_order_placed_twice_is_one_job_also_at_the_same_moment() {
    let bench = bench().await;
    bench.db.directories(50).await;
    let customer = bench.db.customer(json!({"business_name": "A"})).await;
    let site = bench.key("Website", &["jobs:create"]).await.with_header("idempotency-key", "order-1");
    let placed: Vec<_> = (0..4)
        .map(|_| {
            let site = site.clone();
            tokio::spawn(async move { site.post("/jobs", order(customer, 50)).await })
        })
        .collect();
    let mut jobs = Vec::new();
    for reply in placed {
        let reply = reply.await.unwrap();
        assert!([200, 201].contains(&reply.status), "{}", reply.text);
        jobs.push(reply.body["job_id"].clone());
    }
    jobs.dedup();
    assert_eq!(jobs.len(), 1);
    let other = site.post("/jobs", order(customer, 100)).await;
    assert_eq!(other.problem(), (422, "id-reused"));
}

#[tokio::test]
async fn a_directory_open_or_submitted_for_a_customer_is_never_chosen_again() {
    let bench = bench().await;
    bench.db.directories(3).await;
    let customer = bench.db.customer(json!({"business_name": "A"})).await;
    bench.job_for(customer, true).await;
    let site = bench.key("Website", &["jobs:create"]).await;
    let mut again = order(customer, 50);
    again["accept_fewer"] = json!(true);
    let none = site.post("/jobs", again.clone()).await;
    assert_eq!(none.problem(), (422, "catalogue-too-small"));
    let held = bench.worker("Front desk").await.lease().await;
    held.submit("Directory 001").await;
    held.result("Directory 002", "failed", Some("rejected")).await;
    held.submit("Directory 003").await;
    held.complete().await;
    let made = site.post("/jobs", again).await;
    assert_eq!((made.status, made.body["progress"]["total"].as_i64()), (201, Some(1)));
    // Another customer has them all.
    let other = bench.db.customer(json!({"business_name": "B"})).await;
    let mut theirs = order(other, 50);
    theirs["accept_fewer"] = json!(true);
    assert_eq!(site.post("/jobs", theirs).await.body["progress"]["total"], 3);
}

#[tokio::test]
async fn inactive_directories_and_other_countries_stand_back() {
    let bench = bench().await;
    bench.db.directories(4).await;
    bench.owner("update autobolt.directories set active = false where name = 'Directory 001'").await;
    bench.owner("update autobolt.directories set country = 'DE' where name = 'Directory 002'").await;
    bench
        .owner("update autobolt.directories set country = 'US', authority = 10 where name = 'Directory 003'")
        .await;
    bench
        .owner("update autobolt.directories set country = 'US', authority = 90 where name = 'Directory 004'")
        .await;
    let customer = bench.db.customer(json!({"business_name": "A", "country": "United States"})).await;
    bench.job_for(customer, true).await;
    let held = bench.worker("Front desk").await.lease().await;
    assert_eq!(held.standing("runnable"), ["Directory 004", "Directory 003", "Directory 002"]);
}

#[tokio::test]
async fn an_order_for_nobody_is_refused() {
    let bench = bench().await;
    bench.db.directories(50).await;
    let site = bench.key("Website", &["jobs:create"]).await;
    assert_eq!(site.post("/jobs", order(CustomerId(Uuid::new_v4()), 50)).await.problem(), (404, "not-found"));
    assert_eq!(
        site.post("/jobs", json!({"customer_id": Uuid::new_v4(), "package_size": 51})).await.problem(),
        (400, "bad-request")
    );
}

#[tokio::test]
async fn a_screenshot_is_stored_once_if_it_is_one_and_from_who_works_there() {
    let bench = bench().await;
    bench.job(1).await;
    let held = bench.worker("Front desk").await.lease().await;
    let png = b"\x89PNG\r\n\x1a\nnot much of a picture";
    let data = base64::engine::general_purpose::STANDARD.encode(png);
    let body = json!({
        "evidence_id": Uuid::new_v4(), "job_id": held.job(), "directory_name": "Directory 001", "media_type": "image/png",
        "data_base64": data, "lease": held.lease(),
    });
    let first = held.worker.post("/jobs/evidence", body.clone()).await;
    assert_eq!((first.status, first.body["replay"].as_bool()), (200, Some(false)), "{}", first.text);
    let again = held.worker.post("/jobs/evidence", body.clone()).await;
    assert_eq!(again.body["replay"], true);
    let location: String = bench.one("select location from autobolt.evidence").await;
    assert_eq!(std::fs::read(bench.data().join("evidence").join(location)).unwrap(), png);
    let mut lie = body.clone();
    lie["media_type"] = json!("image/jpeg");
    lie["evidence_id"] = json!(Uuid::new_v4());
    assert_eq!(held.worker.post("/jobs/evidence", lie).await.problem(), (415, "unsupported-media-type"));
    let stranger = bench.worker("Stranger").await;
    assert_eq!(stranger.post("/jobs/evidence", body.clone()).await.problem(), (404, "not-found"));
    let mut large = body;
    large["evidence_id"] = json!(Uuid::new_v4());
    large["data_base64"] = json!("A".repeat(4 * 1024 * 1024 / 3 * 4 + 8));
    assert_eq!(held.worker.post("/jobs/evidence", large).await.problem(), (413, "too-large"));
}

#[tokio::test]
async fn files_are_served_under_a_lease_alone() {
    let bench = bench().await;
    let job = bench.job(1).await;
    let customer: Uuid = bench.one("select customer_id from public.jobs").await;
    let folder = bench.data().join("assets").join(customer.to_string());
    std::fs::create_dir_all(&folder).unwrap();
    let png = b"\x89PNG\r\n\x1a\nlogo";
    std::fs::write(folder.join("logo.png"), png).unwrap();
    bench.owner(&format!("update public.customers set logo_path = 'assets/{customer}/logo.png'")).await;
    let worker = bench.worker("Front desk").await;
    let path = format!("/jobs/{job}/assets/logo");
    assert_eq!(worker.get(&path).await.problem(), (404, "not-found"));
    let held = worker.lease().await;
    assert_eq!(held.body["customer"]["logo"]["media_type"], "image/png");
    let file = worker.get(&path).await;
    assert_eq!((file.status, file.header("content-type").as_str()), (200, "image/png"));
    assert_eq!(worker.get(&format!("/jobs/{job}/assets/photo-1")).await.problem(), (404, "not-found"));
    bench.leases_run_out().await;
    assert_eq!(worker.get(&path).await.problem(), (404, "not-found"));
}
