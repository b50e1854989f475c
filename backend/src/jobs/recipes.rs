//! What becomes of recipes: learnt by AutoBolt, and edited, approved, refused and restored by staff.

use crate::store::{
    audit,
    recipes::{self, Directory},
};
use autobolt_shared::{
    JobId,
    recipe::{self, Learned, Recipe, RecipeProblem},
};
use serde_json::{Value, json};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

/// Why a recipe was not changed.
#[derive(Debug, thiserror::Error)]
pub enum RecipeError {
    /// No such directory.
    #[error("There is no such directory.")]
    NoSuchDirectory,
    /// No such version, or a proposal that was decided meanwhile.
    #[error("{0}")]
    Gone(&'static str),
    /// It has mistakes.
    #[error("{}", told(.0))]
    Mistakes(Vec<RecipeProblem>),
    /// Somebody else changed it after the page was opened.
    #[error(
        "Somebody changed this recipe after you opened the page. Your text is still below: look at the history, then save it again."
    )]
    ChangedMeanwhile,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

fn told(problems: &[RecipeProblem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// A recipe as it is stored; none where it says nothing.
fn stored(recipe: &Recipe) -> Result<Option<Value>, sqlx::Error> {
    if recipe.is_empty() {
        return Ok(None);
    }
    serde_json::to_value(recipe).map(Some).map_err(|error| sqlx::Error::Encode(Box::new(error)))
}

/// What a directory's recipe says, as far as it can be read.
#[must_use]
pub fn readable(recipe: Option<&Value>) -> Recipe {
    recipe.and_then(|value| recipe::check(value).ok()).unwrap_or_default()
}

/// Keeps what AutoBolt learnt with a listing that was taken, where it is a recipe and news.
///
/// # Errors
/// The database's.
pub async fn learn(
    conn: &mut PgConnection,
    directory: Uuid,
    log: &Value,
    job: JobId,
    by: &str,
) -> sqlx::Result<()> {
    let Some(learned) = log.get("learned").filter(|value| !value.is_null()) else { return Ok(()) };
    let (Some(patch), left_out) = (learned.get("recipe"), learned.get("left_out")) else { return Ok(()) };
    // A result is not lost for a proposal that nobody can read.
    let (Ok(recipe), Ok(learned)) =
        (recipe::check(patch), serde_json::from_value::<Learned>(learned.clone()))
    else {
        tracing::warn!(%directory, %job, "a proposed recipe cannot be read and is left out");
        return Ok(());
    };
    let Some(found) = recipes::find(conn, directory).await? else { return Ok(()) };
    let current = readable(found.recipe.as_ref());
    if recipe.is_empty() || current.clone().with(&recipe) == current {
        return Ok(());
    }
    let Some(patch) = stored(&recipe)? else { return Ok(()) };
    let left_out = if learned.left_out.is_empty() { None } else { left_out.cloned() };
    recipes::propose(conn, directory, (&patch, &left_out.unwrap_or_else(|| json!([]))), job, by).await?;
    Ok(())
}

/// Puts the text a person wrote in force. `seen` is the version the person had before them.
///
/// # Errors
/// Mistakes in it; somebody was faster.
pub async fn edit(pool: &PgPool, id: Uuid, text: &str, seen: i64, actor: &str) -> Result<(), RecipeError> {
    let recipe = recipe::read(text).map_err(RecipeError::Mistakes)?;
    let mut tx = pool.begin().await?;
    let directory = locked(&mut tx, id).await?;
    if directory.version != seen {
        return Err(RecipeError::ChangedMeanwhile);
    }
    change(&mut tx, &directory, &recipe, ("edited", "directory.recipe"), actor).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts an earlier version in force again.
///
/// # Errors
/// There is no such version, or it cannot be read by today's rules.
pub async fn restore(pool: &PgPool, id: Uuid, version: i64, actor: &str) -> Result<(), RecipeError> {
    let mut tx = pool.begin().await?;
    let directory = locked(&mut tx, id).await?;
    let earlier = recipes::version(&mut tx, id, version)
        .await?
        .ok_or(RecipeError::Gone("This directory has no such version of its recipe."))?;
    let recipe = recipe::check(&earlier.recipe.unwrap_or(Value::Null)).map_err(RecipeError::Mistakes)?;
    change(&mut tx, &directory, &recipe, ("restored", "directory.recipe_restore"), actor).await?;
    tx.commit().await?;
    Ok(())
}

/// Approves a proposal, in the words the person left it in.
///
/// # Errors
/// Mistakes in it; it was decided meanwhile.
pub async fn approve(
    pool: &PgPool,
    id: Uuid,
    proposal: i64,
    text: &str,
    actor: &str,
) -> Result<(), RecipeError> {
    let recipe = recipe::read(text).map_err(RecipeError::Mistakes)?;
    let mut tx = pool.begin().await?;
    let directory = locked(&mut tx, id).await?;
    decided(&mut tx, id, proposal, "approved", actor).await?;
    change(&mut tx, &directory, &recipe, ("learned", "directory.recipe_approve"), actor).await?;
    tx.commit().await?;
    Ok(())
}

/// Refuses a proposal.
///
/// # Errors
/// It was decided meanwhile.
pub async fn refuse(pool: &PgPool, id: Uuid, proposal: i64, actor: &str) -> Result<(), RecipeError> {
    let mut tx = pool.begin().await?;
    let directory = locked(&mut tx, id).await?;
    let patch = decided(&mut tx, id, proposal, "refused", actor).await?;
    let entry = audit::Entry {
        subject: Some(&directory.name),
        ..audit::Entry::plain(actor, "directory.recipe_refuse", json!({ "proposed": patch }))
    };
    audit::record(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(())
}

async fn locked(conn: &mut PgConnection, id: Uuid) -> Result<Directory, RecipeError> {
    recipes::lock(conn, id).await?.ok_or(RecipeError::NoSuchDirectory)
}

async fn decided(
    conn: &mut PgConnection,
    id: Uuid,
    proposal: i64,
    decision: &str,
    actor: &str,
) -> Result<Value, RecipeError> {
    recipes::decide(conn, id, proposal, decision, actor)
        .await?
        .ok_or(RecipeError::Gone("This proposal was decided already."))
}

/// Writes a recipe that is another one than before, with its version and its entry in the audit log.
async fn change(
    conn: &mut PgConnection,
    directory: &Directory,
    recipe: &Recipe,
    (origin, action): (&str, &str),
    actor: &str,
) -> Result<(), RecipeError> {
    let after = stored(recipe)?;
    if after == directory.recipe {
        return Ok(());
    }
    recipes::write(conn, directory.id, after.as_ref(), origin, actor).await?;
    let entry = audit::Entry {
        actor,
        action,
        subject: Some(&directory.name),
        job_id: None,
        before: directory.recipe.clone(),
        after,
    };
    audit::record(conn, entry).await?;
    Ok(())
}
