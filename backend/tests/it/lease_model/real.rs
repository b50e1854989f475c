//! The real thing the model is compared with: the router and a database of its own.

use super::model::{ACTORS, DIRECTORIES, Model, Plain, Row, Step, Told};
use crate::support::TestDb;
use crate::worker::{Bench, Held, Worker};
use autobolt_backend::{jobs::control, store::control::Which};
use autobolt_shared::JobId;
use serde_json::{Value, json};
use std::{collections::HashMap, sync::Arc};
use tokio::runtime::Runtime;
use uuid::Uuid;

/// The real thing.
pub struct Real {
    pub runtime: Arc<Runtime>,
    bench: Bench,
    job: JobId,
    workers: [Worker; ACTORS],
    leases: [Option<Held>; ACTORS],
    attempts: HashMap<(usize, usize), Uuid>,
    acknowledged: [Option<Value>; ACTORS],
}

impl Real {
    pub fn new(dry: bool) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (bench, job, workers) = runtime.block_on(async {
            let bench = Bench::new(TestDb::new().await).await;
            let job = bench.job(2).await;
            if dry {
                bench.owner("update autobolt.job_control set dry_run = true").await;
            }
            let one = bench.worker("One").await;
            let workers = [one.clone(), bench.worker("Other").await, one];
            (bench, job, workers)
        });
        let (leases, acknowledged) = ([const { None }; ACTORS], [const { None }; ACTORS]);
        Self {
            runtime: Arc::new(runtime),
            bench,
            job,
            workers,
            leases,
            attempts: HashMap::new(),
            acknowledged,
        }
    }

    /// Does what the step says; whether it was accepted.
    pub async fn step(&mut self, step: &Step) -> bool {
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
            Step::HandOver { worker, at } => {
                let attempt = Uuid::new_v4();
                let body = json!({
                    "job_id": self.job, "directory_name": DIRECTORIES[at], "attempt_id": attempt, "hand_over": true,
                });
                let given = self.workers[worker].post("/jobs/begin", body).await.status == 200;
                if given {
                    self.attempts.insert((worker, at), attempt);
                }
                given
            }
            Step::Rehearse { worker, at } => {
                self.report(worker, at, json!({"status": "submitted", "dry_run": true})).await
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
            Step::Pause => {
                control::act(&self.bench.db.app, self.job, control::Act::Pause, "staff:a").await.is_ok()
            }
            Step::Resume => {
                control::act(&self.bench.db.app, self.job, control::Act::Resume, "staff:a").await.is_ok()
            }
            Step::Cancel => {
                control::act(&self.bench.db.app, self.job, control::Act::Cancel, "staff:a").await.is_ok()
            }
            Step::GoLive => {
                control::act(&self.bench.db.app, self.job, control::Act::GoLive, "staff:a").await.is_ok()
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

    /// The promises, read from the database.
    pub async fn check(&self, model: &Model) {
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
        for (at, key) in model.handed.iter().enumerate() {
            let sql = "select s.handed_over_key_id from autobolt.submissions s
                       join public.job_results r on r.id = s.result_id where r.directory_name = ";
            let stored: Option<Uuid> = self.bench.one(&format!("{sql}'{}'", DIRECTORIES[at])).await;
            assert_eq!(
                stored,
                key.map(|key| self.workers[key].id),
                "whose page waits at {}",
                DIRECTORIES[at]
            );
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
