//! The end of a run, what staff want of a worker, and races on one row.

use crate::support::TestDb;
use crate::worker::{Bench, Held};
use autobolt_backend::{jobs::control, store::control::Which};
use serde_json::json;
use std::time::Duration;
use uuid::Uuid;

const ONE: &str = "Directory 001";
const TWO: &str = "Directory 002";

async fn held(directories: usize) -> (Bench, Held) {
    let bench = Bench::new(TestDb::new().await).await;
    bench.job(directories).await;
    let held = bench.worker("Front desk").await.restarted().lease().await;
    (bench, held)
}

#[tokio::test]
async fn a_job_with_directories_left_is_not_complete_and_they_are_named() {
    let (_bench, held) = held(3).await;
    held.submit(ONE).await;
    let reply = held.complete().await;
    assert_eq!(reply.problem(), (409, "directories-left"));
    assert_eq!(reply.body["extra"]["directories"], json!([TWO, "Directory 003"]));
}

#[tokio::test]
async fn a_job_whose_directories_are_all_final_is_complete_and_says_so_again() {
    let (bench, held) = held(2).await;
    held.submit(ONE).await;
    held.result(TWO, "failed", Some("rejected")).await;
    let reply = held.complete().await;
    assert_eq!((reply.status, reply.body["outcome"].as_str()), (200, Some("complete")));
    assert_eq!(reply.body["progress"]["done"], 2);
    assert_eq!(bench.job_status(held.job()).await, "complete");
    let again = held.complete().await;
    assert_eq!((again.status, again.body), (200, reply.body));
    assert_eq!(held.heartbeat().await.refusal(), ("lease-lost", "finished"));
}

#[tokio::test]
async fn a_job_that_waits_for_a_timer_is_parked_and_offered_again_when_it_is_due() {
    let (bench, held) = held(2).await;
    held.submit(ONE).await;
    held.result(TWO, "retry", Some("unreachable")).await;
    let reply = held.complete().await;
    assert_eq!((reply.status, reply.body["outcome"].as_str()), (200, Some("parked")));
    let due = reply.body["due_in_ms"].as_u64().unwrap();
    assert!((20_000..=30_000).contains(&due), "{due}");
    assert_eq!(reply.body["status"], "in_progress");
    let worker = &held.worker;
    worker.finds_nothing().await;
    bench
        .owner("update autobolt.submissions set next_attempt_at = now() where next_attempt_at is not null")
        .await;
    bench.owner("update autobolt.job_control set run_after = now()").await;
    assert_eq!(worker.lease().await.standing("runnable"), [TWO]);
}

#[tokio::test]
async fn one_wall_never_blocks_a_worker() {
    let (bench, held) = held(1).await;
    let customer = bench.db.customer(json!({"business_name": "Next"})).await;
    let next = bench.job_for(customer, true).await;
    held.result(ONE, "retry", Some("login")).await;
    assert_eq!(held.complete().await.body["outcome"], "waiting_for_staff");
    assert_eq!(held.worker.lease().await.job(), next);
    // Staff did their part: the job is offered again.
    control::retry(&bench.db.app, held.job(), Which::Reason("login".to_owned()), "staff:a").await.unwrap();
    assert_eq!(bench.worker("Other").await.lease().await.job(), held.job());
}

#[tokio::test]
async fn a_worker_gone_before_it_said_complete_leaves_no_job_open() {
    let (bench, held) = held(1).await;
    held.submit(ONE).await;
    bench.leases_run_out().await;
    bench.sweep().await;
    assert_eq!(bench.job_status(held.job()).await, "complete");
    assert_eq!(held.heartbeat().await.refusal(), ("lease-lost", "finished"));
}

#[tokio::test]
async fn a_press_without_an_outcome_goes_to_staff_when_the_worker_says_it_is_done() {
    let (bench, held) = held(1).await;
    held.begin(ONE, Uuid::new_v4()).await;
    assert_eq!(held.complete().await.body["outcome"], "waiting_for_staff");
    assert_eq!(bench.stored(held.job(), ONE).await.1.as_deref(), Some("outcome_unknown"));
}

