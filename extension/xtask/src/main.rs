//! `cargo xtask`: one command for each thing a person does with this repository.

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds and runs AutoBolt", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds the Chrome extension: a folder for "Load unpacked", and a zip
    Extension(xtask::extension::Args),
}

fn main() -> Result<()> {
    match Cli::parse().command {
        Command::Extension(args) => xtask::extension::run(&args),
    }
}
