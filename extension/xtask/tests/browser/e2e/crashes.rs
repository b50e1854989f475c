//! Killed in the middle, by whatever part.

use super::{complaints, done, doubled, wait_for, wait_for_rest};
use std::time::Duration;
use xtask::rig::{Options, Rig};

const SITES: [u8; 8] = [1, 2, 3, 8, 10, 13, 17, 22];

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_service_worker_resumes_and_submits_nothing_twice() {
    let _turn = crate::harness::one_at_a_time().await;
    let mut rig = Rig::start(&Options::for_test(&SITES)).await.unwrap();
    let job = rig.order(None, false).unwrap();
    for at_least in [1, 3] {
        wait_for(&mut rig, &job, "some directories", Duration::from_secs(90), |j| done(j) >= at_least)
            .await
            .unwrap();
        rig.browser.stop_worker(&rig.built.extension_id).await.unwrap();
    }
    let state = wait_for_rest(&mut rig, &job, Duration::from_secs(240)).await.unwrap();
    assert_eq!(doubled(&rig), Vec::<&str>::new());
    // A press that was under way when the worker died may be unknown; nothing else may be missing.
    let lost: Vec<String> =
        complaints(&rig, &state).into_iter().filter(|c| !c.contains("retry/outcome_unknown")).collect();
    assert_eq!(lost, Vec::<String>::new());
    assert!(done(&state) >= 6, "{}", state["progress"]);
    rig.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_browser_resumes_where_it_stopped() {
    let _turn = crate::harness::one_at_a_time().await;
    let mut rig = Rig::start(&Options::for_test(&SITES)).await.unwrap();
    let job = rig.order(None, false).unwrap();
    wait_for(&mut rig, &job, "two directories", Duration::from_secs(90), |j| done(j) >= 2).await.unwrap();
    rig.browser.kill();
    rig.restart_browser().await.unwrap();
    let state = wait_for_rest(&mut rig, &job, Duration::from_secs(240)).await.unwrap();
    assert_eq!(doubled(&rig), Vec::<&str>::new());
    let lost: Vec<String> =
        complaints(&rig, &state).into_iter().filter(|c| !c.contains("retry/outcome_unknown")).collect();
    assert_eq!(lost, Vec::<String>::new());
    assert!(done(&state) >= 5, "{}", state["progress"]);
    rig.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restarted_backend_loses_nothing() {
    let _turn = crate::harness::one_at_a_time().await;
    let mut rig = Rig::start(&Options::for_test(&SITES)).await.unwrap();
    let job = rig.order(None, false).unwrap();
    wait_for(&mut rig, &job, "one directory", Duration::from_secs(90), |j| done(j) >= 1).await.unwrap();
    rig.backend.kill();
    // Work goes on meanwhile: what is finished now waits in the extension's outbox.
    tokio::time::sleep(Duration::from_secs(4)).await;
    rig.restart_backend().await.unwrap();
    let state = wait_for_rest(&mut rig, &job, Duration::from_secs(240)).await.unwrap();
    let wrong = complaints(&rig, &state);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    rig.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_in_a_dead_browsers_outbox_arrives_although_another_worker_has_the_job() {
    let _turn = crate::harness::one_at_a_time().await;
    let mut rig = Rig::start(&Options::for_test(&SITES)).await.unwrap();
    let job = rig.order(None, false).unwrap();
    wait_for(&mut rig, &job, "one directory", Duration::from_secs(90), |j| done(j) >= 1).await.unwrap();
    // What is pressed from now on can be told to nobody.
    rig.backend.kill();
    tokio::time::sleep(Duration::from_secs(10)).await;
    rig.browser.kill();
    rig.restart_backend().await.unwrap();

    let other =
        rig.backend.options.json(&["keys", "create", "--name", "Other", "--scope", "worker"]).unwrap();
    let key = other["api_key"].as_str().unwrap().to_owned();
    let client = reqwest::Client::new();
    let ask = |path: &'static str, url: String| {
        let request = if path == "next" { client.get(url) } else { client.post(url) };
        request.bearer_auth(&key)
    };
    let mut taken = None;
    for _ in 0..100 {
        let answer = ask("next", rig.backend.url("/jobs/next")).send().await.unwrap();
        if answer.status() == 200 {
            taken = Some(answer.json::<serde_json::Value>().await.unwrap());
            break;
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    let taken = taken.unwrap();
    assert_eq!(taken["job_id"], job.as_str(), "the dead worker's job is offered again");

    rig.restart_browser().await.unwrap();
    let stored = |rig: &Rig| {
        let ledger = &rig.sites.as_ref().unwrap().ledger;
        SITES.iter().filter(|n| ledger.listings(**n).len() == 1).count()
    };
    let heartbeat = serde_json::json!({ "job_id": job, "lease": taken["lease"] });
    let mut told = 0;
    for _ in 0..100 {
        let beat =
            ask("heartbeat", rig.backend.url("/jobs/heartbeat")).json(&heartbeat).send().await.unwrap();
        // The other worker's lease is not touched by what the dead one had begun.
        assert_eq!(beat.status(), 200, "{}", beat.text().await.unwrap());
        told = rig.job(&job).await.unwrap()["progress"]["submitted"].as_i64().unwrap();
        if usize::try_from(told).unwrap() == stored(&rig) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    let in_outbox = rig.job(&job).await.unwrap();
    assert!(told >= 2, "something was pressed while the backend was away: {}", in_outbox["progress"]);
    assert_eq!(usize::try_from(told).unwrap(), stored(&rig), "{}", in_outbox["results"]);
    assert_eq!(doubled(&rig), Vec::<&str>::new());
    rig.stop();
}
