//! Group 5: staff pause, resume, cancel and retry, and see what happens. In the throw-away database alone.

use super::check::{Check, Spec};
use super::flow::player::{DIRECTORIES, Player, Seen, approved, ensure, staff};
use super::http::As;
use super::scratch::{Scratch, play};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::sync::oneshot;
use uuid::Uuid;

const PAUSE: Spec = Spec::data_flow("control.pause", "R6");
const CANCEL: Spec = Spec::data_flow("control.cancel", "R6");
const RETRY: Spec = Spec::data_flow("control.retry", "R6");
const PROGRESS: Spec = Spec::data_flow("control.progress", "R6");
const LIVE: Spec = Spec::data_flow("control.live", "R6");

/// The checks of this file.
pub(super) const SPECS: [Spec; 5] = [PAUSE, CANCEL, RETRY, PROGRESS, LIVE];

const FIX: &str =
    "Run `cargo xtask test`: the tests of the staff side (backend/tests/it/staff) show where it breaks.";
const ONE: &str = DIRECTORIES[0];
const TWO: &str = DIRECTORIES[1];
/// An event comes within milliseconds; a missed notification, with the next reading of the table.
const EVENT: Duration = Duration::from_secs(12);

/// Plays staff.
pub async fn checks(scratch: &Scratch) -> Vec<Check> {
    play!(scratch, FIX, PAUSE => pause, CANCEL => cancel, RETRY => retry, PROGRESS => progress, LIVE => live)
}

async fn act(scratch: &Scratch, job: Uuid, action: &str) -> Seen<()> {
    let reply = staff(scratch, job, action, json!({})).await?;
    ensure(reply.status == 200, || format!("{action} answers {}", reply.said()))
}

async fn pause(scratch: &Scratch) -> Seen<String> {
    let job = approved(scratch).await?;
    let worker = Player::new(scratch).await?;
    let held = worker.lease(job).await?;
    act(scratch, job, "pause").await?;
    let (_, begun) = held.begin(ONE).await?;
    ensure(begun.status != 200, || "a paused job may still be pressed".to_owned())?;
    let told = held.heartbeat().await?;
    ensure(told.body["command"] == "pause", || {
        format!("the worker is told {} instead of pause", told.body["command"])
    })?;
    let offered = worker.next().await?;
    ensure(offered.status == 204, || format!("a paused job is offered: {}", offered.said()))?;
    act(scratch, job, "resume").await?;
    worker.lease(job).await.map_err(|said| format!("a resumed job: {said}"))?;
    Ok("a paused job is not pressed, its worker is told and lets it go; resumed, it is offered again"
        .to_owned())
}

async fn cancel(scratch: &Scratch) -> Seen<String> {
    let job = approved(scratch).await?;
    let worker = Player::new(scratch).await?;
    let held = worker.lease(job).await?;
    held.submit(ONE).await?;
    act(scratch, job, "cancel").await?;
    held.heartbeat().await?;
    let offered = worker.next().await?;
    ensure(offered.status == 204, || format!("a cancelled job is offered: {}", offered.said()))?;
    let body = shown(scratch, job).await?;
    let results = body["results"].as_array().map_or(&[][..], Vec::as_slice);
    let of = |name: &str| {
        results.iter().find(|r| r["directory_name"] == name).map(|r| r["status"].clone()).unwrap_or_default()
    };
    let seen = [body["status"].clone(), of(ONE), of(TWO)];
    ensure(seen == ["failed", "submitted", "failed"], || {
        format!("after a cancel job and directories say {}", json!(seen))
    })?;
    Ok("a cancelled job is offered no more: what was submitted stays, the rest is failed".to_owned())
}

async fn retry(scratch: &Scratch) -> Seen<String> {
    let job = approved(scratch).await?;
    let worker = Player::new(scratch).await?;
    let held = worker.lease(job).await?;
    held.update(ONE, json!({ "status": "failed", "reason": "rejected" })).await?;
    let reply = staff(scratch, job, "retry", json!({ "directory_name": ONE })).await?;
    ensure(reply.status == 200, || format!("retry answers {}", reply.said()))?;
    let again = worker.restarted();
    let held = again.lease(job).await?;
    ensure(held.standing(ONE) == "runnable", || {
        format!("after staff's retry the directory is {}", held.standing(ONE))
    })?;
    Ok("a failed directory that staff retry is done again".to_owned())
}

async fn progress(scratch: &Scratch) -> Seen<String> {
    let job = approved(scratch).await?;
    let worker = Player::new(scratch).await?;
    let held = worker.lease(job).await?;
    held.submit(ONE).await?;
    held.update(TWO, json!({ "status": "failed", "reason": "rejected" })).await?;
    let progress = shown(scratch, job).await?["progress"].clone();
    let counted = [&progress["done"], &progress["total"], &progress["submitted"], &progress["failed"]];
    ensure(counted == [&json!(2), &json!(3), &json!(1), &json!(1)], || {
        format!("progress says {progress} after 2 of 3 directories")
    })?;
    Ok("progress is counted from the rows: 2 of 3 directories, 1 submitted, 1 failed".to_owned())
}

async fn shown(scratch: &Scratch, job: Uuid) -> Seen<Value> {
    let reply = scratch.http.get(As::Staff(&scratch.admin), &format!("/staff/api/jobs/{job}")).await?;
    ensure(reply.status == 200, || format!("GET /staff/api/jobs/… answers {}", reply.said()))?;
    Ok(reply.body)
}

async fn live(scratch: &Scratch) -> Seen<String> {
    let job = approved(scratch).await?;
    let worker = Player::new(scratch).await?;
    let held = worker.lease(job).await?;
    let (tell, opened) = oneshot::channel();
    let wanted = format!("\"directory_name\":\"{ONE}\"");
    let listening =
        scratch.http.stream_until(As::Staff(&scratch.admin), "/staff/events", tell, &wanted, EVENT);
    let reporting = async {
        let _ = opened.await;
        held.submit(ONE).await
    };
    let (heard, reported) = tokio::join!(listening, reporting);
    reported?;
    heard?;
    Ok("a result is on the live stream as it is stored".to_owned())
}
