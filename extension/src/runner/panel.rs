//! What the panel shows, made from the runner's state; and what it may ask for.

use super::checkpoint::Phase;
use super::engine::Engine;
use super::ports::{Backend, Browser, Store, World};
use super::runner::Runner;
use super::state::{Errand, Key, StopWhy};
use super::status::{JobView, PanelCommand, PanelState, WaitingView};
use super::waiting::goes_on_by_itself;
use autobolt_shared::protocol::heartbeat::{Doing, WorkerState};

/// Everything the panel shows.
pub(super) fn view<B: Backend, W: Browser, S: Store, C: World, E: Engine>(
    runner: &Runner<B, W, S, C, E>,
) -> PanelState {
    let live = runner.live.borrow();
    let job = runner.current.borrow().as_ref().map(|run| {
        let record = run.record.borrow();
        JobView {
            job_id: record.job_id,
            customer: record.customer_name(),
            package_size: record.package_size,
            progress: record.progress,
            dry_run: record.dry_run,
        }
    });
    let waiting = runner
        .pages
        .borrow()
        .iter()
        .filter_map(|((job_id, directory_name), page)| {
            let hand_over = page.record.hand_over.as_ref()?;
            Some(WaitingView {
                job_id: *job_id,
                directory_name: directory_name.clone(),
                customer: page.job.record.borrow().customer_name(),
                reason: hand_over.reason,
                summary: page.record.log.summary.clone(),
                since_ms: hand_over.since_ms,
                goes_on_by_itself: goes_on_by_itself(hand_over.reason),
            })
        })
        .collect();
    PanelState {
        version: runner.version.clone(),
        connection: live.connection.clone(),
        advice: live.connection.advice().to_owned(),
        key_name: live.key_name.clone(),
        state: Some(state(&live, job.is_some())),
        job,
        doing: doing(&live, runner.now()),
        waiting,
        outbox: u32::try_from(runner.outbox.len()).unwrap_or(u32::MAX),
        aside: runner.outbox.set_aside(),
        refused: runner.outbox.refused(),
        results: live.results.iter().cloned().collect(),
        notices: live.notices.iter().cloned().collect(),
        concurrency: live.settings.concurrency.clamp(1, 6),
    }
}

pub(super) const fn state(live: &super::state::Live, working: bool) -> WorkerState {
    if live.stopped {
        WorkerState::Stopped
    } else if live.settings.paused {
        WorkerState::PausedHere
    } else if live.needs_access {
        WorkerState::NeedsAccess
    } else if working {
        WorkerState::Working
    } else {
        WorkerState::Idle
    }
}

pub(super) fn doing(live: &super::state::Live, now: u64) -> Vec<Doing> {
    live.doing
        .iter()
        .map(|(name, (step, since))| Doing {
            directory_name: name.clone(),
            step: *step,
            for_ms: now.saturating_sub(*since),
        })
        .collect()
}

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Runner<B, W, S, C, E> {
    /// Does what a person asked for in the panel.
    pub async fn command(&self, command: PanelCommand) {
        while !self.restored.get() {
            self.changed.since(self.changed.version()).await;
        }
        match command {
            PanelCommand::Pause => {
                self.live.borrow_mut().settings.paused = true;
                if let Some(run) = self.current.borrow().as_ref() {
                    run.stop(StopWhy::PausedHere);
                }
                self.keep_settings().await;
            }
            PanelCommand::Resume => {
                self.live.borrow_mut().settings.paused = false;
                self.keep_settings().await;
                self.wake();
            }
            PanelCommand::CheckNow => self.wake(),
            PanelCommand::Concurrency { directories } => {
                self.live.borrow_mut().settings.concurrency = directories.clamp(1, 6);
                self.keep_settings().await;
            }
            PanelCommand::Show { job_id, directory_name } => self.show(&(job_id, directory_name)).await,
            PanelCommand::GoOn { job_id, directory_name } => self.go_on(&(job_id, directory_name)),
            PanelCommand::DoneByHand { job_id, directory_name, words } => {
                self.done_by_hand(&(job_id, directory_name), &words).await;
            }
            PanelCommand::CouldNot { job_id, directory_name, words } => {
                self.could_not(&(job_id, directory_name), &words).await;
            }
            PanelCommand::SendAgain => self.outbox.hurry(),
            PanelCommand::ClearRefused => self.tell_if_failed(self.outbox.clear_refused(&self.shelf).await),
            PanelCommand::ClearNotices => self.live.borrow_mut().notices.clear(),
        }
        self.beat.notify();
        self.changed.notify();
    }

    async fn keep_settings(&self) {
        let settings = self.live.borrow().settings;
        self.tell_if_failed(self.shelf.put_settings(settings).await);
        self.changed.notify();
    }

    /// Brings a waiting page to the front.
    pub(super) async fn show(&self, key: &Key) {
        let tab = self.pages.borrow().get(key).and_then(|p| p.record.tab);
        let shown = match tab {
            Some(tab) => self.browser.show(tab).await.map_err(|e| e.to_string()),
            None => Err("it is not open in this AutoBolt".to_owned()),
        };
        if let Err(why) = shown {
            self.notice(
                &format!("The page of {} cannot be shown: {why}.", key.1),
                "Retry the directory on the dashboard to have it prepared again.",
            );
        }
    }

    /// A person says that the obstacle is gone.
    fn go_on(&self, key: &Key) {
        let ready = {
            let mut pages = self.pages.borrow_mut();
            match pages.get_mut(key) {
                Some(page) if !page.busy && page.record.phase == Phase::Waiting => {
                    page.busy = true;
                    true
                }
                _ => false,
            }
        };
        if ready {
            self.way_is_clear(key);
            self.errand(Errand::GoOn(key.clone()));
        }
    }
}
