//! Typed access to the durable store: one JSON text per key.

use super::ports::{Store, StoreError};
use crate::json;
use autobolt_shared::json::FromJson;
use serde::Serialize;

/// The store, speaking in types.
#[derive(Debug)]
pub struct Shelf<S>(pub S);

impl<S: Store> Shelf<S> {
    /// Reads. What an older version wrote and this one cannot read counts as absent.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn get<T: FromJson>(&self, key: &str) -> Result<Option<T>, StoreError> {
        Ok(self.0.get(key).await?.and_then(|text| json::read(&text).ok()))
    }

    /// Writes.
    ///
    /// # Errors
    /// The storage failed; nothing may be assumed to be durable.
    pub async fn put<T: Serialize + ?Sized>(&self, key: &str, value: &T) -> Result<(), StoreError> {
        let text = json::write(value).map_err(|e| StoreError(e.to_string()))?;
        self.0.put(key, &text).await
    }

    /// Removes.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.0.remove(key).await
    }

    /// Reads every value whose key begins so, in the order of the keys.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn list<T: FromJson>(&self, prefix: &str) -> Result<Vec<(String, T)>, StoreError> {
        let mut keys = self.0.keys(prefix).await?;
        keys.sort();
        let mut found = Vec::with_capacity(keys.len());
        for key in keys {
            if let Some(value) = self.get(&key).await? {
                found.push((key, value));
            }
        }
        Ok(found)
    }
}
