//! Directories' recipes: the one in force, every one before it, and what AutoBolt proposes.

use autobolt_shared::JobId;
use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{FromRow, PgConnection};
use uuid::Uuid;

/// A directory whose recipe is looked at or changed.
#[derive(Debug, Clone, FromRow)]
pub struct Directory {
    /// The directory.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its recipe.
    pub recipe: Option<Value>,
    /// The number of the version in force; 0 before the first.
    pub version: i64,
}

/// One version.
#[derive(Debug, Clone, FromRow)]
pub struct Version {
    /// Grows.
    pub id: i64,
    /// What it said.
    pub recipe: Option<Value>,
    /// `edited`, `learned`, `restored`, `imported`.
    pub origin: String,
    /// Who made it.
    pub made_by: String,
    /// When.
    pub made_at: DateTime<Utc>,
}

/// One proposal that waits for a decision.
#[derive(Debug, Clone, FromRow)]
pub struct Proposal {
    /// Its number.
    pub id: i64,
    /// What is to be laid over the directory's recipe.
    pub recipe: Value,
    /// What was left out, and why.
    pub left_out: Value,
    /// The job in which it was learnt.
    pub job_id: Option<Uuid>,
    /// In which AutoBolt.
    pub proposed_by: String,
    /// When.
    pub proposed_at: DateTime<Utc>,
}

/// Locks a directory and notes a recipe that came into the table by another way, so that the history has no gap.
///
/// # Errors
/// The database's.
pub async fn lock(conn: &mut PgConnection, directory: Uuid) -> sqlx::Result<Option<Directory>> {
    let found = sqlx::query("-- recipe_lock\nSELECT 1 FROM autobolt.directories WHERE id = $1 FOR UPDATE")
        .bind(directory)
        .fetch_optional(&mut *conn)
        .await?;
    if found.is_none() {
        return Ok(None);
    }
    note_unknown(conn, Some(directory), "system").await?;
    find(conn, directory).await
}

/// A directory with the number of its recipe's version.
///
/// # Errors
/// The database's.
pub async fn find(conn: &mut PgConnection, directory: Uuid) -> sqlx::Result<Option<Directory>> {
    sqlx::query_as(
        "-- recipe_find
         SELECT d.id, d.name, d.recipe,
                coalesce((SELECT max(v.id) FROM autobolt.recipe_versions v WHERE v.directory_id = d.id), 0) AS version
         FROM autobolt.directories d WHERE d.id = $1",
    )
    .bind(directory)
    .fetch_optional(conn)
    .await
}

/// Notes, for one directory or all, the recipes that are no version yet.
///
/// # Errors
/// The database's.
pub async fn note_unknown(conn: &mut PgConnection, directory: Option<Uuid>, by: &str) -> sqlx::Result<()> {
    sqlx::query(
        "-- recipe_note_unknown
         INSERT INTO autobolt.recipe_versions (directory_id, recipe, origin, made_by)
         SELECT d.id, d.recipe, 'imported', $2
         FROM autobolt.directories d
         LEFT JOIN LATERAL (SELECT v.recipe FROM autobolt.recipe_versions v
                            WHERE v.directory_id = d.id ORDER BY v.id DESC LIMIT 1) last ON true
         WHERE ($1::uuid IS NULL OR d.id = $1) AND d.recipe IS DISTINCT FROM last.recipe",
    )
    .bind(directory)
    .bind(by)
    .execute(conn)
    .await?;
    Ok(())
}

/// Puts a recipe in force, as a new version.
///
/// # Errors
/// The database's.
pub async fn write(
    conn: &mut PgConnection,
    directory: Uuid,
    recipe: Option<&Value>,
    origin: &str,
    by: &str,
) -> sqlx::Result<()> {
    let changed = sqlx::query(
        "-- recipe_write\nUPDATE autobolt.directories SET recipe = $2, updated_at = now() WHERE id = $1",
    )
    .bind(directory)
    .bind(recipe)
    .execute(&mut *conn)
    .await?;
    if changed.rows_affected() != 1 {
        return Err(sqlx::Error::RowNotFound);
    }
    sqlx::query(
        "-- recipe_version_add
         INSERT INTO autobolt.recipe_versions (directory_id, recipe, origin, made_by) VALUES ($1, $2, $3, $4)",
    )
    .bind(directory)
    .bind(recipe)
    .bind(origin)
    .bind(by)
    .execute(conn)
    .await?;
    Ok(())
}

