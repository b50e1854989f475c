//! `/staff/directories/{id}/recipe`: a directory's recipe, what AutoBolt proposes for it, and every version there was.

use super::{Live, Page, render, shell};
use crate::{
    app::App,
    jobs::recipes::{self as rules, RecipeError, readable},
    problem::{ApiError, Form, Path},
    staff::{session::Caller, view::Shell},
    store::{
        choices::{self, Kept},
        recipes::{self, Directory, Proposal, Version},
    },
};
use askama::Template;
use autobolt_shared::{
    log::SkippedField,
    problem::Slug,
    recipe::{Change, Changed, Recipe, changes, check},
};
use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::{IntoResponse, Redirect},
};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

const MOST_VERSIONS: i64 = 50;

/// The editor's form.
#[derive(Debug, Deserialize)]
pub struct Edited {
    recipe: String,
    /// The version the person had before them.
    seen: i64,
}

/// A proposal as the person left it.
#[derive(Debug, Deserialize)]
pub struct Approved {
    recipe: String,
}

/// A version to go back to.
#[derive(Debug, Deserialize)]
pub struct Restored {
    version: i64,
}

/// What a person wrote and could not be stored, and why.
struct Refused {
    /// The proposal it was about; none for the editor.
    proposal: Option<i64>,
    text: String,
    why: Vec<String>,
}

struct Line {
    class: &'static str,
    mark: &'static str,
    words: String,
}

impl From<Change> for Line {
    fn from(change: Change) -> Self {
        let (class, mark) = match change.is {
            Changed::Added => ("added", "+"),
            Changed::Removed => ("removed", "−"),
            Changed::Kept => ("kept", "="),
        };
        Self { class, mark, words: change.line }
    }
}

struct ProposalView {
    row: Proposal,
    lines: Vec<Line>,
    left_out: Vec<SkippedField>,
    text: String,
    why: Vec<String>,
}

struct VersionView {
    row: Version,
    lines: Vec<Line>,
    now: bool,
}

impl VersionView {
    fn how(&self) -> &'static str {
        match self.row.origin.as_str() {
            "edited" => "edited",
            "learned" => "learnt from staff's work",
            "restored" => "restored",
            _ => "from the catalogue",
        }
    }

    fn empty(&self) -> bool {
        self.row.recipe.is_none()
    }
}

#[derive(Template)]
#[template(path = "recipe.html")]
struct RecipePage {
    shell: Shell,
    directory: Directory,
    lines: Vec<Line>,
    /// The stored recipe cannot be read, and why.
    broken: Vec<String>,
    text: String,
    why: Vec<String>,
    proposals: Vec<ProposalView>,
    versions: Vec<VersionView>,
    remembered: Vec<Kept>,
}

/// Shows it.
pub async fn show(State(app): State<App>, caller: Caller, uri: Uri, Path(id): Path<Uuid>) -> Page {
    page(&app, caller, &uri, id, None).await
}

/// Stores what a person wrote.
pub async fn edit(
    State(app): State<App>,
    caller: Caller,
    uri: Uri,
    Path(id): Path<Uuid>,
    Form(form): Form<Edited>,
) -> Page {
    let done = rules::edit(&app.pool, id, &form.recipe, form.seen, &caller.actor()).await;
    answer(&app, caller, &uri, id, done, |why| Some(Refused { proposal: None, text: form.recipe, why })).await
}

/// Goes back to an earlier version.
pub async fn restore(
    State(app): State<App>,
    caller: Caller,
    uri: Uri,
    Path(id): Path<Uuid>,
    Form(form): Form<Restored>,
) -> Page {
    let done = rules::restore(&app.pool, id, form.version, &caller.actor()).await;
    answer(&app, caller, &uri, id, done, |_| None).await
}

/// Approves a proposal.
pub async fn approve(
    State(app): State<App>,
    caller: Caller,
    uri: Uri,
    Path((id, proposal)): Path<(Uuid, i64)>,
    Form(form): Form<Approved>,
) -> Page {
    let done = rules::approve(&app.pool, id, proposal, &form.recipe, &caller.actor()).await;
    let refused = |why| Some(Refused { proposal: Some(proposal), text: form.recipe, why });
    answer(&app, caller, &uri, id, done, refused).await
}

