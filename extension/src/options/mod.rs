//! The options page: pairing, the connection test, site access, how many directories at a time.

pub mod advice;
#[cfg(target_arch = "wasm32")]
pub mod page;
