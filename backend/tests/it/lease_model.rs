//! The lease protocol against a model of it: whatever two workers, an older start of one of them, the clock and staff do in whatever order, the real
//! router and the real database answer as the model says, and the promises hold after every step.
//!
//! The model knows no SQL and no HTTP. It holds one job of two directories.

use crate::support::TestDb;
use crate::worker::{Bench, Held, Worker};
use autobolt_backend::{jobs::control, store::control::Which};
use autobolt_shared::JobId;
use proptest::prelude::*;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use serde_json::{Value, json};
use std::{collections::HashMap, sync::Arc};
use tokio::runtime::Runtime;
use uuid::Uuid;

const DIRECTORIES: [&str; 2] = ["Directory 001", "Directory 002"];

/// Three actors with two keys: the third is another start of the first one's worker.
const ACTORS: usize = 3;

const fn key_of(actor: usize) -> usize {
    actor % 2
}

/// What somebody does.
#[derive(Debug, Clone)]
enum Step {
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
enum Told {
    Submitted,
    Unknown,
    FieldErrors,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plain {
    Captcha,
    Rejected,
    Timeout,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    Pending,
    Timer,
    Due,
    Staff(&'static str),
    Submitted,
    Failed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Press {
    Open,
    Harmless,
    MaybeAccepted,
    Lost,
}

#[derive(Debug, Clone)]
struct Attempt {
    worker: usize,
    epoch: i64,
    press: Press,
    /// Staff decided about the directory after it.
    decided: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    Expired,
    InOrder,
    GivenUp,
}

#[derive(Debug, Clone)]
struct Model {
    status: &'static str,
    epoch: i64,
    holder: Option<usize>,
    ran_out: bool,
    last: Option<(usize, Ended)>,
    /// The epoch each actor believes it holds.
    belief: [Option<i64>; ACTORS],
    rows: [Row; 2],
    tries: [u32; 2],
    attempts: [Vec<Attempt>; 2],
    fruitless: u32,
    /// Acknowledged reports per actor.
    acknowledged: [u32; ACTORS],
    /// Whether the last step was accepted.
    accepted: bool,
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

/// The real thing.
struct Real {
    runtime: Arc<Runtime>,
    bench: Bench,
    job: JobId,
    workers: [Worker; ACTORS],
    leases: [Option<Held>; ACTORS],
    attempts: HashMap<(usize, usize), Uuid>,
    acknowledged: [Option<Value>; ACTORS],
}

impl Real {
    async fn step(&mut self, step: &Step) -> bool {
        match *step {
            Step::Next(worker) => {
                let reply = self.workers[worker].get("/jobs/next").await;
                if reply.status == 200 {
                    self.leases[worker] =
                        Some(Held { worker: self.workers[worker].clone(), body: reply.body });
                }
                reply.status == 200
            }
            Step::Begin { worker, at, after } => {
                let held = self.leases[worker].clone().unwrap();
                let attempt = Uuid::new_v4();
                let before = self.attempts.get(&(worker, at));
                let more = match before.filter(|_| after) {
                    Some(before) => json!({"after": {"attempt_id": before, "proof": "field_errors"}}),
                    None => json!({}),
                };
                let given = held.begin_with(DIRECTORIES[at], attempt, more).await.status == 200;
                if given {
                    self.attempts.insert((worker, at), attempt);
                }
                given
            }
            Step::Outcome { worker, at, told } => {
                let (outcome, status, reason) = match told {
                    Told::Submitted => ("answered", "submitted", None),
                    Told::Unknown => ("unknown", "retry", Some("outcome_unknown")),
                    Told::FieldErrors => ("field_errors", "retry", Some("validation")),
                };
                let press = json!({"attempt_id": self.attempts[&(worker, at)], "outcome": outcome});
                self.report(worker, at, json!({"status": status, "reason": reason, "attempt": press})).await
            }
            Step::Report { worker, at, told } => {
                let (status, reason) = match told {
                    Plain::Captcha => ("retry", "captcha"),
                    Plain::Rejected => ("failed", "rejected"),
                    Plain::Timeout => ("retry", "timeout"),
                };
                self.report(worker, at, json!({"status": status, "reason": reason})).await
            }
            Step::Repeat(worker) => {
                let mut body = self.acknowledged[worker].clone().unwrap();
                body["lease"] = self.leases[worker].as_ref().unwrap().lease();
                let reply = self.workers[worker].post("/jobs/update", body).await;
                assert_eq!(reply.body["replay"], true, "a repeat gets the stored answer: {}", reply.text);
                reply.status == 200
            }
            Step::Complete(worker) => self.leases[worker].clone().unwrap().complete().await.status == 200,
            Step::RunOut => {
                self.bench.leases_run_out().await;
                true
            }
            Step::Sweep => {
                self.bench.sweep().await;
                true
            }
            Step::TimersDue => {
                let due = "update autobolt.submissions set next_attempt_at = now() - interval '1 second'
                           where next_attempt_at is not null";
                self.bench.owner(due).await;
                self.bench.owner("update autobolt.job_control set run_after = least(run_after, now())").await;
                true
            }
            Step::Retry(at) => {
                // Long after: what was begun is not under way any more, unless its lease lives.
                self.bench
                    .owner("update autobolt.attempts set begun_at = begun_at - interval '1 hour'")
                    .await;
                self.bench
                    .owner("update autobolt.submissions set decided_at = decided_at - interval '1 hour'")
                    .await;
                let which = Which::One(DIRECTORIES[at].to_owned());
                control::retry(&self.bench.db.app, self.job, which, "staff:a").await.is_ok()
            }
        }
    }

    async fn report(&mut self, worker: usize, at: usize, more: Value) -> bool {
        let held = self.leases[worker].clone().unwrap();
        let event = Uuid::new_v4();
        let mut body = json!({
            "job_id": self.job, "directory_name": DIRECTORIES[at], "lease": held.lease(), "event_id": event,
            "response_log": {"summary": "seen"},
        });
        for (key, value) in more.as_object().unwrap() {
            body[key] = value.clone();
        }
        let reply = self.workers[worker].post("/jobs/update", body.clone()).await;
        if reply.status == 200 {
            assert_eq!(reply.body["replay"], false);
            self.acknowledged[worker] = Some(body);
        }
        reply.status == 200
    }

    async fn check(&self, model: &Model) {
        assert_eq!(self.bench.job_status(self.job).await, model.status, "the job's status");
        for (at, row) in model.rows.iter().enumerate() {
            let (status, reason) = self.bench.stored(self.job, DIRECTORIES[at]).await;
            let told = match row {
                Row::Pending => status == "pending",
                Row::Timer | Row::Due => status == "retry" && reason.as_deref() == Some("timeout"),
                Row::Staff(why) => status == "retry" && reason.as_deref() == Some(why),
                Row::Submitted => status == "submitted",
                Row::Failed => status == "failed",
            };
            assert!(told, "{}: {status} {reason:?}, the model says {row:?}", DIRECTORIES[at]);
        }
        let holder: Option<Uuid> = self.bench.one("select lease_key_id from autobolt.job_control").await;
        assert_eq!(holder, model.holder.map(|worker| self.workers[worker].id), "who holds the job");
        let stored: i64 = self.bench.one("select count(*) from autobolt.reports").await;
        assert_eq!(
            stored,
            i64::from(model.acknowledged.iter().sum::<u32>()),
            "an acknowledged report is stored once"
        );
        // At most one press that may have been accepted, between one word of staff's and the next.
        let most: i64 = self
            .bench
            .one(
                "select coalesce(max(n), 0) from (
                   select count(*) as n from autobolt.attempts a join autobolt.submissions s on s.result_id = a.result_id
                   where coalesce(a.outcome, '') not in ('no_request', 'field_errors')
                     and (s.decided_at is null or a.begun_at > s.decided_at)
                   group by a.result_id) per_directory",
            )
            .await;
        assert!(most <= 1, "{most} presses that may have been accepted");
    }
}

struct Protocol;

impl StateMachineTest for Protocol {
    type SystemUnderTest = Real;
    type Reference = Model;

    fn init_test(_: &Model) -> Real {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (bench, job, workers) = runtime.block_on(async {
            let bench = Bench::new(TestDb::new().await).await;
            let job = bench.job(2).await;
            let one = bench.worker("One").await;
            let workers = [one.clone(), bench.worker("Other").await, one];
            (bench, job, workers)
        });
        let (leases, acknowledged) = ([const { None }; ACTORS], [const { None }; ACTORS]);
        Real {
            runtime: Arc::new(runtime),
            bench,
            job,
            workers,
            leases,
            attempts: HashMap::new(),
            acknowledged,
        }
    }

    fn apply(mut real: Real, model: &Model, step: Step) -> Real {
        let runtime = Arc::clone(&real.runtime);
        let accepted = runtime.block_on(real.step(&step));
        assert_eq!(accepted, model.accepted, "{step:?}");
        real
    }

    fn check_invariants(real: &Real, model: &Model) {
        real.runtime.block_on(real.check(model));
    }
}

prop_state_machine! {
    #![proptest_config(ProptestConfig {
        cases: 32,
        max_shrink_iters: 60,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_happens_in_whatever_order_the_database_stands_as_the_model_says(sequential 1..40 => Protocol);
}
