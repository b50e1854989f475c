//! Forms that want more than filling: to be opened, to be read in spite of their names, not to be waited for, not to be sent twice.

use super::traps::{Seen, Traps};
use super::wait_for_rest;
use serde_json::Value;
use std::time::Duration;

/// What became of each site.
async fn rows(traps: &Traps, sites: &[&str]) -> Vec<Value> {
    let mut rig = traps.rig(sites).await;
    let job = rig.order(None, false).unwrap();
    let state = wait_for_rest(&mut rig, &job, Duration::from_secs(120)).await.unwrap();
    rig.stop();
    let results = state["results"].as_array().unwrap();
    let row = |name: &&str| results.iter().find(|row| row["directory_name"] == **name).unwrap().clone();
    sites.iter().map(row).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_would_open_is_opened_and_names_hide_nothing() {
    let _turn = crate::harness::one_at_a_time().await;
    let traps = Traps::start().await;
    let sites = ["folded", "parts", "names"];
    for (name, row) in sites.iter().zip(rows(&traps, &sites).await) {
        assert_eq!(row["status"], "submitted", "{row}");
        assert_eq!(traps.seen(name), Seen { sends: 1, stored: 1 }, "{name}: {row}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_never_ends_is_filled_and_an_answer_that_never_ends_is_believed() {
    let _turn = crate::harness::one_at_a_time().await;
    let traps = Traps::start().await;
    let sites = ["endless", "endless-answer"];
    for (name, row) in sites.iter().zip(rows(&traps, &sites).await) {
        assert_eq!(row["status"], "submitted", "{row}");
        assert_eq!(traps.seen(name), Seen { sends: 1, stored: 1 }, "{name}: {row}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_sent_itself_is_not_sent_again_and_nobody_claims_to_know_what_came_of_it() {
    let _turn = crate::harness::one_at_a_time().await;
    let traps = Traps::start().await;
    let sites = ["auto-get", "auto-fetch"];
    for (name, row) in sites.iter().zip(rows(&traps, &sites).await) {
        assert_eq!((&row["status"], &row["reason"]), (&"retry".into(), &"outcome_unknown".into()), "{row}");
        assert_eq!(traps.seen(name).sends, 1, "{name}: {row}");
    }
}
