//! The tables' history: applied by the owner, kept in `autobolt._sqlx_migrations`.

use super::preflight::{PreflightError, preflight};
use sqlx::migrate::{Migrate, Migrator};
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

/// sqlx's own default would stand in `public`, which Supabase's data API may show.
const HISTORY: &str = "autobolt._sqlx_migrations";

/// The migrations this build was made with.
pub static MIGRATOR: LazyLock<Migrator> = LazyLock::new(|| Migrator {
    table_name: Cow::Borrowed(HISTORY),
    create_schemas: Cow::Owned(vec![Cow::Borrowed("autobolt")]),
    ..sqlx::migrate!("../migrations")
});

/// The tables could not be brought up to date.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MigrateError {
    /// The database said no.
    #[error("the database: {0}")]
    Sql(#[from] sqlx::Error),
    /// Something stands in the way; nothing was changed.
    #[error(transparent)]
    Preflight(#[from] PreflightError),
    /// `supabase db push` made the tables, and its history is not ours.
    #[error(
        "the tables were made by `supabase db push` and autobolt's own history is empty; nothing was changed. Run \
         `autobolt migrate --adopt` once to record what is applied, then migrate with one of the two tools only."
    )]
    AdoptFirst,
    /// Nothing to adopt.
    #[error(
        "there is nothing to adopt: supabase_migrations.schema_migrations holds none of these migrations. \
         Run `autobolt migrate` without --adopt."
    )]
    NothingToAdopt,
    /// What stands there is what these migrations made.
    #[error("public.jobs and public.job_results are AutoBolt's own; nothing was changed.")]
    OwnTables,
    /// A name that was to be given is taken.
    #[error(
        "{0} exists already, so the old table cannot be moved aside to that name; nothing was changed. Rename or drop it first."
    )]
    NameTaken(String),
    /// A migration failed, or the history does not fit this build.
    #[error("migrating: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
}

/// What a migration did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migrated {
    /// The migrations that were applied now, by name.
    pub applied: Vec<String>,
    /// Whether the serving role may sign in yet.
    pub app_can_login: bool,
}

/// What an adoption did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted {
    /// The migrations recorded as applied.
    pub recorded: Vec<String>,
    /// Those that are still to be applied.
    pub left: Vec<String>,
}

/// Brings the tables up to date. `options` must be the owner's.
///
/// # Errors
/// Something stands in the way (nothing is changed then), a migration failed (none of it is applied then), or the history
/// does not fit this build.
pub async fn migrate(options: &PgConnectOptions) -> Result<Migrated, MigrateError> {
    // A connection of its own: where a migration fails, the lock sqlx took goes with it.
    let mut owner = options.connect().await?;
    let before = recorded(&mut owner).await?;
    if before.is_empty() {
        if !pushed(&mut owner).await?.is_empty() {
            return Err(MigrateError::AdoptFirst);
        }
        preflight(&mut owner).await??;
    }
    MIGRATOR.run_direct(None, &mut owner, false).await?;
    open_history(&mut owner).await?;
    let app_can_login: bool = sqlx::query_scalar(
        "-- migrate_role
         select rolcanlogin from pg_roles where rolname = 'autobolt_app'",
    )
    .fetch_one(&mut owner)
    .await?;
    owner.close().await?;
    Ok(Migrated { applied: names(|version| !before.contains(&version)), app_can_login })
}

/// Records migrations that `supabase db push` has applied, without running them.
///
/// # Errors
/// There is nothing to record.
pub async fn adopt(options: &PgConnectOptions) -> Result<Adopted, MigrateError> {
    let mut owner = options.connect().await?;
    let pushed = pushed(&mut owner).await?;
    if pushed.is_empty() {
        return Err(MigrateError::NothingToAdopt);
    }
    owner.lock().await?;
    owner.ensure_migrations_table(HISTORY).await?;
    let before = recorded(&mut owner).await?;
    for migration in MIGRATOR.iter() {
        if pushed.contains(&migration.version) && !before.contains(&migration.version) {
            owner.skip(HISTORY, migration).await?;
        }
    }
    owner.unlock().await?;
    open_history(&mut owner).await?;
    owner.close().await?;
    Ok(Adopted {
        recorded: names(|version| pushed.contains(&version) && !before.contains(&version)),
        left: names(|version| !pushed.contains(&version) && !before.contains(&version)),
    })
}

