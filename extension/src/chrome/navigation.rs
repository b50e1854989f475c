//! `chrome.webNavigation`: which documents a tab holds, and when they change.

use super::events::ChromeEvent;
use super::{Result, from_js, to_js};
use autobolt_shared::json::FromJson;
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "webNavigation"], js_name = getAllFrames)]
    async fn get_all_frames(details: &JsValue) -> std::result::Result<JsValue, JsValue>;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "webNavigation"], js_name = onBeforeNavigate)]
    static ON_BEFORE: ChromeEvent;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "webNavigation"], js_name = onCommitted)]
    static ON_COMMITTED: ChromeEvent;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "webNavigation"], js_name = onDOMContentLoaded)]
    static ON_DOM: ChromeEvent;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "webNavigation"], js_name = onCompleted)]
    static ON_COMPLETED: ChromeEvent;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "webNavigation"], js_name = onErrorOccurred)]
    static ON_ERROR: ChromeEvent;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "webNavigation"], js_name = onHistoryStateUpdated)]
    static ON_HISTORY: ChromeEvent;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "webNavigation"], js_name = onReferenceFragmentUpdated)]
    static ON_FRAGMENT: ChromeEvent;
}

/// A step of a navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// It was asked for.
    Before,
    /// The new document is there.
    Committed,
    /// Its DOM is there.
    Dom,
    /// It and all it embeds are loaded.
    Completed,
    /// It failed.
    Error,
    /// The same document under another address.
    SameDocument,
}

/// Every step, with the event that tells it.
#[must_use]
pub fn events() -> Vec<(Moment, ChromeEvent)> {
    vec![
        (Moment::Before, ON_BEFORE.with(Clone::clone)),
        (Moment::Committed, ON_COMMITTED.with(Clone::clone)),
        (Moment::Dom, ON_DOM.with(Clone::clone)),
        (Moment::Completed, ON_COMPLETED.with(Clone::clone)),
        (Moment::Error, ON_ERROR.with(Clone::clone)),
        (Moment::SameDocument, ON_HISTORY.with(Clone::clone)),
        (Moment::SameDocument, ON_FRAGMENT.with(Clone::clone)),
    ]
}

/// What a navigation event tells.
#[derive(Debug, Clone, FromJson)]
#[serde(rename_all = "camelCase")]
pub struct Details {
    /// The tab.
    pub tab_id: i32,
    /// The frame; 0 is the top one.
    pub frame_id: i32,
    /// The address.
    #[serde(default)]
    pub url: String,
    /// The document, once it is there.
    #[serde(default)]
    pub document_id: String,
    /// `net::ERR_…`.
    #[serde(default)]
    pub error: String,
}

/// One document of a tab.
#[derive(Debug, Clone, FromJson)]
#[serde(rename_all = "camelCase")]
pub struct Frame {
    /// The frame.
    pub frame_id: i32,
    /// The frame around it; -1 for the top one.
    pub parent_frame_id: i32,
    /// The document in it now.
    #[serde(default)]
    pub document_id: String,
    /// Its address.
    #[serde(default)]
    pub url: String,
    /// Its last navigation failed: it shows an error page.
    #[serde(default)]
    pub error_occurred: bool,
    /// `active`, `prerender`, `cached`, `pending_deletion`.
    #[serde(default)]
    pub document_lifecycle: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct InTab {
    tab_id: i32,
}

/// The documents a tab shows now; none when the tab is gone.
///
/// # Errors
/// When the browser cannot tell.
pub async fn frames(tab_id: i32) -> Result<Vec<Frame>> {
    let frames: Option<Vec<Frame>> = from_js(get_all_frames(&to_js(&InTab { tab_id })?).await?)?;
    let mut frames = frames.unwrap_or_default();
    frames.retain(|frame| frame.document_lifecycle.is_empty() || frame.document_lifecycle == "active");
    Ok(frames)
}
