//! A directory that keeps failing is paused: new jobs do not choose it until a person looked and uses it again.

use super::control::{ControlError, Done};
use crate::store::{audit, events, overview, pauses};
use serde_json::json;
use sqlx::PgPool;
use std::{collections::BTreeMap, time::Duration};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// So many results in a row that say the same of the directory …
pub const IN_A_ROW: i64 = 5;
/// … for so many customers: one customer's strange data is no reason.
pub const CUSTOMERS: i64 = 3;
/// How often it is looked.
const EVERY: Duration = Duration::from_secs(60);

/// Looks again and again, until the server ends.
pub async fn run(pool: PgPool, shutdown: CancellationToken) {
    loop {
        tokio::select! {
            () = shutdown.cancelled() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
        if let Err(error) = look(&pool).await {
            tracing::warn!(%error, "directories that keep failing could not be looked for");
        }
    }
}

/// Pauses those that keep failing; their names.
///
/// # Errors
/// The database's.
pub async fn look(pool: &PgPool) -> sqlx::Result<Vec<String>> {
    let mut tx = pool.begin().await?;
    let mut paused = Vec::new();
    for found in pauses::failing(&mut tx, IN_A_ROW, CUSTOMERS).await? {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for reason in &found.reasons {
            *counts.entry(reason).or_default() += 1;
        }
        let said: Vec<String> =
            counts.iter().map(|(reason, n)| format!("{n} × {}", reason.replace('_', " "))).collect();
        let why = format!(
            "The last {IN_A_ROW} results, of {} customers, all failed: {}.",
            found.customers,
            said.join(", ")
        );
        // Another backend may have come first.
        if pauses::set(&mut tx, found.id, Some(&why)).await? {
            note(&mut tx, "system", &found.name, Some(&why)).await?;
            tracing::warn!(directory.name = %found.name, "directory {}: paused. {why}", found.name);
            paused.push(found.name);
        }
    }
    tx.commit().await?;
    Ok(paused)
}

/// Pauses a directory for a reason, or uses it again.
///
/// # Errors
/// No such directory, or it is so already.
pub async fn set(pool: &PgPool, id: Uuid, why: Option<&str>, actor: &str) -> Result<Done, ControlError> {
    let why = why.map(str::trim).map(|why| if why.is_empty() { "Paused by hand." } else { why });
    if why.is_some_and(|why| why.chars().count() > 2_000) {
        return Err(ControlError::Invalid("The reason is longer than 2,000 characters.".to_owned()));
    }
    let mut tx = pool.begin().await?;
    let name = overview::directory_name(&mut tx, id).await?.ok_or(ControlError::NoSuchCatalogueEntry)?;
    if !pauses::set(&mut tx, id, why).await? {
        return Err(if why.is_some() {
            ControlError::DirectoryPaused
        } else {
            ControlError::DirectoryNotPaused
        });
    }
    note(&mut tx, actor, &name, why).await?;
    tx.commit().await?;
    let message = match why {
        Some(_) => "Paused. New jobs do not choose it; what is in running jobs stays there.",
        None => "Used again. Results from before count for nothing.",
    };
    Ok(Done { message: message.to_owned(), directories: 1 })
}

async fn note(tx: &mut sqlx::PgConnection, actor: &str, name: &str, why: Option<&str>) -> sqlx::Result<()> {
    let action = if why.is_some() { "directory.pause" } else { "directory.use" };
    let entry = audit::Entry {
        actor,
        action,
        subject: Some(name),
        job_id: None,
        before: Some(json!({ "paused": why.is_none() })),
        after: Some(json!({ "paused": why.is_some(), "why": why })),
    };
    audit::record(tx, entry).await?;
    events::record(tx, "directory", None, Some(name), actor, json!({ "action": action })).await?;
    Ok(())
}
