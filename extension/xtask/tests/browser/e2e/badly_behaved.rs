//! Pages that ask, block, lie, or answer late and wrongly.

use super::traps::{Seen, Traps};
use super::wait_for_rest;
use serde_json::Value;
use std::time::Duration;
use xtask::rig::{Options, Rig};

fn row<'a>(job: &'a Value, name: &str) -> &'a Value {
    let rows = job["results"].as_array().unwrap();
    rows.iter().find(|row| row["directory_name"] == name).unwrap_or_else(|| panic!("no row {name}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_with_alert_confirm_and_beforeunload_hold_nobody_up() {
    let _turn = crate::harness::one_at_a_time().await;
    let traps = Traps::start().await;
    let mut rig = traps.rig(&["alert", "confirm", "leave", "plain"]).await;
    let job = rig.order(None, false).unwrap();
    let state = wait_for_rest(&mut rig, &job, Duration::from_secs(90)).await.unwrap();
    for name in ["leave", "plain"] {
        assert_eq!(row(&state, name)["status"], "submitted", "{}", row(&state, name));
        assert_eq!(traps.seen(name), Seen { sends: 1, stored: 1 }, "{name}");
    }
    // A question is for a person: AutoBolt answers for nobody.
    assert_eq!(traps.seen("confirm"), Seen::default());
    assert_eq!(row(&state, "confirm")["status"], "retry", "{}", row(&state, "confirm"));
    // An alert in front of the form either was seen off or goes to staff; what is claimed is so.
    let claimed = row(&state, "alert")["status"] == "submitted";
    assert_eq!(claimed, traps.seen("alert").stored == 1, "{}", row(&state, "alert"));
    rig.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_lies_is_never_reported_as_submitted() {
    let _turn = crate::harness::one_at_a_time().await;
    let traps = Traps::start().await;
    let lies = ["thanks-first", "error-200", "preview"];
    let mut rig = traps.rig(&lies).await;
    let job = rig.order(None, false).unwrap();
    let state = wait_for_rest(&mut rig, &job, Duration::from_secs(90)).await.unwrap();
    for name in lies {
        let row = row(&state, name);
        assert!(row["status"] == "retry" || row["status"] == "failed", "{row}");
        assert!(traps.seen(name).sends <= 1, "{name} was pressed again: {row}");
    }
    rig.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_that_answers_late_or_wrongly_is_pressed_once() {
    let _turn = crate::harness::one_at_a_time().await;
    let traps = Traps::start().await;
    let sites = ["slow", "broken", "hang-up", "mute"];
    let mut rig = traps.rig(&sites).await;
    let job = rig.order(None, false).unwrap();
    let state = wait_for_rest(&mut rig, &job, Duration::from_secs(120)).await.unwrap();
    for name in sites {
        assert_eq!(traps.seen(name), Seen { sends: 1, stored: 1 }, "{name}: {}", row(&state, name));
    }
    assert_eq!(row(&state, "slow")["status"], "submitted", "{}", row(&state, "slow"));
    for name in ["broken", "hang-up", "mute"] {
        let row = row(&state, name);
        assert_eq!((&row["status"], &row["reason"]), (&"retry".into(), &"outcome_unknown".into()), "{row}");
    }
    rig.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_under_a_strict_policy_is_filled_and_submitted() {
    let _turn = crate::harness::one_at_a_time().await;
    let sites = [19, 20];
    let mut rig = Rig::start(&Options::for_test(&sites)).await.unwrap();
    let job = rig.order(None, false).unwrap();
    let state = wait_for_rest(&mut rig, &job, Duration::from_secs(90)).await.unwrap();
    assert_eq!(state["progress"]["submitted"], 2, "{}", state["results"]);
    let ledger = rig.ledger().unwrap();
    for site in sites {
        assert_eq!(ledger.listings(site).len(), 1, "site {site}");
    }
    rig.stop();
}
