//! Errors as RFC 9457 problem JSON, and extractors whose rejections are such problems too.

use autobolt_shared::problem::{Problem, Slug};
use axum::{
    extract::{
        FromRequest, FromRequestParts, Request,
        rejection::{JsonRejection, PathRejection, QueryRejection},
    },
    http::{HeaderValue, StatusCode, header, request::Parts},
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
        response
    }
}

/// A JSON body; also a JSON answer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = ApiError;
    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        match axum::Json::<T>::from_request(request, state).await {
            Ok(axum::Json(value)) => Ok(Self(value)),
            Err(rejection) => Err(rejection.into()),
        }
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

impl From<JsonRejection> for ApiError {
    fn from(rejection: JsonRejection) -> Self {
        let slug = match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Slug::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Slug::UnsupportedMediaType,
            _ => Slug::BadRequest,
        };
        Self::new(slug, rejection.body_text())
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
        Self::new(Slug::BadRequest, rejection.body_text())
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
        Self::new(Slug::BadRequest, rejection.body_text())
    }
}
