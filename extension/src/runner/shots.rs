//! Screenshots on their way to the backend: best effort, bounded, never waited for by a result.

use super::ports::{Store, StoreError};
use super::shelf::Shelf;
use super::signal::Signal;
use autobolt_shared::protocol::evidence::EvidenceRequest;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

const SHOTS: &str = "autobolt.shot.";
/// More than these are not kept: the oldest goes.
const KEPT: usize = 12;
/// A screenshot is tried this often.
const TRIES: u32 = 5;

/// The queue. Its bytes are in the store, not in memory.
#[derive(Debug, Default)]
pub struct Shots {
    queue: RefCell<VecDeque<(u64, u32)>>,
    next_seq: Cell<u64>,
    /// Something came.
    pub changed: Signal,
}

impl Shots {
    /// Reads what an earlier life left behind.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn load<S: Store>(&self, shelf: &Shelf<S>) -> Result<(), StoreError> {
        let keys = shelf.0.keys(SHOTS).await?;
        let mut seqs: Vec<u64> = keys.iter().filter_map(|k| k.strip_prefix(SHOTS)?.parse().ok()).collect();
        crate::order::sort_by(&mut seqs, Ord::cmp);
        self.next_seq.set(seqs.last().map_or(0, |s| s + 1));
        *self.queue.borrow_mut() = seqs.into_iter().map(|s| (s, 0)).collect();
        Ok(())
    }

    /// Queues one. It is sent once `changed` tells of it: the result that names it goes first.
    ///
    /// # Errors
    /// The storage failed: the screenshot is lost.
    pub async fn add<S: Store>(&self, shelf: &Shelf<S>, shot: &EvidenceRequest) -> Result<(), StoreError> {
        let seq = self.next_seq.get();
        self.next_seq.set(seq + 1);
        shelf.put(&key(seq), shot).await?;
        let dropped = {
            let mut queue = self.queue.borrow_mut();
            queue.push_back((seq, 0));
            if queue.len() > KEPT { queue.pop_front() } else { None }
        };
        if let Some((old, _)) = dropped {
            shelf.remove(&key(old)).await?;
        }
        Ok(())
    }

    /// The oldest one.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn first<S: Store>(
        &self,
        shelf: &Shelf<S>,
    ) -> Result<Option<(u64, EvidenceRequest)>, StoreError> {
        loop {
            let Some((seq, _)) = self.queue.borrow().front().copied() else { return Ok(None) };
            match shelf.get(&key(seq)).await? {
                Some(shot) => return Ok(Some((seq, shot))),
                None => self.queue.borrow_mut().retain(|(s, _)| *s != seq),
            }
        }
    }

    /// It is stored, or will never be.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn done<S: Store>(&self, shelf: &Shelf<S>, seq: u64) -> Result<(), StoreError> {
        self.queue.borrow_mut().retain(|(s, _)| *s != seq);
        shelf.remove(&key(seq)).await
    }

    /// It could not be sent: counts, and says whether it is worth another try.
    #[must_use]
    pub fn failed(&self, seq: u64) -> bool {
        let mut queue = self.queue.borrow_mut();
        let Some(entry) = queue.iter_mut().find(|(s, _)| *s == seq) else { return false };
        entry.1 += 1;
        entry.1 < TRIES
    }
}

fn key(seq: u64) -> String {
    format!("{SHOTS}{seq:016}")
}
