//! `GET /staff/people` and `POST /staff/people/link`: who signs in to these pages, and a link for somebody new.

use super::{Live, Page, render, shell};
use crate::{
    app::App,
    problem::Form,
    staff::{
        api::people::Person,
        link,
        session::{Caller, Role},
        view::Shell,
    },
    store::staff as store,
};
use askama::Template;
use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::IntoResponse,
};
use serde::Deserialize;

/// Who is let in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Invitation {
    email: String,
    role: String,
}

#[derive(Template)]
#[template(path = "people.html")]
struct People {
    shell: Shell,
    people: Vec<Person>,
    /// The link that was just made, and for whom.
    link: Option<(String, String)>,
    minutes: i32,
    error: String,
}

/// Shows them.
pub async fn show(State(app): State<App>, caller: Caller, uri: Uri) -> Page {
    page(&app, caller, &uri, None, String::new()).await
}

/// Makes a link with which somebody chooses a password, or signs in once.
pub async fn invite(
    State(app): State<App>,
    caller: Caller,
    uri: Uri,
    Form(wanted): Form<Invitation>,
) -> Page {
    let email = wanted.email.trim().to_owned();
    if !link::plausible(&email) {
        let error = "That is no e-mail address.".to_owned();
        let page = page(&app, caller, &uri, None, error).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let role = Role::from_word(&wanted.role);
    let path = link::make(&app.pool, &caller.actor(), Some(&email), role, link::LINK_MINUTES).await?;
    let url = format!("{}{path}", app.config.base_url());
    page(&app, caller, &uri, Some((email, url)), String::new()).await
}

async fn page(app: &App, caller: Caller, uri: &Uri, link: Option<(String, String)>, error: String) -> Page {
    let people = store::list(&app.pool).await?.into_iter().map(Person::from).collect();
    // A page that shows a link once must not read itself again.
    let live = if link.is_some() || !error.is_empty() { Live::No } else { Live::Anything };
    let shell = shell(app, caller, uri, live).await?;
    Ok(render(&People { shell, people, link, minutes: link::LINK_MINUTES, error }))
}
