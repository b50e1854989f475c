//! From an empty tab to the form: loading, banners, links, walls.

use super::super::checkpoint::Phase;
use super::super::engine::Engine;
use super::super::ports::{Backend, Browser, BrowserError, Loaded, Store, World};
use super::{Ending, Halt, Visit, Walk};
use crate::forms::action::ActOp;
use crate::forms::plan::{Assessment, PagePlan, Target, Wall};
use crate::forms::snapshot::PageSnapshot;
use crate::forms::walls;
use autobolt_shared::log::{EvidenceItem, EvidenceKind};
use autobolt_shared::protocol::heartbeat::Step;
use autobolt_shared::{Outcome, Reason, ResultStatus};

/// Links followed in search of the form.
const LINKS: u32 = 2;
/// Banners and dialogs closed on one page.
const DISMISSALS: u32 = 5;
/// How long late content is waited for.
const LATE_CONTENT_MS: u64 = 10_000;
/// How long a fresh page may take to become quiet.
const SETTLE_MS: u64 = 4_000;

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Visit<'_, B, W, S, C, E> {
    pub(super) async fn open(&mut self) -> Walk<()> {
        self.step(Step::Opening);
        let url =
            self.recipe.start_url.clone().unwrap_or_else(|| self.record.directory.submission_url.clone());
        self.record.log.opened_url.clone_from(&url);
        self.note_phase(Phase::Open).await?;
        let (tab, loaded) = self.runner.browser.open(&url, self.job.timing().page_load_ms).await?;
        self.record.tab = Some(tab);
        self.note_phase(Phase::Open).await?;
        self.arrived(&loaded)?;
        self.runner.browser.settle(tab, SETTLE_MS).await?;
        Ok(())
    }

    /// A page that is not there is final; a server's fault comes back by the timer, unless the page says otherwise.
    fn arrived(&mut self, loaded: &Loaded) -> Walk<()> {
        self.loaded_ms = self.runner.now();
        self.http_status = loaded.status;
        self.record.log.final_url = super::super::pace::bare_url(&loaded.url);
        match loaded.status {
            Some(status @ (404 | 410)) => {
                self.record.log.prove(EvidenceKind::NetworkError, format!("HTTP {status}"));
                self.summary(format!(
                    "The page does not exist any more (HTTP {status}). Check the address in the catalogue."
                ));
                Err(Halt::End(Self::done(ResultStatus::Failed, Some(Reason::Unreachable), None, false)))
            }
            _ => Ok(()),
        }
    }

    /// Looks until there is a form to fill.
    pub(super) async fn find(&mut self) -> Walk<(PageSnapshot, PagePlan)> {
        let mut dismissed = 0;
        let limit = LATE_CONTENT_MS.min(self.job.timing().page_load_ms);
        loop {
            self.step(Step::Reading);
            let page = self.describe().await?;
            let from = self.runner.now();
            let assessment = self.assess(&page);
            self.spent(from);
            match assessment {
                Assessment::Fill(plan) => {
                    self.note_unseen_challenge(&page);
                    return Ok((page, *plan));
                }
                Assessment::Dismiss(target) if dismissed < DISMISSALS => {
                    dismissed += 1;
                    self.dismiss(&page, target).await?;
                }
                Assessment::Dismiss(_) => {
                    return Err(self.unsupported("A banner over the page does not go away.".to_owned()));
                }
                Assessment::Follow { href, text } => self.follow(&href, &text).await?,
                Assessment::Wall(wall) => return Err(Halt::End(self.wall(&wall))),
                Assessment::NotYet => {
                    let waited = self.runner.now().saturating_sub(self.loaded_ms);
                    if waited >= limit {
                        self.summary("The page did not finish loading.");
                        return Err(Halt::End(self.not_pressed(ResultStatus::Retry, Reason::Timeout, false)));
                    }
                    self.runner.world.sleep(250).await;
                }
                Assessment::Unsupported { why } => return Err(self.unsupported(why)),
                Assessment::Final { reason, words } => return Err(Halt::End(self.last_word(reason, &words))),
            }
        }
    }

    /// A challenge nobody sees stands in nobody's way; it explains an answer that does not come.
    fn note_unseen_challenge(&mut self, page: &PageSnapshot) {
        let Some(name) = walls::unseen_challenge(page) else { return };
        let item = EvidenceItem {
            kind: EvidenceKind::Note,
            value: format!("the page checks its visitors unseen: {name}"),
        };
        if !self.record.log.evidence.contains(&item) {
            self.record.log.evidence.push(item);
        }
    }

    /// Closes a banner or dialog.
    pub(super) async fn dismiss(&mut self, page: &PageSnapshot, target: Target) -> Walk<()> {
        let tab = self.tab()?;
        if let Some(frame) = page.frame(target.frame_id) {
            let click = [ActOp::Click { r: target.r }];
            match self.runner.browser.act(tab, target.frame_id, &frame.document_id, &click).await {
                // A banner's button may reload the page.
                Ok(_) | Err(BrowserError::Stale) => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.runner.browser.settle(tab, 1_500).await?;
        Ok(())
    }

    async fn follow(&mut self, href: &str, text: &str) -> Walk<()> {
        if self.links_followed >= LINKS {
            return Err(self.unsupported(format!(
                "Two links further there is still no form; the next would be “{text}”."
            )));
        }
        self.links_followed += 1;
        self.step(Step::Opening);
        let tab = self.tab()?;
        self.record.log.prove(
            EvidenceKind::Note,
            format!("followed “{text}” to {}", super::super::pace::bare_url(href)),
        );
        let loaded = self.runner.browser.go(tab, href, self.job.timing().page_load_ms).await?;
        self.arrived(&loaded)?;
        self.runner.browser.settle(tab, SETTLE_MS).await?;
        Ok(())
    }

    /// Hands over: the page stays open.
    pub(super) fn wall(&mut self, wall: &Wall) -> Ending {
        self.record.log.prove(EvidenceKind::Wall, wall.what.clone());
        self.summary(match wall.reason {
            Reason::Captcha => {
                format!("A CAPTCHA ({}) has to be solved by a person; AutoBolt then goes on.", wall.what)
            }
            Reason::Login => {
                "The directory shows its form to members only. Sign in in the page; AutoBolt then goes on."
                    .to_owned()
            }
            Reason::Payment => {
                format!("Only paid listings are offered ({}). Decide whether to buy one.", wall.what)
            }
            _ => format!("A person is needed: {}.", wall.what),
        });
        self.not_pressed(ResultStatus::Retry, wall.reason, true)
    }

    fn unsupported(&mut self, why: String) -> Halt {
        // An error page has no form either.
        if let Some(status @ (429 | 500..=599)) = self.http_status {
            self.record.log.prove(EvidenceKind::NetworkError, format!("HTTP {status}"));
            self.summary(format!("The site answers with an error (HTTP {status})."));
            return Halt::End(self.not_pressed(ResultStatus::Retry, Reason::Unreachable, false));
        }
        if let Some(status @ (401 | 407)) = self.http_status {
            return Halt::End(self.wall(&Wall { reason: Reason::Login, what: format!("HTTP {status}") }));
        }
        self.record.log.prove(EvidenceKind::Note, why.clone());
        self.summary(format!("AutoBolt found no form it understands: {why}"));
        Halt::End(self.not_pressed(ResultStatus::Failed, Reason::UnsupportedForm, false))
    }

    /// The page said something final before anything was pressed.
    fn last_word(&mut self, reason: Reason, words: &str) -> Ending {
        let kind = match reason {
            Reason::Duplicate => EvidenceKind::DuplicateText,
            Reason::Rejected => EvidenceKind::RejectionText,
            _ => EvidenceKind::ErrorText,
        };
        self.record.log.prove(kind, words);
        self.summary(format!("The page says: {words}"));
        let server_fault = matches!(self.http_status, Some(429 | 500..=599));
        if server_fault && reason == Reason::Unreachable {
            return self.not_pressed(ResultStatus::Retry, Reason::Unreachable, false);
        }
        let is_final = Outcome::new(ResultStatus::Failed, Some(reason)).is_ok();
        let status = if is_final { ResultStatus::Failed } else { ResultStatus::Retry };
        self.not_pressed(status, reason, !is_final)
    }
}
