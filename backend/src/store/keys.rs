//! API keys and pairing codes.

use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::{FromRow, PgConnection, PgPool};
use uuid::Uuid;

/// A key as a request names it.
#[derive(Debug, Clone, FromRow)]
pub struct FoundKey {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// Whether it is revoked.
    pub revoked: bool,
    /// When it ended by itself, if it has.
    pub expired_at: Option<DateTime<Utc>>,
    /// The keys it took the place of, by rotation: what they held is its own.
    pub older: Vec<Uuid>,
    /// Whether its last use was long enough ago to be written down again.
    pub note_use: bool,
}

/// Finds a key, live or not.
///
/// # Errors
/// The database's.
pub async fn find(pool: &PgPool, key_hash: &[u8]) -> sqlx::Result<Option<FoundKey>> {
    sqlx::query_as(
        "-- key_find
         SELECT k.id, k.name, k.scopes, k.revoked_at IS NOT NULL AS revoked,
                CASE WHEN k.expires_at <= now() THEN k.expires_at END AS expired_at,
                ARRAY(WITH RECURSIVE older AS (
                        SELECT p.id FROM autobolt.api_keys p WHERE p.rotated_to = k.id
                        UNION SELECT p.id FROM autobolt.api_keys p JOIN older o ON p.rotated_to = o.id)
                      SELECT id FROM older) AS older,
                k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute' AS note_use
         FROM autobolt.api_keys k WHERE k.key_hash = $1",
    )
    .bind(key_hash)
    .fetch_optional(pool)
    .await
}

/// Keys that expired while they held a lease, or pages that wait for staff. Not those another key took the place of: what
/// they held is that one's, and a lease that nobody renews runs out by itself.
///
/// # Errors
/// The database's.
pub async fn expired_in_use(conn: &mut PgConnection, most: i64) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar(
        "-- key_expired_in_use
         SELECT k.id FROM autobolt.api_keys k
         WHERE k.expires_at <= now() AND k.revoked_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM autobolt.api_keys heir
                           WHERE heir.id = k.rotated_to AND heir.revoked_at IS NULL
                             AND (heir.expires_at IS NULL OR heir.expires_at > now()))
           AND (EXISTS (SELECT 1 FROM autobolt.job_control c
                        WHERE c.lease_key_id = k.id AND c.lease_token_hash IS NOT NULL)
             OR EXISTS (SELECT 1 FROM autobolt.submissions s WHERE s.needs_staff AND s.handed_over_key_id = k.id))
         ORDER BY k.expires_at LIMIT $1",
    )
    .bind(most)
    .fetch_all(conn)
    .await
}

/// Writes down that the key was used; once a minute at most.
///
/// # Errors
/// The database's.
pub async fn note_use(pool: &PgPool, id: Uuid) -> sqlx::Result<u64> {
    // SKIP LOCKED: a request never waits for this, nor for a revocation under way.
    Ok(sqlx::query(
        "-- key_note_use
         UPDATE autobolt.api_keys SET last_used_at = now()
         WHERE id = (SELECT id FROM autobolt.api_keys
                     WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
                     FOR NO KEY UPDATE SKIP LOCKED)",
    )
    .bind(id)
    .execute(pool)
    .await?
    .rows_affected())
}

/// Adds a key.
///
/// # Errors
/// The database's.
pub async fn insert(
    conn: &mut PgConnection,
    name: &str,
    display_prefix: &str,
    key_hash: &[u8],
    scopes: &[&str],
    days: Option<i32>,
    actor: &str,
) -> sqlx::Result<Uuid> {
    sqlx::query_scalar(
        "-- key_insert
         INSERT INTO autobolt.api_keys (name, display_prefix, key_hash, scopes, expires_at, created_by)
         VALUES ($1, $2, $3, $4, now() + make_interval(days => $5), $6) RETURNING id",
    )
    .bind(name)
    .bind(display_prefix)
    .bind(key_hash)
    .bind(scopes)
    .bind(days)
    .bind(actor)
    .fetch_one(conn)
    .await
}

/// A key under change.
#[derive(Debug, Clone, FromRow)]
pub struct LockedKey {
    /// Its name.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// Whether it is revoked.
    pub revoked: bool,
    /// Whether it ended by itself.
    pub expired: bool,
    /// The key that took its place.
    pub rotated_to: Option<Uuid>,
}

