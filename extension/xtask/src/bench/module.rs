//! The WebAssembly module: its size, and how fast it is there when Chrome has ended the service worker.

use super::stats::{median, quantile};
use crate::extension::Built;
use crate::rig::Rig;
use anyhow::{Context as _, Result, bail};
use serde::Serialize;
use std::time::Duration;

/// The results.
#[derive(Debug, Serialize)]
pub struct Module {
    /// Bytes as loaded by Chrome.
    pub bytes: u64,
    /// Bytes as packed into the zip (deflate, as gzip has it).
    pub packed_bytes: u64,
    /// From a message to a service worker that does not run until its answer, in milliseconds: median.
    pub cold_start_ms: f64,
    /// The slowest of them.
    pub cold_start_worst_ms: f64,
    /// The same of a service worker that runs: median.
    pub warm_ms: f64,
    /// How many starts.
    pub starts: usize,
}

/// A question that changes nothing and that only the running module answers.
const ASK: &str = "(async () => { const from = performance.now(); \
    const answer = await chrome.runtime.sendMessage({kind: 'panel', command: {do: 'check_now'}}); \
    if (!answer || answer.error) throw new Error(JSON.stringify(answer)); return performance.now() - from; })()";

/// Measures.
///
/// # Errors
/// When the service worker cannot be ended or does not answer.
pub async fn measure(rig: &mut Rig, starts: usize) -> Result<Module> {
    let id = rig.built.extension_id.clone();
    let mut page = rig.own_page().await?;
    let (mut cold, mut warm) = (Vec::new(), Vec::new());
    for _ in 0..starts {
        rig.browser.stop_worker(&id).await?;
        gone(rig, &id).await?;
        cold.push(page.eval(ASK).await?.as_f64().context("the worker gave no answer")?);
        // It looks for work after a start; a calm one is asked for the warm answer.
        tokio::time::sleep(Duration::from_millis(500)).await;
        warm.push(page.eval(ASK).await?.as_f64().context("the worker gave no answer")?);
    }
    let (bytes, packed_bytes) = sizes(&rig.built)?;
    Ok(Module {
        bytes,
        packed_bytes,
        cold_start_ms: median(&cold),
        cold_start_worst_ms: quantile(&cold, 1.0),
        warm_ms: median(&warm),
        starts,
    })
}

async fn gone(rig: &Rig, id: &str) -> Result<()> {
    let prefix = format!("chrome-extension://{id}/");
    for _ in 0..200 {
        let targets = rig.browser.targets().await?;
        if !targets.iter().any(|t| t.kind == "service_worker" && t.url.starts_with(&prefix)) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    bail!("the service worker did not end")
}

fn sizes(built: &Built) -> Result<(u64, u64)> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&built.zip)?)?;
    for at in 0..zip.len() {
        let file = zip.by_index(at)?;
        if file.name().ends_with("_bg.wasm") {
            return Ok((built.wasm_bytes, file.compressed_size()));
        }
    }
    bail!("the zip holds no module")
}
