//! Throw-away folders: each is locked by the run it belongs to, and what a killed run left behind goes at the next start.

use anyhow::Result;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

const PREFIX: &str = "autobolt-";
/// Says that the folder is of this kind; locked while its run lives.
const LOCK: &str = "autobolt-run.lock";

/// A folder of our own, gone when this is dropped.
pub struct Folder {
    dir: tempfile::TempDir,
    /// Held for the folder's life.
    _lock: File,
}

impl Folder {
    /// Makes one in the system's folder for temporary files, and sweeps what dead runs left there.
    ///
    /// # Errors
    /// When no folder can be made.
    pub fn make() -> Result<Self> {
        let temp = std::env::temp_dir();
        sweep(&temp);
        Self::make_in(&temp)
    }

    fn make_in(temp: &Path) -> Result<Self> {
        let dir = tempfile::Builder::new().prefix(PREFIX).tempdir_in(temp)?;
        // The embedded database's own user must be able to walk through it.
        #[cfg(unix)]
        std::fs::set_permissions(dir.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        // Locked before it has its name: a sweep never meets one that is not.
        let unnamed = dir.path().join("lock");
        let lock = File::create(&unnamed)?;
        lock.try_lock()?;
        std::fs::rename(unnamed, dir.path().join(LOCK))?;
        Ok(Self { dir, _lock: lock })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.dir.path()
    }
}

/// Removes the folders of dead runs. What cannot be removed stays: it is in nobody's way.
fn sweep(temp: &Path) {
    for folder in std::fs::read_dir(temp).into_iter().flatten().flatten() {
        let named = folder.file_name().to_string_lossy().starts_with(PREFIX);
        // Never through a link somebody put there.
        if named && folder.metadata().is_ok_and(|found| found.is_dir() && is_ours(&found)) {
            remove_if_dead(&folder.path());
        }
    }
}

#[cfg(unix)]
fn is_ours(found: &std::fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::uid(found) == nix::unistd::Uid::effective().as_raw()
}

#[cfg(not(unix))]
fn is_ours(_: &std::fs::Metadata) -> bool {
    true
}

fn remove_if_dead(folder: &Path) -> Option<()> {
    let mark = folder.join(LOCK);
    let lock = File::open(&mark).ok()?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock | TryLockError::Error(_)) => return None,
    }
    // The mark last: a removal that breaks off is taken up by the next sweep.
    let inside: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.flatten().map(|e| e.path()).collect();
    for path in inside.iter().filter(|path| **path != mark) {
        if path.is_dir() && !path.is_symlink() {
            std::fs::remove_dir_all(path).ok()?;
        } else {
            std::fs::remove_file(path).ok()?;
        }
    }
    std::fs::remove_dir_all(folder).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sweep_takes_what_a_dead_run_left_and_nothing_else() {
        let temp = tempfile::tempdir().unwrap();
        let alive = Folder::make_in(temp.path()).unwrap();
        // A killed run drops its lock and not its folder.
        let Folder { dir, _lock } = Folder::make_in(temp.path()).unwrap();
        drop(_lock);
        let dead = dir.keep();
        std::fs::create_dir(dead.join("profile")).unwrap();
        std::fs::write(dead.join("profile/History"), "…").unwrap();
        let others = temp.path().join("autobolt-1000-abcdef");
        std::fs::create_dir(&others).unwrap();

        sweep(temp.path());
        assert!(alive.path().is_dir(), "a run that lives keeps its folder");
        assert!(others.is_dir(), "a folder without our mark is not ours");
        assert!(!dead.exists());
    }

    #[test]
    fn a_folder_goes_with_its_run() {
        let temp = tempfile::tempdir().unwrap();
        let folder = Folder::make_in(temp.path()).unwrap();
        let path = folder.path().to_path_buf();
        drop(folder);
        assert!(!path.exists());
    }
}
