//! The runner's durable storage: `chrome.storage.local`, which survives a kill of the service worker and of the browser.

use crate::chrome::ChromeError;
use crate::chrome::storage::Area;
use crate::runner::ports::{Store, StoreError};

/// Local storage.
#[derive(Debug, Clone, Copy)]
pub(super) struct LocalStore;

fn failed(error: ChromeError) -> StoreError {
    StoreError(error.0)
}

impl Store for LocalStore {
    async fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Area::Local.text(key).await.map_err(failed)
    }

    async fn put(&self, key: &str, value: &str) -> Result<(), StoreError> {
        Area::Local.put_text(key, value).await.map_err(failed)
    }

    async fn remove(&self, key: &str) -> Result<(), StoreError> {
        Area::Local.forget(key).await.map_err(failed)
    }

    async fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        let mut keys = Area::Local.keys().await.map_err(failed)?;
        keys.retain(|key| key.starts_with(prefix));
        Ok(keys)
    }
}
