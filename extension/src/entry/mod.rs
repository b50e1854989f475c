//! Where the browser enters: one function for each event of `worker.js`, one for each page.

mod badge;
pub mod message;
mod store;
pub mod worker;
mod world;

use wasm_bindgen::prelude::*;

/// The options page.
#[wasm_bindgen]
pub fn options_page() {
    crate::options::page::start();
}

/// The side panel.
#[wasm_bindgen]
pub fn panel_page() {
    crate::panel::start();
}
