//! One result for one directory: stored once, acknowledged when it is stored.

mod request;

use super::{Caller, MAX_TIMER_TRIES, begin::outcome_word, lease, recipes, refused::Refused};
use crate::store::{
    attempts::{self, Attempt, NewAttempt},
    events, jobs,
    leases::Fenced,
    reports::{self, NewResult, Row},
};
use autobolt_shared::{
    AttemptId, Outcome, Reason, ResultStatus,
    protocol::{
        Command,
        update::{PressOutcome, UpdateReply, UpdateRequest},
    },
    timing::Timing,
};
use request::{body_hash, checked, without_nul};
use serde_json::json;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

/// Stores a result, or gives the answer it got before.
///
/// # Errors
/// No lease and no press of the caller's; a final result; values that make no sense together.
pub async fn report(
    pool: &PgPool,
    caller: &Caller,
    mut request: UpdateRequest,
    timing: &Timing,
) -> Result<UpdateReply, Refused> {
    // What a page says may hold it; a result is not lost for that.
    without_nul(&mut request.response_log);
    let outcome = checked(&request)?;
    let body_hash = body_hash(&request)?;
    let mut tx = pool.begin().await?;
    // The lock first; whatever is read below is then as the last writer left it.
    let fence = lease::try_fence(
        &mut tx,
        request.job_id,
        caller,
        request.lease.as_ref(),
        timing,
        request.dry_run || request.status != ResultStatus::Pending,
    )
    .await?;
    let fenced = fence.as_ref().ok();
    if let Some(mut stored) = replay(&mut tx, caller, &request, &body_hash).await? {
        stored.lease_expires_in_ms = fenced.map(|_| timing.lease_ms);
        stored.command = fenced.map_or(stored.command, command);
        tx.commit().await?;
        return Ok(stored);
    }
    let row = reports::lock_row(&mut tx, request.job_id, &request.directory_name)
        .await?
        .ok_or_else(|| Refused::UnknownDirectory(request.directory_name.clone()))?;
    let press = match request.attempt {
        Some(named) => press(&mut tx, caller, &row, named.attempt_id).await?,
        None => None,
    };
    // Without a lease, only the outcome of a press the caller had permission for.
    if let (Err(without), None) = (&fence, &press) {
        return Err(lease::why_not(without, request.lease.as_ref()));
    }
    if request.attempt.is_some() && press.is_none() {
        let text = "`attempt` names no press of this worker at this directory.";
        return Err(Refused::Invalid(text.to_owned()));
    }
    let dry_run = request.dry_run || fenced.is_some_and(|fenced| fenced.dry_run && press.is_none());
    let plan = if dry_run {
        Plan::Rehearsal
    } else if let Some(press) = &press {
        pressed(press, &row)?
    } else {
        not_pressed(&mut tx, &row, outcome, &request).await?
    };
    let changed = matches!(plan, Plan::Write);
    match plan {
        Plan::Rehearsal => rehearse(&mut tx, caller, &request, &row, fenced).await?,
        Plan::Write => write(&mut tx, caller, &request, &row, outcome, timing).await?,
        Plan::AttemptOnly | Plan::Keep => {}
    }
    if let (Some(press), Some(named), false) = (&press, request.attempt, dry_run) {
        finish_press(&mut tx, caller, &request, press.id, named.outcome, changed).await?;
    }
    if fenced.is_none() {
        jobs::refresh(&mut tx, request.job_id).await?;
    }
    let row = reports::lock_row(&mut tx, request.job_id, &request.directory_name)
        .await?
        .ok_or(sqlx::Error::RowNotFound)?;
    let reply = UpdateReply {
        replay: matches!(plan, Plan::Keep),
        directory: row.state(&request.directory_name)?,
        progress: jobs::progress(&mut tx, request.job_id).await?,
        lease_expires_in_ms: fenced.map(|_| timing.lease_ms),
        command: fenced.map_or(Command::Continue, command),
    };
    if let Some(id) = request.event_id {
        let stored = serde_json::to_value(&reply).map_err(|e| sqlx::Error::Encode(Box::new(e)))?;
        reports::insert(&mut tx, id, request.job_id, caller.key(), &body_hash, &stored).await?;
    }
    tx.commit().await?;
    if changed {
        let reason = row.reason.unwrap_or_default();
        metrics::counter!("autobolt_results_total", "status" => row.status, "reason" => reason).increment(1);
    }
    Ok(reply)
}

/// What to do with a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plan {
    /// Store the result.
    Write,
    /// Staff decided meanwhile: what became of the press is recorded with the press alone.
    AttemptOnly,
    /// It says what is stored already.
    Keep,
    /// A dry run.
    Rehearsal,
}

