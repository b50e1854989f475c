//! `chrome.permissions`: which sites the extension may open.

use super::{Result, to_js};
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = contains)]
    async fn contains_js(permissions: &JsValue) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = request)]
    async fn request_js(permissions: &JsValue) -> std::result::Result<JsValue, JsValue>;
}

/// Every site: what AutoBolt's work needs. (`captureVisibleTab` takes no lesser pattern.)
pub const ALL_SITES: &str = "<all_urls>";

#[derive(Serialize)]
struct Permissions<'a> {
    origins: &'a [&'a str],
}

/// Whether the extension may open these sites.
///
/// # Errors
/// When a pattern is none.
pub async fn contains(origins: &[&str]) -> Result<bool> {
    Ok(contains_js(&to_js(&Permissions { origins })?).await?.is_truthy())
}

/// Asks the person for these sites. Only in answer to a click, and before anything else is awaited.
///
/// # Errors
/// Without a click, or when a pattern is none.
pub async fn request(origins: &[&str]) -> Result<bool> {
    Ok(request_js(&to_js(&Permissions { origins })?).await?.is_truthy())
}
