//! The model: one job of two directories, two workers, an older start of one of them, the clock, staff. No SQL, no HTTP.

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
    worker: usize,
    epoch: i64,
    press: Press,
    /// Staff decided about the directory after it.
    decided: bool,
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
    epoch: i64,
    pub holder: Option<usize>,
    ran_out: bool,
    last: Option<(usize, Ended)>,
    /// The epoch each actor believes it holds.
    belief: [Option<i64>; ACTORS],
    pub rows: [Row; 2],
    tries: [u32; 2],
    attempts: [Vec<Attempt>; 2],
    fruitless: u32,
    /// Acknowledged reports per actor.
    pub acknowledged: [u32; ACTORS],
    /// Whether the last step was accepted.
    pub accepted: bool,
}

impl Model {
    fn open(&self) -> bool {
        matches!(self.status, "pending" | "in_progress")
    }

    fn finals(&self) -> bool {
        self.rows.iter().all(|row| matches!(row, Row::Submitted | Row::Failed))
    }

    fn unresolved(&self, at: usize) -> bool {
        self.attempts[at].iter().any(|a| !a.decided && a.press == Press::Open)
    }

    fn runnable(&self, at: usize) -> bool {
        matches!(self.rows[at], Row::Pending | Row::Due) && !self.unresolved(at)
    }

    /// The lease of a worker holds, or may be revived.
    fn covers(&self, worker: usize) -> bool {
        self.belief[worker] == Some(self.epoch)
            && (self.holder == Some(key_of(worker))
                || (self.holder.is_none()
                    && self.last == Some((key_of(worker), Ended::Expired))
                    && self.open()))
    }

    fn renew(&mut self, worker: usize) {
        self.holder = Some(key_of(worker));
        self.ran_out = false;
        self.last = None;
    }

    /// What was pressed without an outcome waits for staff.
    fn settle(&mut self) {
        for at in 0..2 {
            if self.unresolved(at) && !matches!(self.rows[at], Row::Submitted | Row::Failed) {
                self.rows[at] = Row::Staff("outcome_unknown");
            }
        }
    }

    fn refresh(&mut self) {
        if self.open() && self.holder.is_none() && self.finals() {
            self.status = "complete";
            if let Some((worker, Ended::Expired)) = self.last {
                self.last = Some((worker, Ended::InOrder));
            }
        }
    }

    fn let_go(&mut self, worker: usize, how: Ended) {
        self.holder = None;
        self.ran_out = false;
        self.last = Some((worker, how));
        self.settle();
        self.refresh();
    }

    fn last_attempt(&mut self, worker: usize, at: usize) -> Option<&mut Attempt> {
        self.attempts[at].iter_mut().rev().find(|a| a.worker == worker)
    }

    fn next(&mut self, worker: usize) -> bool {
        match self.holder {
            Some(holder) if holder == key_of(worker) => self.settle(),
            Some(_) => return false,
            None => {
                if !self.open() || !(self.runnable(0) || self.runnable(1)) {
                    return false;
                }
                self.fruitless += 1;
                self.status = "in_progress";
            }
        }
        self.epoch += 1;
        self.belief[worker] = Some(self.epoch);
        self.renew(worker);
        true
    }

    fn begin(&mut self, worker: usize, at: usize, after: bool) -> bool {
        if !self.covers(worker) {
            return false;
        }
        let mut attempts = self.attempts[at].clone();
        if after {
            let Some(before) = attempts.iter_mut().rev().find(|a| a.worker == worker) else { return false };
            match before.press {
                _ if before.decided => return false,
                Press::Open => before.press = Press::Harmless,
                Press::Harmless => {}
                Press::MaybeAccepted | Press::Lost => return false,
            }
        }
        let harmless = attempts.iter().all(|a| a.decided || a.press == Press::Harmless);
        if !harmless || !matches!(self.rows[at], Row::Pending | Row::Due) {
            return false;
        }
        attempts.push(Attempt { worker, epoch: self.epoch, press: Press::Open, decided: false });
        self.attempts[at] = attempts;
        self.fruitless = 0;
        self.renew(worker);
        true
    }

