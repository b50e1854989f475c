//! Identifiers. Each is a type of its own, so a job cannot be passed where a customer is meant.

use crate::json::FromJson;
use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, FromJson)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text.trim()).map(Self)
            }
        }
    };
}

uuid_id!(
    /// `public.jobs.id`.
    JobId
);
uuid_id!(
    /// `public.customers.id`.
    CustomerId
);
uuid_id!(
    /// One permission to press a directory's submit button; made by the client, so a repeated `begin` is the same attempt.
    AttemptId
);
uuid_id!(
    /// One report; made by the client, so a repeated `update` is stored once.
    EventId
);
uuid_id!(
    /// One stored piece of evidence (a screenshot); made by the client.
    EvidenceId
);

/// A directory's name: unique in the catalogue, and the key of a result within its job.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct DirectoryName(pub String);

impl DirectoryName {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DirectoryName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for DirectoryName {
    fn from(name: &str) -> Self {
        Self(name.to_owned())
    }
}