/// The newest versions, newest first.
///
/// # Errors
/// The database's.
pub async fn versions(conn: &mut PgConnection, directory: Uuid, limit: i64) -> sqlx::Result<Vec<Version>> {
    sqlx::query_as(
        "-- recipe_versions
         SELECT id, recipe, origin, made_by, made_at FROM autobolt.recipe_versions
         WHERE directory_id = $1 ORDER BY id DESC LIMIT $2",
    )
    .bind(directory)
    .bind(limit)
    .fetch_all(conn)
    .await
}

/// One version of a directory's.
///
/// # Errors
/// The database's.
pub async fn version(conn: &mut PgConnection, directory: Uuid, id: i64) -> sqlx::Result<Option<Version>> {
    sqlx::query_as(
        "-- recipe_version
         SELECT id, recipe, origin, made_by, made_at FROM autobolt.recipe_versions
         WHERE directory_id = $1 AND id = $2",
    )
    .bind(directory)
    .bind(id)
    .fetch_optional(conn)
    .await
}

/// Stores a proposal, unless the same one waits or was refused. Says whether it is new.
///
/// # Errors
/// The database's.
pub async fn propose(
    conn: &mut PgConnection,
    directory: Uuid,
    (recipe, left_out): (&Value, &Value),
    job: JobId,
    by: &str,
) -> sqlx::Result<bool> {
    let added = sqlx::query(
        "-- recipe_propose
         INSERT INTO autobolt.recipe_proposals (directory_id, recipe, left_out, job_id, proposed_by)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (directory_id, md5(recipe::text)) WHERE decision IS DISTINCT FROM 'approved' DO NOTHING",
    )
    .bind(directory)
    .bind(recipe)
    .bind(left_out)
    .bind(job.0)
    .bind(by)
    .execute(conn)
    .await?;
    Ok(added.rows_affected() == 1)
}

/// The proposals that wait for a decision, oldest first.
///
/// # Errors
/// The database's.
pub async fn proposals(conn: &mut PgConnection, directory: Uuid) -> sqlx::Result<Vec<Proposal>> {
    sqlx::query_as(
        "-- recipe_proposals
         SELECT id, recipe, left_out, job_id, proposed_by, proposed_at FROM autobolt.recipe_proposals
         WHERE directory_id = $1 AND decision IS NULL ORDER BY id",
    )
    .bind(directory)
    .fetch_all(conn)
    .await
}

/// Decides a proposal. `None`: it does not wait any more.
///
/// # Errors
/// The database's.
pub async fn decide(
    conn: &mut PgConnection,
    directory: Uuid,
    proposal: i64,
    decision: &str,
    by: &str,
) -> sqlx::Result<Option<Value>> {
    sqlx::query_scalar(
        "-- recipe_decide
         UPDATE autobolt.recipe_proposals SET decision = $3, decided_by = $4, decided_at = now()
         WHERE id = $2 AND directory_id = $1 AND decision IS NULL
         RETURNING recipe",
    )
    .bind(directory)
    .bind(proposal)
    .bind(decision)
    .bind(by)
    .fetch_optional(conn)
    .await
}

/// Directories for which something is proposed: id and name.
///
/// # Errors
/// The database's.
pub async fn waiting(conn: &mut PgConnection) -> sqlx::Result<Vec<(Uuid, String)>> {
    sqlx::query_as(
        "-- recipes_waiting
         SELECT d.id, d.name FROM autobolt.directories d
         WHERE EXISTS (SELECT 1 FROM autobolt.recipe_proposals p WHERE p.directory_id = d.id AND p.decision IS NULL)
         ORDER BY lower(d.name)",
    )
    .fetch_all(conn)
    .await
}
