//! The side panel: what AutoBolt does, and what it needs a person for.

#[cfg(target_arch = "wasm32")]
mod cards;
#[cfg(target_arch = "wasm32")]
mod page;
pub mod words;

#[cfg(target_arch = "wasm32")]
pub use page::start;
