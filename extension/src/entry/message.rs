//! Messages between AutoBolt's own parts, and who may send which.

use crate::chrome::{Result, runtime};
use crate::forms::snapshot::FrameSnapshot;
use crate::runner::status::PanelCommand;
use autobolt_shared::json::FromJson;
use serde::Serialize;

/// Where the service worker leaves what the pages show ([`crate::runner::status::PanelState`]), in session storage.
pub const PANEL_KEY: &str = "autobolt.panel";

/// What may be said to the service worker.
#[derive(Debug, Clone, Serialize, FromJson)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Message {
    /// A person's wish, from one of the extension's own pages.
    Panel {
        /// The wish.
        command: PanelCommand,
    },
    /// A person pressed a button in a prepared page; from the page agent in it.
    StaffPressed {
        /// The button.
        #[serde(default)]
        r: Option<u32>,
        /// The controls the person used before.
        #[serde(default)]
        touched: Vec<u32>,
        /// The document as it was.
        #[serde(default)]
        page: Option<Box<FrameSnapshot>>,
    },
}

/// What the service worker answers.
#[derive(Debug, Clone, Default, Serialize, FromJson)]
#[serde(default)]
pub struct Answer {
    /// Why it was not done; absent when it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// Tells the service worker what a person wants.
///
/// # Errors
/// When it does not answer or cannot do it.
pub async fn tell(command: PanelCommand) -> Result<()> {
    let answer: Answer = runtime::send(&Message::Panel { command }).await?;
    match answer.error {
        None => Ok(()),
        Some(error) => Err(crate::chrome::ChromeError(error)),
    }
}
