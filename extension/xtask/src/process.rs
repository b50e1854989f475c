//! A child process of ours: its output in a log file, stopped by its own id and with it what it started.

use anyhow::{Context as _, Result};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running child.
pub struct Process {
    child: Child,
    name: String,
    /// What it printed.
    pub log: PathBuf,
}

impl Process {
    /// Starts it in a process group of its own, its output appended to `log`.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(name: &str, command: &mut Command, log: &Path) -> Result<Self> {
        let out = File::options()
            .create(true)
            .append(true)
            .open(log)
            .with_context(|| format!("cannot write {}", log.display()))?;
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let child = command
            .stdin(Stdio::null())
            .stdout(out.try_clone()?)
            .stderr(out)
            .spawn()
            .with_context(|| format!("{name} could not be started"))?;
        Ok(Self { child, name: name.to_owned(), log: log.to_path_buf() })
    }

    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it has ended; with the last lines it printed.
    pub fn ended(&mut self) -> Option<String> {
        let status = self.child.try_wait().ok().flatten()?;
        Some(format!(
            "{} ended ({status}). The end of its log, {}:\n{}",
            self.name,
            self.log.display(),
            self.tail(15)
        ))
    }

    /// The last lines it printed.
    #[must_use]
    pub fn tail(&self, lines: usize) -> String {
        let text =
            std::fs::read(&self.log).map(|b| String::from_utf8_lossy(&b).into_owned()).unwrap_or_default();
        let all: Vec<&str> = text.lines().collect();
        all.get(all.len().saturating_sub(lines)..).unwrap_or_default().join("\n")
    }

    /// Asks it to stop, waits, and ends it when it does not.
    pub fn stop(&mut self, patience: Duration) {
        self.signal(Signal::Ask);
        let until = Instant::now() + patience;
        while Instant::now() < until {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                break;
            }
            std::thread::sleep(Duration::from_millis(30));
        }
        // What it left behind in its group goes, too.
        self.signal(Signal::End);
        let _ = self.child.wait();
    }

    /// Ends it at once, as a crash would.
    pub fn kill(&mut self) {
        self.signal(Signal::End);
        let _ = self.child.wait();
    }

    #[cfg(unix)]
    fn signal(&self, signal: Signal) {
        use nix::sys::signal::{Signal as S, killpg};
        let which = match signal {
            Signal::Ask => S::SIGTERM,
            Signal::End => S::SIGKILL,
        };
        if let Ok(id) = i32::try_from(self.child.id()) {
            // An error says that nobody is left in the group.
            let _ = killpg(nix::unistd::Pid::from_raw(id), which);
        }
    }

    #[cfg(not(unix))]
    fn signal(&mut self, _: Signal) {
        let _ = self.child.kill();
    }
}

enum Signal {
    Ask,
    End,
}

impl Drop for Process {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            self.stop(Duration::from_secs(3));
        }
    }
}
