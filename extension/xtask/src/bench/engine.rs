//! The page agent and the form engine on a large page: a form of 300 controls among 5,000 elements, described by the agent in
//! Chromium and thought about by the engine as WebAssembly, compiled as the extension is.

use super::stats::median;
use crate::cdp::Page;
use crate::rig::Rig;
use crate::{extension, workspace};
use anyhow::{Context as _, Result, bail};
use base64::Engine as _;
use serde::Serialize;
use serde_json::json;
use std::fs;
use std::path::Path;
use std::process::Stdio;

/// Medians, in milliseconds.
#[derive(Debug, Serialize)]
pub struct Engine {
    /// The page's size.
    pub elements: u64,
    /// Of those, fields and buttons.
    pub controls: u64,
    /// Of its description, in bytes.
    pub description_bytes: u64,
    /// The agent's first description of a document: its code is cold.
    pub describe_first_ms: f64,
    /// Every other.
    pub describe_ms: f64,
    /// Reading a description.
    pub read_ms: f64,
    /// Deciding what to fill.
    pub assess_ms: f64,
    /// Judging a press.
    pub judge_ms: f64,
}

const LARGE_PAGE: &str = include_str!("large_page.js");
/// What the page needs: `times` runs something so often and tells how long each took.
const TIMES: &str = "globalThis.times = (n, work) => Array.from({length: n}, () => { \
    const from = performance.now(); work(); return performance.now() - from; })";

/// Measures.
///
/// # Errors
/// When the engine cannot be built, or finds nothing to fill.
pub async fn measure(rig: &Rig) -> Result<Engine> {
    let glue = build(rig.folder())?;
    let mut page = rig.browser.open("about:blank").await?;
    page.eval(TIMES).await?;
    let size = page.eval(LARGE_PAGE).await?;
    let (Some(elements), Some(controls)) = (size[0].as_u64(), size[1].as_u64()) else {
        bail!("the page did not say how large it is");
    };
    page.eval(&extension::agent::source()?).await?;
    let describe = "JSON.stringify(__autobolt.describe())";
    let first = times(&mut page, 1, describe).await?;
    let later = times(&mut page, 20, describe).await?;
    let bytes = page.eval(&format!("{describe}.length")).await?.as_u64().unwrap_or_default();

    page.eval(&glue.script).await?;
    let module = json!(base64::engine::general_purpose::STANDARD.encode(&glue.module));
    page.eval(&format!(
        "wasm_bindgen({{module_or_path: Uint8Array.from(atob({module}), (c) => c.charCodeAt(0))}}).then(() => 0)"
    ))
    .await?;
    let customer = fs::read_to_string(workspace::root().join("extension/xtask/sample/customer.json"))?;
    let profile: serde_json::Value = serde_json::from_str(&customer)?;
    page.eval(&format!(
        "globalThis.text = {describe}; globalThis.engine = new wasm_bindgen.Engine(text, {}); 0",
        json!(json!({"business_name": profile["business_name"], "email": profile["email"], "phone": profile["phone"],
            "website": profile["website"], "city": profile["city"], "description": profile["description"]}).to_string())
    ))
    .await?;
    if page.eval("engine.assess()").await?.as_u64().unwrap_or_default() == 0 {
        bail!("the engine finds nothing to fill on the large page");
    }
    let read = times(&mut page, 20, "engine.read(text)").await?;
    let assess = times(&mut page, 20, "engine.assess()").await?;
    let judge = times(&mut page, 20, "engine.judge()").await?;
    page.call("Page.close", json!({})).await?;
    Ok(Engine {
        elements,
        controls,
        description_bytes: bytes,
        describe_first_ms: median(&first),
        describe_ms: median(&later),
        read_ms: median(&read),
        assess_ms: median(&assess),
        judge_ms: median(&judge),
    })
}

async fn times(page: &mut Page, how_often: u32, work: &str) -> Result<Vec<f64>> {
    let times = page.eval(&format!("times({how_often}, () => {work})")).await?;
    serde_json::from_value(times).context("the page told no times")
}

struct Glue {
    script: String,
    module: Vec<u8>,
}

/// Compiles the engine alone, with the extension's settings, for a page that loads it as a script.
fn build(folder: &Path) -> Result<Glue> {
    const EXAMPLE: &str = "engine_in_browser";
    let target = "wasm32-unknown-unknown";
    let output = workspace::cargo()
        .args(["rustc", "--package", "autobolt-extension", "--example", EXAMPLE, "--target", target])
        .args(["--profile", "wasm", "--crate-type", "cdylib", "--message-format", "json-render-diagnostics"])
        .current_dir(workspace::root())
        .stderr(Stdio::inherit())
        .output()
        .context("running cargo")?;
    if !output.status.success() {
        bail!("the engine does not compile");
    }
    let messages = String::from_utf8(output.stdout).context("cargo's messages are no UTF-8")?;
    let wasm = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message["target"]["name"] == EXAMPLE)
        .filter_map(|message| message["filenames"].as_array().cloned())
        .flatten()
        .filter_map(|name| name.as_str().map(std::path::PathBuf::from))
        .rfind(|path| path.extension().is_some_and(|extension| extension == "wasm"))
        .context("cargo built no wasm module")?;
    let out = folder.join("engine");
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(&wasm)
        .out_name(EXAMPLE)
        .no_modules(true)?
        .typescript(false)
        .generate(&out)
        .context("writing the wasm glue")?;
    // A variable of the script is none of the page's when the script is evaluated.
    let script = fs::read_to_string(out.join(format!("{EXAMPLE}.js")))?.replacen(
        "let wasm_bindgen",
        "globalThis.wasm_bindgen",
        1,
    );
    Ok(Glue { script, module: fs::read(out.join(format!("{EXAMPLE}_bg.wasm")))? })
}
