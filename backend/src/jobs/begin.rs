//! Permission for one press that may send data.
//!
//! At most one press per directory and job, unless the one before provably sent nothing that was accepted, or staff ask
//! again. So whatever is not provably harmless refuses the next permission.

use super::{Caller, lease, refused::Refused};
use crate::store::{
    attempts::{self, Attempt, NewAttempt},
    events, leases,
    reports::{self, Row},
};
use autobolt_shared::{
    problem::PressRefusedReason,
    protocol::{
        Command,
        begin::{BeginReply, BeginRequest, NotAccepted},
        update::PressOutcome,
    },
    timing::Timing,
};
use serde_json::json;
use sqlx::{PgConnection, PgPool};

/// Gives a permission, or says why not. Idempotent by the attempt's id.
///
/// # Errors
/// No lease, no permission, or an id that was used for something else.
pub async fn begin(
    pool: &PgPool,
    caller: &Caller,
    request: BeginRequest,
    timing: &Timing,
) -> Result<BeginReply, Refused> {
    let mut tx = pool.begin().await?;
    let epoch = if request.hand_over {
        hand_over(&mut tx, caller, &request).await?
    } else {
        leased(&mut tx, caller, &request, timing).await?
    };
    let row = reports::lock_row(&mut tx, request.job_id, &request.directory_name)
        .await?
        .ok_or_else(|| Refused::UnknownDirectory(request.directory_name.clone()))?;
    let reply = |replay| BeginReply {
        attempt_id: request.attempt_id,
        valid_ms: timing.press_ms,
        replay,
        command: Command::Continue,
    };
    if let Some(known) = attempts::lock(&mut tx, request.attempt_id).await? {
        again(&known, &row, caller, epoch, request.hand_over)?;
        tx.commit().await?;
        return Ok(reply(true));
    }
    attempts::give_up_decided(&mut tx, row.result_id).await?;
    let mut earlier = attempts::since_decision(&mut tx, row.result_id).await?;
    if let Some(after) = &request.after {
        close(&mut tx, after, &mut earlier, caller).await?;
    }
    may_press(&row, &earlier, caller, request.hand_over)?;
    let new = NewAttempt {
        id: request.attempt_id,
        result: row.result_id,
        job: request.job_id,
        key: caller.key(),
        epoch,
        incarnation: caller.incarnation.as_deref(),
        hand_over: request.hand_over,
    };
    attempts::insert(&mut tx, new).await?;
    reports::note_started(&mut tx, row.result_id).await?;
    let data = json!({ "attempt_id": request.attempt_id, "begun": true, "hand_over": request.hand_over });
    let directory = request.directory_name.as_str();
    events::record(&mut tx, "attempt", Some(request.job_id), Some(directory), &caller.actor(), data).await?;
    tx.commit().await?;
    metrics::counter!("autobolt_presses_total").increment(1);
    Ok(reply(false))
}

/// The usual way: under the lease, and nobody wants the worker to stop.
async fn leased(
    conn: &mut PgConnection,
    caller: &Caller,
    request: &BeginRequest,
    timing: &Timing,
) -> Result<i64, Refused> {
    let fenced = lease::fence(conn, request.job_id, caller, request.lease.as_ref(), timing, true).await?;
    if fenced.cancelled {
        return Err(Refused::Press(PressRefusedReason::Cancelled));
    }
    if fenced.paused || fenced.stopped {
        return Err(Refused::Press(PressRefusedReason::Paused));
    }
    if fenced.dry_run {
        return Err(Refused::Press(PressRefusedReason::NotRunnable));
    }
    Ok(fenced.lease_epoch)
}

/// The page this key prepared is still open and waits for staff: no lease is needed.
async fn hand_over(conn: &mut PgConnection, caller: &Caller, request: &BeginRequest) -> Result<i64, Refused> {
    let job = leases::lock_without(conn, request.job_id, &caller.keys, None, None)
        .await?
        .ok_or(Refused::NoSuchJob)?;
    if job.revoked {
        return Err(Refused::Revoked);
    }
    if !job.known {
        return Err(Refused::NoSuchJob);
    }
    if job.cancelled {
        return Err(Refused::Press(PressRefusedReason::Cancelled));
    }
    if job.paused {
        return Err(Refused::Press(PressRefusedReason::Paused));
    }
    if job.status == "failed" {
        return Err(Refused::Press(PressRefusedReason::NotRunnable));
    }
    Ok(job.lease_epoch)
}

