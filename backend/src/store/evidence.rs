//! Evidence: which screenshot belongs to what. The bytes are on disk.

use autobolt_shared::{AttemptId, DirectoryName, EvidenceId, JobId};
use sqlx::{FromRow, PgConnection, PgPool};
use uuid::Uuid;

/// Whether a caller may add evidence to a directory of a job.
#[derive(Debug, Clone, Copy, FromRow)]
pub struct Place {
    /// The caller works, or worked, on the job.
    pub known: bool,
    /// The job has the directory.
    pub has_directory: bool,
    /// How many are stored for it.
    pub stored: i64,
}

/// How the caller stands towards a directory of a job.
///
/// # Errors
/// The database's.
pub async fn place(
    conn: &mut PgConnection,
    job: JobId,
    directory: &DirectoryName,
    keys: &[Uuid],
) -> sqlx::Result<Place> {
    sqlx::query_as(
        "-- evidence_place
         SELECT EXISTS (SELECT 1 FROM autobolt.job_control c WHERE c.job_id = $1
                          AND (c.lease_key_id = ANY ($3) OR c.last_key_id = ANY ($3)))
                  OR EXISTS (SELECT 1 FROM autobolt.attempts a WHERE a.job_id = $1 AND a.key_id = ANY ($3))
                  OR EXISTS (SELECT 1 FROM autobolt.reports p WHERE p.job_id = $1 AND p.key_id = ANY ($3)) AS known,
                EXISTS (SELECT 1 FROM public.job_results r WHERE r.job_id = $1 AND r.directory_name = $2) AS has_directory,
                (SELECT count(*) FROM autobolt.evidence e WHERE e.job_id = $1 AND e.directory_name = $2) AS stored",
    )
    .bind(job.0)
    .bind(directory.as_str())
    .bind(keys)
    .fetch_one(conn)
    .await
}

/// A stored screenshot.
#[derive(Debug, Clone, FromRow)]
pub struct Stored {
    /// The job.
    pub job_id: Uuid,
    /// The directory.
    pub directory_name: String,
    /// `image/png`, …
    pub media_type: String,
    /// Hash of the bytes.
    pub sha256: Vec<u8>,
    /// Where the bytes are.
    pub location: String,
}

/// The screenshot of that id.
///
/// # Errors
/// The database's.
pub async fn find(conn: &mut PgConnection, id: EvidenceId) -> sqlx::Result<Option<Stored>> {
    sqlx::query_as(
        "-- evidence_find
         SELECT job_id, directory_name, media_type, sha256, location FROM autobolt.evidence WHERE id = $1",
    )
    .bind(id.0)
    .fetch_optional(conn)
    .await
}

/// Pictures that have been kept for long enough, the oldest first: id and location.
///
/// # Errors
/// The database's.
pub async fn older_than(pool: &PgPool, days: i32, most: i64) -> sqlx::Result<Vec<(Uuid, String)>> {
    sqlx::query_as(
        "-- evidence_older_than
         SELECT id, location FROM autobolt.evidence
         WHERE removed_at IS NULL AND created_at < now() - make_interval(days => $1) ORDER BY created_at LIMIT $2",
    )
    .bind(days)
    .bind(most)
    .fetch_all(pool)
    .await
}

/// Notes that a picture is gone.
///
/// # Errors
/// The database's.
pub async fn mark_removed(pool: &PgPool, id: Uuid) -> sqlx::Result<u64> {
    Ok(sqlx::query("-- evidence_mark_removed\nUPDATE autobolt.evidence SET removed_at = now() WHERE id = $1")
        .bind(id)
        .execute(pool)
        .await?
        .rows_affected())
}

/// A screenshot about to be recorded.
#[derive(Debug, Clone, Copy)]
pub struct NewEvidence<'a> {
    /// Made by the client.
    pub id: EvidenceId,
    /// The job.
    pub job: JobId,
    /// The directory.
    pub directory: &'a str,
    /// The press it belongs to.
    pub attempt: Option<AttemptId>,
    /// The key that sent it.
    pub key: Uuid,
    /// `image/png`, …
    pub media_type: &'a str,
    /// How many bytes.
    pub bytes: i32,
    /// Their hash.
    pub sha256: &'a [u8],
    /// Where they are.
    pub location: &'a str,
    /// Who sent it, for the timeline.
    pub actor: &'a str,
}

/// Records a screenshot and tells the timeline. False: the same id was recorded at the same moment.
///
/// # Errors
/// The database's.
pub async fn insert(conn: &mut PgConnection, new: NewEvidence<'_>) -> sqlx::Result<bool> {
    let added: Option<i64> = sqlx::query_scalar(
        "-- evidence_insert
         WITH added AS (
           INSERT INTO autobolt.evidence (id, job_id, directory_name, attempt_id, key_id, media_type, bytes, sha256, location)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING RETURNING id)
         INSERT INTO autobolt.events (kind, job_id, directory_name, actor, data)
         SELECT 'attempt', $2, $3, $10, jsonb_build_object('evidence_id', added.id) FROM added RETURNING id",
    )
    .bind(new.id.0)
    .bind(new.job.0)
    .bind(new.directory)
    .bind(new.attempt.map(|attempt| attempt.0))
    .bind(new.key)
    .bind(new.media_type)
    .bind(new.bytes)
    .bind(new.sha256)
    .bind(new.location)
    .bind(new.actor)
    .fetch_optional(conn)
    .await?;
    Ok(added.is_some())
}
