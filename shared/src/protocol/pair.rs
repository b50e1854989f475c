//! `POST /pair`: a one-time code for a key of this installation. Needs no key.

use crate::json::FromJson;
use serde::{Deserialize, Serialize};

/// Exchanges a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PairRequest {
    /// The code as staff read it: letter case, spaces and dashes do not matter.
    pub code: String,
    /// A name for this AutoBolt, e.g. `Front desk`; a default is made where empty.
    #[serde(default)]
    pub name: String,
}

/// The key. It is shown this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PairReply {
    /// `ab_live_…`.
    pub api_key: String,
    /// The name the key goes by in the dashboard.
    pub name: String,
}

impl std::fmt::Debug for PairReply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PairReply").field("api_key", &"[hidden]").field("name", &self.name).finish()
    }
}
