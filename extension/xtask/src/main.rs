//! `cargo xtask`: one command for each thing a person does with this repository.

#![forbid(unsafe_code)]

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds and runs AutoBolt", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Shows a whole job: sample sites, backend, Chromium with AutoBolt, the staff page
    Demo(xtask::demo::Args),
    /// Runs AutoBolt for everyday use on this machine, with your own customers and directories
    Up(xtask::up::Args),
    /// Runs everything CI runs
    Test(xtask::test::Args),
    /// Builds the Chrome extension: a folder for "Load unpacked", and a zip
    Extension(xtask::extension::Args),
    /// Shows what AutoBolt sees in a form and would do with it, field by field, with the evidence; sends nothing
    Forms(xtask::forms::Args),
    /// Runs a sample job and writes pictures of every staff page: light and dark, wide and as on a phone
    Screenshots(xtask::screenshots::Args),
    /// Measures how fast it is, beside pgbench and a bare scripted browser
    Bench(xtask::bench::Args),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Demo(args) => xtask::demo::run(&args),
        Command::Up(args) => xtask::up::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Test(args) => xtask::test::run(&args),
        Command::Bench(args) => xtask::bench::run(&args),
        Command::Forms(args) => xtask::forms::run(&args),
        Command::Screenshots(args) => xtask::screenshots::run(&args),
        Command::Extension(args) => xtask::extension::run(&args).map(|()| ExitCode::SUCCESS),
    };
    result.unwrap_or_else(|error| {
        // The causes, not a backtrace: it is the user who reads this.
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
