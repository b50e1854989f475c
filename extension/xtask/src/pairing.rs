//! Pairs the extension with the backend the way a person does: through the extension's options page.

use crate::backend::Backend;
use crate::cdp::Page;
use crate::chromium::Chromium;
use anyhow::{Context as _, Result};
use serde_json::json;
use std::time::Duration;

/// Opens the options page, types address and code, presses the button and waits until the page says that it is connected.
/// Returns the page, still open.
///
/// # Errors
/// When the page does not say so; with what it says instead.
pub async fn pair(browser: &Chromium, extension_id: &str, backend: &Backend, name: &str) -> Result<Page> {
    pair_at(browser, extension_id, backend, &backend.url(""), name).await
}

/// The same with the backend under another address, as behind a proxy.
///
/// # Errors
/// As [`pair`].
pub async fn pair_at(
    browser: &Chromium,
    extension_id: &str,
    backend: &Backend,
    address: &str,
    name: &str,
) -> Result<Page> {
    let code = backend.options.json(&["keys", "create", "--pair", "--name", name])?;
    let code = code["code"].as_str().context("no pairing code was made")?.to_owned();
    let mut page = browser.open(&format!("chrome-extension://{extension_id}/options.html")).await?;
    page.wait_for(
        "document.documentElement.dataset.ready === 'true'",
        "the options page to be ready",
        Duration::from_secs(20),
    )
    .await?;
    // Already paired, the form is behind a button.
    page.eval("document.getElementById('again').click()").await?;
    let fields = [("backend-url", address), ("pair-code", code.as_str()), ("pair-name", name)];
    for (field, value) in fields {
        let set = format!(
            "(() => {{ const e = document.getElementById({}); e.value = {}; e.dispatchEvent(new Event('input', {{bubbles: true}})); \
             e.dispatchEvent(new Event('change', {{bubbles: true}})); }})()",
            json!(field),
            json!(value)
        );
        page.eval(&set).await?;
    }
    page.eval("document.getElementById('pair').click()").await?;
    // A page that was paired before says "connected" of that as well.
    let done = format!(
        "document.getElementById('status').dataset.state === 'connected' && \
         document.getElementById('paired-base').textContent.startsWith({})",
        json!(address)
    );
    let connected = page.wait_for(&done, "the pairing", Duration::from_secs(20)).await;
    if let Err(error) = connected {
        let says = page.eval("document.getElementById('status').textContent").await.unwrap_or_default();
        return Err(error.context(format!("the options page says: {says}")));
    }
    Ok(page)
}

/// Chooses how many directories are worked on at a time.
///
/// # Errors
/// When the options page has no such choice.
pub async fn set_concurrency(page: &mut Page, at_a_time: u8) -> Result<()> {
    let set = format!(
        "(() => {{ const e = document.getElementById('concurrency'); e.value = '{at_a_time}'; \
         e.dispatchEvent(new Event('input', {{bubbles: true}})); e.dispatchEvent(new Event('change', {{bubbles: true}})); }})()"
    );
    page.eval(&set).await.map(drop)
}
