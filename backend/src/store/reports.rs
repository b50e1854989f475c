//! Results: the rows of a job, and reports stored once.

use super::standing_sql;
use autobolt_shared::{
    DirectoryName, EventId, JobId, Outcome, Reason, ResultStatus,
    protocol::{DirectoryState, Progress, Standing},
};
use serde_json::Value;
use sqlx::{FromRow, PgConnection};
use uuid::Uuid;

/// A report stored before.
#[derive(Debug, Clone, FromRow)]
pub struct Stored {
    /// The job it was for.
    pub job_id: Uuid,
    /// The key that sent it.
    pub key_id: Uuid,
    /// Hash of what it said.
    pub body_hash: Vec<u8>,
    /// What was answered.
    pub reply: Value,
}

/// A report of that id.
///
/// # Errors
/// The database's.
pub async fn find(conn: &mut PgConnection, id: EventId) -> sqlx::Result<Option<Stored>> {
    sqlx::query_as(
        "-- report_find
         SELECT job_id, key_id, body_hash, reply FROM autobolt.reports WHERE event_id = $1",
    )
    .bind(id.0)
    .fetch_optional(conn)
    .await
}

/// Stores a report's answer. The caller holds the job's lock and found none of that id.
///
/// # Errors
/// The database's; a unique violation when the same id was used for another job at the same moment.
pub async fn insert(
    conn: &mut PgConnection,
    id: EventId,
    job: JobId,
    key: Uuid,
    body_hash: &[u8],
    reply: &Value,
) -> sqlx::Result<()> {
    sqlx::query(
        "-- report_insert
         INSERT INTO autobolt.reports (event_id, job_id, key_id, body_hash, reply) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id.0)
    .bind(job.0)
    .bind(key)
    .bind(body_hash)
    .bind(reply)
    .execute(conn)
    .await?;
    Ok(())
}

/// One directory of a job, locked.
#[derive(Debug, Clone, FromRow)]
pub struct Row {
    /// `public.job_results.id`.
    pub result_id: Uuid,
    /// `public.job_results.status`.
    pub status: String,
    /// Why.
    pub reason: Option<String>,
    /// The catalogue's row.
    pub directory_id: Uuid,
    /// It waits for a person.
    pub needs_staff: bool,
    /// Its timer is not due.
    pub timer_waits: bool,
    /// Milliseconds until its timer is due.
    pub due_in_ms: Option<i64>,
    /// Visits that ended in a `retry` by timer.
    pub timer_tries: i32,
    /// The key whose prepared page waits.
    pub handed_over_key_id: Option<Uuid>,
    /// `runnable`, `waiting_timer`, `waiting_staff` or `final`.
    pub standing: String,
}

impl Row {
    /// The row's status and reason.
    ///
    /// # Errors
    /// The database holds a pair outside the design's table.
    pub fn outcome(&self) -> sqlx::Result<Outcome> {
        outcome(&self.status, self.reason.as_deref())
    }

    /// The row as it goes over the wire.
    ///
    /// # Errors
    /// The database holds a pair outside the design's table.
    pub fn state(&self, name: &DirectoryName) -> sqlx::Result<DirectoryState> {
        let outcome = self.outcome()?;
        Ok(DirectoryState {
            directory_name: name.clone(),
            status: outcome.status(),
            reason: outcome.reason(),
            standing: standing(&self.standing),
            due_in_ms: self.due_in_ms.and_then(|ms| u64::try_from(ms).ok()),
        })
    }
}

/// Reads a stored pair of words.
///
/// # Errors
/// The database holds a pair outside the design's table.
pub fn outcome(status: &str, reason: Option<&str>) -> sqlx::Result<Outcome> {
    let decode = |error: Box<dyn std::error::Error + Send + Sync>| sqlx::Error::Decode(error);
    let status: ResultStatus = status.parse().map_err(|e| decode(Box::new(e)))?;
    let reason: Option<Reason> = reason.map(str::parse).transpose().map_err(|e| decode(Box::new(e)))?;
    Outcome::new(status, reason).map_err(|e| decode(Box::new(e)))
}

/// Reads the word of `standing_sql!`.
#[must_use]
pub fn standing(word: &str) -> Standing {
    match word {
        "final" => Standing::Final,
        "waiting_staff" => Standing::WaitingStaff,
        "waiting_timer" => Standing::WaitingTimer,
        _ => Standing::Runnable,
    }
}

