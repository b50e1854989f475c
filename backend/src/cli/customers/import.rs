//! `autobolt customers import`: customers out of a file, each known again by what it is.

use super::super::{Opened, print, print_json, warn};
use crate::customer_file::{self, Customer, Identity, Likeness};
use crate::store::assets::Assets;
use crate::store::audit::{self, Entry};
use crate::store::customers;
use crate::tables::{self, BadRows, Place, RowError};
use anyhow::Context;
use autobolt_shared::CustomerId;
use autobolt_shared::profile::aliases::allowed_keys;
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::PgConnection;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Add customers from a file, or change those that are known already.
///
/// A JSON file holds one customer as an object, or several in an array; a CSV file holds one per line. Keys are the
/// columns of public.customers, or their usual other names (company_name, postcode, year_founded …). Logo and photos
/// are names of files, relative to the file that names them. Keys AutoBolt has no use for are kept with the customer and
/// told. Every mistake is told with its row, and nothing is written when there is any.
///
/// A customer is known again by its `id`, or by its name together with its e-mail or website: the same file imported again
/// changes nothing. Where public.customers belongs to the website's sign-up, the id of an existing customer is needed, and
/// what the file says is laid over what the sign-up knows.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The file, ending in .json or .csv.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Check everything, say what would be done, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Add every customer without an id as a new one, also where the same business is known already.
    #[arg(long)]
    new: bool,
    /// Print the customers' ids, and what was done, as JSON.
    #[arg(long)]
    json: bool,
}

/// What was done with a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Deed {
    Added,
    Updated,
    Unchanged,
}

/// One customer that was imported.
#[derive(Debug, Serialize)]
struct Imported {
    id: CustomerId,
    business_name: Option<String>,
    result: Deed,
    unused: Vec<String>,
}

/// Runs the command.
pub(super) async fn run(command: Import, opened: &Opened) -> anyhow::Result<()> {
    let name = command.file.display().to_string();
    let beside = command.file.parent().unwrap_or(Path::new("."));
    let customers =
        customer_file::check(tables::read_file(&command.file)?, beside).with_context(|| name.clone())?;
    tell_unused(&name, &customers);
    let imported = store_all(&customers, &command, opened).await.with_context(|| name)?;
    if command.json {
        return print_json(&imported);
    }
    for customer in &imported {
        let said = match customer.result {
            Deed::Added => "",
            Deed::Updated => "  (already known: updated)",
            Deed::Unchanged => "  (already known: unchanged)",
        };
        print(format_args!(
            "{}  {}{said}",
            customer.id,
            customer.business_name.as_deref().unwrap_or_default()
        ));
    }
    if command.dry_run {
        print(format_args!("{} checked, nothing written", imported.len()));
    }
    Ok(())
}

/// Each key once, with where it stands: a column nobody reads is one warning, not one per line.
fn tell_unused(file: &str, customers: &[Customer]) {
    let mut unused: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    for customer in customers {
        for key in &customer.unused {
            unused.entry(key).or_default().push(customer.place);
        }
    }
    for (key, places) in unused {
        let more = places.len() - 1;
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        let place = places.first().map(Place::to_string).unwrap_or_default();
        let last = key.rsplit('.').next().unwrap_or(key);
        let hint = tables::hint(last, allowed_keys());
        warn(format_args!(
            "{file}: {place}{more}: {key} is not used in forms; it is kept with the customer{hint}"
        ));
    }
}

async fn store_all(read: &[Customer], command: &Import, opened: &Opened) -> anyhow::Result<Vec<Imported>> {
    let assets = Assets::new(opened.data_dir());
    let mut transaction = opened.pool.begin().await?;
    let ours = customers::are_ours(&mut transaction).await?;
    // Two imports of one file at once would each find the other's customers missing.
    customers::lock_import(&mut transaction).await?;
    let ids = if ours {
        identified(&mut transaction, read, command.new).await?
    } else {
        read.iter().map(|c| c.id.ok_or_else(|| needs_id(c))).collect::<Result<_, _>>().map_err(|first| {
            let rest = read.iter().filter(|c| c.id.is_none()).skip(1).map(needs_id);
            BadRows(std::iter::once(first).chain(rest).collect())
        })?
    };
    let mut imported = Vec::new();
    for (customer, id) in read.iter().zip(ids) {
        let result = store(&mut transaction, &assets, id, customer, ours, command.dry_run)
            .await
            .with_context(|| customer.place.to_string())?;
        let business_name = customer.facts.business_name.clone();
        imported.push(Imported { id, business_name, result, unused: customer.unused.clone() });
    }
    if command.dry_run {
        transaction.rollback().await?;
    } else {
        transaction.commit().await?;
    }
    Ok(imported)
}

