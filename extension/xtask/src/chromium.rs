//! A Chromium of our own: private profile, the extension loaded, a debugging port on loopback for the pages we open.

mod pipe;

use crate::cdp::Page;
use crate::extension::Built;
use crate::process::Process;
use anyhow::{Context as _, Result, bail};
use pipe::Pipe;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// How to start it.
#[derive(Debug, Clone)]
pub struct Options {
    /// The program.
    pub program: PathBuf,
    /// Profile folder; made where absent.
    pub profile: PathBuf,
    /// The unpacked extension, if any.
    pub extension: Option<PathBuf>,
    /// Load it through the DevTools pipe: branded Google Chrome ignores `--load-extension`.
    pub over_pipe: bool,
    /// No window.
    pub headless: bool,
    /// Frames of other sites belong to their page's process, so that one connection reaches them all.
    pub one_process: bool,
    /// Pages to open at the start.
    pub open: Vec<String>,
}

impl Options {
    /// Without a window and without the extension, its profile in that folder.
    #[must_use]
    pub fn bare(program: PathBuf, folder: &Path) -> Self {
        Self {
            program,
            profile: folder.join("profile"),
            extension: None,
            over_pipe: false,
            headless: true,
            one_process: false,
            open: Vec::new(),
        }
    }
}

/// A running Chromium.
pub struct Chromium {
    process: Process,
    port: u16,
    /// The browser's own DevTools address, as it says itself.
    socket: String,
    client: reqwest::Client,
    /// Chrome ends when its pipe is closed.
    _pipe: Option<Pipe>,
    /// Why the extension has to be loaded by a person.
    by_hand: Option<String>,
}

/// A page, worker or frame, as `/json/list` tells.
#[derive(Debug, Clone)]
pub struct Target {
    /// `page`, `service_worker`, …
    pub kind: String,
    /// Its address.
    pub url: String,
    /// Where to attach.
    pub socket: String,
    /// Its id.
    pub id: String,
}

impl Chromium {
    /// Starts it and waits until it answers.
    ///
    /// # Errors
    /// When it cannot be started; the message holds the end of its log.
    pub async fn start(options: &Options, log: &Path) -> Result<Self> {
        std::fs::create_dir_all(&options.profile)?;
        // An earlier run's port must not be taken for ours.
        let port_file = options.profile.join("DevToolsActivePort");
        let _ = std::fs::remove_file(&port_file);
        let mut command = Command::new(&options.program);
        command.arg(format!("--user-data-dir={}", options.profile.display())).args([
            "--remote-debugging-port=0",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic",
            // A container's shared memory is often too small for it.
            "--disable-dev-shm-usage",
            "--window-size=1280,900",
        ]);
        // Chromium takes the last of these lists alone.
        let mut switched_off = "--disable-features=DisableLoadExtensionCommandLineSwitch".to_owned();
        if options.one_process {
            command.arg("--disable-site-isolation-trials");
            switched_off.push_str(",IsolateOrigins,site-per-process");
        }
        command.arg(switched_off);
        if options.headless {
            command.args(["--headless=new", "--disable-gpu"]);
        }
        if crate::setup::is_root() {
            command.arg("--no-sandbox");
        }
        let over_pipe = options.extension.as_ref().filter(|_| options.over_pipe);
        if let (Some(extension), None) = (&options.extension, over_pipe) {
            command.arg(format!("--load-extension={}", extension.display()));
        }
        if over_pipe.is_some() {
            command.args(pipe::SWITCHES);
        }
        command.args(&options.open);
        let (mut process, pipe) = match over_pipe {
            None => (Process::start("Chromium", &mut command, log)?, None),
            Some(_) => {
                let mut command = pipe::wrapped(&command);
                let (process, input, output) = Process::start_piped("Chromium", &mut command, log)?;
                (process, Some(Pipe::new(input, output)))
            }
        };
        let (port, path) = wait_for_port(&mut process, &port_file).await?;
        let mut by_hand = None;
        let mut pipe = pipe;
        if let (Some(extension), Some(pipe)) = (over_pipe, &mut pipe) {
            match pipe.load(extension).await {
                Err(why) if options.headless => return Err(why),
                loaded => by_hand = loaded.err().map(|why| format!("{why:#}")),
            }
        }
        let socket = format!("ws://127.0.0.1:{port}{path}");
        Ok(Self { process, port, socket, client: reqwest::Client::new(), _pipe: pipe, by_hand })
    }

