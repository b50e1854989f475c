//! A worker as the audit plays it, through HTTP.

use crate::audit::http::{As, Reply};
use crate::audit::scratch::Scratch;
use crate::keys::Scope;
use autobolt_shared::protocol::INCARNATION_HEADER;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::Instant;
use uuid::Uuid;

/// The directories of the throw-away catalogue, in the order a job has them.
pub const DIRECTORIES: [&str; 3] = ["Audit Directory 1", "Audit Directory 2", "Audit Directory 3"];
/// In the customer's stored data and none of AutoBolt's business: it must never come out.
pub const CANARY: &str = "canary-4f1d-must-not-leave";

/// What went otherwise than it should.
pub type Seen<T> = Result<T, String>;

/// Says what was expected where something else came.
pub fn ensure(holds: bool, otherwise: impl FnOnce() -> String) -> Seen<()> {
    if holds { Ok(()) } else { Err(otherwise()) }
}

/// A customer and a job for them, ordered as the website orders it. Not approved.
pub async fn order(scratch: &Scratch) -> Seen<Uuid> {
    catalogue(scratch).await?;
    let fields = json!({
        "business_name": "Audit Bakery", "email": "audit@bakery.example", "country": "US",
        "business_data": { "password_hash": CANARY, "stripe_customer_id": CANARY },
    });
    let customer: Uuid =
        sqlx::query_scalar("-- audit_customer\n SELECT autobolt.customer_put(gen_random_uuid(), $1)")
            .bind(fields)
            .fetch_one(&scratch.pool)
            .await
            .map_err(|e| e.to_string())?;
    let key = scratch.key("Audit website", Scope::JobsCreate).await?;
    let order = json!({ "customer_id": customer, "package_size": 50, "accept_fewer": true });
    let reply = scratch.http.post(As::Key(&key), "/jobs", order).await?;
    ensure(reply.status == 201, || format!("POST /jobs answers {}", reply.said()))?;
    id(&reply.body["job_id"])
}

/// The same, approved by staff.
pub async fn approved(scratch: &Scratch) -> Seen<Uuid> {
    let job = order(scratch).await?;
    let reply = staff(scratch, job, "approve", json!({})).await?;
    ensure(reply.status == 200 || reply.body["extra"]["reason"] == "already_approved", || {
        format!("approving answers {}", reply.said())
    })?;
    Ok(job)
}

/// An action of staff's.
pub async fn staff(scratch: &Scratch, job: Uuid, action: &str, body: Value) -> Seen<Reply> {
    scratch.http.post(As::Staff(&scratch.admin), &format!("/staff/api/jobs/{job}/{action}"), body).await
}

async fn catalogue(scratch: &Scratch) -> Seen<()> {
    sqlx::query(
        "-- audit_catalogue
         INSERT INTO autobolt.directories (name, submission_url, home_url)
         SELECT n, 'https://audit.example/add', 'https://audit.example/' FROM unnest($1::text[]) n ON CONFLICT (name) DO NOTHING",
    )
    .bind(DIRECTORIES.as_slice())
    .execute(&scratch.pool)
    .await
    .map(|_| ())
    .map_err(|e| e.to_string())
}

fn id(value: &Value) -> Seen<Uuid> {
    value
        .as_str()
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| format!("an id was expected, not {value}"))
}

/// One AutoBolt: a key, and one start of it.
pub struct Player<'a> {
    scratch: &'a Scratch,
    key: String,
    incarnation: String,
}

impl<'a> Player<'a> {
    /// A new installation.
    pub async fn new(scratch: &'a Scratch) -> Seen<Self> {
        let key = scratch.key("Audit worker", Scope::Worker).await?;
        Ok(Self { scratch, key, incarnation: Uuid::new_v4().to_string() })
    }

    /// Its key.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The same installation after a crash: the same key, started anew.
    pub fn restarted(&self) -> Self {
        Self { scratch: self.scratch, key: self.key.clone(), incarnation: Uuid::new_v4().to_string() }
    }

