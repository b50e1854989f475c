//! Who calls: the key of a request, what it may do, and the client it comes from.

use super::limit::too_often;
use crate::{
    app::App,
    jobs::Caller,
    keys::{ApiKey, Scope},
    problem::ApiError,
    store,
};
use autobolt_shared::{
    problem::Slug,
    protocol::{BUILD_HEADER, INCARNATION_HEADER, OLDEST_PROTOCOL, PROTOCOL_HEADER, PROTOCOL_VERSION},
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};

/// A request's key, whatever it may do.
#[derive(Debug, Clone)]
pub struct AnyKey {
    /// Who calls.
    pub caller: Caller,
    /// What the key may do.
    pub scopes: Vec<String>,
}

/// A request whose key may lease jobs and report results.
#[derive(Debug, Clone)]
pub struct Worker(pub Caller);

/// A request whose key may order jobs.
#[derive(Debug, Clone)]
pub struct Orderer(pub Caller);

/// Finds the key a request names.
///
/// # Errors
/// 401: none, malformed, unknown, revoked or expired. 426: the client is too old.
pub async fn authenticate(app: &App, headers: &HeaderMap) -> Result<AnyKey, ApiError> {
    let client = Client::of(headers)?;
    let token = bearer(headers)
        .ok_or_else(|| unauthorized("Send the API key as `Authorization: Bearer ab_live_…`."))?;
    let key = ApiKey::parse(token).map_err(|malformed| unauthorized(&sentence(malformed)))?;
    let found = store::keys::find(&app.pool, &key.hash()).await?;
    let found = found.ok_or_else(|| refused("unknown", "This backend does not know the key."))?;
    if found.revoked {
        return Err(refused("revoked", &format!("The key “{}” was revoked.", found.name)));
    }
    if let Some(at) = found.expired_at {
        let said = format!("The key “{}” expired on {}.", found.name, at.format("%Y-%m-%d at %H:%M UTC"));
        return Err(refused("expired", &said));
    }
    if let Err(wait) = app.key_requests.take(found.id) {
        return Err(too_often("The key was used too often within a minute; wait a moment.", wait));
    }
    if found.note_use {
        store::keys::note_use(&app.pool, found.id).await?;
    }
    let mut keys = vec![found.id];
    keys.extend(found.older);
    let caller = Caller {
        name: found.name,
        keys,
        build: client.build,
        protocol: client.protocol,
        incarnation: client.incarnation,
    };
    Ok(AnyKey { caller, scopes: found.scopes })
}

/// Finds the key a request names, if it may do what `scope` says.
///
/// # Errors
/// Like [`authenticate`]; 403: the key may not.
pub async fn authorize(app: &App, headers: &HeaderMap, scope: Scope) -> Result<Caller, ApiError> {
    let key = authenticate(app, headers).await?;
    if key.scopes.iter().any(|word| word == scope.as_str()) {
        return Ok(key.caller);
    }
    let detail = format!("The key “{}” does not have the scope `{scope}`.", key.caller.name);
    Err(ApiError::new(Slug::Forbidden, detail).with("scope", scope.as_str()))
}

/// The token of an `Authorization: Bearer …` header.
#[must_use]
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

fn unauthorized(detail: &str) -> ApiError {
    ApiError::new(Slug::Unauthorized, detail)
}

/// A well-formed key that opens nothing. Whoever holds it may know why.
fn refused(reason: &str, why: &str) -> ApiError {
    let detail = format!(
        "{why} Pair again with a new code (staff page, “Keys”), or make another key with `autobolt keys create`."
    );
    unauthorized(&detail).with("reason", reason)
}

fn sentence(error: impl std::fmt::Display) -> String {
    let text = error.to_string();
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), chars.as_str()))
}

/// The client as it names itself.
#[derive(Debug, Clone, Default)]
pub struct Client {
    /// Its build.
    pub build: Option<String>,
    /// The protocol it speaks; `None`: a bare client.
    pub protocol: Option<u32>,
    /// One start of it.
    pub incarnation: Option<String>,
}

impl Client {
    /// Reads the client's headers.
    ///
    /// # Errors
    /// 426: it speaks a protocol that is no longer served.
    pub fn of(headers: &HeaderMap) -> Result<Self, ApiError> {
        let text = |name: &str| {
            let value = headers.get(name)?.to_str().ok()?.trim();
            (!value.is_empty()).then(|| value.chars().take(100).collect::<String>())
        };
        let protocol = match text(PROTOCOL_HEADER) {
            None => None,
            Some(word) => Some(word.parse::<u32>().map_err(|_| {
                ApiError::new(Slug::BadRequest, format!("`{PROTOCOL_HEADER}` takes a number, not `{word}`."))
            })?),
        };
        let client = Self { build: text(BUILD_HEADER), protocol, incarnation: text(INCARNATION_HEADER) };
        match client.protocol {
            Some(spoken) if spoken < OLDEST_PROTOCOL => Err(too_old(spoken)),
            _ => Ok(client),
        }
    }
}

fn too_old(spoken: u32) -> ApiError {
    let detail = format!(
        "It speaks protocol {spoken}; this backend serves {OLDEST_PROTOCOL} to {PROTOCOL_VERSION}. Load the extension that \
         belongs to this backend and press “Update” on chrome://extensions."
    );
    ApiError::new(Slug::UpgradeRequired, detail)
        .with("oldest_protocol", OLDEST_PROTOCOL)
        .with("protocol", PROTOCOL_VERSION)
}

impl FromRequestParts<App> for AnyKey {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        authenticate(app, &parts.headers).await
    }
}

impl FromRequestParts<App> for Worker {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        authorize(app, &parts.headers, Scope::Worker).await.map(Self)
    }
}

impl FromRequestParts<App> for Orderer {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        authorize(app, &parts.headers, Scope::JobsCreate).await.map(Self)
    }
}
