//! Results: an acknowledged one is stored exactly once and never lost.

use crate::support::TestDb;
use crate::worker::{Bench, Held};
use autobolt_backend::{
    jobs::control::{self, Finding},
    store::control::Which,
};
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
async fn a_report_sent_again_gets_the_stored_answer_also_under_a_later_lease() {
    let (bench, held) = held(2).await;
    let report = json!({"status": "failed", "reason": "rejected", "event_id": Uuid::new_v4()});
    let first = held.report(ONE, report.clone()).await;
    assert_eq!((first.status, first.body["replay"].as_bool()), (200, Some(false)));
    let again = held.worker.restarted().lease().await;
    let second = again.report(ONE, report).await;
    assert_eq!((second.status, second.body["replay"].as_bool()), (200, Some(true)));
    assert_eq!(second.body["directory"], first.body["directory"]);
    let stored: i64 = bench.one("select count(*) from autobolt.events where kind = 'result'").await;
    assert_eq!(stored, 1);
}

#[tokio::test]
async fn the_same_id_with_another_body_is_refused_and_changes_nothing() {
    let (bench, held) = held(1).await;
    let id = Uuid::new_v4();
    held.report(ONE, json!({"status": "retry", "reason": "captcha", "event_id": id})).await;
    let other = held.report(ONE, json!({"status": "failed", "reason": "rejected", "event_id": id})).await;
    assert_eq!(other.problem(), (422, "id-reused"));
    assert_eq!(bench.stored(held.job(), ONE).await.1.as_deref(), Some("captcha"));
}

#[tokio::test]
async fn the_same_report_sent_many_times_at_once_is_stored_once() {
    let (bench, held) = held(1).await;
    let report = json!({"status": "failed", "reason": "rejected", "event_id": Uuid::new_v4()});
    let sent: Vec<_> = (0..6)
        .map(|_| {
            let (held, report) = (held.clone(), report.clone());
            tokio::spawn(async move { held.report(ONE, report).await })
        })
        .collect();
    let mut first_time = 0;
    for reply in sent {
        let reply = reply.await.unwrap();
        assert_eq!(reply.status, 200, "{}", reply.text);
        first_time += i32::from(reply.body["replay"] == false);
    }
    assert_eq!(first_time, 1);
    let stored: i64 = bench.one("select count(*) from autobolt.events where kind = 'result'").await;
    assert_eq!(stored, 1);
}

#[tokio::test]
async fn a_final_result_stays_whatever_is_reported_after_it() {
    let (bench, held) = held(2).await;
    held.submit(ONE).await;
    let other = held.result(ONE, "failed", Some("rejected")).await;
    assert_eq!(other.problem(), (409, "result-final"));
    assert_eq!(other.body["extra"]["directory"]["status"], "submitted");
    assert_eq!(bench.stored(held.job(), ONE).await.0, "submitted");
}

#[tokio::test]
async fn submitted_with_a_press_is_proved_and_without_one_unverified() {
    let (bench, held) = held(2).await;
    held.submit(ONE).await;
    assert_eq!(bench.stored(held.job(), ONE).await, ("submitted".to_owned(), None));
    held.result("Directory 002", "submitted", None).await;
    let unverified = ("submitted".to_owned(), Some("unverified".to_owned()));
    assert_eq!(bench.stored(held.job(), "Directory 002").await, unverified);
    let when: i64 = bench.one("select count(*) from public.job_results where submitted_at is not null").await;
    assert_eq!(when, 2);
}

#[tokio::test]
async fn a_bare_client_needs_the_four_fields_alone_and_something_in_its_log() {
    let (bench, held) = held(3).await;
    let bare = |directory: &str, status: &str, log: serde_json::Value| json!({"job_id": held.job(), "directory_name": directory, "status": status, "response_log": log});
    let empty = held.worker.post("/jobs/update", bare(ONE, "submitted", json!({}))).await;
    assert_eq!(empty.problem(), (422, "invalid"));
    for nothing in [json!([null]), json!([{}]), json!({"note": " "}), json!({"duration_ms": 7}), json!(1)] {
        let refused = held.worker.post("/jobs/update", bare(ONE, "submitted", nothing.clone())).await;
        assert_eq!(refused.problem(), (422, "invalid"), "{nothing}");
    }
    let first = held.worker.post("/jobs/update", bare(ONE, "submitted", json!({"http": 200}))).await;
    assert_eq!((first.status, first.body["directory"]["reason"].as_str()), (200, Some("unverified")));
    let again = held.worker.post("/jobs/update", bare(ONE, "submitted", json!({"http": 200}))).await;
    assert_eq!((again.status, again.body["replay"].as_bool()), (200, Some(true)));
    let other = held.worker.post("/jobs/update", bare(ONE, "failed", json!({"http": 500}))).await;
    assert_eq!(other.problem(), (409, "result-final"));
    let more = held.worker.post("/jobs/update", bare(ONE, "submitted", json!({"http": 200, "id": 7}))).await;
    assert_eq!(more.problem(), (409, "result-final"), "a log that is not stored is not acknowledged");
    assert!(more.body["detail"].as_str().unwrap().contains("is not stored"));
    let unknown = held.worker.post("/jobs/update", bare("Nowhere", "failed", json!({"x": 1}))).await;
    assert_eq!(unknown.problem(), (422, "unknown-directory"));
    for (directory, status) in [("Directory 002", "failed"), ("Directory 003", "retry")] {
        let reply = held.worker.post("/jobs/update", bare(directory, status, json!({"x": 1}))).await;
        assert_eq!(reply.status, 200, "{}", reply.text);
        assert_eq!(bench.stored(held.job(), directory).await, (status.to_owned(), None));
    }
    let done = held.worker.post("/jobs/complete", json!({"job_id": held.job()})).await;
    assert_eq!((done.status, done.body["outcome"].as_str()), (200, Some("parked")));
}

