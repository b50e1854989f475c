//! `autobolt directories`: the catalogue, in and out.

use super::{Opened, print, print_json};
use crate::catalogue;
use crate::store::audit::{self, Entry};
use crate::store::directories::{self, Directory, Imported};
use crate::store::recipes;
use crate::tables::{self, Format};
use anyhow::Context;
use clap::Subcommand;
use serde_json::json;
use std::path::{Path, PathBuf};

/// The directory catalogue, in and out.
#[derive(Debug, Subcommand)]
pub enum Directories {
    /// Add directories, and change those of the same name.
    ///
    /// A CSV file has a header line with at least `name` and `submission_url` or `home_url`; further columns are category,
    /// country, language, authority (0-100), requires_login, has_captcha, is_paid, active, pacing_ms, notes and recipe (a
    /// JSON object). A JSON file holds an array of objects with the same keys. An empty value says "unknown"; a column the
    /// file lacks leaves what is stored. Nothing is written when any row is wrong.
    Import {
        /// The file, ending in .csv or .json.
        #[arg(value_name = "FILE", required_unless_present = "builtin", conflicts_with = "builtin")]
        file: Option<PathBuf>,
        /// Import the catalogue that ships with AutoBolt.
        #[arg(long)]
        builtin: bool,
        /// Say what would change, and change nothing.
        #[arg(long)]
        dry_run: bool,
        /// Print the counts as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write the whole catalogue to a file that can be imported again.
    Export {
        /// The file, ending in .csv or .json.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Say how many directories would be written, and write nothing.
        #[arg(long)]
        dry_run: bool,
    },
}

/// Runs the command.
pub async fn run(command: Directories, opened: &Opened) -> anyhow::Result<()> {
    match command {
        Directories::Import { file, builtin: _, dry_run, json } => {
            let imported = import(file.as_deref(), dry_run, opened).await?;
            if json {
                return print_json(&imported);
            }
            let Imported { added, changed, unchanged } = imported;
            let how = if dry_run { "would be " } else { "" };
            print(format_args!("{added} {how}added, {changed} {how}changed, {unchanged} unchanged"));
            Ok(())
        }
        Directories::Export { file, dry_run } => export(&file, dry_run, opened).await,
    }
}

async fn import(file: Option<&Path>, dry_run: bool, opened: &Opened) -> anyhow::Result<Imported> {
    let (rows, source) = match file {
        Some(file) => (tables::read_file(file)?, file.display().to_string()),
        None => (catalogue::builtin()?, "the built-in catalogue".to_owned()),
    };
    let catalogue = catalogue::check(rows).with_context(|| source.clone())?;
    for column in &catalogue.unused {
        let hint = tables::hint(column, catalogue::COLUMNS);
        super::warn(format_args!("{source}: the column {column:?} is not used{hint}"));
    }
    let mut transaction = opened.pool.begin().await?;
    let imported = directories::import(&mut transaction, &catalogue.directories).await?;
    if dry_run {
        transaction.rollback().await?;
        return Ok(imported);
    }
    recipes::note_unknown(&mut transaction, None, "cli").await?;
    audit::record(
        &mut transaction,
        Entry {
            actor: "cli",
            action: "directories.import",
            subject: Some(&source),
            job_id: None,
            before: None,
            after: Some(json!(imported)),
        },
    )
    .await?;
    transaction.commit().await?;
    Ok(imported)
}

async fn export(file: &Path, dry_run: bool, opened: &Opened) -> anyhow::Result<()> {
    let format = tables::format_of(file)?;
    let mut connection = opened.pool.acquire().await?;
    let all = directories::export(&mut connection).await?;
    if dry_run {
        print(format_args!("{} directories would be written to {}", all.len(), file.display()));
        return Ok(());
    }
    let bytes = match format {
        Format::Json => {
            let mut text = serde_json::to_vec_pretty(&all)?;
            text.push(b'\n');
            text
        }
        Format::Csv => to_csv(&all)?,
    };
    std::fs::write(file, bytes).with_context(|| file.display().to_string())?;
    print(format_args!("{} directories written to {}", all.len(), file.display()));
    Ok(())
}

/// By hand where the CSV writer would not do: a recipe is JSON inside one cell.
fn to_csv(all: &[Directory]) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(catalogue::COLUMNS)?;
    for directory in all {
        let row = serde_json::to_value(directory)?;
        writer.write_record(catalogue::COLUMNS.map(|column| match &row[column] {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        }))?;
    }
    writer.into_inner().map_err(|e| anyhow::anyhow!("{e}"))
}
