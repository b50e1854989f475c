//! Making sure that the fields hold what was put into them: read back, put right once, and say what would not hold.

use super::super::engine::{Engine, Mismatch};
use super::super::ports::{Backend, Browser, Store, World};
use super::fill::frame_of;
use super::{Halt, Start, Visit, Walk};
use crate::forms::action::{ActOp, Held};
use crate::forms::field::Meaning;
use crate::forms::outcome::FieldError;
use crate::forms::plan::{Fill, FillValue, PagePlan, Target};
use crate::forms::snapshot::{FrameSnapshot, PageSnapshot};
use autobolt_shared::log::{EvidenceKind, FilledField, SkippedField};
use autobolt_shared::protocol::heartbeat::Step;
use autobolt_shared::{Reason, ResultStatus};

/// How often, and after how long, a complaint about what was put right is looked at again.
const FADES: u32 = 3;
const FADE_MS: u64 = 400;
/// How long a page may take to react to what was put right.
const REACT_MS: u64 = 700;

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Visit<'_, B, W, S, C, E> {
    /// Reads back what the fields hold, puts right once, then says what would not hold.
    pub(super) async fn hold(
        &mut self,
        page: &mut PageSnapshot,
        plan: &PagePlan,
        mut fills: Vec<Fill>,
    ) -> Walk<()> {
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
            // A complaint that was put right fades out, or is taken back when its server has answered.
            for _ in 0..FADES {
                if wrong.is_empty() || wrong.iter().any(|w| w.error.is_empty()) {
                    break;
                }
                self.runner.world.sleep(FADE_MS).await;
                *page = self.describe().await?;
                let frame = frame_of(page, plan.frame_id)?.clone();
                wrong = self.read_back(&frame, &mut fills).await?;
            }
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

    async fn read_back(&mut self, frame: &FrameSnapshot, fills: &mut [Fill]) -> Walk<Vec<Mismatch>> {
        if fills.is_empty() {
            return Ok(Vec::new());
        }
        let tab = self.tab()?;
        // What was chosen in a custom dropdown is what it has to hold.
        for fill in fills.iter_mut() {
            match (&mut fill.value, self.picked.get(&fill.r)) {
                (FillValue::Pick(texts), Some(text)) => *texts = vec![text.clone()],
                (FillValue::Text(typed), Some(text)) => typed.clone_from(text),
                _ => {}
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
}

fn is_number(fill: &Fill) -> bool {
    matches!(fill.meaning, Meaning::Phone | Meaning::Mobile | Meaning::Fax)
}

fn complaint(wrong: &Mismatch, frame_id: i32) -> FieldError {
    FieldError {
        target: Some(Target { frame_id, r: wrong.r }),
        label: wrong.label.clone(),
        text: wrong.error.clone(),
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
