//! The way to PostgreSQL: connecting, roles, migrations, and the refusal of what AutoBolt cannot work on.

mod aside;
mod check;
mod connect;
mod migrate;
mod pooler;
mod preflight;

pub use aside::move_aside;
pub use check::{CheckError, check};
pub use connect::{Limits, app_pool, options_from_url, reading_pool};
pub use migrate::{Adopted, MIGRATOR, MigrateError, Migrated, adopt, migrate, prepare_cluster};
pub use pooler::{PoolerError, refuse_transaction_pooler};
pub use preflight::{PreflightError, TABLES, column_diff};

/// The role the backend serves as: no table is its own, row security applies to it.
pub const APP_ROLE: &str = "autobolt_app";
