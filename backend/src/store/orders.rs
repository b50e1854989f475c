//! Making jobs.

use crate::jobs::choose::Candidate;
use autobolt_shared::{CustomerId, JobId};
use sqlx::{FromRow, PgConnection};
use uuid::Uuid;

/// Orders for one customer are made one after the other.
///
/// # Errors
/// The database's.
pub async fn lock_customer(conn: &mut PgConnection, customer: CustomerId) -> sqlx::Result<()> {
    sqlx::query(
        "-- order_lock_customer\nSELECT pg_advisory_xact_lock(hashtextextended($1::text, 7261549831))",
    )
    .bind(customer.0)
    .execute(conn)
    .await?;
    Ok(())
}

/// An order placed before.
#[derive(Debug, Clone, FromRow)]
pub struct Placed {
    /// The job it made.
    pub job_id: Uuid,
    /// Hash of what was ordered.
    #[sqlx(rename = "idempotency_hash")]
    pub hash: Option<Vec<u8>>,
}

/// The order of that id by the same orderer.
///
/// # Errors
/// The database's.
pub async fn find(conn: &mut PgConnection, created_by: &str, key: &str) -> sqlx::Result<Option<Placed>> {
    sqlx::query_as(
        "-- order_find
         SELECT job_id, idempotency_hash FROM autobolt.job_control
         WHERE created_by = $1 AND idempotency_key = $2",
    )
    .bind(created_by)
    .bind(key)
    .fetch_optional(conn)
    .await
}

/// Active directories that no open or submitted row of the customer's holds.
///
/// # Errors
/// The database's.
pub async fn available(conn: &mut PgConnection, customer: CustomerId) -> sqlx::Result<Vec<Candidate>> {
    sqlx::query_as(
        "-- order_available
         SELECT d.id, d.name, d.category, d.country, d.authority, d.requires_login, d.has_captcha, d.is_paid
         FROM autobolt.directories d
         WHERE d.active AND d.paused_at IS NULL AND NOT EXISTS (
           SELECT 1 FROM autobolt.submissions s
           WHERE s.customer_id = $1 AND s.directory_id = d.id AND s.holds)",
    )
    .bind(customer.0)
    .fetch_all(conn)
    .await
}

/// A directory that cannot be chosen, and why: `off`, `paused`, `listed` (submitted for the customer already) or `open` (in
/// another job of theirs).
#[derive(Debug, Clone, FromRow, serde::Serialize, utoipa::ToSchema)]
pub struct Unavailable {
    /// Its name.
    pub name: String,
    /// Why.
    pub why: String,
}

/// The directories that a job of that customer cannot choose.
///
/// # Errors
/// The database's.
pub async fn unavailable(conn: &mut PgConnection, customer: CustomerId) -> sqlx::Result<Vec<Unavailable>> {
    sqlx::query_as(
        "-- order_unavailable
         SELECT d.name, CASE WHEN NOT d.active THEN 'off' WHEN d.paused_at IS NOT NULL THEN 'paused'
                             WHEN r.status = 'submitted' THEN 'listed' ELSE 'open' END AS why
         FROM autobolt.directories d
         LEFT JOIN autobolt.submissions s ON s.customer_id = $1 AND s.directory_id = d.id AND s.holds
         LEFT JOIN public.job_results r ON r.id = s.result_id
         WHERE NOT d.active OR d.paused_at IS NOT NULL OR s.result_id IS NOT NULL
         ORDER BY why, lower(d.name)",
    )
    .bind(customer.0)
    .fetch_all(conn)
    .await
}

/// A job about to be made.
#[derive(Debug, Clone, Copy)]
pub struct NewJob<'a> {
    /// The customer.
    pub customer: CustomerId,
    /// The package.
    pub package_size: i32,
    /// Who ordered it.
    pub created_by: &'a str,
    /// The order's own id, and the hash of what was ordered.
    pub idempotency: Option<(&'a str, &'a [u8])>,
    /// Everything but the press.
    pub dry_run: bool,
    /// Approved at once.
    pub approved: bool,
}

/// Makes the job and a row for every directory, in their order.
///
/// # Errors
/// The database's; a unique violation where another order took a directory or used the same id meanwhile.
pub async fn insert(conn: &mut PgConnection, new: NewJob<'_>, chosen: &[Candidate]) -> sqlx::Result<JobId> {
    let job: Uuid = sqlx::query_scalar(
        "-- order_insert_job
         INSERT INTO public.jobs (customer_id, package_size) VALUES ($1, $2) RETURNING id",
    )
    .bind(new.customer.0)
    .bind(new.package_size)
    .fetch_one(&mut *conn)
    .await?;
    sqlx::query(
        "-- order_insert_control
         INSERT INTO autobolt.job_control
           (job_id, created_by, idempotency_key, idempotency_hash, dry_run, approved_at, approved_by)
         VALUES ($1, $2, $3, $4, $5, CASE WHEN $6 THEN now() END, CASE WHEN $6 THEN $2 END)",
    )
    .bind(job)
    .bind(new.created_by)
    .bind(new.idempotency.map(|(key, _)| key))
    .bind(new.idempotency.map(|(_, hash)| hash))
    .bind(new.dry_run)
    .bind(new.approved)
    .execute(&mut *conn)
    .await?;
    let ids: Vec<Uuid> = chosen.iter().map(|c| c.id).collect();
    let names: Vec<&str> = chosen.iter().map(|c| c.name.as_str()).collect();
    let made = sqlx::query(
        "-- order_insert_rows
         WITH wanted AS (
           SELECT * FROM unnest($3::uuid[], $4::text[]) WITH ORDINALITY AS w (directory_id, name, position)),
         results AS (
           INSERT INTO public.job_results (job_id, directory_name) SELECT $1, name FROM wanted RETURNING id, directory_name)
         INSERT INTO autobolt.submissions (result_id, job_id, directory_id, customer_id, position)
         SELECT r.id, $1, w.directory_id, $2, w.position::int FROM results r JOIN wanted w ON w.name = r.directory_name",
    )
    .bind(job)
    .bind(new.customer.0)
    .bind(&ids)
    .bind(&names)
    .execute(conn)
    .await?
    .rows_affected();
    if made != chosen.len() as u64 {
        return Err(sqlx::Error::RowNotFound);
    }
    Ok(JobId(job))
}

/// Whether staff approved the job.
///
/// # Errors
/// The database's; no such job.
pub async fn is_approved(conn: &mut PgConnection, job: JobId) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "-- order_is_approved\nSELECT approved_at IS NOT NULL FROM autobolt.job_control WHERE job_id = $1",
    )
    .bind(job.0)
    .fetch_one(conn)
    .await
}
