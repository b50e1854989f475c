//! Where `autobolt serve` runs, noted in the data folder for the commands given beside it.

use crate::config::Config;
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

const FILE: &str = "serving.json";
/// A server that runs on this machine accepts at once.
const PATIENCE: Duration = Duration::from_millis(300);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    url: String,
    listen: SocketAddr,
}

/// The note of a server that runs; taken back when it ends.
#[derive(Debug)]
pub(super) struct Noted {
    path: PathBuf,
    note: Note,
}

impl Noted {
    /// Notes where the server is. A folder that cannot be written costs nothing but the note.
    pub(super) fn write(config: &Config) -> Self {
        let note = Note { url: config.base_url(), listen: config.listen };
        let path = config.data_dir.join(FILE);
        let written = serde_json::to_vec(&note).map_err(std::io::Error::other);
        if let Err(error) = written.and_then(|bytes| std::fs::write(&path, bytes)) {
            tracing::warn!(%error, path = %path.display(), "where this server runs could not be noted");
        }
        Self { path, note }
    }
}

impl Drop for Noted {
    fn drop(&mut self) {
        // Another server may have started on the folder since.
        if read(&self.path).as_ref() == Some(&self.note) {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// The address of the server that runs on this data folder, if one does: a killed one leaves its note behind.
pub(super) fn address(data_dir: &Path) -> Option<String> {
    let note = read(&data_dir.join(FILE))?;
    let mut listen = note.listen;
    if listen.ip().is_unspecified() {
        listen.set_ip(match listen.ip() {
            IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        });
    }
    TcpStream::connect_timeout(&listen, PATIENCE).ok().map(|_| note.url)
}

fn read(path: &Path) -> Option<Note> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn the_address_is_known_while_the_server_runs_and_no_longer() {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let listen = listener.local_addr().unwrap();
        let config = Config { listen, public_url: None, data_dir: folder.path().to_owned() };
        assert_eq!(address(folder.path()), None);
        let noted = Noted::write(&config);
        assert_eq!(address(folder.path()), Some(format!("http://{listen}")));
        drop(noted);
        assert_eq!(address(folder.path()), None);
    }

    #[test]
    fn the_note_of_a_killed_server_is_not_believed() {
        let folder = tempfile::tempdir().unwrap();
        let listen = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let config = Config { listen, public_url: None, data_dir: folder.path().to_owned() };
        let _noted = Noted::write(&config);
        assert_eq!(address(folder.path()), None);
    }
}
