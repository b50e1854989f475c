//! The form engine as the runner's [`Engine`]: the one place where the two meet.

use crate::forms::action::Held;
use crate::forms::learn::Lesson;
use crate::forms::outcome::{FieldError, PressObservation, Verdict};
use crate::forms::plan::{Assessment, Context, Fill, PagePlan};
use crate::forms::snapshot::{FrameSnapshot, PageSnapshot};
use crate::forms::{assess, learn, readback, repair, verdict};
use crate::runner::engine::{Engine, Mismatch};
use autobolt_shared::recipe::Learned;

/// The form engine.
#[derive(Debug, Clone, Copy)]
pub struct Forms;

impl Engine for Forms {
    fn assess(&self, page: &PageSnapshot, context: &Context<'_>) -> Assessment {
        assess::assess(page, context)
    }

    fn judge(&self, seen: &PressObservation, context: &Context<'_>) -> Verdict {
        verdict::judge(seen, context)
    }

    fn check(&self, fills: &[Fill], held: &[Held]) -> Vec<Mismatch> {
        readback::check(fills, held)
            .into_iter()
            .map(|found| Mismatch {
                r: found.r,
                label: found.label,
                wanted: found.wanted,
                holds: found.holds,
                error: found.error,
            })
            .collect()
    }

    fn revise(
        &self,
        plan: &PagePlan,
        errors: &[FieldError],
        frame: &FrameSnapshot,
        context: &Context<'_>,
    ) -> Option<Vec<Fill>> {
        repair::revise(plan, errors, frame, context)
    }

    fn sends_listing(&self, frame: &FrameSnapshot, pressed: Option<u32>, assessment: &Assessment) -> bool {
        learn::sends_listing(frame, pressed, assessment)
    }

    fn learn(&self, lesson: &Lesson<'_>, context: &Context<'_>) -> Learned {
        learn::learn(lesson, context)
    }
}
