//! One Chromium with a profile of its own.

use super::within;
use chromiumoxide::cdp::browser_protocol::page::CaptureScreenshotFormat;
use chromiumoxide::cdp::browser_protocol::service_worker::{EnableParams, StopAllWorkersParams};
use chromiumoxide::cdp::browser_protocol::target::{FilterEntry, GetTargetsParams, TargetFilter, TargetInfo};
use chromiumoxide::page::ScreenshotParams;
use chromiumoxide::{BrowserConfig, Page};
use futures_util::StreamExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::task::JoinHandle;

/// A headless Chromium; it and its profile are gone when this is dropped.
pub struct Browser {
    inner: chromiumoxide::Browser,
    handler: JoinHandle<()>,
    profile: Option<tempfile::TempDir>,
}

impl Browser {
    /// Starts a browser with a new profile, with the unpacked extension of that folder where one is given.
    pub async fn launch(extension: Option<&Path>) -> Self {
        let profile = tempfile::Builder::new().prefix("autobolt-test-profile-").tempdir().unwrap();
        let mut browser = Self::launch_in(profile.path(), extension).await;
        browser.profile = Some(profile);
        browser
    }

    /// Starts a browser on a profile that outlives it: what happens after a crash and a restart.
    pub async fn launch_in(profile: &Path, extension: Option<&Path>) -> Self {
        let mut config = BrowserConfig::builder()
            .disable_default_args()
            .new_headless_mode()
            .no_sandbox()
            .user_data_dir(profile)
            .window_size(1280, 900)
            .viewport(None)
            .request_timeout(Duration::from_secs(25))
            .args([
                "disable-gpu",
                "disable-quic",
                "no-first-run",
                "no-default-browser-check",
                "disable-background-networking",
                "disable-component-update",
                "disable-sync",
                "disable-dev-shm-usage",
            ]);
        if let Some(extension) = extension {
            config = config.extension(extension.to_str().expect("a path in UTF-8"));
        }
        let config = config.build().expect("Chromium is installed");
        let (inner, mut events) = within("start Chromium", chromiumoxide::Browser::launch(config)).await;
        // Everything the browser says passes here. A message this client does not know is no reason to stop.
        let handler = tokio::spawn(async move { while events.next().await.is_some() {} });
        Self { inner, handler, profile: None }
    }

    /// Opens an address in a new tab and waits until it is loaded.
    pub async fn open(&self, url: &str) -> Page {
        let page = within(&format!("open {url}"), self.inner.new_page(url)).await;
        within(&format!("load {url}"), page.wait_for_navigation()).await;
        page
    }

    /// Everything the browser runs, service workers included.
    pub async fn targets(&self) -> Vec<TargetInfo> {
        let everything =
            GetTargetsParams::builder().filter(TargetFilter::new([FilterEntry::default()])).build();
        within("list targets", self.inner.execute(everything)).await.result.target_infos
    }

    /// The service worker of an extension, while it runs.
    pub async fn service_worker(&self, extension_id: &str) -> Option<TargetInfo> {
        let origin = format!("chrome-extension://{extension_id}/");
        self.targets().await.into_iter().find(|t| t.r#type == "service_worker" && t.url.starts_with(&origin))
    }

    /// One of the extension's own pages in a tab.
    pub async fn open_extension_page(&self, extension_id: &str, path: &str) -> Page {
        self.open(&format!("chrome-extension://{extension_id}/{path}")).await
    }

    /// Stops all service workers, as Chrome does at will. Asked for through a page of the extension.
    pub async fn stop_service_workers(&self, page: &Page) {
        within("listen to service workers", page.execute(EnableParams::default())).await;
        within("stop service workers", page.execute(StopAllWorkersParams::default())).await;
    }

    /// A picture of a tab, written as PNG.
    pub async fn screenshot(&self, page: &Page, file: &Path) {
        let params = ScreenshotParams::builder().format(CaptureScreenshotFormat::Png).build();
        let bytes = within("take a picture", page.screenshot(params)).await;
        tokio::fs::write(file, bytes).await.unwrap();
    }

    /// The client itself, for what is not here.
    #[must_use]
    pub fn client(&self) -> &chromiumoxide::Browser {
        &self.inner
    }

    /// Kills it without a word, as a crash would. The profile stays when it was given to [`Browser::launch_in`].
    pub async fn kill(mut self) {
        if let Some(killed) = self.inner.kill().await {
            killed.expect("the browser can be killed");
        }
    }

    /// Closes it in good order, so that its storage is written.
    pub async fn close(mut self) {
        within("close Chromium", self.inner.close()).await;
        within("wait for Chromium", self.inner.wait()).await;
    }

    /// The folder of its profile, when it has one of its own.
    #[must_use]
    pub fn profile(&self) -> Option<PathBuf> {
        self.profile.as_ref().map(|p| p.path().to_owned())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The client kills its own process when dropped; its listener has nothing more to hear.
        self.handler.abort();
    }
}
