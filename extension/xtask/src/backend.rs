//! The backend as the demo and the tests run it: the real program, started, asked and stopped from outside.

use crate::process::Process;
use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Builds the `autobolt` program and says where it is.
///
/// # Errors
/// When it does not compile.
pub fn build() -> Result<PathBuf> {
    build_with(&[])
}

/// Builds the `autobolt` program as it is shipped, optimised.
///
/// # Errors
/// When it does not compile.
pub fn build_release() -> Result<PathBuf> {
    build_with(&["--release"])
}

fn build_with(arguments: &[&str]) -> Result<PathBuf> {
    let output = crate::workspace::cargo()
        .args([
            "build",
            // With the whole workspace's features, so that nothing is compiled a second time for the tests.
            "--workspace",
            "--bin",
            "autobolt",
            "--message-format=json-render-diagnostics",
        ])
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context("cargo could not be started")?;
    if !output.status.success() {
        bail!("the backend does not compile");
    }
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|message| message["executable"].as_str().map(PathBuf::from))
        .next_back()
        .context("cargo built no program")
}

/// Where and how a backend runs.
#[derive(Debug, Clone)]
pub struct Options {
    /// The program.
    pub program: PathBuf,
    /// Its data folder: embedded database, evidence, assets.
    pub data_dir: PathBuf,
    /// Port on 127.0.0.1.
    pub port: u16,
    /// Leases and heartbeats divided by this, for tests; 1 is the real thing.
    pub timing_divisor: u32,
    /// Take `DATABASE_URL` from the environment. Otherwise the embedded database is used whatever stands there.
    pub own_database: bool,
}

impl Options {
    /// A command of the program on this data folder.
    #[must_use]
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(arguments)
            .env("AUTOBOLT_DATA_DIR", &self.data_dir)
            // `cargo xtask bench` asks as fast as it can, with few keys.
            .env("AUTOBOLT_KEY_REQUESTS", u32::MAX.to_string())
            .stdin(Stdio::null());
        if let Some(programs) = crate::setup::found_postgres() {
            command.env("PG_BINDIR", programs);
        }
        if self.own_database {
            command.env_remove("DATABASE_URL").env_remove("MIGRATION_DATABASE_URL");
        }
        command
    }

    /// Runs a command and returns what it printed.
    ///
    /// # Errors
    /// When it fails; with what it said.
    pub fn run(&self, arguments: &[&str]) -> Result<String> {
        let output =
            self.command(arguments).output().context("the backend's program could not be started")?;
        if !output.status.success() {
            bail!(
                "`autobolt {}` failed:\n{}",
                arguments.join(" "),
                String::from_utf8_lossy(&output.stderr).trim()
            );
        }
        // Warnings (an unused key, a catalogue smaller than the package) are for whoever watches.
        std::io::stderr().write_all(&output.stderr)?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Runs a command with `--json` and reads its answer.
    ///
    /// # Errors
    /// When it fails or prints something else.
    pub fn json(&self, arguments: &[&str]) -> Result<Value> {
        let text = self.run(&[arguments, &["--json"]].concat())?;
        serde_json::from_str(&text)
            .with_context(|| format!("`autobolt {}` printed no JSON: {text}", arguments.join(" ")))
    }
}

/// A running backend.
pub struct Backend {
    /// How it was started.
    pub options: Options,
    process: Process,
    client: reqwest::Client,
    staff_key: Option<String>,
}

impl Backend {
    /// Starts `autobolt serve` and waits until it is ready.
    ///
    /// # Errors
    /// When it ends or is not ready within 60 s; with the end of its log.
    pub async fn start(options: Options, log: &Path) -> Result<Self> {
        let listen = format!("127.0.0.1:{}", options.port);
        let divisor = options.timing_divisor.to_string();
        let mut arguments = vec!["serve", "--listen", &listen];
        if options.timing_divisor != 1 {
            arguments.extend(["--timing-divisor", &divisor]);
        }
        let mut command = options.command(&arguments);
        let process = Process::start("the backend", &mut command, log)?;
        let mut backend = Self { options, process, client: reqwest::Client::new(), staff_key: None };
        for _ in 0..600 {
            if let Some(end) = backend.process.ended() {
                bail!("{end}");
            }
            let ready =
                backend.client.get(backend.url("/health/ready")).timeout(Duration::from_secs(2)).send().await;
            if ready.is_ok_and(|r| r.status().is_success()) {
                return Ok(backend);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!("the backend is not ready after 60 s. The end of its log:\n{}", backend.process.tail(20))
    }

    /// An address of it.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.options.port)
    }

    /// Reads a staff endpoint, with a key of scope `staff:read` made at the first use.
    ///
    /// # Errors
    /// When it does not answer or refuses.
    pub async fn staff(&mut self, path: &str) -> Result<Value> {
        let key = match &self.staff_key {
            Some(key) => key.clone(),
            None => {
                let made =
                    self.options.json(&["keys", "create", "--name", "xtask", "--scope", "staff:read"])?;
                let key = made["api_key"].as_str().context("no key was made")?.to_owned();
                self.staff_key.insert(key).clone()
            }
        };
        let answer =
            self.client.get(self.url(path)).bearer_auth(key).timeout(Duration::from_secs(10)).send().await?;
        let status = answer.status();
        let body: Value =
            answer.json().await.with_context(|| format!("{path} answered no JSON ({status})"))?;
        if !status.is_success() {
            bail!("{path}: {status} {}", body["detail"].as_str().unwrap_or_default());
        }
        Ok(body)
    }

    /// The link with which the first member of staff signs up, as the backend printed it at its start.
    #[must_use]
    pub fn set_up_link(&self) -> Option<String> {
        let log = self.process.tail(usize::MAX);
        let line = log.lines().rev().find(|line| line.contains("/staff/link/"))?;
        Some(line.trim().to_owned())
    }

    /// Why it ended, if it did.
    pub fn ended(&mut self) -> Option<String> {
        self.process.ended()
    }

    /// Stops it as an operator would.
    pub fn stop(&mut self) {
        self.process.stop(Duration::from_secs(5));
    }

    /// Ends it as a crash would.
    pub fn kill(&mut self) {
        self.process.kill();
    }
}