/// The same permission is asked for once more: its first answer was lost.
fn again(known: &Attempt, row: &Row, caller: &Caller, epoch: i64, hand_over: bool) -> Result<(), Refused> {
    let same = known.result_id == row.result_id
        && caller.keys.contains(&known.key_id)
        && known.hand_over == hand_over
        && !known.dry_run;
    if !same {
        return Err(Refused::IdReused("This attempt id was used for something else."));
    }
    match known.outcome.as_deref() {
        // Answered before, and given up since: whether it was pressed is not known here, so it is not pressed now.
        None if known.decided_since || row.reason.as_deref() == Some("outcome_unknown") => {
            Err(Refused::Press(PressRefusedReason::MaybeAccepted))
        }
        // An earlier lease's permission: the worker that had it may have pressed.
        None if !hand_over && known.epoch != epoch => Err(Refused::Press(PressRefusedReason::Unresolved)),
        None if row.standing == "final" => Err(Refused::Press(PressRefusedReason::Final)),
        None => Ok(()),
        Some("no_request" | "field_errors") => {
            Err(Refused::IdReused("That press is closed; a further one needs an attempt id of its own."))
        }
        Some(_) => Err(Refused::Press(PressRefusedReason::MaybeAccepted)),
    }
}

/// Closes the press before as provably not accepted.
async fn close(
    conn: &mut PgConnection,
    after: &NotAccepted,
    earlier: &mut [Attempt],
    caller: &Caller,
) -> Result<(), Refused> {
    let outcome = outcome_word(after.proof.into());
    let Some(before) = earlier.iter_mut().find(|attempt| attempt.id == after.attempt_id.0) else {
        return Err(Refused::Invalid("`after` names no press of this directory.".to_owned()));
    };
    if !caller.keys.contains(&before.key_id) {
        return Err(Refused::Invalid("`after` names a press of another worker.".to_owned()));
    }
    match before.outcome.as_deref() {
        None => {
            let log = serde_json::to_value(&after.log).unwrap_or_default();
            attempts::resolve(conn, after.attempt_id, outcome, &log).await?;
            before.outcome = Some(outcome.to_owned());
            Ok(())
        }
        Some("no_request" | "field_errors") => Ok(()),
        Some(_) => Err(Refused::Press(PressRefusedReason::MaybeAccepted)),
    }
}

/// Whether the directory may be pressed now by this worker.
fn may_press(row: &Row, earlier: &[Attempt], caller: &Caller, hand_over: bool) -> Result<(), Refused> {
    if row.standing == "final" {
        return Err(Refused::Press(PressRefusedReason::Final));
    }
    if earlier.iter().any(|attempt| attempt.outcome.is_none()) {
        return Err(Refused::Press(PressRefusedReason::Unresolved));
    }
    let harmless =
        |attempt: &Attempt| matches!(attempt.outcome.as_deref(), Some("no_request" | "field_errors"));
    if !earlier.iter().all(harmless) {
        return Err(Refused::Press(PressRefusedReason::MaybeAccepted));
    }
    let mine = row.handed_over_key_id.is_some_and(|key| caller.keys.contains(&key));
    let runnable = if hand_over {
        row.needs_staff && mine
    } else {
        // The row's own words, not its standing: a press that was just closed no longer stands in the way.
        !row.needs_staff && !row.timer_waits
    };
    if runnable { Ok(()) } else { Err(Refused::Press(PressRefusedReason::NotRunnable)) }
}

/// The stored word of what became of a press.
#[must_use]
pub const fn outcome_word(outcome: PressOutcome) -> &'static str {
    match outcome {
        PressOutcome::Answered => "answered",
        PressOutcome::NoRequest => "no_request",
        PressOutcome::FieldErrors => "field_errors",
        PressOutcome::Unknown => "unknown",
    }
}
