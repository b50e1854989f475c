//! A simulated world for the runner: clock, store, backend with the protocol's rules, browser with scripted sites.
//!
//! Every call of a port passes two points, one before its effect and one after it; a life can be ended at any of them.

mod backend;
mod browser;
mod engine;
mod hand_over;
mod jobs;
mod kills;
mod kinds;
mod protocol;
mod robust;
mod server;
mod sites;
mod trouble;

use super::ports::{Store, StoreError, World};
use super::runner::{Parts, Runner};
use autobolt_shared::DirectoryName;
use engine::Script;
use kinds::Kind;
use server::Server;
use sites::Sites;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use uuid::Uuid;

/// The simulated world. It outlives the runners that live in it.
#[derive(Default)]
pub(super) struct Sim {
    now: Cell<u64>,
    timers: RefCell<Vec<(u64, Waker)>>,
    ids: Cell<u128>,
    /// Points passed in this life.
    points: Cell<u64>,
    kill_at: Cell<Option<u64>>,
    dead: Cell<bool>,
    disk: RefCell<BTreeMap<String, String>>,
    /// Nothing more can be written.
    pub full: Cell<bool>,
    /// How far the machine's clock is from the time that passes.
    pub skew_ms: Cell<i64>,
    /// The machine sleeps that long when a key that begins so is written, once; meanwhile another worker takes the job.
    sleeps_at: RefCell<Option<(&'static str, u64, bool)>>,
    pub server: RefCell<Server>,
    pub sites: RefCell<Sites>,
}

pub(super) type Sims = Runner<Rc<Sim>, Rc<Sim>, Rc<Sim>, Rc<Sim>, Script>;

/// A runner and its life. Dropping it is the kill.
pub(super) struct Run {
    sims: Rc<Sims>,
    life: RefCell<Pin<Box<dyn Future<Output = ()>>>>,
}

impl std::ops::Deref for Run {
    type Target = Sims;
    fn deref(&self) -> &Sims {
        &self.sims
    }
}

/// How a life ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Life {
    /// What was waited for came about.
    Done,
    /// Killed where it should be.
    Killed,
    /// Time was up.
    TimeUp,
}

struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::SeqCst);
    }
}

impl Sim {
    /// A world with one approved job over these directories.
    pub fn with(directories: &[(&str, Kind)]) -> Rc<Self> {
        let sim = Self::default();
        sim.now.set(1_700_000_000_000);
        for (name, kind) in directories {
            sim.server.borrow_mut().add(name);
            sim.sites.borrow_mut().add(name, *kind);
        }
        Rc::new(sim)
    }

    /// A fresh runner at the start of its life: what is not on the disk is forgotten.
    pub fn runner(self: &Rc<Self>) -> Run {
        self.points.set(0);
        self.dead.set(false);
        self.timers.borrow_mut().clear();
        self.sites.borrow_mut().forget_what_was_seen();
        let parts = Parts {
            backend: Rc::clone(self),
            browser: Rc::clone(self),
            store: Rc::clone(self),
            world: Rc::clone(self),
            engine: Script,
        };
        let sims = Rc::new(Runner::new(parts, "0.0.0"));
        let lives = Rc::clone(&sims);
        Run { sims, life: RefCell::new(Box::pin(async move { lives.run().await })) }
    }

    /// Kills the life at that point.
    pub fn kill_at(&self, point: Option<u64>) {
        self.kill_at.set(point);
    }

    pub fn points(&self) -> u64 {
        self.points.get()
    }

    pub fn sleep_when_writing(&self, key: &'static str, ms: u64, taken_meanwhile: bool) {
        *self.sleeps_at.borrow_mut() = Some((key, ms, taken_meanwhile));
    }

    /// Lets a runner live on until `done`, a kill, or `most_ms` of virtual time.
    pub fn live(&self, runner: &Run, most_ms: u64, done: impl Fn(&Self) -> bool) -> Life {
        self.drive(runner.life.borrow_mut().as_mut(), most_ms, done)
    }

    /// The same while something else goes on beside it.
    pub fn live_with(
        &self,
        runner: &Run,
        beside: impl Future<Output = ()>,
        most_ms: u64,
        done: impl Fn(&Self) -> bool,
    ) -> Life {
        let mut life = runner.life.borrow_mut();
        let both = pin!(async {
            futures_util::future::join(life.as_mut(), beside).await;
        });
        self.drive(both, most_ms, done)
    }

