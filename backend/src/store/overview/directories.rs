//! The catalogue, with how it went at each directory.

use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::{FromRow, PgConnection, PgPool};
use uuid::Uuid;

/// Which directories are meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shelf {
    /// All of them.
    #[default]
    All,
    /// Those that new jobs choose from.
    Used,
    /// Those that keep failing.
    Paused,
    /// Switched off.
    Off,
    /// With a wall that was seen: sign-in, CAPTCHA, payment.
    Walls,
}

impl Shelf {
    /// Its word in addresses; anything unknown is all.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word {
            "used" => Self::Used,
            "paused" => Self::Paused,
            "off" => Self::Off,
            "walls" => Self::Walls,
            _ => Self::All,
        }
    }

    /// The word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Used => "used",
            Self::Paused => "paused",
            Self::Off => "off",
            Self::Walls => "walls",
        }
    }
}

/// How many directories stand where.
#[derive(Debug, Clone, Copy, FromRow)]
pub struct Shelves {
    /// All of them.
    pub total: i64,
    /// Those that new jobs choose from.
    pub used: i64,
    /// Those that keep failing.
    pub paused: i64,
    /// Switched off.
    pub off: i64,
    /// With a wall.
    pub walls: i64,
}

/// One directory of the catalogue, with how it went there.
#[derive(Debug, Clone, FromRow, Serialize, utoipa::ToSchema)]
pub struct DirectoryLine {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Where its form is.
    pub submission_url: Option<String>,
    /// Its home page.
    pub home_url: Option<String>,
    /// Its category.
    pub category: Option<String>,
    /// Its country.
    pub country: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// How much it counts for, 0 to 100.
    pub authority: Option<i32>,
    /// Whether jobs may choose it.
    pub active: bool,
    /// Since when it is paused; null: it is not.
    pub paused_at: Option<DateTime<Utc>>,
    /// Why it is paused.
    pub paused_why: Option<String>,
    /// Needs an account, where that was seen.
    pub requires_login: Option<bool>,
    /// Has a CAPTCHA, where that was seen.
    pub has_captcha: Option<bool>,
    /// Takes money, where that was seen.
    pub is_paid: Option<bool>,
    /// Milliseconds to leave between two visits.
    pub pacing_ms: Option<i32>,
    /// What somebody wrote about it.
    pub notes: Option<String>,
    /// Listings submitted there.
    pub submitted: i64,
    /// Ended without, those left out by staff aside.
    pub failed: i64,
    /// Wait for a person.
    pub needs_staff: i64,
    /// Of the submitted and failed ones: how many of a hundred were submitted. Null: none yet.
    pub success_percent: Option<f64>,
    /// The middle duration of a visit.
    pub median_ms: Option<f64>,
    /// Why it did not work the last time.
    pub last_reason: Option<String>,
    /// AutoBolt proposes a recipe, which waits for a decision.
    pub recipe_proposed: bool,
}

/// Counts the shelves, of those that fit the search.
///
/// # Errors
/// The database's.
pub async fn shelves(pool: &PgPool, needle: &str) -> sqlx::Result<Shelves> {
    sqlx::query_as(
        "-- overview_shelves
         SELECT count(*) AS total, count(*) FILTER (WHERE active AND paused_at IS NULL) AS used,
                count(*) FILTER (WHERE paused_at IS NOT NULL) AS paused, count(*) FILTER (WHERE NOT active) AS off,
                count(*) FILTER (WHERE requires_login OR has_captcha OR is_paid) AS walls
         FROM autobolt.directories
         WHERE $1 = '' OR strpos(lower(name), lower($1)) > 0 OR strpos(lower(coalesce(category, '')), lower($1)) > 0
            OR lower(country) = lower($1)",
    )
    .bind(needle)
    .fetch_one(pool)
    .await
}

