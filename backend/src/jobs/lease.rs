//! Taking, keeping and ending leases.

use super::{Caller, MAX_LEASES_WITHOUT_PROGRESS, refused::Refused};
use crate::{
    keys,
    store::{
        attempts, events, jobs,
        leases::{self, Claimed, Fenced, NewLease, Taken, Without},
    },
};
use autobolt_shared::{JobId, problem::LeaseLostReason, protocol::LeaseRef, timing::Timing};
use serde_json::json;
use sqlx::{PgConnection, PgPool};

/// How a lease ends; the word is `job_control.lease_ended`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// It ran out.
    Expired,
    /// Every directory is final.
    Complete,
    /// Only timers are left.
    Parked,
    /// Only people can bring the job on.
    WaitingForStaff,
    /// The worker was stopped and gave it back.
    Released,
    /// The worker gave the job up.
    Failed,
    /// Staff paused the job.
    Paused,
    /// Staff cancelled the job.
    Cancelled,
    /// The key was revoked.
    Revoked,
    /// The key expired.
    KeyExpired,
}

impl Ended {
    /// The stored word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::Complete => "complete",
            Self::Parked => "parked",
            Self::WaitingForStaff => "waiting_for_staff",
            Self::Released => "released",
            Self::Failed => "failed",
            Self::Paused => "paused",
            Self::Cancelled => "cancelled",
            Self::Revoked => "revoked",
            Self::KeyExpired => "key_expired",
        }
    }

    /// The worker is gone rather than done.
    const fn in_order(self) -> bool {
        !matches!(self, Self::Expired | Self::Revoked | Self::KeyExpired)
    }
}

/// Ends a job's lease, hands what was pressed without an outcome to staff, and derives the job's state anew. The caller has
/// the job's row locked.
///
/// # Errors
/// The database's.
pub async fn end(conn: &mut PgConnection, job: JobId, how: Ended, actor: &str) -> sqlx::Result<()> {
    if leases::end(conn, job, how.as_str(), how.in_order()).await?.is_none() {
        return Ok(());
    }
    settle(conn, job, actor).await?;
    events::record(conn, "lease", Some(job), None, actor, json!({ "ended": how.as_str() })).await?;
    jobs::refresh(conn, job).await
}

/// What was pressed and has no outcome waits for staff from now on.
async fn settle(conn: &mut PgConnection, job: JobId, actor: &str) -> sqlx::Result<()> {
    for directory in attempts::settle_unresolved(conn, job).await? {
        let data = json!({ "status": "retry", "reason": "outcome_unknown", "cause": "lease_ended" });
        events::record(conn, "result", Some(job), Some(&directory), actor, data).await?;
        metrics::counter!("autobolt_results_total", "status" => "retry", "reason" => "outcome_unknown")
            .increment(1);
    }
    Ok(())
}

/// A lease handed out.
#[derive(Debug, Clone)]
pub struct Granted {
    /// The job.
    pub job: JobId,
    /// What goes back with every write.
    pub lease: LeaseRef,
    /// The key held the job already.
    pub resumed: bool,
    /// Everything but the press.
    pub dry_run: bool,
}

/// Leases one job to the caller: the one it holds already, with the next epoch, or the first in the queue.
///
/// # Errors
/// The key is revoked; the database's.
pub async fn next(pool: &PgPool, caller: &Caller, timing: &Timing) -> Result<Option<Granted>, Refused> {
    let mut tx = pool.begin().await?;
    if !leases::lock_key(&mut tx, caller.key()).await? {
        return Err(Refused::Revoked);
    }
    let token = keys::lease_token();
    let token_hash = keys::sha256(token.as_bytes());
    let new = NewLease {
        key: caller.key(),
        token_hash: &token_hash,
        incarnation: caller.incarnation.as_deref(),
        lease_ms: millis(timing.lease_ms),
    };
    let actor = caller.actor();
    let granted = |taken: Taken, resumed| Granted {
        job: JobId(taken.job_id),
        lease: LeaseRef { epoch: taken.lease_epoch, token: token.clone() },
        resumed,
        dry_run: taken.dry_run,
    };
    // A held job that is paused, cancelled or given up is let go here; then the queue.
    while let Some(held) = leases::lock_held(&mut tx, &caller.keys).await? {
        let job = JobId(held.job_id);
        let restarted =
            matches!((&held.lease_incarnation, &caller.incarnation), (Some(a), Some(b)) if a != b);
        if held.cancelled {
            end(&mut tx, job, Ended::Cancelled, &actor).await?;
        } else if held.paused {
            end(&mut tx, job, Ended::Paused, &actor).await?;
        } else if restarted && held.leases_without_progress >= MAX_LEASES_WITHOUT_PROGRESS {
            give_up(&mut tx, job, &actor).await?;
        } else if let Some(taken) = leases::resume(&mut tx, held.job_id, new, restarted).await? {
            settle(&mut tx, job, &actor).await?;
            let data = json!({ "resumed": true, "epoch": taken.lease_epoch });
            events::record(&mut tx, "lease", Some(job), None, &actor, data).await?;
            tx.commit().await?;
            metrics::counter!("autobolt_leases_total", "kind" => "resumed").increment(1);
            if restarted {
                metrics::counter!("autobolt_rescued_total", "cause" => "restarted").increment(1);
            }
            return Ok(Some(granted(taken, true)));
        }
    }
    let taken = leases::claim(&mut tx, new).await?;
    let Some(taken) = taken else {
        tx.commit().await?;
        return Ok(None);
    };
    let job = JobId(taken.job_id);
    leases::job_in_progress(&mut tx, taken.job_id).await?;
    events::record(&mut tx, "lease", Some(job), None, &actor, json!({ "epoch": taken.lease_epoch })).await?;
    tx.commit().await?;
    metrics::counter!("autobolt_leases_total", "kind" => "new").increment(1);
    Ok(Some(granted(taken, false)))
}

