//! Customers, with how it went for them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use sqlx::{FromRow, PgPool};
use uuid::Uuid;

/// One customer in the list.
#[derive(Debug, Clone, FromRow, Serialize, utoipa::ToSchema)]
pub struct CustomerLine {
    /// The customer.
    pub id: Uuid,
    /// The business.
    pub business_name: Option<String>,
    /// Its address.
    pub email: Option<String>,
    /// Their jobs.
    pub jobs: i64,
    /// Of those: open ones.
    pub open_jobs: i64,
    /// Listings submitted.
    pub submitted: i64,
}

/// Customers by part of a name or address.
///
/// # Errors
/// The database's.
pub async fn customers(pool: &PgPool, needle: &str, limit: i32) -> sqlx::Result<Vec<CustomerLine>> {
    sqlx::query_as(
        "-- overview_customers
         SELECT c.id, c.business_name, c.email,
                (SELECT count(*) FROM public.jobs j WHERE j.customer_id = c.id) AS jobs,
                (SELECT count(*) FROM public.jobs j WHERE j.customer_id = c.id AND j.status IN ('pending', 'in_progress'))
                  AS open_jobs,
                (SELECT count(*) FROM public.jobs j JOIN public.job_results r ON r.job_id = j.id
                 WHERE j.customer_id = c.id AND r.status = 'submitted') AS submitted
         FROM autobolt.customer_search($1, $2) c",
    )
    .bind(needle)
    .bind(limit)
    .fetch_all(pool)
    .await
}

/// A customer's name and whether they exist.
///
/// # Errors
/// The database's.
pub async fn customer_profile(pool: &PgPool, id: Uuid) -> sqlx::Result<Option<Value>> {
    sqlx::query_scalar("-- overview_customer\nSELECT autobolt.customer_profile($1)")
        .bind(id)
        .fetch_one(pool)
        .await
}

/// One listing of a customer.
#[derive(Debug, Clone, FromRow, Serialize, utoipa::ToSchema)]
pub struct Listing {
    /// The directory.
    pub directory_name: String,
    /// Where its form is, or its home page.
    pub url: Option<String>,
    /// `pending_review`, `needs_email_confirmation`, `unverified`, or null.
    pub reason: Option<String>,
    /// When the directory took it.
    pub submitted_at: Option<DateTime<Utc>>,
    /// The job it was submitted in.
    pub job_id: Uuid,
}

/// What was submitted for a customer, the newest first.
///
/// # Errors
/// The database's.
pub async fn listings(pool: &PgPool, customer: Uuid) -> sqlx::Result<Vec<Listing>> {
    sqlx::query_as(
        "-- overview_listings
         SELECT r.directory_name, coalesce(d.submission_url, d.home_url) AS url, s.reason, r.submitted_at, r.job_id
         FROM autobolt.submissions s
         JOIN public.job_results r ON r.id = s.result_id
         JOIN autobolt.directories d ON d.id = s.directory_id
         WHERE s.customer_id = $1 AND s.holds AND r.status = 'submitted'
         ORDER BY r.submitted_at DESC NULLS LAST LIMIT 1000",
    )
    .bind(customer)
    .fetch_all(pool)
    .await
}
