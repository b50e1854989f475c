//! A worker against the real router, as the tests write it: requests that read like prose.

use crate::support::TestDb;
use autobolt_backend::{
    api,
    app::App,
    config::Config,
    jobs::create::{self, Order},
    keys::{self, Scope},
    live::Live,
};
use autobolt_shared::{CustomerId, JobId, PackageSize, timing::Timing};
use axum::{
    Router,
    body::Body,
    http::{HeaderName, Method, Request, header},
};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use sqlx::AssertSqlSafe;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use uuid::Uuid;

/// A backend with a database of its own.
pub struct Bench {
    pub db: TestDb,
    pub app: App,
    pub router: Router,
    data: tempfile::TempDir,
}

impl Bench {
    /// A backend whose times are a tenth of the real ones.
    pub async fn new(db: TestDb) -> Self {
        Self::timed(db, Timing::divided(10)).await
    }

    /// A backend with these times.
    pub async fn timed(db: TestDb, timing: Timing) -> Self {
        let data = tempfile::tempdir().unwrap();
        let config = Config {
            listen: "127.0.0.1:8787".parse().unwrap(),
            public_url: None,
            data_dir: data.path().to_owned(),
        };
        let app = App::new(db.app.clone(), timing, Live::new(), config, CancellationToken::new());
        Self { router: api::router(app.clone()), db, app, data }
    }

    /// The data folder.
    pub fn data(&self) -> &std::path::Path {
        self.data.path()
    }

    /// A key of scope `worker`.
    pub async fn worker(&self, name: &str) -> Worker {
        self.key(name, &["worker"]).await
    }

    /// A key of these scopes.
    pub async fn key(&self, name: &str, scopes: &[&str]) -> Worker {
        let scopes: Vec<Scope> = scopes.iter().map(|s| s.parse().unwrap()).collect();
        let mut conn = self.db.app.acquire().await.unwrap();
        let made = keys::create(&mut conn, name, &scopes, None, "test").await.unwrap();
        Worker {
            router: self.router.clone(),
            key: made.key.expose().to_owned(),
            id: made.id,
            headers: Vec::new(),
        }
    }

    /// A client with any key at all.
    pub fn with_key(&self, key: &str) -> Worker {
        Worker { router: self.router.clone(), key: key.to_owned(), id: Uuid::nil(), headers: Vec::new() }
    }

    /// A code as `keys create --pair` makes it.
    pub async fn pairing_code(&self, name: Option<&str>) -> String {
        let mut conn = self.db.app.acquire().await.unwrap();
        keys::create_pairing_code(&mut conn, name, "test").await.unwrap().shown()
    }

    /// An approved job over `n` directories, for a customer of its own.
    pub async fn job(&self, n: usize) -> JobId {
        let customer = self.db.customer(json!({"business_name": "Blue Door Bakery", "country": "US"})).await;
        let have: i64 = self.one("select count(*) from autobolt.directories").await;
        if have == 0 {
            self.db.directories(n).await;
        }
        self.job_for(customer, true).await
    }

    /// A job over the whole catalogue for that customer.
    pub async fn job_for(&self, customer: CustomerId, approve: bool) -> JobId {
        create::create(&self.db.app, &self.order(customer, approve)).await.unwrap().job_id
    }

    /// An order as the CLI places it.
    pub fn order(&self, customer: CustomerId, approve: bool) -> Order {
        Order {
            customer,
            package: PackageSize::Fifty,
            accept_fewer: true,
            approve,
            dry_run: false,
            actor: "cli".to_owned(),
            idempotency: None,
        }
    }

    /// Moves every lease's end into the past: its worker went away.
    pub async fn leases_run_out(&self) {
        self.owner(
            "update autobolt.job_control set lease_expires_at = now() - interval '1 second' where lease_token_hash is not null",
        )
        .await;
    }

    /// What every backend does every few seconds.
    pub async fn sweep(&self) -> u64 {
        autobolt_backend::sweep::sweep(&self.app).await.unwrap()
    }