/// Ends the lease of a job its worker gives up, and fails the job. The caller has the job's row locked.
///
/// # Errors
/// The database's.
pub async fn give_back_failed(
    conn: &mut PgConnection,
    job: JobId,
    error: &str,
    actor: &str,
) -> sqlx::Result<()> {
    leases::end(conn, job, Ended::Failed.as_str(), true).await?;
    settle(conn, job, actor).await?;
    events::record(conn, "lease", Some(job), None, actor, json!({ "ended": Ended::Failed.as_str() })).await?;
    jobs::fail(conn, job, error, "failed").await
}

/// Ends a lease of a job on which worker after worker made no progress, and fails the job.
async fn give_up(conn: &mut PgConnection, job: JobId, actor: &str) -> sqlx::Result<()> {
    let error = format!(
        "{MAX_LEASES_WITHOUT_PROGRESS} leases in a row ended without a single result: AutoBolt cannot work on this job"
    );
    give_back_failed(conn, job, &error, actor).await
}

/// Returns a job whose lease ran out to the queue, if that is still so. True: it was.
///
/// # Errors
/// The database's.
pub async fn expire(pool: &PgPool, job: JobId) -> sqlx::Result<bool> {
    let mut tx = pool.begin().await?;
    let Some(without_progress) = leases::lock_expired(&mut tx, job).await? else {
        return Ok(false);
    };
    if without_progress >= MAX_LEASES_WITHOUT_PROGRESS {
        give_up(&mut tx, job, "system").await?;
    } else {
        end(&mut tx, job, Ended::Expired, "system").await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Locks the job and renews the lease, or says why there is none. The first statement of a write.
///
/// # Errors
/// No lease covers the write.
pub async fn fence(
    conn: &mut PgConnection,
    job: JobId,
    caller: &Caller,
    lease: Option<&LeaseRef>,
    timing: &Timing,
    progress: bool,
) -> Result<Fenced, Refused> {
    match try_fence(conn, job, caller, lease, timing, progress).await? {
        Ok(fenced) => Ok(fenced),
        Err(without) => Err(why_not(&without, lease)),
    }
}

/// Like [`fence`]; where the lease does not hold, the job is locked all the same and how it stands is told.
///
/// # Errors
/// No such job for this caller; the database's.
pub async fn try_fence(
    conn: &mut PgConnection,
    job: JobId,
    caller: &Caller,
    lease: Option<&LeaseRef>,
    timing: &Timing,
    progress: bool,
) -> Result<Result<Fenced, Without>, Refused> {
    let token_hash = lease.map(|lease| keys::sha256(lease.token.as_bytes()));
    let by = Claimed {
        keys: &caller.keys,
        epoch: lease.map(|lease| lease.epoch),
        token_hash: token_hash.as_deref(),
        lease_ms: millis(timing.lease_ms),
        progress,
    };
    if let Some(fenced) = leases::fence(conn, job, by).await? {
        return Ok(Ok(fenced));
    }
    let without = leases::lock_without(conn, job, &caller.keys, by.epoch, by.token_hash).await?;
    let without = without.ok_or(Refused::NoSuchJob)?;
    if without.revoked {
        return Err(Refused::Revoked);
    }
    // A key that never had to do with a job is not told that it exists.
    if !without.known {
        return Err(Refused::NoSuchJob);
    }
    Ok(Err(without))
}

/// Why the caller's lease does not hold.
#[must_use]
pub fn why_not(without: &Without, lease: Option<&LeaseRef>) -> Refused {
    use LeaseLostReason as Reason;
    let finished = matches!(without.status.as_str(), "complete" | "failed");
    let superseded = lease.is_some_and(|lease| lease.epoch < without.lease_epoch);
    Refused::LeaseLost(if without.leased || superseded {
        Reason::Taken
    } else if without.cancelled {
        Reason::Cancelled
    } else if finished {
        Reason::Finished
    } else if without.paused {
        Reason::Paused
    } else if without.was_last && without.lease_ended.as_deref() == Some("expired") {
        Reason::Expired
    } else {
        Reason::NotHeld
    })
}

/// Milliseconds as the database takes them.
#[must_use]
pub fn millis(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}
