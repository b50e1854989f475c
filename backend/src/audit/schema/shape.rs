//! Tables, columns, checks, keys, and the migrations that made them.

use crate::audit::check::{Check, Spec};
use crate::db::{self, MIGRATOR};
use sqlx::PgPool;
use std::collections::{BTreeMap, BTreeSet, HashMap};

const TABLES: Spec = Spec::architecture("schema.tables", "R2");
const COLUMNS: Spec = Spec::architecture("schema.columns", "R2");
const CONSTRAINTS: Spec = Spec::architecture("schema.constraints", "R2");
const KEYS: Spec = Spec::architecture("schema.keys", "R2");
const MIGRATIONS: Spec = Spec::architecture("schema.migrations", "R2");

const MIGRATE: &str = "Run `autobolt migrate` with MIGRATION_DATABASE_URL set to the owner's address; what was changed by hand must be \
                       changed back by hand.";

/// What AutoBolt's own schema holds beside the history of migrations.
const OWN: [&str; 19] = [
    "api_keys",
    "attempts",
    "audit_log",
    "customer_extras",
    "directories",
    "events",
    "evidence",
    "job_control",
    "page_requests",
    "pairing_codes",
    "remembered_choices",
    "reports",
    "setup_links",
    "sign_in_failures",
    "staff",
    "staff_sessions",
    "submissions",
    "workers",
    "_sqlx_migrations",
];

pub(super) async fn checks(pool: &PgPool) -> sqlx::Result<Vec<Check>> {
    Ok(vec![
        tables(pool).await?,
        columns(pool).await?,
        constraints(pool).await?,
        keys(pool).await?,
        migrations(pool).await?,
    ])
}

async fn tables(pool: &PgPool) -> sqlx::Result<Check> {
    let there: Vec<(String, String)> = sqlx::query_as(
        "-- audit_tables
         SELECT n.nspname::text, c.relname::text FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname IN ('public', 'autobolt') AND c.relkind IN ('r', 'p')",
    )
    .fetch_all(pool)
    .await?;
    let there: BTreeSet<(String, String)> = there.into_iter().collect();
    let wanted = ["customers", "jobs", "job_results"].map(|name| ("public", name));
    let missing: Vec<String> = wanted
        .into_iter()
        .chain(OWN.map(|name| ("autobolt", name)))
        .filter(|(schema, name)| !there.contains(&((*schema).to_owned(), (*name).to_owned())))
        .map(|(schema, name)| format!("{schema}.{name} is missing"))
        .collect();
    let evidence = format!(
        "public.customers, public.jobs, public.job_results and {} tables in schema autobolt",
        OWN.len()
    );
    Ok(TABLES.judge(&missing, evidence, MIGRATE))
}

async fn columns(pool: &PgPool) -> sqlx::Result<Check> {
    let found: Vec<(String, String, String)> = sqlx::query_as(
        "-- audit_columns
         SELECT c.relname::text, a.attname::text,
                pg_catalog.format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
         FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
         WHERE c.relnamespace = 'public'::regnamespace AND c.relname IN ('jobs', 'job_results')
           AND a.attnum > 0 AND NOT a.attisdropped",
    )
    .fetch_all(pool)
    .await?;
    let mut by_table: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (table, column, kind) in found {
        by_table.entry(table).or_default().insert(column, kind);
    }
    let mut wrong = Vec::new();
    for (table, wanted) in db::TABLES {
        // A table that is not there at all is said elsewhere.
        let Some(found) = by_table.get(table) else { continue };
        wrong.extend(db::column_diff(wanted, found).into_iter().map(|line| format!("public.{table}:{line}")));
    }
    let evidence = "public.jobs and public.job_results have exactly the agreed columns and types";
    Ok(COLUMNS.judge(&wrong, evidence, format!("(+ is what AutoBolt needs, - is what is there.) {MIGRATE}")))
}

/// The words each checked column takes.
const WORDS: [(&str, &str, &[&str]); 3] = [
    ("jobs", "package_size", &["50", "100", "500"]),
    ("jobs", "status", &["pending", "in_progress", "complete", "failed"]),
    ("job_results", "status", &["pending", "submitted", "failed", "retry"]),
];

async fn constraints(pool: &PgPool) -> sqlx::Result<Check> {
    let found: Vec<(String, String, String)> = sqlx::query_as(
        "-- audit_constraints
         SELECT c.relname::text, a.attname::text, pg_catalog.pg_get_constraintdef(k.oid)
         FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
         JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
         WHERE c.relnamespace = 'public'::regnamespace AND c.relname IN ('jobs', 'job_results')
           AND k.contype = 'c' AND array_length(k.conkey, 1) = 1 AND k.convalidated",
    )
    .fetch_all(pool)
    .await?;
    let mut wrong = Vec::new();
    for (table, column, words) in WORDS {
        let wanted: BTreeSet<String> = words.iter().map(|&word| word.to_owned()).collect();
        let mut own = found.iter().filter(|(t, c, _)| t == table && c == column).peekable();
        if own.peek().is_none() {
            wrong.push(format!("public.{table}.{column} takes anything: it has no check"));
        }
        for (_, _, definition) in own {
            let taken = words_of(definition);
            if taken != wanted {
                let taken: Vec<_> = taken.into_iter().collect();
                wrong.push(format!(
                    "public.{table}.{column} takes {} instead of {}",
                    taken.join(", "),
                    words.join(", ")
                ));
            }
        }
    }
    Ok(CONSTRAINTS.judge(
        &wrong,
        "package_size and both status columns take the agreed values alone",
        MIGRATE,
    ))
}

