//! Group 4: a whole job through HTTP, from the order to the rows, and what becomes of it when a worker dies. In a throw-away
//! database alone.

pub mod player;

use super::check::{Check, Spec};
use super::scratch::{Scratch, play};
use player::{CANARY, DIRECTORIES, Held, Player, Seen, approved, ensure, order, staff};
use serde_json::json;
use std::time::Duration;
use uuid::Uuid;

const APPROVAL: Spec = Spec::data_flow("flow.approval", "R4");
const COMPLETE: Spec = Spec::data_flow("flow.complete", "R4");
const ROWS: Spec = Spec::data_flow("flow.rows", "R4");
const RESUME: Spec = Spec::data_flow("flow.resume", "R5");
const TAKEOVER: Spec = Spec::data_flow("flow.takeover", "R5");
const STALE: Spec = Spec::data_flow("flow.stale", "R5");
const UNKNOWN_PRESS: Spec = Spec::data_flow("flow.unknown_press", "R7");
const EVIDENCE: Spec = Spec::data_flow("flow.evidence", "R7");
const RETRY: Spec = Spec::data_flow("flow.retry", "R5");
const WALL: Spec = Spec::data_flow("flow.wall", "R8");
const PRIVACY: Spec = Spec::security("flow.customer_data", "R1");

/// The checks of this file.
pub(super) const SPECS: [Spec; 11] =
    [APPROVAL, COMPLETE, ROWS, RESUME, TAKEOVER, STALE, UNKNOWN_PRESS, EVIDENCE, RETRY, WALL, PRIVACY];

const FIX: &str = "Run `cargo xtask test`: the tests of the lease protocol (backend/tests/it) show where it breaks. A database changed by \
                   hand shows here, too.";

/// A worker that died is noticed within lease and sweep; a busy machine may take longer.
const PATIENCE: Duration = Duration::from_secs(25);

/// Plays every check's job, one after the other.
pub async fn checks(scratch: &Scratch) -> Vec<Check> {
    play!(scratch, FIX, APPROVAL => approval, COMPLETE => complete, ROWS => rows, RESUME => resume, TAKEOVER => takeover, STALE => stale, UNKNOWN_PRESS => unknown_press, EVIDENCE => evidence, RETRY => retry, WALL => wall, PRIVACY => privacy)
}

const ONE: &str = DIRECTORIES[0];
const TWO: &str = DIRECTORIES[1];
const THREE: &str = DIRECTORIES[2];

async fn approval(scratch: &Scratch) -> Seen<String> {
    let job = order(scratch).await?;
    let worker = Player::new(scratch).await?;
    let before = worker.next().await?;
    ensure(before.status == 204, || {
        format!("a job nobody approved is offered: GET /jobs/next answers {}", before.said())
    })?;
    let reply = staff(scratch, job, "approve", json!({})).await?;
    ensure(reply.status == 200, || format!("approving answers {}", reply.said()))?;
    worker.lease(job).await?;
    Ok("a job is offered once staff have approved it, and not before".to_owned())
}

/// One directory submitted, one failed, one more submitted, and complete.
async fn whole_job(scratch: &Scratch) -> Seen<Uuid> {
    let job = approved(scratch).await?;
    let worker = Player::new(scratch).await?;
    let held = worker.lease(job).await?;
    held.submit(ONE).await?;
    let failed = held.update(TWO, json!({ "status": "failed", "reason": "rejected" })).await?;
    ensure(failed.status == 200, || format!("POST /jobs/update answers {}", failed.said()))?;
    held.submit(THREE).await?;
    let done = held.complete().await?;
    ensure(done.status == 200 && done.body["outcome"] == "complete", || {
        format!("POST /jobs/complete answers {} {}", done.said(), done.body["outcome"])
    })?;
    Ok(job)
}

async fn complete(scratch: &Scratch) -> Seen<String> {
    let job = whole_job(scratch).await?;
    let status: String = one(scratch, "SELECT status FROM public.jobs WHERE id = $1", job).await?;
    ensure(status == "complete", || format!("the job's row says {status} after it was completed"))?;
    Ok("customer, order, approval, next, begin, update, complete: the job's row says complete".to_owned())
}

