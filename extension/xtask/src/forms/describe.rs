//! A page as the page agent describes it in a headless Chromium.

use crate::chromium::{Chromium, Options};
use crate::extension::agent;
use crate::private::Folder;
use anyhow::{Context as _, Result, anyhow, bail};
use autobolt_extension::forms::snapshot::{FrameSnapshot, PageSnapshot};
use chromiumoxide::cdp::browser_protocol::page::{CreateIsolatedWorldParams, FrameTree, GetFrameTreeParams};
use chromiumoxide::cdp::js_protocol::runtime::{EvaluateParams, ExecutionContextId};
use chromiumoxide::{Browser, Page};
use futures_util::StreamExt as _;
use serde_json::Value;
use std::future::Future;
use std::path::Path;
use std::time::{Duration, Instant};

/// Saved pages stand for directories out there: this is where they claim to live.
pub const SAVED_BASE: &str = "https://directory.test";
/// A page is described when it was still for so many milliseconds,
const STILL_MS: u32 = 600;
/// or at the latest after this.
const PATIENCE: Duration = Duration::from_secs(8);

/// Describes the page of an address.
///
/// # Errors
/// When there is no Chromium, or the page cannot be loaded.
pub fn describe(url: &str) -> Result<PageSnapshot> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let eyes = Eyes::open().await?;
        eyes.look(url, STILL_MS).await
    })
}

/// Describes a saved page.
///
/// # Errors
/// As [`describe`].
pub fn describe_file(path: &Path) -> Result<PageSnapshot> {
    as_saved(&describe(&address(path)?)?, path)
}

/// The `file:` address of a file.
///
/// # Errors
/// When there is no such file.
pub fn address(path: &Path) -> Result<String> {
    let path = path.canonicalize().with_context(|| format!("{} does not exist", path.display()))?;
    let url =
        url::Url::from_file_path(&path).map_err(|()| anyhow!("{} has no file address", path.display()))?;
    Ok(url.into())
}

/// A saved page's description as if the page stood on a directory's site: a folder's name must not speak for a form.
///
/// # Errors
/// When the file is gone meanwhile.
pub fn as_saved(page: &PageSnapshot, path: &Path) -> Result<PageSnapshot> {
    let own = address(path)?;
    let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
    // Links from the site's root (`/submit`) lead to the site, too, not to this machine's.
    let text = serde_json::to_string(page)?
        .replace(folder, SAVED_BASE)
        .replace("file:///", &format!("{SAVED_BASE}/"));
    Ok(autobolt_extension::json::read(&text)?)
}

/// The description as kept in files: only what is not empty, one control, link or text a line.
///
/// # Errors
/// Never, in practice: a description has a JSON form.
pub fn to_text(page: &PageSnapshot) -> Result<String> {
    let value = lean(serde_json::to_value(page)?);
    let mut out = String::from("{\"frames\": [");
    for (i, frame) in value["frames"].as_array().into_iter().flatten().enumerate() {
        out.push_str(if i == 0 { "{" } else { ", {" });
        let fields = frame.as_object().into_iter().flatten();
        for (k, (key, value)) in fields.enumerate() {
            out.push_str(if k == 0 { "\n" } else { ",\n" });
            match value.as_array() {
                Some(items) => {
                    out.push_str(&format!("\"{key}\": ["));
                    let lines: Vec<String> = items.iter().map(|item| format!("\n  {item}")).collect();
                    out.push_str(&lines.join(","));
                    out.push(']');
                }
                None => out.push_str(&format!("\"{key}\": {value}")),
            }
        }
        out.push_str("\n}");
    }
    out.push_str("]}\n");
    Ok(out)
}

/// Without what a reader takes for granted: empty texts and lists, `null`, and `false` where it says no more than that.
fn lean(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .map(|(key, value)| (key, lean(value)))
                // `expanded: false` is a closed list, without it there is none. A number 0 may be the first form.
                .filter(|(key, value)| {
                    !is_empty(value) && (key == "expanded" || *value != Value::Bool(false))
                })
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(lean).collect()),
        other => other,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(s) => s.is_empty(),
        Value::Array(items) => items.is_empty() || items.iter().all(|n| n.as_f64() == Some(0.0)),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Every call to a browser has an end.
async fn within<T, E: Into<anyhow::Error>>(
    what: &str,
    call: impl Future<Output = std::result::Result<T, E>>,
) -> Result<T> {
    tokio::time::timeout(Duration::from_secs(30), call)
        .await
        .map_err(|_| anyhow!("{what}: no answer in 30 s"))?
        .map_err(Into::into)
        .with_context(|| what.to_owned())
}

/// A headless Chromium with the page agent's source: looks at one page after the other. It ends when this is dropped.
pub struct Eyes {
    browser: Browser,
    events: tokio::task::JoinHandle<()>,
    source: String,
    _chromium: Chromium,
    /// Last, so that it outlives the browser that writes into it.
    _folder: Folder,
}

impl Drop for Eyes {
    fn drop(&mut self) {
        self.events.abort();
    }
}

