//! A child process of ours: its output in a log file, stopped by its own id and with it what it started. It does not
//! outlive us, however we end.

#[cfg(unix)]
mod keeper;

use anyhow::{Context as _, Result};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// A running child.
pub struct Process {
    child: Child,
    #[cfg(unix)]
    keeper: keeper::Keeper,
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
        let out = open_log(log)?;
        command.stdin(Stdio::null()).stdout(out.try_clone()?).stderr(out);
        Self::spawn(name, command, log)
    }

    /// The same with its input and output in our hands; `log` gets what it says beside that.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start_piped(
        name: &str,
        command: &mut Command,
        log: &Path,
    ) -> Result<(Self, ChildStdin, ChildStdout)> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(open_log(log)?);
        let mut process = Self::spawn(name, command, log)?;
        let pipes = process.child.stdin.take().zip(process.child.stdout.take());
        let (input, output) = pipes.context("a child without pipes")?;
        Ok((process, input, output))
    }

    /// The same with its output in our hands; what it says on standard error goes where ours goes.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start_watched(name: &str, command: &mut Command) -> Result<(Self, ChildStdout)> {
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut process = Self::spawn(name, command, Path::new(""))?;
        let output = process.child.stdout.take().context("a child without output")?;
        Ok((process, output))
    }

    fn spawn(name: &str, command: &mut Command, log: &Path) -> Result<Self> {
        #[cfg(unix)]
        let keeper = keeper::Keeper::start()?;
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, keeper.group());
        let child = command.spawn().with_context(|| format!("{name} could not be started"))?;
        Ok(Self {
            child,
            #[cfg(unix)]
            keeper,
            name: name.to_owned(),
            log: log.to_path_buf(),
        })
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

    /// Waits until it ends by itself; whether it ended well.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn wait(&mut self) -> Result<bool> {
        Ok(self.child.wait()?.success())
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
        #[cfg(unix)]
        self.keeper.ask();
        let until = Instant::now() + patience;
        while cfg!(unix) && Instant::now() < until {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                break;
            }
            std::thread::sleep(Duration::from_millis(30));
        }
        // What it left behind in its group goes, too.
        self.kill();
    }

    /// Ends it at once, as a crash would.
    pub fn kill(&mut self) {
        #[cfg(unix)]
        self.keeper.end();
        #[cfg(not(unix))]
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            self.stop(Duration::from_secs(3));
        } else {
            self.kill();
        }
    }
}

fn open_log(log: &Path) -> Result<File> {
    File::options()
        .create(true)
        .append(true)
        .open(log)
        .with_context(|| format!("cannot write {}", log.display()))
}

/// Resolves when somebody asks this program to end: Ctrl-C, `kill`, a terminal that closes.
pub async fn asked_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let both = signal(SignalKind::terminate()).and_then(|t| Ok((t, signal(SignalKind::hangup())?)));
        if let Ok((mut terminate, mut hang_up)) = both {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
                _ = hang_up.recv() => {}
            }
            return;
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        // Without a handler Ctrl-C ends the program anyway.
        std::future::pending::<()>().await;
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    fn sleeper(folder: &Path) -> Process {
        // A child of the child, as a browser has many.
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 60 & echo $! > grandchild; wait"]).current_dir(folder);
        let process = Process::start("a sleeper", &mut command, &folder.join("log")).unwrap();
        while std::fs::read_to_string(folder.join("grandchild")).unwrap_or_default().trim().is_empty() {
            std::thread::sleep(Duration::from_millis(10));
        }
        process
    }

    fn lives(folder: &Path) -> bool {
        let id = std::fs::read_to_string(folder.join("grandchild")).unwrap();
        let id = nix::unistd::Pid::from_raw(id.trim().parse().unwrap());
        nix::sys::signal::kill(id, None).is_ok()
    }

    fn dies_within(folder: &Path, patience: Duration) -> bool {
        let until = Instant::now() + patience;
        while lives(folder) && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(20));
        }
        !lives(folder)
    }

    #[test]
    fn a_stopped_child_takes_with_it_what_it_started() {
        let folder = tempfile::tempdir().unwrap();
        let mut process = sleeper(folder.path());
        assert!(lives(folder.path()));
        process.stop(Duration::from_secs(5));
        assert!(dies_within(folder.path(), Duration::from_secs(5)));
    }

    #[test]
    fn a_child_ends_soon_after_whoever_started_it_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let mut process = sleeper(folder.path());
        // What the kernel does with our end of the pipe when we are killed.
        process.keeper.let_go();
        assert!(dies_within(folder.path(), Duration::from_secs(5)));
        assert!(process.ended().is_some());
    }

    #[test]
    fn a_child_that_does_not_listen_is_ended_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", "trap '' TERM; sleep 60 & echo $! > grandchild; wait; wait"]);
        command.current_dir(folder.path());
        let mut process = Process::start("deaf", &mut command, &folder.path().join("log")).unwrap();
        while !folder.path().join("grandchild").exists() {
            std::thread::sleep(Duration::from_millis(10));
        }
        process.keeper.let_go();
        let until = Instant::now() + Duration::from_secs(10);
        while process.ended().is_none() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(50));
        }
        assert!(process.ended().is_some());
    }
}