fn needs_id(customer: &Customer) -> RowError {
    let error = "id: missing. public.customers belongs to the website's sign-up, so AutoBolt adds no customers to it: give \
                 the id of a customer who signed up, and what the file says is laid over it";
    RowError { place: customer.place, error: error.to_owned() }
}

/// Which customer each one is: the id the file gives, the one that is known already, or a new one.
async fn identified(db: &mut PgConnection, read: &[Customer], new: bool) -> anyhow::Result<Vec<CustomerId>> {
    // By name, so that a long file does not compare everybody with everybody.
    let mut known: BTreeMap<String, Vec<(CustomerId, Identity, Option<Place>)>> = BTreeMap::new();
    for (id, facts) in customers::identities(db).await? {
        let identity = Identity::of(&facts);
        known.entry(identity.name().to_owned()).or_default().push((id, identity, None));
    }
    let (mut ids, mut wrong) = (Vec::new(), Vec::new());
    for customer in read {
        let identity = Identity::of(&customer.facts);
        let namesakes = known.entry(identity.name().to_owned()).or_default();
        let id = match customer.id {
            Some(id) => id,
            None if new => CustomerId(Uuid::new_v4()),
            None => choose(customer, &identity, namesakes, &mut wrong),
        };
        match namesakes.iter_mut().find(|(known, ..)| *known == id && !id.0.is_nil()) {
            // Found among those known already: from here on it stands in the file, too.
            Some((_, _, place)) => *place = place.or(Some(customer.place)),
            None => namesakes.push((id, identity, Some(customer.place))),
        }
        ids.push(id);
    }
    if wrong.is_empty() { Ok(ids) } else { Err(BadRows(wrong).into()) }
}

fn choose(
    customer: &Customer,
    identity: &Identity,
    namesakes: &[(CustomerId, Identity, Option<Place>)],
    wrong: &mut Vec<RowError>,
) -> CustomerId {
    let alike = |likeness| namesakes.iter().filter(move |(_, other, _)| identity.compare(other) == likeness);
    let mut tell = |error: String| wrong.push(RowError { place: customer.place, error });
    let same: Vec<_> = alike(Likeness::Same).collect();
    let in_file = same.iter().find_map(|(_, _, place)| place.as_ref());
    match same.as_slice() {
        _ if let Some(place) = in_file => tell(format!(
            "the same business as in {place}; take one out, or give both an `id`, or add both with --new"
        )),
        [(id, ..)] => return *id,
        [] => match alike(Likeness::OtherPlace).next() {
            None => return CustomerId(Uuid::new_v4()),
            Some((id, _, None)) => tell(format!(
                "the customer {id} has the same name and contact at another address; give `id` {id} if it moved, or add \
                 a branch with --new"
            )),
            Some((_, _, Some(place))) => tell(format!(
                "the same name and contact as in {place} at another address; give each an `id`, or add both with --new"
            )),
        },
        several => {
            let ids: Vec<String> = several.iter().map(|(id, ..)| id.to_string()).collect();
            tell(format!(
                "several customers are this business: {}; give the `id` of the one meant",
                ids.join(", ")
            ));
        }
    }
    // Told above; nothing is written.
    CustomerId(Uuid::nil())
}

async fn store(
    db: &mut PgConnection,
    assets: &Assets,
    id: CustomerId,
    customer: &Customer,
    ours: bool,
    dry_run: bool,
) -> anyhow::Result<Deed> {
    let before = customers::fields(db, id).await?;
    let (mut columns, pictures_changed) = customer.store_files(id, assets, dry_run)?;
    if ours {
        // Answers have keys of their own making, which the table's way out does not let through; the extras' does.
        let nested = columns.get_mut("business_data").and_then(Value::as_object_mut);
        let answers = nested.and_then(|nested| nested.remove("answers"));
        customers::put(db, id, &columns).await?;
        if let Some(answers) = answers {
            let fields = [("answers".to_owned(), answers)].into_iter().collect();
            customers::add_extras(db, id, &fields, "cli").await?;
        }
    } else {
        customers::add_extras(db, id, &columns, "cli")
            .await
            .with_context(|| format!("the customer {id} cannot be added to; did it sign up?"))?;
    }
    let deed = match before {
        None => Deed::Added,
        Some(before) if !pictures_changed && customers::fields(db, id).await?.as_ref() == Some(&before) => {
            return Ok(Deed::Unchanged);
        }
        Some(_) => Deed::Updated,
    };
    let entry = Entry {
        actor: "cli",
        action: "customers.import",
        subject: customer.facts.business_name.as_deref(),
        job_id: None,
        before: None,
        after: Some(json!({ "id": id, "result": deed, "keys": columns.keys().collect::<Vec<_>>() })),
    };
    audit::record(db, entry).await?;
    Ok(deed)
}