#[tokio::test]
async fn giving_a_job_up_keeps_its_results_and_lets_another_job_have_the_rest() {
    let (bench, held) = held(2).await;
    held.submit(ONE).await;
    let reply = held.fail("the profile is empty").await;
    assert_eq!((reply.status, reply.body["status"].as_str()), (200, Some("failed")));
    assert_eq!(held.fail("again").await.status, 200);
    assert_eq!(bench.stored(held.job(), ONE).await.0, "submitted");
    let error: String = bench.one("select last_error from autobolt.job_control").await;
    assert_eq!(error, "the profile is empty");
    let customer: Uuid = bench.one("select customer_id from public.jobs").await;
    let next = bench.job_for(autobolt_shared::CustomerId(customer), true).await;
    let names: Vec<String> =
        sqlx::query_scalar("select directory_name from public.job_results where job_id = $1")
            .bind(next.0)
            .fetch_all(&bench.db.owner)
            .await
            .unwrap();
    assert_eq!(names, [TWO]);
}

#[tokio::test]
async fn a_job_opened_again_leaves_out_what_another_job_took_meanwhile() {
    let (bench, held) = held(2).await;
    held.fail("broken").await;
    let customer: Uuid = bench.one("select customer_id from public.jobs").await;
    bench.job_for(autobolt_shared::CustomerId(customer), false).await;
    control::retry(&bench.db.app, held.job(), Which::Failed, "staff:a").await.unwrap();
    assert_eq!(bench.stored(held.job(), ONE).await, ("failed".to_owned(), Some("skipped".to_owned())));
    assert_eq!(bench.job_status(held.job()).await, "complete");
}

#[tokio::test]
async fn a_pause_lets_begun_presses_be_reported_then_ends_the_lease() {
    let (bench, held) = held(2).await;
    let attempt = Uuid::new_v4();
    held.begin(ONE, attempt).await;
    control::act(&bench.db.app, held.job(), control::Act::Pause, "staff:a").await.unwrap();
    let beat = held.heartbeat().await;
    assert_eq!((beat.body["command"].as_str(), beat.status), (Some("pause"), 200));
    let reply = held.outcome(ONE, attempt, "answered", "submitted", None).await;
    assert_eq!((reply.status, reply.body["command"].as_str()), (200, Some("pause")));
    // Nothing is begun any more: this heartbeat ends the lease.
    assert!(held.heartbeat().await.body.get("lease_expires_in_ms").is_none());
    assert_eq!(held.heartbeat().await.refusal(), ("lease-lost", "paused"));
    held.worker.finds_nothing().await;
    control::act(&bench.db.app, held.job(), control::Act::Resume, "staff:a").await.unwrap();
    assert_eq!(held.worker.lease().await.standing("runnable"), [TWO]);
}

#[tokio::test]
async fn a_paused_job_is_let_go_by_complete_whatever_is_left() {
    let (bench, held) = held(2).await;
    control::act(&bench.db.app, held.job(), control::Act::Pause, "staff:a").await.unwrap();
    let reply = held.complete().await;
    assert_eq!(
        (reply.status, reply.body["outcome"].as_str()),
        (200, Some("waiting_for_staff")),
        "{}",
        reply.text
    );
    held.worker.finds_nothing().await;
}

#[tokio::test]
async fn a_cancelled_job_is_failed_and_so_is_what_is_left_of_it() {
    let (bench, held) = held(3).await;
    held.submit(ONE).await;
    held.result(TWO, "retry", Some("captcha")).await;
    control::act(&bench.db.app, held.job(), control::Act::Cancel, "staff:a").await.unwrap();
    assert_eq!(held.heartbeat().await.body["command"], "cancel");
    assert_eq!(bench.job_status(held.job()).await, "failed");
    let cancelled = ("failed".to_owned(), Some("cancelled".to_owned()));
    assert_eq!(bench.stored(held.job(), ONE).await.0, "submitted");
    assert_eq!(bench.stored(held.job(), TWO).await, cancelled);
    assert_eq!(bench.stored(held.job(), "Directory 003").await, cancelled);
    held.worker.finds_nothing().await;
}

