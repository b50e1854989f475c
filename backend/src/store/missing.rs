//! What directories' forms require and customers have not told.

use autobolt_shared::CustomerId;
use sqlx::{FromRow, PgConnection, PgPool};
use uuid::Uuid;

/// A directory that waits for what the customer has not told.
#[derive(Debug, Clone, FromRow)]
pub struct Waiting {
    /// The job.
    pub job_id: Uuid,
    /// The directory.
    pub directory_name: String,
    /// The labels of the fields.
    pub missing: Vec<String>,
}

/// The directories of a customer's that wait for their data, over all jobs.
///
/// # Errors
/// The database's.
pub async fn of_customer(conn: &mut PgConnection, customer: CustomerId) -> sqlx::Result<Vec<Waiting>> {
    sqlx::query_as(
        "-- missing_of_customer
         SELECT r.job_id, r.directory_name, ARRAY (
                  SELECT m FROM jsonb_array_elements_text(
                    CASE WHEN jsonb_typeof(r.response_log -> 'missing') = 'array' THEN r.response_log -> 'missing'
                         ELSE '[]' END) m) AS missing
         FROM autobolt.submissions s JOIN public.job_results r ON r.id = s.result_id
         WHERE s.customer_id = $1 AND s.needs_staff AND s.reason = 'missing_data'
         ORDER BY r.job_id, s.position",
    )
    .bind(customer.0)
    .fetch_all(conn)
    .await
}

/// What forms asked for that some customer had not told: the label, and at how many directories.
///
/// # Errors
/// The database's.
pub async fn asked_for(pool: &PgPool) -> sqlx::Result<Vec<(String, Vec<Uuid>)>> {
    sqlx::query_as(
        "-- missing_asked_for
         SELECT m, array_agg(DISTINCT s.directory_id)
         FROM autobolt.submissions s JOIN public.job_results r ON r.id = s.result_id
         CROSS JOIN LATERAL jsonb_array_elements_text(
           CASE WHEN jsonb_typeof(r.response_log -> 'missing') = 'array' THEN r.response_log -> 'missing' ELSE '[]' END) m
         WHERE s.reason = 'missing_data' GROUP BY m",
    )
    .fetch_all(pool)
    .await
}