impl Eyes {
    /// Starts the browser.
    ///
    /// # Errors
    /// When there is none, or it does not start.
    pub async fn open() -> Result<Self> {
        let source = agent::source()?;
        let folder = Folder::make()?;
        let program = crate::setup::chromium()?;
        let options = Options { one_process: true, ..Options::bare(program, folder.path()) };
        let chromium = Chromium::start(&options, &folder.path().join("chromium.log")).await?;
        let (browser, mut events) = within("reaching Chromium", Browser::connect(chromium.socket())).await?;
        // A message this client does not know is no reason to stop.
        let events = tokio::spawn(async move { while events.next().await.is_some() {} });
        Ok(Self { browser, events, source, _chromium: chromium, _folder: folder })
    }

    /// Describes a page, once it has not changed for so many milliseconds.
    ///
    /// # Errors
    /// When it cannot be loaded or described.
    pub async fn look(&self, url: &str, still_ms: u32) -> Result<PageSnapshot> {
        let page = within(&format!("opening {url}"), self.browser.new_page(url)).await?;
        let seen = self.describe(&page, url, still_ms).await;
        let _ = tokio::time::timeout(Duration::from_secs(5), page.close()).await;
        seen
    }

    async fn describe(&self, page: &Page, url: &str, still_ms: u32) -> Result<PageSnapshot> {
        let _ = tokio::time::timeout(Duration::from_secs(20), page.wait_for_navigation()).await;
        let begun = Instant::now();
        let tree = within("the page's frames", page.execute(GetFrameTreeParams::default())).await?;
        if tree.result.frame_tree.frame.url.starts_with("chrome-error:") {
            bail!("{url} cannot be loaded: the browser shows an error page");
        }
        let top = world(page, &tree.result.frame_tree, &self.source).await?;
        // A page that cannot change any more by itself is not waited for.
        let still = format!(
            "document.readyState === 'complete' && __autobolt.rest().then((r) => r.still || r.quiet_ms > {still_ms})"
        );
        while begun.elapsed() < PATIENCE && evaluate(page, top, &still).await? != Value::Bool(true) {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let tree = within("the page's frames", page.execute(GetFrameTreeParams::default())).await?;
        let mut frames = Vec::new();
        for (id, (parent, frame)) in (0..).zip(flat(&tree.result.frame_tree)) {
            // A frame that is just being replaced says nothing: the others do.
            let Ok(world) = world(page, frame, &self.source).await else { continue };
            let answer = evaluate(page, world, "__autobolt.describe()").await?;
            let mut seen: FrameSnapshot = autobolt_extension::json::from_value(&answer)
                .context("the page agent's description cannot be read")?;
            seen.frame_id = id;
            seen.document_id = format!("document-{id}");
            seen.parent_frame_id = parent;
            frames.push(seen);
        }
        Ok(PageSnapshot { frames })
    }
}

/// All frames with their parents' numbers, parents first.
fn flat(top: &FrameTree) -> Vec<(Option<i32>, &FrameTree)> {
    let mut all = vec![(None, top)];
    let mut at = 0;
    while let Some((_, tree)) = all.get(at) {
        let children: Vec<_> = tree.child_frames.iter().flatten().collect();
        all.extend(children.into_iter().map(|child| (i32::try_from(at).ok(), child)));
        at += 1;
    }
    all
}

/// The agent's world in a frame, the agent in it.
async fn world(page: &Page, frame: &FrameTree, source: &str) -> Result<ExecutionContextId> {
    let params = CreateIsolatedWorldParams::builder()
        .frame_id(frame.frame.id.clone())
        .world_name("autobolt")
        .build()
        .map_err(|e| anyhow!(e))?;
    let world = within("a world of its own for the page agent", page.execute(params)).await?;
    let world = world.result.execution_context_id;
    evaluate(page, world, source).await?;
    Ok(world)
}

async fn evaluate(page: &Page, world: ExecutionContextId, expression: &str) -> Result<Value> {
    let params = EvaluateParams::builder()
        .expression(expression)
        .await_promise(true)
        .return_by_value(true)
        .context_id(world)
        .build()
        .map_err(|e| anyhow!(e))?;
    let answer = within("asking the page agent", page.execute(params)).await?.result;
    if let Some(problem) = answer.exception_details {
        let words = problem.exception.and_then(|e| e.description).unwrap_or(problem.text);
        bail!("the page agent failed: {words}");
    }
    Ok(answer.result.value.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use autobolt_extension::forms::snapshot::Control;

    #[test]
    fn a_kept_description_is_read_back_as_it_was() {
        let control = Control {
            r: 3,
            tag: "input".into(),
            required: true,
            form: Some(0),
            expanded: Some(false),
            ..Control::default()
        };
        let frame = FrameSnapshot {
            url: "https://directory.test/a".into(),
            controls: vec![control.clone(), control],
            ..FrameSnapshot::default()
        };
        let page = PageSnapshot { frames: vec![frame.clone(), frame] };
        let text = to_text(&page).unwrap();
        assert_eq!(autobolt_extension::json::read::<PageSnapshot>(&text).unwrap(), page);
        assert!(text.lines().count() > 8 && !text.contains("\"\""), "{text}");
    }
}
