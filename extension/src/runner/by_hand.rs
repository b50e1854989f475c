//! What a person does in a waiting page: presses themselves, or says in the panel what they did (design §5.8).
//!
//! Either way the permission is recorded first, so that the directory's press stays the only one.

use super::checkpoint::{Phase, PressMemo, VisitRecord};
use super::engine::Engine;
use super::ports::{Backend, BackendError, Browser, Store, TabId, World};
use super::resume::to_json;
use super::runner::Runner;
use super::state::{Errand, Key};
use super::visit::Visit;
use crate::forms::advance::button_text;
use crate::forms::plan::Target;
use crate::forms::snapshot::{ControlKind, FrameSnapshot, PageSnapshot};
use autobolt_shared::log::EvidenceKind;
use autobolt_shared::problem::Problem;
use autobolt_shared::protocol::begin::BeginRequest;
use autobolt_shared::protocol::update::{AttemptOutcome, PressOutcome, UpdateRequest};
use autobolt_shared::recipe::Learned;
use autobolt_shared::{AttemptId, EventId, Reason, ResultStatus};
use std::rc::Rc;

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Runner<B, W, S, C, E> {
    /// Staff are about to press submit in a waiting page: the press is recorded first, then may happen.
    ///
    /// # Errors
    /// Why it could not be recorded, for the person: AutoBolt will not be able to tell what came of the press.
    pub async fn staff_is_about_to_press(&self, tab: TabId) -> Result<(), String> {
        let key = self.page_of(tab).ok_or_else(|| "This page does not wait for you any more.".to_owned())?;
        // The page as it was: by now it may show the answer already.
        let (last, press) = {
            let mut pages = self.pages.borrow_mut();
            let page = pages.get_mut(&key);
            page.map(|page| (page.last.take(), page.press.clone())).unwrap_or_default()
        };
        let now = self.browser.describe(tab).await;
        let mut record = self.take_for_staff(&key).await?;
        let stored = self.shelf.memo(&record).await.ok().flatten();
        let mut memo = memo_of(&record, stored.unwrap_or_default(), last, now.ok());
        if let Some(press) = &press {
            press.write_into(&mut memo);
        }
        let recorded = async {
            self.shelf.put_memo(&record, &memo).await?;
            record.phase = Phase::Pressing { granted_at_ms: self.now(), valid_ms: 0 };
            self.shelf.put_visit(&record).await
        }
        .await;
        if let Err(error) = recorded {
            self.hand_back(&key, None);
            return Err(error.to_string());
        }
        self.hand_back(&key, Some(record));
        // Without it only the page's own change can tell what came of the press.
        let _ = self.browser.watch(tab).await;
        self.errand(Errand::StaffPress(key));
        Ok(())
    }

    /// Staff pressed in a waiting page: recorded now, unless it was announced, and its outcome looked at.
    ///
    /// A press that signs in, searches or proves to be human is none of the listing's: it needs no permission, and AutoBolt
    /// goes on by itself where it clears the way.
    pub async fn staff_pressed(&self, tab: TabId, press: HandPress) {
        let Some(key) = self.page_of(tab) else { return };
        let Some((record, job)) = self.page(&key) else { return };
        let stored = self.shelf.memo(&record).await.ok().flatten().unwrap_or_default();
        let visit = Visit::new(self, job, record);
        if !visit.sends_listing(&press) {
            self.look_soon(&key);
            return;
        }
        let learned = visit.lesson(&press, &stored.before);
        let busy = match self.pages.borrow_mut().get_mut(&key) {
            Some(page) => {
                page.presses += 1;
                page.learned.add(learned);
                page.press = Some(press);
                page.busy
            }
            None => return,
        };
        self.changed.notify();
        if busy {
            return;
        }
        if let Err(why) = self.staff_is_about_to_press(tab).await {
            self.notice(
                &format!("A press by hand in the page of {} could not be recorded: {why}", key.1),
                "Say on the dashboard what came of it.",
            );
        }
    }

    /// What a person pressed has to do with the wall, perhaps: the page is looked at as soon as it rests.
    fn look_soon(&self, key: &Key) {
        if let Some(page) = self.pages.borrow_mut().get_mut(key) {
            page.rest_until_ms = 0;
            page.went_back = false;
            page.clear = 0;
        }
    }

    /// A person finished it by hand and says that the directory took it.
    pub(super) async fn done_by_hand(&self, key: &Key, words: &str) {
        let note = if words.trim().is_empty() {
            "A person submitted it by hand and says that the directory took it.".to_owned()
        } else {
            format!("A person submitted it by hand; the page said: {}", words.trim())
        };
        let outcome = (ResultStatus::Submitted, None, PressOutcome::Answered);
        self.decide_by_hand(key, outcome, (&note, words)).await;
    }

    /// A person looked and it cannot be done.
    pub(super) async fn could_not(&self, key: &Key, words: &str) {
        let note = if words.trim().is_empty() {
            "A person looked at the page and it cannot be done.".to_owned()
        } else {
            format!("A person looked at the page and it cannot be done: {}", words.trim())
        };
        let outcome = (ResultStatus::Failed, Some(Reason::Skipped), PressOutcome::NoRequest);
        self.decide_by_hand(key, outcome, (&note, "")).await;
    }

    /// What the person did in a page whose answer AutoBolt did not understand, with the words that were the answer.
    async fn taught_by_hand(&self, key: &Key, record: VisitRecord, words: &str) -> Learned {
        let (learned, last, job) = {
            let pages = self.pages.borrow();
            let Some(page) = pages.get(key) else { return Learned::default() };
            (page.learned.clone(), page.last.clone(), Rc::clone(&page.job))
        };
        let now = match record.tab {
            Some(tab) => self.browser.describe(tab).await.ok(),
            None => None,
        };
        let stored = self.shelf.memo(&record).await.ok().flatten().unwrap_or_default();
        let visit = Visit::new(self, job, record);
        let mut taught = learned;
        if taught == Learned::default() {
            // The press was not seen: the page as it was looked at last.
            for frame in last.into_iter().flat_map(|page| page.frames) {
                let press = HandPress { page: Some(frame), ..HandPress::default() };
                taught.add(visit.lesson(&press, &stored.before));
            }
        }
        taught.recipe.success_text = visit.confirmed_by(words, now.as_ref());
        taught
    }

    async fn decide_by_hand(
        &self,
        key: &Key,
        (status, reason, press): (ResultStatus, Option<Reason>, PressOutcome),
        (note, words): (&str, &str),
    ) {
        let mut record = match self.take_for_staff(key).await {
            Ok(record) => record,
            Err(why) => {
                self.notice(
                    &format!("{}: what you said could not be recorded: {why}", key.1),
                    "Say it on the dashboard's page of this job instead.",
                );
                return;
            }
        };
        record.log.prove(EvidenceKind::Note, note);
        note.clone_into(&mut record.log.summary);
        record.log.learned = None;
        if status == ResultStatus::Submitted {
            let taught = self.taught_by_hand(key, record.clone(), words).await;
            record.log.learned = (!taught.recipe.is_empty()).then(|| Box::new(taught));
        }
        let update = UpdateRequest {
            job_id: key.0,
            directory_name: key.1.clone(),
            status,
            response_log: to_json(&record.log),
            reason,
            event_id: Some(EventId(self.world.uuid())),
            attempt: record.attempt.map(|attempt_id| AttemptOutcome { attempt_id, outcome: press }),
            lease: None,
            dry_run: false,
        };
        record.hand_over = None;
        record.phase = Phase::Judged { update: Box::new(update.clone()) };
        self.tell_if_failed(self.shelf.put_visit(&record).await);
        self.tell_if_failed(self.outbox.add(&self.shelf, update, false).await);
        self.hand_back(key, None);
        self.drop_page(key).await;
    }

    /// Takes a waiting page out of the watch and asks for the permission to press in it.
    async fn take_for_staff(&self, key: &Key) -> Result<VisitRecord, String> {
        let mut record = {
            let mut pages = self.pages.borrow_mut();
            let page = pages.get_mut(key).ok_or("The page does not wait in this AutoBolt any more.")?;
            if page.busy || page.record.phase != Phase::Waiting {
                return Err("AutoBolt is at work in this page.".to_owned());
            }
            page.busy = true;
            page.record.clone()
        };
        // Whoever gives up half-way leaves the page waiting.
        let guard = Unbusy { runner: self, key };
        self.within(5_000, async {
            while self.outbox.holds(key.0, &key.1) {
                self.outbox.changed.since(self.outbox.changed.version()).await;
            }
        })
        .await
        .ok_or("The backend does not know yet that this page waits: it cannot be reached.")?;
        let attempt_id = record.attempt.unwrap_or_else(|| AttemptId(self.world.uuid()));
        record.attempt = Some(attempt_id);
        record.phase = Phase::Asking;
        self.shelf.put_visit(&record).await.map_err(|error| error.to_string())?;
        let request = BeginRequest {
            job_id: key.0,
            directory_name: key.1.clone(),
            attempt_id,
            lease: None,
            hand_over: true,
            after: record.after.clone(),
        };
        let answer = self.backend.begin(&request).await;
        self.heard(&answer);
        match answer {
            Ok(_) => {
                std::mem::forget(guard);
                Ok(record)
            }
            Err(error) => {
                record.phase = Phase::Waiting;
                if matches!(error, BackendError::Refused(_)) {
                    record.attempt = None;
                }
                self.tell_if_failed(self.shelf.put_visit(&record).await);
                if let Some(page) = self.pages.borrow_mut().get_mut(key) {
                    page.record = record;
                }
                Err(words_of(&error))
            }
        }
    }

    /// Puts a page back; with a record that is under way, it stays taken.
    fn hand_back(&self, key: &Key, record: Option<VisitRecord>) {
        if let Some(page) = self.pages.borrow_mut().get_mut(key) {
            match record {
                Some(record) => page.record = record,
                None => page.busy = false,
            }
        }
    }
}

