//! Directories that wait for a person.

use super::{complaints, wait_for, wait_for_rest};
use std::time::Duration;
use xtask::rig::{Options, Rig};

#[tokio::test(flavor = "multi_thread")]
async fn a_job_with_walls_frees_its_worker_for_the_next() {
    let _turn = crate::harness::one_at_a_time().await;
    let mut rig = Rig::start(&Options::for_test(&[40, 43, 45, 46])).await.unwrap();
    let walled = rig.order(None, false).unwrap();
    let state = wait_for_rest(&mut rig, &walled, Duration::from_secs(120)).await.unwrap();
    assert_eq!(state["status"], "in_progress");
    assert_eq!(state["progress"]["needs_staff"], 4);
    let wrong = complaints(&rig, &state);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));

    let sites = rig.sites.as_ref().unwrap();
    let more = rig.folder().join("more.csv");
    let plain = xtask::sites::all().iter().filter(|s| [1, 4].contains(&s.number));
    std::fs::write(&more, sites.catalogue_csv(plain).unwrap()).unwrap();
    rig.backend.options.json(&["directories", "import", more.to_str().unwrap()]).unwrap();
    let next = rig.order(None, false).unwrap();
    let state =
        wait_for(&mut rig, &next, "the next job", Duration::from_secs(120), |j| j["status"] == "complete")
            .await
            .unwrap();
    assert_eq!(state["progress"]["submitted"], 2);
    rig.stop();
}