    fn outcome(&mut self, worker: usize, at: usize, told: Told) -> bool {
        let covers = self.covers(worker);
        let Some(attempt) = self.last_attempt(worker, at) else { return false };
        let counts = attempt.press == Press::Open && !attempt.decided;
        if !matches!(attempt.press, Press::Open | Press::Lost) {
            return false;
        }
        attempt.press = if told == Told::FieldErrors { Press::Harmless } else { Press::MaybeAccepted };
        if counts {
            self.rows[at] = match told {
                Told::Submitted => Row::Submitted,
                Told::Unknown => Row::Staff("outcome_unknown"),
                Told::FieldErrors => Row::Staff("validation"),
            };
        }
        if covers {
            self.renew(worker);
            self.fruitless = 0;
        } else {
            self.refresh();
        }
        self.acknowledged[worker] += 1;
        true
    }

    fn report(&mut self, worker: usize, at: usize, told: Plain) -> bool {
        let waits = matches!(self.rows[at], Row::Staff(_));
        let harmless = self.attempts[at].iter().all(|a| a.decided || a.press == Press::Harmless);
        if !self.covers(worker)
            || matches!(self.rows[at], Row::Submitted | Row::Failed)
            || !harmless
            || (told == Plain::Timeout && waits)
        {
            return false;
        }
        self.rows[at] = match told {
            Plain::Captcha => Row::Staff("captcha"),
            Plain::Rejected => Row::Failed,
            Plain::Timeout if self.tries[at] >= 5 => Row::Failed,
            Plain::Timeout => {
                self.tries[at] += 1;
                Row::Timer
            }
        };
        self.renew(worker);
        self.fruitless = 0;
        self.acknowledged[worker] += 1;
        true
    }

    fn complete(&mut self, worker: usize) -> bool {
        if !self.covers(worker) {
            return self.belief[worker] == Some(self.epoch)
                && self.holder.is_none()
                && self.last == Some((key_of(worker), Ended::InOrder));
        }
        if self.runnable(0) || self.runnable(1) {
            return false;
        }
        self.fruitless = 0;
        self.let_go(key_of(worker), Ended::InOrder);
        true
    }

    fn sweep(&mut self) {
        let Some(worker) = self.holder.filter(|_| self.ran_out) else { return };
        if self.fruitless >= 5 {
            self.let_go(worker, Ended::GivenUp);
            self.status = "failed";
        } else {
            self.let_go(worker, Ended::Expired);
        }
    }

    fn retry(&mut self, at: usize) -> bool {
        let living = self.holder.is_some() && !self.ran_out;
        let under_way =
            self.attempts[at].iter().any(|a| a.press == Press::Open && living && a.epoch == self.epoch);
        if under_way || matches!(self.rows[at], Row::Pending | Row::Submitted) {
            return false;
        }
        self.rows[at] = Row::Pending;
        self.tries[at] = 0;
        self.fruitless = 0;
        for attempt in &mut self.attempts[at] {
            attempt.decided = true;
            if attempt.press == Press::Open {
                attempt.press = Press::Lost;
            }
        }
        self.status = "in_progress";
        self.refresh();
        true
    }
}

impl ReferenceStateMachine for Model {
    type State = Self;
    type Transition = Step;

    fn init_state() -> BoxedStrategy<Self> {
        Just(Self {
            status: "pending",
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
            2 => worker.prop_map(Step::Complete),
            3 => Just(Step::RunOut),
            3 => Just(Step::Sweep),
            1 => Just(Step::TimersDue),
            2 => at.prop_map(Step::Retry),
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
            Step::Report { worker, .. } | Step::Complete(worker) => state.belief[*worker].is_some(),
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
        };
        state
    }
}
