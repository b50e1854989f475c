//! A dry run: everything but the press, then staff look, then it goes live.

use crate::support::TestDb;
use crate::worker::{Bench, Held};
use autobolt_backend::{
    jobs::{
        control::{self, Finding},
        create::{self, Order},
    },
    store::control::Which,
};
use serde_json::{Value, json};
use uuid::Uuid;

const ONE: &str = "Directory 001";
const TWO: &str = "Directory 002";

/// A rehearsal over two directories, leased.
async fn held() -> (Bench, Held) {
    let bench = Bench::new(TestDb::new().await).await;
    bench.db.directories(2).await;
    let customer = bench.db.customer(json!({"business_name": "Blue Door Bakery"})).await;
    let order = Order { dry_run: true, ..bench.order(customer, true) };
    create::create(&bench.db.app, &order).await.unwrap();
    let held = bench.worker("Front desk").await.restarted().lease().await;
    (bench, held)
}

/// Reports a rehearsal as AutoBolt does.
async fn rehearse(held: &Held, directory: &str) {
    let log = json!({
        "summary": "Rehearsal: the form is filled.",
        "filled": [{"label": "Name", "meaning": "business_name", "value": "Blue Door Bakery"}],
        "evidence": [{"kind": "page_title", "value": "Add your business"}],
    });
    let reply = held
        .report(
            directory,
            json!({"status": "pending", "dry_run": true, "event_id": Uuid::new_v4(), "response_log": log}),
        )
        .await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    assert_eq!(reply.body["directory"]["standing"], "waiting_staff");
}

async fn shown(bench: &Bench, held: &Held) -> Value {
    let reader = bench.key("Script", &["staff:read"]).await;
    let reply = reader.get(&format!("/staff/api/jobs/{}", held.job())).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    reply.body
}

#[tokio::test]
async fn a_rehearsed_directory_is_not_rehearsed_again_and_the_job_comes_to_rest() {
    let (bench, held) = held().await;
    assert_eq!(held.begin(ONE, Uuid::new_v4()).await.refusal(), ("press-refused", "not_runnable"));
    rehearse(&held, ONE).await;
    let left = held.complete().await;
    assert_eq!(left.problem(), (409, "directories-left"));
    assert_eq!(left.body["extra"]["directories"], json!([TWO]));
    // A worker that starts over goes on with the other one alone.
    let held = held.worker.restarted().lease().await;
    assert_eq!(held.standing("runnable"), [TWO]);
    rehearse(&held, TWO).await;
    assert_eq!(held.complete().await.body["outcome"], "waiting_for_staff");
    held.worker.finds_nothing().await;
    assert_eq!(bench.stored(held.job(), ONE).await, ("pending".to_owned(), None));
}

#[tokio::test]
async fn staff_see_what_a_rehearsal_filled_in() {
    let (bench, held) = held().await;
    rehearse(&held, ONE).await;
    let job = shown(&bench, &held).await;
    assert_eq!((job["dry_run"].as_bool(), job["rehearsed"].as_i64()), (Some(true), Some(1)));
    let rehearsed = &job["results"][0]["rehearsed"];
    assert_eq!(rehearsed["status"], "pending");
    assert_eq!(rehearsed["summary"], "Rehearsal: the form is filled.");
    assert_eq!(rehearsed["evidence"][0]["value"], "Add your business");
    assert_eq!(rehearsed["log"]["filled"][0]["value"], "Blue Door Bakery");
    assert!(rehearsed["at"].is_string());
    assert!(job["results"][1]["rehearsed"].is_null());
}

#[tokio::test]
async fn a_crashed_rehearsal_does_not_come_back_once_everything_was_rehearsed() {
    let (bench, held) = held().await;
    rehearse(&held, ONE).await;
    rehearse(&held, TWO).await;
    bench.leases_run_out().await;
    bench.sweep().await;
    held.worker.finds_nothing().await;
}

#[tokio::test]
async fn rehearsing_is_progress() {
    let (bench, held) = held().await;
    bench.owner("update autobolt.job_control set leases_without_progress = 4").await;
    rehearse(&held, ONE).await;
    let fruitless: i32 = bench.one("select leases_without_progress from autobolt.job_control").await;
    assert_eq!(fruitless, 0);
}

#[tokio::test]
async fn a_job_that_goes_live_is_offered_again_and_its_directories_are_pressed() {
    let (bench, held) = held().await;
    rehearse(&held, ONE).await;
    rehearse(&held, TWO).await;
    held.complete().await;
    let done = control::act(&bench.db.app, held.job(), control::Act::GoLive, "staff:a").await.unwrap();
    assert_eq!((done.message.as_str(), done.directories), ("Live. 2 directories are submitted now.", 2));
    let held = held.worker.lease().await;
    assert_eq!(held.body["dry_run"], false);
    assert_eq!(held.standing("runnable"), [ONE, TWO]);
    held.submit(ONE).await;
    assert_eq!(bench.stored(held.job(), ONE).await, ("submitted".to_owned(), None));
    assert!(shown(&bench, &held).await["results"][1]["rehearsed"].is_null());
    let audited: i64 = bench
        .one("select count(*) from autobolt.audit_log where action = 'job.go_live' and actor = 'staff:a'")
        .await;
    assert_eq!(audited, 1);
}

#[tokio::test]
async fn going_live_in_the_middle_of_a_rehearsal_loses_no_report_and_leaves_everything_to_do() {
    let (bench, held) = held().await;
    rehearse(&held, ONE).await;
    let done = control::act(&bench.db.app, held.job(), control::Act::GoLive, "staff:a").await.unwrap();
    assert!(done.message.starts_with("Live. AutoBolt ends the rehearsal it is at; then"), "{}", done.message);
    // The visit that was under way reports as the rehearsal it was.
    let late = held.report(TWO, json!({"status": "pending", "dry_run": true})).await;
    assert_eq!((late.status, late.body["directory"]["standing"].as_str()), (200, Some("runnable")));
    assert_eq!(held.complete().await.problem(), (409, "directories-left"));
    let again = held.worker.lease().await;
    assert_eq!(again.standing("runnable"), [ONE, TWO]);
    assert_eq!(again.body["dry_run"], false);
}

#[tokio::test]
async fn a_job_that_is_live_cannot_go_live() {
    let bench = Bench::new(TestDb::new().await).await;
    let job = bench.job(1).await;
    let refused = control::act(&bench.db.app, job, control::Act::GoLive, "staff:a").await.unwrap_err();
    assert_eq!(refused.reason(), "not_rehearsal");
}

#[tokio::test]
async fn staff_may_have_one_directory_rehearsed_again_and_leave_another_out() {
    let (bench, held) = held().await;
    rehearse(&held, ONE).await;
    let refused = control::retry(&bench.db.app, held.job(), Which::One(TWO.to_owned()), "staff:a").await;
    assert_eq!(refused.unwrap_err().reason(), "already_pending");
    rehearse(&held, TWO).await;
    held.complete().await;
    control::retry(&bench.db.app, held.job(), Which::One(ONE.to_owned()), "staff:a").await.unwrap();
    let skip = Finding::Skip { note: String::new() };
    control::decide_directory(&bench.db.app, held.job(), TWO, skip, "staff:a").await.unwrap();
    let again = held.worker.lease().await;
    assert_eq!(
        (again.standing("runnable"), again.standing("final")),
        (vec![ONE.to_owned()], vec![TWO.to_owned()])
    );
    assert_eq!(again.body["dry_run"], true);
}
