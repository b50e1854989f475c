//! A server left over from an earlier run whose owner was killed. On Linux it is told to stop when its owner dies, so at
//! most it is still busy with that; elsewhere it runs on until the next start meets it here.

use super::EmbeddedError;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::path::Path;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(30);

/// Stops what still runs in the data folder and waits until it is gone. The caller holds the owner's lock, so nobody
/// else is starting a server there.
pub fn clear(data: &Path) -> Result<(), EmbeddedError> {
    let pid_file = data.join("postmaster.pid");
    let Some(pid) = postmaster(&pid_file) else { return Ok(()) };
    let started = Instant::now();
    let mut told = None;
    loop {
        if !runs_in(pid, data) {
            // PostgreSQL takes a leftover pid file for a running server when the number now belongs to another process.
            if others_in(data).is_empty() {
                let _ = std::fs::remove_file(&pid_file);
                return Ok(());
            }
        } else if told.is_none() {
            tracing::warn!(pid = pid.as_raw(), "stopping a PostgreSQL left over from an earlier run");
            let _ = kill(pid, Signal::SIGINT);
            told = Some(Signal::SIGINT);
        } else if told == Some(Signal::SIGINT) && started.elapsed() > PATIENCE / 2 {
            let _ = kill(pid, Signal::SIGQUIT);
            told = Some(Signal::SIGQUIT);
        }
        if started.elapsed() > PATIENCE {
            return Err(EmbeddedError::Orphan { pid: pid.as_raw(), folder: data.to_owned() });
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The process named in the first line of `postmaster.pid`.
fn postmaster(pid_file: &Path) -> Option<Pid> {
    let text = std::fs::read_to_string(pid_file).ok()?;
    let pid: i32 = text.lines().next()?.trim().parse().ok()?;
    (pid > 1).then(|| Pid::from_raw(pid))
}

/// Whether that process is a PostgreSQL in this data folder, which is its working directory.
#[cfg(target_os = "linux")]
fn runs_in(pid: Pid, data: &Path) -> bool {
    std::fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|cwd| cwd == data)
}

/// Without `/proc` the pid file is believed while the process lives.
#[cfg(not(target_os = "linux"))]
fn runs_in(pid: Pid, _data: &Path) -> bool {
    kill(pid, None).is_ok()
}

/// Other processes at work in the data folder: backends that outlived their server still write to it.
#[cfg(target_os = "linux")]
fn others_in(data: &Path) -> Vec<i32> {
    let Ok(entries) = std::fs::read_dir("/proc") else { return Vec::new() };
    entries
        .flatten()
        .filter_map(|e| e.file_name().to_str()?.parse::<i32>().ok())
        .filter(|pid| runs_in(Pid::from_raw(*pid), data))
        .collect()
}

#[cfg(not(target_os = "linux"))]
fn others_in(_data: &Path) -> Vec<i32> {
    Vec::new()
}
