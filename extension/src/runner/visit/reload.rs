//! Pages that send their form when a list is answered: some come back with the next list, some took that for the listing.

use super::super::engine::Engine;
use super::super::ports::{Backend, Browser, Store, World};
use super::{Halt, Start, Visit, Walk};
use crate::forms::plan::{Assessment, PagePlan};
use crate::forms::snapshot::{Control, PageSnapshot};

/// Lists that depend on each other: country, region, town, and as many again.
const MOST: usize = 6;
/// How long the page may take to come back.
const BACK_MS: u64 = 4_000;

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Visit<'_, B, W, S, C, E> {
    /// Whether the page left because it sent its form by itself. What is sent by script and leaves the page where it is, is
    /// not meant: pages check and keep what is typed all the time.
    pub(super) async fn sent_itself(&mut self) -> bool {
        // After a press, what was sent is judged with that press.
        if self.start != Start::Fresh || self.record.attempt.is_some() {
            return false;
        }
        let Some(tab) = self.record.tab else { return false };
        let Ok(seen) = self.runner.browser.seen(tab).await else { return false };
        let posts = seen.requests.iter().filter(|request| {
            matches!(request.kind.as_str(), "main_frame" | "sub_frame")
                && !request.method.eq_ignore_ascii_case("GET")
        });
        let posts = posts.count();
        let again = posts > self.reloads;
        self.reloads = posts;
        again
    }

    /// The form, when it came back with what was filled in it. Anything else may be the answer to a listing: nobody asked for
    /// a permission, and nobody sends it a second time.
    pub(super) async fn come_back(&mut self) -> Walk<(PageSnapshot, PagePlan)> {
        self.runner.browser.settle(self.tab()?, BACK_MS).await?;
        let page = self.describe().await?;
        if self.reloads <= MOST
            && let Assessment::Fill(plan) = self.assess(&page)
            && let Some(frame) = page.frame(plan.frame_id)
            && frame.controls.iter().any(|control| self.is_ours(control))
        {
            return Ok((page, *plan));
        }
        Err(Halt::End(self.unknown("The page sent its form by itself while it was being filled.")))
    }

    /// Whether a control holds something AutoBolt put into this form.
    fn is_ours(&self, control: &Control) -> bool {
        let typed = |text: &str| self.memo.typed.iter().any(|t| t.trim() == text.trim());
        typed(&control.value) || control.options.iter().any(|o| o.selected && typed(&o.text))
    }
}
