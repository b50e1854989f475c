//! API keys and pairing codes: how they look, how they are checked, how they come and go.
//!
//! A key is `ab_live_`, 30 random letters and digits, `_`, and six more that are the CRC-32 of what stands before, so that a
//! mistyped key is told apart from an unknown one without a look into the database, and secret scanners can be sure. The
//! database holds the SHA-256 alone; a random key of 178 bits needs no slow hash.

mod pairing;

pub use pairing::{CODE_MINUTES, PairingCode, Refused, code_for, create_pairing_code, origin, pair, pair_at};

use crate::jobs::lease::Ended;
use crate::problem::ApiError;
use crate::store::{self, audit};
use autobolt_shared::JobId;
use autobolt_shared::problem::{Problem, Slug};
use rand::Rng;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, PgPool};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// Never to be changed: secret scanners know it.
const PREFIX: &str = "ab_live_";
const RANDOM: usize = 30;
const CHECK: usize = 6;
const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// What a key may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Lease jobs and report results.
    Worker,
    /// Order jobs.
    JobsCreate,
    /// Read what staff see.
    StaffRead,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 3] = [Self::Worker, Self::JobsCreate, Self::StaffRead];

    /// The word that is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Worker => "worker",
            Self::JobsCreate => "jobs:create",
            Self::StaffRead => "staff:read",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is no scope.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is not a scope; the scopes are worker, jobs:create and staff:read")]
pub struct UnknownScope(String);

impl FromStr for Scope {
    type Err = UnknownScope;
    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        Self::ALL.into_iter().find(|s| s.as_str() == text).ok_or_else(|| UnknownScope(text.to_owned()))
    }
}

/// A key in clear text. Shown once, stored never.
#[derive(Debug, Clone)]
pub struct ApiKey(SecretString);

/// The text does not look like a key, or was mistyped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MalformedKey {
    /// It does not have a key's shape.
    #[error("an AutoBolt key is `ab_live_` with 30 and then 6 more letters and digits")]
    Shape,
    /// The last six characters do not fit the rest.
    #[error("the key's check characters do not fit: it was mistyped or cut")]
    Check,
}

impl ApiKey {
    /// A new random key.
    #[must_use]
    pub fn random() -> Self {
        let body: String =
            (0..RANDOM).map(|_| char::from(BASE62[rand::rng().random_range(0..BASE62.len())])).collect();
        let start = format!("{PREFIX}{body}");
        let check = checksum(&start);
        Self(SecretString::from(format!("{start}_{check}")))
    }

    /// Reads a key that somebody sent.
    ///
    /// # Errors
    /// [`MalformedKey`]: it cannot be a key of ours, so the database need not be asked.
    pub fn parse(text: &str) -> Result<Self, MalformedKey> {
        let text = text.trim();
        let (start, check) = text.rsplit_once('_').ok_or(MalformedKey::Shape)?;
        let body = start.strip_prefix(PREFIX).ok_or(MalformedKey::Shape)?;
        let alphanumeric = |s: &str| s.bytes().all(|b| b.is_ascii_alphanumeric());
        if body.len() != RANDOM || check.len() != CHECK || !alphanumeric(body) || !alphanumeric(check) {
            return Err(MalformedKey::Shape);
        }
        if checksum(start) != check {
            return Err(MalformedKey::Check);
        }
        Ok(Self(SecretString::from(text.to_owned())))
    }

    /// The clear text, to be shown this once.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// What the database holds.
    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        sha256(self.expose().as_bytes())
    }

    /// The first characters, to tell keys apart in lists.
    #[must_use]
    pub fn display_prefix(&self) -> String {
        self.expose().chars().take(PREFIX.len() + 4).collect()
    }
}

fn checksum(start: &str) -> String {
    let mut rest = crc32fast::hash(start.as_bytes());
    let mut digits = [b'0'; CHECK];
    for digit in digits.iter_mut().rev() {
        *digit = BASE62[(rest % 62) as usize];
        rest /= 62;
    }
    digits.iter().copied().map(char::from).collect()
}

/// SHA-256 of some bytes.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

/// A lease token: 32 random bytes, in letters and digits.
#[must_use]
pub fn lease_token() -> String {
    (0..43).map(|_| char::from(BASE62[rand::rng().random_range(0..BASE62.len())])).collect()
}

/// A key that was just made.
#[derive(Debug, Clone)]
pub struct NewKey {
    /// `autobolt.api_keys.id`.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The clear text, this once.
    pub key: ApiKey,
}

/// Makes a key.
///
/// # Errors
/// The database's.
pub async fn create(
    conn: &mut PgConnection,
    name: &str,
    scopes: &[Scope],
    days: Option<i32>,
    actor: &str,
) -> sqlx::Result<NewKey> {
    let key = ApiKey::random();
    let words: Vec<&str> = scopes.iter().map(|s| s.as_str()).collect();
    let id = store::keys::insert(conn, name, &key.display_prefix(), &key.hash(), &words, days, actor).await?;
    Ok(NewKey { id, name: name.to_owned(), key })
}

/// Why a key could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// There is no key of that id or name.
    #[error("there is no such key")]
    Unknown,
    /// It is revoked.
    #[error("the key is revoked already")]
    Revoked,
    /// It was rotated.
    #[error("the key was rotated already; rotate the one that took its place")]
    Rotated,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<KeyError> for ApiError {
    fn from(error: KeyError) -> Self {
        let (slug, reason) = match error {
            KeyError::Database(inner) => return inner.into(),
            KeyError::Unknown => (Slug::NotFound, "no_such_key"),
            KeyError::Revoked => (Slug::Conflict, "already_revoked"),
            KeyError::Rotated => (Slug::Conflict, "already_rotated"),
        };
        Self(Problem::new(slug, error.to_string()).with("reason", reason))
    }
}

