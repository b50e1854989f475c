//! Taking a job: the promises in the README about who gets which job, when, and what an older start of a worker may still do.

use crate::support::TestDb;
use crate::worker::Bench;
use autobolt_backend::jobs::control;
use autobolt_shared::timing::Timing;
use serde_json::json;
use uuid::Uuid;

async fn bench() -> Bench {
    Bench::new(TestDb::new().await).await
}

#[tokio::test]
async fn a_worker_gets_an_approved_job_with_everything_it_needs() {
    let bench = bench().await;
    bench.job(3).await;
    let held = bench.worker("Front desk").await.lease().await;
    assert_eq!(held.body["resumed"], false);
    assert_eq!(held.body["package_size"], 50);
    assert_eq!(held.body["customer"]["business_name"], "Blue Door Bakery");
    assert_eq!(held.standing("runnable"), ["Directory 001", "Directory 002", "Directory 003"]);
    assert_eq!(
        held.body["progress"],
        json!({"done":0,"total":3,"submitted":0,"failed":0,"retry":0,"needs_staff":0})
    );
    assert_eq!(held.body["directories"][0]["submission_url"], "http://d1.localhost/submit");
    assert_eq!(held.body["lease"]["expires_in_ms"], 9_000);
    assert_eq!(held.body["timing"]["lease_ms"], 9_000);
    assert_eq!(bench.job_status(held.job()).await, "in_progress");
}

#[tokio::test]
async fn with_the_real_times_a_lease_lives_ninety_seconds_by_the_database_s_clock() {
    let bench = Bench::timed(TestDb::new().await, Timing::REAL).await;
    bench.job(1).await;
    let held = bench.worker("Front desk").await.lease().await;
    assert_eq!(held.body["lease"]["expires_in_ms"], 90_000);
    let seconds =
        "select extract(epoch from lease_expires_at - clock_timestamp())::float8 from autobolt.job_control";
    let left: f64 = bench.one(seconds).await;
    assert!((80.0..=90.0).contains(&left), "{left} s");
    bench.owner("update autobolt.job_control set lease_expires_at = now() + interval '5 seconds'").await;
    let beat = held.heartbeat().await;
    assert_eq!((beat.status, beat.body["next_in_ms"].as_u64()), (200, Some(20_000)));
    let left: f64 = bench.one(seconds).await;
    assert!((80.0..=90.0).contains(&left), "{left} s");
}

#[tokio::test]
async fn when_there_is_nothing_to_do_the_worker_is_told_when_to_come_back() {
    let bench = bench().await;
    let reply = bench.worker("Front desk").await.get("/jobs/next").await;
    assert_eq!((reply.status, reply.text.as_str()), (204, ""));
    assert!(reply.header("retry-after").parse::<u64>().unwrap() >= 1);
}

#[tokio::test]
async fn a_job_waits_for_approval_and_for_the_end_of_a_pause() {
    let bench = bench().await;
    bench.db.directories(2).await;
    let customer = bench.db.customer(json!({"business_name": "A"})).await;
    let job = bench.job_for(customer, false).await;
    let worker = bench.worker("Front desk").await;
    worker.finds_nothing().await;
    control::act(&bench.db.app, job, control::Act::Approve, "staff:a").await.unwrap();
    control::act(&bench.db.app, job, control::Act::Pause, "staff:a").await.unwrap();
    worker.finds_nothing().await;
    control::act(&bench.db.app, job, control::Act::Resume, "staff:a").await.unwrap();
    assert_eq!(worker.lease().await.job(), job);
}

#[tokio::test]
async fn a_worker_that_asks_again_gets_its_own_job_back_and_its_older_start_is_fenced() {
    let bench = bench().await;
    bench.job(2).await;
    let worker = bench.worker("Front desk").await.restarted();
    let old = worker.lease().await;
    let new = worker.restarted().lease().await;
    assert_eq!(
        (new.job(), new.body["resumed"].as_bool(), new.epoch()),
        (old.job(), Some(true), old.epoch() + 1)
    );
    assert_ne!(new.lease()["token"], old.lease()["token"]);
    let stale = old.result("Directory 001", "failed", Some("duplicate")).await;
    assert_eq!(stale.refusal(), ("lease-lost", "taken"));
    assert_eq!(bench.stored(old.job(), "Directory 001").await, ("pending".to_owned(), None));
    assert_eq!(new.result("Directory 001", "failed", Some("duplicate")).await.status, 200);
}