    /// Asks for work.
    pub async fn next(&self) -> Seen<Reply> {
        self.call(Method::GET, "/jobs/next", None).await
    }

    /// Asks for work and must get that job.
    pub async fn lease(&self, job: Uuid) -> Seen<Held<'_>> {
        let reply = self.next().await?;
        ensure(reply.status == 200 && id(&reply.body["job_id"]).is_ok_and(|offered| offered == job), || {
            format!("an approved job is not offered: GET /jobs/next answers {}", reply.said())
        })?;
        Ok(Held { player: self, job, body: reply.body })
    }

    /// Asks again until it gets that job, as AutoBolt does.
    pub async fn lease_within(&self, job: Uuid, patience: Duration) -> Seen<Held<'_>> {
        let started = Instant::now();
        loop {
            match self.lease(job).await {
                Err(_) if started.elapsed() < patience => {
                    tokio::time::sleep(Duration::from_millis(200)).await
                }
                result => return result,
            }
        }
    }

    async fn call(&self, method: Method, path: &str, body: Option<Value>) -> Seen<Reply> {
        let headers = [(INCARNATION_HEADER, self.incarnation.as_str()), ("content-type", "application/json")];
        self.scratch.http.send(method, As::Key(&self.key), path, &headers, body.map(|b| b.to_string())).await
    }
}

/// A job under a lease.
pub struct Held<'a> {
    player: &'a Player<'a>,
    /// The job.
    pub job: Uuid,
    /// What `GET /jobs/next` said.
    pub body: Value,
}

impl Held<'_> {
    /// How a directory stands according to it.
    pub fn standing(&self, directory: &str) -> &str {
        let all = self.body["directories"].as_array().into_iter().flatten();
        all.filter(|d| d["directory_name"] == directory)
            .find_map(|d| d["standing"].as_str())
            .unwrap_or("absent")
    }

    /// Asks for the permission to press.
    pub async fn begin(&self, directory: &str) -> Seen<(Uuid, Reply)> {
        let attempt = Uuid::new_v4();
        let reply =
            self.post("/jobs/begin", json!({ "directory_name": directory, "attempt_id": attempt })).await?;
        Ok((attempt, reply))
    }

    /// Begins, and reports success with evidence.
    pub async fn submit(&self, directory: &str) -> Seen<()> {
        let (attempt, begun) = self.begin(directory).await?;
        ensure(begun.status == 200, || format!("POST /jobs/begin answers {}", begun.said()))?;
        let reply = self
            .update(
                directory,
                json!({ "status": "submitted", "attempt": { "attempt_id": attempt, "outcome": "answered" } }),
            )
            .await?;
        ensure(reply.status == 200, || format!("POST /jobs/update answers {}", reply.said()))
    }

    /// Reports.
    pub async fn update(&self, directory: &str, more: Value) -> Seen<Reply> {
        let body = json!({
            "directory_name": directory, "event_id": Uuid::new_v4(), "response_log": { "summary": "played by the audit" },
        });
        self.post("/jobs/update", merged(body, &more)).await
    }

    /// Gives a sign of life.
    pub async fn heartbeat(&self) -> Seen<Reply> {
        self.post("/jobs/heartbeat", json!({ "state": "working" })).await
    }

    /// Says that it is done.
    pub async fn complete(&self) -> Seen<Reply> {
        self.post("/jobs/complete", json!({})).await
    }

    async fn post(&self, path: &str, body: Value) -> Seen<Reply> {
        let lease = json!({ "epoch": self.body["lease"]["epoch"], "token": self.body["lease"]["token"] });
        let body = merged(body, &json!({ "job_id": self.job, "lease": lease }));
        self.player.call(Method::POST, path, Some(body)).await
    }
}

fn merged(mut body: Value, more: &Value) -> Value {
    for (key, value) in more.as_object().into_iter().flatten() {
        body[key] = value.clone();
    }
    body
}