    /// Where a DevTools client reaches the whole browser.
    #[must_use]
    pub fn socket(&self) -> &str {
        &self.socket
    }

    /// Everything that could be attached to.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn targets(&self) -> Result<Vec<Target>> {
        let list: Vec<Value> = self.get("json/list").await?;
        let text = |v: &Value, key: &str| v[key].as_str().unwrap_or_default().to_owned();
        Ok(list
            .iter()
            .map(|t| Target {
                kind: text(t, "type"),
                url: text(t, "url"),
                socket: text(t, "webSocketDebuggerUrl"),
                id: text(t, "id"),
            })
            .collect())
    }

    async fn get<T: serde::de::DeserializeOwned>(&self, path: &str) -> Result<T> {
        let url = format!("http://127.0.0.1:{}/{path}", self.port);
        Ok(self.client.get(url).timeout(Duration::from_secs(10)).send().await?.json().await?)
    }

    /// Opens a page in a new tab and attaches to it.
    ///
    /// # Errors
    /// When the browser does not open it.
    pub async fn open(&self, url: &str) -> Result<Page> {
        let encoded: String = url::form_urlencoded::byte_serialize(url.as_bytes()).collect();
        let address = format!("http://127.0.0.1:{}/json/new?{encoded}", self.port);
        let opened: Value =
            self.client.put(address).timeout(Duration::from_secs(10)).send().await?.json().await?;
        let socket = opened["webSocketDebuggerUrl"].as_str().context("the browser opened no page")?;
        Page::attach(socket).await
    }

    /// Waits until the extension's service worker is there. Where the browser cannot be made to load it, a person is told
    /// what to click, and has ten minutes for it.
    ///
    /// # Errors
    /// When it does not come: the extension was not loaded.
    pub async fn wait_for_extension(&mut self, built: &Built) -> Result<()> {
        let prefix = format!("chrome-extension://{}/", built.extension_id);
        let patience = Duration::from_secs(if self.by_hand.is_some() { 600 } else { 20 });
        if let Some(why) = &self.by_hand {
            eprintln!(
                "This Chrome does not load AutoBolt by itself ({why}). In its window:\n  1. open chrome://extensions\n  \
                 2. switch on Developer mode, at the top right\n  3. press \"Load unpacked\" and choose {}\nWaiting for it…",
                built.dir.display()
            );
        }
        let until = tokio::time::Instant::now() + patience;
        while tokio::time::Instant::now() < until {
            if let Some(end) = self.process.ended() {
                bail!("{end}");
            }
            if self.targets().await?.iter().any(|t| t.url.starts_with(&prefix)) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!(
            "the browser did not load the extension within {} s. Install Chromium, or set CHROME to one",
            patience.as_secs()
        )
    }

    /// Ends the service worker the way Chrome does when it is idle.
    ///
    /// # Errors
    /// When there is none.
    pub async fn stop_worker(&self, extension_id: &str) -> Result<()> {
        let prefix = format!("chrome-extension://{extension_id}/");
        let targets = self.targets().await?;
        let worker = targets
            .iter()
            .find(|t| t.kind == "service_worker" && t.url.starts_with(&prefix))
            .context("no service worker is running")?;
        let url = format!("http://127.0.0.1:{}/json/close/{}", self.port, worker.id);
        self.client.get(url).timeout(Duration::from_secs(10)).send().await?.error_for_status()?;
        Ok(())
    }

    /// Why it ended, if it did.
    pub fn ended(&mut self) -> Option<String> {
        self.process.ended()
    }

    /// Ends it as a crash would.
    pub fn kill(&mut self) {
        self.process.kill();
    }

    /// Ends it.
    pub fn stop(&mut self) {
        self.process.stop(Duration::from_secs(5));
    }
}

/// Port and path of the DevTools server, which the browser writes into its profile.
async fn wait_for_port(process: &mut Process, file: &Path) -> Result<(u16, String)> {
    for _ in 0..300 {
        if let Some(end) = process.ended() {
            bail!("{end}");
        }
        let said = std::fs::read_to_string(file).unwrap_or_default();
        if let Some((port, path)) = said.split_once('\n')
            && let Ok(port) = port.trim().parse()
            && path.starts_with('/')
        {
            return Ok((port, path.trim().to_owned()));
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("Chromium did not start within 30 s. The end of its log:\n{}", process.tail(15))
}
