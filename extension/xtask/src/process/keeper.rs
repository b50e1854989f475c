//! Ends a process group when we are gone.
//!
//! A program that is killed cannot tidy up, and a browser or a database that nobody stops runs for ever. So each child joins
//! the group of a small shell that does nothing but read from a pipe whose other end we hold. However we end, the kernel
//! closes that end; the shell then asks its group to stop, and three seconds later ends it, itself included.

use anyhow::{Context as _, Result};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};

const SCRIPT: &str = "trap '' TERM INT HUP; read -r _; kill -TERM 0; sleep 3; kill -KILL 0";

/// The shell, whose process group is the child's: until it is waited for, the group's number is nobody else's.
pub(super) struct Keeper {
    shell: Child,
    waited_for: bool,
}

impl Keeper {
    pub(super) fn start() -> Result<Self> {
        let shell = Command::new("/bin/sh")
            .args(["-c", SCRIPT])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .context("/bin/sh could not be started")?;
        Ok(Self { shell, waited_for: false })
    }

    /// The number of the group.
    pub(super) fn group(&self) -> i32 {
        self.shell.id().cast_signed()
    }

    /// Asks the group to stop.
    pub(super) fn ask(&self) {
        if !self.waited_for {
            self.signal(Signal::SIGTERM);
        }
    }

    /// Ends the group.
    pub(super) fn end(&mut self) {
        if !self.waited_for {
            self.signal(Signal::SIGKILL);
            let _ = self.shell.wait();
            self.waited_for = true;
        }
    }

    fn signal(&self, which: Signal) {
        // An error says that nobody is left in the group.
        let _ = killpg(Pid::from_raw(self.group()), which);
    }

    /// Closes our end of the pipe, as our death would.
    #[cfg(test)]
    pub(super) fn let_go(&mut self) {
        drop(self.shell.stdin.take());
    }
}