/// Locks a key. A request that leases a job under it waits, and then sees what became of it.
///
/// # Errors
/// The database's.
pub async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<LockedKey>> {
    sqlx::query_as(
        "-- key_lock
         SELECT name, scopes, revoked_at IS NOT NULL AS revoked, coalesce(expires_at <= now(), false) AS expired, rotated_to
         FROM autobolt.api_keys WHERE id = $1 FOR NO KEY UPDATE",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

/// Marks a key as revoked.
///
/// # Errors
/// The database's.
pub async fn revoke(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<u64> {
    Ok(sqlx::query(
        "-- key_revoke
         UPDATE autobolt.api_keys SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL",
    )
    .bind(id)
    .execute(conn)
    .await?
    .rows_affected())
}

/// The pages that a revoked key prepared, and those of keys before it that are good no more, are out of reach: their
/// directories wait for staff without one. Where another key took its place, they are that one's. Returns job and directory
/// of those given up; the caller holds the jobs' locks.
///
/// # Errors
/// The database's.
pub async fn give_up_pages(conn: &mut PgConnection, revoked: Uuid) -> sqlx::Result<Vec<(Uuid, String)>> {
    sqlx::query_as(
        "-- key_give_up_pages
         WITH RECURSIVE line AS (
           SELECT $1::uuid AS id
           UNION SELECT p.id FROM autobolt.api_keys p JOIN line ON p.rotated_to = line.id
                 WHERE p.revoked_at IS NOT NULL OR p.expires_at <= now()),
         heir AS (
           SELECT h.id FROM autobolt.api_keys k JOIN autobolt.api_keys h ON h.id = k.rotated_to
           WHERE k.id = $1 AND h.revoked_at IS NULL),
         moved AS (
           UPDATE autobolt.submissions s
           SET handed_over_key_id = (SELECT id FROM heir),
               handed_over_at = CASE WHEN EXISTS (SELECT 1 FROM heir) THEN s.handed_over_at END,
               updated_at = now()
           WHERE s.needs_staff AND s.handed_over_key_id IN (SELECT id FROM line)
           RETURNING s.result_id, s.handed_over_key_id)
         SELECT r.job_id, r.directory_name FROM moved JOIN public.job_results r ON r.id = moved.result_id
         WHERE moved.handed_over_key_id IS NULL",
    )
    .bind(revoked)
    .fetch_all(conn)
    .await
}

/// Names the key that takes another's place; the old one ends after the overlap, or earlier if it was to.
///
/// # Errors
/// The database's.
pub async fn rotate(conn: &mut PgConnection, old: Uuid, new: Uuid, overlap_hours: i32) -> sqlx::Result<u64> {
    Ok(sqlx::query(
        "-- key_rotate
         UPDATE autobolt.api_keys
         SET rotated_to = $2, expires_at = least(expires_at, now() + make_interval(hours => $3))
         WHERE id = $1 AND rotated_to IS NULL",
    )
    .bind(old)
    .bind(new)
    .bind(overlap_hours)
    .execute(conn)
    .await?
    .rows_affected())
}

/// A key as lists show it.
#[derive(Debug, Clone, FromRow, Serialize)]
pub struct ListedKey {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its first characters.
    pub display_prefix: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub created_by: String,
    /// When it ends by itself.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<DateTime<Utc>>,
    /// The key that took its place.
    pub rotated_to: Option<Uuid>,
}

/// Every key, newest first.
///
/// # Errors
/// The database's.
pub async fn list(pool: &PgPool) -> sqlx::Result<Vec<ListedKey>> {
    sqlx::query_as(
        "-- key_list
         SELECT id, name, display_prefix, scopes, created_at, created_by, expires_at, revoked_at, last_used_at, rotated_to
         FROM autobolt.api_keys ORDER BY created_at DESC, id",
    )
    .fetch_all(pool)
    .await
}

/// Adds a pairing code.
///
/// # Errors
/// The database's.
pub async fn insert_code(
    conn: &mut PgConnection,
    code_hash: &[u8],
    key_name: Option<&str>,
    origin: Option<&str>,
    minutes: i32,
    actor: &str,
) -> sqlx::Result<()> {
    sqlx::query(
        "-- pairing_code_insert
         INSERT INTO autobolt.pairing_codes (code_hash, created_by, key_name, origin, expires_at)
         VALUES ($1, $2, $3, left($5, 300), now() + make_interval(mins => $4))",
    )
    .bind(code_hash)
    .bind(actor)
    .bind(key_name)
    .bind(minutes)
    .bind(origin)
    .execute(conn)
    .await?;
    Ok(())
}

/// What a used code says.
#[derive(Debug, Clone, FromRow)]
pub struct UsedCode {
    /// The name its maker chose for the key.
    pub key_name: Option<String>,
    /// Who made it.
    pub created_by: String,
    /// The address of the page that showed it; none: it is good at any.
    pub origin: Option<String>,
}

/// Uses a code up. `None`: wrong, used, or too old.
///
/// # Errors
/// The database's.
pub async fn use_code(conn: &mut PgConnection, code_hash: &[u8]) -> sqlx::Result<Option<UsedCode>> {
    sqlx::query_as(
        "-- pairing_code_use
         UPDATE autobolt.pairing_codes SET used_at = now()
         WHERE code_hash = $1 AND used_at IS NULL AND expires_at > clock_timestamp()
         RETURNING key_name, created_by, origin",
    )
    .bind(code_hash)
    .fetch_optional(conn)
    .await
}

/// Writes down which key a code was exchanged for.
///
/// # Errors
/// The database's.
pub async fn code_made(conn: &mut PgConnection, code_hash: &[u8], key: Uuid) -> sqlx::Result<()> {
    sqlx::query("-- pairing_code_made\nUPDATE autobolt.pairing_codes SET key_id = $2 WHERE code_hash = $1")
        .bind(code_hash)
        .bind(key)
        .execute(conn)
        .await?;
    Ok(())
}
