//! Filling: act in order, look again for fields that appeared, open what is closed.

use super::super::checkpoint::Phase;
use super::super::engine::Engine;
use super::super::ports::{Backend, Browser, BrowserError, Store, World};
use super::contents::{holds, is_blank, is_empty};
use super::{Halt, Start, Visit, Walk};
use crate::forms::action::ActOp;
use crate::forms::field::Meaning;
use crate::forms::plan::{Advance, AdvanceKind, Assessment, Fill, FillValue, Missing, PagePlan, Target};
use crate::forms::snapshot::{FrameSnapshot, PageSnapshot};
use crate::order::{Map, Set};
use autobolt_shared::log::{EvidenceKind, OpenChoice};
use autobolt_shared::protocol::heartbeat::Step;
use autobolt_shared::{Reason, ResultStatus};

/// Rounds of looking for fields that appeared or changed because others were filled.
const ROUNDS: u32 = 8;
/// How often fields that have not come up yet are waited for.
const WAITS: u32 = 2;
/// Closed parts opened in one form.
const PARTS: usize = 12;
/// How long a page may take to react to what was filled; and to fetch what belongs to it, the towns of a state.
const REACT_MS: u64 = 700;
const FETCH_MS: u64 = 3_000;

/// A page whose form is filled and may be pressed.
#[derive(Debug, Clone)]
pub(super) struct Ready {
    pub page: PageSnapshot,
    pub plan: PagePlan,
    pub advance: Advance,
}

impl Ready {
    pub(super) const fn target(&self) -> Target {
        Target { frame_id: self.plan.frame_id, r: self.advance.r }
    }
}

