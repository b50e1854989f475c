//! The data folder: the embedded database, customers' files and evidence.

use super::EmbeddedError;
use std::path::{Path, PathBuf};

/// Where data goes when `AUTOBOLT_DATA_DIR` is not set: `/var/lib/autobolt` for root (PostgreSQL's user could not enter
/// root's home), else `$XDG_DATA_HOME/autobolt` or `~/.local/share/autobolt`.
///
/// # Errors
/// Nothing to go by in the environment.
pub fn default_data_dir() -> Result<PathBuf, EmbeddedError> {
    #[cfg(unix)]
    if nix::unistd::Uid::effective().is_root() {
        return Ok(PathBuf::from("/var/lib/autobolt"));
    }
    let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    if let Some(base) = set("XDG_DATA_HOME").filter(|p| p.is_absolute()) {
        return Ok(base.join("autobolt"));
    }
    let home = set("HOME").or_else(|| set("USERPROFILE")).ok_or(EmbeddedError::NoDataDir)?;
    Ok(home.join(".local/share/autobolt"))
}

/// Makes the data folder. Other users may pass through it (a lent PostgreSQL user must) but not look around in it.
///
/// # Errors
/// It cannot be made.
pub fn ensure_data_dir(root: &Path) -> Result<PathBuf, EmbeddedError> {
    if !root.is_dir() {
        std::fs::create_dir_all(root).map_err(EmbeddedError::io(root))?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = if nix::unistd::Uid::effective().is_root() { 0o711 } else { 0o700 };
            std::fs::set_permissions(root, std::fs::Permissions::from_mode(mode))
                .map_err(EmbeddedError::io(root))?;
        }
    }
    root.canonicalize().map_err(EmbeddedError::io(root))
}
