//! `chrome.storage`: `local` outlives the browser, `session` outlives the service worker. JSON text under each key.

use super::events::{ChromeEvent, Listening};
use super::{ChromeError, Result, from_js};
use autobolt_shared::json::FromJson;
use js_sys::{Array, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `chrome.storage.StorageArea`.
    #[derive(Clone)]
    type StorageArea;

    #[wasm_bindgen(method, catch)]
    async fn get(this: &StorageArea, key: &JsValue) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn set(this: &StorageArea, items: &Object) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn remove(this: &StorageArea, keys: &JsValue) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getKeys)]
    async fn get_keys(this: &StorageArea) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = setAccessLevel)]
    async fn set_access_level(this: &StorageArea, level: &Object) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, js_name = onChanged)]
    fn on_changed(this: &StorageArea) -> ChromeEvent;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "storage"], js_name = local)]
    static LOCAL: StorageArea;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "storage"], js_name = session)]
    static SESSION: StorageArea;
}

/// Where something is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// On disk.
    Local,
    /// In memory, until the browser ends.
    Session,
}

impl Area {
    fn area(self) -> StorageArea {
        match self {
            Self::Local => LOCAL.with(Clone::clone),
            Self::Session => SESSION.with(Clone::clone),
        }
    }

    /// Reads the text under a key.
    ///
    /// # Errors
    /// When the browser cannot read its storage.
    pub async fn text(self, key: &str) -> Result<Option<String>> {
        let key = JsValue::from_str(key);
        let found = self.area().get(&key).await?;
        Ok(Reflect::get(&found, &key)?.as_string())
    }

    /// Stores a text under a key.
    ///
    /// # Errors
    /// When the browser cannot write its storage.
    pub async fn put_text(self, key: &str, text: &str) -> Result<()> {
        let items = Object::new();
        Reflect::set(&items, &JsValue::from_str(key), &JsValue::from_str(text))?;
        self.area().set(&items).await?;
        Ok(())
    }

    /// Reads a value stored as JSON; one that cannot be read any more counts as absent.
    ///
    /// # Errors
    /// When the browser cannot read its storage.
    pub async fn value<T: FromJson>(self, key: &str) -> Result<Option<T>> {
        Ok(self.text(key).await?.and_then(|text| crate::json::read(&text).ok()))
    }

    /// Stores a value as JSON.
    ///
    /// # Errors
    /// When the value has no JSON form, or the browser cannot write its storage.
    pub async fn put_value(self, key: &str, value: &impl Serialize) -> Result<()> {
        let text = crate::json::write(value).map_err(|error| ChromeError(error.to_string()))?;
        self.put_text(key, &text).await
    }

    /// Removes a key.
    ///
    /// # Errors
    /// When the browser cannot write its storage.
    pub async fn forget(self, key: &str) -> Result<()> {
        self.area().remove(&JsValue::from_str(key)).await?;
        Ok(())
    }

    /// Every key.
    ///
    /// # Errors
    /// When the browser cannot read its storage.
    pub async fn keys(self) -> Result<Vec<String>> {
        from_js(self.area().get_keys().await?)
    }

    /// Calls `changed` with the keys that changed, whoever changed them.
    pub fn on_change(self, mut changed: impl FnMut(Vec<String>) + 'static) -> Listening {
        Listening::to(self.area().on_changed(), move |changes, _| {
            let keys = Object::keys(changes.unchecked_ref::<Object>());
            changed(keys.iter().filter_map(|key| key.as_string()).collect());
        })
    }
}

/// Keeps both areas from page-side code: only the service worker and the extension's own pages may read them.
///
/// # Errors
/// When the browser refuses.
pub async fn trusted_contexts_only() -> Result<()> {
    let level = Object::new();
    Reflect::set(&level, &"accessLevel".into(), &"TRUSTED_CONTEXTS".into())?;
    for area in [Area::Local, Area::Session] {
        area.area().set_access_level(&level).await?;
    }
    Ok(())
}

/// Removes several keys at once.
///
/// # Errors
/// When the browser cannot write its storage.
pub async fn forget_all(area: Area, keys: &[String]) -> Result<()> {
    let keys: Array = keys.iter().map(|key| JsValue::from_str(key)).collect();
    area.area().remove(&keys).await?;
    Ok(())
}
