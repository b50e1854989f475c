//! Signing in, one-time links, lock-out.

use super::{Browser, Site};
use autobolt_backend::staff::{link, session::Role};
use axum::http::StatusCode;

const PASSWORD: &str = "correct+horse+battery";

async fn with_account(site: &Site, email: &str) {
    let path = link::make(&site.app.pool, "cli", Some(email), Role::Operator, 15).await.unwrap();
    let made = site.stranger().post_form(&path, &format!("password={PASSWORD}&again={PASSWORD}")).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
}

fn form(email: &str, password: &str) -> String {
    format!("email={}&password={password}&next=%2Fstaff%2Fneeds-you", email.replace('@', "%40"))
}

#[tokio::test]
async fn the_right_password_opens_a_session_and_leads_where_one_wanted_to_go() {
    let site = Site::new().await;
    with_account(&site, "ana@staff.example").await;
    let answer = site.stranger().post_form("/staff/sign-in", &form("ANA@staff.example", PASSWORD)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/staff/needs-you");
    let cookie = answer.header("set-cookie");
    for part in ["__Host-autobolt=", "Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let browser = Browser { site: &site, cookie: answer.cookie() };
    assert_eq!(browser.get("/staff").await.status, StatusCode::OK);
}

#[tokio::test]
async fn signing_in_again_ends_the_session_the_browser_had() {
    let site = Site::new().await;
    with_account(&site, "ana@staff.example").await;
    let first =
        site.stranger().post_form("/staff/sign-in", &form("ana@staff.example", PASSWORD)).await.cookie();
    let browser = Browser { site: &site, cookie: first.clone() };
    let second = browser.post_form("/staff/sign-in", &form("ana@staff.example", PASSWORD)).await.cookie();
    assert_ne!(first, second);
    assert_eq!(browser.get_json("/staff/api/jobs").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_database_holds_no_token_that_would_open_a_session() {
    let site = Site::new().await;
    let browser = site.signed_in(Role::Viewer).await;
    let token = browser.cookie.as_deref().unwrap().split_once('=').unwrap().1.to_owned();
    let stored: Vec<Vec<u8>> = sqlx::query_scalar("select id_hash from autobolt.staff_sessions")
        .fetch_all(&site.db.app)
        .await
        .unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].len(), 32);
    assert!(!stored.iter().any(|hash| hash == token.as_bytes()));
}

#[tokio::test]
async fn five_wrong_passwords_lock_the_account_longer_each_time_and_a_link_opens_it() {
    let site = Site::new().await;
    with_account(&site, "ana@staff.example").await;
    for _ in 0..5 {
        let answer = site.stranger().post_form("/staff/sign-in", &form("ana@staff.example", "wrong")).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    let locked = site.stranger().post_form("/staff/sign-in", &form("ana@staff.example", PASSWORD)).await;
    assert_eq!(locked.status, StatusCode::TOO_MANY_REQUESTS, "the right password does not help now");
    let first: u64 = locked.header("retry-after").parse().unwrap();
    assert!((20..=30).contains(&first), "{first}");

    // The lock runs out; one more failure locks for twice as long.
    sqlx::query("update autobolt.sign_in_failures set locked_until = now() - interval '1 second'")
        .execute(&site.db.app)
        .await
        .unwrap();
    site.stranger().post_form("/staff/sign-in", &form("ana@staff.example", "wrong")).await;
    let again = site.stranger().post_form("/staff/sign-in", &form("ana@staff.example", PASSWORD)).await;
    let second: u64 = again.header("retry-after").parse().unwrap();
    assert!((50..=60).contains(&second), "{second}");

    let path =
        link::make(&site.app.pool, "cli", Some("ana@staff.example"), Role::Operator, 15).await.unwrap();
    assert_eq!(site.stranger().post_form(&path, "").await.status, StatusCode::SEE_OTHER);
    let open = site.stranger().post_form("/staff/sign-in", &form("ana@staff.example", PASSWORD)).await;
    assert_eq!(open.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_unknown_or_disabled_address_is_answered_and_locked_like_one_with_an_account() {
    let site = Site::new().await;
    for known in ["ana@staff.example", "old@staff.example"] {
        with_account(&site, known).await;
    }
    sqlx::query("update autobolt.staff set disabled_at = now() where email like 'old@%'")
        .execute(&site.db.app)
        .await
        .unwrap();
    let mut answers = Vec::new();
    for email in ["ana@staff.example", "eve@staff.example", "old@staff.example"] {
        let mut said = Vec::new();
        for _ in 0..7 {
            let answer = site.stranger().post_form("/staff/sign-in", &form(email, "wrong")).await;
            let wait: u64 = answer.header("retry-after").parse().unwrap_or(0);
            let text = answer.text.replace(email, "").replace(&format!("{wait} seconds"), "");
            said.push((answer.status, text, wait.div_ceil(10)));
        }
        answers.push(said);
    }
    assert_eq!(answers[0][4].0, StatusCode::UNAUTHORIZED);
    assert_eq!(answers[0][5].0, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answers[0], answers[1], "an address without an account");
    assert_eq!(answers[0], answers[2], "a switched-off account");
    let stored: String =
        sqlx::query_scalar("select string_agg(f::text, ' ') from autobolt.sign_in_failures f")
            .fetch_one(&site.db.app)
            .await
            .unwrap();
    assert!(!stored.contains("staff.example"), "{stored}");
}

#[tokio::test]
async fn a_link_works_once_and_looking_at_it_does_not_use_it_up() {
    let site = Site::new().await;
    with_account(&site, "ana@staff.example").await;
    let path =
        link::make(&site.app.pool, "cli", Some("ana@staff.example"), Role::Operator, 15).await.unwrap();
    for _ in 0..3 {
        assert_eq!(site.stranger().get(&path).await.status, StatusCode::OK);
    }
    let (stranger, other) = (site.stranger(), site.stranger());
    let (one, two) = tokio::join!(stranger.post_form(&path, ""), other.post_form(&path, ""));
    let opened = [&one, &two].iter().filter(|answer| answer.cookie().is_some()).count();
    assert_eq!(opened, 1, "{} {}", one.status, two.status);
    assert_eq!(site.stranger().get(&path).await.status, StatusCode::NOT_FOUND);
    assert!(site.stranger().post_form(&path, "").await.cookie().is_none());
}

#[tokio::test]
async fn a_link_that_ran_out_opens_nothing() {
    let site = Site::new().await;
    with_account(&site, "ana@staff.example").await;
    let path =
        link::make(&site.app.pool, "cli", Some("ana@staff.example"), Role::Operator, 15).await.unwrap();
    sqlx::query("update autobolt.setup_links set expires_at = now() - interval '1 second'")
        .execute(&site.db.app)
        .await
        .unwrap();
    assert_eq!(site.stranger().post_form(&path, "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_first_admin_is_set_up_by_a_link_that_exists_only_while_nobody_can_sign_in() {
    let site = Site::new().await;
    let path = link::first_admin(&site.app.pool).await.unwrap().expect("no account exists yet");
    let short =
        site.stranger().post_form(&path, "email=boss%40staff.example&password=short&again=short").await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.text.contains("at least 12"));
    let differ = site
        .stranger()
        .post_form(&path, &format!("email=boss%40staff.example&password={PASSWORD}&again=x"))
        .await;
    assert!(differ.text.contains("differ"), "a refused form leaves the link good");
    let made = site
        .stranger()
        .post_form(&path, &format!("email=boss%40staff.example&password={PASSWORD}&again={PASSWORD}"))
        .await;
    let browser = Browser { site: &site, cookie: made.cookie() };
    assert_eq!(browser.get("/staff/keys").await.status, StatusCode::OK, "an admin");
    assert!(link::first_admin(&site.app.pool).await.unwrap().is_none());
}

#[tokio::test]
async fn a_set_up_link_is_worth_nothing_once_somebody_can_sign_in() {
    let site = Site::new().await;
    let path = link::first_admin(&site.app.pool).await.unwrap().expect("no account exists yet");
    with_account(&site, "ana@staff.example").await;
    // Neither taking over the account that exists, nor making one beside it: the link may stand in an old log.
    for email in ["ana%40staff.example", "eve%40staff.example"] {
        let form = format!("email={email}&password={PASSWORD}&again={PASSWORD}");
        let answer = site.stranger().post_form(&path, &form).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(answer.cookie().is_none());
    }
}

#[tokio::test]
async fn a_character_the_database_cannot_hold_is_the_senders_fault() {
    let site = Site::new().await;
    let answer = site.stranger().post_form("/staff/sign-in", "email=%00&password=%00").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_of_that_person_and_no_other() {
    let site = Site::new().await;
    with_account(&site, "ana@staff.example").await;
    let here = Browser {
        site: &site,
        cookie: site
            .stranger()
            .post_form("/staff/sign-in", &form("ana@staff.example", PASSWORD))
            .await
            .cookie(),
    };
    let there = Browser {
        site: &site,
        cookie: site
            .stranger()
            .post_form("/staff/sign-in", &form("ana@staff.example", PASSWORD))
            .await
            .cookie(),
    };
    let colleague = site.signed_in(Role::Viewer).await;
    here.post_form("/staff/sign-out-everywhere", "").await;
    for gone in [&here, &there] {
        assert_eq!(gone.get_json("/staff/api/jobs").await.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(colleague.get_json("/staff/api/jobs").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_idle_session_and_one_of_a_disabled_account_are_over() {
    let site = Site::new().await;
    let idle = site.signed_in(Role::Viewer).await;
    sqlx::query("update autobolt.staff_sessions set last_seen_at = now() - interval '13 hours'")
        .execute(&site.db.app)
        .await
        .unwrap();
    assert_eq!(idle.get_json("/staff/api/jobs").await.status, StatusCode::UNAUTHORIZED);
    let disabled = site.signed_in(Role::Admin).await;
    sqlx::query("update autobolt.staff set disabled_at = now()").execute(&site.db.app).await.unwrap();
    assert_eq!(disabled.get_json("/staff/api/jobs").await.status, StatusCode::UNAUTHORIZED);
}
