//! Group 1: the tables, and who may do what with them, as the database's own catalogue tells it. Only read.

mod rights;
mod shape;

use super::check::Check;
use sqlx::PgPool;

/// Makes the group's checks.
///
/// # Errors
/// The database cannot be asked.
pub async fn checks(pool: &PgPool) -> sqlx::Result<Vec<Check>> {
    let mut checks = shape::checks(pool).await?;
    checks.extend(rights::checks(pool).await?);
    Ok(checks)
}
