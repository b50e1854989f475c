//! One Chromium with a profile of its own, for tests of the page agent. (The whole extension is driven by `xtask::rig`.)

use super::within;
use chromiumoxide::{BrowserConfig, Page};
use futures_util::StreamExt as _;
use std::time::Duration;
use tokio::task::JoinHandle;

/// A headless Chromium; it and its profile are gone when this is dropped.
pub struct Browser {
    inner: chromiumoxide::Browser,
    handler: JoinHandle<()>,
    profile: tempfile::TempDir,
}

impl Browser {
    /// Starts it.
    pub async fn launch() -> Self {
        let profile = tempfile::Builder::new().prefix("autobolt-test-profile-").tempdir().unwrap();
        let config = BrowserConfig::builder()
            .disable_default_args()
            .new_headless_mode()
            .no_sandbox()
            .user_data_dir(profile.path())
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
            ])
            .build()
            .expect("Chromium is installed");
        let (inner, mut events) = within("start Chromium", chromiumoxide::Browser::launch(config)).await;
        // Everything the browser says passes here. A message this client does not know is no reason to stop.
        let handler = tokio::spawn(async move { while events.next().await.is_some() {} });
        Self { inner, handler, profile }
    }

    /// Opens an address in a new tab and waits until it is loaded.
    pub async fn open(&self, url: &str) -> Page {
        let page = within(&format!("open {url}"), self.inner.new_page(url)).await;
        within(&format!("load {url}"), page.wait_for_navigation()).await;
        page
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.handler.abort();
        // Killed and waited for: a browser that still writes would leave its profile behind.
        if let Some(child) = self.inner.get_mut_child() {
            let _ = child.as_mut_inner().start_kill();
        }
        for _ in 0..100 {
            let ended = !matches!(self.inner.try_wait(), Ok(None));
            if ended && std::fs::remove_dir_all(self.profile.path()).is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
