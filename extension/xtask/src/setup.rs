//! What the demo and the tests need on the machine: found, or installed through the system's package manager.

use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The PostgreSQL programs' folder, as the backend will find it; installed where missing.
///
/// # Errors
/// When it is missing and cannot be installed; the message holds the exact command to run.
pub fn postgres() -> Result<PathBuf> {
    if let Some(found) = find_postgres() {
        return Ok(found);
    }
    install("PostgreSQL", &POSTGRES)?;
    find_postgres()
        .context("PostgreSQL was installed, and its `initdb` is still not found; set PG_BINDIR to its folder")
}

/// A Chromium or Chrome; installed where missing.
///
/// # Errors
/// When it is missing and cannot be installed; the message holds the exact command to run.
pub fn chromium() -> Result<PathBuf> {
    if let Some(found) = find_chromium() {
        return Ok(found);
    }
    install("Chromium", &CHROMIUM)?;
    find_chromium().context("Chromium was installed and is still not found; set CHROME to its program")
}

/// Whether the program is branded Google Chrome, which ignores `--load-extension`.
#[must_use]
pub fn is_branded(program: &Path) -> bool {
    let name = program.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    name.starts_with("google-chrome") || name == "Google Chrome" || name == "chrome.exe"
}

fn find_postgres() -> Option<PathBuf> {
    let holds = |dir: &Path| dir.join("initdb").is_file() && dir.join("postgres").is_file();
    if let Some(dir) = std::env::var_os("PG_BINDIR").map(PathBuf::from) {
        return holds(&dir).then_some(dir);
    }
    let mut debian: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            Some((path.file_name()?.to_str()?.parse().ok()?, path.join("bin")))
        })
        .filter(|(_, dir)| holds(dir))
        .collect();
    debian.sort();
    if let Some((_, dir)) = debian.pop() {
        return Some(dir);
    }
    if let Some(initdb) = crate::workspace::on_path("initdb")
        && let Some(dir) = initdb.canonicalize().ok().as_deref().and_then(Path::parent)
        && holds(dir)
    {
        return Some(dir.to_path_buf());
    }
    let asked = Command::new("pg_config").arg("--bindir").output().ok().filter(|o| o.status.success())?;
    let dir = PathBuf::from(String::from_utf8_lossy(&asked.stdout).trim());
    holds(&dir).then_some(dir)
}

fn find_chromium() -> Option<PathBuf> {
    if let Some(chosen) = std::env::var_os("CHROME").map(PathBuf::from) {
        return Some(chosen);
    }
    let fixed = [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];
    ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]
        .iter()
        .find_map(|name| crate::workspace::on_path(name))
        .or_else(|| fixed.iter().map(PathBuf::from).find(|p| p.is_file()))
}

/// How each package manager calls a thing.
struct Packages {
    debian: &'static [&'static str],
    fedora: &'static [&'static str],
    arch: &'static [&'static str],
    alpine: &'static [&'static str],
    brew: &'static [&'static str],
}

const POSTGRES: Packages = Packages {
    debian: &["postgresql"],
    fedora: &["postgresql-server"],
    arch: &["postgresql"],
    alpine: &["postgresql"],
    brew: &["postgresql@16"],
};

const CHROMIUM: Packages = Packages {
    debian: &["chromium"],
    fedora: &["chromium"],
    arch: &["chromium"],
    alpine: &["chromium"],
    brew: &["--cask", "chromium"],
};

fn install(what: &str, packages: &Packages) -> Result<()> {
    let has = |name: &str| crate::workspace::on_path(name).is_some();
    let (steps, by_hand): (Vec<Vec<&str>>, bool) = if has("apt-get") {
        let mut install = vec!["apt-get", "install", "-y", "--no-install-recommends"];
        install.extend(packages.debian);
        (vec![vec!["apt-get", "update"], install], false)
    } else if has("dnf") {
        (vec![[&["dnf", "install", "-y"], packages.fedora].concat()], false)
    } else if has("pacman") {
        (vec![[&["pacman", "-S", "--noconfirm"], packages.arch].concat()], false)
    } else if has("apk") {
        (vec![[&["apk", "add"], packages.alpine].concat()], false)
    } else if has("brew") {
        (vec![[&["brew", "install"], packages.brew].concat()], false)
    } else {
        (Vec::new(), true)
    };
    if by_hand {
        bail!(
            "{what} is missing, and no package manager known here was found. Install it and run this again."
        );
    }
    let root = is_root() || has("brew");
    if !root {
        let commands = steps.iter().map(|s| format!("sudo {}", s.join(" "))).collect::<Vec<_>>().join(" && ");
        bail!(
            "{what} is missing, and installing it needs root. Run this, then try again:\n\n    {commands}\n"
        );
    }
    keep_debian_from_starting_a_cluster(packages)?;
    for step in steps {
        eprintln!("{what} is missing: {}", step.join(" "));
        let Some((program, arguments)) = step.split_first() else { continue };
        let status = Command::new(program)
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdin(std::process::Stdio::null())
            .stdout(std::io::stderr())
            .status()
            .with_context(|| format!("`{program}` could not be started"))?;
        if !status.success() {
            bail!("`{}` failed ({status}). Install {what} yourself and run this again.", step.join(" "));
        }
    }
    Ok(())
}

/// Debian's package makes and starts a server of its own unless told not to.
fn keep_debian_from_starting_a_cluster(packages: &Packages) -> Result<()> {
    let file = Path::new("/etc/postgresql-common/createcluster.conf");
    if packages.debian != POSTGRES.debian || crate::workspace::on_path("apt-get").is_none() || file.exists() {
        return Ok(());
    }
    std::fs::create_dir_all("/etc/postgresql-common")?;
    std::fs::write(file, "create_main_cluster = false\n")?;
    Ok(())
}

/// Whether we run as root.
#[must_use]
pub fn is_root() -> bool {
    #[cfg(unix)]
    {
        nix::unistd::Uid::effective().is_root()
    }
    #[cfg(not(unix))]
    {
        false
    }
}

/// A port of 127.0.0.1 that is free now.
///
/// # Errors
/// When none can be had.
pub fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