#[tokio::test]
async fn the_database_holds_only_the_hash_of_a_lease_token() {
    let bench = bench().await;
    bench.job(1).await;
    let held = bench.worker("Front desk").await.lease().await;
    let row: String = bench.one("select c::text from autobolt.job_control c").await;
    assert!(!row.contains(held.lease()["token"].as_str().unwrap()));
}

#[tokio::test]
async fn two_workers_never_hold_the_same_job_however_close_they_ask() {
    let bench = bench().await;
    bench.db.directories(1).await;
    for n in 0..6 {
        let customer = bench.db.customer(json!({"business_name": format!("Shop {n}")})).await;
        bench.job_for(customer, true).await;
    }
    let mut asked = Vec::new();
    for n in 0..8 {
        let worker = bench.worker(&format!("Worker {n}")).await;
        asked.push(tokio::spawn(async move { worker.get("/jobs/next").await }));
    }
    let mut jobs = Vec::new();
    for reply in asked {
        let reply = reply.await.unwrap();
        if reply.status == 200 {
            jobs.push(reply.body["job_id"].as_str().unwrap().to_owned());
        } else {
            assert_eq!(reply.status, 204, "{}", reply.text);
        }
    }
    jobs.sort();
    let all = jobs.len();
    jobs.dedup();
    assert_eq!((jobs.len(), all), (6, 6));
}

#[tokio::test]
async fn one_key_that_asks_many_times_at_once_holds_one_job() {
    let bench = bench().await;
    bench.db.directories(1).await;
    for n in 0..4 {
        let customer = bench.db.customer(json!({"business_name": format!("Shop {n}")})).await;
        bench.job_for(customer, true).await;
    }
    let worker = bench.worker("Front desk").await;
    let asked: Vec<_> = (0..6)
        .map(|_| {
            let worker = worker.clone();
            tokio::spawn(async move { worker.get("/jobs/next").await })
        })
        .collect();
    for reply in asked {
        assert_eq!(reply.await.unwrap().status, 200);
    }
    let held: i64 =
        bench.one("select count(*) from autobolt.job_control where lease_token_hash is not null").await;
    assert_eq!(held, 1);
}

#[tokio::test]
async fn a_crashed_worker_s_job_is_offered_again_after_lease_and_sweep() {
    let bench = bench().await;
    let job = bench.job(2).await;
    let gone = bench.worker("Gone").await.lease().await;
    gone.submit("Directory 001").await;
    let other = bench.worker("Other").await;
    other.finds_nothing().await;
    bench.leases_run_out().await;
    assert_eq!(bench.sweep().await, 1);
    let held = other.lease().await;
    assert_eq!((held.job(), held.body["resumed"].as_bool()), (job, Some(false)));
    assert_eq!(held.standing("final"), ["Directory 001"]);
    assert_eq!(held.standing("runnable"), ["Directory 002"]);
    assert_eq!(gone.heartbeat().await.refusal(), ("lease-lost", "taken"));
}

#[tokio::test]
async fn two_backends_sweeping_at_once_return_a_job_once() {
    let bench = bench().await;
    bench.job(1).await;
    bench.worker("Gone").await.lease().await;
    bench.leases_run_out().await;
    let (one, other) = tokio::join!(bench.sweep(), bench.sweep());
    assert_eq!(one + other, 1);
    let ended: i64 =
        bench.one("select count(*) from autobolt.events where data ->> 'ended' = 'expired'").await;
    assert_eq!(ended, 1);
}

#[tokio::test]
async fn an_expired_lease_that_nobody_took_is_revived_by_its_owner_before_the_sweep_and_after() {
    let bench = bench().await;
    bench.job(2).await;
    let held = bench.worker("Asleep").await.lease().await;
    bench.leases_run_out().await;
    assert_eq!(held.heartbeat().await.status, 200);
    bench.leases_run_out().await;
    bench.sweep().await;
    let reply = held.result("Directory 001", "failed", Some("rejected")).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    assert_eq!(reply.body["lease_expires_in_ms"], 9_000);
    bench.worker("Other").await.finds_nothing().await;
}

#[tokio::test]
async fn an_expired_lease_of_a_job_that_was_paused_meanwhile_is_not_revived() {
    let bench = bench().await;
    let job = bench.job(2).await;
    let held = bench.worker("Asleep").await.lease().await;
    bench.leases_run_out().await;
    bench.sweep().await;
    control::act(&bench.db.app, job, control::Act::Pause, "staff:a").await.unwrap();
    assert_eq!(held.heartbeat().await.refusal(), ("lease-lost", "paused"));
}

