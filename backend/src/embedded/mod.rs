//! A real PostgreSQL of AutoBolt's own, started from binaries found on the machine: what `autobolt` runs on when no
//! `DATABASE_URL` is set. It listens on a socket inside a folder only its user may enter, and on no port.
//!
//! One process owns it: it holds the lock file, starts the server, starts it again when it dies, and stops it. Any other `autobolt` command on the same
//! data folder joins the running server as `autobolt_app` and never stops it.

#[cfg(unix)]
mod account;
#[cfg(unix)]
mod binaries;
#[cfg(unix)]
mod dump;
mod error;
#[cfg(unix)]
mod keeper;
#[cfg(unix)]
mod orphan;
#[cfg(unix)]
mod owner;
mod paths;
#[cfg(unix)]
mod server;

#[cfg(unix)]
pub use dump::{dump, restore};
pub use error::EmbeddedError;
#[cfg(unix)]
pub use owner::{Embedded, OwnerGone, open};
pub use paths::{default_data_dir, ensure_data_dir};
#[cfg(unix)]
pub use server::{Launch, Server};

/// The superuser of the embedded server: owns the tables and migrates them.
pub const OWNER_ROLE: &str = "postgres";
/// The database inside the embedded server.
pub const DATABASE: &str = "autobolt";
