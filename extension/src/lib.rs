//! AutoBolt's extension: all its logic, compiled to one WebAssembly module.
//!
//! - [`forms`] pure: the description of a page in, a plan out; what a page's answer proves
//! - [`runner`] pure over traits: job loop, visit of one directory, checkpoint, outbox
//! - `backend`, `tabs`, `panel`, `options`, `chrome`: the browser's side, for wasm alone

pub mod forms;
pub mod runner;