/// A person's press, as the page agent tells it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HandPress {
    /// The button.
    pub r: Option<u32>,
    /// The controls the person used before.
    pub touched: Vec<u32>,
    /// The document as it was.
    pub page: Option<FrameSnapshot>,
}

impl HandPress {
    /// Lays the page as it was at the press over what was known of it before.
    pub(super) fn write_into(&self, memo: &mut PressMemo) {
        let Some(page) = &self.page else { return };
        match memo.before.frames.iter_mut().find(|frame| frame.frame_id == page.frame_id) {
            Some(frame) => *frame = page.clone(),
            None if page.frame_id == 0 => memo.before.frames.insert(0, page.clone()),
            None => memo.before.frames.push(page.clone()),
        }
        memo.pressed = self.r.map(|r| Target { frame_id: page.frame_id, r });
        let button = self.r.and_then(|r| page.control(r));
        memo.pressed_text = button.map(|c| button_text(c).to_owned()).unwrap_or_default();
        memo.typed.extend(typed_in(page));
        memo.typed.sort_unstable();
        memo.typed.dedup();
    }
}

/// What stands in a document's fields.
fn typed_in(frame: &FrameSnapshot) -> impl Iterator<Item = String> + '_ {
    frame
        .controls
        .iter()
        .filter(|control| control.kind != ControlKind::Button && control.kind != ControlKind::Hidden)
        .map(|control| control.value.clone())
        .filter(|value| !value.trim().is_empty())
}

