//! The way to the backend: its address, what its answers mean, and (in the browser) the HTTP client.

pub mod address;
#[cfg(target_arch = "wasm32")]
pub mod client;
#[cfg(target_arch = "wasm32")]
mod http;
#[cfg(target_arch = "wasm32")]
pub mod pairing;
pub mod reply;