    /// Runs a statement as the owner.
    pub async fn owner(&self, sql: &str) {
        sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&self.db.owner).await.unwrap();
    }

    /// Reads one value as the owner.
    pub async fn one<T>(&self, sql: &str) -> T
    where
        T: Send + Unpin + for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
    {
        sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_one(&self.db.owner).await.unwrap()
    }

    /// A directory's status and reason as stored.
    pub async fn stored(&self, job: JobId, directory: &str) -> (String, Option<String>) {
        sqlx::query_as(
            "select r.status, s.reason from public.job_results r join autobolt.submissions s on s.result_id = r.id
             where r.job_id = $1 and r.directory_name = $2",
        )
        .bind(job.0)
        .bind(directory)
        .fetch_one(&self.db.owner)
        .await
        .unwrap()
    }

    /// A job's status as stored.
    pub async fn job_status(&self, job: JobId) -> String {
        sqlx::query_scalar("select status from public.jobs where id = $1")
            .bind(job.0)
            .fetch_one(&self.db.owner)
            .await
            .unwrap()
    }

    /// A GET, with or without a key.
    pub async fn get(&self, path: &str, key: Option<&str>) -> Reply {
        self.with_key(key.unwrap_or_default()).get(path).await
    }

    /// A POST without a key.
    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.with_key("").post(path, body).await
    }

    /// Any request without a key.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(HeaderName, &str)],
        body: Option<Value>,
    ) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        send(&self.router, request.body(body).unwrap()).await
    }
}

/// A client with a key.
#[derive(Clone)]
pub struct Worker {
    router: Router,
    key: String,
    pub id: Uuid,
    headers: Vec<(&'static str, String)>,
}

impl Worker {
    /// Its key in clear text.
    pub fn api_key(&self) -> &str {
        &self.key
    }

    /// The same client with one more header.
    pub fn with_header(&self, name: &'static str, value: &str) -> Self {
        let mut with = self.clone();
        with.headers.push((name, value.to_owned()));
        with
    }

    /// The same client after a restart.
    pub fn restarted(&self) -> Self {
        let mut with = self.clone();
        with.headers.retain(|(name, _)| *name != "autobolt-incarnation");
        with.with_header("autobolt-incarnation", &Uuid::new_v4().to_string())
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.request(Method::GET, path, None, Body::empty()).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.request(Method::POST, path, Some("application/json"), Body::from(body.to_string())).await
    }

    pub async fn raw(&self, path: &str, kind: &str, body: &str) -> Reply {
        self.request(Method::POST, path, Some(kind), Body::from(body.to_owned())).await
    }

    async fn request(&self, method: Method, path: &str, kind: Option<&str>, body: Body) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        if !self.key.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.key));
        }
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        send(&self.router, request.body(body).unwrap()).await
    }

    /// Asks for work and gets it.
    pub async fn lease(&self) -> Held {
        let reply = self.get("/jobs/next").await;
        assert_eq!(reply.status, 200, "{}", reply.text);
        Held { worker: self.clone(), body: reply.body }
    }

    /// Asks for work; there is none.
    pub async fn finds_nothing(&self) {
        let reply = self.get("/jobs/next").await;
        assert_eq!(reply.status, 204, "{}", reply.text);
    }
}

/// A job under a lease.
#[derive(Clone)]
pub struct Held {
    pub worker: Worker,
    pub body: Value,
}

impl Held {
    pub fn job(&self) -> JobId {
        self.body["job_id"].as_str().unwrap().parse().unwrap()
    }

    pub fn lease(&self) -> Value {
        json!({"epoch": self.body["lease"]["epoch"], "token": self.body["lease"]["token"]})
    }

    pub fn epoch(&self) -> i64 {
        self.body["lease"]["epoch"].as_i64().unwrap()
    }