#[tokio::test]
async fn the_outcome_of_a_press_is_taken_after_the_lease_is_lost_while_nobody_knows_better() {
    let (bench, held) = held(2).await;
    let attempt = Uuid::new_v4();
    held.begin(ONE, attempt).await;
    bench.leases_run_out().await;
    bench.sweep().await;
    let other = bench.worker("Other").await.lease().await;
    let late = held.outcome(ONE, attempt, "answered", "submitted", Some("pending_review")).await;
    assert_eq!(late.status, 200, "{}", late.text);
    assert!(late.body.get("lease_expires_in_ms").is_none());
    let reviewed = ("submitted".to_owned(), Some("pending_review".to_owned()));
    assert_eq!(bench.stored(held.job(), ONE).await, reviewed);
    // Once; and nothing else of the stale worker's.
    let again = held.outcome(ONE, attempt, "answered", "failed", Some("rejected")).await;
    assert_eq!(again.problem(), (409, "conflict"));
    let else_ = held.result("Directory 002", "failed", Some("rejected")).await;
    assert_eq!(else_.refusal(), ("lease-lost", "taken"));
    assert_eq!(other.heartbeat().await.status, 200);
}

#[tokio::test]
async fn staff_s_decision_stands_above_a_late_outcome_which_is_recorded_with_the_press() {
    let (bench, held) = held(2).await;
    let attempt = Uuid::new_v4();
    held.begin(ONE, attempt).await;
    bench.leases_run_out().await;
    bench.sweep().await;
    bench.owner("update autobolt.attempts set begun_at = begun_at - interval '1 hour'").await;
    let skip = Finding::Skip { note: "not worth it".to_owned() };
    control::decide_directory(&bench.db.app, held.job(), ONE, skip, "staff:a").await.unwrap();
    let late = held.outcome(ONE, attempt, "answered", "submitted", None).await;
    assert_eq!((late.status, late.body["directory"]["reason"].as_str()), (200, Some("skipped")));
    assert_eq!(bench.stored(held.job(), ONE).await, ("failed".to_owned(), Some("skipped".to_owned())));
    let outcome: String = bench.one("select outcome from autobolt.attempts").await;
    assert_eq!(outcome, "answered");
}

#[tokio::test]
async fn a_press_staff_gave_up_for_lost_still_tells_what_became_of_it_and_changes_no_result() {
    let (bench, held) = held(2).await;
    let attempt = Uuid::new_v4();
    held.begin(ONE, attempt).await;
    bench.leases_run_out().await;
    bench.sweep().await;
    bench.owner("update autobolt.attempts set begun_at = begun_at - interval '1 hour'").await;
    control::retry(&bench.db.app, held.job(), Which::One(ONE.to_owned()), "staff:a").await.unwrap();
    let late = held.outcome(ONE, attempt, "answered", "submitted", None).await;
    assert_eq!((late.status, late.body["directory"]["status"].as_str()), (200, Some("pending")));
    let outcome: String = bench.one("select outcome from autobolt.attempts").await;
    assert_eq!(outcome, "answered");
}

#[tokio::test]
async fn nothing_pressed_is_ever_retried_by_itself() {
    let (bench, held) = held(1).await;
    let attempt = Uuid::new_v4();
    held.begin(ONE, attempt).await;
    // Not without naming the press, not with it.
    assert_eq!(held.result(ONE, "retry", Some("timeout")).await.problem(), (422, "invalid"));
    for outcome in ["no_request", "unknown", "answered", "field_errors"] {
        let reply = held.outcome(ONE, attempt, outcome, "retry", Some("timeout")).await;
        assert_eq!(reply.problem(), (422, "invalid"), "{outcome}");
    }
    held.outcome(ONE, attempt, "unknown", "retry", Some("outcome_unknown")).await;
    assert_eq!(held.result(ONE, "retry", Some("timeout")).await.problem(), (409, "conflict"));
    assert_eq!(bench.stored(held.job(), ONE).await.1.as_deref(), Some("outcome_unknown"));
}

