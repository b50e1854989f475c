//! Keeps the server running: one that dies (killed, out of memory) is started again and replays its log, so nothing that was
//! committed is lost and whoever uses it only waits.

use super::server::{Launch, Server};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How soon a death is noticed.
const LOOK: Duration = Duration::from_millis(200);
/// Between two tries to start it again: processes of the dead one may still hold its memory for a moment.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(15);

/// The server while it is wanted. Stopped when dropped.
#[derive(Debug)]
pub(super) struct Keeper(Arc<Mutex<Wanted>>);

#[derive(Debug)]
enum Wanted {
    Running(Server),
    /// It died, and another one is being started.
    Starting,
    /// Nobody wants it any more.
    No,
}

impl Keeper {
    /// Takes over a running server.
    pub(super) fn new(root: PathBuf, server: Server) -> std::io::Result<Self> {
        let wanted = Arc::new(Mutex::new(Wanted::Running(server)));
        let watched = Arc::clone(&wanted);
        std::thread::Builder::new()
            .name("postgres keeper".to_owned())
            .spawn(move || watch(&root, &watched))?;
        Ok(Self(wanted))
    }

    /// Stops it. One that is being started is stopped by who starts it, or by the kernel with this process.
    pub(super) fn stop(&self) {
        drop(put(&self.0, Wanted::No));
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.stop();
    }
}

fn put(wanted: &Mutex<Wanted>, next: Wanted) -> Wanted {
    std::mem::replace(&mut *wanted.lock().unwrap_or_else(PoisonError::into_inner), next)
}

fn watch(root: &std::path::Path, wanted: &Mutex<Wanted>) {
    loop {
        std::thread::sleep(LOOK);
        {
            let mut now = wanted.lock().unwrap_or_else(PoisonError::into_inner);
            match &*now {
                Wanted::Running(server) if !server.has_ended() => continue,
                Wanted::Running(_) => *now = Wanted::Starting,
                Wanted::Starting => {}
                Wanted::No => return,
            }
        }
        tracing::warn!("the embedded database ended by itself and is started again");
        let mut pause = FIRST_PAUSE;
        let server = loop {
            match Server::start(&Launch { root, settings: &[] }) {
                Ok(server) => break server,
                Err(error) => {
                    tracing::warn!(%error, "the embedded database does not start; it is tried again")
                }
            }
            std::thread::sleep(pause);
            pause = (pause * 2).min(LONGEST_PAUSE);
            if matches!(*wanted.lock().unwrap_or_else(PoisonError::into_inner), Wanted::No) {
                return;
            }
        };
        let mut now = wanted.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*now, Wanted::No) {
            return;
        }
        *now = Wanted::Running(server);
        tracing::info!("the embedded database runs again");
    }
}
