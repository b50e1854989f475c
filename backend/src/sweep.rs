//! Gives jobs of workers that went away back to the queue. Every backend runs one; none needs the others.

use crate::{
    app::App,
    jobs::lease,
    keys,
    store::{self, attempts, events, leases},
};
use autobolt_shared::JobId;
use serde_json::json;
use std::time::Duration;

/// Jobs looked at in one go.
const BATCH: i64 = 100;

/// Sweeps until the server ends.
pub async fn run(app: App) {
    let period = Duration::from_millis(app.timing.sweep_ms.max(50));
    loop {
        tokio::select! {
            () = app.shutdown.cancelled() => return,
            () = tokio::time::sleep(jittered(period)) => {}
        }
        if let Err(error) = sweep(&app).await {
            tracing::warn!(%error, "the sweep failed; it is tried again");
        }
    }
}

/// Between three quarters of the period and the whole of it: several backends drift apart, and none is late.
fn jittered(period: Duration) -> Duration {
    use rand::Rng;
    period.mul_f64(rand::rng().random_range(0.75..1.0))
}

/// Returns every expired lease's job to the queue; the number of those.
///
/// # Errors
/// The database's. One job that cannot be dealt with is logged and does not hold up the rest.
pub async fn sweep(app: &App) -> sqlx::Result<u64> {
    let mut rescued = 0;
    let mut after = None;
    loop {
        let mut conn = app.pool.acquire().await?;
        let batch = leases::expired_after(&mut conn, after, BATCH).await?;
        drop(conn);
        let Some(last) = batch.last() else { break };
        after = Some(last.0);
        for job in batch {
            match lease::expire(&app.pool, job).await {
                Ok(true) => {
                    rescued += 1;
                    metrics::counter!("autobolt_rescued_total", "cause" => "expired").increment(1);
                    tracing::info!(job.id = %job, "job {job}: its worker went away, back to the queue");
                }
                Ok(false) => {}
                Err(error) => {
                    tracing::error!(job.id = %job, %error, "job {job}: its expired lease cannot be ended")
                }
            }
        }
    }
    rescued += end_expired_keys(app).await?;
    settle_hand_overs(app).await?;
    crate::evidence::remove_old(app).await?;
    Ok(rescued)
}

/// What a key holds that has expired goes back to the queue, and to staff.
async fn end_expired_keys(app: &App) -> sqlx::Result<u64> {
    let mut conn = app.pool.acquire().await?;
    let expired = store::keys::expired_in_use(&mut conn, BATCH).await?;
    drop(conn);
    let mut rescued = 0;
    for key in expired {
        for job in keys::expire(&app.pool, key).await? {
            rescued += 1;
            metrics::counter!("autobolt_rescued_total", "cause" => "key_expired").increment(1);
            tracing::info!(job.id = %job, "job {job}: its worker's key expired, back to the queue");
        }
    }
    Ok(rescued)
}

/// A press in a page that was handed over and had no outcome for longer than a directory may take: staff look.
async fn settle_hand_overs(app: &App) -> sqlx::Result<()> {
    let mut conn = app.pool.acquire().await?;
    let after_ms = lease::millis(app.timing.directory_ms);
    let overdue = attempts::overdue_hand_overs(&mut conn, after_ms, BATCH).await?;
    drop(conn);
    for (job, result) in overdue {
        let job = JobId(job);
        let mut tx = app.pool.begin().await?;
        leases::lock_job(&mut tx, job).await?;
        if let Some(directory) = attempts::settle_hand_over(&mut tx, result).await? {
            let data =
                json!({ "status": "retry", "reason": "outcome_unknown", "cause": "hand_over_overdue" });
            events::record(&mut tx, "result", Some(job), Some(&directory), "system", data).await?;
            metrics::counter!("autobolt_rescued_total", "cause" => "hand_over_overdue").increment(1);
        }
        tx.commit().await?;
    }
    Ok(())
}
