//! Where PostgreSQL's programs are on this machine.

use super::EmbeddedError;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest version the migrations run on.
const OLDEST: u32 = 13;

/// A folder with `postgres` and `initdb`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binaries {
    /// The folder.
    pub dir: PathBuf,
    /// Major version.
    pub major: u32,
}

impl Binaries {
    /// Looks at `PG_BINDIR`, `/usr/lib/postgresql/*/bin` (highest first), `PATH` and `pg_config --bindir`, in that order.
    /// Where `root` holds data already, the version that wrote it is taken: a newer one cannot read it.
    ///
    /// # Errors
    /// Nothing found (naming every place), or nothing that can read the data.
    pub fn find(root: &Path) -> Result<Self, EmbeddedError> {
        let mut places = Vec::new();
        let found = candidates(&mut places);
        if found.is_empty() {
            return Err(EmbeddedError::NoBinaries { places });
        }
        pick(found, &majors_in(root), root)
    }

    /// A program of this installation.
    pub fn program(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }
}

fn pick(found: Vec<Binaries>, data: &BTreeSet<u32>, root: &Path) -> Result<Binaries, EmbeddedError> {
    let Some(newest) = data.last() else {
        return found.into_iter().next().ok_or(EmbeddedError::NoBinaries { places: Vec::new() });
    };
    let installed: BTreeSet<u32> = found.iter().map(|b| b.major).collect();
    found.into_iter().find(|b| b.major == *newest).ok_or_else(|| EmbeddedError::OtherMajor {
        root: root.to_owned(),
        found: *newest,
        installed: installed.iter().map(u32::to_string).collect::<Vec<_>>().join(", "),
    })
}

/// The versions that left data in `root`: folders named `pg15`.
fn majors_in(root: &Path) -> BTreeSet<u32> {
    let Ok(entries) = std::fs::read_dir(root) else { return BTreeSet::new() };
    entries.flatten().filter_map(|e| e.file_name().to_str()?.strip_prefix("pg")?.parse().ok()).collect()
}

fn candidates(places: &mut Vec<String>) -> Vec<Binaries> {
    let mut found: Vec<Binaries> = Vec::new();
    let mut look = |place: String, dir: Option<PathBuf>| match dir.map(|d| inspect(&d)) {
        None => places.push(format!("  {place}")),
        Some(Err(why)) => places.push(format!("  {place}: {why}")),
        Some(Ok(binaries)) => {
            places.push(format!("  {place}: PostgreSQL {}", binaries.major));
            if !found.contains(&binaries) {
                found.push(binaries);
            }
        }
    };
    match std::env::var_os("PG_BINDIR") {
        Some(dir) => look(format!("PG_BINDIR={}", dir.display()), Some(PathBuf::from(dir))),
        None => look("PG_BINDIR: not set".to_owned(), None),
    }
    let debian = debian_dirs();
    if debian.is_empty() {
        look("/usr/lib/postgresql/*/bin: nothing there".to_owned(), None);
    }
    for dir in debian {
        look(dir.display().to_string(), Some(dir));
    }
    match on_path("postgres") {
        Some(file) => look(format!("PATH: {}", file.display()), file.parent().map(Path::to_owned)),
        None => look("PATH: no `postgres`".to_owned(), None),
    }
    match Command::new("pg_config").arg("--bindir").output() {
        Ok(out) if out.status.success() => {
            let dir = PathBuf::from(String::from_utf8_lossy(&out.stdout).trim());
            look(format!("pg_config --bindir: {}", dir.display()), Some(dir));
        }
        _ => look("pg_config --bindir: no `pg_config`".to_owned(), None),
    }
    found
}

/// `/usr/lib/postgresql/*/bin`, highest version first.
fn debian_dirs() -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir("/usr/lib/postgresql") else { return Vec::new() };
    let mut versions: Vec<u32> =
        entries.flatten().filter_map(|e| e.file_name().to_str()?.parse().ok()).collect();
    versions.sort_unstable_by(|a, b| b.cmp(a));
    versions.into_iter().map(|v| PathBuf::from(format!("/usr/lib/postgresql/{v}/bin"))).collect()
}

/// The file behind a command, links followed: a link in `/usr/local/bin` has no `initdb` beside it.
fn on_path(command: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(command)).find_map(|file| file.canonicalize().ok())
}

fn inspect(dir: &Path) -> Result<Binaries, String> {
    for program in ["postgres", "initdb"] {
        if !dir.join(program).is_file() {
            return Err(format!("no `{program}` there"));
        }
    }
    let out = Command::new(dir.join("postgres"))
        .arg("--version")
        .output()
        .map_err(|e| format!("`postgres --version` does not run: {e}"))?;
    let text = String::from_utf8_lossy(&out.stdout);
    let major = major_of(&text).ok_or_else(|| format!("`postgres --version` says {:?}", text.trim()))?;
    if major < OLDEST {
        return Err(format!("PostgreSQL {major} is too old, {OLDEST} is needed"));
    }
    Ok(Binaries { dir: dir.to_owned(), major })
}

/// `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)` is 15; `18beta1` is 18.
fn major_of(version: &str) -> Option<u32> {
    let number = version.split("(PostgreSQL)").nth(1)?.trim_start();
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(major: u32) -> Binaries {
        Binaries { dir: PathBuf::from(format!("/opt/{major}")), major }
    }

    #[test]
    fn the_major_version_is_read_from_what_postgres_says() {
        assert_eq!(major_of("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some(15));
        assert_eq!(major_of("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(major_of("something else"), None);
    }

    #[test]
    fn without_data_the_first_place_wins() {
        let chosen = pick(vec![at(16), at(15)], &BTreeSet::new(), Path::new("/d")).unwrap();
        assert_eq!(chosen.major, 16);
    }

    #[test]
    fn data_is_opened_by_the_version_that_wrote_it() {
        let chosen = pick(vec![at(17), at(15)], &BTreeSet::from([15]), Path::new("/d")).unwrap();
        assert_eq!(chosen.major, 15);
    }

    #[test]
    fn data_of_a_version_that_is_gone_is_not_left_behind_silently() {
        let error = pick(vec![at(17)], &BTreeSet::from([15]), Path::new("/d")).unwrap_err().to_string();
        assert!(error.contains("PostgreSQL 15") && error.contains("17"), "{error}");
    }
}
