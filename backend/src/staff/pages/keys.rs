//! `GET /staff/keys` and `POST /staff/keys/pair`: keys, and a code that connects an AutoBolt.

use super::{Live, Page, render, shell};
use crate::{
    app::App,
    keys,
    problem::Form,
    staff::{session::Caller, view::Shell},
    store::{
        audit,
        overview::{self, KeyLine},
    },
};
use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, Uri, header},
};
use serde::Deserialize;
use serde_json::json;

/// What the new AutoBolt is to be called.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Pair {
    name: String,
}

#[derive(Template)]
#[template(path = "keys.html")]
struct Keys {
    shell: Shell,
    keys: Vec<KeyLine>,
    code: Option<String>,
    minutes: i32,
}

/// Lists them.
pub async fn show(State(app): State<App>, caller: Caller, uri: Uri) -> Page {
    page(&app, caller, &uri, None).await
}

/// Makes a pairing code and shows it this once.
pub async fn pair(
    State(app): State<App>,
    caller: Caller,
    uri: Uri,
    headers: HeaderMap,
    Form(form): Form<Pair>,
) -> Page {
    let actor = caller.actor();
    let name = Some(form.name.trim()).filter(|name| !name.is_empty());
    let mut tx = app.pool.begin().await?;
    let here = keys::origin(&headers, &uri);
    let code = keys::code_for(&mut tx, name, Some(&here), &actor).await?;
    let entry = audit::Entry { subject: name, ..audit::Entry::plain(&actor, "key.pairing_code", json!({})) };
    audit::record(&mut tx, entry).await?;
    tx.commit().await?;
    let mut response = page(&app, caller, &uri, Some(code.shown())).await?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn page(app: &App, caller: Caller, uri: &Uri, code: Option<String>) -> Page {
    let keys = overview::keys(&app.pool).await?;
    // Read again, the page would not show the code any more.
    let live = if code.is_none() { Live::Anything } else { Live::No };
    let shell = shell(app, caller, uri, live).await?;
    Ok(render(&Keys { shell, keys, code, minutes: keys::CODE_MINUTES }))
}