    fn drive(
        &self,
        mut future: Pin<&mut dyn Future<Output = ()>>,
        most_ms: u64,
        done: impl Fn(&Self) -> bool,
    ) -> Life {
        let flag = Arc::new(Flag(AtomicBool::new(true)));
        let waker = Waker::from(Arc::clone(&flag));
        let end = self.now.get() + most_ms;
        loop {
            while flag.0.swap(false, Ordering::SeqCst) {
                if future.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
                    return Life::Done;
                }
                if self.dead.get() {
                    return Life::Killed;
                }
                if done(self) {
                    return Life::Done;
                }
            }
            let Some(next) = self.timers.borrow().iter().map(|(at, _)| *at).min() else {
                return Life::TimeUp;
            };
            if next > end {
                self.now.set(end);
                return Life::TimeUp;
            }
            self.now.set(self.now.get().max(next));
            let due: Vec<Waker> = {
                let mut timers = self.timers.borrow_mut();
                let (due, rest) = timers.drain(..).partition(|(at, _)| *at <= next);
                *timers = rest;
                let due: Vec<(u64, Waker)> = due;
                due.into_iter().map(|(_, waker)| waker).collect()
            };
            due.into_iter().for_each(Waker::wake);
        }
    }

    /// A point at which a life may end.
    pub async fn point(&self) {
        self.points.set(self.points.get() + 1);
        if self.kill_at.get() == Some(self.points.get()) {
            self.dead.set(true);
        }
        if self.dead.get() {
            std::future::pending::<()>().await;
        }
    }

    pub fn time(&self) -> u64 {
        self.now.get()
    }

    fn id(&self) -> Uuid {
        self.ids.set(self.ids.get() + 1);
        Uuid::from_u128(self.ids.get() << 8 | 0x55)
    }

    /// Whether nothing is left to run and all is acknowledged.
    pub fn settled(&self) -> bool {
        self.server.borrow().settled()
            && !self.disk.borrow().keys().any(|k| k.starts_with("autobolt.outbox."))
    }

    /// The profile is deleted.
    pub fn wipe(&self) {
        self.disk.borrow_mut().clear();
    }

    pub fn on_disk(&self, prefix: &str) -> usize {
        self.disk.borrow().keys().filter(|k| k.starts_with(prefix)).count()
    }

    /// `status/reason` as the backend stored it.
    pub fn result(&self, name: &str) -> String {
        self.server.borrow().result(&DirectoryName::from(name))
    }

    /// Times the site's submit button was pressed.
    pub fn presses(&self, name: &str) -> u32 {
        self.sites.borrow().presses(name)
    }

    /// Listings the site stored.
    pub fn listings(&self, name: &str) -> u32 {
        self.sites.borrow().listings(name)
    }
}

impl Store for Rc<Sim> {
    async fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.disk.borrow().get(key).cloned())
    }

    async fn put(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.point().await;
        if self.full.get() {
            return Err(StoreError("QUOTA_BYTES quota exceeded".to_owned()));
        }
        self.disk.borrow_mut().insert(key.to_owned(), value.to_owned());
        let sleeps = *self.sleeps_at.borrow();
        if let Some((prefix, ms, taken)) = sleeps
            && key.starts_with(prefix)
        {
            *self.sleeps_at.borrow_mut() = None;
            self.now.set(self.now.get() + ms);
            if taken {
                self.server.borrow_mut().take_away();
                self.server.borrow_mut().stop = true;
            }
        }
        self.point().await;
        Ok(())
    }

    async fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.point().await;
        self.disk.borrow_mut().remove(key);
        self.point().await;
        Ok(())
    }

    async fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        Ok(self.disk.borrow().keys().filter(|k| k.starts_with(prefix)).cloned().collect())
    }
}

impl World for Rc<Sim> {
    fn now_ms(&self) -> u64 {
        self.now.get().saturating_add_signed(self.skew_ms.get())
    }

    async fn sleep(&self, ms: u64) {
        Sleep { sim: self, until: self.now.get() + ms }.await;
    }

    fn uuid(&self) -> Uuid {
        self.id()
    }
}

struct Sleep<'a> {
    sim: &'a Sim,
    until: u64,
}

impl Future for Sleep<'_> {
    type Output = ();
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.sim.now.get() >= self.until {
            return Poll::Ready(());
        }
        self.sim.timers.borrow_mut().push((self.until, context.waker().clone()));
        Poll::Pending
    }
}