async fn rows(scratch: &Scratch) -> Seen<String> {
    let job = whole_job(scratch).await?;
    let rows: Vec<(String, String, bool, bool)> = sqlx::query_as(
        "-- audit_rows
         SELECT directory_name, status, submitted_at IS NOT NULL, response_log ->> 'summary' = 'played by the audit'
         FROM public.job_results WHERE job_id = $1 ORDER BY directory_name",
    )
    .bind(job)
    .fetch_all(&scratch.pool)
    .await
    .map_err(|e| e.to_string())?;
    let wanted = [(ONE, "submitted", true), (TWO, "failed", false), (THREE, "submitted", true)];
    for (at, (name, status, dated)) in wanted.into_iter().enumerate() {
        let found = rows.get(at);
        ensure(found.is_some_and(|(n, s, d, log)| n == name && s == status && *d == dated && *log), || {
            format!("the row of {name} should say {status} with its log: {found:?}")
        })?;
    }
    Ok("each directory has one row in public.job_results with its status, its log, and the time it was submitted".to_owned())
}

async fn resume(scratch: &Scratch) -> Seen<String> {
    let job = approved(scratch).await?;
    let worker = Player::new(scratch).await?;
    worker.lease(job).await?.submit(ONE).await?;
    let again = worker.restarted();
    let held = again.lease(job).await?;
    ensure(held.body["resumed"] == true, || {
        "a restarted AutoBolt's own job does not come back as resumed".to_owned()
    })?;
    kept(&held)?;
    Ok("a restarted AutoBolt gets its own job back where it stopped".to_owned())
}

async fn takeover(scratch: &Scratch) -> Seen<String> {
    let job = approved(scratch).await?;
    let dead = Player::new(scratch).await?;
    dead.lease(job).await?.submit(ONE).await?;
    let other = Player::new(scratch).await?;
    let held = other
        .lease_within(job, PATIENCE)
        .await
        .map_err(|said| format!("a dead worker's job is not offered again: {said}"))?;
    kept(&held)?;
    Ok("a dead AutoBolt's job goes to another one after lease and sweep, with every result kept".to_owned())
}

/// What was reported before the crash is final; the rest is to be done.
fn kept(held: &Held<'_>) -> Seen<()> {
    let standing = [held.standing(ONE), held.standing(TWO)];
    ensure(standing == ["final", "runnable"], || {
        format!("after the crash the directories stand as {standing:?}")
    })
}

async fn stale(scratch: &Scratch) -> Seen<String> {
    let job = approved(scratch).await?;
    let worker = Player::new(scratch).await?;
    let old = worker.lease(job).await?;
    let again = worker.restarted();
    again.lease(job).await?;
    let late = old.update(TWO, json!({ "status": "failed", "reason": "rejected" })).await?;
    ensure(late.status == 409 && late.body["slug"] == "lease-lost", || {
        format!("a stale worker's report is answered {}", late.said())
    })?;
    let status: String = one(
        scratch,
        "SELECT status FROM public.job_results WHERE job_id = $1 AND directory_name = 'Audit Directory 2'",
        job,
    )
    .await?;
    ensure(status == "pending", || format!("a stale worker's report changed the row to {status}"))?;
    Ok("the report of a worker that lost its lease is refused (409 lease-lost) and changes nothing"
        .to_owned())
}

async fn unknown_press(scratch: &Scratch) -> Seen<String> {
    let job = approved(scratch).await?;
    let worker = Player::new(scratch).await?;
    let (_, begun) = worker.lease(job).await?.begin(ONE).await?;
    ensure(begun.status == 200, || format!("POST /jobs/begin answers {}", begun.said()))?;
    let again = worker.restarted();
    let held = again.lease(job).await?;
    ensure(held.standing(ONE) == "waiting_staff", || {
        format!("a press without an outcome leaves its directory {}", held.standing(ONE))
    })?;
    let (_, second) = held.begin(ONE).await?;
    ensure(second.status == 409, || format!("a second press is answered {}", second.said()))?;
    Ok("a press nothing is known of waits for a person, and is not pressed again".to_owned())
}

