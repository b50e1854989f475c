//! Whether the tables are those this build works on. `serve` asks and never migrates: the role it signs in as may not.

use super::MIGRATOR;
use sqlx::PgPool;
use std::collections::HashMap;

/// The tables are not those this build works on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CheckError {
    /// No history that this role may read.
    #[error(
        "the database has no AutoBolt tables (or this role may not read autobolt._sqlx_migrations). \
         Run `autobolt migrate` with MIGRATION_DATABASE_URL set to the owner's address; if `supabase db push` made the \
         tables, run `autobolt migrate --adopt`."
    )]
    NoHistory,
    /// Migrations are missing.
    #[error("the database lacks these migrations:\n{}\nRun `autobolt migrate` with MIGRATION_DATABASE_URL set to the owner's address.",
        .0.iter().map(|m| format!("  {m}")).collect::<Vec<_>>().join("\n"))]
    Missing(Vec<String>),
    /// A migration was applied from another text.
    #[error(
        "migration {0} was applied from a file with other contents. Use the build that made this database, or restore the file."
    )]
    Changed(String),
    /// The database said no.
    #[error("the database: {0}")]
    Sql(#[from] sqlx::Error),
}

/// Compares the applied migrations with those this build was made with. More than those is fine: a newer version of
/// AutoBolt was deployed, and migrations only ever add.
///
/// # Errors
/// Something is missing or different; the error names it and the fix.
pub async fn check(pool: &PgPool) -> Result<(), CheckError> {
    let applied = sqlx::query_as::<_, (i64, Vec<u8>)>(
        "-- check_applied_migrations
         select version, checksum from autobolt._sqlx_migrations where success",
    )
    .fetch_all(pool)
    .await;
    let applied: HashMap<i64, Vec<u8>> = match applied {
        Ok(rows) => rows.into_iter().collect(),
        Err(error) if is_absent(&error) => return Err(CheckError::NoHistory),
        Err(error) => return Err(error.into()),
    };
    let mut missing = Vec::new();
    for migration in MIGRATOR.iter() {
        let name = format!("{}_{}", migration.version, migration.description.replace(' ', "_"));
        match applied.get(&migration.version) {
            None => missing.push(name),
            Some(checksum) if checksum[..] != migration.checksum[..] => {
                return Err(CheckError::Changed(name));
            }
            Some(_) => {}
        }
    }
    if !missing.is_empty() {
        return Err(CheckError::Missing(missing));
    }
    warn_of_too_much_power(pool).await?;
    Ok(())
}

/// Undefined table, undefined schema, or no permission.
fn is_absent(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|e| e.code());
    matches!(code.as_deref(), Some("42P01" | "3F000" | "42501"))
}

async fn warn_of_too_much_power(pool: &PgPool) -> Result<(), sqlx::Error> {
    let (role, mighty): (String, bool) = sqlx::query_as(
        "-- check_role
         select current_user::text, rolsuper or rolbypassrls from pg_roles where rolname = current_user",
    )
    .fetch_one(pool)
    .await?;
    if mighty {
        tracing::warn!(
            role,
            "DATABASE_URL signs in as a role that row security does not bind; use autobolt_app"
        );
    }
    Ok(())
}
