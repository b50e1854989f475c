//! Filling: act in order, look again for fields that appeared, read back, put right once.

use super::super::checkpoint::Phase;
use super::super::engine::{Engine, Mismatch};
use super::super::ports::{Asset, Backend, BackendError, Browser, BrowserError, Store, World};
use super::{Halt, Start, Visit, Walk};
use crate::forms::action::{ActOp, Held};
use crate::forms::field::Meaning;
use crate::forms::outcome::FieldError;
use crate::forms::plan::{Advance, AdvanceKind, Assessment, Fill, FillValue, Missing, PagePlan, Target};
use crate::forms::snapshot::{Control, ControlKind, FrameSnapshot, PageSnapshot};
use crate::order::{Map, Set};
use autobolt_shared::log::{EvidenceKind, FilledField, OpenChoice, SkippedField};
use autobolt_shared::protocol::heartbeat::Step;
use autobolt_shared::{Reason, ResultStatus};

/// Rounds of looking for fields that appeared or changed because others were filled.
const ROUNDS: u32 = 6;
/// How long a page may take to react to what was filled.
const REACT_MS: u64 = 700;

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

    async fn fill_all(&mut self, mut page: PageSnapshot, mut plan: PagePlan) -> Walk<Ready> {
        let mut done: Map<u32, Fill> = Map::new();
        let mut again: Set<u32> = Set::new();
        let mut dismissed = 0;
        let mut reveals = 0;
        self.picked.clear();
        if self.reloads > 0 {
            // Choosing again what is chosen would send the page again.
            let frame = frame_of(&page, plan.frame_id)?;
            let held = plan.fills.iter().filter(|fill| holds(frame.control(fill.r), &fill.value));
            for fill in held {
                done.insert(fill.r, fill.clone());
            }
        }
        for round in 0..=ROUNDS {
            self.step(Step::Filling);
            let frame = frame_of(&page, plan.frame_id)?;
            let todo: Vec<Fill> = plan
                .fills
                .iter()
                .filter(|fill| match done.get(&fill.r) {
                    // Staff's own entries in a page handed over are kept.
                    None if self.start == Start::HandOver => is_empty(frame.control(fill.r), &fill.value),
                    // A page that draws its fields anew with what was put into them has them filled.
                    None => round == 0 || !holds(frame.control(fill.r), &fill.value),
                    // A field that another one emptied is filled a second time, not a third.
                    Some(_) => is_empty(frame.control(fill.r), &fill.value) && again.insert(fill.r),
                })
                .cloned()
                .collect();
            if todo.is_empty() && round < ROUNDS && reveals < 2 && keeps_back(&plan) {
                reveals += 1;
                self.runner.world.sleep(REACT_MS).await;
                self.runner.browser.settle(self.tab()?, REACT_MS).await?;
                page = self.describe().await?;
                if let Assessment::Fill(next) = self.assess(&page) {
                    plan = *next;
                }
                continue;
            }
            if todo.is_empty() || round == ROUNDS {
                break;
            }
            let document = frame.document_id.clone();
            self.apply(frame, &todo).await?;
            for fill in todo {
                done.insert(fill.r, fill);
            }
            self.runner.browser.settle(self.tab()?, REACT_MS).await?;
            page = self.describe().await?;
            // In another document the handles mean other fields.
            if frame_of(&page, plan.frame_id)?.document_id != document {
                return Err(BrowserError::Stale.into());
            }
            match self.assess(&page) {
                Assessment::Fill(next) => plan = *next,
                Assessment::Dismiss(target) if dismissed < 2 => {
                    dismissed += 1;
                    self.dismiss(&page, target).await?;
                    page = self.describe().await?;
                    if let Assessment::Fill(next) = self.assess(&page) {
                        plan = *next;
                    }
                }
                Assessment::Wall(wall) => plan.wall = Some(wall),
                // What the form was is still being filled; judged anew before the press.
                _ => {}
            }
        }
        if let Some(advance) = &plan.advance {
            self.memo.pressed = Some(Target { frame_id: plan.frame_id, r: advance.r });
            self.memo.pressed_text.clone_from(&advance.text);
        }
        let fills: Vec<Fill> = done.into_values().collect();
        self.hold(&mut page, &plan, fills).await?;
        self.ready(page, plan)
    }

    /// Reads back what the fields hold, puts right once, then says what would not hold.
    async fn hold(&mut self, page: &mut PageSnapshot, plan: &PagePlan, mut fills: Vec<Fill>) -> Walk<()> {
        self.step(Step::Checking);
        let frame = frame_of(page, plan.frame_id)?.clone();
        let mut wrong = self.read_back(&frame, &mut fills).await?;
        if !wrong.is_empty() {
            let complaints: Vec<FieldError> = wrong.iter().map(|w| complaint(w, plan.frame_id)).collect();
            let waited = self.runner.now().saturating_sub(self.loaded_ms);
            let other = if wrong.iter().any(|w| !w.error.is_empty()) {
                self.runner.engine.revise(plan, &complaints, &frame, &self.context(waited))
            } else {
                None
            };
            let mut repair: Vec<Fill> = other.unwrap_or_else(|| {
                fills.iter().filter(|f| wrong.iter().any(|w| w.r == f.r)).cloned().collect()
            });
            // A mask cut the number short: another dress of it may fit.
            for w in wrong.iter().filter(|w| w.error.is_empty() && !w.holds.is_empty()) {
                let Some(at) = repair.iter().position(|f| f.r == w.r && is_number(f)) else { continue };
                let held = FieldError { text: w.holds.clone(), ..complaint(w, plan.frame_id) };
                let fitting = self.runner.engine.revise(plan, &[held], &frame, &self.context(waited));
                if let Some(fill) = fitting.and_then(|all| all.into_iter().next()) {
                    repair[at] = fill;
                }
            }
            self.apply(&frame, &repair).await?;
            self.runner.browser.settle(self.tab()?, REACT_MS).await?;
            for fill in repair {
                match fills.iter_mut().find(|f| f.r == fill.r) {
                    Some(old) => *old = fill,
                    None => fills.push(fill),
                }
            }
            *page = self.describe().await?;
            let frame = frame_of(page, plan.frame_id)?.clone();
            wrong = self.read_back(&frame, &mut fills).await?;
        }
        // Better nothing than half a value where nothing must be.
        let halves: Vec<ActOp> = wrong
            .iter()
            .filter(|w| w.error.is_empty() && !w.holds.trim().is_empty())
            .filter(|w| {
                fills.iter().any(|f| f.r == w.r && !f.required && matches!(f.value, FillValue::Text(_)))
            })
            .map(|w| ActOp::SetText { r: w.r, text: String::new() })
            .collect();
        if !halves.is_empty() && self.start != Start::HandOver {
            let frame = frame_of(page, plan.frame_id)?.clone();
            self.act(&frame, &halves).await?;
        }
        self.record_fields(plan, &fills, &wrong);
        let required: Vec<&Mismatch> =
            wrong.iter().filter(|w| fills.iter().any(|f| f.r == w.r && f.required)).collect();
        if required.is_empty() || self.start == Start::HandOver {
            return Ok(());
        }
        for w in &required {
            let said = if w.error.is_empty() { String::new() } else { format!(": {}", w.error) };
            self.record.log.prove(EvidenceKind::ErrorText, format!("{}{said}", w.label));
        }
        let labels = required.iter().map(|w| w.label.as_str()).collect::<Vec<_>>().join(", ");
        self.summary(format!(
            "The form does not take the customer's value for: {labels}. Fill these by hand and submit."
        ));
        Err(Halt::End(self.not_pressed(ResultStatus::Retry, Reason::Validation, true)))
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

    /// Does the fills, in their order: what the page does on one may be what the next one needs.
    pub(super) async fn apply(&mut self, frame: &FrameSnapshot, fills: &[Fill]) -> Walk<()> {
        let mut batch: Vec<ActOp> = Vec::new();
        for fill in fills {
            let r = fill.r;
            self.remember_typed(&fill.value);
            match &fill.value {
                FillValue::Text(text) => batch.push(ActOp::SetText { r, text: text.clone() }),
                FillValue::Rich(text) => batch.push(ActOp::SetRichText { r, text: text.clone() }),
                FillValue::Options(options) => {
                    batch.push(ActOp::Choose {
                        r,
                        options: options.iter().map(|(position, _)| *position).collect(),
                    });
                }
                FillValue::Check(on) => batch.push(ActOp::Check { r, on: *on }),
                FillValue::File(kind) => match self.asset(kind).await {
                    Ok(asset) => batch.push(ActOp::AttachFile {
                        r,
                        name: asset.name,
                        media_type: asset.media_type,
                        base64: asset.base64,
                    }),
                    Err(why) => self.record.log.skipped.push(SkippedField {
                        label: fill.label.clone(),
                        why: format!("the customer's {kind} could not be fetched: {why}"),
                    }),
                },
                FillValue::Tags(tags) => {
                    for text in tags {
                        batch.push(ActOp::TypeText { r, text: text.clone(), commit: true });
                    }
                }
                FillValue::Pick(candidates) => {
                    self.act(frame, &std::mem::take(&mut batch)).await?;
                    self.pick(frame, fill, candidates).await?;
                }
            }
        }
        self.act(frame, &batch).await
    }

    pub(super) async fn act(&mut self, frame: &FrameSnapshot, ops: &[ActOp]) -> Walk<()> {
        if ops.is_empty() {
            return Ok(());
        }
        let tab = self.tab()?;
        let from = self.runner.now();
        // One that could not be done shows when the field is read back.
        self.runner.browser.act(tab, frame.frame_id, &frame.document_id, ops).await?;
        self.spent(from);
        Ok(())
    }

    async fn asset(&self, kind: &str) -> Result<Asset, String> {
        let key = (self.job.id(), kind.to_owned());
        if let Some(asset) = self.runner.assets.borrow().get(&key) {
            return Ok(asset.clone());
        }
        let mut tries = 0;
        loop {
            let answer = self.runner.backend.asset(key.0, kind).await;
            self.runner.heard(&answer);
            match answer {
                Ok(asset) => {
                    self.runner.assets.borrow_mut().insert(key, asset.clone());
                    return Ok(asset);
                }
                Err(BackendError::Refused(problem)) => return Err(problem.to_string()),
                Err(error) if tries >= 3 => return Err(error.to_string()),
                Err(_) => {
                    tries += 1;
                    self.runner.world.sleep(self.runner.backoff(tries)).await;
                }
            }
        }
    }

    async fn read_back(&mut self, frame: &FrameSnapshot, fills: &mut [Fill]) -> Walk<Vec<Mismatch>> {
        if fills.is_empty() {
            return Ok(Vec::new());
        }
        let tab = self.tab()?;
        // What was chosen in a custom dropdown is what it has to hold.
        for fill in fills.iter_mut() {
            if let (FillValue::Pick(texts), Some(text)) = (&mut fill.value, self.picked.get(&fill.r)) {
                *texts = vec![text.clone()];
            }
        }
        let refs: Vec<u32> = fills.iter().map(|f| f.r).collect();
        let from = self.runner.now();
        let held: Vec<Held> =
            self.runner.browser.read(tab, frame.frame_id, &frame.document_id, &refs).await?;
        let wrong = self.runner.engine.check(fills, &held);
        self.spent(from);
        Ok(wrong)
    }

    /// What the page may repeat without it proving anything.
    pub(super) fn remember_typed(&mut self, value: &FillValue) {
        let texts: Vec<String> = match value {
            FillValue::Text(text) | FillValue::Rich(text) => vec![text.clone()],
            FillValue::Options(options) => options.iter().map(|(_, text)| text.clone()).collect(),
            FillValue::Pick(texts) | FillValue::Tags(texts) => texts.clone(),
            FillValue::Check(_) | FillValue::File(_) => Vec::new(),
        };
        for text in texts {
            if !text.is_empty() && !self.memo.typed.contains(&text) {
                self.memo.typed.push(text);
            }
        }
    }

    fn record_fields(&mut self, plan: &PagePlan, fills: &[Fill], wrong: &[Mismatch]) {
        let log = &mut self.record.log;
        for fill in fills {
            if let Some(w) = wrong.iter().find(|w| w.r == fill.r) {
                let holds = if w.error.is_empty() { w.holds.clone() } else { w.error.clone() };
                log.skipped.push(SkippedField {
                    label: fill.label.clone(),
                    why: format!("would not hold “{}”: {holds}", w.wanted),
                });
                continue;
            }
            let field = FilledField {
                label: fill.label.clone(),
                meaning: word_of(fill.meaning),
                value: shown(&fill.value),
            };
            if !log.filled.contains(&field) {
                log.filled.push(field);
            }
        }
        for skip in &plan.skips {
            let skipped = SkippedField { label: skip.label.clone(), why: skip.why.clone() };
            if !log.skipped.contains(&skipped) {
                log.skipped.push(skipped);
            }
        }
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

fn is_number(fill: &Fill) -> bool {
    matches!(fill.meaning, Meaning::Phone | Meaning::Mobile | Meaning::Fax)
}

/// Whether the button that is seen would send a form whose main fields are still hidden: they come up when a list is answered.
fn keeps_back(plan: &PagePlan) -> bool {
    let sends = plan.advance.as_ref().is_some_and(|a| a.kind == AdvanceKind::Submit);
    let main = |m: Meaning| matches!(m, Meaning::BusinessName | Meaning::Description | Meaning::Email);
    sends
        && !plan.fills.iter().any(|f| main(f.meaning))
        && plan.skips.iter().any(|s| main(s.meaning) && s.why.starts_with("cannot be seen"))
}

fn complaint(wrong: &Mismatch, frame_id: i32) -> FieldError {
    FieldError {
        target: Some(Target { frame_id, r: wrong.r }),
        label: wrong.label.clone(),
        text: wrong.error.clone(),
    }
}

/// Whether a control holds nothing of what a value would put there.
pub(super) fn is_empty(control: Option<&Control>, value: &FillValue) -> bool {
    let Some(control) = control else { return false };
    match value {
        FillValue::Check(on) => control.checked != *on && *on,
        _ => is_blank(control),
    }
}

/// Whether a control holds exactly that value.
fn holds(control: Option<&Control>, value: &FillValue) -> bool {
    let Some(control) = control else { return false };
    match value {
        FillValue::Text(text) => control.value == *text && !text.is_empty(),
        FillValue::Check(on) => control.checked == *on,
        FillValue::Options(wanted) => {
            !wanted.is_empty()
                && wanted
                    .iter()
                    .all(|(_, text)| control.options.iter().any(|o| o.selected && o.text == *text))
        }
        _ => false,
    }
}

/// Whether a control holds nothing.
fn is_blank(control: &Control) -> bool {
    match control.kind {
        ControlKind::Checkbox | ControlKind::Radio => !control.checked,
        ControlKind::Select => {
            // A chosen option without a value is the prompt.
            !control.options.iter().any(|o| o.selected && !o.value.trim().is_empty())
        }
        ControlKind::Combobox => {
            let shown = control.value.trim();
            shown.is_empty() || shown == control.placeholder.trim()
        }
        _ => control.value.trim().is_empty(),
    }
}

fn word_of(meaning: Meaning) -> String {
    match crate::json::to_value(&meaning) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(serde_json::Value::Object(map)) => map
            .iter()
            .next()
            .map(|(word, of)| format!("{word} {}", of.as_str().unwrap_or_default()))
            .unwrap_or_default(),
        _ => String::new(),
    }
}

fn shown(value: &FillValue) -> String {
    match value {
        FillValue::Text(text) | FillValue::Rich(text) => text.clone(),
        FillValue::Options(options) => {
            options.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(", ")
        }
        FillValue::Pick(texts) => texts.first().cloned().unwrap_or_default(),
        FillValue::Tags(tags) => tags.join(", "),
        FillValue::Check(on) => if *on { "yes" } else { "no" }.to_owned(),
        FillValue::File(kind) => kind.clone(),
    }
}

/// What staff are offered to pick from. Longer lists are picked from in the page.
fn to_choose(missing: &Missing) -> Option<OpenChoice> {
    let offered = 1..=300;
    (offered.contains(&missing.options.len()) && !missing.label.is_empty()).then(|| OpenChoice {
        label: missing.label.chars().take(300).collect(),
        options: missing.options.iter().filter(|o| o.chars().count() <= 500).cloned().collect(),
    })
}
