//! One-time links: set up the first admin, choose a password, or sign in once without one.
//!
//! Opening a link uses nothing up (mail programs and browsers look at links ahead); its form does.

use super::{
    password,
    session::{self, Role},
    token,
};
use crate::{
    app::App,
    problem::{ApiError, ApiResult, Form, Path},
    staff::{assets, pages},
    store::{audit, sign_in, staff},
};
use askama::Template;
use autobolt_shared::problem::Slug;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use serde_json::json;
use sqlx::PgPool;

/// Minutes a sign-in link is good for.
pub const LINK_MINUTES: i32 = 15;
/// Minutes the first admin's set-up link is good for.
pub const SETUP_MINUTES: i32 = 24 * 60;

/// The form; all empty for a link that only signs in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Choice {
    email: String,
    password: String,
    again: String,
}

#[derive(Template)]
#[template(path = "link.html")]
struct Page {
    version: &'static str,
    title: &'static str,
    email: String,
    typed_email: String,
    role: String,
    known: bool,
    error: String,
}

/// Makes a link and returns its path, which is shown this once. With the address of an account it signs in; with another
/// one, or none, whoever opens it chooses a password.
///
/// # Errors
/// The database's; no randomness.
pub async fn make(
    pool: &PgPool,
    by: &str,
    email: Option<&str>,
    role: Role,
    minutes: i32,
) -> Result<String, ApiError> {
    let token = token::fresh().map_err(|error| ApiError::internal(&error))?;
    let mut tx = pool.begin().await?;
    staff::make_link(&mut tx, &token::hash(&token), by, email, role.as_str(), minutes).await?;
    let entry = audit::Entry {
        subject: email,
        ..audit::Entry::plain(by, "staff.link", json!({ "role": role.as_str(), "minutes": minutes }))
    };
    audit::record(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(format!("/staff/link/{token}"))
}

/// The set-up link for the first admin, where nobody can sign in yet.
///
/// # Errors
/// The database's; no randomness.
pub async fn first_admin(pool: &PgPool) -> Result<Option<String>, ApiError> {
    if staff::any(pool).await? {
        return Ok(None);
    }
    make(pool, "system", None, Role::Admin, SETUP_MINUTES).await.map(Some)
}

fn used_up() -> Response {
    pages::refusal(&ApiError::new(
        Slug::NotFound,
        "This link was used before or has run out. `autobolt staff link EMAIL` on the server prints a new one.",
    ))
}

fn page(status: StatusCode, link: &staff::Link, known: bool, typed_email: String, error: String) -> Response {
    let title = match (known, link.email.is_some()) {
        (true, _) => "Sign in",
        (false, true) => "Choose a password",
        (false, false) => "Set up AutoBolt",
    };
    let page = Page {
        version: assets::version(),
        title,
        email: link.email.clone().unwrap_or_default(),
        typed_email,
        role: link.role.clone(),
        known,
        error,
    };
    (status, pages::render(&page)).into_response()
}

async fn account_of(app: &App, link: &staff::Link) -> sqlx::Result<Option<staff::Credentials>> {
    let Some(email) = &link.email else { return Ok(None) };
    Ok(staff::credentials(&app.pool, email).await?.filter(|account| !account.disabled))
}

/// `GET /staff/link/{token}`.
pub async fn form(State(app): State<App>, Path(token): Path<String>) -> ApiResult<Response> {
    let Some(link) = staff::peek_link(&app.pool, &token::hash(&token)).await? else { return Ok(used_up()) };
    let known = account_of(&app, &link).await?.is_some();
    Ok(page(StatusCode::OK, &link, known, String::new(), String::new()))
}

/// `POST /staff/link/{token}`.
pub async fn submit(
    State(app): State<App>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(choice): Form<Choice>,
) -> ApiResult<Response> {
    let hash = token::hash(&token);
    let Some(link) = staff::peek_link(&app.pool, &hash).await? else { return Ok(used_up()) };
    let account = account_of(&app, &link).await?;
    let email = link.email.clone().unwrap_or_else(|| choice.email.trim().to_owned());
    let new_password = if account.is_some() {
        None
    } else {
        let refuse =
            |error: String| page(StatusCode::UNPROCESSABLE_ENTITY, &link, false, email.clone(), error);
        if !plausible(&email) {
            return Ok(refuse("That is not an e-mail address.".to_owned()));
        }
        if choice.password != choice.again {
            return Ok(refuse("The two passwords differ.".to_owned()));
        }
        if let Err(error) = password::acceptable(&choice.password, &email) {
            return Ok(refuse(error.to_string()));
        }
        // A link without an address makes an account; it never takes over one that exists.
        if link.email.is_none() && staff::credentials(&app.pool, &email).await?.is_some() {
            return Ok(refuse("That account exists already. Ask an admin for a link of its own.".to_owned()));
        }
        Some(password::hash(choice.password).await?)
    };
    let mut tx = app.pool.begin().await?;
    // Of two that use it at once, one finds it used.
    if staff::use_link(&mut tx, &hash).await?.is_none() {
        return Ok(used_up());
    }
    let id = match (&account, new_password) {
        (Some(account), _) => {
            sign_in::clear_failures(&mut tx, &account.email).await?;
            account.id
        }
        (None, Some(hash)) => staff::put(&mut tx, &email, &hash, &link.role).await?,
        (None, None) => return Err(ApiError::new(Slug::Internal, "No password was made.")),
    };
    let cookie = session::open(&mut tx, id, &headers).await?;
    let actor = format!("staff:{email}");
    let what = if account.is_some() { "staff.sign_in" } else { "staff.add" };
    let detail = json!({ "with": "link", "made_by": link.created_by, "role": link.role });
    audit::record(
        &mut tx,
        audit::Entry { subject: Some(&email), ..audit::Entry::plain(&actor, what, detail) },
    )
    .await?;
    tx.commit().await?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/staff")).into_response())
}

/// Whether it looks like an address; more is found out by nobody but its owner.
#[must_use]
pub fn plausible(email: &str) -> bool {
    email.len() <= 254
        && email.chars().all(|c| c.is_ascii_graphic())
        && email
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.len() > 2 && !host.contains('@'))
}
