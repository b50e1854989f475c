//! `GET /whoami`: the connection test.

use crate::json::FromJson;
use crate::timing::Timing;
use serde::{Deserialize, Serialize};

/// Who the key is, and whether both sides speak the same protocol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WhoamiReply {
    /// The key's name.
    pub name: String,
    /// What the key may do.
    pub scopes: Vec<String>,
    /// The protocol the backend speaks.
    pub protocol: u32,
    /// The backend's build.
    pub build: String,
    /// The protocol's times.
    pub timing: Timing,
}
