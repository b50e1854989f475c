//! Who may do what, over the whole route list.

use super::{HOST, ORIGIN, Site};
use autobolt_backend::{
    keys::Scope,
    staff::{
        access::{Access, RULES},
        session::Role,
    },
};
use axum::http::StatusCode;
use serde_json::json;
use uuid::Uuid;

fn concrete(path: &str) -> String {
    path.replace("{id}", &Uuid::new_v4().to_string())
        .replace("{act}", "approve")
        .replace("{deed}", "retry")
        .replace("{order}", "stop")
        .replace("{file}", "autobolt.css")
        .replace("{token}", "no-such-token")
}

#[tokio::test]
async fn every_route_answers_the_roles_of_the_table_and_nobody_else() {
    let site = Site::new().await;
    // Streams and sign-outs are tried elsewhere: the one never ends, the others end the session that is being tried. So is the
    // audit, which takes half a minute.
    let tried = RULES.iter().filter(|(method, path, _)| {
        *path != "/staff/events"
            && !path.contains("sign-out")
            && (*method, *path) != ("POST", "/staff/system")
    });
    let people = [
        (None, site.stranger()),
        (Some(Role::Viewer), site.signed_in(Role::Viewer).await),
        (Some(Role::Operator), site.signed_in(Role::Operator).await),
        (Some(Role::Admin), site.signed_in(Role::Admin).await),
    ];
    for (method, path, access) in tried {
        for (role, browser) in &people {
            let answer = match *method {
                "GET" => browser.get_json(&concrete(path)).await,
                _ if path.starts_with("/staff/api/") => browser.post(&concrete(path), json!({})).await,
                _ => browser.post_form(&concrete(path), "").await,
            };
            let may = match access {
                Access::Public => true,
                Access::Session(least) | Access::SessionOrKey(least) => {
                    role.is_some_and(|role| role >= *least)
                }
            };
            let refused = matches!(answer.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
            assert_eq!(
                refused && *access != Access::Public,
                !may,
                "{method} {path} as {role:?}: {}",
                answer.status
            );
            assert!(!answer.text.contains("There is nothing at"), "{method} {path} has a rule and no route");
            if !may {
                let expected = if role.is_none() { StatusCode::UNAUTHORIZED } else { StatusCode::FORBIDDEN };
                assert_eq!(answer.status, expected, "{method} {path} as {role:?}");
                assert_eq!(answer.header("content-type"), "application/problem+json");
            }
        }
    }
}

#[tokio::test]
async fn a_page_asked_for_without_a_session_leads_to_sign_in_and_back() {
    let site = Site::new().await;
    let answer = site.stranger().get("/staff/needs-you?x=1").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/staff/sign-in?next=%2Fstaff%2Fneeds-you%3Fx%3D1");
}

#[tokio::test]
async fn an_action_from_another_site_is_refused_whatever_it_leaves_out() {
    let site = Site::new().await;
    let job = site.job(1).await;
    let browser = site.signed_in(Role::Operator).await;
    let path = job.action("approve");
    let forged: &[&[(&str, &str)]] = &[
        &[],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[("sec-fetch-site", "cross-site"), ("origin", ORIGIN)],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "http://autobolt.test:9999")],
    ];
    for headers in forged {
        let answer = browser.send("POST", &path, headers, None).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
    }
    let approved: bool =
        sqlx::query_scalar("select approved_at is not null from autobolt.job_control where job_id = $1")
            .bind(job.id)
            .fetch_one(&site.db.app)
            .await
            .unwrap();
    assert!(!approved);
    // The same from our own page, on plain http, where browsers send no Sec-Fetch-Site.
    let own = browser.send("POST", &path, &[("origin", &format!("http://{HOST}"))], None).await;
    own.done();
}

#[tokio::test]
async fn signing_in_too_is_refused_from_another_site() {
    let site = Site::new().await;
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("origin", "https://evil.example")];
    let answer = site
        .stranger()
        .send("POST", "/staff/sign-in", &headers, Some("email=a%40b.example&password=x".to_owned()))
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_reading_key_reads_and_never_acts_and_other_keys_do_neither() {
    let site = Site::new().await;
    let job = site.job(2).await;
    let (reading, id) = site.key(&[Scope::StaffRead]).await;
    let (worker, _) = site.key(&[Scope::Worker]).await;
    let stranger = site.stranger();
    let bearer = |key: &str| format!("Bearer {key}");
    let path = format!("/staff/api/jobs/{}", job.id);

    let read = stranger.send("GET", &path, &[("authorization", &bearer(&reading))], None).await;
    assert_eq!(read.status, StatusCode::OK, "{}", read.text);
    let act = [("authorization", &*bearer(&reading)), ("origin", ORIGIN)];
    assert_eq!(stranger.send("POST", &job.action("approve"), &act, None).await.status, StatusCode::FORBIDDEN);
    let page = stranger.send("GET", "/staff", &[("authorization", &bearer(&reading))], None).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "a key opens no page");
    let other = stranger.send("GET", &path, &[("authorization", &bearer(&worker))], None).await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);

    autobolt_backend::keys::revoke(&site.app.pool, id, "cli").await.unwrap();
    let revoked = stranger.send("GET", &path, &[("authorization", &bearer(&reading))], None).await;
    assert_eq!(revoked.status, StatusCode::UNAUTHORIZED);
}
