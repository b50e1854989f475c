//! As whom PostgreSQL runs. It refuses to run as root, so root lends it the user `postgres`, else `nobody`.

use super::EmbeddedError;
use nix::unistd::{Uid, User};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;

/// The user PostgreSQL runs as: this process's own, or one that root lends it.
#[derive(Debug, Clone)]
pub enum Account {
    /// The user who runs autobolt.
    Own,
    /// A user root switches to.
    Lent {
        /// Its name, for messages.
        name: String,
        /// User id.
        uid: u32,
        /// Group id.
        gid: u32,
    },
}

impl Account {
    /// Chooses the user.
    ///
    /// # Errors
    /// Run by root on a machine with neither `postgres` nor `nobody`.
    pub fn choose() -> Result<Self, EmbeddedError> {
        if !Uid::effective().is_root() {
            return Ok(Self::Own);
        }
        for name in ["postgres", "nobody"] {
            if let Ok(Some(user)) = User::from_name(name) {
                return Ok(Self::Lent {
                    name: name.to_owned(),
                    uid: user.uid.as_raw(),
                    gid: user.gid.as_raw(),
                });
            }
        }
        Err(EmbeddedError::NoAccount)
    }

    /// The user id files of the server belong to.
    pub fn uid(&self) -> u32 {
        match self {
            Self::Own => Uid::effective().as_raw(),
            Self::Lent { uid, .. } => *uid,
        }
    }

    /// Makes the program run as this user. The standard library drops root's supplementary groups too.
    pub fn apply(&self, command: &mut Command) {
        use std::os::unix::process::CommandExt;
        if let Self::Lent { uid, gid, .. } = self {
            command.uid(*uid).gid(*gid);
        }
    }

    /// Gives a folder to this user and closes it to everybody else.
    pub fn take(&self, folder: &Path) -> Result<(), EmbeddedError> {
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
            .map_err(EmbeddedError::io(folder))?;
        if let Self::Lent { uid, gid, .. } = self {
            std::os::unix::fs::chown(folder, Some(*uid), Some(*gid)).map_err(EmbeddedError::io(folder))?;
        }
        Ok(())
    }

    /// Says clearly when a folder on the way to `folder` keeps a lent user out: PostgreSQL's own words would be
    /// "could not access directory: Permission denied", about a folder that looks fine.
    pub fn check_way_to(&self, folder: &Path) -> Result<(), EmbeddedError> {
        let Self::Lent { name, uid, gid } = self else { return Ok(()) };
        let folder = folder.canonicalize().map_err(EmbeddedError::io(folder))?;
        let mut way: Vec<&Path> = folder.ancestors().collect();
        way.reverse();
        for step in way {
            let found = std::fs::metadata(step).map_err(EmbeddedError::io(step))?;
            let bit = if found.uid() == *uid {
                0o100
            } else if found.gid() == *gid {
                0o010
            } else {
                0o001
            };
            if found.mode() & bit == 0 {
                return Err(EmbeddedError::NotTraversable { user: name.clone(), folder: step.to_owned() });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_folder_on_the_way_is_named() {
        let outer = tempfile::tempdir().unwrap();
        let inner = outer.path().join("data");
        std::fs::create_dir(&inner).unwrap();
        std::fs::set_permissions(outer.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
        // Nobody's ids: neither owner nor group of the folder.
        let lent = Account::Lent { name: "postgres".to_owned(), uid: 65_001, gid: 65_001 };
        let Err(EmbeddedError::NotTraversable { folder, .. }) = lent.check_way_to(&inner) else {
            panic!("a 0700 parent must be refused");
        };
        assert_eq!(folder, outer.path().canonicalize().unwrap());
        std::fs::set_permissions(outer.path(), std::fs::Permissions::from_mode(0o711)).unwrap();
        std::fs::set_permissions(&inner, std::fs::Permissions::from_mode(0o711)).unwrap();
        lent.check_way_to(&inner).unwrap();
    }
}
