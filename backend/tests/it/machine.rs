//! The program on a machine of its own: a data folder, commands, and a server to join.

use crate::support::throw_away_folder;
use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, User};
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A data folder of its own.
pub struct Machine {
    pub data: PathBuf,
    /// Whom to run as, where the test runs as root.
    pub user: Option<User>,
}

impl Machine {
    pub fn new() -> Self {
        Self { data: throw_away_folder("process"), user: None }
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_autobolt"));
        command.args(args).env("AUTOBOLT_DATA_DIR", &self.data).env_remove("DATABASE_URL").current_dir("/");
        if let Some(user) = &self.user {
            command.uid(user.uid.as_raw()).gid(user.gid.as_raw());
        }
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Runs a command that must succeed, and gives back what it printed.
    pub fn ok(&self, args: &[&str]) -> String {
        let out = self.run(args);
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    }

    pub fn serve(&self) -> Serving {
        let mut child = self
            .command(&["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().and_then(Result::ok);
        let Some(url) = first.as_deref().and_then(|l| l.strip_prefix("AutoBolt listens on ")) else {
            let mut said = String::new();
            child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
            panic!("serve did not start: {first:?} {said}");
        };
        let url = url.to_owned();
        // Whatever else it prints must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Serving { child, url }
    }

    pub fn file(&self, name: &str, text: &str) -> String {
        let path = self.data.join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    /// The server's process, while there is one.
    pub fn postgres(&self) -> Option<Pid> {
        let data = std::fs::read_dir(&self.data).ok()?.flatten().find(|e| {
            let name = e.file_name();
            name.to_str().and_then(|n| n.strip_prefix("pg")).is_some_and(|n| n.parse::<u32>().is_ok())
        })?;
        let text = std::fs::read_to_string(data.path().join("postmaster.pid")).ok()?;
        let pid = Pid::from_raw(text.lines().next()?.parse().ok()?);
        kill(pid, None).ok().map(|()| pid)
    }
}

pub struct Serving {
    pub child: Child,
    pub url: String,
}

impl Serving {
    pub fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(i32::try_from(self.child.id()).unwrap()), signal).unwrap();
    }

    /// How it ended, and what it had to say.
    pub fn end(mut self, within: Duration) -> (std::process::ExitStatus, String) {
        let started = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            assert!(started.elapsed() < within, "serve is still there after {within:?}");
            std::thread::sleep(Duration::from_millis(10));
        }
        let mut said = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        (self.child.wait().unwrap(), said)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn soon(what: &str, mut holds: impl FnMut() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < Duration::from_secs(20), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

pub fn answers(url: &str) -> bool {
    let address = url.strip_prefix("http://").unwrap();
    std::net::TcpStream::connect(address).is_ok()
}