/// Locks one directory of a job. `None`: the job has no such directory.
///
/// # Errors
/// The database's.
pub async fn lock_row(
    conn: &mut PgConnection,
    job: JobId,
    directory: &DirectoryName,
) -> sqlx::Result<Option<Row>> {
    sqlx::query_as(concat!(
        "-- result_lock_row
         SELECT r.id AS result_id, r.status, s.reason, s.directory_id, s.needs_staff, s.timer_tries, s.handed_over_key_id,
                coalesce(s.next_attempt_at > clock_timestamp(), false) AS timer_waits,
                ceil(extract(epoch FROM s.next_attempt_at - clock_timestamp()) * 1000)::bigint AS due_in_ms, ",
        standing_sql!(),
        " AS standing
         FROM public.job_results r JOIN autobolt.submissions s ON s.result_id = r.id
         WHERE r.job_id = $1 AND r.directory_name = $2 FOR UPDATE OF r, s"
    ))
    .bind(job.0)
    .bind(directory.as_str())
    .fetch_optional(conn)
    .await
}

/// Whether a result's log is this one: compared by the database, as it stores it.
///
/// # Errors
/// The database's.
pub async fn has_log(conn: &mut PgConnection, result: Uuid, log: &Value) -> sqlx::Result<bool> {
    sqlx::query_scalar("-- result_has_log\nSELECT response_log = $2 FROM public.job_results WHERE id = $1")
        .bind(result)
        .bind(log)
        .fetch_one(conn)
        .await
}

/// A result about to be written.
#[derive(Debug, Clone, Copy)]
pub struct NewResult<'a> {
    /// Status and reason.
    pub outcome: Outcome,
    /// What was seen.
    pub log: &'a Value,
    /// Milliseconds until a timer brings it back.
    pub due_in_ms: Option<i64>,
    /// Visits that ended in a `retry` by timer.
    pub timer_tries: i32,
    /// The key whose prepared page waits.
    pub handed_over: Option<Uuid>,
}

/// Writes a result; the caller has the row locked.
///
/// # Errors
/// The database's.
pub async fn write(conn: &mut PgConnection, result: Uuid, new: NewResult<'_>) -> sqlx::Result<()> {
    let changed = sqlx::query(
        "-- result_write
         UPDATE public.job_results
         SET status = $2, response_log = $3, submitted_at = CASE WHEN $2 = 'submitted' THEN now() END
         WHERE id = $1",
    )
    .bind(result)
    .bind(new.outcome.status().as_str())
    .bind(new.log)
    .execute(&mut *conn)
    .await?
    .rows_affected();
    if changed != 1 {
        return Err(sqlx::Error::RowNotFound);
    }
    sqlx::query(
        "-- submission_write
         UPDATE autobolt.submissions
         SET reason = $2, next_attempt_at = clock_timestamp() + $3 * interval '1 millisecond', needs_staff = $4,
             timer_tries = $5, handed_over_key_id = $6,
             handed_over_at = CASE WHEN $6::uuid IS NULL THEN NULL ELSE now() END,
             holds = $7, updated_at = now(), duration_ms = $8,
             started_at = coalesce(started_at, now() - coalesce($8, 0) * interval '1 millisecond')
         WHERE result_id = $1",
    )
    .bind(result)
    .bind(new.outcome.reason().map(Reason::as_str))
    .bind(new.due_in_ms)
    .bind(new.outcome.needs_staff())
    .bind(new.timer_tries)
    .bind(new.handed_over)
    .bind(new.outcome.status() != ResultStatus::Failed)
    .bind(duration_ms(new.log))
    .execute(conn)
    .await?;
    Ok(())
}

/// The duration a log names, if it names one that can be.
fn duration_ms(log: &Value) -> Option<i32> {
    let ms = log.get("duration_ms")?.as_u64()?;
    i32::try_from(ms).ok().filter(|ms| *ms > 0)
}

/// A wall a worker met is a fact about the directory; unknown flags become known, with the moment.
///
/// # Errors
/// The database's.
pub async fn observe_wall(conn: &mut PgConnection, directory: Uuid, reason: Reason) -> sqlx::Result<()> {
    let statement = match reason {
        Reason::Captcha => {
            "-- directory_observe_captcha
             UPDATE autobolt.directories SET has_captcha = true, has_captcha_at = now()
             WHERE id = $1 AND has_captcha IS DISTINCT FROM true"
        }
        Reason::Login => {
            "-- directory_observe_login
             UPDATE autobolt.directories SET requires_login = true, requires_login_at = now()
             WHERE id = $1 AND requires_login IS DISTINCT FROM true"
        }
        Reason::Payment => {
            "-- directory_observe_payment
             UPDATE autobolt.directories SET is_paid = true, is_paid_at = now()
             WHERE id = $1 AND is_paid IS DISTINCT FROM true"
        }
        _ => return Ok(()),
    };
    sqlx::query(statement).bind(directory).execute(conn).await?;
    Ok(())
}

