//! `chrome.scripting.executeScript`, one document at a time.

use super::{ChromeError, Result, from_js, to_js};
use autobolt_shared::json::FromJson;
use js_sys::{Array, Function, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "scripting"], js_name = executeScript)]
    async fn execute_script(injection: &Object) -> std::result::Result<JsValue, JsValue>;

    // Written in `calls.js`: Chrome takes the source text of this function into the page.
    #[wasm_bindgen(thread_local_v2, js_name = autoboltCall)]
    static CALL: Function;
}

/// Whose JavaScript a file shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScriptWorld {
    /// The extension's own, invisible to the page.
    Isolated,
    /// The page's.
    Main,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DocumentTarget<'a> {
    tab_id: i32,
    document_ids: [&'a str; 1],
}

#[derive(FromJson)]
struct Injected {
    #[serde(default)]
    result: Option<Answer>,
}

/// What `calls.js` brings back.
#[derive(FromJson)]
pub struct Answer {
    /// The page agent is in the document.
    pub there: bool,
    /// What it answered, as JSON.
    #[serde(default)]
    pub json: Option<String>,
    /// What it threw instead.
    #[serde(default)]
    pub error: Option<String>,
}

/// Calls a function of the page agent in one document.
///
/// # Errors
/// When the document is gone, or the browser forbids its site.
pub async fn call(tab_id: i32, document_id: &str, method: &str, arguments_json: &str) -> Result<Answer> {
    let injection = injection(tab_id, document_id)?;
    set(&injection, "func", &CALL.with(|call| JsValue::from(call.clone())))?;
    set(&injection, "args", &Array::of2(&method.into(), &arguments_json.into()))?;
    let injected: Vec<Injected> = from_js(execute_script(&injection).await?)?;
    injected
        .into_iter()
        .next()
        .and_then(|injected| injected.result)
        .ok_or_else(|| ChromeError("the document gave no answer".to_owned()))
}

/// Runs one of the extension's files in one document.
///
/// # Errors
/// When the document is gone, or the browser forbids its site.
pub async fn run_file(tab_id: i32, document_id: &str, file: &str, world: ScriptWorld) -> Result<()> {
    let injection = injection(tab_id, document_id)?;
    set(&injection, "files", &Array::of1(&file.into()))?;
    if world == ScriptWorld::Main {
        set(&injection, "world", &"MAIN".into())?;
    }
    execute_script(&injection).await?;
    Ok(())
}

fn injection(tab_id: i32, document_id: &str) -> Result<Object> {
    let injection = Object::new();
    set(&injection, "target", &to_js(&DocumentTarget { tab_id, document_ids: [document_id] })?)?;
    // A page that never finishes loading (a hanging picture) is worked on all the same.
    set(&injection, "injectImmediately", &JsValue::TRUE)?;
    Ok(injection)
}

fn set(object: &Object, key: &str, value: &JsValue) -> Result<()> {
    Reflect::set(object, &key.into(), value)?;
    Ok(())
}