    /// The names of the directories with that standing, in order.
    pub fn standing(&self, standing: &str) -> Vec<String> {
        let all = self.body["directories"].as_array().unwrap();
        let of = |d: &Value| d["directory_name"].as_str().unwrap().to_owned();
        all.iter().filter(|d| d["standing"] == standing).map(of).collect()
    }

    /// Asks for permission to press.
    pub async fn begin(&self, directory: &str, attempt: Uuid) -> Reply {
        self.begin_with(directory, attempt, json!({})).await
    }

    /// Asks for permission to press, with more to say.
    pub async fn begin_with(&self, directory: &str, attempt: Uuid, more: Value) -> Reply {
        let body = json!({
            "job_id": self.job(), "directory_name": directory, "attempt_id": attempt, "lease": self.lease(),
        });
        self.worker.post("/jobs/begin", merged(body, more)).await
    }

    /// Reports what became of a press.
    pub async fn outcome(
        &self,
        directory: &str,
        attempt: Uuid,
        outcome: &str,
        status: &str,
        reason: Option<&str>,
    ) -> Reply {
        let body = json!({
            "status": status, "reason": reason, "attempt": {"attempt_id": attempt, "outcome": outcome},
        });
        self.report(directory, body).await
    }

    /// Reports a result without a press.
    pub async fn result(&self, directory: &str, status: &str, reason: Option<&str>) -> Reply {
        self.report(directory, json!({"status": status, "reason": reason})).await
    }

    /// Reports, with an event id of its own unless one is given.
    pub async fn report(&self, directory: &str, more: Value) -> Reply {
        let body = json!({
            "job_id": self.job(), "directory_name": directory, "lease": self.lease(), "event_id": Uuid::new_v4(),
            "response_log": {"summary": "seen"},
        });
        self.worker.post("/jobs/update", merged(body, more)).await
    }

    /// Presses and reports success: the whole of one directory.
    pub async fn submit(&self, directory: &str) {
        let attempt = Uuid::new_v4();
        assert_eq!(self.begin(directory, attempt).await.status, 200);
        let reply = self.outcome(directory, attempt, "answered", "submitted", None).await;
        assert_eq!(reply.status, 200, "{}", reply.text);
    }

    pub async fn heartbeat(&self) -> Reply {
        self.heartbeat_with(json!({})).await
    }

    pub async fn heartbeat_with(&self, more: Value) -> Reply {
        let body = json!({"job_id": self.job(), "lease": self.lease(), "state": "working"});
        self.worker.post("/jobs/heartbeat", merged(body, more)).await
    }

    pub async fn complete(&self) -> Reply {
        self.worker.post("/jobs/complete", json!({"job_id": self.job(), "lease": self.lease()})).await
    }

    pub async fn fail(&self, message: &str) -> Reply {
        let body = json!({"job_id": self.job(), "lease": self.lease(), "error_message": message});
        self.worker.post("/jobs/fail", body).await
    }
}

fn merged(mut body: Value, more: Value) -> Value {
    for (key, value) in more.as_object().unwrap() {
        body[key] = value.clone();
    }
    body
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: axum::http::HeaderMap,
    pub text: String,
    /// The body as JSON, or null.
    pub body: Value,
}

impl Reply {
    /// A header, or nothing.
    pub fn header(&self, name: &str) -> String {
        self.headers.get(name).map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default()
    }

    /// Status and slug of a problem.
    pub fn problem(&self) -> (u16, &str) {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text);
        let slug = self.body["slug"].as_str().unwrap();
        assert_eq!(self.body["type"], format!("/problems/{slug}"));
        (self.status, slug)
    }

    /// Slug and reason of a refusal.
    pub fn refusal(&self) -> (&str, &str) {
        (self.problem().1, self.body["extra"]["reason"].as_str().unwrap_or_default())
    }
}

async fn send(router: &Router, request: Request<Body>) -> Reply {
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let body = serde_json::from_str(&text).unwrap_or(Value::Null);
    Reply { status, headers, text, body }
}
