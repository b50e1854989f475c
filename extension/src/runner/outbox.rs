//! Results on their way to the backend: stored before they are sent, removed only when acknowledged.
//!
//! A repeat is harmless: every report has an event id of its own. The order is kept per directory. What the backend does
//! not take is kept in a list for the panel, never dropped in silence.

use super::ports::{Store, StoreError};
use super::shelf::Shelf;
use super::signal::Signal;
use super::status::RefusedView;
use crate::order::Set;
use autobolt_shared::json::FromJson;
use autobolt_shared::protocol::update::UpdateRequest;
use autobolt_shared::{DirectoryName, JobId};
use serde::Serialize;
use std::cell::{Cell, RefCell};

const OUTBOX: &str = "autobolt.outbox.";
const REFUSED: &str = "autobolt.refused";
/// Failures at one report, the backend being well otherwise, after which it is set aside.
const ASIDE_AFTER: u32 = 6;
/// Refused reports kept for the panel.
const REFUSED_KEPT: usize = 50;

/// One report that waits for its acknowledgement.
#[derive(Debug, Clone, PartialEq, Serialize, FromJson)]
pub struct Entry {
    /// Position in the queue.
    pub seq: u64,
    /// The report.
    pub request: UpdateRequest,
    /// Sent to be sure, in case the backend recorded a permission whose reply was lost: a refusal means nothing.
    pub quiet: bool,
    /// The backend fails at this one and at nothing else, and how: nobody waits for it any more, it is tried now and then.
    #[serde(default)]
    pub aside: Option<String>,
}

#[derive(Debug)]
struct Queued {
    entry: Entry,
    not_before_ms: u64,
    /// When that was decided: before it, a clock was set back.
    since_ms: u64,
    tries: u32,
    /// Tries that failed although the backend answered something else since the one before.
    alone: u32,
    /// Good answers of the backend's until the last try.
    answers: u64,
}

impl Queued {
    const fn new(entry: Entry) -> Self {
        Self { entry, not_before_ms: 0, since_ms: 0, tries: 0, alone: 0, answers: 0 }
    }
}

/// What to do next.
#[derive(Debug, Clone, PartialEq)]
pub enum Due {
    /// Send this.
    Send(Box<Entry>),
    /// Nothing before that many milliseconds.
    In(u64),
    /// Empty.
    Nothing,
}

/// The queue.
#[derive(Debug, Default)]
pub struct Outbox {
    queue: RefCell<Vec<Queued>>,
    next_seq: Cell<u64>,
    refused: RefCell<Vec<RefusedView>>,
    /// Something came or went.
    pub changed: Signal,
}

