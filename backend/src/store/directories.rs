//! The directory catalogue.

use serde::Serialize;
use serde_json::{Map, Value};
use sqlx::{FromRow, PgConnection};

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// New directories.
    pub added: u64,
    /// Directories that were there and are different now.
    pub changed: u64,
    /// Directories that were there just so.
    pub unchanged: u64,
}

/// A directory as an export writes it.
#[derive(Debug, Clone, PartialEq, Serialize, FromRow)]
#[expect(missing_docs, reason = "the columns of `autobolt.directories`, explained in the migration")]
pub struct Directory {
    pub name: String,
    pub submission_url: Option<String>,
    pub home_url: Option<String>,
    pub category: Option<String>,
    pub country: Option<String>,
    pub language: Option<String>,
    pub authority: Option<i32>,
    pub requires_login: Option<bool>,
    pub has_captcha: Option<bool>,
    pub is_paid: Option<bool>,
    pub active: bool,
    pub pacing_ms: Option<i32>,
    pub notes: Option<String>,
    pub recipe: Option<Value>,
}

/// Adds directories and changes those of the same name. Of one that exists, only the columns an object has are set; a
/// null sets "unknown". A flag that changes is noted with the time.
///
/// # Errors
/// The database said no.
pub async fn import(
    db: &mut PgConnection,
    directories: &[Map<String, Value>],
) -> Result<Imported, sqlx::Error> {
    let all = Value::Array(directories.iter().cloned().map(Value::Object).collect());
    let there: i64 = sqlx::query_scalar(
        "-- directories_count_known
         SELECT count(*) FROM jsonb_array_elements($1) j JOIN autobolt.directories d ON d.name = j ->> 'name'",
    )
    .bind(&all)
    .fetch_one(&mut *db)
    .await?;
    let changed = sqlx::query(
        "-- directories_change
         UPDATE autobolt.directories d
         SET submission_url = n.submission_url, home_url = n.home_url, category = n.category, country = n.country,
             language = n.language, authority = n.authority, active = n.active, pacing_ms = n.pacing_ms, notes = n.notes,
             recipe = n.recipe, requires_login = n.requires_login, has_captcha = n.has_captcha, is_paid = n.is_paid,
             requires_login_at = CASE WHEN n.requires_login IS NOT DISTINCT FROM d.requires_login THEN d.requires_login_at
                                      WHEN n.requires_login IS NOT NULL THEN now() END,
             has_captcha_at = CASE WHEN n.has_captcha IS NOT DISTINCT FROM d.has_captcha THEN d.has_captcha_at
                                   WHEN n.has_captcha IS NOT NULL THEN now() END,
             is_paid_at = CASE WHEN n.is_paid IS NOT DISTINCT FROM d.is_paid THEN d.is_paid_at
                               WHEN n.is_paid IS NOT NULL THEN now() END,
             updated_at = now()
         FROM jsonb_array_elements($1) j
         JOIN autobolt.directories o ON o.name = j ->> 'name'
         -- The old row with the object's values over it: what the object lacks stays.
         CROSS JOIN LATERAL jsonb_populate_record(o, j) n
         WHERE d.id = o.id AND n IS DISTINCT FROM o",
    )
    .bind(&all)
    .execute(&mut *db)
    .await?
    .rows_affected();
    let added = sqlx::query(
        "-- directories_add
         INSERT INTO autobolt.directories (name, submission_url, home_url, category, country, language, authority, active,
           pacing_ms, notes, recipe, requires_login, requires_login_at, has_captcha, has_captcha_at, is_paid, is_paid_at)
         SELECT n.name, n.submission_url, n.home_url, n.category, n.country, n.language, n.authority,
                coalesce(n.active, true), n.pacing_ms, n.notes, n.recipe,
                n.requires_login, CASE WHEN n.requires_login IS NOT NULL THEN now() END,
                n.has_captcha, CASE WHEN n.has_captcha IS NOT NULL THEN now() END,
                n.is_paid, CASE WHEN n.is_paid IS NOT NULL THEN now() END
         FROM jsonb_populate_recordset(NULL::autobolt.directories, $1) n
         ON CONFLICT (name) DO NOTHING",
    )
    .bind(&all)
    .execute(&mut *db)
    .await?
    .rows_affected();
    let unchanged = u64::try_from(there).unwrap_or(0).saturating_sub(changed);
    Ok(Imported { added, changed, unchanged })
}

/// The whole catalogue, by name.
///
/// # Errors
/// The database said no.
pub async fn export(db: &mut PgConnection) -> Result<Vec<Directory>, sqlx::Error> {
    sqlx::query_as(
        "-- directories_export
         SELECT name, submission_url, home_url, category, country, language, authority, requires_login, has_captcha,
                is_paid, active, pacing_ms, notes, recipe
         FROM autobolt.directories ORDER BY name",
    )
    .fetch_all(db)
    .await
}
