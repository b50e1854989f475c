//! The way to PostgreSQL: connecting, roles, migrations, and the refusal of what AutoBolt cannot work on.

mod connect;
mod migrate;

pub use connect::{Limits, app_pool, options_from_url};
pub use migrate::{MIGRATOR, MigrateError, migrate, prepare_cluster};

/// The role the backend serves as: no table is its own, row security applies to it.
pub const APP_ROLE: &str = "autobolt_app";
