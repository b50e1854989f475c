//! `chrome.webRequest`, to watch only: what AutoBolt's tabs send, and what they are answered.

use super::events::ChromeEvent;
use autobolt_shared::json::FromJson;
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "webRequest"], js_name = onBeforeRequest)]
    static ON_BEFORE: ChromeEvent;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "webRequest"], js_name = onBeforeRedirect)]
    static ON_REDIRECT: ChromeEvent;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "webRequest"], js_name = onResponseStarted)]
    static ON_RESPONSE: ChromeEvent;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "webRequest"], js_name = onCompleted)]
    static ON_COMPLETED: ChromeEvent;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "webRequest"], js_name = onErrorOccurred)]
    static ON_ERROR: ChromeEvent;
}

/// A step of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// It is about to be sent.
    Before,
    /// It is sent on to another address.
    Redirect,
    /// The answer's head is there.
    Response,
    /// The answer is there.
    Completed,
    /// It failed.
    Error,
}

/// Every step, with the event that tells it.
#[must_use]
pub fn events() -> Vec<(Moment, ChromeEvent)> {
    vec![
        (Moment::Before, ON_BEFORE.with(Clone::clone)),
        (Moment::Redirect, ON_REDIRECT.with(Clone::clone)),
        (Moment::Response, ON_RESPONSE.with(Clone::clone)),
        (Moment::Completed, ON_COMPLETED.with(Clone::clone)),
        (Moment::Error, ON_ERROR.with(Clone::clone)),
    ]
}

/// Lets through what the tabs of one window send, or what belongs to no tab.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Filter {
    urls: [&'static str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    tab_id: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    window_id: Option<i32>,
}

impl Filter {
    /// For the tabs of that window.
    #[must_use]
    pub const fn window(id: i32) -> Self {
        Self { urls: ["<all_urls>"], tab_id: None, window_id: Some(id) }
    }

    /// For requests of no tab.
    #[must_use]
    pub const fn no_tab() -> Self {
        Self { urls: ["<all_urls>"], tab_id: Some(-1), window_id: None }
    }
}

/// What a request event tells.
#[derive(Debug, Clone, FromJson)]
#[serde(rename_all = "camelCase")]
pub struct Details {
    /// The tab; -1 for a request of a site's own service worker.
    #[serde(default)]
    pub tab_id: i32,
    /// Who sent it, as an origin.
    #[serde(default)]
    pub initiator: String,
    /// The same for all events of one request, redirects included.
    pub request_id: String,
    /// `GET`, `POST`, …
    #[serde(default)]
    pub method: String,
    /// The address.
    #[serde(default)]
    pub url: String,
    /// `main_frame`, `xmlhttprequest`, …
    #[serde(default, rename = "type")]
    pub kind: String,
    /// HTTP status.
    #[serde(default)]
    pub status_code: Option<u16>,
    /// Where a redirect leads.
    #[serde(default)]
    pub redirect_url: Option<String>,
    /// `net::ERR_…`.
    #[serde(default)]
    pub error: String,
}