#[tokio::test]
async fn a_timer_comes_back_later_each_time_and_the_last_one_is_final() {
    let (bench, held) = held(1).await;
    let mut waits = Vec::new();
    for _ in 0..5 {
        let reply = held.result(ONE, "retry", Some("timeout")).await;
        assert_eq!(reply.body["directory"]["standing"], "waiting_timer", "{}", reply.text);
        waits.push((reply.body["directory"]["due_in_ms"].as_f64().unwrap() / 30_000.0).round());
        bench.owner("update autobolt.submissions set next_attempt_at = now() - interval '1 second'").await;
    }
    assert_eq!(waits, [1.0, 2.0, 4.0, 8.0, 16.0]);
    let last = held.result(ONE, "retry", Some("timeout")).await;
    assert_eq!(last.status, 200);
    assert_eq!(bench.stored(held.job(), ONE).await, ("failed".to_owned(), Some("unreachable".to_owned())));
}

#[tokio::test]
async fn words_that_make_no_sense_together_are_refused_with_those_that_do() {
    let (_bench, held) = held(1).await;
    let reply = held.result(ONE, "retry", Some("duplicate")).await;
    assert_eq!(reply.problem(), (422, "invalid"));
    assert!(reply.body["detail"].as_str().unwrap().contains("captcha"), "{}", reply.text);
}

#[tokio::test]
async fn a_result_its_press_its_event_and_the_renewed_lease_are_stored_together() {
    let (bench, held) = held(1).await;
    let attempt = Uuid::new_v4();
    held.begin(ONE, attempt).await;
    bench.owner("update autobolt.job_control set lease_expires_at = now() + interval '1 second'").await;
    held.outcome(ONE, attempt, "answered", "submitted", None).await;
    let together: bool = bench
        .one(
            "select r.status = 'submitted' and a.outcome = 'answered' and a.xmin = r.xmin and e.xmin = r.xmin
                and c.xmin = r.xmin and c.lease_expires_at > now() + interval '5 seconds'
             from public.job_results r, autobolt.attempts a, autobolt.job_control c, autobolt.events e
             where e.kind = 'result'",
        )
        .await;
    assert!(together, "all written by one transaction");
}

#[tokio::test]
async fn a_wall_becomes_a_fact_of_the_catalogue() {
    let (bench, held) = held(1).await;
    held.result(ONE, "retry", Some("captcha")).await;
    let known: bool =
        bench.one("select has_captcha and has_captcha_at is not null from autobolt.directories").await;
    assert!(known);
}

#[tokio::test]
async fn a_bare_client_s_second_visit_is_stored_and_its_repeat_is_not_counted_twice() {
    let (bench, held) = held(1).await;
    let visit = |log: serde_json::Value| json!({"job_id": held.job(), "directory_name": ONE, "status": "retry", "response_log": log});
    for (log, replay, tries) in [
        (json!({"visit": 1}), false, 1),
        (json!({"visit": 1}), true, 1),
        (json!({"visit": 1.0}), true, 1),
        (json!({"visit": 2}), false, 2),
    ] {
        let reply = held.worker.post("/jobs/update", visit(log.clone())).await;
        assert_eq!(
            (reply.status, reply.body["replay"].as_bool()),
            (200, Some(replay)),
            "{log}: {}",
            reply.text
        );
        let counted: i32 = bench.one("select timer_tries from autobolt.submissions").await;
        assert_eq!(counted, tries, "{log}");
    }
    let stored: serde_json::Value = bench.one("select response_log from public.job_results").await;
    assert_eq!(stored, json!({"visit": 2}));
    let back =
        json!({"job_id": held.job(), "directory_name": ONE, "status": "pending", "response_log": {"x": "y"}});
    assert_eq!(held.worker.post("/jobs/update", back).await.problem(), (422, "invalid"));
}

#[tokio::test]
async fn a_press_reported_as_submitted_needs_a_word_of_what_the_directory_answered_too() {
    let (_bench, held) = held(1).await;
    let attempt = Uuid::new_v4();
    held.begin(ONE, attempt).await;
    let body = json!({"status": "submitted", "response_log": [null], "attempt": {"attempt_id": attempt, "outcome": "answered"}});
    assert_eq!(held.report(ONE, body).await.problem(), (422, "invalid"));
    assert_eq!(held.outcome(ONE, attempt, "answered", "submitted", None).await.status, 200);
}
