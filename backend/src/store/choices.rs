//! What staff picked from directories' lists.

use autobolt_shared::JobId;
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgConnection};
use uuid::Uuid;

/// One remembered choice.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Remembered {
    /// The directory.
    pub directory_name: String,
    /// The list's label.
    pub field: String,
    /// The option's text.
    pub option: String,
}

/// Remembers a choice for a directory of a job and a category of customers; a later one takes its place. How many
/// directories it was: none when the job has no such directory.
///
/// # Errors
/// The database's.
pub async fn remember(
    conn: &mut PgConnection,
    job: JobId,
    category: &str,
    choice: &Remembered,
    by: &str,
) -> sqlx::Result<u64> {
    let done = sqlx::query(
        "-- choice_remember
         INSERT INTO autobolt.remembered_choices (directory_id, customer_category, field, option, chosen_by)
         SELECT s.directory_id, $3, $4, $5, $6
         FROM public.job_results r JOIN autobolt.submissions s ON s.result_id = r.id
         WHERE r.job_id = $1 AND r.directory_name = $2
         ON CONFLICT (directory_id, customer_category, field)
         DO UPDATE SET option = excluded.option, chosen_by = excluded.chosen_by, chosen_at = now()",
    )
    .bind(job.0)
    .bind(&choice.directory_name)
    .bind(category)
    .bind(&choice.field)
    .bind(&choice.option)
    .bind(by)
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// What is remembered for the directories of a job and a category of customers.
///
/// # Errors
/// The database's.
pub async fn of_job(conn: &mut PgConnection, job: JobId, category: &str) -> sqlx::Result<Vec<Remembered>> {
    sqlx::query_as(
        "-- choice_of_job
         SELECT r.directory_name, c.field, c.option
         FROM public.job_results r
         JOIN autobolt.submissions s ON s.result_id = r.id
         JOIN autobolt.remembered_choices c ON c.directory_id = s.directory_id
         WHERE r.job_id = $1 AND c.customer_category = $2",
    )
    .bind(job.0)
    .bind(category)
    .fetch_all(conn)
    .await
}

/// A choice that is remembered for one directory, and who made it.
#[derive(Debug, Clone, FromRow)]
pub struct Kept {
    /// For customers of that category; empty for those without one.
    pub customer_category: String,
    /// The list's label.
    pub field: String,
    /// The option's text.
    pub option: String,
    /// By whom.
    pub chosen_by: String,
    /// When.
    pub chosen_at: DateTime<Utc>,
}

/// Every choice that is remembered for a directory.
///
/// # Errors
/// The database's.
pub async fn of_directory(conn: &mut PgConnection, directory: Uuid) -> sqlx::Result<Vec<Kept>> {
    sqlx::query_as(
        "-- choice_of_directory
         SELECT customer_category, field, option, chosen_by, chosen_at FROM autobolt.remembered_choices
         WHERE directory_id = $1 ORDER BY customer_category, field",
    )
    .bind(directory)
    .fetch_all(conn)
    .await
}
