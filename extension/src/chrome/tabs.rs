//! `chrome.tabs`.

use super::events::ChromeEvent;
use super::{ChromeError, Result, from_js, to_js};
use autobolt_shared::json::FromJson;
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = get)]
    async fn get_js(tab: i32) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = create)]
    async fn create_js(properties: &JsValue) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = update)]
    async fn update_js(tab: i32, properties: &JsValue) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = remove)]
    async fn remove_js(tab: i32) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = move)]
    async fn move_js(tab: i32, properties: &JsValue) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = query)]
    async fn query_js(query: &JsValue) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = captureVisibleTab)]
    async fn capture_js(window: i32, options: &JsValue) -> std::result::Result<JsValue, JsValue>;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "tabs"], js_name = onCreated)]
    static ON_CREATED: ChromeEvent;
}

/// A tab.
#[derive(Debug, Clone, FromJson)]
#[serde(rename_all = "camelCase")]
pub struct Tab {
    /// Its id.
    #[serde(default = "no_tab")]
    pub id: i32,
    /// The window it is in.
    pub window_id: i32,
    /// It is the one its window shows.
    #[serde(default)]
    pub active: bool,
    /// The tab that opened it.
    #[serde(default)]
    pub opener_tab_id: Option<i32>,
}

/// `chrome.tabs.TAB_ID_NONE`.
const fn no_tab() -> i32 {
    -1
}

/// What to change in a tab.
#[derive(Debug, Default, Serialize)]
pub struct Update<'a> {
    /// Go there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'a str>,
    /// Show it in its window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// Silence it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub muted: Option<bool>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Create<'a> {
    window_id: i32,
    url: &'a str,
    active: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Move {
    window_id: i32,
    index: i32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Query {
    window_id: i32,
}

#[derive(Serialize)]
struct Capture {
    format: &'static str,
    quality: u8,
}

/// A tab that exists.
///
/// # Errors
/// When there is none.
pub async fn get(tab: i32) -> Result<Tab> {
    from_js(get_js(tab).await?)
}

/// Opens a tab in a window; `active` shows it there and never brings the window to the front.
///
/// # Errors
/// When the window is gone.
pub async fn create(window_id: i32, url: &str, active: bool) -> Result<Tab> {
    from_js(create_js(&to_js(&Create { window_id, url, active })?).await?)
}

/// Changes a tab.
///
/// # Errors
/// When it is gone, or the browser forbids the address.
pub async fn update(tab: i32, change: &Update<'_>) -> Result<()> {
    update_js(tab, &to_js(change)?).await?;
    Ok(())
}

/// Closes a tab.
///
/// # Errors
/// When it is gone.
pub async fn remove(tab: i32) -> Result<()> {
    remove_js(tab).await?;
    Ok(())
}

/// Moves a tab to the end of a window. Its page stays as it is.
///
/// # Errors
/// When one of them is gone, or the window takes no tabs.
pub async fn move_to_window(tab: i32, window_id: i32) -> Result<()> {
    move_js(tab, &to_js(&Move { window_id, index: -1 })?).await?;
    Ok(())
}

/// The tabs of a window.
///
/// # Errors
/// When the window is gone.
pub async fn of_window(window_id: i32) -> Result<Vec<Tab>> {
    from_js(query_js(&to_js(&Query { window_id })?).await?)
}

/// A picture of what a window shows, as the base64 of a JPEG.
///
/// # Errors
/// Without access to all sites, for a page of the browser's own, more than twice a second, or a minimised window.
pub async fn capture(window_id: i32) -> Result<String> {
    let picture = capture_js(window_id, &to_js(&Capture { format: "jpeg", quality: 70 })?).await?;
    let picture = picture.as_string().unwrap_or_default();
    match picture.split_once(";base64,") {
        Some((_, base64)) if !base64.is_empty() => Ok(base64.to_owned()),
        _ => Err(ChromeError("the browser gave no picture".to_owned())),
    }
}

/// A tab came into being.
#[must_use]
pub fn on_created() -> ChromeEvent {
    ON_CREATED.with(Clone::clone)
}