#[tokio::test]
async fn five_leases_in_a_row_without_progress_fail_the_job() {
    let bench = bench().await;
    let job = bench.job(2).await;
    for n in 0..5 {
        bench.worker(&format!("Worker {n}")).await.lease().await;
        bench.leases_run_out().await;
        bench.sweep().await;
    }
    assert_eq!(bench.job_status(job).await, "failed");
    let error: String = bench.one("select last_error from autobolt.job_control").await;
    assert!(error.contains("5 leases in a row"), "{error}");
    bench.worker("Next").await.finds_nothing().await;
}

#[tokio::test]
async fn a_worker_that_crashes_and_resumes_for_ever_does_not_keep_the_job_for_ever() {
    let bench = bench().await;
    let job = bench.job(2).await;
    let worker = bench.worker("Loop").await;
    for _ in 0..5 {
        worker.restarted().lease().await;
    }
    worker.restarted().finds_nothing().await;
    assert_eq!(bench.job_status(job).await, "failed");
}

#[tokio::test]
async fn any_progress_starts_the_count_of_fruitless_leases_anew() {
    let bench = bench().await;
    let job = bench.job(3).await;
    for n in 0..4 {
        bench.worker(&format!("Worker {n}")).await.lease().await;
        bench.leases_run_out().await;
        bench.sweep().await;
    }
    let held = bench.worker("Able").await.lease().await;
    held.submit("Directory 001").await;
    bench.leases_run_out().await;
    bench.sweep().await;
    assert_eq!(bench.job_status(job).await, "in_progress");
}

#[tokio::test]
async fn revoking_a_key_ends_its_leases_at_once_and_nothing_revives_them() {
    let bench = bench().await;
    let job = bench.job(2).await;
    let worker = bench.worker("Lost laptop").await;
    let held = worker.lease().await;
    let ended = autobolt_backend::keys::revoke(&bench.db.app, worker.id, "cli").await.unwrap();
    assert_eq!(ended, [job]);
    assert_eq!(held.heartbeat().await.problem(), (401, "unauthorized"));
    assert_eq!(bench.worker("Other").await.lease().await.job(), job);
}

#[tokio::test]
async fn a_key_that_expires_ends_its_leases_and_gives_up_its_pages_within_a_sweep() {
    let bench = Bench::new(TestDb::new().await).await;
    bench.job(3).await;
    let worker = bench.worker("Front desk").await.restarted();
    let held = worker.lease().await;
    held.result("Directory 001", "retry", Some("captcha")).await;
    held.begin("Directory 002", Uuid::new_v4()).await;
    bench.owner("update autobolt.api_keys set expires_at = now() - interval '1 second'").await;
    let refused = held.heartbeat().await;
    assert_eq!((refused.status, refused.body["extra"]["reason"].as_str()), (401, Some("expired")));
    assert_eq!(bench.sweep().await, 1);
    assert_eq!(bench.one::<String>("select lease_ended from autobolt.job_control").await, "key_expired");
    let pressed = bench.stored(held.job(), "Directory 002").await;
    assert_eq!(pressed, ("retry".to_owned(), Some("outcome_unknown".to_owned())));
    let pages: i64 =
        bench.one("select count(*) from autobolt.submissions where handed_over_key_id is not null").await;
    assert_eq!(pages, 0, "nobody can get at the page any more");
    assert_eq!(bench.sweep().await, 0, "once");
    let other = bench.worker("Back office").await.lease().await;
    assert_eq!(other.standing("runnable"), ["Directory 003"]);
}

#[tokio::test]
async fn a_key_that_expires_after_its_rotation_leaves_everything_to_the_new_one() {
    let bench = Bench::new(TestDb::new().await).await;
    bench.job(2).await;
    let old = bench.worker("Front desk").await.restarted();
    let held = old.lease().await;
    held.result("Directory 001", "retry", Some("captcha")).await;
    let new = autobolt_backend::keys::rotate(&bench.db.app, old.id, 0, "cli").await.unwrap();
    let new = bench.with_key(new.key.expose()).restarted();
    assert_eq!(bench.sweep().await, 0);
    let again = new.lease().await;
    assert_eq!((again.job(), again.body["resumed"].as_bool()), (held.job(), Some(true)));
    assert_eq!(again.body["directories"][0]["handed_over_by_you"], true);
}

