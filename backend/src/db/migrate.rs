//! The tables' history: applied by the owner, kept in `autobolt._sqlx_migrations`.

use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};
use std::borrow::Cow;
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
    /// A migration failed, or the history does not fit this build.
    #[error("migrating: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
}

/// Brings the tables up to date. `options` must be the owner's.
///
/// # Errors
/// A migration failed (none of it is applied then), or the history does not fit this build.
pub async fn migrate(options: &PgConnectOptions) -> Result<(), MigrateError> {
    // A connection of its own: where a migration fails, the lock sqlx took goes with it.
    let mut owner = options.connect().await?;
    MIGRATOR.run_direct(None, &mut owner, false).await?;
    open_history(&mut owner).await?;
    owner.close().await?;
    Ok(())
}

/// Lets the serving role read the history, so `serve` can say what is missing; and nobody else.
async fn open_history(owner: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(
        "-- open_history
         alter table autobolt._sqlx_migrations enable row level security;
         drop policy if exists autobolt_app_reads on autobolt._sqlx_migrations;
         create policy autobolt_app_reads on autobolt._sqlx_migrations for select to autobolt_app using (true);
         revoke all on autobolt._sqlx_migrations from public;
         grant select on autobolt._sqlx_migrations to autobolt_app;",
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
