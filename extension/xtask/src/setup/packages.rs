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

/// Installs what that manager calls so; without root says the exact command.
///
/// # Errors
/// When it cannot be installed from here.
pub(super) fn install(what: &str, packages: fn(Manager) -> Option<&'static [&'static str]>) -> Result<()> {
    let known = Manager::here().and_then(|manager| Some((manager, packages(manager)?)));
    let Some((manager, packages)) = known else {
        bail!("{}", nothing_to_install_with(what));
    };
    // Homebrew refuses to run as root.
    if !super::is_root() && manager != Manager::Brew {
        bail!(
            "{what} is missing, and installing it needs root. Run this, then try again:\n\n    {}\n",
            manager.by_hand(packages)
        );
    }
    if manager.makes_a_server_of(packages) && !Path::new(CREATE_CLUSTER).exists() {
        std::fs::create_dir_all(CREATE_CLUSTER_FOLDER)?;
        std::fs::write(CREATE_CLUSTER, format!("{NO_CLUSTER}\n"))?;
    }
    for words in manager.commands(packages) {
        let line = words.join(" ");
        eprintln!("▸ {what} is missing: {line}");
        let Some((program, arguments)) = words.split_first() else { continue };
        let status = Command::new(program)
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdin(Stdio::null())
            .stdout(std::io::stderr())
            .status()
            .with_context(|| format!("`{program}` could not be started"))?;
        if !status.success() {
            bail!("`{line}` failed ({status}). Install {what} yourself and run this again.");
        }
    }
    Ok(())
}

fn nothing_to_install_with(what: &str) -> String {
    let advice = if cfg!(windows) {
        "On Windows the extension and the backend with DATABASE_URL work; demo, up and test need Linux or macOS (WSL will do)"
    } else if cfg!(target_os = "macos") {
        "Install Homebrew (https://brew.sh) and run this again, or install it yourself"
    } else {
        "No package manager known here has it. Install it yourself"
    };
    let variable =
        if what == "PostgreSQL" { "PG_BINDIR to its programs' folder" } else { "CHROME to its program" };
    format!("{what} is missing. {advice}; where it stands in an unusual place, set {variable}.")
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
