//! Debian's PgBouncer itself: session mode works, transaction mode is refused whatever its port. `cargo xtask test` runs these where it
//! is installed, installs it in CI, and counts them as skipped elsewhere.

use crate::support::{TestDb, throw_away_folder};
use autobolt_backend::db::{self, Limits, PoolerError};
use sqlx::postgres::PgListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

fn program() -> PathBuf {
    let named = std::env::var_os("PGBOUNCER").map(PathBuf::from);
    let program = named.unwrap_or_else(|| PathBuf::from("/usr/sbin/pgbouncer"));
    assert!(
        program.is_file(),
        "{} is missing: `apt-get install pgbouncer`, or set PGBOUNCER",
        program.display()
    );
    program
}

/// One in front of the test cluster.
struct Bouncer {
    child: Child,
    url: String,
}

impl Bouncer {
    async fn start(program: &PathBuf, db: &TestDb, mode: &str) -> Self {
        let folder = throw_away_folder("pgbouncer");
        // Taken and given back: the next moment it is most likely still free.
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let options = db.options(db::APP_ROLE);
        let socket = options.get_socket().unwrap().display().to_string();
        let users = folder.join("users.txt");
        std::fs::write(&users, "\"autobolt_app\" \"\"\n").unwrap();
        let settings = folder.join("pgbouncer.ini");
        let text = format!(
            "[databases]\n{name} = host={socket} port=5432 dbname={name} user=autobolt_app\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\n\
             unix_socket_dir =\nauth_type = any\nauth_file = {users}\npool_mode = {mode}\n\
             ignore_startup_parameters = extra_float_digits,options\n",
            name = db.name,
            users = users.display(),
        );
        std::fs::write(&settings, text).unwrap();
        let mut command = Command::new(program);
        command.arg("-q").arg(&settings).stdout(Stdio::null()).stderr(Stdio::null());
        // It refuses to run as root; the cluster's own user may enter its socket's folder.
        if nix::unistd::Uid::effective().is_root()
            && let Some(user) = nix::unistd::User::from_name("postgres").unwrap()
        {
            for file in [&folder, &users, &settings] {
                chown(file, Some(user.uid.as_raw()), Some(user.gid.as_raw())).unwrap();
            }
            command.uid(user.uid.as_raw()).gid(user.gid.as_raw());
        }
        let child = command.spawn().unwrap();
        for _ in 0..100 {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Self { child, url: format!("postgres://autobolt_app@127.0.0.1:{port}/{}?sslmode=disable", db.name) }
    }
}

impl Drop for Bouncer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test]
#[ignore = "needs PgBouncer"]
async fn behind_pgbouncer_in_session_mode_everything_works_that_needs_a_session() {
    let program = program();
    let db = TestDb::new().await;
    let bouncer = Bouncer::start(&program, &db, "session").await;
    let options = db::options_from_url(&bouncer.url).unwrap();
    db::refuse_transaction_pooler(&options).await.unwrap();
    let pool = db::app_pool(options, Limits::COMMAND).await.unwrap();
    db::check(&pool).await.unwrap();
    let mut listener = PgListener::connect_with(&pool).await.unwrap();
    listener.listen("autobolt_events").await.unwrap();
    sqlx::query("insert into autobolt.events (kind, actor) values ('staff', 'cli')")
        .execute(&pool)
        .await
        .unwrap();
    let heard = tokio::time::timeout(Duration::from_secs(5), listener.recv()).await.unwrap().unwrap();
    assert_eq!(heard.channel(), "autobolt_events");
}

#[tokio::test]
#[ignore = "needs PgBouncer"]
async fn pgbouncer_in_transaction_mode_is_refused_with_the_reason_whatever_its_port() {
    let program = program();
    let db = TestDb::new().await;
    for mode in ["transaction", "statement"] {
        let bouncer = Bouncer::start(&program, &db, mode).await;
        let options = db::options_from_url(&bouncer.url).unwrap();
        assert_ne!(options.get_port(), 6543);
        let error = db::refuse_transaction_pooler(&options).await.unwrap_err();
        match mode {
            "transaction" => {
                assert!(matches!(error, PoolerError::Behaviour(_)), "{error}");
                assert!(error.to_string().contains("pool_mode = session"), "{error}");
            }
            // It takes no transaction at all.
            _ => assert!(!error.to_string().is_empty()),
        }
    }
}