/// The answer a report got before.
async fn replay(
    conn: &mut PgConnection,
    caller: &Caller,
    request: &UpdateRequest,
    body_hash: &[u8],
) -> Result<Option<UpdateReply>, Refused> {
    let Some(id) = request.event_id else { return Ok(None) };
    let Some(stored) = reports::find(conn, id).await? else { return Ok(None) };
    let same = stored.job_id == request.job_id.0
        && caller.keys.contains(&stored.key_id)
        && stored.body_hash == body_hash;
    if !same {
        return Err(Refused::IdReused("This event id was used for another report."));
    }
    let mut reply: UpdateReply =
        serde_json::from_value(stored.reply).map_err(|e| sqlx::Error::Decode(Box::new(e)))?;
    reply.replay = true;
    Ok(Some(reply))
}

/// The caller's press at this directory.
async fn press(
    conn: &mut PgConnection,
    caller: &Caller,
    row: &Row,
    id: AttemptId,
) -> Result<Option<Attempt>, Refused> {
    let found = attempts::lock(conn, id).await?;
    Ok(found.filter(|press| {
        press.result_id == row.result_id && caller.keys.contains(&press.key_id) && !press.dry_run
    }))
}

/// A press's outcome is taken once, whoever holds the job now; staff's own decision stands above it.
fn pressed(press: &Attempt, row: &Row) -> Result<Plan, Refused> {
    match press.outcome.as_deref() {
        None if press.decided_since => Ok(Plan::AttemptOnly),
        None => Ok(Plan::Write),
        Some("lost") => Ok(Plan::AttemptOnly),
        Some(_) if row.standing == "final" => {
            Err(Refused::Conflict("The outcome of that press is stored already."))
        }
        Some(_) => Err(Refused::Conflict("That press has its outcome; another press needs its own.")),
    }
}

/// A result without a press: under the lease alone.
async fn not_pressed(
    conn: &mut PgConnection,
    row: &Row,
    outcome: Outcome,
    request: &UpdateRequest,
) -> Result<Plan, Refused> {
    let stored = row.outcome()?;
    let bare = request.lease.is_none() && request.event_id.is_none();
    let same = stored.status() == outcome.status()
        && (stored.reason() == outcome.reason() || (bare && request.reason.is_none()));
    // A bare client's repeat is known by what it says, its log included: another log is another report.
    let again = bare && same && reports::has_log(conn, row.result_id, &stored_log(request)).await?;
    if stored.is_final() {
        return if again {
            Ok(Plan::Keep)
        } else {
            Err(Refused::ResultFinal(row.state(&request.directory_name)?))
        };
    }
    if outcome.status() == ResultStatus::Pending {
        return if again || (same && !bare) {
            Ok(Plan::Keep)
        } else {
            Err(Refused::Invalid(
                "`pending` is where a directory starts; report submitted, failed or retry.".to_owned(),
            ))
        };
    }
    let earlier = attempts::since_decision(conn, row.result_id).await?;
    if let Some(open) = earlier.iter().find(|press| press.outcome.is_none()) {
        return Err(Refused::Invalid(format!(
            "The press {} has no outcome yet; name it in `attempt`.",
            open.id
        )));
    }
    let harmless = |press: &Attempt| matches!(press.outcome.as_deref(), Some("no_request" | "field_errors"));
    // A press that may have been accepted is for staff to look at; and the timer takes nothing out of a person's hands.
    if !earlier.iter().all(harmless) || (outcome.is_timed() && row.needs_staff) {
        return if again {
            Ok(Plan::Keep)
        } else {
            Err(Refused::Conflict("The directory waits for staff; nothing pressed is retried by itself."))
        };
    }
    // A timer that already runs is not doubled by hearing the same again.
    if again && row.timer_waits {
        return Ok(Plan::Keep);
    }
    Ok(Plan::Write)
}

/// The log as it is stored.
fn stored_log(request: &UpdateRequest) -> serde_json::Value {
    if request.response_log.is_null() { json!({}) } else { request.response_log.clone() }
}

