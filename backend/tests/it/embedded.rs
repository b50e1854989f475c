//! The embedded database's server, and the databases every test gets.

use crate::support::{TestDb, throw_away_folder};
use autobolt_backend::embedded::{Launch, Server};
use autobolt_backend::{db, embedded};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use sqlx::{ConnectOptions, Connection};
use std::path::Path;
use std::time::{Duration, Instant};

fn start(root: &Path) -> Server {
    Server::start(&Launch { root, settings: &[("fsync", "off")] }).unwrap()
}

async fn works(server: &Server) {
    let mut connection = server.options("postgres", "postgres").connect().await.unwrap();
    let one: i32 = sqlx::query_scalar("select 1").fetch_one(&mut connection).await.unwrap();
    assert_eq!(one, 1);
    connection.close().await.unwrap();
}

#[tokio::test]
async fn a_cluster_that_was_never_finished_is_made_anew() {
    let root = throw_away_folder("unfinished");
    for major in 13..30 {
        let unfinished = root.join(format!("pg{major}.tmp"));
        std::fs::create_dir(&unfinished).unwrap();
        std::fs::write(unfinished.join("PG_VERSION"), "half").unwrap();
    }
    works(&start(&root)).await;
}

#[tokio::test]
async fn a_data_folder_too_deep_for_a_socket_works_too() {
    let deep = throw_away_folder("deep").join("a-long-name-".repeat(10));
    std::fs::create_dir(&deep).unwrap();
    let server = start(&deep);
    works(&server).await;
    let socket_dir = server.socket_dir().to_owned();
    assert!(!socket_dir.starts_with(&deep));
    drop(server);
    assert!(!socket_dir.exists(), "nothing is left behind outside the data folder");
}

#[tokio::test]
async fn a_server_in_a_clean_folder_is_not_taken_for_a_pooler() {
    let db = TestDb::new().await;
    db::refuse_transaction_pooler(&db.options(db::APP_ROLE)).await.unwrap();
}

#[tokio::test]
async fn what_postgres_has_to_say_is_in_the_error_when_it_does_not_start() {
    let root = throw_away_folder("broken");
    let error = Server::start(&Launch { root: &root, settings: &[("shared_buffers", "lots")] })
        .unwrap_err()
        .to_string();
    assert!(error.contains("shared_buffers"), "{error}");
}

#[tokio::test]
async fn every_test_gets_a_migrated_database_and_serves_as_the_plain_role() {
    let db = TestDb::new().await;
    let (user, superuser): (String, bool) =
        sqlx::query_as("select current_user::text, (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)")
            .fetch_one(&db.app)
            .await
            .unwrap();
    assert_eq!((user.as_str(), superuser), ("autobolt_app", false));
    let customer = db.customer(serde_json::json!({"business_name": "Blue Door Bakery"})).await;
    let profile: serde_json::Value = sqlx::query_scalar("select autobolt.customer_profile($1)")
        .bind(customer.0)
        .fetch_one(&db.app)
        .await
        .unwrap();
    assert_eq!(profile["business_name"], "Blue Door Bakery");
    assert_eq!(db.directories(3).await, ["Directory 001", "Directory 002", "Directory 003"]);
}

#[tokio::test]
async fn two_tests_never_share_rows() {
    let (one, other) = (TestDb::new().await, TestDb::new().await);
    one.directories(2).await;
    let seen: i64 =
        sqlx::query_scalar("select count(*) from autobolt.directories").fetch_one(&other.app).await.unwrap();
    assert_eq!(seen, 0);
}

#[tokio::test]
async fn an_embedded_database_that_dies_is_started_again_and_keeps_what_was_committed() {
    let root = throw_away_folder("dies");
    let embedded = embedded::open(&root).await.unwrap();
    let pool = db::app_pool(embedded.app_options(), db::Limits::SERVE).await.unwrap();
    sqlx::query(
        "insert into autobolt.directories (name, submission_url) values ('Kept', 'https://kept.example')",
    )
    .execute(&pool)
    .await
    .unwrap();

    let clusters =
        std::fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path().join("postmaster.pid"));
    let pid_file = clusters.into_iter().find(|file| file.is_file()).unwrap();
    let text = std::fs::read_to_string(pid_file).unwrap();
    let pid = Pid::from_raw(text.lines().next().unwrap().parse().unwrap());
    kill(pid, Signal::SIGKILL).unwrap();

    let started = Instant::now();
    let kept: i64 = loop {
        match sqlx::query_scalar("select count(*) from autobolt.directories where name = 'Kept'")
            .fetch_one(&pool)
            .await
        {
            Ok(kept) if started.elapsed() > Duration::from_millis(500) => break kept,
            _ => assert!(started.elapsed() < Duration::from_secs(60), "it does not come back"),
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    assert_eq!(kept, 1);
    pool.close().await;
    embedded.close();
}
