//! The command line: `autobolt <command>`. Results go to stdout, logs and errors to stderr.

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
        Ok(()) => ExitCode::SUCCESS,
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

async fn run(cli: Cli) -> anyhow::Result<()> {
    let global = &cli.global;
    match cli.command {
        Command::Serve(serve) => serve::run(serve, global).await,
        Command::Migrate(migrate) => migrate::run(migrate, global).await,
        Command::Jobs(command) => with(global, async |opened| jobs::run(command, opened).await).await,
        Command::Keys(command) => with(global, async |opened| keys::run(command, opened).await).await,
        Command::Staff(staff) => staff::run(staff, global).await,
        Command::Customers(command) => {
            with(global, async |opened| customers::run(command, opened).await).await
        }
        Command::Directories(command) => {
            with(global, async |opened| directories::run(command, opened).await).await
        }
    }
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

    #[test]
    fn a_variable_that_is_empty_is_not_set() {
        let command = without_empty_variables(Cli::command(), &|_| Some(OsString::from(" ")));
        let serve = command.find_subcommand("serve").unwrap();
        assert!(command.get_arguments().chain(serve.get_arguments()).all(|arg| arg.get_env().is_none()));
        let command = without_empty_variables(Cli::command(), &|_| Some(OsString::from("x")));
        assert!(command.get_arguments().any(|arg| arg.get_env() == Some(OsStr::new("DATABASE_URL"))));
    }
}