impl Outbox {
    /// Reads what an earlier life left behind.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn load<S: Store>(&self, shelf: &Shelf<S>) -> Result<(), StoreError> {
        let found: Vec<(String, Entry)> = shelf.list(OUTBOX).await?;
        self.next_seq.set(found.iter().map(|(_, e)| e.seq + 1).max().unwrap_or(0));
        *self.queue.borrow_mut() = found.into_iter().map(|(_, entry)| Queued::new(entry)).collect();
        *self.refused.borrow_mut() = shelf.get(REFUSED).await?.unwrap_or_default();
        self.changed.notify();
        Ok(())
    }

    /// Stores a report and queues it. The same event twice is queued once. It is queued and sent even when storing it
    /// failed: better sent and not durable than neither.
    ///
    /// # Errors
    /// The storage failed; the report is in memory only.
    pub async fn add<S: Store>(
        &self,
        shelf: &Shelf<S>,
        request: UpdateRequest,
        quiet: bool,
    ) -> Result<(), StoreError> {
        let known = self.queue.borrow().iter().any(|q| q.entry.request.event_id == request.event_id);
        if known {
            return Ok(());
        }
        let seq = self.next_seq.get();
        self.next_seq.set(seq + 1);
        let entry = Entry { seq, request, quiet, aside: None };
        let stored = shelf.put(&key(seq), &entry).await;
        self.queue.borrow_mut().push(Queued::new(entry));
        self.changed.notify();
        stored
    }

    /// The next report to send: the oldest of its directory whose time has come.
    #[must_use]
    pub fn due(&self, now_ms: u64) -> Due {
        let queue = self.queue.borrow();
        let mut seen: Set<(JobId, &DirectoryName)> = Set::new();
        let mut earliest: Option<u64> = None;
        for queued in queue.iter() {
            let request = &queued.entry.request;
            // What is set aside holds up nothing.
            if queued.entry.aside.is_none() && !seen.insert((request.job_id, &request.directory_name)) {
                continue;
            }
            if queued.not_before_ms <= now_ms || now_ms < queued.since_ms {
                return Due::Send(Box::new(queued.entry.clone()));
            }
            let wait = queued.not_before_ms - now_ms;
            earliest = Some(earliest.map_or(wait, |e| e.min(wait)));
        }
        earliest.map_or(Due::Nothing, Due::In)
    }

    /// Not now: try this one again after `wait_ms`, which is told how often it was tried.
    pub fn later(&self, seq: u64, now_ms: u64, wait_ms: impl FnOnce(u32) -> u64) {
        if let Some(queued) = self.queue.borrow_mut().iter_mut().find(|q| q.entry.seq == seq) {
            queued.tries += 1;
            queued.since_ms = now_ms;
            queued.not_before_ms = now_ms + wait_ms(queued.tries);
        }
        self.changed.notify();
    }

    /// The backend failed at this one. `answers` counts its good answers: when it fails at this one again and again while it
    /// answers others, the report is set aside.
    ///
    /// # Errors
    /// The storage failed; it is set aside in memory only.
    pub async fn failed<S: Store>(
        &self,
        shelf: &Shelf<S>,
        seq: u64,
        answers: u64,
        why: &str,
    ) -> Result<(), StoreError> {
        let aside = {
            let mut queue = self.queue.borrow_mut();
            let Some(queued) = queue.iter_mut().find(|q| q.entry.seq == seq) else { return Ok(()) };
            queued.alone += u32::from(queued.tries > 0 && queued.answers != answers);
            queued.answers = answers;
            if queued.entry.aside.is_none() && queued.alone >= ASIDE_AFTER {
                queued.entry.aside = Some(why.to_owned());
                Some(queued.entry.clone())
            } else {
                None
            }
        };
        match aside {
            Some(entry) => shelf.put(&key(seq), &entry).await,
            None => Ok(()),
        }
    }

    /// What is set aside, for the panel.
    #[must_use]
    pub fn set_aside(&self) -> Vec<RefusedView> {
        let view = |queued: &Queued| {
            let request = &queued.entry.request;
            Some(RefusedView {
                at_ms: queued.since_ms,
                job_id: request.job_id,
                directory_name: request.directory_name.clone(),
                status: request.status,
                reason: request.reason,
                why: queued.entry.aside.clone()?,
            })
        };
        self.queue.borrow().iter().filter_map(view).collect()
    }

    /// Whether that directory's result is set aside: it is known, though the backend is not told.
    #[must_use]
    pub fn holds_aside(&self, job: JobId, directory: &DirectoryName) -> bool {
        self.set_aside().iter().any(|view| view.job_id == job && view.directory_name == *directory)
    }

    /// Nothing is left to wait for.
    #[must_use]
    pub fn is_drained(&self) -> bool {
        self.queue.borrow().iter().all(|queued| queued.entry.aside.is_some())
    }

    /// Try everything again now.
    pub fn hurry(&self) {
        for queued in self.queue.borrow_mut().iter_mut() {
            queued.not_before_ms = 0;
        }
        self.changed.notify();
    }

    /// The backend has it, or will never take it: removes it.
    ///
    /// # Errors
    /// The storage failed; it will be sent again, which is harmless.
    pub async fn done<S: Store>(&self, shelf: &Shelf<S>, seq: u64) -> Result<(), StoreError> {
        let removed = shelf.remove(&key(seq)).await;
        self.queue.borrow_mut().retain(|q| q.entry.seq != seq);
        self.changed.notify();
        removed
    }

    /// Remembers for the panel what the backend did not take. Called before [`Outbox::done`].
    ///
    /// # Errors
    /// The storage failed; the list is in memory only.
    pub async fn remember_refused<S: Store>(
        &self,
        shelf: &Shelf<S>,
        refused: RefusedView,
    ) -> Result<(), StoreError> {
        let list = {
            let mut list = self.refused.borrow_mut();
            list.retain(|r| *r != refused);
            list.insert(0, refused);
            list.truncate(REFUSED_KEPT);
            list.clone()
        };
        shelf.put(REFUSED, &list).await
    }

    /// The refused reports were read.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn clear_refused<S: Store>(&self, shelf: &Shelf<S>) -> Result<(), StoreError> {
        self.refused.borrow_mut().clear();
        shelf.remove(REFUSED).await
    }

    /// The refused reports, newest first.
    #[must_use]
    pub fn refused(&self) -> Vec<RefusedView> {
        self.refused.borrow().clone()
    }

    /// How many wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.queue.borrow().len()
    }

    /// None waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.queue.borrow().is_empty()
    }

    /// Whether a report about that directory waits.
    #[must_use]
    pub fn holds(&self, job: JobId, directory: &DirectoryName) -> bool {
        self.queue
            .borrow()
            .iter()
            .any(|q| q.entry.request.job_id == job && q.entry.request.directory_name == *directory)
    }
}

/// Zero-padded, so the keys' order is the queue's.
fn key(seq: u64) -> String {
    format!("{OUTBOX}{seq:016}")
}
