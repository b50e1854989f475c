//! A throw-away database, made by the same migrations, with a backend of its own: there the audit plays a whole job, and the
//! live database is only read.

use super::check::{Check, Spec};
use super::http::{As, Http};
use crate::app::App;
use crate::config::Config;
use crate::db::{self, Limits};
use crate::keys::{self, Scope};
use crate::live::{self, Live};
use crate::staff::link;
use crate::staff::session::Role;
use autobolt_shared::timing::Timing;
use axum::Router;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, PgPool};
use std::net::SocketAddr;
use std::path::PathBuf;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// Short enough that a dead worker is noticed within seconds, long enough for a busy machine.
const TIMING: Timing = Timing { lease_ms: 4_000, sweep_ms: 300, retry_ms: 1_500, ..Timing::divided(10) };
/// What throw-away databases are called; anything else is not touched.
const NAME: &str = "autobolt_audit_";

/// How to reach a server on which a database may be made.
#[derive(Debug, Clone)]
pub struct Place {
    /// As somebody who may perhaps make databases.
    pub owner: PgConnectOptions,
    /// As the role that serves.
    pub app: PgConnectOptions,
}

/// The router the throw-away backend serves; tests give one that misbehaves.
pub type MakeRouter = fn(App) -> Router;

/// An open throw-away database with its backend.
pub struct Scratch {
    /// Connections as the role that serves.
    pub pool: PgPool,
    /// Connections as the one who owns the tables.
    pub owner: PgPool,
    /// Its backend.
    pub http: Http,
    /// An administrator's session cookie there.
    pub admin: String,
    /// Why what is seen here is only partly proof; none where it is the server that serves.
    pub elsewhere: Option<String>,
    database: String,
    maintenance: PgConnectOptions,
    app: App,
    server: JoinHandle<()>,
    #[cfg(unix)]
    cluster: Option<crate::embedded::Server>,
    /// After the server: it writes until it has stopped.
    _folder: Folder,
}

/// A folder that goes with the value.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self, String> {
        let path = std::env::temp_dir().join(format!("{NAME}{}", Uuid::new_v4().simple()));
        let made = crate::embedded::ensure_data_dir(&path).map_err(|error| error.to_string())?;
        Ok(Self(made))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Scratch {
    /// Makes the database on that server; where it may not be made, on an embedded one that lives as long as the audit.
    ///
    /// # Errors
    /// Neither can be done; both reasons.
    pub async fn open(place: Option<Place>, router: MakeRouter) -> Result<Self, String> {
        let folder = Folder::new()?;
        let refused = match place {
            Some(place) => match create(&place.owner).await {
                Ok(database) => return Made { database, place, elsewhere: None, folder }.start(router).await,
                Err(error) => format!("the server that serves makes no database for it ({error})"),
            },
            None => "no server is known to make one on".to_owned(),
        };
        let started = Self::embedded(folder, &refused, router).await;
        started.map_err(|error| format!("{refused}, and an embedded server cannot be started: {error}"))
    }

    #[cfg(unix)]
    async fn embedded(folder: Folder, refused: &str, router: MakeRouter) -> Result<Self, String> {
        use crate::embedded::{Launch, OWNER_ROLE, Server};
        let root = folder.0.clone();
        let started = tokio::task::spawn_blocking(move || {
            Server::start(&Launch { root: &root, settings: &[("fsync", "off"), ("max_connections", "60")] })
        });
        let cluster = started.await.map_err(|e| e.to_string())?.map_err(|e| e.to_string())?;
        let owner = cluster.options(OWNER_ROLE, "postgres");
        db::prepare_cluster(&owner).await.map_err(|e| e.to_string())?;
        let place = Place { app: cluster.options(db::APP_ROLE, "postgres"), owner };
        let database = create(&place.owner).await.map_err(|e| e.to_string())?;
        let elsewhere = Some(format!("seen on an embedded server: {refused}"));
        let mut scratch = Made { database, place, elsewhere, folder }.start(router).await?;
        scratch.cluster = Some(cluster);
        Ok(scratch)
    }

    #[cfg(not(unix))]
    async fn embedded(_: Folder, _: &str, _: MakeRouter) -> Result<Self, String> {
        Err(crate::embedded::EmbeddedError::Unsupported.to_string())
    }

    /// Passes with the evidence, or fails with what went otherwise. Where this is not the server that serves, partial.
    #[must_use]
    pub fn judge(&self, spec: Spec, seen: Result<String, String>, fix: &str) -> Check {
        match (seen, &self.elsewhere) {
            (Ok(evidence), None) => spec.pass(evidence),
            (Ok(evidence), Some(why)) => spec.partial(
                format!("{evidence}; {why}"),
                "Give the audit MIGRATION_DATABASE_URL of a role that may make databases, to see it on the server that serves.",
            ),
            (Err(wrong), _) => spec.fail(wrong, fix),
        }
    }

    /// A new key there.
    ///
    /// # Errors
    /// The database's.
    pub async fn key(&self, name: &str, scope: Scope) -> Result<String, String> {
        let mut conn = self.pool.acquire().await.map_err(|e| e.to_string())?;
        let made = keys::create(&mut conn, name, &[scope], None, "cli").await.map_err(|e| e.to_string())?;
        Ok(made.key.expose().to_owned())
    }

    /// Runs statements as the owner.
    ///
    /// # Errors
    /// The database's.
    pub async fn run(&self, sql: &str) -> Result<(), String> {
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
            .execute(&self.owner)
            .await
            .map(|_| ())
            .map_err(|e| e.to_string())
    }

    /// Forgets every job, so that one check's leave nothing for the next.
    ///
    /// # Errors
    /// The database's.
    pub async fn clear(&self) -> Result<(), String> {
        self.run("-- audit_scratch_clear\n truncate public.jobs cascade").await
    }

    /// Stops the backend and drops the database; what could not be removed.
    pub async fn close(self) -> Result<(), String> {
        self.app.shutdown.cancel();
        self.server.abort();
        self.pool.close().await;
        self.owner.close().await;
        let dropped = drop_database(&self.maintenance, &self.database).await;
        dropped.map_err(|error| format!("the throw-away database {} is still there: {error}", self.database))
    }
}

