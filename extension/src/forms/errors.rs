//! Pages that say something final before anything was pressed: not there, broken, closed.

use super::snapshot::{ControlKind, FrameSnapshot, PageSnapshot};
use super::words::{Topic, sentence_saying};
use autobolt_shared::Reason;

/// Texts of a page with more blocks than this are about other things, too.
const FEW_BLOCKS: usize = 30;

/// The reason and the page's own words, where the page is an error page or says that the directory is closed.
#[must_use]
pub fn final_words(page: &PageSnapshot) -> Option<(Reason, String)> {
    let top = page.top()?;
    if top.url.starts_with("chrome-error://") || top.url.starts_with("edge-error://") {
        return Some((Reason::Unreachable, "the browser could not load the page".to_owned()));
    }
    let fillable = entries(top);
    // A menu, a search box and a newsletter stand on error pages, too; more than that is a page that works.
    if fillable > 4 {
        return None;
    }
    let small = top.texts.len() <= FEW_BLOCKS;
    let headlines = || {
        std::iter::once(top.title.as_str()).chain(
            top.texts.iter().filter(|t| matches!(t.tag.as_str(), "h1" | "h2")).map(|t| t.text.as_str()),
        )
    };
    let bodies = || top.texts.iter().filter(move |t| small && t.text.len() < 300).map(|t| t.text.as_str());
    let said =
        |topic: Topic| headlines().chain(bodies()).find_map(|t| sentence_saying(topic, t)).map(str::to_owned);
    if let Some(words) = said(Topic::ServerDown) {
        return Some((Reason::Unreachable, words));
    }
    if let Some(words) = said(Topic::NotFound) {
        return Some((Reason::Unreachable, words));
    }
    said(Topic::Closed).map(|words| (Reason::Rejected, words))
}

/// "We do not accept new submissions at the moment", also beside a search box and a menu.
#[must_use]
pub fn closed(page: &PageSnapshot) -> Option<String> {
    page.frames
        .iter()
        .flat_map(|f| &f.texts)
        .filter(|t| t.text.len() < 300)
        .find_map(|t| sentence_saying(Topic::Closed, &t.text))
        .map(str::to_owned)
}

fn entries(frame: &FrameSnapshot) -> usize {
    let other = [ControlKind::Button, ControlKind::Hidden, ControlKind::Option];
    frame
        .controls
        .iter()
        .filter(|c| c.visible && c.input_type != "search" && !other.contains(&c.kind))
        .count()
}
