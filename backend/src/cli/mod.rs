//! The command line: `autobolt <command>`. Results go to stdout, logs and errors to stderr.

mod audit;
mod backup;
mod customers;
mod directories;
mod jobs;
mod keys;
mod logs;
mod migrate;
mod opened;
mod running;
mod serve;
mod staff;

pub use logs::LogFormat;
pub use opened::{Global, Opened};

use crate::db::Limits;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use std::ffi::{OsStr, OsString};
use std::process::ExitCode;

/// AutoBolt lists businesses in online directories. This is its backend.
///
/// Without DATABASE_URL it runs on a PostgreSQL of its own, started from the binaries on this machine and kept in the
/// data folder; commands given while `autobolt serve` runs join that server.
#[derive(Debug, Parser)]
#[command(name = "autobolt", version, max_term_width = 110)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the API and the staff pages until told to stop (Ctrl-C or SIGTERM).
    Serve(serve::Serve),
    /// Bring the tables up to date, as the owner.
    Migrate(migrate::Migrate),
    /// Check every requirement against the running system, with evidence and fixes.
    Audit(audit::Audit),
    /// Write the embedded database and the files beside it to one file.
    Backup(backup::BackupTo),
    /// Make a data folder from a backup.
    Restore(backup::RestoreFrom),
    /// Order, look at and steer jobs.
    #[command(subcommand)]
    Jobs(jobs::Jobs),
    /// API keys: for AutoBolts, for the sign-up, for scripts.
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Accounts for the staff pages.
    #[command(subcommand)]
    Staff(staff::Staff),
    /// Customers.
    #[command(subcommand)]
    Customers(customers::Customers),
    /// The directory catalogue, in and out.
    #[command(subcommand)]
    Directories(directories::Directories),
}

/// Runs the command given on the command line.
pub async fn main() -> ExitCode {
    let command = without_empty_variables(Cli::command(), &|name| std::env::var_os(name));
    let cli = Cli::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit());
    logs::start(&cli.global);
    match run(cli).await {
        Ok(code) => code,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

/// A variable that is set and empty counts as not set: that is how shells and container files leave one out.
fn without_empty_variables(
    command: clap::Command,
    value_of: &impl Fn(&OsStr) -> Option<OsString>,
) -> clap::Command {
    let is_empty = |value: OsString| value.to_string_lossy().trim().is_empty();
    let empty: Vec<clap::Id> = command
        .get_arguments()
        .filter(|arg| arg.get_env().and_then(value_of).is_some_and(is_empty))
        .map(|arg| arg.get_id().clone())
        .collect();
    empty
        .into_iter()
        .fold(command, |command, id| command.mut_arg(id, |arg| arg.env(None::<&'static str>)))
        .mut_subcommands(|command| without_empty_variables(command, value_of))
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let global = &cli.global;
    match cli.command {
        // It has more to say than done or failed.
        Command::Audit(command) => return Ok(audit::run(command, global).await),
        Command::Serve(serve) => serve::run(serve, global).await,
        Command::Migrate(migrate) => migrate::run(migrate, global).await,
        Command::Backup(command) => backup::backup(command, global).await,
        Command::Restore(command) => backup::restore(command, global).await,
        Command::Jobs(command) => with(global, async |opened| jobs::run(command, opened).await).await,
        Command::Keys(command) => with(global, async |opened| keys::run(command, opened).await).await,
        Command::Staff(staff) => staff::run(staff, global).await,
        Command::Customers(command) => {
            with(global, async |opened| customers::run(command, opened).await).await
        }
        Command::Directories(command) => {
            with(global, async |opened| directories::run(command, opened).await).await
        }
    }?;
    Ok(ExitCode::SUCCESS)
}

/// Opens the database for a command that ends, and closes it whatever happens.
async fn with(global: &Global, work: impl AsyncFnOnce(&Opened) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let opened = Opened::open(global, Limits::COMMAND).await?;
    let result = opened.run(work(&opened)).await;
    opened.close_politely().await;
    result
}

/// The error with its causes, each once: several layers often quote the one below.
fn complain(error: &anyhow::Error) {
    use std::io::Write;
    let mut said = error.to_string();
    for cause in error.chain().skip(1) {
        let cause = cause.to_string();
        if !said.contains(&cause) {
            said = format!("{said}: {cause}");
        }
    }
    let _ = writeln!(std::io::stderr(), "autobolt: {said}");
}

/// Prints a result.
pub(crate) fn print(text: impl std::fmt::Display) {
    use std::io::Write;
    // A reader that went away (`| head`) is no error.
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Tells the person at the keyboard something about their input, whatever is logged.
pub(crate) fn warn(text: impl std::fmt::Display) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "warning: {text}");
}

/// Prints a result as JSON, for scripts.
pub(crate) fn print_json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    print(serde_json::to_string_pretty(value)?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_makes_sense() {
        Cli::command().debug_assert();
    }

    /// Every environment variable the program reads, as its sources name them.
    fn read_variables(dir: &std::path::Path, found: &mut std::collections::BTreeSet<String>) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read_variables(&path, found);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for mark in ["var_os(\"", "env::var(\"", "env = \"", "env::var_os(\"", "variable(\""] {
                let named = text.split(mark).skip(1).filter_map(|rest| rest.split('"').next());
                let is_name =
                    |name: &&str| name.len() > 1 && name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
                found.extend(named.filter(is_name).map(str::to_owned));
            }
        }
    }

    #[test]
    fn the_guide_s_table_names_every_environment_variable_and_no_other() {
        let guide = include_str!("../../../docs/deploy.md");
        let table = guide.split("## Settings").nth(1).unwrap().split("\n## ").next().unwrap();
        let documented: std::collections::BTreeSet<String> = table
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split('`').next().map(str::to_owned))
            .collect();
        let mut read = std::collections::BTreeSet::new();
        read_variables(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut read);
        // The system's own.
        for name in ["HOME", "PATH", "USERPROFILE", "XDG_DATA_HOME"] {
            read.remove(name);
        }
        assert_eq!(documented, read);
    }

    #[test]
    fn a_variable_that_is_empty_is_not_set() {
        let command = without_empty_variables(Cli::command(), &|_| Some(OsString::from(" ")));
        let serve = command.find_subcommand("serve").unwrap();
        assert!(command.get_arguments().chain(serve.get_arguments()).all(|arg| arg.get_env().is_none()));
        let command = without_empty_variables(Cli::command(), &|_| Some(OsString::from("x")));
        assert!(command.get_arguments().any(|arg| arg.get_env() == Some(OsStr::new("DATABASE_URL"))));
    }
}
