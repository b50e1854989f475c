//! Pictures are kept for so long and no longer. Their rows stay, and say that there was one.

use crate::app::App;
use crate::store::evidence as rows;

/// How many are removed in one go.
const BATCH: i64 = 50;

/// Removes pictures older than the operator wants to keep; how many. One that cannot be removed now is tried again later.
///
/// # Errors
/// The database's.
pub async fn remove_old(app: &App) -> sqlx::Result<usize> {
    let Some(days) = app.options.evidence_days else { return Ok(0) };
    let old = rows::older_than(&app.pool, days, BATCH).await?;
    let mut removed = 0;
    for (id, location) in old {
        match app.evidence.remove(&location).await {
            Ok(()) => {
                rows::mark_removed(&app.pool, id).await?;
                removed += 1;
            }
            Err(error) => {
                tracing::warn!(%error, evidence = %id, "an old picture could not be removed; it is tried again");
                // What stands in the way of one stands in the way of all.
                break;
            }
        }
    }
    Ok(removed)
}
