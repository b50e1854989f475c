//! Workers: one row per key, what it does and when it was last heard of; and the pages staff want to see in it.

use serde_json::Value;
use sqlx::{FromRow, PgConnection};
use uuid::Uuid;

/// A sign of life.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sign<'a> {
    /// The client's build.
    pub build: Option<&'a str>,
    /// The protocol it speaks.
    pub protocol: Option<i32>,
    /// The start of the worker.
    pub incarnation: Option<&'a str>,
    /// What it says of itself; absent with requests that say nothing about it.
    pub says: Option<Says<'a>>,
}

/// What a worker says of itself.
#[derive(Debug, Clone, Copy)]
pub struct Says<'a> {
    /// `idle`, `working`, …
    pub state: Option<&'a str>,
    /// The directories it works on.
    pub doing: &'a Value,
    /// The prepared pages it keeps.
    pub pages: &'a Value,
    /// Results not yet acknowledged.
    pub outbox: i32,
}

/// What a sign of life brought to light.
#[derive(Debug, Clone, Copy, FromRow)]
pub struct Seen {
    /// Staff asked this worker to stop.
    pub stop: bool,
    /// It does something else than it did, or keeps other pages.
    pub changed: bool,
}

/// Writes a sign of life down.
///
/// # Errors
/// The database's.
pub async fn seen(conn: &mut PgConnection, key: Uuid, sign: Sign<'_>) -> sqlx::Result<Seen> {
    let empty = Value::Array(Vec::new());
    let (told, state, doing, pages, outbox) = match sign.says {
        Some(says) => (true, says.state, says.doing, says.pages, says.outbox),
        None => (false, None, &empty, &empty, 0),
    };
    sqlx::query_as(
        "-- worker_seen
         -- As it was before: how long a step takes is no change.
         WITH before AS (
           SELECT state, pages,
                  (SELECT jsonb_agg(d - 'for_ms' ORDER BY d ->> 'directory_name') FROM jsonb_array_elements(doing) d) AS doing
           FROM autobolt.workers WHERE key_id = $1)
         INSERT INTO autobolt.workers AS w (key_id, build, protocol, incarnation, state, doing, pages, outbox)
         VALUES ($1, $2, $3, $4, $6, $7, $8, $9)
         ON CONFLICT (key_id) DO UPDATE SET
           last_seen_at = now(),
           build = coalesce($2, w.build), protocol = coalesce($3, w.protocol),
           restarts = w.restarts + (w.incarnation IS NOT NULL AND $4 IS NOT NULL AND w.incarnation <> $4)::int,
           incarnation = coalesce($4, w.incarnation),
           state = CASE WHEN $5 THEN coalesce($6, w.state) ELSE w.state END,
           doing = CASE WHEN $5 THEN $7 ELSE w.doing END,
           pages = CASE WHEN $5 THEN $8 ELSE w.pages END,
           outbox = CASE WHEN $5 THEN $9 ELSE w.outbox END,
           stopped_at = CASE WHEN w.stop_requested_at IS NULL THEN NULL
                             WHEN w.stopped_at IS NULL AND $6 = 'stopped' THEN now() ELSE w.stopped_at END
         RETURNING stop_requested_at IS NOT NULL AS stop,
           $5 AND NOT EXISTS (
             SELECT 1 FROM before
             WHERE before.state IS NOT DISTINCT FROM w.state AND before.pages = w.pages
               AND before.doing IS NOT DISTINCT FROM
                   (SELECT jsonb_agg(d - 'for_ms' ORDER BY d ->> 'directory_name') FROM jsonb_array_elements(w.doing) d)
           ) AS changed",
    )
    .bind(key)
    .bind(sign.build)
    .bind(sign.protocol)
    .bind(sign.incarnation)
    .bind(told)
    .bind(state)
    .bind(doing)
    .bind(pages)
    .bind(outbox)
    .fetch_one(conn)
    .await
}

/// A page staff want to see, or closed.
#[derive(Debug, Clone, FromRow)]
pub struct PageRequest {
    /// Its number.
    pub id: i64,
    /// The job.
    pub job_id: Uuid,
    /// The directory.
    pub directory_name: String,
    /// `open` or `close`.
    pub action: String,
}

/// The requests a worker that does not say what it has handled was not given yet, marked as delivered.
///
/// # Errors
/// The database's.
pub async fn take_page_requests(conn: &mut PgConnection, keys: &[Uuid]) -> sqlx::Result<Vec<PageRequest>> {
    sqlx::query_as(
        "-- page_requests_take
         UPDATE autobolt.page_requests SET delivered_at = now()
         WHERE key_id = ANY ($1) AND delivered_at IS NULL
         RETURNING id, job_id, directory_name, action",
    )
    .bind(keys)
    .fetch_all(conn)
    .await
}

/// The requests a worker has not handled yet, those it names now left out for good. Nobody waits any more for a page they
/// asked for long ago: it does not jump to the front of a browser that was closed meanwhile.
///
/// # Errors
/// The database's.
pub async fn open_page_requests(
    conn: &mut PgConnection,
    keys: &[Uuid],
    handled: &[i64],
) -> sqlx::Result<Vec<PageRequest>> {
    sqlx::query(
        "-- page_requests_handled
         UPDATE autobolt.page_requests SET delivered_at = now()
         WHERE key_id = ANY ($1) AND delivered_at IS NULL
           AND (id = ANY ($2) OR (action = 'open' AND requested_at < now() - interval '15 minutes'))",
    )
    .bind(keys)
    .bind(handled)
    .execute(&mut *conn)
    .await?;
    sqlx::query_as(
        "-- page_requests_open
         SELECT id, job_id, directory_name, action FROM autobolt.page_requests
         WHERE key_id = ANY ($1) AND delivered_at IS NULL ORDER BY id",
    )
    .bind(keys)
    .fetch_all(conn)
    .await
}

/// Of the pages a worker keeps, those that no longer wait for it.
///
/// # Errors
/// The database's.
pub async fn pages_not_needed(
    conn: &mut PgConnection,
    keys: &[Uuid],
    jobs: &[Uuid],
    directories: &[String],
) -> sqlx::Result<Vec<(Uuid, String)>> {
    sqlx::query_as(
        "-- pages_not_needed
         SELECT p.job_id, p.directory_name FROM unnest($2::uuid[], $3::text[]) AS p (job_id, directory_name)
         WHERE NOT EXISTS (
           SELECT 1 FROM public.job_results r JOIN autobolt.submissions s ON s.result_id = r.id
           WHERE r.job_id = p.job_id AND r.directory_name = p.directory_name
             AND s.needs_staff
             AND (s.handed_over_key_id = ANY ($1)
               OR EXISTS (SELECT 1 FROM autobolt.attempts a
                          WHERE a.result_id = r.id AND a.outcome IS NULL AND a.key_id = ANY ($1))))",
    )
    .bind(keys)
    .bind(jobs)
    .bind(directories)
    .fetch_all(conn)
    .await
}
