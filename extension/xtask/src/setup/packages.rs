//! The system's package manager: run where we may, told otherwise.

use anyhow::{Context as _, Result, bail};
use std::path::Path;
use std::process::{Command, Stdio};

/// One that is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manager {
    Apt,
    Dnf,
    Zypper,
    Pacman,
    Apk,
    Brew,
}

impl Manager {
    const ALL: [Self; 6] = [Self::Apt, Self::Dnf, Self::Zypper, Self::Pacman, Self::Apk, Self::Brew];

    const fn program(self) -> &'static str {
        match self {
            Self::Apt => "apt-get",
            Self::Dnf => "dnf",
            Self::Zypper => "zypper",
            Self::Pacman => "pacman",
            Self::Apk => "apk",
            Self::Brew => "brew",
        }
    }

    fn here() -> Option<Self> {
        Self::ALL.into_iter().find(|manager| crate::workspace::on_path(manager.program()).is_some())
    }

    /// What installs these packages, one command after the other.
    fn commands(self, packages: &[&str]) -> Vec<Vec<String>> {
        let install: &[&str] = match self {
            Self::Apt => &["apt-get", "install", "-y", "--no-install-recommends"],
            Self::Dnf => &["dnf", "install", "-y"],
            Self::Zypper => &["zypper", "--non-interactive", "install"],
            Self::Pacman => &["pacman", "-S", "--noconfirm", "--needed"],
            Self::Apk => &["apk", "add"],
            Self::Brew => &["brew", "install"],
        };
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let install = [owned(install), owned(packages)].concat();
        if self == Self::Apt { vec![owned(&["apt-get", "update"]), install] } else { vec![install] }
    }

    /// What a person has to type.
    fn by_hand(self, packages: &[&str]) -> String {
        let mut lines: Vec<String> =
            self.commands(packages).iter().map(|words| format!("sudo {}", words.join(" "))).collect();
        if self.makes_a_server_of(packages) && !Path::new(CREATE_CLUSTER).exists() {
            lines.insert(0, format!("sudo mkdir -p {CREATE_CLUSTER_FOLDER}"));
            lines.insert(1, format!("echo '{NO_CLUSTER}' | sudo tee {CREATE_CLUSTER}"));
        }
        lines.join(" &&\n    ")
    }

    /// Debian's package makes and starts a server of its own unless told not to.
    fn makes_a_server_of(self, packages: &[&str]) -> bool {
        self == Self::Apt && packages.iter().any(|name| name.starts_with("postgresql"))
    }
}

const CREATE_CLUSTER_FOLDER: &str = "/etc/postgresql-common";
const CREATE_CLUSTER: &str = "/etc/postgresql-common/createcluster.conf";
const NO_CLUSTER: &str = "create_main_cluster = false";

/// Something the machine lacks.
pub(super) struct Missing {
    /// For people.
    pub(super) what: &'static str,
    /// What a manager calls it; none where it has none.
    pub(super) packages: fn(Manager) -> Option<&'static [&'static str]>,
    /// What to set where it stands in an unusual place.
    pub(super) variable: &'static str,
}

/// Installs all of it at once; without root says the exact command.
///
/// # Errors
/// When it cannot be installed from here.
pub(super) fn install(missing: &[Missing]) -> Result<()> {
    let names = missing.iter().map(|m| m.what).collect::<Vec<_>>().join(" and ");
    let lack = if missing.len() == 1 { "is missing" } else { "are missing" };
    let manager = Manager::here();
    let mut packages = Vec::new();
    for part in missing {
        let Some(found) = manager.and_then(part.packages) else {
            bail!(
                "{} is missing. {} Where it stands in an unusual place, set {}.",
                part.what,
                advice(),
                part.variable
            );
        };
        packages.extend(found);
    }
    let Some(manager) = manager else { return Ok(()) };
    // Homebrew refuses to run as root.
    if !super::is_root() && manager != Manager::Brew {
        bail!(
            "{names} {lack}, and installing needs root. Run this, then try again:\n\n    {}\n",
            manager.by_hand(&packages)
        );
    }
    if manager.makes_a_server_of(&packages) && !Path::new(CREATE_CLUSTER).exists() {
        std::fs::create_dir_all(CREATE_CLUSTER_FOLDER)?;
        std::fs::write(CREATE_CLUSTER, format!("{NO_CLUSTER}\n"))?;
    }
    for words in manager.commands(&packages) {
        let line = words.join(" ");
        eprintln!("▸ {names} {lack}: {line}");
        let Some((program, arguments)) = words.split_first() else { continue };
        let status = Command::new(program)
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            // As far as packages heed it: none starts its server.
            .env("RUNLEVEL", "1")
            .stdin(Stdio::null())
            .stdout(std::io::stderr())
            .status()
            .with_context(|| format!("`{program}` could not be started"))?;
        if !status.success() {
            bail!("`{line}` failed ({status}). Install {names} yourself and run this again.");
        }
    }
    Ok(())
}

const fn advice() -> &'static str {
    if cfg!(windows) {
        "On Windows the extension works, and the backend with DATABASE_URL; demo, up and test need Linux (WSL will do) or macOS."
    } else if cfg!(target_os = "macos") {
        "Install Homebrew (https://brew.sh) and run this again, or install it yourself."
    } else {
        "No package manager known here has it: install it yourself and run this again."
    }
}

/// Whether this is Ubuntu itself, whose packages are partly pointers to snaps.
pub(super) fn is_ubuntu() -> bool {
    std::fs::read_to_string("/etc/os-release").is_ok_and(|text| says_ubuntu(&text))
}

fn says_ubuntu(os_release: &str) -> bool {
    os_release.lines().any(|line| line.replace('"', "") == "ID=ubuntu")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_not_root_reads_the_whole_command_the_one_against_a_second_server_included() {
        let said = Manager::Apt.by_hand(&["postgresql"]);
        assert!(said.ends_with("sudo apt-get install -y --no-install-recommends postgresql"), "{said}");
        assert!(said.contains("create_main_cluster = false") || Path::new(CREATE_CLUSTER).exists(), "{said}");
        assert_eq!(Manager::Dnf.by_hand(&["chromium"]), "sudo dnf install -y chromium");
        assert_eq!(Manager::Pacman.by_hand(&["chromium"]), "sudo pacman -S --noconfirm --needed chromium");
    }

    #[test]
    fn ubuntu_is_told_from_its_relatives() {
        assert!(says_ubuntu("NAME=\"Ubuntu\"\nID=ubuntu\nID_LIKE=debian\n"));
        assert!(!says_ubuntu("NAME=\"Linux Mint\"\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
    }
}
