//! A whole job.

use super::{complaints, wait_for_rest};
use std::time::Duration;
use xtask::rig::{Options, Rig};

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_job_is_submitted_and_every_report_is_true() {
    let _turn = crate::harness::one_at_a_time().await;
    let mut rig = Rig::start(&Options::for_test(&[])).await.unwrap();
    let job = rig.order(Some(autobolt_shared::PackageSize::Hundred), false).unwrap();
    let state = wait_for_rest(&mut rig, &job, Duration::from_secs(420)).await.unwrap();

    let wrong = complaints(&rig, &state);
    assert!(wrong.is_empty(), "{} complaints:\n{}", wrong.len(), wrong.join("\n"));
    let sites = rig.sites.as_ref().unwrap();
    // Only a site that refused the first try with field errors may see a second press.
    for site in xtask::sites::all() {
        let sends = sites.ledger.sends(site.number);
        assert!(sends <= site.most_sends(), "{} saw {sends} sends", site.name);
    }
    // The traps were not stepped into, and the values are the customer's own.
    let noisy = &sites.ledger.listings(34)[0];
    assert_eq!(noisy.get("listing[title]"), Some("Bluebird Bakery"));
    assert_eq!(noisy.get("website2").unwrap_or_default(), "");
    let hours = &sites.ledger.listings(33)[0];
    assert_eq!(hours.get("tuesday_from"), Some("07:00"));
    assert_eq!(hours.files.len(), 1, "the logo was attached");
    rig.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_fills_and_sends_nothing() {
    let _turn = crate::harness::one_at_a_time().await;
    let mut rig = Rig::start(&Options::for_test(&[1, 10])).await.unwrap();
    let job = rig.order(None, true).unwrap();
    let state = wait_for_rest(&mut rig, &job, Duration::from_secs(120)).await.unwrap();
    let sites = rig.sites.as_ref().unwrap();
    assert_eq!(sites.ledger.sends(1) + sites.ledger.sends(10), 0);
    assert!(state["results"].as_array().unwrap().iter().all(|r| r["status"] != "submitted"));
    rig.stop();
}