fn names(wanted: impl Fn(i64) -> bool) -> Vec<String> {
    MIGRATOR
        .iter()
        .filter(|m| wanted(m.version))
        .map(|m| format!("{}_{}", m.version, m.description.replace(' ', "_")))
        .collect()
}

/// The versions in our own history; none where there is no such table yet.
pub(super) async fn recorded(owner: &mut PgConnection) -> Result<HashSet<i64>, sqlx::Error> {
    if !exists(owner, HISTORY).await? {
        return Ok(HashSet::new());
    }
    let versions: Vec<i64> =
        sqlx::query_scalar("-- migrate_recorded\n select version from autobolt._sqlx_migrations")
            .fetch_all(owner)
            .await?;
    Ok(versions.into_iter().collect())
}

/// Those of our migrations that `supabase db push` recorded.
async fn pushed(owner: &mut PgConnection) -> Result<HashSet<i64>, sqlx::Error> {
    if !exists(owner, "supabase_migrations.schema_migrations").await? {
        return Ok(HashSet::new());
    }
    let versions: Vec<String> = sqlx::query_scalar(
        "-- migrate_pushed\n select version::text from supabase_migrations.schema_migrations",
    )
    .fetch_all(owner)
    .await?;
    let ours: HashSet<i64> = MIGRATOR.iter().map(|m| m.version).collect();
    Ok(versions.iter().filter_map(|v| v.parse().ok()).filter(|v| ours.contains(v)).collect())
}

async fn exists(owner: &mut PgConnection, table: &str) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("-- migrate_table_exists\n select to_regclass($1) is not null")
        .bind(table)
        .fetch_one(owner)
        .await
}

/// Lets the serving role read the history, so `serve` can say what is missing; and nobody else.
async fn open_history(owner: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(
        "-- open_history
         do $$
         declare api_role text;
         begin
           -- Two backends may migrate one database at once.
           perform pg_advisory_xact_lock(7261549831);
           alter table autobolt._sqlx_migrations enable row level security;
           drop policy if exists autobolt_app_reads on autobolt._sqlx_migrations;
           create policy autobolt_app_reads on autobolt._sqlx_migrations for select to autobolt_app using (true);
           revoke all on autobolt._sqlx_migrations from public;
           foreach api_role in array array['anon', 'authenticated', 'service_role'] loop
             if exists (select 1 from pg_roles where rolname = api_role) then
               execute format('revoke all on autobolt._sqlx_migrations from %I', api_role);
             end if;
           end loop;
           grant select on autobolt._sqlx_migrations to autobolt_app;
         end
         $$",
    )
    .execute(&mut *owner)
    .await?;
    Ok(())
}

/// Roles belong to the whole cluster. On a cluster of our own the serving role signs in through the private socket.
///
/// # Errors
/// The server said no.
pub async fn prepare_cluster(options: &PgConnectOptions) -> Result<(), sqlx::Error> {
    let mut owner = options.connect().await?;
    sqlx::raw_sql(
        "-- prepare_cluster
         do $$
         begin
           perform pg_advisory_xact_lock(7261549830);
           if not exists (select 1 from pg_roles where rolname = 'autobolt_app') then
             create role autobolt_app login;
           elsif not (select rolcanlogin from pg_roles where rolname = 'autobolt_app') then
             alter role autobolt_app login;
           end if;
         end
         $$",
    )
    .execute(&mut owner)
    .await?;
    owner.close().await
}