/// Frees a page when the one who took it goes away.
struct Unbusy<'a, B, W, S, C, E> {
    runner: &'a Runner<B, W, S, C, E>,
    key: &'a Key,
}

impl<B, W, S, C, E> Drop for Unbusy<'_, B, W, S, C, E> {
    fn drop(&mut self) {
        if let Some(page) = self.runner.pages.borrow_mut().get_mut(self.key) {
            page.busy = false;
        }
    }
}

fn words_of(error: &BackendError) -> String {
    match error {
        BackendError::Refused(problem) => {
            let problem: &Problem = problem;
            problem.to_string()
        }
        other => other.to_string(),
    }
}

/// What was on the page before a press by hand, and what a person may have typed into it.
fn memo_of(
    record: &VisitRecord,
    stored: PressMemo,
    last: Option<PageSnapshot>,
    now: Option<PageSnapshot>,
) -> PressMemo {
    let typed_by_hand = now.iter().chain(last.iter()).flat_map(|page| page.frames.iter()).flat_map(typed_in);
    let mut typed: Vec<String> = record
        .log
        .filled
        .iter()
        .map(|field| field.value.clone())
        .chain(typed_by_hand)
        .filter(|value| !value.trim().is_empty())
        .collect();
    typed.sort_unstable();
    typed.dedup();
    let known = last.or_else(|| (!stored.before.frames.is_empty()).then_some(stored.before)).or(now);
    PressMemo {
        before: known.unwrap_or_default(),
        pressed: stored.pressed,
        pressed_text: stored.pressed_text,
        typed,
        steps_done: record.log.steps,
        sent_before: false,
    }
}
