//! What the operator decides: where to listen, where files live, under which address people reach the backend.

use std::{net::SocketAddr, path::PathBuf};
use url::Url;

/// The backend's settings, read once at start.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The address people and workers reach it under, where it differs from `listen`.
    pub public_url: Option<Url>,
    /// Where evidence, customers' files and the embedded database live.
    pub data_dir: PathBuf,
}
