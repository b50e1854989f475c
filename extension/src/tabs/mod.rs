//! The tabs AutoBolt drives: windows of its own, what happens in them, and the page agent inside.
//!
//! [`trace`] is pure: what the browser's events say about one tab. The rest is the browser's side.

#[cfg(target_arch = "wasm32")]
mod agent;
#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod documents;
pub mod faults;
#[cfg(target_arch = "wasm32")]
mod pictures;
#[cfg(target_arch = "wasm32")]
mod pool;
#[cfg(target_arch = "wasm32")]
pub mod time;
pub mod trace;
#[cfg(target_arch = "wasm32")]
mod watch;

#[cfg(target_arch = "wasm32")]
pub use browser::Tabs;
