//! `autobolt keys`: API keys and pairing codes.

use super::{Opened, print, print_json};
use crate::keys::{self, CODE_MINUTES, NewKey, Scope};
use crate::store::keys::ListedKey;
use anyhow::Context;
use serde_json::json;
use uuid::Uuid;

/// API keys: for AutoBolts, for the sign-up, for scripts.
#[derive(Debug, clap::Subcommand)]
pub enum Keys {
    /// Make a key, or with --pair a code that an AutoBolt exchanges for one.
    Create(Create),
    /// List the keys. The keys themselves are shown once, when they are made.
    List {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Revoke a key at once. Jobs it works on go back to the queue.
    Revoke(Which),
    /// Make a key that takes another's place; both are good for a while.
    Rotate(Rotate),
}

/// Make a key, or with --pair a code that an AutoBolt exchanges for one.
#[derive(Debug, clap::Args)]
pub struct Create {
    /// A name to know it by, e.g. "Front desk".
    #[arg(long, default_value = "", hide_default_value = true)]
    name: String,
    /// What it may do: worker (an AutoBolt), jobs:create (the sign-up), staff:read (scripts). Can be given more than once
    /// [default: worker].
    #[arg(long = "scope", value_name = "SCOPE")]
    scopes: Vec<Scope>,
    /// The key ends by itself after so many days.
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(i32).range(1..=36500))]
    days: Option<i32>,
    /// Make a one-time pairing code to type into AutoBolt's options, instead of a key.
    #[arg(long, conflicts_with_all = ["scopes", "days"])]
    pair: bool,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

/// The key meant.
#[derive(Debug, clap::Args)]
pub struct Which {
    /// The key's id, its name, or its first characters (`ab_live_wxyz`).
    key: String,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

/// Make a key that takes another's place; both are good for a while.
#[derive(Debug, clap::Args)]
pub struct Rotate {
    #[command(flatten)]
    which: Which,
    /// How long the old key stays good.
    #[arg(long, value_name = "HOURS", default_value_t = 24, value_parser = clap::value_parser!(i32).range(0..=8760))]
    overlap_hours: i32,
}

/// Runs the command.
pub(super) async fn run(command: Keys, opened: &Opened) -> anyhow::Result<()> {
    match command {
        Keys::Create(create) => self::create(create, opened).await,
        Keys::List { json } => list(json, opened).await,
        Keys::Revoke(which) => revoke(which, opened).await,
        Keys::Rotate(rotate) => self::rotate(rotate, opened).await,
    }
}

async fn create(command: Create, opened: &Opened) -> anyhow::Result<()> {
    let mut conn = opened.pool.acquire().await?;
    let name = command.name.trim();
    if command.pair {
        let name = Some(name).filter(|name| !name.is_empty());
        let code = keys::create_pairing_code(&mut conn, name, "cli").await?.shown();
        if command.json {
            return print_json(&json!({ "code": code, "expires_in_minutes": CODE_MINUTES }));
        }
        print(format_args!(
            "Pairing code: {code}\nType it into AutoBolt's options within {CODE_MINUTES} minutes. It works once."
        ));
        return Ok(());
    }
    anyhow::ensure!(!name.is_empty(), "give the key a --name, to know it by in lists");
    let scopes = if command.scopes.is_empty() { vec![Scope::Worker] } else { command.scopes };
    let made = keys::create(&mut conn, name, &scopes, command.days, "cli").await?;
    shown_once(&made, command.json)
}

fn shown_once(made: &NewKey, as_json: bool) -> anyhow::Result<()> {
    if as_json {
        return print_json(&json!({ "id": made.id, "name": made.name, "api_key": made.key.expose() }));
    }
    // The key alone on stdout, for `KEY=$(…)`.
    print(made.key.expose());
    eprintln!("This is the only time the key “{}” is shown.", made.name);
    Ok(())
}

async fn list(as_json: bool, opened: &Opened) -> anyhow::Result<()> {
    let keys = crate::store::keys::list(&opened.pool).await?;
    if as_json {
        return print_json(&keys);
    }
    if keys.is_empty() {
        print(
            "There are no keys. Make one with `autobolt keys create --name NAME`, or a pairing code with --pair.",
        );
        return Ok(());
    }
    print(format_args!("{:36}  {:12}  {:24}  {:24}  LAST USED         STATE", "ID", "KEY", "NAME", "SCOPES"));
    for key in &keys {
        let used =
            key.last_used_at.map_or_else(|| "never".to_owned(), |at| at.format("%Y-%m-%d %H:%M").to_string());
        print(format_args!(
            "{}  {:12}  {:24}  {:24}  {used:16}  {}",
            key.id,
            key.display_prefix,
            key.name,
            key.scopes.join(","),
            state(key)
        ));
    }
    Ok(())
}

fn state(key: &ListedKey) -> String {
    match (key.revoked_at, key.rotated_to, key.expires_at) {
        (Some(at), _, _) => format!("revoked {}", at.format("%Y-%m-%d")),
        (_, Some(to), Some(at)) => format!("replaced by {to}, good until {}", at.format("%Y-%m-%d %H:%M")),
        (_, _, Some(at)) => format!("good until {}", at.format("%Y-%m-%d %H:%M")),
        _ => "good".to_owned(),
    }
}

async fn revoke(command: Which, opened: &Opened) -> anyhow::Result<()> {
    let key = find(&command.key, opened).await?;
    let jobs = keys::revoke(&opened.pool, key.id, "cli").await?;
    if command.json {
        return print_json(&json!({ "id": key.id, "revoked": true, "jobs": jobs }));
    }
    print(format_args!("Revoked “{}”.", key.name));
    for job in jobs {
        print(format_args!("Job {job} went back to the queue."));
    }
    Ok(())
}

async fn rotate(command: Rotate, opened: &Opened) -> anyhow::Result<()> {
    let old = find(&command.which.key, opened).await?;
    let made = keys::rotate(&opened.pool, old.id, command.overlap_hours, "cli").await?;
    if !command.which.json {
        print(format_args!("The old key stays good for {} hours.", command.overlap_hours));
    }
    shown_once(&made, command.which.json)
}

/// The key meant: by id, or by a name or first characters that only one living key has.
async fn find(given: &str, opened: &Opened) -> anyhow::Result<ListedKey> {
    let keys = crate::store::keys::list(&opened.pool).await?;
    if let Ok(id) = given.parse::<Uuid>() {
        return keys.into_iter().find(|key| key.id == id).with_context(|| format!("there is no key {id}"));
    }
    let named = |key: &ListedKey| key.name == given || key.display_prefix == given;
    let mut meant: Vec<ListedKey> = keys
        .into_iter()
        .filter(|key| named(key) && key.revoked_at.is_none() && key.rotated_to.is_none())
        .collect();
    anyhow::ensure!(
        meant.len() < 2,
        "{} keys are called “{given}”; name the one you mean by its id (`autobolt keys list`)",
        meant.len()
    );
    meant.pop().with_context(|| format!("there is no key “{given}”; `autobolt keys list` shows them"))
}