#[tokio::test]
async fn a_page_that_a_revoked_key_prepared_is_out_of_reach_and_its_directory_still_waits() {
    let bench = bench().await;
    let job = bench.job(2).await;
    let worker = bench.worker("Lost laptop").await;
    let held = worker.lease().await;
    held.result("Directory 001", "retry", Some("captcha")).await;
    autobolt_backend::keys::revoke(&bench.db.app, worker.id, "staff:a").await.unwrap();
    assert_eq!(bench.stored(job, "Directory 001").await.1.as_deref(), Some("captcha"));
    let prepared: i64 =
        bench.one("select count(*) from autobolt.submissions where handed_over_key_id is not null or handed_over_at is not null").await;
    assert_eq!(prepared, 0);
    let refused = control::open_page(&bench.db.app, job, "Directory 001", "staff:a").await.unwrap_err();
    assert_eq!(refused.reason(), "no_prepared_page");
    let told: i64 =
        bench.one("select count(*) from autobolt.events where kind = 'worker' and job_id is not null").await;
    assert_eq!(told, 1, "the job's page reads itself again");
    let audited: i64 = bench
        .one("select count(*) from autobolt.audit_log where action = 'key.revoke' and actor = 'staff:a'")
        .await;
    assert_eq!(audited, 1);
}

#[tokio::test]
async fn revoking_the_old_key_of_a_rotated_one_leaves_the_prepared_pages_to_the_new_one() {
    let bench = bench().await;
    let job = bench.job(2).await;
    let old = bench.worker("Front desk").await;
    let held = old.lease().await;
    held.result("Directory 001", "retry", Some("captcha")).await;
    let new = autobolt_backend::keys::rotate(&bench.db.app, old.id, 1, "cli").await.unwrap();
    autobolt_backend::keys::revoke(&bench.db.app, old.id, "cli").await.unwrap();
    let again = bench.with_key(new.key.expose());
    let begin = json!({"job_id": job, "directory_name": "Directory 001", "attempt_id": Uuid::new_v4(), "hand_over": true});
    let begun = again.post("/jobs/begin", begin).await;
    assert_eq!(begun.status, 200, "{}", begun.text);
    // The new one's end is the pages' end.
    autobolt_backend::keys::revoke(&bench.db.app, new.id, "cli").await.unwrap();
    let refused = control::open_page(&bench.db.app, job, "Directory 001", "staff:a").await.unwrap_err();
    assert_eq!(refused.reason(), "no_prepared_page");
}

#[tokio::test]
async fn a_rotated_key_goes_on_with_what_the_old_one_held_and_pressed() {
    let bench = bench().await;
    let job = bench.job(2).await;
    let old = bench.worker("Front desk").await;
    let held = old.lease().await;
    let attempt = Uuid::new_v4();
    assert_eq!(held.begin("Directory 001", attempt).await.status, 200);
    let new = autobolt_backend::keys::rotate(&bench.db.app, old.id, 1, "cli").await.unwrap();
    let mut again = held.clone();
    again.worker = bench.with_key(new.key.expose());
    let reply = again.outcome("Directory 001", attempt, "answered", "submitted", None).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    let resumed = again.worker.lease().await;
    assert_eq!((resumed.job(), resumed.body["resumed"].as_bool()), (job, Some(true)));
}

#[tokio::test]
async fn a_key_is_not_told_that_another_key_s_job_exists() {
    let bench = bench().await;
    bench.job(1).await;
    let held = bench.worker("Owner").await.lease().await;
    let stranger = bench.worker("Stranger").await;
    let id = held.job().to_string();
    for (path, body) in [
        (
            "/jobs/update",
            json!({"job_id": id, "directory_name": "Directory 001", "status": "submitted", "response_log": {"x": 1}}),
        ),
        ("/jobs/complete", json!({"job_id": id})),
        ("/jobs/fail", json!({"job_id": id, "error_message": "x"})),
        ("/jobs/heartbeat", json!({"job_id": id})),
        (
            "/jobs/begin",
            json!({"job_id": id, "directory_name": "Directory 001", "attempt_id": Uuid::new_v4()}),
        ),
        (
            "/jobs/begin",
            json!({"job_id": id, "directory_name": "Directory 001", "attempt_id": Uuid::new_v4(), "hand_over": true}),
        ),
    ] {
        assert_eq!(stranger.post(path, body).await.problem(), (404, "not-found"), "{path}");
    }
    assert_eq!(stranger.get(&format!("/jobs/{id}/assets/logo")).await.problem(), (404, "not-found"));
}
