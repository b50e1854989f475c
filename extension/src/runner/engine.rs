//! The form engine as the runner sees it: four questions, each a pure function.

use crate::forms::action::Held;
use crate::forms::learn::Lesson;
use crate::forms::outcome::{FieldError, PressObservation, Verdict};
use crate::forms::plan::{Assessment, Context, Fill, PagePlan};
use crate::forms::snapshot::{FrameSnapshot, PageSnapshot};
use autobolt_shared::recipe::Learned;

/// A field that does not hold what was put there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The control.
    pub r: u32,
    /// Its label.
    pub label: String,
    /// What was put there.
    pub wanted: String,
    /// What it holds.
    pub holds: String,
    /// The page's complaint beside it, or empty.
    pub error: String,
}

/// What decides. The runner only carries out; tests put a scripted one here.
pub trait Engine {
    /// What to do with the page now.
    fn assess(&self, page: &PageSnapshot, context: &Context<'_>) -> Assessment;
    /// What the page's answer proves.
    fn judge(&self, seen: &PressObservation, context: &Context<'_>) -> Verdict;
    /// Which fields do not hold what was put there.
    fn check(&self, fills: &[Fill], held: &[Held]) -> Vec<Mismatch>;
    /// Other values for the fields the page complained of; none when the customer's data does not allow it.
    fn revise(
        &self,
        plan: &PagePlan,
        errors: &[FieldError],
        frame: &FrameSnapshot,
        context: &Context<'_>,
    ) -> Option<Vec<Fill>>;
    /// Whether a person's press sends the listing, or does something else in the page.
    fn sends_listing(&self, frame: &FrameSnapshot, pressed: Option<u32>, assessment: &Assessment) -> bool;
    /// What a page that a person pressed in teaches.
    fn learn(&self, lesson: &Lesson<'_>, context: &Context<'_>) -> Learned;
}
