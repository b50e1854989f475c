//! The end of a run: the worker has nothing left to do in a job, or gives it up.

use super::{
    Caller,
    lease::{self, Ended},
    refused::Refused,
};
use crate::store::{jobs, leases::Without, reports};
use autobolt_shared::{
    JobStatus,
    protocol::{
        complete::{CompleteOutcome, CompleteReply, CompleteRequest},
        fail::{FailReply, FailRequest},
    },
    timing::Timing,
};
use sqlx::{PgConnection, PgPool};

/// Ends the lease when nothing is left to run; also when staff want the worker to let the job go, or the worker was paused
/// where it runs.
///
/// # Errors
/// No lease; runnable directories left.
pub async fn complete(
    pool: &PgPool,
    caller: &Caller,
    request: CompleteRequest,
    timing: &Timing,
) -> Result<CompleteReply, Refused> {
    let mut tx = pool.begin().await?;
    let lease = request.lease.as_ref();
    let fenced = match lease::try_fence(&mut tx, request.job_id, caller, lease, timing, false).await? {
        Ok(fenced) => fenced,
        Err(without) => {
            // The first answer was lost: the lease ended in order, and the same is told again.
            if !ended_in_order(&without) {
                return Err(lease::why_not(&without, lease));
            }
            let reply = reply(&mut tx, &request).await?;
            tx.commit().await?;
            return Ok(reply);
        }
    };
    let left = reports::left(&mut tx, request.job_id).await?;
    let how = if fenced.cancelled {
        Ended::Cancelled
    } else if fenced.paused {
        Ended::Paused
    } else if (fenced.stopped || request.release) && !left.runnable.is_empty() {
        Ended::Released
    } else if !left.runnable.is_empty() {
        return Err(Refused::DirectoriesLeft(left.runnable));
    } else if left.due_in_ms.is_some() {
        Ended::Parked
    } else if left.waiting_staff > 0 {
        Ended::WaitingForStaff
    } else {
        Ended::Complete
    };
    lease::end(&mut tx, request.job_id, how, &caller.actor()).await?;
    let reply = reply(&mut tx, &request).await?;
    tx.commit().await?;
    Ok(reply)
}

fn ended_in_order(without: &Without) -> bool {
    without.was_last
        && matches!(
            without.lease_ended.as_deref(),
            Some("complete" | "parked" | "waiting_for_staff" | "released" | "paused" | "cancelled")
        )
}

/// How the job stands, counted from its rows.
async fn reply(conn: &mut PgConnection, request: &CompleteRequest) -> Result<CompleteReply, Refused> {
    let status = jobs::status(conn, request.job_id).await?;
    let left = reports::left(conn, request.job_id).await?;
    let (outcome, due_in_ms) = match status {
        JobStatus::Complete | JobStatus::Failed => (CompleteOutcome::Complete, None),
        // Released with something to run: due at once, for whoever asks next.
        _ if !left.runnable.is_empty() => (CompleteOutcome::Parked, Some(0)),
        _ => match left.due_in_ms {
            Some(ms) => (CompleteOutcome::Parked, u64::try_from(ms).ok()),
            None => (CompleteOutcome::WaitingForStaff, None),
        },
    };
    let outcome =
        if jobs::is_paused(conn, request.job_id).await? { CompleteOutcome::WaitingForStaff } else { outcome };
    let due_in_ms = due_in_ms.filter(|_| outcome == CompleteOutcome::Parked);
    Ok(CompleteReply { status, outcome, due_in_ms, progress: jobs::progress(conn, request.job_id).await? })
}

/// Ends the lease and fails the job. Results that are stored stay as they are.
///
/// # Errors
/// No lease; no message.
pub async fn fail(
    pool: &PgPool,
    caller: &Caller,
    request: FailRequest,
    timing: &Timing,
) -> Result<FailReply, Refused> {
    let message = shown(&request.error_message);
    if message.is_empty() {
        return Err(Refused::Invalid("`error_message` must say why the job is given up.".to_owned()));
    }
    let mut tx = pool.begin().await?;
    let lease = request.lease.as_ref();
    match lease::try_fence(&mut tx, request.job_id, caller, lease, timing, false).await? {
        Ok(_) => {
            lease::give_back_failed(&mut tx, request.job_id, &message, &caller.actor()).await?;
        }
        // The first answer was lost.
        Err(without) if without.was_last && without.lease_ended.as_deref() == Some("failed") => {}
        Err(without) => return Err(lease::why_not(&without, lease)),
    }
    let reply = FailReply {
        status: jobs::status(&mut tx, request.job_id).await?,
        progress: jobs::progress(&mut tx, request.job_id).await?,
    };
    tx.commit().await?;
    Ok(reply)
}

/// As much of a message as people read: it stands on the job's page and in every list.
fn shown(message: &str) -> String {
    const MOST: usize = 2_000;
    let message = message.trim().replace('\0', "\u{FFFD}");
    match message.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &message[..end]),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_message_of_any_length_is_kept_as_far_as_it_is_read() {
        assert_eq!(shown("  out of memory\n"), "out of memory");
        assert_eq!(shown("a\0b"), "a\u{FFFD}b");
        assert_eq!(shown(&"é".repeat(3_000)).chars().count(), 2_001);
    }
}
