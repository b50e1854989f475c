//! `autobolt staff`: the accounts that sign in to the staff pages.

use super::{Global, Opened, print, print_json, running, serve};
use crate::db::Limits;
use crate::staff::{link, password, session::Role};
use crate::store::{audit, sign_in, staff as store};
use anyhow::{Context, bail, ensure};
use clap::Subcommand;
use serde_json::json;
use std::io::BufRead;
use url::Url;

/// Accounts for the staff pages.
#[derive(Debug, Subcommand)]
pub enum Staff {
    /// Make an account, or give one a new password and role.
    ///
    /// Without --password-stdin a password is made and printed this once.
    Add {
        /// The address they sign in with.
        email: String,
        /// What they may do: look; approve, pause, retry and decide; or handle keys and accounts too.
        #[arg(long, value_enum, default_value = "operator")]
        role: Role,
        /// Read the password from the first line of standard input.
        #[arg(long)]
        password_stdin: bool,
    },
    /// List the accounts.
    List {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Switch an account off and end its sessions at once. The last administrator stays.
    Disable {
        /// Its address.
        email: String,
    },
    /// Print a link that signs in once, within 15 minutes.
    ///
    /// For an address without an account, whoever opens it chooses a password and gets the role. Without --public-url the
    /// link begins with the address of the `autobolt serve` that runs on this data folder; where none does, only its path is
    /// printed.
    Link {
        /// The address.
        email: String,
        /// The role, where the account is new.
        #[arg(long, value_enum, default_value = "operator")]
        role: Role,
        /// The address people reach this backend under.
        #[arg(long, env = "AUTOBOLT_PUBLIC_URL", value_name = "URL", value_parser = serve::public_url)]
        public_url: Option<Url>,
        /// Print JSON: the path, and the whole link where the address is known.
        #[arg(long)]
        json: bool,
    },
}

/// Runs the command.
pub(super) async fn run(command: Staff, global: &Global) -> anyhow::Result<()> {
    let opened = Opened::open(global, Limits::COMMAND).await?;
    let result = opened.run(work(command, &opened)).await;
    opened.close_politely().await;
    result
}

async fn work(command: Staff, opened: &Opened) -> anyhow::Result<()> {
    match command {
        Staff::Add { email, role, password_stdin } => add(opened, email.trim(), role, password_stdin).await,
        Staff::List { json } => list(opened, json).await,
        Staff::Disable { email } => disable(opened, email.trim()).await,
        Staff::Link { email, role, public_url, json } => {
            let email = email.trim();
            ensure!(link::plausible(email), "`{email}` is not an e-mail address");
            let path = link::make(&opened.pool, "cli", Some(email), role, link::LINK_MINUTES)
                .await
                .map_err(|error| anyhow::anyhow!("{}", error.0))?;
            let base = public_url
                .map(|url| url.as_str().trim_end_matches('/').to_owned())
                .or_else(|| running::address(opened.data_dir()));
            let url = base.map(|base| format!("{base}{path}"));
            if json {
                return print_json(&json!({ "path": path, "url": url }));
            }
            print(url.unwrap_or(path));
            Ok(())
        }
    }
}

async fn add(opened: &Opened, email: &str, role: Role, from_stdin: bool) -> anyhow::Result<()> {
    ensure!(link::plausible(email), "`{email}` is not an e-mail address");
    let (password, made) = if from_stdin {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).context("the password could not be read")?;
        (line.trim_end_matches(['\r', '\n']).to_owned(), false)
    } else {
        (password::generate()?, true)
    };
    password::acceptable(&password, email)?;
    let hash = password::hash(password.clone()).await?;
    let mut tx = opened.pool.begin().await?;
    ensure!(
        role == Role::Admin || !store::is_last_admin(&mut tx, email).await?,
        "{email} is the last administrator; make another one first: `autobolt staff add EMAIL --role admin`"
    );
    let id = store::put(&mut tx, email, &hash, role.as_str()).await?;
    // Whoever was signed in under the old password is not any more.
    store::end_sessions_of(&mut tx, id).await?;
    sign_in::clear_failures(&mut tx, email).await?;
    let entry = audit::Entry {
        subject: Some(email),
        ..audit::Entry::plain("cli", "staff.add", json!({ "role": role.as_str() }))
    };
    audit::record(&mut tx, entry).await?;
    tx.commit().await?;
    print(format_args!("{email} can sign in as {role}."));
    if made {
        print(format_args!("Password, shown this once: {password}"));
    }
    Ok(())
}

async fn list(opened: &Opened, json: bool) -> anyhow::Result<()> {
    let accounts = store::list(&opened.pool).await?;
    if json {
        let rows: Vec<_> = accounts
            .iter()
            .map(|a| {
                json!({ "email": a.email, "role": a.role, "created_at": a.created_at, "disabled_at": a.disabled_at,
                        "locked_until": a.locked_until, "last_seen_at": a.last_seen_at })
            })
            .collect();
        return print_json(&rows);
    }
    if accounts.is_empty() {
        print("No accounts yet. `autobolt staff add EMAIL --role admin` makes one.");
    }
    for account in accounts {
        let state = if account.disabled_at.is_some() { "disabled" } else { "active" };
        let seen = account
            .last_seen_at
            .map_or_else(|| "never".to_owned(), |at| at.format("%Y-%m-%d %H:%M UTC").to_string());
        print(format_args!("{:<40} {:<9} {:<9} last seen {seen}", account.email, account.role, state));
    }
    Ok(())
}

async fn disable(opened: &Opened, email: &str) -> anyhow::Result<()> {
    let mut tx = opened.pool.begin().await?;
    ensure!(
        !store::is_last_admin(&mut tx, email).await?,
        "{email} is the last administrator: nobody could handle keys and accounts any more. Make another one first: \
         `autobolt staff add EMAIL --role admin`"
    );
    if !store::disable(&mut tx, email).await? {
        bail!("there is no account of {email}");
    }
    let entry =
        audit::Entry { subject: Some(email), ..audit::Entry::plain("cli", "staff.disable", json!({})) };
    audit::record(&mut tx, entry).await?;
    tx.commit().await?;
    print(format_args!("{email} is switched off and signed out everywhere."));
    Ok(())
}
