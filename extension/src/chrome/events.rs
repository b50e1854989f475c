//! Listening to the browser's events.

use super::{Result, to_js};
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `chrome.events.Event`.
    #[derive(Clone)]
    pub type ChromeEvent;

    #[wasm_bindgen(method, js_name = addListener)]
    fn add_listener(this: &ChromeEvent, listener: &js_sys::Function);

    #[wasm_bindgen(method, js_name = addListener)]
    fn add_filtered_listener(this: &ChromeEvent, listener: &js_sys::Function, filter: &JsValue);

    #[wasm_bindgen(method, js_name = removeListener)]
    fn remove_listener(this: &ChromeEvent, listener: &js_sys::Function);
}

/// A listener that is there as long as this value lives.
pub struct Listening {
    event: ChromeEvent,
    listener: Closure<dyn FnMut(JsValue, JsValue)>,
}

impl Listening {
    /// Calls `heard` with the event's first two arguments.
    pub fn to(event: ChromeEvent, heard: impl FnMut(JsValue, JsValue) + 'static) -> Self {
        let listener = Closure::new(heard);
        event.add_listener(function(&listener));
        Self { event, listener }
    }

    /// The same for the events a filter lets through (`chrome.webRequest`).
    ///
    /// # Errors
    /// When the filter is none the browser could read.
    pub fn filtered(
        event: ChromeEvent,
        filter: &impl Serialize,
        heard: impl FnMut(JsValue, JsValue) + 'static,
    ) -> Result<Self> {
        let listener = Closure::new(heard);
        event.add_filtered_listener(function(&listener), &to_js(filter)?);
        Ok(Self { event, listener })
    }
}

fn function(closure: &Closure<dyn FnMut(JsValue, JsValue)>) -> &js_sys::Function {
    closure.as_ref().unchecked_ref()
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.event.remove_listener(function(&self.listener));
    }
}