#[tokio::test]
async fn the_outcome_of_a_press_begun_before_the_cancellation_is_still_stored() {
    let (bench, held) = held(2).await;
    let attempt = Uuid::new_v4();
    held.begin(ONE, attempt).await;
    control::act(&bench.db.app, held.job(), control::Act::Cancel, "staff:a").await.unwrap();
    let reply = held.outcome(ONE, attempt, "answered", "submitted", None).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    assert_eq!(reply.body["command"], "cancel");
    assert_eq!(held.complete().await.status, 200);
    assert_eq!(bench.stored(held.job(), ONE).await, ("submitted".to_owned(), None));
    assert_eq!(bench.stored(held.job(), TWO).await.1.as_deref(), Some("cancelled"));
    assert_eq!(bench.job_status(held.job()).await, "failed");
}

#[tokio::test]
async fn a_press_nobody_reported_before_the_cancellation_is_told_late_and_never_lost() {
    let (bench, held) = held(1).await;
    let attempt = Uuid::new_v4();
    held.begin(ONE, attempt).await;
    control::act(&bench.db.app, held.job(), control::Act::Cancel, "staff:a").await.unwrap();
    bench.leases_run_out().await;
    bench.sweep().await;
    assert_eq!(bench.stored(held.job(), ONE).await.1.as_deref(), Some("cancelled"));
    // The listing may be there: no other job of the customer gets this directory.
    let holds: bool = bench.one("select holds from autobolt.submissions").await;
    assert!(holds);
    let late = held.outcome(ONE, attempt, "answered", "submitted", None).await;
    assert_eq!(late.status, 200, "{}", late.text);
    assert_eq!(bench.stored(held.job(), ONE).await.0, "submitted");
    assert_eq!(bench.job_status(held.job()).await, "failed");
}

#[tokio::test]
async fn a_stopped_worker_gives_its_job_back_for_others() {
    let (bench, held) = held(2).await;
    held.heartbeat().await;
    control::stop_worker(&bench.db.app, held.worker.id, true, "staff:a").await.unwrap();
    assert_eq!(held.heartbeat().await.body["command"], "stop");
    assert_eq!(held.complete().await.status, 200);
    held.worker.finds_nothing().await;
    assert_eq!(bench.worker("Other").await.lease().await.job(), held.job());
    let idle = held.worker.post("/jobs/heartbeat", json!({"state": "stopped"})).await;
    assert_eq!(idle.body["command"], "stop");
    control::stop_worker(&bench.db.app, held.worker.id, false, "staff:a").await.unwrap();
    let idle = held.worker.post("/jobs/heartbeat", json!({"state": "idle"})).await;
    assert_eq!(
        (idle.body["command"].as_str(), idle.body["next_in_ms"].as_u64()),
        (Some("continue"), Some(2_500))
    );
}

#[tokio::test]
async fn a_worker_paused_where_it_runs_gives_its_job_back_for_others() {
    let (bench, held) = held(2).await;
    assert_eq!(held.complete().await.status, 409, "there is something left to run");
    let release = json!({"job_id": held.job(), "lease": held.lease(), "release": true});
    assert_eq!(held.worker.post("/jobs/complete", release.clone()).await.status, 200);
    assert_eq!(held.worker.post("/jobs/complete", release).await.status, 200, "told again");
    assert_eq!(bench.worker("Other").await.lease().await.job(), held.job());
}

