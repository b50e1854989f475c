//! The browser's `chrome.*` functions, as far as AutoBolt uses them. The only module that knows their names.
//!
//! Each file is one namespace: the raw binding, and a typed function over it. Events are [`events::ChromeEvent`].

pub mod action;
pub mod alarms;
pub mod events;
pub mod navigation;
pub mod permissions;
pub mod requests;
pub mod runtime;
pub mod scripting;
pub mod storage;
pub mod tabs;
pub mod windows;

use crate::json;
use autobolt_shared::json::FromJson;
use js_sys::JSON;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};

/// A call the browser refused, in its own words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ChromeError(pub String);

impl From<JsValue> for ChromeError {
    fn from(value: JsValue) -> Self {
        let words = match value.dyn_ref::<js_sys::Error>() {
            Some(error) => String::from(error.message()),
            None => value.as_string().unwrap_or_else(|| format!("{value:?}")),
        };
        Self(words)
    }
}

/// What the browser answered.
pub type Result<T> = std::result::Result<T, ChromeError>;

/// A plain JavaScript object: maps become objects, absent fields stay absent.
pub(crate) fn to_js(value: &impl Serialize) -> Result<JsValue> {
    let text = json::write(value).map_err(|error| ChromeError(error.to_string()))?;
    Ok(JSON::parse(&text)?)
}

/// Reads a JavaScript value; fields nobody asked for are ignored.
pub(crate) fn from_js<T: FromJson>(value: JsValue) -> Result<T> {
    // What has no JSON form, `undefined` above all, is nothing.
    let text = JSON::stringify(&value)?.as_string();
    json::read(text.as_deref().unwrap_or("null"))
        .map_err(|error| ChromeError(format!("an answer of the browser could not be read: {error}")))
}
