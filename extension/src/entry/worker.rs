//! The service worker.

use super::message::{Answer, Message};
use crate::chrome::runtime::{self, Sender};
use crate::chrome::{action, from_js, storage, to_js};
use wasm_bindgen::prelude::*;

/// Every start of the worker, whatever woke it.
#[wasm_bindgen]
pub async fn worker_start() {
    report("keeping storage to trusted parts", storage::trusted_contexts_only().await);
    report("opening the side panel on a click", action::open_panel_on_click().await);
}

/// AutoBolt, or Chrome, was installed or updated.
#[wasm_bindgen]
pub fn worker_installed(_details: JsValue) {}

/// The browser started, or the alarm rang.
#[wasm_bindgen]
pub fn worker_woken(_details: JsValue) {}

/// A tab was closed, AutoBolt's or not.
#[wasm_bindgen]
pub fn worker_tab_removed(_tab: i32) {}

/// Site access was granted or taken away.
#[wasm_bindgen]
pub fn worker_access_changed(_permissions: JsValue) {}

/// A message came.
///
/// # Errors
/// When the answer cannot be written.
#[wasm_bindgen]
pub async fn worker_message(message: JsValue, sender: JsValue) -> Result<JsValue, JsValue> {
    let answer = match (from_js::<Message>(message), from_js::<Sender>(sender)) {
        (Ok(Message::Panel { .. }), Ok(sender)) if is_own_page(&sender) => Answer::default(),
        _ => Answer { error: Some("not understood".to_owned()) },
    };
    to_js(&answer).map_err(|error| JsValue::from_str(&error.to_string()))
}

/// Whether a message comes from one of the extension's own pages. Content scripts share the id, not the origin.
fn is_own_page(sender: &Sender) -> bool {
    sender.id.as_deref() == Some(runtime::id().as_str())
        && sender.url.as_deref().is_some_and(|url| url.starts_with(&runtime::url("")))
}

/// A browser that refuses a convenience is no reason to stop; whoever looks for the reason finds it in the console.
fn report<T>(doing: &str, result: crate::chrome::Result<T>) {
    if let Err(error) = result {
        web_sys::console::warn_1(&format!("AutoBolt: {doing}: {error}").into());
    }
}