/// A directory of a job with what is needed to work on it.
#[derive(Debug, Clone, FromRow)]
pub struct Listed {
    /// Its name.
    pub directory_name: String,
    /// `public.job_results.status`.
    pub status: String,
    /// Why.
    pub reason: Option<String>,
    /// `runnable`, `waiting_timer`, `waiting_staff` or `final`.
    pub standing: String,
    /// Milliseconds until its timer is due.
    pub due_in_ms: Option<i64>,
    /// Where its form is, or its home page.
    pub submission_url: String,
    /// Its language.
    pub language: Option<String>,
    /// Its country.
    pub country: Option<String>,
    /// Pause between two visits.
    pub pacing_ms: Option<i32>,
    /// Overrides.
    pub recipe: Option<Value>,
    /// It waits for a person.
    pub needs_staff: bool,
    /// The caller's prepared page waits.
    pub handed_over_by_you: bool,
    /// A press of the caller's without an outcome.
    pub unresolved_attempt: Option<Uuid>,
}

/// Every directory of a job, in the order to do them, as it concerns these keys.
///
/// # Errors
/// The database's.
pub async fn list(conn: &mut PgConnection, job: JobId, keys: &[Uuid]) -> sqlx::Result<Vec<Listed>> {
    sqlx::query_as(concat!(
        "-- result_list
         SELECT r.directory_name, r.status, s.reason, ",
        standing_sql!(),
        " AS standing,
                CASE WHEN r.status = 'retry' AND s.next_attempt_at > clock_timestamp()
                     THEN ceil(extract(epoch FROM s.next_attempt_at - clock_timestamp()) * 1000)::bigint END AS due_in_ms,
                coalesce(d.submission_url, d.home_url) AS submission_url,
                d.language, d.country, d.pacing_ms, d.recipe, s.needs_staff,
                coalesce(s.needs_staff AND s.handed_over_key_id = ANY ($2), false) AS handed_over_by_you,
                (SELECT a.id FROM autobolt.attempts a
                 WHERE a.result_id = r.id AND a.outcome IS NULL AND NOT a.dry_run AND a.key_id = ANY ($2)
                   AND (s.decided_at IS NULL OR a.begun_at > s.decided_at)) AS unresolved_attempt
         FROM public.job_results r
         JOIN autobolt.submissions s ON s.result_id = r.id
         JOIN autobolt.directories d ON d.id = s.directory_id
         WHERE r.job_id = $1 ORDER BY s.position, r.directory_name"
    ))
    .bind(job.0)
    .bind(keys)
    .fetch_all(conn)
    .await
}

/// Progress of a job, counted from all its rows, which are at hand.
#[must_use]
pub fn progress(all: &[Listed]) -> Progress {
    let count = |holds: &dyn Fn(&Listed) -> bool| {
        i64::try_from(all.iter().filter(|row| holds(row)).count()).unwrap_or(i64::MAX)
    };
    let (submitted, failed) = (count(&|row| row.status == "submitted"), count(&|row| row.status == "failed"));
    Progress {
        done: submitted + failed,
        total: count(&|_| true),
        submitted,
        failed,
        retry: count(&|row| row.status == "retry"),
        needs_staff: count(&|row| row.needs_staff),
    }
}

/// How the directories of a job stand, for the end of a run.
#[derive(Debug, Clone, FromRow)]
pub struct Left {
    /// Names of those that are to be done now, in order.
    pub runnable: Vec<String>,
    /// Milliseconds until the earliest timer is due.
    pub due_in_ms: Option<i64>,
    /// How many wait for a person.
    pub waiting_staff: i64,
}

/// What is left of a job.
///
/// # Errors
/// The database's.
pub async fn left(conn: &mut PgConnection, job: JobId) -> sqlx::Result<Left> {
    sqlx::query_as(concat!(
        "-- result_left
         SELECT coalesce(array_agg(d.directory_name ORDER BY d.position) FILTER (WHERE d.standing = 'runnable'), '{}') AS runnable,
                ceil(extract(epoch FROM min(d.next_attempt_at) FILTER (WHERE d.standing = 'waiting_timer')
                                        - clock_timestamp()) * 1000)::bigint AS due_in_ms,
                count(*) FILTER (WHERE d.standing = 'waiting_staff') AS waiting_staff
         FROM (SELECT r.directory_name, s.position, s.next_attempt_at, ",
        standing_sql!(),
        " AS standing
               FROM public.job_results r JOIN autobolt.submissions s ON s.result_id = r.id
               WHERE r.job_id = $1) d"
    ))
    .bind(job.0)
    .fetch_one(conn)
    .await
}

/// Marks when work on a directory began, the first time.
///
/// # Errors
/// The database's.
pub async fn note_started(conn: &mut PgConnection, result: Uuid) -> sqlx::Result<()> {
    sqlx::query(
        "-- submission_note_started
         UPDATE autobolt.submissions SET started_at = now(), updated_at = now() WHERE result_id = $1 AND started_at IS NULL",
    )
    .bind(result)
    .execute(conn)
    .await?;
    Ok(())
}
