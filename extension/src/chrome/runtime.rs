//! `chrome.runtime`: messages between the extension's own parts, and where its files are.

use super::{Result, from_js, to_js};
use autobolt_shared::json::FromJson;
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = sendMessage)]
    async fn send_message(message: &JsValue) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getURL)]
    fn get_url(path: &str) -> String;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = openOptionsPage)]
    async fn open_options() -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "runtime"], js_name = id)]
    static ID: String;
}

/// Who sent a message.
#[derive(Debug, Clone, Default, FromJson)]
#[serde(default)]
pub struct Sender {
    /// The extension's id; a web page has none.
    pub id: Option<String>,
    /// The address of the sending page or frame.
    pub url: Option<String>,
    /// The tab, for content scripts and pages in tabs.
    pub tab: Option<SenderTab>,
    /// The frame in that tab.
    #[serde(rename = "frameId")]
    pub frame_id: Option<i32>,
    /// The document in that frame.
    #[serde(rename = "documentId")]
    pub document_id: Option<String>,
}

/// A sender's tab.
#[derive(Debug, Clone, FromJson)]
pub struct SenderTab {
    /// Its id.
    pub id: i32,
}

/// Sends a message to the service worker and reads its answer.
///
/// # Errors
/// When the service worker does not answer, or not in that form.
pub async fn send<T: FromJson>(message: &impl Serialize) -> Result<T> {
    from_js(send_message(&to_js(message)?).await?)
}

/// The address of one of the extension's own files; `""` for its origin with a slash.
#[must_use]
pub fn url(path: &str) -> String {
    get_url(path)
}

/// The extension's id.
#[must_use]
pub fn id() -> String {
    ID.with(Clone::clone)
}

/// Opens the options page.
///
/// # Errors
/// When the browser refuses.
pub async fn open_options_page() -> Result<()> {
    open_options().await?;
    Ok(())
}
