//! PgBouncer, which some tests put in front of the database. Nothing else needs it.

use super::packages::{Manager, Missing};
use std::path::Path;

/// What to install where it is missing.
pub(super) const MISSING: Missing = Missing {
    what: "PgBouncer",
    packages: |manager| (manager == Manager::Apt).then_some(&["pgbouncer"]),
    variable: "PGBOUNCER to its program",
};

/// Whether it is there.
pub(super) fn is_there() -> bool {
    std::env::var_os("PGBOUNCER").is_some() || Path::new("/usr/sbin/pgbouncer").is_file()
}
