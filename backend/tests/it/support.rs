//! One throw-away PostgreSQL for this test process, and a fresh migrated database for every test.

use autobolt_backend::db;
use autobolt_backend::embedded::{Launch, Server};
use autobolt_shared::CustomerId;
use serde_json::Value;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, PgPool};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// A database of this test's own. Dropped with the value.
pub struct TestDb {
    /// Connections as `autobolt_app`, the role that serves: what it may not do shows here.
    pub app: PgPool,
    /// Connections as the owner, to prepare what only an owner can and to look behind the scenes.
    pub owner: PgPool,
    /// Its name in the cluster.
    pub name: String,
}

impl TestDb {
    /// A fresh database with every migration applied.
    pub async fn new() -> Self {
        Self::from_template("template_autobolt").await
    }

    /// A fresh database with nothing in it: what a migration meets in the world outside.
    pub async fn empty() -> Self {
        Self::from_template("template1").await
    }

    async fn from_template(template: &'static str) -> Self {
        let cluster = cluster();
        let (tell, told) = oneshot::channel();
        cluster.orders.send(Order::Create { template, tell }).expect("the cluster's thread lives");
        let name = told.await.expect("the cluster's thread answers");
        let pool = |user: &str, connections: u32| {
            PgPoolOptions::new()
                .max_connections(connections)
                .acquire_timeout(Duration::from_secs(30))
                .connect_lazy_with(cluster.options(user, &name))
        };
        Self { app: pool(db::APP_ROLE, 12), owner: pool("postgres", 3), name }
    }

    /// How to connect to this database as `user`.
    pub fn options(&self, user: &str) -> PgConnectOptions {
        cluster().options(user, &self.name)
    }

    /// Adds a customer from canonical columns (`{"business_name": …, "website": …}`), as `customers import` does.
    pub async fn customer(&self, fields: Value) -> CustomerId {
        let id: uuid::Uuid = sqlx::query_scalar("select autobolt.customer_put(gen_random_uuid(), $1)")
            .bind(fields)
            .fetch_one(&self.app)
            .await
            .expect("the customer is stored");
        CustomerId(id)
    }

    /// Adds `n` active directories, `Directory 001` and on, and returns their names.
    pub async fn directories(&self, n: usize) -> Vec<String> {
        sqlx::query_scalar(
            "insert into autobolt.directories (name, submission_url, home_url)
             select 'Directory ' || lpad(i::text, 3, '0'), 'http://d' || i || '.localhost/submit', 'http://d' || i || '.localhost/'
             from generate_series(1, $1) i order by i returning name",
        )
        .bind(i32::try_from(n).expect("a sane number"))
        .fetch_all(&self.app)
        .await
        .expect("directories are stored")
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        // The order is carried out by the cluster's thread; a test need not wait for it.
        let _ = cluster().orders.send(Order::Drop { name: std::mem::take(&mut self.name) });
    }
}

enum Order {
    Create { template: &'static str, tell: oneshot::Sender<String> },
    Drop { name: String },
}

struct Cluster {
    server: Server,
    orders: mpsc::UnboundedSender<Order>,
}

impl Cluster {
    fn options(&self, user: &str, database: &str) -> PgConnectOptions {
        self.server.options(user, database)
    }
}

/// Started by the first test that needs it. Ends with the process, however that ends.
fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| {
        let root = throw_away_folder("cluster");
        let settings = [
            ("fsync", "off"),
            ("synchronous_commit", "off"),
            ("full_page_writes", "off"),
            ("max_connections", "400"),
            ("shared_buffers", "64MB"),
            ("autovacuum", "off"),
        ];
        let server = Server::start(&Launch { root: &root, settings: &settings }).expect("PostgreSQL starts");
        let (orders, inbox) = mpsc::unbounded_channel();
        let admin = server.options("postgres", "postgres");
        let template = server.options("postgres", "template_autobolt");
        let (tell, told) = std::sync::mpsc::channel();
        // A runtime of its own: a test's runtime ends with the test, and its connections with it.
        std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(serve_orders(admin, template, inbox, tell));
        });
        told.recv().expect("the template database is migrated");
        Cluster { server, orders }
    })
}

async fn serve_orders(
    admin: PgConnectOptions,
    template: PgConnectOptions,
    mut inbox: mpsc::UnboundedReceiver<Order>,
    ready: std::sync::mpsc::Sender<()>,
) {
    db::prepare_cluster(&admin).await.expect("roles are made");
    let mut admin = admin.connect().await.expect("the owner connects");
    // Supabase's API roles, so that every migration meets them as it will in production.
    run(
        &mut admin,
        "create role anon nologin; create role authenticated nologin; create role service_role nologin bypassrls;
         create role authenticator login noinherit; grant anon, authenticated, service_role to authenticator",
    )
    .await;
    run(&mut admin, "create database template_autobolt").await;
    db::migrate(&template).await.expect("migrations apply");
    ready.send(()).expect("a test waits");
    let mut made = 0;
    while let Some(order) = inbox.recv().await {
        match order {
            Order::Create { template, tell } => {
                made += 1;
                let name = format!("test_{made}");
                run(&mut admin, &format!("create database {name} template {template}")).await;
                let _ = tell.send(name);
            }
            Order::Drop { name } => {
                run(&mut admin, &format!("drop database if exists {name} with (force)")).await
            }
        }
    }
    let _ = admin.close().await;
}

async fn run(admin: &mut PgConnection, sql: &str) {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(admin).await.expect("the order is carried out");
}

/// A folder in memory where there is one, which PostgreSQL's user may enter and which disappears after this process,
/// also when it is killed: a shell that holds the other end of a pipe waits for that, then for the servers inside.
#[expect(clippy::zombie_processes, reason = "the shell outlives this process: that is what it is for")]
pub fn throw_away_folder(what: &str) -> PathBuf {
    let base =
        [Path::new("/dev/shm"), Path::new("/tmp")].into_iter().find(|p| p.is_dir()).expect("a place for it");
    let folder = tempfile::Builder::new()
        .prefix(&format!("autobolt-test-{what}-"))
        .tempdir_in(base)
        .expect("a folder")
        .keep();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o711)).expect("its mode");
    let script = r#"
        trap '' INT TERM HUP
        echo; cat >/dev/null
        for f in "$1"/pg*/postmaster.pid "$1"/*/pg*/postmaster.pid; do
            pid=$(head -n 1 "$f" 2>/dev/null) || continue
            n=0; while kill -0 "$pid" 2>/dev/null && [ $n -lt 100 ]; do sleep 0.1; n=$((n+1)); done
        done
        rm -rf "$1""#;
    let mut guard = Command::new("sh")
        .args(["-c", script, "autobolt-test-folder"])
        .arg(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell");
    // Kept open for the life of the process: its end is what the guard waits for.
    let mut pipe = guard.stdin.take().expect("a pipe");
    pipe.flush().expect("an open pipe");
    std::mem::forget(pipe);
    folder
}
