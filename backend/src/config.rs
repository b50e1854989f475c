//! What the operator decides: where to listen, where files live, under which address people reach the backend.

use std::{net::SocketAddr, path::PathBuf};
use url::Url;

/// The note in the data folder that says when it was last backed up.
pub const LAST_BACKUP: &str = "last-backup.json";

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

impl Config {
    /// The address to show people: the public one, else the one listened on.
    #[must_use]
    pub fn base_url(&self) -> String {
        match &self.public_url {
            Some(url) => url.as_str().trim_end_matches('/').to_owned(),
            None => format!("http://{}", self.listen),
        }
    }

    /// Whether browsers will refuse the sign-in cookie: they keep a `__Host-` cookie on https, and on plain http from
    /// this very machine, and drop it elsewhere.
    #[must_use]
    pub fn needs_https(&self) -> bool {
        match &self.public_url {
            Some(url) if url.scheme() == "https" => false,
            Some(url) => !url.host_str().is_some_and(is_this_machine),
            None => !self.listen.ip().is_loopback(),
        }
    }
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(listen: &str, public: Option<&str>) -> Config {
        Config {
            listen: listen.parse().unwrap(),
            public_url: public.map(|u| u.parse().unwrap()),
            data_dir: PathBuf::new(),
        }
    }

    #[test]
    fn plain_http_is_fine_on_this_machine_only() {
        assert!(!config("127.0.0.1:8787", None).needs_https());
        assert!(!config("[::1]:8787", None).needs_https());
        assert!(!config("0.0.0.0:8787", Some("http://localhost:8787")).needs_https());
        assert!(config("0.0.0.0:8787", None).needs_https());
        assert!(config("127.0.0.1:8787", Some("http://autobolt.example.com")).needs_https());
    }

    #[test]
    fn behind_a_proxy_with_https_nothing_is_missing() {
        assert!(!config("0.0.0.0:8787", Some("https://autobolt.example.com")).needs_https());
    }
}
