//! Doing: the fills in their order, the customer's files, what the page may repeat of it.

use super::super::engine::Engine;
use super::super::ports::{Asset, Backend, BackendError, Browser, Store, World};
use super::dropdown::suggests;
use super::{Visit, Walk};
use crate::forms::action::ActOp;
use crate::forms::plan::{Fill, FillValue};
use crate::forms::snapshot::FrameSnapshot;
use autobolt_shared::log::SkippedField;

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Visit<'_, B, W, S, C, E> {
    /// Does the fills, in their order: what the page does on one may be what the next one needs.
    pub(super) async fn apply(&mut self, frame: &FrameSnapshot, fills: &[Fill]) -> Walk<()> {
        let mut batch: Vec<ActOp> = Vec::new();
        for fill in fills {
            let r = fill.r;
            self.remember_typed(&fill.value);
            match &fill.value {
                FillValue::Text(text) if suggests(frame.control(r), fill.meaning) => {
                    self.act(frame, &std::mem::take(&mut batch)).await?;
                    self.write_place(frame, fill, text).await?;
                }
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

    /// Does what it is told. What could not be done shows when the field is read back.
    pub(super) async fn act(&mut self, frame: &FrameSnapshot, ops: &[ActOp]) -> Walk<()> {
        self.could(frame, ops).await?;
        Ok(())
    }

    /// Does what it is told, and says whether all of it could be done.
    pub(super) async fn could(&mut self, frame: &FrameSnapshot, ops: &[ActOp]) -> Walk<bool> {
        if ops.is_empty() {
            return Ok(true);
        }
        let tab = self.tab()?;
        let from = self.runner.now();
        let done = self.runner.browser.act(tab, frame.frame_id, &frame.document_id, ops).await?;
        self.spent(from);
        Ok(done.iter().all(|result| result.ok))
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
}
