//! Talking to the page agent in one document. Every call has an end: an open dialog stops all of a page's scripts.

use super::faults::{lacks_access, understand};
use super::time::within;
use crate::chrome::ChromeError;
use crate::chrome::permissions::{self, ALL_SITES};
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
    let call = async || scripting::call(tab, document, method, &arguments).await;
    let answer = reach(timeout_ms, async {
        let answer = call().await?;
        if answer.there {
            return Ok(answer);
        }
        scripting::run_file(tab, document, AGENT, ScriptWorld::Isolated).await?;
        call().await
    })
    .await?;
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
    reach(DIALOGS_MS, async {
        // The agent first: it hears what the page's own world records.
        scripting::run_file(tab, document, AGENT, ScriptWorld::Isolated).await?;
        scripting::run_file(tab, document, DIALOGS, ScriptWorld::Main).await
    })
    .await
}

/// Does something in a document, within that time.
///
/// While one document makes way for the next, Chrome may say that the extension lacks access to the site, which it has.
async fn reach<T>(
    timeout_ms: u64,
    what: impl Future<Output = Result<T, ChromeError>>,
) -> Result<T, BrowserError> {
    match within(timeout_ms, what).await.ok_or(BrowserError::Hung)? {
        Ok(value) => Ok(value),
        Err(error) if lacks_access(&error.0) && has_access().await => Err(BrowserError::Stale),
        Err(error) => Err(fault(error)),
    }
}

/// Whether AutoBolt may open every site.
pub(super) async fn has_access() -> bool {
    permissions::contains(&[ALL_SITES]).await.unwrap_or_default()
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
