//! One Chromium with a profile of its own, for tests of the page agent. (The whole extension is driven by `xtask::rig`.)

use super::within;
use chromiumoxide::Page;
use futures_util::StreamExt as _;
use tokio::task::JoinHandle;
use xtask::chromium::{Chromium, Options};
use xtask::private::Folder;

/// A headless Chromium; it and its profile are gone when this is dropped.
pub struct Browser {
    inner: chromiumoxide::Browser,
    handler: JoinHandle<()>,
    _chromium: Chromium,
    /// Last, so that it outlives the browser that writes into it.
    _folder: Folder,
}

impl Browser {
    /// Starts it.
    pub async fn launch() -> Self {
        let folder = Folder::make().unwrap();
        let options = Options::bare(xtask::setup::chromium().unwrap(), folder.path());
        let chromium = Chromium::start(&options, &folder.path().join("chromium.log")).await.unwrap();
        let connect = chromiumoxide::Browser::connect(chromium.socket());
        let (inner, mut events) = within("reach Chromium", connect).await;
        // Everything the browser says passes here. A message this client does not know is no reason to stop.
        let handler = tokio::spawn(async move { while events.next().await.is_some() {} });
        Self { inner, handler, _chromium: chromium, _folder: folder }
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
    }
}
