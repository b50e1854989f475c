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
}

#[derive(Debug)]
struct Queued {
    entry: Entry,
    not_before_ms: u64,
    tries: u32,
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
        *self.queue.borrow_mut() =
            found.into_iter().map(|(_, entry)| Queued { entry, not_before_ms: 0, tries: 0 }).collect();
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
        let entry = Entry { seq, request, quiet };
        let stored = shelf.put(&key(seq), &entry).await;
        self.queue.borrow_mut().push(Queued { entry, not_before_ms: 0, tries: 0 });
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
            if !seen.insert((request.job_id, &request.directory_name)) {
                continue;
            }
            if queued.not_before_ms <= now_ms {
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
            queued.not_before_ms = now_ms + wait_ms(queued.tries);
        }
        self.changed.notify();
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
