//! The command itself, as people run it.

use super::Copy;
use crate::machine::Machine;
use autobolt_backend::audit::{self, Status};
use autobolt_backend::staff::session;
use autobolt_backend::store;
use axum::http::HeaderMap;
use serde_json::Value;
use std::process::Command;
use std::time::Duration;

#[test]
fn where_nothing_runs_the_audit_starts_what_it_needs_says_so_and_leaves_nothing_behind() {
    let machine = Machine::new();
    let extension = machine.data.join("built");
    super::extension::build(&extension);
    let out = machine.run(&["audit", "--json", "--extension", &extension.display().to_string()]);
    let report: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(out.status.code(), Some(0), "{report:#}");
    // Never backed up, and nothing else.
    assert_eq!(report["verdict"], "PARTIAL");
    let said = report["subject"].to_string();
    assert!(said.contains("none was running") && said.contains("throw-away database"), "{said}");
    for check in report["checks"].as_array().unwrap() {
        let known = ["PASS", "PARTIAL", "FAIL"].contains(&check["status"].as_str().unwrap());
        assert!(
            known && check["id"].is_string() && check["requirement"].as_str().unwrap().starts_with('R'),
            "{check}"
        );
        assert!(
            check["evidence"].as_str().is_some_and(|text| !text.is_empty()) && check["fix"].is_string(),
            "{check}"
        );
        assert!(check["status"] == "PASS" || check["id"] == "operations.backups", "{check:#}");
    }
    assert_eq!(machine.postgres(), None, "what the audit started it stopped");
    assert!(machine.data.join("last-audit.json").exists(), "kept for the staff page");
}

#[tokio::test]
async fn an_admin_checks_the_system_from_the_page_and_a_server_that_makes_no_databases_is_said_to_make_none()
{
    let copy = Copy::new().await;
    let mut conn = copy.db.app.acquire().await.unwrap();
    let admin = store::staff::put(&mut conn, "boss@staff.example", "no password", "admin").await.unwrap();
    let cookie = session::open(&mut conn, admin, &HeaderMap::new()).await.unwrap();
    let cookie = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
    let page = format!("{}/staff/system", copy.subject.url);
    let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let read = || async {
        let asked = browser.get(&page).header("cookie", &cookie).header("accept", "text/html");
        asked.send().await.unwrap().text().await.unwrap()
    };
    assert!(read().await.contains("Not checked yet"));
    let pressed = browser
        .post(&page)
        .header("cookie", &cookie)
        .header("sec-fetch-site", "same-origin")
        .send()
        .await
        .unwrap();
    assert_eq!(pressed.status(), 303);
    let started = tokio::time::Instant::now();
    let report = loop {
        if let Some(report) = audit::kept(&copy.subject.data_dir) {
            break report;
        }
        assert!(started.elapsed() < Duration::from_secs(120), "{}", read().await);
        tokio::time::sleep(Duration::from_millis(200)).await;
    };
    let played = report.checks.iter().find(|check| check.id == "flow.complete").unwrap();
    assert_eq!(played.status, Status::Partial, "{}", played.evidence);
    assert!(played.evidence.contains("permission denied to create database"), "{}", played.evidence);
    let shown = read().await;
    assert!(shown.contains("System check: PARTIAL") && shown.contains("flow.complete"), "{shown}");
}

#[test]
fn the_exit_code_tells_what_failed_from_what_could_not_be_asked() {
    let machine = Machine::new();
    assert_eq!(machine.run(&["audit", "--extension", "/nowhere"]).status.code(), Some(2));
    let unreachable = |command: &mut Command| {
        command.env("DATABASE_URL", "postgres://autobolt_app@127.0.0.1:1/x").output().unwrap()
    };
    let out = unreachable(&mut machine.command(&["audit", "--json"]));
    assert_eq!(
        (out.status.code(), out.stdout.is_empty()),
        (Some(2), true),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
}

#[tokio::test]
async fn a_report_reads_in_every_form_and_what_was_found_stays_text_in_each() {
    let copy = Copy::new().await;
    copy.sql(r#"create table autobolt."<script>alert(1)</script>|" ()"#).await;
    let report = copy.audit().await;
    assert_eq!(report.verdict, Status::Fail);
    let (text, markdown) = (audit::render::text(&report), audit::render::markdown(&report));
    let html = audit::render::html(&report).unwrap();
    for form in [&text, &markdown, &html] {
        for part in ["Architecture", "Security", "Data flow", "Gap analysis", "schema.row_security"] {
            assert!(form.contains(part), "{part}");
        }
        for answer in &report.answers {
            assert!(form.contains(&answer.question), "{}", answer.question);
        }
    }
    assert!(!html.contains("<script>") && !markdown.contains("<script>"), "{markdown}");
}
