//! `chrome.alarms`: what wakes a service worker that Chrome has stopped.

use super::{Result, to_js};
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "alarms"], js_name = create)]
    async fn create_js(name: &str, info: &JsValue) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "alarms"], js_name = get)]
    async fn get_js(name: &str) -> std::result::Result<JsValue, JsValue>;
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AlarmInfo {
    period_in_minutes: f64,
}

/// Makes sure an alarm rings every half minute, the shortest Chrome allows. One that is set already keeps its beat.
///
/// # Errors
/// When the browser refuses.
pub async fn every_half_minute(name: &str) -> Result<()> {
    if get_js(name).await?.is_undefined() {
        create_js(name, &to_js(&AlarmInfo { period_in_minutes: 0.5 })?).await?;
    }
    Ok(())
}
