//! Watching the page after a press until the engine can tell what came of it.

use super::super::engine::Engine;
use super::super::ports::{Backend, Browser, BrowserError, Seen, Store, TabId, World};
use super::{Visit, Walk};
use crate::forms::outcome::{PressObservation, Verdict};
use crate::forms::verdict::{QUIET_MS, QUIET_STILL_MS};
use autobolt_shared::log::{EvidenceItem, EvidenceKind, SubmitRequest};
use autobolt_shared::protocol::heartbeat::Step;
use futures_util::future::join;

/// Between two looks there is never so much unless the machine slept, or its clock was set: that time is nobody's answer.
const SLEPT_MS: u64 = 30_000;
/// Looks are no closer together than that.
const SOON_MS: u64 = 20;

/// Between two looks where nothing new is told of: soon while an answer is likely, then seldom, and when the page has been
/// quiet long enough to be believed.
fn until_next_look(seen: &PressObservation, watched_ms: u64) -> u64 {
    let most = if watched_ms < 2_000 { 150 } else { 400 };
    let enough = if seen.still { QUIET_STILL_MS } else { QUIET_MS };
    if seen.busy || seen.quiet_ms >= enough { most } else { (enough - seen.quiet_ms).clamp(SOON_MS, most) }
}

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Visit<'_, B, W, S, C, E> {
    /// Watches until the verdict settles or the time is over; a page still at work gets as long again.
    pub(super) async fn watch(&mut self, since_ms: u64, after_kill: bool) -> Walk<Verdict> {
        self.step(Step::Verifying);
        let tab = self.tab()?;
        let verify_ms = self.job.timing().verify_ms;
        let mut began = self.runner.now();
        let mut looked = began;
        let mut seen = PressObservation {
            before: self.memo.before.clone(),
            after: self.memo.before.clone(),
            pressed: self.memo.pressed,
            pressed_text: self.memo.pressed_text.clone(),
            typed: self.memo.typed.clone(),
            ..PressObservation::default()
        };
        let mut believable = false;
        loop {
            let watched = self.runner.now().saturating_sub(began);
            // A page that sends all the time is not looked at all the time.
            self.runner.world.sleep(SOON_MS).await;
            self.wait_for_news(tab, until_next_look(&seen, watched), believable).await;
            let from = self.runner.now();
            match self.runner.browser.seen(tab).await {
                Ok(now) => put(&mut seen, now),
                Err(BrowserError::Closed) => return Err(BrowserError::Closed.into()),
                Err(_) => {}
            }
            let silent = match self.runner.browser.describe(tab).await {
                Ok(page) => {
                    self.remember(&page);
                    seen.after = page;
                    None
                }
                Err(BrowserError::Closed) => return Err(BrowserError::Closed.into()),
                Err(error) => Some(error),
            };
            self.spent(from);
            let now = self.runner.now();
            let passed = now.saturating_sub(std::mem::replace(&mut looked, now));
            if passed > SLEPT_MS {
                began += passed;
            }
            seen.waited_ms = now.saturating_sub(since_ms);
            if silent.is_some() {
                seen.busy = true;
                seen.quiet_ms = 0;
            }
            let verdict = self.runner.engine.judge(&seen, &self.context(seen.waited_ms));
            let watched = now.saturating_sub(began);
            let over = watched >= verify_ms.saturating_mul(if seen.busy { 2 } else { 1 });
            if verdict == Verdict::Unsettled && !over {
                believable = !seen.busy && self.would_be_final(&mut seen);
                continue;
            }
            self.note_seen(&seen);
            // A picture shows the page as it was when it was taken.
            self.picture.take_if(|(at, _)| now.saturating_sub(seen.quiet_ms) > *at);
            if verdict != Verdict::Unsettled {
                return Ok(verdict);
            }
            let why = silent.map_or_else(
                || "watched to the end; the page shows neither success nor error".to_owned(),
                |error| error.to_string(),
            );
            let mut evidence = vec![EvidenceItem { kind: EvidenceKind::Note, value: why }];
            if after_kill {
                evidence.push(EvidenceItem {
                    kind: EvidenceKind::Note,
                    value: "AutoBolt was interrupted around the press".to_owned(),
                });
            }
            return Ok(Verdict::Unknown { evidence });
        }
    }

    /// Waits for something new, or so long. A page that only has to stay as it is gets its picture taken meanwhile.
    async fn wait_for_news(&mut self, tab: TabId, most_ms: u64, believable: bool) {
        let browser = &self.runner.browser;
        let news = browser.stirred(tab, most_ms);
        if !believable || self.picture.is_some() {
            return news.await;
        }
        let at = self.runner.now();
        let (_, taken) = join(news, self.runner.within(most_ms, browser.screenshot(tab))).await;
        // What could not be taken now is tried at the end.
        self.picture = taken.and_then(Result::ok).map(|data| (at, data));
    }

    /// Whether the directory's answer is there and only has to last.
    fn would_be_final(&self, seen: &mut PressObservation) -> bool {
        let quiet_ms = std::mem::replace(&mut seen.quiet_ms, u64::MAX);
        let verdict = self.runner.engine.judge(seen, &self.context(seen.waited_ms));
        seen.quiet_ms = quiet_ms;
        matches!(verdict, Verdict::Submitted { .. } | Verdict::Refused { .. })
    }

    /// What was seen goes to the log.
    fn note_seen(&mut self, seen: &PressObservation) {
        let sent = seen
            .requests
            .iter()
            .find(|r| !r.method.eq_ignore_ascii_case("GET"))
            .or_else(|| seen.requests.iter().find(|r| r.kind == "main_frame" || r.kind == "sub_frame"));
        if let Some(request) = sent {
            self.memo.sent_before = true;
            self.record.log.submit = Some(SubmitRequest {
                method: request.method.clone(),
                url: super::super::pace::bare_url(&request.url),
                status: request.status,
            });
        }
        for text in &seen.appeared {
            if self.record.log.appeared.len() < 40 && !self.record.log.appeared.contains(text) {
                self.record.log.appeared.push(text.clone());
            }
        }
        for dialog in &seen.dialogs {
            let item = EvidenceItem {
                kind: EvidenceKind::Dialog,
                value: format!("{}: {}", dialog.kind, dialog.text),
            };
            if !self.record.log.evidence.contains(&item) {
                self.record.log.evidence.push(item);
            }
        }
    }
}

fn put(observation: &mut PressObservation, seen: Seen) {
    observation.requests = seen.requests;
    // What a page said before it moved on was said.
    for text in seen.appeared {
        if !observation.appeared.contains(&text) {
            observation.appeared.push(text);
        }
    }
    observation.dialogs = seen.dialogs;
    observation.navigated = seen.navigated;
    observation.busy = seen.busy;
    observation.quiet_ms = seen.quiet_ms;
    observation.still = seen.still;
}
