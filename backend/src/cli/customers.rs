//! `autobolt customers`: who is listed.

mod import;

use super::{Opened, print, print_json};
use crate::store::assets::Assets;
use crate::store::customers;
use crate::store::overview;
use anyhow::Context;
use autobolt_shared::CustomerId;
use autobolt_shared::profile::{Files, columns};
use clap::Subcommand;
use serde_json::{Map, Value, json};

/// Customers.
#[derive(Debug, Subcommand)]
pub enum Customers {
    Import(import::Import),
    /// List customers, with how many jobs and listings each has.
    List {
        /// Only those whose name or e-mail holds this.
        #[arg(value_name = "TEXT", default_value = "", hide_default_value = true)]
        search: String,
        /// How many at most.
        #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(i32).range(1..=1000))]
        limit: i32,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show what AutoBolt knows of a customer: the facts it may type into forms.
    Show {
        /// The customer's id.
        #[arg(value_name = "ID")]
        customer: CustomerId,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Runs the command.
pub async fn run(command: Customers, opened: &Opened) -> anyhow::Result<()> {
    match command {
        Customers::Import(command) => import::run(command, opened).await,
        Customers::List { search, limit, json } => list(&search, limit, json, opened).await,
        Customers::Show { customer, json } => show(customer, json, opened).await,
    }
}

async fn list(search: &str, limit: i32, as_json: bool, opened: &Opened) -> anyhow::Result<()> {
    let found = overview::customers(&opened.pool, search, limit).await?;
    if as_json {
        let lines = found.iter().map(|line| {
            json!({ "id": line.id, "business_name": line.business_name, "email": line.email, "jobs": line.jobs,
                    "open_jobs": line.open_jobs, "submitted": line.submitted })
        });
        return print_json(&lines.collect::<Vec<_>>());
    }
    if found.is_empty() {
        print(if search.is_empty() {
            "There are no customers."
        } else {
            "No customer's name or e-mail holds that."
        });
        return Ok(());
    }
    print(format_args!("{:36}  {:>4}  {:>4}  {:>8}  NAME", "ID", "JOBS", "OPEN", "LISTINGS"));
    for line in &found {
        let name = line.business_name.as_deref().unwrap_or("(no name)");
        let email = line.email.as_deref().map(|email| format!("  {email}")).unwrap_or_default();
        print(format_args!(
            "{}  {:>4}  {:>4}  {:>8}  {name}{email}",
            line.id, line.jobs, line.open_jobs, line.submitted
        ));
    }
    if i32::try_from(found.len()).is_ok_and(|n| n == limit) {
        print(format_args!("The first {limit}; --limit shows more, or search by name or e-mail."));
    }
    Ok(())
}

async fn show(customer: CustomerId, as_json: bool, opened: &Opened) -> anyhow::Result<()> {
    let mut db = opened.pool.acquire().await?;
    let missing = || format!("there is no customer {customer}; `autobolt customers list` shows who there is");
    let profile = customers::profile(&mut db, &Assets::new(opened.data_dir()), customer)
        .await?
        .with_context(missing)?;
    if as_json {
        return print_json(&json!({ "id": customer, "profile": profile }));
    }
    print(format_args!("{:20}  {customer}", "id"));
    let mut facts = columns(&profile, &Files::default(), Map::new());
    if let Some(Value::Object(nested)) = facts.remove("business_data") {
        facts.extend(nested);
    }
    for (column, value) in facts {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        print(format_args!("{column:20}  {}", text.replace('\n', "\n                      ")));
    }
    for file in profile.logo.iter().chain(&profile.photos) {
        print(format_args!(
            "{:20}  {} ({}, {} bytes)",
            file.kind, file.file_name, file.media_type, file.bytes
        ));
    }
    Ok(())
}
