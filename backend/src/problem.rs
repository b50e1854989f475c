//! Errors as RFC 9457 problem JSON, and extractors whose rejections are such problems too.

use autobolt_shared::problem::{Problem, Slug};
use axum::{
    body::Bytes,
    extract::{
        FromRequest, FromRequestParts, Request,
        rejection::{FormRejection, PathRejection, QueryRejection},
    },
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use serde::{Serialize, de::DeserializeOwned};

/// What a handler answers when it cannot do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiError(pub Problem);

/// A handler's result.
pub type ApiResult<T> = Result<T, ApiError>;

impl ApiError {
    /// The problem of that slug with a sentence of its own.
    #[must_use]
    pub fn new(slug: Slug, detail: impl Into<String>) -> Self {
        Self(Problem::new(slug, detail))
    }

    /// The same with one more machine-readable fact.
    #[must_use]
    pub fn with(self, key: &str, value: impl Into<serde_json::Value>) -> Self {
        Self(self.0.with(key, value))
    }

    /// The server's own fault: logged here, once, and told to the caller without its insides.
    #[must_use]
    pub fn internal(error: &dyn std::error::Error) -> Self {
        tracing::error!(error = %Chain(error), "request failed");
        Self::new(Slug::Internal, "The fault is logged under this request's id.")
    }
}

/// An error with the errors below it, in one line.
struct Chain<'a>(&'a dyn std::error::Error);

impl std::fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)?;
        let mut below = self.0.source();
        while let Some(error) = below {
            write!(f, ": {error}")?;
            below = error.source();
        }
        Ok(())
    }
}

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

/// How long a client waits before it tries a database again that could not be reached.
const UNAVAILABLE_RETRY_MS: u64 = 2_000;

impl From<sqlx::Error> for ApiError {
    fn from(error: sqlx::Error) -> Self {
        if worth_another_try(&error) {
            tracing::warn!(error = %Chain(&error), "database not available");
            return Self::new(Slug::Unavailable, "The database cannot be reached; try again.")
                .with("retry_after_ms", UNAVAILABLE_RETRY_MS);
        }
        if holds_nul(&error) {
            return Self::new(
                Slug::Invalid,
                "Text may not hold the character U+0000; leave it out and try again.",
            );
        }
        Self::internal(&error)
    }
}

/// PostgreSQL stores no U+0000: 22021 for text, 22P05 inside JSON.
fn holds_nul(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .and_then(|inner| inner.code())
        .is_some_and(|code| code == "22021" || code == "22P05")
}

/// Whether the database, rather than the request, is what failed.
fn worth_another_try(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        // 08: connection, 53: out of resources, 57P: the server is going down or starting,
        // 40001 and 40P01: lost against another transaction.
        sqlx::Error::Database(inner) => inner.code().is_some_and(|code| {
            code.starts_with("08")
                || code.starts_with("53")
                || code.starts_with("57P")
                || code == "40001"
                || code == "40P01"
                // The same key took another job at the very moment it revived this one.
                || inner.constraint() == Some("job_control_one_lease_per_key")
        }),
        _ => false,
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self.0).unwrap_or_default();
        let mut response =
            (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response();
        if let Some(ms) = self.0.extra.get("retry_after_ms").and_then(serde_json::Value::as_u64) {
            // The header counts whole seconds: rounded up, so that nobody comes too early.
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(ms.div_ceil(1000)));
        }
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        // A browser is told in a page of its own making.
        response.extensions_mut().insert(self.0);
        response
    }
}

/// A JSON body, always an object; also a JSON answer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = ApiError;
    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        if !says_json(request.headers()) {
            let detail = "Send the body as JSON, with `Content-Type: application/json`.";
            return Err(ApiError::new(Slug::UnsupportedMediaType, detail));
        }
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| body_error(rejection.status(), rejection.body_text()))?;
        // A list would be taken for the fields in their order, which nobody means.
        if body.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
            return Err(ApiError::new(Slug::BadRequest, "The body must be a JSON object, `{…}`."));
        }
        match axum::Json::<T>::from_bytes(&body) {
            Ok(axum::Json(value)) => Ok(Self(value)),
            Err(rejection) => Err(body_error(rejection.status(), rejection.body_text())),
        }
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

fn says_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

/// A body that cannot be taken, in our words rather than the library's.
fn body_error(status: StatusCode, said: String) -> ApiError {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => {
            ApiError::new(Slug::TooLarge, "The body is larger than this address takes; send less of it.")
        }
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ApiError::new(Slug::UnsupportedMediaType, said),
        _ => bad_request(&said),
    }
}

/// What could not be read, without the library's words about types nobody outside knows.
fn bad_request(said: &str) -> ApiError {
    let prefixes = [
        "Failed to deserialize the JSON body into the target type: ",
        "Failed to deserialize form body: ",
        "Failed to deserialize query string: ",
        "Invalid URL: ",
    ];
    let plain = prefixes.iter().find_map(|prefix| said.strip_prefix(prefix)).unwrap_or(said);
    ApiError::new(Slug::BadRequest, plain)
}

/// A form's fields.
#[derive(Debug, Clone, Copy, Default)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = ApiError;
    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        match axum::extract::Form::<T>::from_request(request, state).await {
            Ok(axum::extract::Form(value)) => Ok(Self(value)),
            Err(rejection) => Err(rejection.into()),
        }
    }
}

impl From<FormRejection> for ApiError {
    fn from(rejection: FormRejection) -> Self {
        body_error(rejection.status(), rejection.body_text())
    }
}

/// Parts of the address.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(rejection) => Err(rejection.into()),
        }
    }
}

impl From<PathRejection> for ApiError {
    fn from(rejection: PathRejection) -> Self {
        bad_request(&rejection.body_text())
    }
}

/// The query string.
#[derive(Debug, Clone, Copy, Default)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        match axum::extract::Query::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(value)) => Ok(Self(value)),
            Err(rejection) => Err(rejection.into()),
        }
    }
}

impl From<QueryRejection> for ApiError {
    fn from(rejection: QueryRejection) -> Self {
        bad_request(&rejection.body_text())
    }
}
