//! Talking to the page agent in one document. Every call has an end: an open dialog stops all of a page's scripts.

use super::faults::understand;
use super::time::within;
use crate::chrome::ChromeError;
use crate::chrome::scripting::{self, ScriptWorld};
use crate::json;
use crate::runner::ports::BrowserError;
use autobolt_shared::json::FromJson;
use serde::Serialize;

const AGENT: &str = "agent.js";
const DIALOGS: &str = "dialogs.js";
/// How long to wait for the page's own world.
const DIALOGS_MS: u64 = 3_000;

/// Calls a function of the agent, bringing the agent into the document where it is not yet.
pub(super) async fn ask<T: FromJson>(
    tab: i32,
    document: &str,
    method: &str,
    arguments: &impl Serialize,
    timeout_ms: u64,
) -> Result<T, BrowserError> {
    let arguments = json::write(arguments).map_err(|error| BrowserError::Other(error.to_string()))?;
    let call = async || scripting::call(tab, document, method, &arguments).await.map_err(fault);
    let answer = within(timeout_ms, async {
        let answer = call().await?;
        if answer.there {
            return Ok(answer);
        }
        scripting::run_file(tab, document, AGENT, ScriptWorld::Isolated).await.map_err(fault)?;
        call().await
    })
    .await
    .unwrap_or(Err(BrowserError::Hung))?;
    if let Some(error) = answer.error {
        return Err(BrowserError::Other(format!("the page agent failed at {method}: {error}")));
    }
    let text = answer.json.ok_or_else(|| BrowserError::Other("the page agent is missing".to_owned()))?;
    json::read(&text).map_err(|error| {
        BrowserError::Other(format!("the page agent's answer to {method} cannot be read: {error}"))
    })
}

/// From here on the document's dialogs are recorded and let pass instead of stopping everything.
pub(super) async fn silence_dialogs(tab: i32, document: &str) -> Result<(), BrowserError> {
    within(DIALOGS_MS, async {
        // The agent first: it hears what the page's own world records.
        scripting::run_file(tab, document, AGENT, ScriptWorld::Isolated).await.map_err(fault)?;
        scripting::run_file(tab, document, DIALOGS, ScriptWorld::Main).await.map_err(fault)
    })
    .await
    .unwrap_or(Err(BrowserError::Hung))
}

/// From here on the document tells when a person presses one of `controls`, or whatever submits a form.
///
/// A document that cannot be watched is looked at all the same when the person says that it is done.
pub(super) async fn tell_presses(tab: i32, document: &str, controls: &[u32]) {
    let _ = ask::<bool>(tab, document, "arm_hand_over", &(controls,), DIALOGS_MS).await;
}

pub(super) fn fault(error: ChromeError) -> BrowserError {
    understand(&error.0)
}
