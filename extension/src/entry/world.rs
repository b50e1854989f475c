//! The browser's clock and chance.

use crate::runner::ports::World;
use crate::tabs::time;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = randomUUID)]
    fn random_uuid() -> String;
}

/// A new random UUID.
pub(super) fn uuid() -> uuid::Uuid {
    // The browser writes nothing else.
    uuid::Uuid::parse_str(&random_uuid()).unwrap_or_default()
}

/// The browser's.
#[derive(Debug, Clone, Copy)]
pub(super) struct BrowserWorld;

impl World for BrowserWorld {
    fn now_ms(&self) -> u64 {
        time::now_ms()
    }

    async fn sleep(&self, ms: u64) {
        time::sleep(ms).await;
    }

    fn uuid(&self) -> uuid::Uuid {
        uuid()
    }
}
