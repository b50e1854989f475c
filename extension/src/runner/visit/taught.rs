//! What a visit learns from the person in whose hands its page is.

use super::super::by_hand::HandPress;
use super::super::engine::Engine;
use super::super::ports::{Backend, Browser, Store, World};
use super::Visit;
use crate::forms::learn::{Lesson, is_private};
use crate::forms::snapshot::{FrameSnapshot, PageSnapshot};
use crate::forms::words::Folded;
use autobolt_shared::recipe::Learned;

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Visit<'_, B, W, S, C, E> {
    /// Whether a person's press sends the listing, or may.
    pub(in super::super) fn sends_listing(&self, press: &HandPress) -> bool {
        let Some(frame) = &press.page else { return true };
        let page = PageSnapshot { frames: vec![frame.clone()] };
        let assessment = self.assess_waiting(&page);
        self.runner.engine.sends_listing(frame, press.r, &assessment)
    }

    /// What a press by a person teaches; `before` is the page as it was handed over.
    pub(in super::super) fn lesson(&self, press: &HandPress, before: &PageSnapshot) -> Learned {
        let Some(frame) = &press.page else { return Learned::default() };
        self.taught(frame, press.r, &press.touched, before)
    }

    /// What a page teaches that a person worked in, whoever pressed.
    pub(super) fn taught(
        &self,
        frame: &FrameSnapshot,
        pressed: Option<u32>,
        touched: &[u32],
        before: &PageSnapshot,
    ) -> Learned {
        let same = |other: &&FrameSnapshot| other.document_id == frame.document_id;
        let handed_over = self.record.hand_over.as_ref().map_or("", |over| over.url.as_str());
        let start = self.recipe.start_url.as_deref().unwrap_or_default();
        let known_urls = [self.record.directory.submission_url.as_str(), handed_over, start];
        let lesson = Lesson {
            frame,
            pressed,
            touched,
            before: before.frame(frame.frame_id).filter(same),
            filled: &self.record.log.filled,
            known_urls: &known_urls,
        };
        self.runner.engine.learn(&lesson, &self.context(60_000))
    }

    /// The page's own sentence that a person quotes as its confirmation, where it stands there and names no customer.
    pub(in super::super) fn confirmed_by(&self, words: &str, page: Option<&PageSnapshot>) -> Option<String> {
        let told = Folded::new(words);
        if told.as_str().chars().count() < 8 || is_private(words, &self.profile) {
            return None;
        }
        let texts = page?.frames.iter().flat_map(|frame| frame.texts.iter());
        texts.into_iter().any(|text| Folded::new(&text.text).contains(&told)).then(|| words.trim().to_owned())
    }

    /// All that was learnt until the listing was taken; nothing where there is nothing a recipe could say.
    pub(super) fn all_taught(&mut self) -> Option<Box<Learned>> {
        let key = (self.record.job_id, self.record.name().clone());
        let mut all = self
            .runner
            .pages
            .borrow_mut()
            .get_mut(&key)
            .map(|page| std::mem::take(&mut page.learned))
            .unwrap_or_default();
        all.add(std::mem::take(&mut self.learned));
        (!all.recipe.is_empty()).then(|| Box::new(all))
    }
}
