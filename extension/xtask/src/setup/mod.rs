//! What the demo and the tests need on the machine: found, or installed through the system's package manager.

mod browser;
mod packages;
mod postgres;

pub use browser::{chromium, is_branded};
pub use postgres::{found as found_postgres, postgres};

use anyhow::Result;

/// Whether we run as root.
#[must_use]
pub fn is_root() -> bool {
    #[cfg(unix)]
    {
        nix::unistd::Uid::effective().is_root()
    }
    #[cfg(not(unix))]
    {
        false
    }
}

/// A port of 127.0.0.1 that is free now.
///
/// # Errors
/// When none can be had.
pub fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
