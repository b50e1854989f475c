//! Customers: read through functions that let profile fields out and nothing else, written only where the table is ours.

use super::assets::Assets;
use autobolt_shared::profile::{canonical, read};
use autobolt_shared::{BusinessProfile, CustomerId};
use serde_json::{Map, Value};
use sqlx::PgConnection;
use uuid::Uuid;

/// A customer in a list.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Found {
    /// The customer.
    pub id: Uuid,
    /// The business's name, where known.
    pub business_name: Option<String>,
    /// The business's address, where known.
    pub email: Option<String>,
}

/// The customer as AutoBolt may type it into forms, with the files that really are there. `None`: no such customer.
///
/// # Errors
/// The database said no.
pub async fn profile(
    db: &mut PgConnection,
    assets: &Assets,
    customer: CustomerId,
) -> Result<Option<BusinessProfile>, sqlx::Error> {
    let Some(fields) = fields(db, customer).await? else { return Ok(None) };
    let read = read(&fields);
    let mut profile = read.profile;
    profile.logo = read.files.logo.as_deref().and_then(|name| assets.describe(customer, name, "logo"));
    profile.photos = read
        .files
        .photos
        .iter()
        .enumerate()
        .filter_map(|(n, name)| assets.describe(customer, name, &format!("photo-{}", n + 1)))
        .collect();
    Ok(Some(profile))
}

/// The name of the file behind `logo` or `photo-1`, as stored with the customer.
///
/// # Errors
/// The database said no.
pub async fn file_name(
    db: &mut PgConnection,
    customer: CustomerId,
    kind: &str,
) -> Result<Option<String>, sqlx::Error> {
    let Some(fields) = fields(db, customer).await? else { return Ok(None) };
    let files = read(&fields).files;
    if kind == "logo" {
        return Ok(files.logo);
    }
    let at = kind.strip_prefix("photo-").and_then(|n| n.parse::<usize>().ok()).and_then(|n| n.checked_sub(1));
    Ok(at.and_then(|at| files.photos.into_iter().nth(at)))
}

/// The customer's fields under canonical names, what staff added laid over what the sign-up gave.
///
/// # Errors
/// The database said no.
pub async fn fields(
    db: &mut PgConnection,
    customer: CustomerId,
) -> Result<Option<Map<String, Value>>, sqlx::Error> {
    let row: (Option<Value>, Option<Value>) = sqlx::query_as(
        "-- customer_fields
         SELECT autobolt.customer_profile($1), (SELECT data FROM autobolt.customer_extras WHERE customer_id = $1)",
    )
    .bind(customer.0)
    .fetch_one(db)
    .await?;
    let (Some(Value::Object(all)), extras) = row else { return Ok(None) };
    let mut fields = canonical(&all);
    // Under canonical names staff's word wins whatever name the sign-up used: `postcode` said by staff over `zip`.
    if let Some(Value::Object(extras)) = extras {
        fields.extend(canonical(&extras));
    }
    Ok(Some(fields))
}

/// Customers by part of their name or address, at most `most`.
///
/// # Errors
/// The database said no.
pub async fn search(db: &mut PgConnection, needle: &str, most: i32) -> Result<Vec<Found>, sqlx::Error> {
    sqlx::query_as(
        "-- customer_search
         SELECT id, business_name, email FROM autobolt.customer_search($1, $2)",
    )
    .bind(needle.trim())
    .bind(most)
    .fetch_all(db)
    .await
}

/// Whether `public.customers` was made by AutoBolt and may be written.
///
/// # Errors
/// The database said no.
pub async fn are_ours(db: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("-- customers_are_ours\nSELECT autobolt.customers_are_ours()").fetch_one(db).await
}

/// Makes other imports wait for the end of this transaction.
///
/// # Errors
/// The database said no.
pub async fn lock_import(db: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query("-- customers_lock_import\nSELECT pg_advisory_xact_lock(7261549832)").execute(db).await?;
    Ok(())
}

/// By what each customer of our own is known again: its name, contact and place. Empty where the table is not ours.
///
/// # Errors
/// The database said no.
pub async fn identities(db: &mut PgConnection) -> Result<Vec<(CustomerId, BusinessProfile)>, sqlx::Error> {
    let rows: Vec<(Uuid, Value)> =
        sqlx::query_as("-- customer_identities\nSELECT id, fields FROM autobolt.customer_identities()")
            .fetch_all(db)
            .await?;
    let facts = |fields: &Value| fields.as_object().map(|fields| read(fields).profile).unwrap_or_default();
    Ok(rows.iter().map(|(id, fields)| (CustomerId(*id), facts(fields))).collect())
}

/// Adds a customer, or sets the given columns of one that exists. Only where the table is ours.
///
/// # Errors
/// The table is somebody else's, or a value does not fit its column.
pub async fn put(
    db: &mut PgConnection,
    customer: CustomerId,
    columns: &Map<String, Value>,
) -> Result<(), sqlx::Error> {
    let stored: Uuid = sqlx::query_scalar("-- customer_put\nSELECT autobolt.customer_put($1, $2)")
        .bind(customer.0)
        .bind(Value::Object(columns.clone()))
        .fetch_one(db)
        .await?;
    debug_assert_eq!(stored, customer.0);
    Ok(())
}

/// Lays fields over what the sign-up says, by canonical name; earlier ones of other names stay. A JSON null takes one away.
///
/// # Errors
/// There is no such customer (a foreign key violation), or the database said no.
pub async fn add_extras(
    db: &mut PgConnection,
    customer: CustomerId,
    fields: &Map<String, Value>,
    by: &str,
) -> Result<(), sqlx::Error> {
    let mut data = canonical(fields);
    for (key, value) in fields {
        // A null, and a key without a meaning here, keep the name they came under.
        if value.is_null() || read(&Map::from_iter([(key.clone(), value.clone())])).unused.contains(key) {
            data.insert(key.clone(), value.clone());
        }
    }
    sqlx::query(
        "-- customer_add_extras
         INSERT INTO autobolt.customer_extras (customer_id, data, updated_by) VALUES ($1, jsonb_strip_nulls($2), $3)
         ON CONFLICT (customer_id) DO UPDATE
         -- Answers are a table of their own: new ones join the old.
         SET data = jsonb_strip_nulls(customer_extras.data || $2 || CASE
               WHEN $2 ? 'answers' THEN jsonb_build_object('answers',
                 coalesce(customer_extras.data -> 'answers', '{}') || ($2 -> 'answers'))
               ELSE '{}' END),
             updated_at = now(), updated_by = excluded.updated_by",
    )
    .bind(customer.0)
    .bind(Value::Object(data))
    .bind(by)
    .execute(db)
    .await?;
    Ok(())
}
