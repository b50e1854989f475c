//! The model: one job of two directories, two workers, an older start of one of them, the clock, staff. No SQL, no HTTP.
//! Here is what it knows and what may happen; what follows from what is in [`super::rules`].

use proptest::prelude::*;
use proptest_state_machine::ReferenceStateMachine;

pub const DIRECTORIES: [&str; 2] = ["Directory 001", "Directory 002"];

/// Three actors with two keys: the third is another start of the first one's worker.
pub const ACTORS: usize = 3;

pub const fn key_of(actor: usize) -> usize {
    actor % 2
}

/// What somebody does.
#[derive(Debug, Clone)]
pub enum Step {
    /// A worker asks for work.
    Next(usize),
    /// A worker asks for permission; with `after`, it calls its last press there provably not accepted.
    Begin { worker: usize, at: usize, after: bool },
    /// A worker tells what became of its last press there.
    Outcome { worker: usize, at: usize, told: Told },
    /// A worker reports without having pressed.
    Report { worker: usize, at: usize, told: Plain },
    /// A worker sends its last acknowledged report again.
    Repeat(usize),
    /// A worker asks for permission in a page it handed over to staff, with no word of a lease.
    HandOver { worker: usize, at: usize },
    /// A worker reports a rehearsal.
    Rehearse { worker: usize, at: usize },
    /// A worker says it has nothing left to do.
    Complete(usize),
    /// The lease runs out.
    RunOut,
    /// The server looks for expired leases.
    Sweep,
    /// Every timer is due.
    TimersDue,
    /// Staff ask for a directory once more.
    Retry(usize),
    /// Staff pause the job.
    Pause,
    /// Staff end the pause.
    Resume,
    /// Staff cancel the job.
    Cancel,
    /// Staff end the rehearsal.
    GoLive,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Submitted,
    Unknown,
    FieldErrors,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plain {
    Captcha,
    Rejected,
    Timeout,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    Pending,
    Timer,
    Due,
    Staff(&'static str),
    Submitted,
    Failed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    Open,
    Harmless,
    MaybeAccepted,
    Lost,
}

#[derive(Debug, Clone)]
pub struct Attempt {
    pub(super) worker: usize,
    pub(super) epoch: i64,
    pub(super) press: Press,
    /// Staff decided about the directory after it.
    pub(super) decided: bool,
    /// In a page that was handed over.
    pub(super) by_hand: bool,
    /// Begun longer ago than a directory may take.
    pub(super) overdue: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Expired,
    InOrder,
    GivenUp,
}

#[derive(Debug, Clone)]
pub struct Model {
    pub status: &'static str,
    pub(super) started: bool,
    pub(super) paused: bool,
    pub(super) cancelled: bool,
    /// Everything but the press.
    pub dry: bool,
    /// Rehearsed since staff last decided.
    pub(super) rehearsed: [bool; 2],
    pub(super) epoch: i64,
    pub holder: Option<usize>,
    pub(super) ran_out: bool,
    pub(super) last: Option<(usize, Ended)>,
    /// The epoch each actor believes it holds.
    pub(super) belief: [Option<i64>; ACTORS],
    pub rows: [Row; 2],
    /// The key whose prepared page waits for staff.
    pub handed: [Option<usize>; 2],
    pub(super) tries: [u32; 2],
    pub(super) attempts: [Vec<Attempt>; 2],
    pub(super) fruitless: u32,
    /// Acknowledged reports per actor.
    pub acknowledged: [u32; ACTORS],
    /// Whether the last step was accepted.
    pub accepted: bool,
}

impl ReferenceStateMachine for Model {
    type State = Self;
    type Transition = Step;

    fn init_state() -> BoxedStrategy<Self> {
        // One job in five is a rehearsal at first.
        let dry = prop_oneof![4 => Just(false), 1 => Just(true)];
        dry.prop_map(|dry| Self {
            status: "pending",
            started: false,
            paused: false,
            cancelled: false,
            dry,
            rehearsed: [false; 2],
            handed: [None; 2],
            epoch: 0,
            holder: None,
            ran_out: false,
            last: None,
            belief: [None; ACTORS],
            rows: [Row::Pending; 2],
            tries: [0; 2],
            attempts: [Vec::new(), Vec::new()],
            fruitless: 0,
            acknowledged: [0; ACTORS],
            accepted: true,
        })
        .boxed()
    }

    fn transitions(_: &Self) -> BoxedStrategy<Step> {
        let (worker, at) = (0..ACTORS, 0..2_usize);
        let told = prop_oneof![Just(Told::Submitted), Just(Told::Unknown), Just(Told::FieldErrors)];
        let plain = prop_oneof![Just(Plain::Captcha), Just(Plain::Rejected), Just(Plain::Timeout)];
        prop_oneof![
            5 => worker.clone().prop_map(Step::Next),
            6 => (worker.clone(), at.clone(), any::<bool>())
                .prop_map(|(worker, at, after)| Step::Begin { worker, at, after }),
            5 => (worker.clone(), at.clone(), told)
                .prop_map(|(worker, at, told)| Step::Outcome { worker, at, told }),
            3 => (worker.clone(), at.clone(), plain)
                .prop_map(|(worker, at, told)| Step::Report { worker, at, told }),
            1 => worker.clone().prop_map(Step::Repeat),
            3 => (worker.clone(), at.clone()).prop_map(|(worker, at)| Step::HandOver { worker, at }),
            1 => (worker.clone(), at.clone()).prop_map(|(worker, at)| Step::Rehearse { worker, at }),
            2 => worker.prop_map(Step::Complete),
            3 => Just(Step::RunOut),
            3 => Just(Step::Sweep),
            1 => Just(Step::TimersDue),
            2 => at.prop_map(Step::Retry),
            1 => Just(Step::Pause),
            2 => Just(Step::Resume),
            1 => Just(Step::Cancel),
            1 => Just(Step::GoLive),
        ]
        .boxed()
    }

    fn preconditions(state: &Self, step: &Step) -> bool {
        match step {
            Step::Begin { worker, at, after } => {
                state.belief[*worker].is_some()
                    && (!after || state.attempts[*at].iter().any(|a| a.worker == *worker))
            }
            Step::Outcome { worker, at, .. } => state.attempts[*at].iter().any(|a| a.worker == *worker),
            Step::Report { worker, .. } | Step::Rehearse { worker, .. } | Step::Complete(worker) => {
                state.belief[*worker].is_some()
            }
            Step::Resume => state.paused,
            Step::GoLive => state.dry,
            Step::Repeat(worker) => state.acknowledged[*worker] > 0,
            Step::RunOut => state.holder.is_some(),
            _ => true,
        }
    }

    fn apply(mut state: Self, step: &Step) -> Self {
        state.accepted = match *step {
            Step::Next(worker) => state.next(worker),
            Step::Begin { worker, at, after } => state.begin(worker, at, after),
            Step::Outcome { worker, at, told } => state.outcome(worker, at, told),
            Step::Report { worker, at, told } => state.report(worker, at, told),
            Step::Repeat(worker) => {
                if state.covers(worker) {
                    state.renew(worker);
                    state.fruitless = 0;
                }
                true
            }
            Step::HandOver { worker, at } => state.hand_over(worker, at),
            Step::Rehearse { worker, at } => state.rehearse(worker, at),
            Step::Complete(worker) => state.complete(worker),
            Step::RunOut => {
                state.ran_out = true;
                true
            }
            Step::Sweep => {
                state.sweep();
                true
            }
            Step::TimersDue => {
                for row in &mut state.rows {
                    if *row == Row::Timer {
                        *row = Row::Due;
                    }
                }
                true
            }
            Step::Retry(at) => state.retry(at),
            Step::Pause => state.pause(),
            Step::Resume => state.resume(),
            Step::Cancel => state.cancel(),
            Step::GoLive => state.go_live(),
        };
        state
    }
}
