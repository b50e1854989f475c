//! Which backend this AutoBolt is paired with. Kept in local storage, which page-side code cannot read.

use super::address::Address;
use crate::chrome::Result;
use crate::chrome::storage::Area;
use autobolt_shared::json::FromJson;
use serde::Serialize;

/// Where it is kept.
pub const KEY: &str = "autobolt.pairing";

/// A backend and the key to it.
#[derive(Clone, Serialize, FromJson)]
pub struct Pairing {
    /// The backend's address.
    pub base: String,
    /// The API key.
    pub api_key: String,
    /// The name this AutoBolt goes by in the dashboard.
    pub name: String,
}

impl Pairing {
    /// The pairing, if there is one.
    ///
    /// # Errors
    /// When the browser cannot read its storage.
    pub async fn load() -> Result<Option<Self>> {
        Area::Local.value(KEY).await
    }

    /// Keeps it.
    ///
    /// # Errors
    /// When the browser cannot write its storage.
    pub async fn store(&self) -> Result<()> {
        Area::Local.put_value(KEY, self).await
    }

    /// The parsed address; what was stored was parsed before.
    #[must_use]
    pub fn address(&self) -> Option<Address> {
        Address::parse(&self.base).ok()
    }
}