/// A form being filled.
pub(super) struct Form {
    pub page: PageSnapshot,
    pub plan: PagePlan,
    /// What was filled, by handle.
    pub done: Map<u32, Fill>,
    /// What was filled a second time.
    again: Set<u32>,
    /// What was pressed to open closed parts.
    opened: Vec<u32>,
    /// Dialogs closed.
    dismissed: u32,
    /// How often the page did not come to rest.
    restless: u32,
}

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Visit<'_, B, W, S, C, E> {
    /// Fills the form and makes sure it holds.
    pub(super) async fn prepare(&mut self, page: PageSnapshot, plan: PagePlan) -> Walk<Ready> {
        let (mut page, mut plan) = (page, plan);
        loop {
            match self.fill_all(page, plan).await {
                Err(Halt::Browser(BrowserError::Stale)) if self.sent_itself().await => {
                    (page, plan) = self.come_back().await?;
                }
                Err(Halt::Browser(BrowserError::Stale)) if self.moves_left > 0 => {
                    self.moves_left -= 1;
                    (page, plan) = self.find().await?;
                }
                other => return other,
            }
        }
    }

    async fn fill_all(&mut self, page: PageSnapshot, plan: PagePlan) -> Walk<Ready> {
        self.picked.clear();
        self.names = names(frame_of(&page, plan.frame_id)?, &plan);
        let mut form = Form {
            page,
            plan,
            done: Map::new(),
            again: Set::new(),
            opened: Vec::new(),
            dismissed: 0,
            restless: 0,
        };
        if self.reloads > 0 || self.late {
            // Choosing again what is chosen would send the page again, or have it ask anew for what depends on it.
            let frame = frame_of(&form.page, form.plan.frame_id)?;
            let held = form.plan.fills.iter().filter(|fill| holds(frame.control(fill.r), &fill.value));
            for fill in held {
                form.done.insert(fill.r, fill.clone());
            }
        }
        let (mut round, mut waits) = (0, 0);
        while round < ROUNDS {
            self.step(Step::Filling);
            let todo = self.todo(&mut form, round == 0)?;
            if !todo.is_empty() {
                round += 1;
                self.fill_round(&mut form, todo).await?;
            } else if waits < WAITS && keeps_back(&form.plan) {
                waits += 1;
                self.runner.world.sleep(REACT_MS).await;
                self.look_again(&mut form).await?;
            } else if !self.open_part(&mut form).await? {
                break;
            }
        }
        let Form { mut page, plan, done, .. } = form;
        if let Some(advance) = &plan.advance {
            self.memo.pressed = Some(Target { frame_id: plan.frame_id, r: advance.r });
            self.memo.pressed_text.clone_from(&advance.text);
        }
        let fills: Vec<Fill> = done.into_values().collect();
        self.hold(&mut page, &plan, fills).await?;
        self.ready(page, plan)
    }

    /// What is to be filled now.
    fn todo(&self, form: &mut Form, first: bool) -> Walk<Vec<Fill>> {
        let frame = frame_of(&form.page, form.plan.frame_id)?;
        let (done, again) = (&form.done, &mut form.again);
        let wanted = form.plan.fills.iter().filter(|fill| match done.get(&fill.r) {
            // Staff's own entries in a page handed over are kept.
            None if self.start == Start::HandOver => is_empty(frame.control(fill.r), &fill.value),
            // A page that draws its fields anew with what was put into them has them filled.
            None => (first || !holds(frame.control(fill.r), &fill.value)) && !is_handed_in(done, fill),
            // A field that another one emptied is filled a second time, not a third.
            Some(_) => is_empty(frame.control(fill.r), &fill.value) && again.insert(fill.r),
        });
        Ok(wanted.cloned().collect())
    }

    async fn fill_round(&mut self, form: &mut Form, todo: Vec<Fill>) -> Walk<()> {
        let frame = frame_of(&form.page, form.plan.frame_id)?;
        self.apply(frame, &todo).await?;
        for fill in todo {
            form.done.insert(fill.r, fill);
        }
        self.look_again(form).await
    }

    /// Looks at the page after something was done to it: other fields may be there, and other plans be due.
    async fn look_again(&mut self, form: &mut Form) -> Walk<()> {
        let document = frame_of(&form.page, form.plan.frame_id)?.document_id.clone();
        self.react(form).await?;
        form.page = self.describe().await?;
        // In another document the handles mean other fields.
        if frame_of(&form.page, form.plan.frame_id)?.document_id != document {
            return Err(BrowserError::Stale.into());
        }
        match self.assess(&form.page) {
            Assessment::Fill(next) => form.plan = *next,
            Assessment::Dismiss(target) if form.dismissed < 2 => {
                form.dismissed += 1;
                self.dismiss(&form.page, target).await?;
                form.page = self.describe().await?;
                if let Assessment::Fill(next) = self.assess(&form.page) {
                    form.plan = *next;
                }
            }
            Assessment::Wall(wall) => form.plan.wall = Some(wall),
            // Gone with all its fields after something was sent: it may be what a directory calls a listing.
            _ if self.left_by_itself(form).await => {
                return Err(Halt::End(
                    self.unknown("The page sent its form by itself while it was being filled."),
                ));
            }
            // What the form was is still being filled; judged anew before the press.
            _ => {}
        }
        Ok(())
    }

    /// Waits for what the page does about what was filled. One that is never done is not waited for long.
    async fn react(&mut self, form: &mut Form) -> Walk<()> {
        let most = if form.restless < 2 { FETCH_MS } else { REACT_MS };
        let from = self.runner.now();
        self.runner.browser.settle(self.tab()?, most).await?;
        form.restless += u32::from(self.runner.now().saturating_sub(from) >= FETCH_MS);
        Ok(())
    }

    /// Opens the next closed part of the form: a header, a tab. A form whose button leads to its next step is not opened, but
    /// gone through.
    async fn open_part(&mut self, form: &mut Form) -> Walk<bool> {
        if form.plan.advance.as_ref().is_some_and(|a| a.kind == AdvanceKind::Next)
            || form.opened.len() >= PARTS
        {
            return Ok(false);
        }
        let Some(&part) = form.plan.closed.iter().find(|part| !form.opened.contains(part)) else {
            return Ok(false);
        };
        form.opened.push(part);
        let frame = frame_of(&form.page, form.plan.frame_id)?;
        if !self.could(frame, &[ActOp::Click { r: part }]).await? {
            self.record.log.prove(EvidenceKind::Note, "a closed part of the form could not be opened");
            return Ok(true);
        }
        self.look_again(form).await?;
        Ok(true)
    }

    /// Everything is in: is there a way on?
    pub(super) fn ready(&mut self, page: PageSnapshot, plan: PagePlan) -> Walk<Ready> {
        if let Some(wall) = plan.wall.clone() {
            return Err(Halt::End(self.wall(&wall)));
        }
        // In a page handed over, staff answered what was missing; a field still empty is missing still.
        let frame = frame_of(&page, plan.frame_id)?;
        let open: Vec<_> = plan.missing.iter().filter(|m| frame.control(m.r).is_none_or(is_blank)).collect();
        let missing: Vec<String> = open.iter().map(|m| m.label.clone()).collect();
        if !missing.is_empty() {
            let labels = missing.join(", ");
            for label in &missing {
                self.record.log.prove(EvidenceKind::MissingField, label.clone());
            }
            self.record.log.missing = missing;
            self.record.log.choices = open.iter().filter_map(|m| to_choose(m)).collect();
            self.summary(format!(
                "The form requires what the customer's data does not say: {labels}. Ask the customer, or fill it in the page and submit."
            ));
            return Err(Halt::End(self.not_pressed(ResultStatus::Retry, Reason::MissingData, true)));
        }
        let Some(advance) = plan.advance.clone() else {
            self.record.log.prove(EvidenceKind::Note, "no button that sends the form was found");
            self.summary(
                "AutoBolt filled the form and found no button that sends it. Look at the page and submit it.",
            );
            return Err(Halt::End(self.not_pressed(ResultStatus::Retry, Reason::UnsupportedForm, true)));
        };
        Ok(Ready { page, plan, advance })
    }

    /// The form is ready and nothing of it was pressed yet: remembered for the resume.
    pub(super) async fn filled(&mut self) -> Walk<()> {
        self.note_phase(Phase::Filled).await
    }
}

