//! AutoBolt's extension: all its logic, compiled to one WebAssembly module.
//!
//! - [`forms`] pure: the description of a page in, a plan out; what a page's answer proves
//! - [`runner`] pure over traits: job loop, visit of one directory, checkpoint, outbox
//! - [`backend`] the way to the backend; [`options`] and [`panel`] the extension's own pages
//! - [`tabs`] drives AutoBolt's own tabs
//! - [`json`] how anything enters or leaves; `order` sorts
//! - `chrome`, `dom`, `entry`: the browser's side, for wasm alone

#![forbid(unsafe_code)]

pub mod backend;
pub mod engine;
pub mod forms;
pub mod json;
pub mod options;
mod order;
pub mod panel;
pub mod runner;
pub mod tabs;

#[cfg(target_arch = "wasm32")]
pub mod chrome;
#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(target_arch = "wasm32")]
pub mod entry;
