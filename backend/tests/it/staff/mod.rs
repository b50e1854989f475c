//! The staff side through HTTP, on a real PostgreSQL, as the role that serves.

mod access;
mod control;
mod desk;
mod live;
mod pages;
mod recipes;
mod sign_in;
mod upkeep;

use crate::support::TestDb;
use autobolt_backend::{
    api,
    app::App,
    config::Config,
    live::{Live, feed},
    staff::{link, session::Role},
};
use autobolt_shared::timing::Timing;
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;
use uuid::Uuid;

/// The address the tests' browser believes to be at.
const HOST: &str = "autobolt.test:8787";
const ORIGIN: &str = "http://autobolt.test:8787";

/// A server on a database of its own.
struct Site {
    db: TestDb,
    app: App,
    router: Router,
}

impl Site {
    async fn new() -> Self {
        let db = TestDb::new().await;
        let config = Config {
            listen: "127.0.0.1:8787".parse().unwrap(),
            public_url: None,
            data_dir: std::env::temp_dir(),
        };
        let app = App::new(db.app.clone(), Timing::REAL, Live::new(), config, CancellationToken::new());
        let router = api::router(app.clone());
        Self { db, app, router }
    }

    /// Starts what `serve` starts: the listener that feeds open pages.
    fn feed(&self) {
        tokio::spawn(feed(self.app.live.clone(), self.app.pool.clone(), self.app.shutdown.clone()));
    }

    /// A browser that nobody is signed in with.
    fn stranger(&self) -> Browser<'_> {
        Browser { site: self, cookie: None }
    }

    /// A browser somebody of that role is signed in with, through a one-time link.
    async fn signed_in(&self, role: Role) -> Browser<'_> {
        let email = format!("{role}-{}@staff.example", Uuid::new_v4().simple());
        let path = link::make(&self.app.pool, "cli", Some(&email), role, 15).await.unwrap();
        let form = "email=&password=correct+horse+battery&again=correct+horse+battery";
        let answer = self.stranger().post_form(&path, form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        Browser { site: self, cookie: answer.cookie() }
    }

    /// A job with `n` open directories, not approved.
    async fn job(&self, n: usize) -> Job {
        let customer = self.db.customer(json!({ "business_name": "Blue Door Bakery" })).await;
        let directories = self.db.directories(n).await;
        self.job_of(customer.0, &directories).await
    }

    async fn job_of(&self, customer: Uuid, directories: &[String]) -> Job {
        let mut tx = self.db.app.begin().await.unwrap();
        let id: Uuid = sqlx::query_scalar(
            "insert into public.jobs (customer_id, package_size) values ($1, 50) returning id",
        )
        .bind(customer)
        .fetch_one(&mut *tx)
        .await
        .unwrap();
        sqlx::query("insert into autobolt.job_control (job_id, created_by) values ($1, 'cli')")
            .bind(id)
            .execute(&mut *tx)
            .await
            .unwrap();
        sqlx::query(
            "with made as (
               insert into public.job_results (job_id, directory_name) select $1, unnest($3::text[]) returning id, directory_name)
             insert into autobolt.submissions (result_id, job_id, directory_id, customer_id, position)
             select m.id, $1, d.id, $2, row_number() over (order by d.name)
             from made m join autobolt.directories d on d.name = m.directory_name",
        )
        .bind(id)
        .bind(customer)
        .bind(directories)
        .execute(&mut *tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
        Job { id, directories: directories.to_vec() }
    }

    /// Sets a directory as a worker's report would have left it.
    async fn set(&self, job: &Job, directory: &str, status: &str, reason: Option<&str>) {
        let needs_staff = status == "retry" && !matches!(reason, None | Some("timeout" | "unreachable"));
        sqlx::query(
            "with r as (update public.job_results set status = $3, submitted_at = case when $3 = 'submitted' then now() end
                        where job_id = $1 and directory_name = $2 returning id)
             update autobolt.submissions s set reason = $4, needs_staff = $5, holds = $3 <> 'failed' from r where s.result_id = r.id",
        )
        .bind(job.id)
        .bind(directory)
        .bind(status)
        .bind(reason)
        .bind(needs_staff)
        .execute(&self.db.app)
        .await
        .unwrap();
    }

    /// `status` and `reason` of a directory.
    async fn standing(&self, job: &Job, directory: &str) -> (String, Option<String>) {
        sqlx::query_as(
            "select r.status, s.reason from public.job_results r join autobolt.submissions s on s.result_id = r.id
             where r.job_id = $1 and r.directory_name = $2",
        )
        .bind(job.id)
        .bind(directory)
        .fetch_one(&self.db.app)
        .await
        .unwrap()
    }

    async fn job_status(&self, job: &Job) -> String {
        sqlx::query_scalar("select status from public.jobs where id = $1")
            .bind(job.id)
            .fetch_one(&self.db.app)
            .await
            .unwrap()
    }

    /// A key with those scopes, and its id.
    async fn key(&self, scopes: &[autobolt_backend::keys::Scope]) -> (String, Uuid) {
        let mut tx = self.db.app.begin().await.unwrap();
        let new = autobolt_backend::keys::create(&mut tx, "Front desk", scopes, None, "cli").await.unwrap();
        tx.commit().await.unwrap();
        (new.key.expose().to_owned(), new.id)
    }
}

struct Job {
    id: Uuid,
    directories: Vec<String>,
}

impl Job {
    fn action(&self, action: &str) -> String {
        format!("/staff/api/jobs/{}/{action}", self.id)
    }
}

/// One browser, with or without a session.
struct Browser<'a> {
    site: &'a Site,
    cookie: Option<String>,
}

impl Browser<'_> {
    async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[("accept", "text/html")], None).await
    }

    async fn get_json(&self, path: &str) -> Answer {
        self.send("GET", path, &[("accept", "application/json")], None).await
    }

    async fn post(&self, path: &str, body: Value) -> Answer {
        let headers =
            [("content-type", "application/json"), ("origin", ORIGIN), ("sec-fetch-site", "same-origin")];
        self.send("POST", path, &headers, Some(body.to_string())).await
    }

    async fn post_form(&self, path: &str, body: &str) -> Answer {
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("origin", ORIGIN)];
        self.send("POST", path, &headers, Some(body.to_owned())).await
    }

    async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<String>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("host", HOST);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let request = request.body(body.map_or_else(Body::empty, Body::from)).unwrap();
        let response = self.site.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let text = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap_or_default();
        Answer { status: parts.status, headers: parts.headers, text }
    }
}

/// What came back.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text)
            .unwrap_or_else(|_| panic!("not JSON ({}): {}", self.status, self.text))
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The session cookie it sets, as a browser sends it back.
    fn cookie(&self) -> Option<String> {
        let set = self.headers.get(header::SET_COOKIE)?.to_str().ok()?;
        set.split(';').next().map(str::to_owned)
    }

    /// Refused for that reason.
    fn refused(&self, reason: &str) -> String {
        let body = self.json();
        assert_eq!(self.status, StatusCode::CONFLICT, "{body}");
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(body["extra"]["reason"], reason, "{body}");
        body["detail"].as_str().unwrap().to_owned()
    }

    fn done(&self) -> String {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text);
        self.json()["message"].as_str().unwrap().to_owned()
    }
}