/// Refuses a proposal.
pub async fn refuse(
    State(app): State<App>,
    caller: Caller,
    uri: Uri,
    Path((id, proposal)): Path<(Uuid, i64)>,
) -> Page {
    let done = rules::refuse(&app.pool, id, proposal, &caller.actor()).await;
    answer(&app, caller, &uri, id, done, |_| None).await
}

/// Back to the page; with what the person wrote and why it was refused, where that is so.
async fn answer(
    app: &App,
    caller: Caller,
    uri: &Uri,
    id: Uuid,
    done: Result<(), RecipeError>,
    kept: impl FnOnce(Vec<String>) -> Option<Refused>,
) -> Page {
    let (status, why) = match done {
        Ok(()) => return Ok(Redirect::to(&format!("/staff/directories/{id}/recipe")).into_response()),
        Err(RecipeError::Database(error)) => return Err(error.into()),
        Err(RecipeError::NoSuchDirectory) => return Err(missing()),
        Err(RecipeError::Mistakes(problems)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, problems.iter().map(ToString::to_string).collect())
        }
        Err(other) => (StatusCode::CONFLICT, vec![other.to_string()]),
    };
    let refused = kept(Vec::clone(&why)).unwrap_or(Refused { proposal: None, text: String::new(), why });
    Ok((status, page(app, caller, uri, id, Some(refused)).await?).into_response())
}

fn missing() -> super::PageError {
    ApiError::new(Slug::NotFound, "There is no such directory.").into()
}

async fn page(app: &App, caller: Caller, uri: &Uri, id: Uuid, refused: Option<Refused>) -> Page {
    let mut conn = app.pool.acquire().await?;
    recipes::note_unknown(&mut conn, Some(id), "system").await?;
    let found = recipes::find(&mut conn, id).await?.ok_or_else(missing)?;
    let remembered = choices::of_directory(&mut conn, id).await?;
    let broken = match &found.recipe {
        Some(value) => check(value).err().unwrap_or_default().iter().map(ToString::to_string).collect(),
        None => Vec::new(),
    };
    let current = readable(found.recipe.as_ref());
    let of_editor = refused.as_ref().filter(|r| r.proposal.is_none());
    let text = match of_editor {
        Some(r) if !r.text.is_empty() => r.text.clone(),
        _ => found.recipe.as_ref().map(pretty).unwrap_or_default(),
    };
    let proposals = recipes::proposals(&mut conn, id)
        .await?
        .into_iter()
        .map(|row| {
            let merged = current.clone().with(&readable(Some(&row.recipe)));
            let own = refused.as_ref().filter(|r| r.proposal == Some(row.id));
            ProposalView {
                lines: lines(&current, &merged),
                left_out: serde_json::from_value(row.left_out.clone()).unwrap_or_default(),
                text: own.map_or_else(
                    || pretty(&serde_json::to_value(&merged).unwrap_or_default()),
                    |r| r.text.clone(),
                ),
                why: own.map(|r| r.why.clone()).unwrap_or_default(),
                row,
            }
        })
        .collect();
    let rows = recipes::versions(&mut conn, id, MOST_VERSIONS).await?;
    let before = |at: usize| readable(rows.get(at + 1).and_then(|version| version.recipe.as_ref()));
    let told: Vec<Vec<Line>> =
        rows.iter().enumerate().map(|(at, row)| lines(&before(at), &readable(row.recipe.as_ref()))).collect();
    let versions = rows
        .into_iter()
        .zip(told)
        .map(|(row, mut lines)| {
            lines.retain(|line| line.class != "kept");
            VersionView { now: row.id == found.version, row, lines }
        })
        .collect();
    drop(conn);
    let shell = shell(app, caller, uri, Live::No).await?;
    Ok(render(&RecipePage {
        shell,
        lines: lines(&current, &current),
        broken,
        text,
        why: of_editor.map(|r| r.why.clone()).unwrap_or_default(),
        proposals,
        versions,
        remembered,
        directory: found,
    }))
}

fn lines(from: &Recipe, to: &Recipe) -> Vec<Line> {
    changes(from, to).into_iter().map(Line::from).collect()
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