#[tokio::test]
async fn a_heartbeat_says_what_the_worker_does_and_brings_the_page_staff_want() {
    let (bench, held) = held(2).await;
    held.result(ONE, "retry", Some("captcha")).await;
    let page = json!([{"job_id": held.job(), "directory_name": ONE, "reason": "captcha"}]);
    let doing = json!([{"directory_name": TWO, "step": "filling", "for_ms": 12}]);
    let beat = held.heartbeat_with(json!({"doing": doing, "pages": page})).await;
    assert!(beat.body.get("open").is_none() && beat.body.get("close").is_none(), "{}", beat.text);
    let stored: serde_json::Value = bench.one("select doing from autobolt.workers").await;
    assert_eq!(stored, doing);
    control::open_page(&bench.db.app, held.job(), ONE, "staff:a").await.unwrap();
    let told = held.heartbeat_with(json!({"pages": page})).await;
    assert_eq!(told.body["open"][0]["directory_name"], ONE);
    assert!(held.heartbeat_with(json!({"pages": page})).await.body.get("open").is_none(), "each once");
    control::retry(&bench.db.app, held.job(), Which::Reason("captcha".to_owned()), "staff:a").await.unwrap();
    let told = held.heartbeat_with(json!({"pages": page})).await;
    assert_eq!(told.body["close"][0]["directory_name"], ONE);
}

#[tokio::test]
async fn a_page_request_is_repeated_until_the_worker_says_that_it_has_handled_it() {
    let (bench, held) = held(1).await;
    held.result(ONE, "retry", Some("captcha")).await;
    control::open_page(&bench.db.app, held.job(), ONE, "staff:a").await.unwrap();
    let pages = json!([{"job_id": held.job(), "directory_name": ONE, "reason": "captcha"}]);
    let beat = async |handled: &[i64]| {
        let reply = held.heartbeat_with(json!({"pages": pages, "handled": handled})).await;
        reply.body["open"][0]["request"].as_i64()
    };
    let first = beat(&[]).await.unwrap();
    assert_eq!(beat(&[]).await, Some(first), "the first answer may have been lost");
    assert_eq!(beat(&[first]).await, None);
    // Staff ask once more: that is another request.
    control::open_page(&bench.db.app, held.job(), ONE, "staff:a").await.unwrap();
    let second = beat(&[first]).await.unwrap();
    assert_ne!(second, first);
    bench.owner("update autobolt.page_requests set requested_at = now() - interval '1 hour'").await;
    assert_eq!(beat(&[first]).await, None, "nobody waits for it any more");
}

#[tokio::test]
async fn a_stale_write_that_waited_for_the_row_s_lock_does_not_write() {
    let (bench, held) = held(1).await;
    // Somebody is taking the job over: the row is locked, the next epoch written, not yet committed.
    let mut taking = bench.db.owner.begin().await.unwrap();
    sqlx::query(
        "update autobolt.job_control set lease_epoch = lease_epoch + 1, lease_token_hash = sha256('other')",
    )
    .execute(&mut *taking)
    .await
    .unwrap();
    let stale = held.clone();
    let waiting = tokio::spawn(async move { stale.result(ONE, "failed", Some("rejected")).await });
    wait_for_a_lock(&bench).await;
    taking.commit().await.unwrap();
    assert_eq!(waiting.await.unwrap().refusal(), ("lease-lost", "taken"));
    assert_eq!(bench.stored(held.job(), ONE).await, ("pending".to_owned(), None));
}

#[tokio::test]
async fn a_write_that_waited_until_its_lease_had_been_swept_and_taken_does_not_write() {
    let (bench, held) = held(1).await;
    let mut busy = bench.db.owner.begin().await.unwrap();
    sqlx::query("select 1 from autobolt.job_control for update").execute(&mut *busy).await.unwrap();
    let stale = held.clone();
    let waiting = tokio::spawn(async move { stale.begin(ONE, Uuid::new_v4()).await });
    wait_for_a_lock(&bench).await;
    sqlx::query(
        "update autobolt.job_control
         set lease_epoch = lease_epoch + 1, lease_token_hash = null, lease_key_id = null, lease_expires_at = null",
    )
    .execute(&mut *busy)
    .await
    .unwrap();
    busy.commit().await.unwrap();
    assert_eq!(waiting.await.unwrap().status, 404);
    let pressed: i64 = bench.one("select count(*) from autobolt.attempts").await;
    assert_eq!(pressed, 0);
}

/// Until some connection waits for a row.
async fn wait_for_a_lock(bench: &Bench) {
    let sql = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
    for _ in 0..500 {
        if bench.one::<i64>(sql).await > 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("nobody waits");
}
