//! `chrome.action` and `chrome.sidePanel`: the button in the toolbar.

use super::{Result, to_js};
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = setBadgeText)]
    async fn set_badge_text(details: &JsValue) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = setBadgeBackgroundColor)]
    async fn set_badge_background(details: &JsValue) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = setTitle)]
    async fn set_title(details: &JsValue) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "sidePanel"], js_name = setPanelBehavior)]
    async fn set_panel_behavior(behavior: &JsValue) -> std::result::Result<JsValue, JsValue>;
}

#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
}

#[derive(Serialize)]
struct Title<'a> {
    title: &'a str,
}

#[derive(Serialize)]
struct Colour<'a> {
    color: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PanelBehavior {
    open_panel_on_action_click: bool,
}

/// Shows a short text on the toolbar button, and a sentence under the mouse.
///
/// # Errors
/// When the browser refuses.
pub async fn badge(text: &str, colour: &str, title: &str) -> Result<()> {
    set_badge_background(&to_js(&Colour { color: colour })?).await?;
    set_badge_text(&to_js(&Text { text })?).await?;
    set_title(&to_js(&Title { title })?).await?;
    Ok(())
}

/// A click on the toolbar button opens the side panel.
///
/// # Errors
/// When the browser refuses.
pub async fn open_panel_on_click() -> Result<()> {
    set_panel_behavior(&to_js(&PanelBehavior { open_panel_on_action_click: true })?).await?;
    Ok(())
}
