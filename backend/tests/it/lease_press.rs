//! The press: at most one per directory and job, unless the one before provably sent nothing that was accepted, or staff
//! ask again.

use crate::support::TestDb;
use crate::worker::{Bench, Held};
use autobolt_backend::{jobs::control, store::control::Which};
use serde_json::json;
use uuid::Uuid;

const ONE: &str = "Directory 001";

async fn held(directories: usize) -> (Bench, Held) {
    let bench = Bench::new(TestDb::new().await).await;
    bench.job(directories).await;
    let held = bench.worker("Front desk").await.restarted().lease().await;
    (bench, held)
}

#[tokio::test]
async fn a_permission_asked_for_twice_is_the_same_permission() {
    let (bench, held) = held(1).await;
    let attempt = Uuid::new_v4();
    let first = held.begin(ONE, attempt).await;
    let second = held.begin(ONE, attempt).await;
    assert_eq!((first.body["replay"].as_bool(), second.body["replay"].as_bool()), (Some(false), Some(true)));
    assert_eq!(second.body["valid_ms"], 15_000);
    let rows: i64 = bench.one("select count(*) from autobolt.attempts").await;
    assert_eq!(rows, 1);
}

#[tokio::test]
async fn a_second_press_waits_for_the_outcome_of_the_first() {
    let (_bench, held) = held(1).await;
    assert_eq!(held.begin(ONE, Uuid::new_v4()).await.status, 200);
    assert_eq!(held.begin(ONE, Uuid::new_v4()).await.refusal(), ("press-refused", "unresolved"));
}

#[tokio::test]
async fn two_permissions_asked_for_at_the_same_moment_are_one() {
    let (bench, held) = held(1).await;
    let asked: Vec<_> = (0..6)
        .map(|_| {
            let held = held.clone();
            tokio::spawn(async move { held.begin(ONE, Uuid::new_v4()).await.status })
        })
        .collect();
    let mut given = 0;
    for reply in asked {
        given += i32::from(reply.await.unwrap() == 200);
    }
    assert_eq!(given, 1);
    let open: i64 = bench.one("select count(*) from autobolt.attempts where outcome is null").await;
    assert_eq!(open, 1);
}

#[tokio::test]
async fn a_press_that_provably_sent_nothing_that_was_accepted_allows_the_next() {
    for proof in ["no_request", "field_errors"] {
        let (bench, held) = held(1).await;
        let (first, second) = (Uuid::new_v4(), Uuid::new_v4());
        held.begin(ONE, first).await;
        let after = json!({"after": {"attempt_id": first, "proof": proof, "log": {"summary": "no"}}});
        assert_eq!(held.begin_with(ONE, second, after).await.status, 200, "{proof}");
        let outcome: String =
            bench.one("select outcome from autobolt.attempts order by begun_at limit 1").await;
        assert_eq!(outcome, proof);
        assert_eq!(held.outcome(ONE, second, "answered", "submitted", None).await.status, 200);
    }
}

#[tokio::test]
async fn a_press_nothing_is_known_of_is_never_pressed_again_until_staff_ask() {
    let (bench, held) = held(2).await;
    let attempt = Uuid::new_v4();
    held.begin(ONE, attempt).await;
    assert_eq!(held.outcome(ONE, attempt, "unknown", "retry", Some("outcome_unknown")).await.status, 200);
    assert_eq!(held.begin(ONE, Uuid::new_v4()).await.refusal(), ("press-refused", "maybe_accepted"));
    let after = json!({"after": {"attempt_id": attempt, "proof": "no_request"}});
    assert_eq!(
        held.begin_with(ONE, Uuid::new_v4(), after).await.refusal(),
        ("press-refused", "maybe_accepted")
    );
    control::retry(&bench.db.app, held.job(), Which::One(ONE.to_owned()), "staff:a").await.unwrap();
    assert_eq!(held.begin(ONE, Uuid::new_v4()).await.status, 200);
}

#[tokio::test]
async fn a_crash_between_begin_and_outcome_hands_the_directory_to_staff_on_sweep() {
    let (bench, held) = held(2).await;
    held.begin(ONE, Uuid::new_v4()).await;
    bench.leases_run_out().await;
    bench.sweep().await;
    assert_eq!(bench.stored(held.job(), ONE).await, ("retry".to_owned(), Some("outcome_unknown".to_owned())));
    let other = bench.worker("Other").await.lease().await;
    assert_eq!(other.standing("runnable"), ["Directory 002"]);
    assert_eq!(other.standing("waiting_staff"), [ONE]);
    assert_eq!(other.begin(ONE, Uuid::new_v4()).await.refusal(), ("press-refused", "unresolved"));
}

#[tokio::test]
async fn a_crash_between_begin_and_outcome_hands_the_directory_to_staff_on_resume() {
    let (bench, held) = held(2).await;
    let attempt = Uuid::new_v4();
    held.begin(ONE, attempt).await;
    let again = held.worker.restarted().lease().await;
    assert_eq!(again.standing("waiting_staff"), [ONE]);
    assert_eq!(again.body["directories"][0]["unresolved_attempt"], json!(attempt));
    // Neither the old permission nor a new one.
    assert_eq!(again.begin(ONE, attempt).await.refusal(), ("press-refused", "maybe_accepted"));
    assert_eq!(again.begin(ONE, Uuid::new_v4()).await.refusal(), ("press-refused", "unresolved"));
    // But its outcome is still taken.
    let late = again.outcome(ONE, attempt, "answered", "submitted", None).await;
    assert_eq!(late.status, 200, "{}", late.text);
    assert_eq!(bench.stored(held.job(), ONE).await.0, "submitted");
}

