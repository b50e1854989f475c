//! What `cargo xtask` is made of. A library, so that tests use the same code as the commands.

pub mod extension;
pub mod sites;
pub mod workspace;
