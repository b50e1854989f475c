//! Where things are in this repository.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository's top folder.
#[must_use]
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.ancestors().nth(2).unwrap_or(xtask).to_path_buf()
}

/// The `cargo` that runs us, else the one on `PATH`, as if a person had called it in the repository's top folder.
///
/// A program that cargo runs is told much about itself in variables. A build script that depends on one of them would run
/// again, and half the dependencies with it, whenever cargo is called by a person and by us in turn.
#[must_use]
pub fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let told = |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(told)) {
        cargo.env_remove(name);
    }
    cargo.current_dir(root());
    cargo
}

/// A program on `PATH`.
#[must_use]
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name).with_extension(std::env::consts::EXE_EXTENSION))
        .find(|candidate| candidate.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest as _, Sha256};
    use std::collections::BTreeSet;

    #[test]
    fn every_vendored_file_and_licence_is_the_one_its_sum_says() {
        for folder in ["backend/vendor", "extension/xtask/vendor"].map(|folder| root().join(folder)) {
            let sums = std::fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
            let mut listed = BTreeSet::new();
            for line in sums.lines() {
                let (sum, name) = line.split_once("  ").unwrap();
                let bytes = std::fs::read(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
                let found: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
                assert_eq!(found, sum, "{name}");
                listed.insert(folder.join(name));
            }
            let there = crate::extension::files(&folder).unwrap().into_iter();
            let own = [folder.join("README.md"), folder.join("SHA256SUMS")];
            let there: BTreeSet<PathBuf> = there.filter(|path| !own.contains(path)).collect();
            assert_eq!(listed, there, "files without a sum, or sums without a file");
        }
    }
}