/// A database that was made, before anything is in it.
struct Made {
    database: String,
    place: Place,
    elsewhere: Option<String>,
    folder: Folder,
}

impl Made {
    async fn start(self, router: MakeRouter) -> Result<Scratch, String> {
        let (maintenance, database) = (self.place.owner.clone(), self.database.clone());
        match self.started(router).await {
            Ok(scratch) => Ok(scratch),
            Err(error) => {
                let _ = drop_database(&maintenance, &database).await;
                Err(error)
            }
        }
    }

    async fn started(self, router: MakeRouter) -> Result<Scratch, String> {
        let owner = self.place.owner.clone().database(&self.database);
        db::migrate(&owner).await.map_err(|error| error.to_string())?;
        let app_options = self.place.app.database(&self.database);
        let pool =
            db::app_pool(app_options, Limits { connections: 8, ..Limits::SERVE }).await.map_err(|error| {
                format!("the role that serves cannot sign in to the throw-away database: {error}")
            })?;
        let owner = PgPoolOptions::new().max_connections(2).connect_lazy_with(owner);
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|e| e.to_string())?;
        let listen = listener.local_addr().map_err(|e| e.to_string())?;
        let files = self.folder.0.join("files");
        std::fs::create_dir_all(&files).map_err(|e| e.to_string())?;
        let config = Config { listen, public_url: None, data_dir: files };
        let app = App::new(pool.clone(), TIMING, Live::new(), config, CancellationToken::new());
        tokio::spawn(live::feed(app.live.clone(), pool.clone(), app.shutdown.clone()));
        tokio::spawn(crate::sweep::run(app.clone()));
        let service = router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
        let server = tokio::spawn(async move {
            let _ = axum::serve(listener, service).await;
        });
        let signed_in = async {
            let http = Http::new(&format!("http://{listen}"))?;
            let admin = sign_in(&pool, &http).await?;
            Ok::<_, String>((http, admin))
        };
        let (http, admin) = signed_in.await.inspect_err(|_| {
            app.shutdown.cancel();
            server.abort();
        })?;
        Ok(Scratch {
            pool,
            owner,
            http,
            admin,
            elsewhere: self.elsewhere,
            database: self.database,
            maintenance: self.place.owner,
            app,
            server,
            #[cfg(unix)]
            cluster: None,
            _folder: self.folder,
        })
    }
}

/// Makes an administrator through a one-time link, as `autobolt staff add` does; its session cookie.
async fn sign_in(pool: &PgPool, http: &Http) -> Result<String, String> {
    let email = "audit@staff.example";
    let path =
        link::make(pool, "cli", Some(email), Role::Admin, 5).await.map_err(|error| error.0.to_string())?;
    let password = keys::lease_token();
    let form = format!("email=&password={password}&again={password}");
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
    let reply = http.send(reqwest::Method::POST, As::Stranger, &path, &headers, Some(form)).await?;
    reply
        .header("set-cookie")
        .split(';')
        .next()
        .filter(|cookie| !cookie.is_empty())
        .map(str::to_owned)
        .ok_or_else(|| format!("nobody can sign in there: {}", reply.said()))
}

/// Makes a database of a name nobody else uses, and removes those of audits that were killed.
async fn create(owner: &PgConnectOptions) -> Result<String, sqlx::Error> {
    let mut conn = owner.connect().await?;
    let name = format!("{NAME}{}", Uuid::new_v4().simple());
    sqlx::raw_sql(AssertSqlSafe(format!("-- audit_scratch_create\n create database {name}")))
        .execute(&mut conn)
        .await?;
    let left: Vec<String> = sqlx::query_scalar(
        "-- audit_scratch_left
         SELECT d.datname::text FROM pg_catalog.pg_database d
         WHERE d.datname LIKE 'autobolt\\_audit\\_%' AND d.datname <> $1
           AND pg_catalog.pg_has_role(d.datdba, 'MEMBER')
           AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_stat_activity a WHERE a.datname = d.datname)",
    )
    .bind(&name)
    .fetch_all(&mut conn)
    .await?;
    for old in left {
        // One that another audit makes this very moment is in use by the time it matters: the server refuses then.
        let _ = run_drop(&mut conn, &old, "").await;
    }
    conn.close().await?;
    Ok(name)
}

async fn drop_database(owner: &PgConnectOptions, name: &str) -> Result<(), sqlx::Error> {
    let mut conn = owner.connect().await?;
    if run_drop(&mut conn, name, "").await.is_err() {
        run_drop(&mut conn, name, "with (force)").await?;
    }
    conn.close().await
}

async fn run_drop(conn: &mut PgConnection, name: &str, how: &str) -> Result<(), sqlx::Error> {
    let sql = format!("-- audit_scratch_drop\n drop database if exists {name} {how}");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(conn).await.map(|_| ())
}

/// Plays one check after the other, each in an emptied database, and gives what came of them.
macro_rules! play {
    ($scratch:expr, $fix:expr, $($spec:expr => $play:expr),+ $(,)?) => {
        vec![$({
            let seen = match $scratch.clear().await {
                Ok(()) => $play($scratch).await,
                Err(error) => Err(error),
            };
            $scratch.judge($spec, seen, $fix)
        }),+]
    };
}
pub(super) use play;
