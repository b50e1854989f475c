//! What staff do to a whole AutoBolt.

use super::{ControlError, Done};
use crate::store::{audit, control, events};
use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;

/// Stops a whole AutoBolt within one heartbeat, or allows it to work again.
///
/// # Errors
/// No such worker, or already so.
pub async fn stop_worker(pool: &PgPool, key: Uuid, stop: bool, actor: &str) -> Result<Done, ControlError> {
    let mut tx = pool.begin().await?;
    let worker = control::lock_worker(&mut tx, key).await?.ok_or(ControlError::NoSuchWorker)?;
    match (stop, worker.stop_requested_at) {
        (true, Some(_)) => return Err(ControlError::AlreadyStopping),
        (false, None) => return Err(ControlError::NotStopping),
        _ => {}
    }
    control::stop_worker(&mut tx, key, stop.then_some(actor)).await?;
    let action = if stop { "worker.stop" } else { "worker.allow" };
    let entry = audit::Entry {
        actor,
        action,
        subject: Some(&worker.name),
        job_id: None,
        before: Some(json!({ "stopped": !stop })),
        after: Some(json!({ "stopped": stop })),
    };
    audit::record(&mut tx, entry).await?;
    events::record(&mut tx, "worker", None, None, actor, json!({ "action": action, "worker": worker.name }))
        .await?;
    tx.commit().await?;
    Ok(Done::job(if stop {
        "Stopping. It reports what it has begun, then asks for nothing until you allow it."
    } else {
        "Allowed. It takes the next job it is offered."
    }))
}
