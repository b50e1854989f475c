//! What must be true of a database before the first migration touches it. Nothing is changed when it is not.

use sqlx::PgConnection;
use std::collections::BTreeMap;

/// The database holds something AutoBolt's tables cannot stand beside.
#[derive(Debug, thiserror::Error)]
#[error("nothing was changed: {}", .0.join("\n\n"))]
pub struct PreflightError(Vec<String>);

/// The two tables R2 names: column, type, whether it may be null.
pub const TABLES: [(&str, &[(&str, &str)]); 2] = [
    (
        "jobs",
        &[
            ("id", "uuid not null"),
            ("customer_id", "uuid not null"),
            ("package_size", "integer not null"),
            ("status", "text not null"),
            ("created_at", "timestamp with time zone not null"),
            ("updated_at", "timestamp with time zone not null"),
        ],
    ),
    (
        "job_results",
        &[
            ("id", "uuid not null"),
            ("job_id", "uuid not null"),
            ("directory_name", "text not null"),
            ("status", "text not null"),
            ("response_log", "jsonb not null"),
            ("submitted_at", "timestamp with time zone"),
        ],
    ),
];

/// Looks before the first migration. The caller knows that none has been applied.
pub(super) async fn preflight(owner: &mut PgConnection) -> Result<Result<(), PreflightError>, sqlx::Error> {
    let mut wrong = Vec::new();
    let customers = columns(owner, "customers").await?;
    if let Some(found) = customers.as_ref().and_then(complain_of_customers) {
        wrong.push(found);
    } else if customers.is_some() && !id_is_unique(owner).await? {
        wrong.push(
            "public.customers.id is not a primary key and has no unique constraint, so jobs cannot refer to it. \
             Add one: alter table public.customers add primary key (id)"
                .to_owned(),
        );
    }
    for (table, wanted) in TABLES {
        if let Some(found) = columns(owner, table).await? {
            wrong.push(complain_of_table(table, wanted, &found));
        }
    }
    Ok(if wrong.is_empty() { Ok(()) } else { Err(PreflightError(wrong)) })
}

type Columns = BTreeMap<String, String>;

fn complain_of_customers(found: &Columns) -> Option<String> {
    match found.get("id") {
        Some(kind) if kind.starts_with("uuid") => None,
        Some(kind) => Some(format!(
            "public.customers.id is {kind}, and AutoBolt's jobs refer to customers by uuid. See docs/deploy.md, \
             \"Customers with other ids\"."
        )),
        None => Some(
            "public.customers has no column id, and AutoBolt's jobs refer to customers by it. See docs/deploy.md, \
             \"Customers with other ids\"."
                .to_owned(),
        ),
    }
}

fn complain_of_table(table: &str, wanted: &[(&str, &str)], found: &Columns) -> String {
    let mut lines = vec![format!("public.{table} exists already and was not made by AutoBolt.")];
    let differences = column_diff(wanted, found);
    if differences.is_empty() {
        lines.push("Its columns are those AutoBolt would make.".to_owned());
    } else {
        lines.push("Its columns differ (+ is what AutoBolt needs, - is what is there):".to_owned());
        lines.extend(differences);
    }
    lines.push(format!(
        "Move it aside with `autobolt migrate --move-aside` (docs/deploy.md, \"Moving old tables aside\"), which does this:\n  \
         alter table public.{table} rename to {table}_before_autobolt;"
    ));
    lines.join("\n")
}

/// How a table's columns differ from those AutoBolt needs: `+` is what it needs, `-` what is there.
#[must_use]
pub fn column_diff(wanted: &[(&str, &str)], found: &BTreeMap<String, String>) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, kind) in wanted {
        match found.get(*name) {
            Some(there) if there == kind => {}
            Some(there) => {
                lines.push(format!("  - {name} {there}"));
                lines.push(format!("  + {name} {kind}"));
            }
            None => lines.push(format!("  + {name} {kind}")),
        }
    }
    for (name, there) in found {
        if !wanted.iter().any(|(wanted, _)| wanted == name) {
            lines.push(format!("  - {name} {there}"));
        }
    }
    lines
}

/// A relation's columns with their types; `None` where there is no such relation.
async fn columns(owner: &mut PgConnection, table: &str) -> Result<Option<Columns>, sqlx::Error> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "-- preflight_columns
         select a.attname::text,
                pg_catalog.format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
         from pg_catalog.pg_attribute a
         join pg_catalog.pg_class c on c.oid = a.attrelid
         where c.relnamespace = 'public'::regnamespace and c.relname = $1
           and c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped",
    )
    .bind(table)
    .fetch_all(&mut *owner)
    .await?;
    let there: bool = sqlx::query_scalar(
        "-- preflight_exists\n select to_regclass('public.' || quote_ident($1)) is not null",
    )
    .bind(table)
    .fetch_one(owner)
    .await?;
    Ok(there.then(|| rows.into_iter().collect()))
}

async fn id_is_unique(owner: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "-- preflight_customer_key
         select exists (
           select 1 from pg_catalog.pg_index i
           join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attname = 'id'
           where i.indrelid = 'public.customers'::regclass and i.indisunique and i.indpred is null
             and i.indnatts = 1 and i.indkey[0] = a.attnum)",
    )
    .fetch_one(owner)
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_names_what_is_missing_other_and_too_much() {
        let found = Columns::from([
            ("id".to_owned(), "bigint not null".to_owned()),
            ("customer_id".to_owned(), "uuid not null".to_owned()),
            ("colour".to_owned(), "text".to_owned()),
        ]);
        let wanted = [("id", "uuid not null"), ("customer_id", "uuid not null"), ("status", "text not null")];
        assert_eq!(
            column_diff(&wanted, &found),
            ["  - id bigint not null", "  + id uuid not null", "  + status text not null", "  - colour text"]
        );
    }
}