/// Revokes a key, ends its leases and gives up the pages it prepared, in one transaction; returns the jobs that went back to
/// the queue. A key that took its place keeps the pages.
///
/// # Errors
/// No such key, or revoked already.
pub async fn revoke(pool: &PgPool, id: Uuid, actor: &str) -> Result<Vec<JobId>, KeyError> {
    let mut tx = pool.begin().await?;
    let key = store::keys::lock(&mut tx, id).await?.ok_or(KeyError::Unknown)?;
    if key.revoked {
        return Err(KeyError::Revoked);
    }
    store::keys::revoke(&mut tx, id).await?;
    let jobs = let_go(&mut tx, id, &key.name, End::Revoked, actor).await?;
    tx.commit().await?;
    Ok(jobs)
}

/// Ends what a key holds that has expired, as its revocation would: returns the jobs that went back to the queue. Nothing
/// happens if it is live after all, or revoked.
///
/// # Errors
/// The database's.
pub async fn expire(pool: &PgPool, id: Uuid) -> sqlx::Result<Vec<JobId>> {
    let mut tx = pool.begin().await?;
    let Some(key) = store::keys::lock(&mut tx, id).await?.filter(|key| key.expired && !key.revoked) else {
        return Ok(Vec::new());
    };
    let jobs = let_go(&mut tx, id, &key.name, End::Expired, "system").await?;
    tx.commit().await?;
    Ok(jobs)
}

/// How a key comes to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Revoked,
    Expired,
}

/// Ends the leases of a key that is good no more and gives up the pages it prepared; the caller has it locked.
async fn let_go(
    conn: &mut PgConnection,
    id: Uuid,
    name: &str,
    how: End,
    actor: &str,
) -> sqlx::Result<Vec<JobId>> {
    let (action, ended) = match how {
        End::Revoked => ("key.revoke", Ended::Revoked),
        End::Expired => ("key.expire", Ended::KeyExpired),
    };
    let mut jobs = Vec::new();
    for touched in store::leases::jobs_of_key(conn, id).await? {
        if touched.leased {
            crate::jobs::lease::end(conn, touched.job(), ended, actor).await?;
            jobs.push(touched.job());
        }
    }
    let pages = store::keys::give_up_pages(conn, id).await?;
    // Without a directory's name the event stands for all of them: the job's page reads itself again.
    for job in pages.iter().map(|(job, _)| JobId(*job)).collect::<BTreeSet<_>>() {
        let data = serde_json::json!({ "action": action, "key": name });
        store::events::record(conn, "worker", Some(job), None, actor, data).await?;
    }
    let after = serde_json::json!({ "jobs": jobs, "pages": pages.len() });
    let entry = audit::Entry { subject: Some(name), ..audit::Entry::plain(actor, action, after) };
    audit::record(conn, entry).await?;
    let data = serde_json::json!({ "action": action, "key": name, "jobs": jobs });
    store::events::record(conn, "worker", None, None, actor, data).await?;
    Ok(jobs)
}

/// Makes the key that takes another's place; the old one stays good for `overlap_hours`. Leases, prepared pages and presses of
/// the old key are the new one's as well.
///
/// # Errors
/// No such key, revoked, or rotated already.
pub async fn rotate(pool: &PgPool, id: Uuid, overlap_hours: i32, actor: &str) -> Result<NewKey, KeyError> {
    let mut tx = pool.begin().await?;
    let old = store::keys::lock(&mut tx, id).await?.ok_or(KeyError::Unknown)?;
    if old.revoked {
        return Err(KeyError::Revoked);
    }
    if old.rotated_to.is_some() {
        return Err(KeyError::Rotated);
    }
    let key = ApiKey::random();
    let scopes: Vec<&str> = old.scopes.iter().map(String::as_str).collect();
    let new =
        store::keys::insert(&mut tx, &old.name, &key.display_prefix(), &key.hash(), &scopes, None, actor)
            .await?;
    store::keys::rotate(&mut tx, id, new, overlap_hours).await?;
    let after = serde_json::json!({ "overlap_hours": overlap_hours });
    let entry = audit::Entry { subject: Some(&old.name), ..audit::Entry::plain(actor, "key.rotate", after) };
    audit::record(&mut tx, entry).await?;
    let data = serde_json::json!({ "action": "key.rotate", "key": old.name });
    store::events::record(&mut tx, "worker", None, None, actor, data).await?;
    tx.commit().await?;
    Ok(NewKey { id: new, name: old.name, key })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_the_shape_that_secret_scanners_know_and_reads_back() {
        let key = ApiKey::random();
        let text = key.expose();
        assert!(text.starts_with("ab_live_"));
        assert_eq!(text.len(), 8 + 30 + 1 + 6);
        assert_eq!(ApiKey::parse(text).unwrap().hash(), key.hash());
    }

    #[test]
    fn a_mistyped_key_is_refused_by_its_check_characters() {
        let key = ApiKey::random();
        let mut text = key.expose().to_owned();
        let other = if text.as_bytes()[10] == b'a' { "b" } else { "a" };
        text.replace_range(10..11, other);
        assert_eq!(ApiKey::parse(&text).unwrap_err(), MalformedKey::Check);
        assert_eq!(ApiKey::parse("sk_live_123").unwrap_err(), MalformedKey::Shape);
    }

    #[test]
    fn a_key_never_appears_in_debug_output() {
        let key = ApiKey::random();
        assert!(!format!("{key:?}").contains(&key.expose()[8..]));
    }
}
