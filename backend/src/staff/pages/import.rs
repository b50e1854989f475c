//! `GET` and `POST /staff/directories/import`: a catalogue file from the browser. Every mistake is told with its line, and
//! nothing is written when there is any.

use super::{Live, Page, render, shell};
use crate::{
    app::App,
    catalogue,
    problem::ApiError,
    staff::{session::Caller, view::Shell},
    store::{audit, directories},
    tables::{self, Format},
};
use askama::Template;
use autobolt_shared::problem::Slug;
use axum::{
    extract::{Multipart, State},
    http::{StatusCode, Uri},
    response::IntoResponse,
};
use serde_json::json;

#[derive(Template)]
#[template(path = "import.html")]
struct Import {
    shell: Shell,
    /// What was done.
    done: String,
    /// What is wrong with the file, line by line.
    wrong: String,
    columns: String,
}

/// The form.
pub async fn form(State(app): State<App>, caller: Caller, uri: Uri) -> Page {
    page(&app, caller, &uri, Ok(String::new())).await
}

/// Imports the file.
pub async fn submit(State(app): State<App>, caller: Caller, uri: Uri, mut parts: Multipart) -> Page {
    let unreadable = |error: axum::extract::multipart::MultipartError| {
        ApiError::new(Slug::BadRequest, format!("The file did not arrive whole: {}", error.body_text()))
    };
    let mut file = None;
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        if part.name() == Some("file") {
            let name = part.file_name().unwrap_or_default().to_lowercase();
            file = Some((name, part.bytes().await.map_err(unreadable)?));
        }
    }
    let actor = caller.actor();
    let told = match file {
        Some((name, bytes)) if !bytes.is_empty() => import(&app, &actor, &name, &bytes).await?,
        _ => Err("Choose a file first.".to_owned()),
    };
    page(&app, caller, &uri, told).await
}

async fn import(app: &App, actor: &str, name: &str, bytes: &[u8]) -> sqlx::Result<Result<String, String>> {
    let format = if name.ends_with(".json") { Format::Json } else { Format::Csv };
    let read = tables::decode(bytes)
        .and_then(|text| tables::read(&text, format))
        .map_err(|error| error.to_string())
        .and_then(|rows| catalogue::check(rows).map_err(|error| error.to_string()));
    let found = match read {
        Ok(found) => found,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let mut tx = app.pool.begin().await?;
    let done = directories::import(&mut tx, &found.directories).await?;
    crate::store::recipes::note_unknown(&mut tx, None, actor).await?;
    audit::record(&mut tx, audit::Entry::plain(actor, "directories.import", json!(done))).await?;
    tx.commit().await?;
    let mut told =
        format!("{} added, {} changed, {} were just so already.", done.added, done.changed, done.unchanged);
    if !found.unused.is_empty() {
        told.push_str(&format!(" Columns that mean nothing here: {}.", found.unused.join(", ")));
    }
    Ok(Ok(told))
}

async fn page(app: &App, caller: Caller, uri: &Uri, told: Result<String, String>) -> Page {
    let status = if told.is_ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (done, wrong) = match told {
        Ok(done) => (done, String::new()),
        Err(wrong) => (String::new(), wrong),
    };
    let shell = shell(app, caller, uri, Live::No).await?;
    let columns = catalogue::COLUMNS.join(", ");
    Ok((status, render(&Import { shell, done, wrong, columns })).into_response())
}