/// Stores the result and tells the timeline.
async fn write(
    conn: &mut PgConnection,
    caller: &Caller,
    request: &UpdateRequest,
    row: &Row,
    outcome: Outcome,
    timing: &Timing,
) -> Result<(), Refused> {
    let bare = request.lease.is_none() && request.attempt.is_none();
    let (outcome, due_in_ms, timer_tries) = timed(outcome, row.timer_tries, timing)?;
    let handed_over: Option<Uuid> = (outcome.needs_staff() && !bare).then(|| caller.key());
    let log = stored_log(request);
    let new = NewResult { outcome, log: &log, due_in_ms, timer_tries, handed_over };
    reports::write(conn, row.result_id, new).await?;
    if let Some(reason) = outcome.reason().filter(|_| !bare) {
        reports::observe_wall(conn, row.directory_id, reason).await?;
    }
    if outcome.status() == ResultStatus::Submitted && !bare {
        recipes::learn(conn, row.directory_id, &log, request.job_id, &caller.actor()).await?;
    }
    let data = json!({
        "status": outcome.status(), "reason": outcome.reason(), "from": row.status, "attempt": request.attempt,
        "event_id": request.event_id, "due_in_ms": due_in_ms,
    });
    let directory = request.directory_name.as_str();
    events::record(conn, "result", Some(request.job_id), Some(directory), &caller.actor(), data).await?;
    Ok(())
}

/// The wait before a `retry` by timer, doubled each time; after the last one the result is final.
fn timed(outcome: Outcome, tries: i32, timing: &Timing) -> Result<(Outcome, Option<i64>, i32), Refused> {
    if !outcome.is_timed() {
        return Ok((outcome, None, tries));
    }
    if tries >= MAX_TIMER_TRIES {
        // A bare client's `retry` names no reason, and none is made up for it.
        let reason = outcome.reason().map(|_| Reason::Unreachable);
        let given_up =
            Outcome::new(ResultStatus::Failed, reason).map_err(|e| Refused::Invalid(e.to_string()))?;
        return Ok((given_up, None, tries));
    }
    let wait = lease::millis(timing.retry_ms).saturating_mul(1_i64 << tries.clamp(0, 20));
    Ok((outcome, Some(wait), tries + 1))
}

/// A dry run writes attempts only.
async fn rehearse(
    conn: &mut PgConnection,
    caller: &Caller,
    request: &UpdateRequest,
    row: &Row,
    fenced: Option<&Fenced>,
) -> Result<(), Refused> {
    let Some(fenced) = fenced else {
        return Err(Refused::Invalid("A rehearsal is reported under its lease.".to_owned()));
    };
    if request.attempt.is_some() {
        return Err(Refused::Invalid("A rehearsal presses nothing, so it has no `attempt`.".to_owned()));
    }
    let id = request.event_id.map_or_else(Uuid::new_v4, |event| event.0);
    let new = NewAttempt {
        id: AttemptId(id),
        result: row.result_id,
        job: request.job_id,
        key: caller.key(),
        epoch: fenced.lease_epoch,
        incarnation: caller.incarnation.as_deref(),
        hand_over: false,
    };
    let log = json!({ "status": request.status, "reason": request.reason, "log": request.response_log });
    attempts::insert_rehearsal(conn, new, &log).await?;
    let data =
        json!({ "attempt_id": id, "dry_run": true, "status": request.status, "reason": request.reason });
    let directory = request.directory_name.as_str();
    events::record(conn, "attempt", Some(request.job_id), Some(directory), &caller.actor(), data).await?;
    Ok(())
}

/// Records what became of the press.
async fn finish_press(
    conn: &mut PgConnection,
    caller: &Caller,
    request: &UpdateRequest,
    id: Uuid,
    outcome: PressOutcome,
    counted: bool,
) -> Result<(), Refused> {
    let word = outcome_word(outcome);
    let log = json!({ "status": request.status, "reason": request.reason, "log": request.response_log });
    attempts::resolve(conn, AttemptId(id), word, &log).await?;
    // A press whose result staff decided: what became of it is news to them, told on the timeline.
    let data = json!({ "attempt_id": id, "outcome": word, "counted": counted, "status": request.status,
                       "reason": request.reason });
    let directory = request.directory_name.as_str();
    events::record(conn, "attempt", Some(request.job_id), Some(directory), &caller.actor(), data).await?;
    Ok(())
}

/// What the server asks of a worker that holds a lease.
#[must_use]
pub fn command(fenced: &Fenced) -> Command {
    if fenced.cancelled {
        Command::Cancel
    } else if fenced.stopped {
        Command::Stop
    } else if fenced.paused {
        Command::Pause
    } else {
        Command::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_and_the_last_try_is_final() {
        let timeout = Outcome::new(ResultStatus::Retry, Some(Reason::Timeout)).unwrap();
        let wait = |tries| timed(timeout, tries, &Timing::REAL).unwrap();
        assert_eq!(wait(0).1, Some(300_000));
        assert_eq!(wait(1).1, Some(600_000));
        assert_eq!(wait(4).1, Some(4_800_000));
        let (last, due, _) = wait(MAX_TIMER_TRIES);
        assert_eq!(
            (last.status(), last.reason(), due),
            (ResultStatus::Failed, Some(Reason::Unreachable), None)
        );
    }
}
