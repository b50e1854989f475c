//! A Chromium or Chrome that can be driven from here.

use super::packages::{Manager, Missing, is_ubuntu};
use anyhow::{Result, bail};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const NAMES: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "google-chrome-beta"];

/// Where programs stand that are on nobody's `PATH`.
const PLACES: [&str; 4] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
];

/// Ubuntu's `chromium` is a snap, which has a `/tmp` of its own and may not read hidden folders: the extension and the
/// profile would not be there.
const SNAP: &str = "On Ubuntu `chromium` is a snap, shut off from the folders it would have to read here. Install Google Chrome \
                    (https://www.google.com/chrome/ has the package; `apt-get install ./google-chrome-stable_current_amd64.deb`), or \
                    set CHROME to another Chromium, and run this again.";

/// What to install where it is missing.
pub(super) const MISSING: Missing = Missing {
    what: "Chromium",
    packages: |manager| match manager {
        Manager::Brew if cfg!(target_os = "macos") => Some(&["--cask", "google-chrome"]),
        // On Linux Homebrew has no browser.
        Manager::Brew => None,
        _ => Some(&["chromium"]),
    },
    variable: "CHROME to its program",
};

/// A Chromium or Chrome, where one is installed.
///
/// # Errors
/// When `CHROME` is no program, or the system's package would be of no use.
pub(super) fn look() -> Result<Option<PathBuf>> {
    if let Some(chosen) = std::env::var_os("CHROME").map(PathBuf::from) {
        if !chosen.is_file() {
            bail!("CHROME={} is no program. Set it to a Chromium or Chrome, or unset it.", chosen.display());
        }
        return Ok(Some(chosen));
    }
    let found = find();
    if found.is_none() && is_ubuntu() {
        bail!("Chromium is missing. {SNAP}");
    }
    Ok(found)
}

fn find() -> Option<PathBuf> {
    NAMES
        .iter()
        .filter_map(|name| crate::workspace::on_path(name))
        .chain(PLACES.iter().map(PathBuf::from).filter(|place| place.is_file()))
        .find(|program| !is_snap(program))
}

/// Whether it is a snap, or Ubuntu's stand-in script that starts one.
fn is_snap(program: &Path) -> bool {
    let real = program.canonicalize().unwrap_or_else(|_| program.to_path_buf());
    if real.starts_with("/snap") || real.ends_with("bin/snap") {
        return true;
    }
    let mut start = String::new();
    let read = std::fs::File::open(&real).and_then(|file| file.take(4096).read_to_string(&mut start));
    read.is_ok() && start.starts_with("#!") && start.contains("/snap/bin/")
}

/// Whether the program is branded Google Chrome, which ignores `--load-extension`. ("Google Chrome for Testing" heeds it.)
#[must_use]
pub fn is_branded(program: &Path) -> bool {
    let asked = if cfg!(windows) {
        // There it opens a window instead of an answer.
        None
    } else {
        Command::new(program).arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).output().ok()
    };
    let said = asked.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let name = program.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    is_branded_name(said.trim(), name)
}

fn is_branded_name(version: &str, program: &str) -> bool {
    if version.is_empty() {
        return program.starts_with("google-chrome") || program == "Google Chrome" || program == "chrome.exe";
    }
    version.starts_with("Google Chrome") && !version.contains("for Testing")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn google_chrome_is_known_by_what_it_says_whatever_its_file_is_called() {
        assert!(is_branded_name("Google Chrome 156.0.8078.79", "chrome"));
        assert!(!is_branded_name("Google Chrome for Testing 156.0.8078.79", "chrome"));
        assert!(!is_branded_name("Chromium 156.0.8078.79 built on Debian", "google-chrome"));
        assert!(is_branded_name("", "chrome.exe"), "Windows tells no version");
    }

    #[test]
    #[cfg(unix)]
    fn ubuntus_stand_in_for_a_snap_is_no_browser() {
        let folder = tempfile::tempdir().unwrap();
        let script = folder.path().join("chromium-browser");
        let stand_in = "#!/bin/sh\nif ! [ -x /snap/bin/chromium ]; then\n  echo requires the chromium snap >&2\n  exit 1\nfi\n\
                        exec /snap/bin/chromium \"$@\"\n";
        std::fs::write(&script, stand_in).unwrap();
        assert!(is_snap(&script));
        let launcher = "#!/bin/sh\nexec /usr/lib/chromium/chromium \"$@\"\n";
        std::fs::write(&script, launcher).unwrap();
        assert!(!is_snap(&script), "Debian's launcher is a script as well");
    }
}
