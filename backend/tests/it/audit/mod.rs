//! The audit against copies of a good system, each sabotaged in one place: exactly the check for it must notice.

mod database;
mod extension;
mod live;
mod rehearsal;
mod report;

use crate::support::TestDb;
use autobolt_backend::{
    api,
    app::App,
    audit::{self, MakeRouter, Place, Report, Scratch, Status, Subject},
    config::{Config, LAST_BACKUP},
    db,
    live::Live,
};
use autobolt_shared::timing::Timing;
use axum::Router;
use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// A whole system as it should be, to be sabotaged.
struct Copy {
    db: TestDb,
    subject: Subject,
    folder: tempfile::TempDir,
    stop: CancellationToken,
}

impl Copy {
    async fn new() -> Self {
        Self::serving(api::router).await
    }

    /// A system whose running backend serves that router.
    async fn serving(router: MakeRouter) -> Self {
        let db = TestDb::new().await;
        let folder = tempfile::tempdir().unwrap();
        let data_dir = folder.path().join("data");
        std::fs::create_dir(&data_dir).unwrap();
        let note = serde_json::json!({ "at": audit::clock() });
        std::fs::write(data_dir.join(LAST_BACKUP), note.to_string()).unwrap();
        let extension = folder.path().join("extension");
        extension::build(&extension);
        let stop = CancellationToken::new();
        let subject = Subject {
            database: db.app.clone(),
            address: db.options(db::APP_ROLE),
            embedded: true,
            url: serve(&db, router, data_dir.clone(), &stop).await,
            extension: Some(extension),
            environment: BTreeMap::from([(
                "DATABASE_URL".to_owned(),
                "postgres://autobolt_app:x@localhost/postgres".to_owned(),
            )]),
            data_dir,
            service_file: folder.path().join("autobolt.env"),
            clock: audit::clock,
            described: vec!["a copy for a test".to_owned()],
        };
        Self { db, subject, folder, stop }
    }

    /// Runs statements as the owner.
    async fn sql(&self, sql: &str) {
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&self.db.owner).await.unwrap();
    }

    fn extension(&self) -> PathBuf {
        self.subject.extension.clone().unwrap()
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Everything but the rehearsal.
    async fn audit(&self) -> Report {
        audit::run(&self.subject, Err("it is no part of this test")).await.unwrap()
    }

    /// Everything, the rehearsal with a backend that serves `router` on a database in which `sql` was done.
    async fn rehearse(&self, router: MakeRouter, sql: &str) -> Report {
        let place = Place {
            owner: self.db.options("postgres").database("postgres"),
            app: self.db.options(db::APP_ROLE),
        };
        let scratch = Scratch::open(Some(place), router).await.unwrap();
        scratch.run(sql).await.unwrap();
        let report = audit::run(&self.subject, Ok(&scratch)).await.unwrap();
        scratch.close().await.unwrap();
        report
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

async fn serve(db: &TestDb, router: MakeRouter, data_dir: PathBuf, stop: &CancellationToken) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let listen = listener.local_addr().unwrap();
    let config = Config { listen, public_url: None, data_dir };
    let app = App::new(db.app.clone(), Timing::REAL, Live::new(), config, stop.clone());
    let service: Router = router(app);
    let stopped = stop.clone().cancelled_owned();
    let service = service.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).with_graceful_shutdown(stopped).await });
    format!("http://{listen}")
}

/// What a report found, but for what was left out on purpose.
fn found(report: &Report) -> Vec<(&str, Status)> {
    report
        .checks
        .iter()
        .filter(|check| check.status != Status::Pass && !check.evidence.starts_with("not looked at"))
        .filter(|check| check.id != "audit.complete")
        .map(|check| (check.id.as_str(), check.status))
        .collect()
}

/// Exactly that check fails, with a fix, and the whole with it.
fn fails(report: &Report, id: &str) {
    assert_eq!(found(report), [(id, Status::Fail)], "{:#?}", report.gaps());
    assert_eq!(report.verdict, Status::Fail);
    let check = report.checks.iter().find(|check| check.id == id).unwrap();
    assert!(!check.fix.is_empty() && !check.evidence.is_empty());
}

/// Exactly that check is partial.
fn is_partial(report: &Report, id: &str) {
    assert_eq!(found(report), [(id, Status::Partial)], "{:#?}", report.gaps());
}

/// A backend that answers some requests otherwise than it should.
macro_rules! sabotaged {
    ($name:ident, |$request:ident, $next:ident| $body:expr) => {
        fn $name(app: autobolt_backend::app::App) -> axum::Router {
            async fn layer(
                $request: axum::extract::Request,
                $next: axum::middleware::Next,
            ) -> axum::response::Response {
                $body
            }
            autobolt_backend::api::router(app).layer(axum::middleware::from_fn(layer))
        }
    };
}
use sabotaged;
