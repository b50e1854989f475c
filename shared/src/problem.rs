//! Errors on the wire: RFC 9457 problem details with a stable slug.

use crate::json::FromJson;
use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! slugs {
    ($($(#[$doc:meta])* $variant:ident = $text:literal, $status:literal, $title:literal;)+) => {
        /// What went wrong, as a word that never changes. The problem's `type` is `/problems/<slug>`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, FromJson)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Slug { $($(#[$doc])* #[serde(rename = $text)] $variant),+ }

        impl Slug {
            /// Every slug.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The word.
            #[must_use]
            pub const fn as_str(self) -> &'static str { match self { $(Self::$variant => $text),+ } }
            /// The HTTP status that goes with it.
            #[must_use]
            pub const fn status(self) -> u16 { match self { $(Self::$variant => $status),+ } }
            /// A short sentence for people.
            #[must_use]
            pub const fn title(self) -> &'static str { match self { $(Self::$variant => $title),+ } }
        }
    };
}

slugs! {
    /// The body or a parameter is not what the endpoint takes.
    BadRequest = "bad-request", 400, "The request could not be read";
    /// No key, or a key that does not exist, is revoked or has expired.
    Unauthorized = "unauthorized", 401, "A valid key or sign-in is needed";
    /// The key or the person may not do this.
    Forbidden = "forbidden", 403, "Not allowed";
    /// No such thing, or not yours.
    NotFound = "not-found", 404, "Not found";
    /// The method does not exist here.
    MethodNotAllowed = "method-not-allowed", 405, "This address takes another method";
    /// The worker holds no lease that covers the write.
    LeaseLost = "lease-lost", 409, "The lease is lost";
    /// A press permission cannot be given now.
    PressRefused = "press-refused", 409, "No permission to press";
    /// The directory's result is final and another one was sent.
    ResultFinal = "result-final", 409, "The result is final";
    /// Directories are still to be done.
    DirectoriesLeft = "directories-left", 409, "Directories are left to do";
    /// The thing is in a state in which this cannot be done.
    Conflict = "conflict", 409, "Not possible in this state";
    /// The body is larger than the endpoint takes.
    TooLarge = "too-large", 413, "Too large";
    /// The media type is not taken.
    UnsupportedMediaType = "unsupported-media-type", 415, "This media type is not taken";
    /// The values are readable and make no sense together.
    Invalid = "invalid", 422, "The values cannot be accepted";
    /// The same id came before with another body.
    IdReused = "id-reused", 422, "The id was used before for something else";
    /// The directory is not one of the job's.
    UnknownDirectory = "unknown-directory", 422, "The job has no such directory";
    /// Fewer directories exist than the package holds, and nobody said that this is fine.
    CatalogueTooSmall = "catalogue-too-small", 422, "Fewer directories than the package";
    /// The client speaks a protocol that is too old.
    UpgradeRequired = "upgrade-required", 426, "This AutoBolt is too old";
    /// Too many requests.
    RateLimited = "rate-limited", 429, "Too many requests";
    /// A fault of the server.
    Internal = "internal", 500, "Something broke on the server";
    /// The database cannot be reached; worth another try.
    Unavailable = "unavailable", 503, "Not available right now";
    /// The server took too long.
    Timeout = "timeout", 504, "The server took too long";
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a lease no longer covers a write; `extra.reason` of a `lease-lost` problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LeaseLostReason {
    /// It ran out, and nobody has taken the job since.
    Expired,
    /// Another incarnation or another worker has it.
    Taken,
    /// It was ended: paused by staff.
    Paused,
    /// It was ended: the job was cancelled.
    Cancelled,
    /// The job is complete or failed.
    Finished,
    /// The worker never held it, or gave it back.
    NotHeld,
}

/// Why a press permission was refused; `extra.reason` of a `press-refused` problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PressRefusedReason {
    /// An earlier press has no outcome yet.
    Unresolved,
    /// An earlier press may have been accepted.
    MaybeAccepted,
    /// The directory's result is final.
    Final,
    /// The directory waits for staff, and this worker did not hand it over.
    NotRunnable,
    /// The job is paused.
    Paused,
    /// The job is cancelled.
    Cancelled,
}

/// RFC 9457 problem details.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `/problems/<slug>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The slug's short sentence.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened here, and what to do about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// The stable word.
    pub slug: Slug,
    /// What a program needs to act on it, e.g. `reason`, `directories`, `retry_after_ms`.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl Problem {
    /// The problem of that slug, with a sentence of its own.
    #[must_use]
    pub fn new(slug: Slug, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("/problems/{slug}"),
            title: slug.title().to_owned(),
            status: slug.status(),
            detail: detail.into(),
            slug,
            extra: serde_json::Map::new(),
        }
    }

    /// The same with one more machine-readable fact.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<serde_json::Value>) -> Self {
        self.extra.insert(key.to_owned(), value.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.detail.is_empty() {
            f.write_str(&self.title)
        } else {
            write!(f, "{}: {}", self.title, self.detail)
        }
    }
}

impl std::error::Error for Problem {}
