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
    // A press that was under way when the worker died may be unknown; nothing may be claimed that is not so.
    let lies: Vec<String> =
        complaints(&rig, &state).into_iter().filter(|c| c.contains("false submitted")).collect();
    assert_eq!(lies, Vec::<String>::new());
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
    let lies: Vec<String> =
        complaints(&rig, &state).into_iter().filter(|c| c.contains("false submitted")).collect();
    assert_eq!(lies, Vec::<String>::new());
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
