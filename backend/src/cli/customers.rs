//! `autobolt customers import`: customers out of a file.

use super::{Opened, print, print_json};
use crate::customer_file::{self, Customer};
use crate::store::assets::Assets;
use crate::store::audit::{self, Entry};
use crate::store::customers;
use crate::tables;
use anyhow::Context;
use autobolt_shared::CustomerId;
use clap::Subcommand;
use serde::Serialize;
use serde_json::json;
use sqlx::PgConnection;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Customers.
#[derive(Debug, Subcommand)]
pub enum Customers {
    /// Add customers from a file, or change those whose id it gives.
    ///
    /// A JSON file holds one customer as an object, or several in an array; a CSV file holds one per line. Keys are the
    /// columns of public.customers, or their usual other names (company_name, postcode, year_founded …). Logo and photos
    /// are names of files, relative to the file that names them. Keys AutoBolt has no use for are kept with the customer and
    /// told. Nothing is written when anything is wrong. Where public.customers belongs to the website's sign-up, the id of
    /// an existing customer is needed, and what the file says is laid over what the sign-up knows.
    Import {
        /// The file, ending in .json or .csv.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Check everything and write nothing.
        #[arg(long)]
        dry_run: bool,
        /// Print the customers' ids as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// One customer that was imported.
#[derive(Debug, Serialize)]
struct Imported {
    id: CustomerId,
    business_name: Option<String>,
    unused: Vec<String>,
}

/// Runs the command.
pub async fn run(command: Customers, opened: &Opened) -> anyhow::Result<()> {
    let Customers::Import { file, dry_run, json } = command;
    let imported = import(&file, dry_run, opened).await?;
    for customer in &imported {
        let name = customer.business_name.as_deref().unwrap_or_default();
        for key in &customer.unused {
            super::warn(format_args!("{name}: {key} is not used in forms; it is kept with the customer"));
        }
    }
    if json {
        return print_json(&imported);
    }
    for customer in &imported {
        print(format_args!("{}  {}", customer.id, customer.business_name.as_deref().unwrap_or_default()));
    }
    if dry_run {
        print(format_args!("{} checked, nothing written", imported.len()));
    }
    Ok(())
}

async fn import(file: &Path, dry_run: bool, opened: &Opened) -> anyhow::Result<Vec<Imported>> {
    let beside = file.parent().unwrap_or(Path::new("."));
    let read =
        customer_file::check(tables::read_file(file)?, beside).with_context(|| file.display().to_string())?;
    let assets = Assets::new(opened.data_dir());
    let mut transaction = opened.pool.begin().await?;
    let ours = customers::are_ours(&mut transaction).await?;
    let mut imported = Vec::new();
    for customer in read {
        let id = match customer.id {
            Some(id) => id,
            None if ours => CustomerId(Uuid::new_v4()),
            None => anyhow::bail!(
                "public.customers belongs to the website's sign-up, so AutoBolt adds no customers to it: give the `id` of \
                 {}, who must have signed up, and what the file says is laid over it",
                customer.facts.business_name.as_deref().unwrap_or("the customer")
            ),
        };
        if !dry_run {
            store(&mut transaction, &assets, id, &customer, ours).await?;
        }
        imported.push(Imported { id, business_name: customer.facts.business_name, unused: customer.unused });
    }
    transaction.commit().await?;
    Ok(imported)
}

async fn store(
    db: &mut PgConnection,
    assets: &Assets,
    id: CustomerId,
    customer: &Customer,
    ours: bool,
) -> anyhow::Result<()> {
    let columns = customer.store_files(id, assets)?;
    if ours {
        customers::put(db, id, &columns).await?;
    } else {
        customers::add_extras(db, id, &columns, "cli")
            .await
            .with_context(|| format!("the customer {id} cannot be added to; did it sign up?"))?;
    }
    let name = customer.facts.business_name.as_deref();
    let entry = Entry {
        actor: "cli",
        action: "customers.import",
        subject: name,
        job_id: None,
        before: None,
        after: Some(json!({ "id": id, "keys": columns.keys().collect::<Vec<_>>() })),
    };
    audit::record(db, entry).await?;
    Ok(())
}