/// The frame of a plan; a page that replaced it moved on.
pub(super) fn frame_of(page: &PageSnapshot, frame_id: i32) -> Walk<&FrameSnapshot> {
    page.frame(frame_id).ok_or(Halt::Browser(BrowserError::Stale))
}

/// Whether that file was put into the page already: uploaders take it and draw their input anew, empty.
fn is_handed_in(done: &Map<u32, Fill>, fill: &Fill) -> bool {
    matches!(fill.value, FillValue::File(_)) && done.values().any(|before| before.value == fill.value)
}

/// What the fields to be filled are called.
fn names(frame: &FrameSnapshot, plan: &PagePlan) -> Vec<String> {
    let controls = plan.fills.iter().filter_map(|fill| frame.control(fill.r));
    controls.map(|c| c.name.clone()).filter(|name| !name.is_empty()).collect()
}

/// Whether the button that is seen would send a form whose main fields are still hidden: they come up when a list is answered.
fn keeps_back(plan: &PagePlan) -> bool {
    let sends = plan.advance.as_ref().is_some_and(|a| a.kind == AdvanceKind::Submit);
    let main = |m: Meaning| matches!(m, Meaning::BusinessName | Meaning::Description | Meaning::Email);
    sends
        && !plan.fills.iter().any(|f| main(f.meaning))
        && plan.skips.iter().any(|s| main(s.meaning) && s.why.starts_with("cannot be seen"))
}

/// What staff are offered to pick from. Longer lists are picked from in the page.
fn to_choose(missing: &Missing) -> Option<OpenChoice> {
    let offered = 1..=300;
    (offered.contains(&missing.options.len()) && !missing.label.is_empty()).then(|| OpenChoice {
        label: missing.label.chars().take(300).collect(),
        options: missing.options.iter().filter(|o| o.chars().count() <= 500).cloned().collect(),
    })
}
