//! Signing in and out.

use super::{
    password,
    session::{self, Caller},
    token,
};
use crate::{
    app::App,
    problem::{ApiError, ApiResult, Form, Query},
    staff::{assets, pages},
    store::{audit, sign_in as failures, staff},
};
use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use serde_json::json;

/// Where to go after signing in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Next {
    next: String,
}

/// The form.
#[derive(Debug, Deserialize)]
pub struct SignIn {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct Page {
    version: &'static str,
    next: String,
    email: String,
    error: String,
    note: String,
}

/// `GET /staff/sign-in`.
pub async fn form(
    State(app): State<App>,
    Query(Next { next }): Query<Next>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    if session::owner(&app, &headers).await?.is_some() {
        return Ok(Redirect::to(&local(&next)).into_response());
    }
    let note = if app.config.needs_https() {
        "This server is not reached over HTTPS: your browser will not keep you signed in. Use the HTTPS address, or http://localhost on the server itself."
            .to_owned()
    } else if staff::any(&app.pool).await? {
        String::new()
    } else {
        "No account exists yet. The server printed a one-time set-up link when it started; `autobolt staff add EMAIL` makes an account too."
            .to_owned()
    };
    Ok(page(StatusCode::OK, next, String::new(), String::new(), note))
}

fn page(status: StatusCode, next: String, email: String, error: String, note: String) -> Response {
    (status, pages::render(&Page { version: assets::version(), next, email, error, note })).into_response()
}

/// `POST /staff/sign-in`.
pub async fn submit(
    State(app): State<App>,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> ApiResult<Response> {
    let email = form.email.trim().to_owned();
    // Counted by address, with an account or without: the answer, and the time it takes, tell nobody which accounts exist.
    let locked = failures::locked_for_s(&app.pool, &email).await?;
    if locked > 0 {
        let wait =
            if locked > 90 { format!("{} minutes", locked / 60 + 1) } else { format!("{locked} seconds") };
        let error =
            format!("Too many attempts. Try again in {wait}, or use a one-time link from the server.");
        let mut response = page(StatusCode::TOO_MANY_REQUESTS, form.next, email, error, String::new());
        response.headers_mut().insert(header::RETRY_AFTER, locked.into());
        return Ok(response);
    }
    let found = staff::credentials(&app.pool, &email).await?;
    // Switched-off accounts are checked like missing ones, so that the answer tells neither apart.
    let usable = found.as_ref().filter(|account| !account.disabled);
    let right = password::verify(form.password, usable.map(|account| account.password_hash.clone())).await;
    let (true, Some(account)) = (right, usable) else {
        failures::count_failure(&app.pool, &email).await?;
        let error = "The e-mail or the password is wrong.".to_owned();
        return Ok(page(StatusCode::UNAUTHORIZED, form.next, email, error, String::new()));
    };
    let mut tx = app.pool.begin().await?;
    failures::clear_failures(&mut tx, &email).await?;
    let cookie = session::open(&mut tx, account.id, &headers).await?;
    let actor = format!("staff:{}", account.email);
    audit::record(&mut tx, audit::Entry::plain(&actor, "staff.sign_in", json!({ "with": "password" })))
        .await?;
    tx.commit().await?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&local(&form.next))).into_response())
}

/// `POST /staff/sign-out`.
pub async fn sign_out(State(app): State<App>, headers: HeaderMap) -> ApiResult<Response> {
    if let Some(held) = session::token_of(&headers) {
        staff::end_session(&app.pool, &token::hash(held)).await?;
    }
    Ok(([(header::SET_COOKIE, session::clear()?)], Redirect::to("/staff/sign-in")).into_response())
}

/// `POST /staff/sign-out-everywhere`.
pub async fn sign_out_everywhere(State(app): State<App>, caller: Caller) -> ApiResult<Response> {
    if let Some(id) = caller.staff_id {
        let mut tx = app.pool.begin().await?;
        let ended = staff::end_sessions_of(&mut tx, id).await?;
        audit::record(
            &mut tx,
            audit::Entry::plain(&caller.actor(), "staff.sign_out_everywhere", json!({ "ended": ended })),
        )
        .await?;
        tx.commit().await?;
    }
    Ok(([(header::SET_COOKIE, session::clear()?)], Redirect::to("/staff/sign-in")).into_response())
}

/// A path of our own staff pages; anything else is the overview.
fn local(next: &str) -> String {
    let ours = (next == "/staff" || next.starts_with("/staff/") || next.starts_with("/staff?"))
        && !next.contains('\\')
        && next.chars().all(|c| c.is_ascii_graphic());
    if ours { next.to_owned() } else { "/staff".to_owned() }
}

impl From<password::PasswordError> for ApiError {
    fn from(error: password::PasswordError) -> Self {
        Self::internal(&error)
    }
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn after_signing_in_nobody_is_sent_to_another_site() {
        for hostile in [
            "https://evil.example/",
            "//evil.example",
            "/staff\\evil",
            "/staffx",
            "javascript:alert(1)",
            "/staff/\r\nx",
        ] {
            assert_eq!(local(hostile), "/staff", "{hostile}");
        }
        assert_eq!(local("/staff/jobs/1?show=failed"), "/staff/jobs/1?show=failed");
    }
}