/// Directories by part of a name or category, or by country.
///
/// # Errors
/// The database's.
pub async fn directories(
    pool: &PgPool,
    needle: &str,
    shelf: Shelf,
    one: Option<Uuid>,
    limit: i64,
    offset: i64,
) -> sqlx::Result<Vec<DirectoryLine>> {
    sqlx::query_as(
        "-- overview_directories
         SELECT d.id, d.name, d.submission_url, d.home_url, d.category, d.country, d.language, d.authority, d.active,
                d.paused_at, d.paused_why, d.requires_login, d.has_captcha, d.is_paid, d.pacing_ms, d.notes,
                n.submitted, n.failed, n.needs_staff, n.median_ms, last.reason AS last_reason,
                n.submitted * 100.0::float8 / nullif(n.submitted + n.failed, 0) AS success_percent,
                EXISTS (SELECT 1 FROM autobolt.recipe_proposals p WHERE p.directory_id = d.id AND p.decision IS NULL)
                  AS recipe_proposed
         FROM (SELECT * FROM autobolt.directories
               WHERE ($1 = '' OR strpos(lower(name), lower($1)) > 0 OR strpos(lower(coalesce(category, '')), lower($1)) > 0
                      OR lower(country) = lower($1))
                 AND ($5::uuid IS NULL OR id = $5)
                 AND CASE $4 WHEN 'used' THEN active AND paused_at IS NULL
                             WHEN 'paused' THEN paused_at IS NOT NULL
                             WHEN 'off' THEN NOT active
                             WHEN 'walls' THEN coalesce(requires_login, false) OR coalesce(has_captcha, false)
                                                 OR coalesce(is_paid, false)
                             ELSE true END
               ORDER BY paused_at DESC NULLS LAST, active DESC, lower(name) LIMIT $2 OFFSET $3) d
         CROSS JOIN LATERAL (
           SELECT count(*) FILTER (WHERE r.status = 'submitted') AS submitted,
                  count(*) FILTER (WHERE r.status = 'failed' AND coalesce(s.reason, '') NOT IN ('skipped', 'cancelled')) AS failed,
                  count(*) FILTER (WHERE s.needs_staff) AS needs_staff,
                  percentile_cont(0.5) WITHIN GROUP (ORDER BY s.duration_ms) AS median_ms
           FROM autobolt.submissions s JOIN public.job_results r ON r.id = s.result_id WHERE s.directory_id = d.id) n
         LEFT JOIN LATERAL (
           SELECT s.reason FROM autobolt.submissions s
           WHERE s.directory_id = d.id AND s.reason IS NOT NULL
             AND s.reason NOT IN ('pending_review', 'needs_email_confirmation', 'unverified', 'skipped', 'cancelled')
           ORDER BY s.updated_at DESC LIMIT 1) last ON true
         ORDER BY d.paused_at DESC NULLS LAST, d.active DESC, lower(d.name)",
    )
    .bind(needle)
    .bind(limit)
    .bind(offset)
    .bind(shelf.as_str())
    .bind(one)
    .fetch_all(pool)
    .await
}

/// The name behind an id.
///
/// # Errors
/// The database's.
pub async fn directory_name(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("-- overview_directory_name\nSELECT name FROM autobolt.directories WHERE id = $1")
        .bind(id)
        .fetch_optional(conn)
        .await
}

/// One visit of a directory.
#[derive(Debug, Clone, FromRow, Serialize, utoipa::ToSchema)]
pub struct Visit {
    /// The job.
    pub job_id: Uuid,
    /// The business, where it has a name.
    pub customer_name: Option<String>,
    /// `submitted`, `failed`, `retry`.
    pub status: String,
    /// Why.
    pub reason: Option<String>,
    /// One sentence about what happened.
    pub summary: Option<String>,
    /// How long it took.
    pub duration_ms: Option<i32>,
    /// When it ended.
    pub at: DateTime<Utc>,
}

/// The latest visits of a directory.
///
/// # Errors
/// The database's.
pub async fn visits(pool: &PgPool, directory: Uuid, limit: i64) -> sqlx::Result<Vec<Visit>> {
    sqlx::query_as(
        "-- overview_visits
         SELECT s.job_id, p ->> 'business_name' AS customer_name, r.status, s.reason,
                CASE WHEN jsonb_typeof(r.response_log -> 'summary') = 'string' THEN r.response_log ->> 'summary' END AS summary,
                s.duration_ms, s.updated_at AS at
         FROM (SELECT * FROM autobolt.submissions WHERE directory_id = $1 ORDER BY updated_at DESC LIMIT $2) s
         JOIN public.job_results r ON r.id = s.result_id AND r.status <> 'pending'
         CROSS JOIN LATERAL autobolt.customer_profile(s.customer_id) p
         ORDER BY s.updated_at DESC",
    )
    .bind(directory)
    .bind(limit)
    .fetch_all(pool)
    .await
}
