//! The documents of one tab: which there are, whether the top one is loaded, whether it rests, and the watch set up in all of them.

use super::agent::{ask, fault};
use super::browser::{CALL_MS, FRAME_MS, NOTHING, Tabs};
use super::faults::network;
use super::time::{now_ms, within};
use super::trace::Loading;
use crate::chrome::navigation::{self, Frame};
use crate::runner::ports::{BrowserError, Loaded};
use autobolt_shared::json::FromJson;
use futures_util::future::join_all;

/// A load that was given up and is not followed by another one within that time leads to no page.
const ABORTED_MS: u64 = 1_500;
/// More documents than that in one page are advertisements.
const MOST_FRAMES: usize = 24;
/// A document that is under way is looked at that often.
const LOOK_AGAIN_MS: u64 = 500;

/// Whether a document has come to rest.
#[derive(Debug, Clone, Default, FromJson)]
#[serde(default)]
pub(super) struct Rest {
    pub still: bool,
    pub quiet_ms: f64,
}

impl Tabs {
    /// The documents in a tab, the top one first, those behind an error page left out.
    pub(super) async fn frames(&self, tab: i32) -> Result<Vec<Frame>, BrowserError> {
        let mut frames = navigation::frames(tab).await.map_err(fault)?;
        if frames.is_empty() {
            return Err(BrowserError::Closed);
        }
        crate::order::sort_by_key(&mut frames, |frame| (frame.parent_frame_id >= 0, frame.frame_id));
        if frames.first().is_some_and(|top| top.frame_id == 0 && top.error_occurred) {
            return Err(BrowserError::Load("the browser shows an error page".to_owned()));
        }
        frames.retain(|frame| !frame.error_occurred && !frame.document_id.is_empty());
        frames.truncate(MOST_FRAMES);
        Ok(frames)
    }

    /// Waits until the load that was asked for has its DOM, or failed.
    pub(super) async fn loaded(&self, tab: i32) -> Result<Loaded, BrowserError> {
        let watch = &self.0.watch;
        loop {
            let seen = watch.changed().version();
            let (loading, url, status) = watch
                .with(tab, |trace| (trace.loading().clone(), trace.url().to_owned(), trace.status()))
                .ok_or(BrowserError::Closed)?;
            match loading {
                Loading::Dom | Loading::Complete => return Ok(Loaded { url, status }),
                Loading::Failed(error) if error.ends_with("ERR_ABORTED") => {
                    // Given up for another address, perhaps.
                    if within(ABORTED_MS, watch.changed().since(seen)).await.is_none() {
                        return Err(BrowserError::Load(network(&error)));
                    }
                }
                Loading::Failed(error) => return Err(BrowserError::Load(network(&error))),
                Loading::Committed => {
                    // Some sites send their page and never end it: what is there is what there is.
                    let news = within(LOOK_AGAIN_MS, watch.changed().since(seen)).await;
                    let endless = watch.with(tab, |trace| trace.is_endless(now_ms())).unwrap_or_default();
                    if news.is_none() && endless {
                        return Ok(Loaded { url, status });
                    }
                }
                Loading::Never | Loading::Asked => watch.changed().since(seen).await,
            }
        }
    }

    /// How the top document rests.
    pub(super) async fn rest(&self, tab: i32, timeout_ms: u64) -> Result<Rest, BrowserError> {
        let frames = self.frames(tab).await?;
        let top = frames.first().ok_or(BrowserError::Stale)?;
        ask(tab, &top.document_id, "rest", &NOTHING, timeout_ms).await
    }

    /// Starts to watch in every document; the one that is pressed in must be among them.
    pub(super) async fn arm(
        &self,
        tab: i32,
        frames: &[Frame],
        pressed: Option<&str>,
    ) -> Result<(), BrowserError> {
        let armed = join_all(frames.iter().map(|frame| async move {
            let timeout = if frame.frame_id == 0 { CALL_MS } else { FRAME_MS };
            (frame, ask::<bool>(tab, &frame.document_id, "arm", &NOTHING, timeout).await)
        }))
        .await;
        for (frame, result) in armed {
            if frame.frame_id == 0 || pressed == Some(frame.document_id.as_str()) {
                result?;
            }
        }
        Ok(())
    }
}
