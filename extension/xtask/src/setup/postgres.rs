//! PostgreSQL's programs. The backend looks for them by itself; here it is made sure that it will find them.

use super::packages::{Manager, Missing};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What to install where it is missing.
pub(super) const MISSING: Missing = Missing {
    what: "PostgreSQL",
    packages: |manager| {
        Some(match manager {
            Manager::Apt | Manager::Pacman | Manager::Apk => &["postgresql"],
            Manager::Dnf | Manager::Zypper => &["postgresql-server"],
            Manager::Brew => &["postgresql@17"],
        })
    },
    variable: "PG_BINDIR to its programs' folder",
};

/// The programs' folder, where they are installed.
///
/// # Errors
/// When `PG_BINDIR` says something else than what is there.
pub(super) fn look() -> Result<Option<PathBuf>> {
    if let Some(chosen) = chosen()
        && !is_complete(&chosen)
    {
        bail!(
            "PG_BINDIR={} holds no `initdb` and `postgres`. Set it to the folder that does, or unset it.",
            chosen.display()
        );
    }
    Ok(found())
}

/// The same without a word about what `PG_BINDIR` holds.
#[must_use]
pub fn found() -> Option<PathBuf> {
    chosen().or_else(find)
}

fn chosen() -> Option<PathBuf> {
    std::env::var_os("PG_BINDIR").map(PathBuf::from)
}

fn is_complete(dir: &Path) -> bool {
    dir.join("initdb").is_file() && dir.join("postgres").is_file()
}

fn find() -> Option<PathBuf> {
    newest_below("/usr/lib/postgresql", |name| name.parse().ok())
        .or_else(|| {
            let initdb = crate::workspace::on_path("initdb")?.canonicalize().ok()?;
            initdb.parent().filter(|dir| is_complete(dir)).map(Path::to_path_buf)
        })
        .or_else(|| {
            let asked = Command::new("pg_config").arg("--bindir").output().ok()?;
            let dir = PathBuf::from(String::from_utf8_lossy(&asked.stdout).trim());
            is_complete(&dir).then_some(dir)
        })
        // Homebrew puts a numbered version on nobody's path.
        .or_else(|| {
            let numbered = |name: &str| name.strip_prefix("postgresql@")?.parse().ok();
            ["/opt/homebrew/opt", "/usr/local/opt", "/home/linuxbrew/.linuxbrew/opt"]
                .iter()
                .find_map(|folder| newest_below(folder, numbered))
        })
}

/// The highest version whose folder there has a complete `bin`.
fn newest_below(folder: &str, version: impl Fn(&str) -> Option<u32>) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?;
    let mut found: Vec<(u32, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| Some((version(entry.file_name().to_str()?)?, entry.path().join("bin"))))
        .filter(|(_, dir)| is_complete(dir))
        .collect();
    found.sort();
    found.pop().map(|(_, dir)| dir)
}
