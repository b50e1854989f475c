//! A tiny signal for one thread: who waits is told that something changed.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// Counts changes and wakes who waits for the next one.
#[derive(Debug, Default)]
pub struct Signal {
    version: Cell<u64>,
    wakers: RefCell<Vec<Waker>>,
}

impl Signal {
    /// Something changed.
    pub fn notify(&self) {
        self.version.set(self.version.get() + 1);
        for waker in self.wakers.take() {
            waker.wake();
        }
    }

    /// How many changes there were. Read it before looking at the state, so that no change is missed.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version.get()
    }

    /// Waits until there was a change since `seen`.
    #[must_use]
    pub fn since(&self, seen: u64) -> Changed<'_> {
        Changed { signal: self, seen }
    }
}

/// The future of [`Signal::since`].
#[derive(Debug)]
pub struct Changed<'a> {
    signal: &'a Signal,
    seen: u64,
}

impl Future for Changed<'_> {
    type Output = ();
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.signal.version.get() != self.seen {
            return Poll::Ready(());
        }
        let mut wakers = self.signal.wakers.borrow_mut();
        if !wakers.iter().any(|w| w.will_wake(context.waker())) {
            wakers.push(context.waker().clone());
        }
        Poll::Pending
    }
}
