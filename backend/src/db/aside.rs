//! Moves tables of a predecessor out of the way: renamed with everything in them, in one transaction.

use super::migrate::{MigrateError, recorded};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection};

const SUFFIX: &str = "_before_autobolt";

/// Renames `public.jobs` and `public.job_results`, and their indexes, where they are there and not AutoBolt's. Returns old and new
/// names.
///
/// # Errors
/// They are AutoBolt's own, or something has the new name already; nothing is changed then.
pub async fn move_aside(options: &PgConnectOptions) -> Result<Vec<(String, String)>, MigrateError> {
    let mut owner = options.connect().await?;
    if !recorded(&mut owner).await?.is_empty() {
        return Err(MigrateError::OwnTables);
    }
    let mut tx = owner.begin().await?;
    let mut moved = Vec::new();
    for table in ["job_results", "jobs"] {
        // Whatever it is: a table, a view, a foreign table.
        let there: Option<String> = sqlx::query_scalar(
            "-- aside_find
             SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' ELSE 'table' END
             FROM pg_catalog.pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')",
        )
        .bind(table)
        .fetch_optional(&mut *tx)
        .await?;
        let Some(kind) = there else { continue };
        for (index, new) in indexes(&mut tx, table).await? {
            rename(&mut tx, "index", &index, &new).await?;
        }
        let new = format!("{table}{SUFFIX}");
        rename(&mut tx, &kind, table, &new).await?;
        moved.push((format!("public.{table}"), format!("public.{new}")));
    }
    tx.commit().await?;
    owner.close().await?;
    Ok(moved)
}

/// Names of indexes are unique in a schema, and AutoBolt's tables get the usual ones.
async fn indexes(conn: &mut PgConnection, table: &str) -> Result<Vec<(String, String)>, sqlx::Error> {
    sqlx::query_as(
        "-- aside_indexes
         SELECT i.relname::text, left(i.relname, 63 - length($2)) || $2
         FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid JOIN pg_catalog.pg_class t ON t.oid = x.indrelid
         WHERE t.relnamespace = 'public'::regnamespace AND t.relname = $1 ORDER BY 1",
    )
    .bind(table)
    .bind(SUFFIX)
    .fetch_all(conn)
    .await
}

async fn rename(conn: &mut PgConnection, kind: &str, old: &str, new: &str) -> Result<(), MigrateError> {
    let taken: bool =
        sqlx::query_scalar("-- aside_taken\n SELECT to_regclass('public.' || quote_ident($1)) IS NOT NULL")
            .bind(new)
            .fetch_one(&mut *conn)
            .await?;
    if taken {
        return Err(MigrateError::NameTaken(format!("public.{new}")));
    }
    let sql: String = sqlx::query_scalar(
        "-- aside_statement\n SELECT format('alter %s public.%I rename to %I', $1, $2, $3)",
    )
    .bind(kind)
    .bind(old)
    .bind(new)
    .fetch_one(&mut *conn)
    .await?;
    sqlx::raw_sql(AssertSqlSafe(format!("-- aside_rename\n {sql}"))).execute(conn).await?;
    Ok(())
}