async fn evidence(scratch: &Scratch) -> Seen<String> {
    let job = approved(scratch).await?;
    let worker = Player::new(scratch).await?;
    let held = worker.lease(job).await?;
    let bare = held.update(ONE, json!({ "status": "submitted", "response_log": {} })).await?;
    ensure(bare.status >= 400, || "`submitted` without any log is taken".to_owned())?;
    let unverified = held
        .update(ONE, json!({ "status": "submitted", "response_log": { "summary": "they said so" } }))
        .await?;
    ensure(unverified.status == 200, || format!("a bare client's report is answered {}", unverified.said()))?;
    let reason: Option<String> = one(
        scratch,
        "SELECT s.reason FROM autobolt.submissions s JOIN public.job_results r ON r.id = s.result_id
         WHERE r.job_id = $1 AND r.directory_name = 'Audit Directory 1'",
        job,
    )
    .await?;
    ensure(reason.as_deref() == Some("unverified"), || {
        format!("`submitted` without a press is stored as {reason:?}")
    })?;
    Ok("`submitted` takes a log, and without a press it is stored as unverified".to_owned())
}

async fn retry(scratch: &Scratch) -> Seen<String> {
    let job = approved(scratch).await?;
    let worker = Player::new(scratch).await?;
    let held = worker.lease(job).await?;
    held.submit(ONE).await?;
    held.submit(TWO).await?;
    let later = held.update(THREE, json!({ "status": "retry", "reason": "timeout" })).await?;
    ensure(later.status == 200, || format!("POST /jobs/update answers {}", later.said()))?;
    let parked = held.complete().await?;
    ensure(parked.body["outcome"] == "parked", || {
        format!("POST /jobs/complete answers {} {}", parked.said(), parked.body["outcome"])
    })?;
    let held = worker
        .lease_within(job, PATIENCE)
        .await
        .map_err(|said| format!("a retry by timer never comes: {said}"))?;
    ensure(held.standing(THREE) == "runnable", || {
        format!("when it is due, the directory is {}", held.standing(THREE))
    })?;
    Ok("a directory that timed out comes again by itself, and the worker is free meanwhile".to_owned())
}

async fn wall(scratch: &Scratch) -> Seen<String> {
    for reason in ["captcha", "login", "payment"] {
        scratch.clear().await?;
        let job = approved(scratch).await?;
        let worker = Player::new(scratch).await?;
        let held = worker.lease(job).await?;
        let reply = held.update(ONE, json!({ "status": "retry", "reason": reason })).await?;
        ensure(reply.status == 200, || format!("reporting a {reason} is answered {}", reply.said()))?;
        let waits: bool = one(
            scratch,
            "SELECT s.needs_staff AND s.next_attempt_at IS NULL FROM autobolt.submissions s JOIN public.job_results r ON r.id = s.result_id
             WHERE r.job_id = $1 AND r.directory_name = 'Audit Directory 1'",
            job,
        )
        .await?;
        ensure(waits, || format!("a {reason} does not wait for a person"))?;
        ensure(held.standing(TWO) == "runnable", || format!("a {reason} holds up the other directories"))?;
    }
    Ok("a CAPTCHA, a sign-in or a payment waits for a person, and the other directories go on".to_owned())
}

async fn privacy(scratch: &Scratch) -> Seen<String> {
    let job = approved(scratch).await?;
    let worker = Player::new(scratch).await?;
    let held = worker.lease(job).await?;
    ensure(held.body["customer"]["business_name"] == "Audit Bakery", || {
        "the customer's data does not arrive".to_owned()
    })?;
    ensure(!held.body.to_string().contains(CANARY), || {
        "a stored password hash and a payment id of the customer's leave the backend".to_owned()
    })?;
    Ok("a worker gets the profile's fields, and neither password hashes nor payment ids stored beside them"
        .to_owned())
}

/// One value about a job.
async fn one<T>(scratch: &Scratch, sql: &'static str, job: Uuid) -> Seen<T>
where
    T: Send + Unpin + for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
{
    sqlx::query_scalar(sql).bind(job).fetch_one(&scratch.pool).await.map_err(|e| e.to_string())
}
