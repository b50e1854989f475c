//! Who is asking: the person behind the session cookie, or the program behind a key.

use super::token;
use crate::{app::App, problem::ApiError, store};
use autobolt_shared::problem::Slug;
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, header, request::Parts},
};
use sqlx::PgConnection;
use std::fmt;
use uuid::Uuid;

/// `__Host-`: sent to this host alone, over HTTPS (or to this machine) alone, and set by nobody else.
const COOKIE: &str = "__Host-autobolt";

/// What a person may do; each includes the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Look.
    Viewer,
    /// Approve, pause, retry, decide.
    Operator,
    /// Keys, accounts, audit log.
    Admin,
}

impl Role {
    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Operator => "operator",
            Self::Admin => "admin",
        }
    }

    /// The role of that word; anything unknown may look and no more.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word {
            "admin" => Self::Admin,
            "operator" => Self::Operator,
            _ => Self::Viewer,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Who is asking. Put into the request by [`super::access::guard`].
#[derive(Debug, Clone)]
pub struct Caller {
    /// The account; none for a program with a key.
    pub staff_id: Option<Uuid>,
    /// The address, or the key's name.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

impl Caller {
    /// As it is written into events and the audit log.
    #[must_use]
    pub fn actor(&self) -> String {
        match self.staff_id {
            Some(_) => format!("staff:{}", self.name),
            None => format!("key:{}", self.name),
        }
    }

    /// Whether they may do what `role` may.
    #[must_use]
    pub fn may(&self, role: Role) -> bool {
        self.role >= role
    }

    /// May approve, pause, retry, decide.
    #[must_use]
    pub fn operates(&self) -> bool {
        self.may(Role::Operator)
    }

    /// May handle keys and accounts.
    #[must_use]
    pub fn administers(&self) -> bool {
        self.may(Role::Admin)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| ApiError::new(Slug::Unauthorized, "Sign in at /staff/sign-in."))
    }
}

/// The session token in the request's cookies.
#[must_use]
pub fn token_of(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == COOKIE && !value.is_empty()).then_some(value))
}

/// The person behind the session, if it is alive.
///
/// # Errors
/// The database's.
pub async fn owner(app: &App, headers: &HeaderMap) -> sqlx::Result<Option<Caller>> {
    let Some(token) = token_of(headers) else { return Ok(None) };
    let owner = store::staff::session(&app.pool, &token::hash(token)).await?;
    Ok(owner.map(|owner| Caller {
        staff_id: Some(owner.id),
        name: owner.email,
        role: Role::from_word(&owner.role),
    }))
}

/// Opens a session under a new token, whatever the browser held before; returns the `Set-Cookie` value.
///
/// # Errors
/// The database's; no randomness.
pub async fn open(
    conn: &mut PgConnection,
    staff: Uuid,
    headers: &HeaderMap,
) -> Result<HeaderValue, ApiError> {
    if let Some(old) = token_of(headers) {
        store::staff::end_session(&mut *conn, &token::hash(old)).await?;
    }
    let token = token::fresh().map_err(|error| ApiError::internal(&error))?;
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    store::staff::open_session(conn, &token::hash(&token), staff, agent).await?;
    // No Max-Age: the cookie goes with the browser, the session's own end is the server's.
    cookie(&format!("{COOKIE}={token}; Path=/; Secure; HttpOnly; SameSite=Lax"))
}

/// The `Set-Cookie` value that removes the session from the browser.
///
/// # Errors
/// Never in practice.
pub fn clear() -> Result<HeaderValue, ApiError> {
    cookie(&format!("{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"))
}

fn cookie(text: &str) -> Result<HeaderValue, ApiError> {
    HeaderValue::from_str(text).map_err(|error| ApiError::internal(&error))
}