/// The words and numbers a check lists: `CHECK ((status = ANY (ARRAY['pending'::text, …])))`.
fn words_of(definition: &str) -> BTreeSet<String> {
    let list =
        definition.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or("", |(list, _)| list);
    list.split(',')
        .map(|item| {
            item.trim().split("::").next().unwrap_or_default().trim_matches(['\'', '(', ')', ' ']).to_owned()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

async fn keys(pool: &PgPool) -> sqlx::Result<Check> {
    let found: Vec<(String, String)> = sqlx::query_as(
        "-- audit_keys
         SELECT c.relname::text, pg_catalog.pg_get_constraintdef(k.oid)
         FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
         WHERE c.relnamespace = 'public'::regnamespace AND c.relname IN ('jobs', 'job_results') AND k.contype IN ('p', 'f', 'u')",
    )
    .fetch_all(pool)
    .await?;
    let wanted = [
        ("jobs", "PRIMARY KEY (id)"),
        ("job_results", "PRIMARY KEY (id)"),
        ("job_results", "UNIQUE (job_id, directory_name)"),
        ("jobs", "FOREIGN KEY (customer_id) REFERENCES customers(id)"),
        ("job_results", "FOREIGN KEY (job_id) REFERENCES jobs(id)"),
    ];
    let missing: Vec<String> = wanted
        .into_iter()
        .filter(|(table, key)| {
            // Written with the schema where `public` is not on the search path, and with what happens on delete.
            !found
                .iter()
                .any(|(t, definition)| t == table && definition.replace("public.", "").starts_with(key))
        })
        .map(|(table, key)| format!("public.{table} lacks {key}"))
        .collect();
    Ok(KEYS.judge(
        &missing,
        "primary keys, one row per job and directory, and both references are there",
        MIGRATE,
    ))
}

async fn migrations(pool: &PgPool) -> sqlx::Result<Check> {
    let applied: Result<Vec<(i64, Vec<u8>, bool)>, sqlx::Error> = sqlx::query_as(
        "-- audit_migrations\n SELECT version, checksum, success FROM autobolt._sqlx_migrations",
    )
    .fetch_all(pool)
    .await;
    let applied = match applied {
        Ok(rows) => rows,
        Err(sqlx::Error::Database(error)) => {
            return Ok(MIGRATIONS
                .fail(format!("the history autobolt._sqlx_migrations cannot be read: {error}"), MIGRATE));
        }
        Err(error) => return Err(error),
    };
    let by_version: HashMap<i64, (&[u8], bool)> =
        applied.iter().map(|(version, checksum, success)| (*version, (&checksum[..], *success))).collect();
    let mut wrong = Vec::new();
    for migration in MIGRATOR.iter() {
        let name = format!("{}_{}", migration.version, migration.description.replace(' ', "_"));
        match by_version.get(&migration.version) {
            None => wrong.push(format!("{name} is not applied")),
            Some((_, false)) => wrong.push(format!("{name} was begun and did not succeed")),
            Some((checksum, _)) if *checksum != &migration.checksum[..] => {
                wrong.push(format!("{name} was applied from a file with other contents"));
            }
            Some(_) => {}
        }
    }
    let fix = "Apply what is missing with `autobolt migrate`. Where contents differ, use the build that made this database, or restore \
               the file: an applied migration is never edited.";
    let ours = MIGRATOR.iter().count();
    if wrong.is_empty() && applied.len() > ours {
        let evidence = format!(
            "{} migrations are applied that this build does not know: the database is newer",
            applied.len() - ours
        );
        return Ok(MIGRATIONS.partial(evidence, "Audit with the build that serves."));
    }
    Ok(MIGRATIONS.judge(&wrong, format!("{ours} migrations applied, each from the file this build has"), fix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_check_are_read_whatever_their_type() {
        let numbers = words_of("CHECK ((package_size = ANY (ARRAY[50, 100, 500])))");
        assert_eq!(numbers, ["50", "100", "500"].map(str::to_owned).into());
        let words = words_of("CHECK ((status = ANY (ARRAY['pending'::text, 'failed'::text])))");
        assert_eq!(words, ["pending", "failed"].map(str::to_owned).into());
        assert!(words_of("CHECK ((package_size > 0))").is_empty());
    }
}
