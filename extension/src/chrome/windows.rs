//! `chrome.windows`.

use super::tabs::Tab;
use super::{Result, from_js, to_js};
use autobolt_shared::json::FromJson;
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "windows"], js_name = create)]
    async fn create_js(data: &JsValue) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "windows"], js_name = update)]
    async fn update_js(window: i32, data: &JsValue) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "windows"], js_name = get)]
    async fn get_js(window: i32) -> std::result::Result<JsValue, JsValue>;
}

/// A window.
#[derive(Debug, Clone, FromJson)]
pub struct Window {
    /// Its id.
    pub id: i32,
    /// `normal`, `minimized`, …
    #[serde(default)]
    pub state: String,
    /// Its tabs, where asked for.
    #[serde(default)]
    pub tabs: Vec<Tab>,
}

#[derive(Serialize)]
struct Create<'a> {
    url: &'a str,
    focused: bool,
    width: u32,
    height: u32,
}

#[derive(Serialize)]
struct Update<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    focused: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'a str>,
}

/// Opens a window behind the others, with one tab.
///
/// # Errors
/// When the browser refuses.
pub async fn create_unfocused(url: &str, width: u32, height: u32) -> Result<Window> {
    from_js(create_js(&to_js(&Create { url, focused: false, width, height })?).await?)
}

/// A window that exists.
///
/// # Errors
/// When there is none.
pub async fn get(window: i32) -> Result<Window> {
    from_js(get_js(window).await?)
}

/// Brings a window to the front: only when a person asked for it.
///
/// # Errors
/// When it is gone.
pub async fn focus(window: i32) -> Result<()> {
    if get(window).await?.state == "minimized" {
        update_js(window, &to_js(&Update { focused: None, state: Some("normal") })?).await?;
    }
    update_js(window, &to_js(&Update { focused: Some(true), state: None })?).await?;
    Ok(())
}
