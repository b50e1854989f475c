//! `autobolt migrate`: brings the tables up to date, as the owner.

use super::{Global, print};
use crate::db::{self, Limits};

/// Bring the tables up to date, as the owner.
///
/// Applies what is missing, in one transaction per file, and records it in autobolt._sqlx_migrations. Nothing is changed
/// when tables of the same names stand in the way; the difference is shown. The embedded database needs no such command:
/// it is brought up to date whenever it starts.
#[derive(Debug, clap::Args)]
pub struct Migrate {
    /// The owner's address of the database, e.g. Supabase's `postgres` user on port 5432.
    #[arg(long, env = "MIGRATION_DATABASE_URL", hide_env_values = true, value_name = "URL")]
    migration_database_url: Option<String>,
    /// Record what `supabase db push` has applied already, without running it.
    #[arg(long)]
    adopt: bool,
    /// Rename tables of a predecessor that are called jobs and job_results to …_before_autobolt, with all that is in them, then migrate.
    #[arg(long, conflicts_with = "adopt")]
    move_aside: bool,
}

/// Runs the command.
pub(super) async fn run(command: Migrate, global: &Global) -> anyhow::Result<()> {
    let Some(url) = command.migration_database_url.as_deref().filter(|url| !url.trim().is_empty()) else {
        anyhow::ensure!(
            global.database_url().is_none(),
            "MIGRATION_DATABASE_URL is not set. It is the owner's address of the database; DATABASE_URL is for the role \
             that serves, which may not change tables."
        );
        return embedded(command.adopt, global).await;
    };
    let options = db::options_from_url(url)
        .map_err(|e| anyhow::anyhow!("MIGRATION_DATABASE_URL cannot be read: {e}"))?;
    db::refuse_transaction_pooler(&options).await?;
    if command.adopt {
        let adopted = db::adopt(&options).await?;
        list("Recorded", &adopted.recorded, "Everything applied was recorded already.");
        list("Still to apply", &adopted.left, "Nothing is left to apply.");
        return Ok(());
    }
    if command.move_aside {
        let moved = db::move_aside(&options).await?;
        let moved: Vec<String> = moved.into_iter().map(|(old, new)| format!("{old} is now {new}")).collect();
        list("Moved aside", &moved, "There was nothing to move aside.");
    }
    let migrated = db::migrate(&options).await?;
    list("Applied", &migrated.applied, "The tables are up to date.");
    if !migrated.app_can_login {
        print(
            "The role autobolt_app cannot sign in yet. As the owner:\n  \
             alter role autobolt_app with login password '<a long random password>';\n\
             then give `autobolt serve` a DATABASE_URL with that role and password.",
        );
    }
    Ok(())
}

async fn embedded(adopt: bool, global: &Global) -> anyhow::Result<()> {
    anyhow::ensure!(!adopt, "--adopt is for a Supabase database: set MIGRATION_DATABASE_URL.");
    let opened = super::Opened::open(global, Limits::COMMAND).await?;
    print(format_args!("The tables are up to date ({}).", opened.describe()));
    opened.close_politely().await;
    Ok(())
}

fn list(title: &str, names: &[String], none: &str) {
    if names.is_empty() {
        print(none);
    } else {
        print(format_args!("{title}:\n  {}", names.join("\n  ")));
    }
}
