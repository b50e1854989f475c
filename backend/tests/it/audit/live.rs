//! Sabotage of the running backend and of the machine it runs on.

use super::{Copy, fails, is_partial, sabotaged};
use autobolt_backend::{audit, config::LAST_BACKUP, db};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use chrono::TimeDelta;
use std::os::unix::fs::PermissionsExt;

sabotaged!(opens_next, |request, next| {
    if request.uri().path() == "/jobs/next" && !request.headers().contains_key(header::AUTHORIZATION) {
        return StatusCode::NO_CONTENT.into_response();
    }
    next.run(request).await
});
sabotaged!(opens_the_queue, |request, next| {
    if request.uri().path() == "/staff/api/jobs" && request.headers().contains_key(header::AUTHORIZATION) {
        return "{}".into_response();
    }
    next.run(request).await
});
sabotaged!(lacks_fail, |request, next| {
    if request.uri().path() == "/jobs/fail" {
        return (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "application/problem+json")]).into_response();
    }
    next.run(request).await
});
sabotaged!(without_policy, |request, next| {
    let mut response = next.run(request).await;
    response.headers_mut().remove(header::CONTENT_SECURITY_POLICY);
    response
});
sabotaged!(for_every_origin, |request, next| {
    let mut response = next.run(request).await;
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
});

#[tokio::test]
async fn a_route_that_was_opened_is_noticed() {
    fails(&Copy::serving(opens_next).await.audit().await, "endpoints.no_key");
}

#[tokio::test]
async fn a_route_that_takes_any_key_is_noticed() {
    fails(&Copy::serving(opens_the_queue).await.audit().await, "endpoints.wrong_key");
}

#[tokio::test]
async fn an_endpoint_that_is_gone_is_noticed() {
    fails(&Copy::serving(lacks_fail).await.audit().await, "endpoints.exist");
}

#[tokio::test]
async fn pages_without_a_policy_are_noticed() {
    fails(&Copy::serving(without_policy).await.audit().await, "endpoints.headers");
}

#[tokio::test]
async fn answers_that_every_site_may_read_are_noticed() {
    fails(&Copy::serving(for_every_origin).await.audit().await, "endpoints.origins");
}

#[tokio::test]
async fn a_secret_where_it_does_not_belong_is_noticed_and_not_told() {
    for (name, value) in [
        ("AUTOBOLT_PUBLIC_URL", "https://x.example/?k=sb_secret_N7UND0UgjKTVK"),
        ("BACKUP_TARGET", "postgres://postgres:hunter22@db.example/postgres"),
        ("SUPABASE_SECRET_KEY", "sb_publishable_abc"),
    ] {
        let mut copy = Copy::new().await;
        copy.subject.environment.insert(name.to_owned(), value.to_owned());
        let report = copy.audit().await;
        fails(&report, "secrets.environment");
        let text = audit::render::text(&report);
        assert!(text.contains(name) && !text.contains("N7UND0") && !text.contains("hunter22"), "{text}");
    }
}

#[tokio::test]
async fn a_file_with_secrets_that_others_may_read_is_noticed() {
    let copy = Copy::new().await;
    std::fs::write(&copy.subject.service_file, "DATABASE_URL=…").unwrap();
    std::fs::set_permissions(&copy.subject.service_file, PermissionsExt::from_mode(0o644)).unwrap();
    fails(&copy.audit().await, "secrets.files");
}

#[tokio::test]
async fn evidence_that_others_may_look_at_is_noticed() {
    let copy = Copy::new().await;
    let evidence = copy.subject.data_dir.join("evidence");
    std::fs::create_dir(&evidence).unwrap();
    for (folder, mode) in [(&copy.subject.data_dir, 0o711), (&evidence, 0o755)] {
        std::fs::set_permissions(folder, PermissionsExt::from_mode(mode)).unwrap();
    }
    fails(&copy.audit().await, "secrets.files");
}

#[tokio::test]
async fn a_transaction_mode_address_is_noticed() {
    let mut copy = Copy::new().await;
    copy.subject.address = db::options_from_url("postgres://autobolt_app@localhost:6543/postgres").unwrap();
    fails(&copy.audit().await, "operations.pooler");
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_pointed_out() {
    let mut copy = Copy::new().await;
    copy.subject.clock = || audit::clock() + TimeDelta::minutes(3);
    is_partial(&copy.audit().await, "operations.clock");
}

#[tokio::test]
async fn a_database_that_was_not_backed_up_lately_is_pointed_out() {
    let copy = Copy::new().await;
    let note = copy.subject.data_dir.join(LAST_BACKUP);
    std::fs::write(&note, r#"{"at":"2026-01-01T00:00:00Z"}"#).unwrap();
    is_partial(&copy.audit().await, "operations.backups");
    std::fs::remove_file(note).unwrap();
    is_partial(&copy.audit().await, "operations.backups");
}