#[tokio::test]
async fn nothing_is_pressed_once_staff_pause_cancel_or_stop() {
    let (bench, paused) = held(2).await;
    control::act(&bench.db.app, paused.job(), control::Act::Pause, "staff:a").await.unwrap();
    assert_eq!(paused.begin(ONE, Uuid::new_v4()).await.refusal(), ("press-refused", "paused"));
    control::act(&bench.db.app, paused.job(), control::Act::Resume, "staff:a").await.unwrap();
    control::stop_worker(&bench.db.app, paused.worker.id, true, "staff:a").await.unwrap();
    assert_eq!(paused.begin(ONE, Uuid::new_v4()).await.refusal(), ("press-refused", "paused"));
    control::stop_worker(&bench.db.app, paused.worker.id, false, "staff:a").await.unwrap();
    control::act(&bench.db.app, paused.job(), control::Act::Cancel, "staff:a").await.unwrap();
    assert_eq!(paused.begin(ONE, Uuid::new_v4()).await.refusal(), ("press-refused", "cancelled"));
}

#[tokio::test]
async fn a_final_directory_and_one_that_waits_are_not_pressed() {
    let (_bench, held) = held(3).await;
    held.result(ONE, "failed", Some("duplicate")).await;
    assert_eq!(held.begin(ONE, Uuid::new_v4()).await.refusal(), ("press-refused", "final"));
    held.result("Directory 002", "retry", Some("captcha")).await;
    assert_eq!(
        held.begin("Directory 002", Uuid::new_v4()).await.refusal(),
        ("press-refused", "not_runnable")
    );
    held.result("Directory 003", "retry", Some("timeout")).await;
    assert_eq!(
        held.begin("Directory 003", Uuid::new_v4()).await.refusal(),
        ("press-refused", "not_runnable")
    );
    assert_eq!(held.begin("Nowhere", Uuid::new_v4()).await.problem(), (422, "unknown-directory"));
}

#[tokio::test]
async fn a_handed_over_page_is_pressed_without_a_lease_by_the_worker_that_has_it_and_by_no_other() {
    let (bench, held) = held(1).await;
    held.result(ONE, "retry", Some("captcha")).await;
    assert_eq!(held.complete().await.body["outcome"], "waiting_for_staff");
    let attempt = Uuid::new_v4();
    let begin =
        json!({"job_id": held.job(), "directory_name": ONE, "attempt_id": attempt, "hand_over": true});
    let reply = held.worker.post("/jobs/begin", begin.clone()).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    let outcome = json!({
        "job_id": held.job(), "directory_name": ONE, "status": "submitted", "event_id": Uuid::new_v4(),
        "response_log": {"summary": "staff solved it"}, "attempt": {"attempt_id": attempt, "outcome": "answered"},
    });
    let reply = held.worker.post("/jobs/update", outcome).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    assert!(reply.body.get("lease_expires_in_ms").is_none());
    // Its last waiting directory became final: the job completes by itself.
    assert_eq!(bench.job_status(held.job()).await, "complete");
}

#[tokio::test]
async fn a_page_that_staff_sent_elsewhere_is_not_pressed_any_more() {
    let (bench, held) = held(1).await;
    held.result(ONE, "retry", Some("captcha")).await;
    held.complete().await;
    control::retry(&bench.db.app, held.job(), Which::One(ONE.to_owned()), "staff:a").await.err();
    control::retry(&bench.db.app, held.job(), Which::Reason("captcha".to_owned()), "staff:a").await.err();
    let begin =
        json!({"job_id": held.job(), "directory_name": ONE, "attempt_id": Uuid::new_v4(), "hand_over": true});
    assert_eq!(held.worker.post("/jobs/begin", begin).await.refusal(), ("press-refused", "not_runnable"));
}

#[tokio::test]
async fn an_attempt_id_belongs_to_one_directory() {
    let (_bench, held) = held(2).await;
    let attempt = Uuid::new_v4();
    held.begin(ONE, attempt).await;
    assert_eq!(held.begin("Directory 002", attempt).await.problem(), (422, "id-reused"));
}

#[tokio::test]
async fn a_press_in_a_handed_over_page_without_an_outcome_ends_with_staff() {
    let (bench, held) = held(1).await;
    held.result(ONE, "retry", Some("captcha")).await;
    held.complete().await;
    let begin =
        json!({"job_id": held.job(), "directory_name": ONE, "attempt_id": Uuid::new_v4(), "hand_over": true});
    assert_eq!(held.worker.post("/jobs/begin", begin).await.status, 200);
    bench.owner("update autobolt.attempts set begun_at = now() - interval '1 hour'").await;
    bench.sweep().await;
    assert_eq!(bench.stored(held.job(), ONE).await, ("retry".to_owned(), Some("outcome_unknown".to_owned())));
}
