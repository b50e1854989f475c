//! The whole of AutoBolt, end to end: real browser, real extension, real backend and database, sample sites that tell what
//! they really stored. Times are at a tenth.

mod badly_behaved;
mod crashes;
mod hand_over;
mod hands;
mod job;
#[cfg(target_os = "linux")]
mod killed;
mod once;
mod own_pages;
mod pages;
mod staff;
mod traps;
mod walls;

use anyhow::{Result, bail};
use serde_json::Value;
use std::time::Duration;
use xtask::rig::{Rig, is_at_rest};
use xtask::sites::{Expect, Site, all};

/// Waits until the job says so of itself.
async fn wait_for(
    rig: &mut Rig,
    job: &str,
    what: &str,
    limit: Duration,
    mut done: impl FnMut(&Value) -> bool,
) -> Result<Value> {
    let until = tokio::time::Instant::now() + limit;
    loop {
        if let Some(end) = rig.ended() {
            bail!("while waiting for {what}: {end}");
        }
        // On a busy machine, or while the backend is away, an answer may fail to come.
        let state = rig.job(job).await;
        match &state {
            Ok(state) if done(state) => return Ok(state.clone()),
            _ if tokio::time::Instant::now() < until => {}
            Ok(state) => {
                bail!("waited {} s for {what}; the job stands at {}", limit.as_secs(), state["progress"])
            }
            Err(error) => bail!("waited {} s for {what}: {error:#}", limit.as_secs()),
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// Waits until nothing of the job can run.
async fn wait_for_rest(rig: &mut Rig, job: &str, limit: Duration) -> Result<Value> {
    wait_for(rig, job, "the job to come to rest", limit, is_at_rest).await
}

/// How many directories are final.
fn done(job: &Value) -> i64 {
    job["progress"]["done"].as_i64().unwrap_or_default()
}

/// What is wrong with the reports beside what the sites really hold; nothing, if all is honest.
fn complaints(rig: &Rig, job: &Value) -> Vec<String> {
    let Some(sites) = &rig.sites else { return vec!["no sample sites".to_owned()] };
    let mut wrong = Vec::new();
    for row in job["results"].as_array().into_iter().flatten() {
        let name = row["directory_name"].as_str().unwrap_or_default();
        let Some(site) = all().iter().find(|s| s.name == name) else { continue };
        let status = row["status"].as_str().unwrap_or_default();
        let reason = row["reason"].as_str().unwrap_or_default();
        let kept = sites.ledger.listings(site.number).len();
        let note = |what: &str| {
            format!("{name}: {what}; reported {status}/{reason}, stored {kept}: {}", row["evidence"])
        };
        if status == "submitted" && kept == 0 {
            wrong.push(note("false submitted"));
        }
        if kept > 1 {
            wrong.push(note("stored more than once"));
        }
        wrong.extend(expectation(site, status, reason, kept).map(|what| note(&what)));
    }
    wrong
}

fn expectation(site: &Site, status: &str, reason: &str, kept: usize) -> Option<String> {
    match site.expect {
        Expect::Stored if status != "submitted" || kept != 1 => {
            Some("should be stored and reported".to_owned())
        }
        Expect::HandOver(why) if status != "retry" || reason != why => {
            Some(format!("should be handed over as {why}"))
        }
        Expect::Duplicate if status != "failed" || reason != "duplicate" => {
            Some("should be failed/duplicate".to_owned())
        }
        Expect::NotStored if status == "submitted" || status == "pending" => {
            Some("should be told as not submitted".to_owned())
        }
        _ => None,
    }
}

/// Sites that stored more than one listing.
fn doubled(rig: &Rig) -> Vec<&'static str> {
    let Some(sites) = &rig.sites else { return Vec::new() };
    all().iter().filter(|s| sites.ledger.listings(s.number).len() > 1).map(|s| s.name).collect()
}
