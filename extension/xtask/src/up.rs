//! `cargo xtask up`: AutoBolt for everyday use on one machine, its data kept.

use crate::backend::{self, Backend};
use crate::chromium::{self, Chromium};
use crate::extension::{self, BuildOptions};
use crate::process::asked_to_end;
use crate::{pairing, setup};
use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The command's options.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Where everything is kept [default: the backend's own data folder]
    #[arg(long, value_name = "DIR", env = "AUTOBOLT_DATA_DIR")]
    data: Option<PathBuf>,
    /// The backend's port on 127.0.0.1
    #[arg(long, default_value_t = 8787)]
    port: u16,
    /// Run the browser without a window
    #[arg(long)]
    headless: bool,
}

/// Runs until Ctrl-C.
///
/// # Errors
/// When something cannot be set up, or ends by itself.
pub fn run(args: &Args) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(up(args))
}

async fn up(args: &Args) -> Result<()> {
    let remote = std::env::var_os("DATABASE_URL").is_some_and(|url| !url.is_empty());
    let program = if remote { setup::chromium()? } else { setup::both()?.1 };
    eprintln!("▸ building the extension and the backend");
    let backend_program = backend::build()?;

    let data = args.data.clone().map_or_else(default_data_dir, Ok)?;
    std::fs::create_dir_all(&data).with_context(|| format!("cannot make {}", data.display()))?;
    let built = extension::build(&BuildOptions { out: data.join("extension"), allow_all_sites: true })?;
    let logs = data.join("logs");
    std::fs::create_dir_all(&logs)?;
    let options = backend::Options {
        program: backend_program,
        data_dir: data.clone(),
        port: args.port,
        timing_divisor: 1,
        own_database: !remote,
    };
    eprintln!("▸ starting the backend on port {}", args.port);
    let mut backend = Backend::start(options, &logs.join("backend.log")).await?;

    eprintln!("▸ starting Chromium");
    let browser_options = chromium::Options {
        over_pipe: setup::is_branded(&program),
        one_process: false,
        program,
        profile: data.join("browser"),
        extension: Some(built.dir.clone()),
        headless: args.headless,
        open: vec![first_page(&backend)?],
    };
    let mut browser = Chromium::start(&browser_options, &logs.join("chromium.log")).await?;
    browser.wait_for_extension(&built).await?;
    if !is_paired(&browser, &built.extension_id).await? {
        pairing::pair(&browser, &built.extension_id, &backend, "This machine").await?;
        eprintln!("▸ AutoBolt is paired");
    }
    eprintln!(
        "▸ ready. Staff page: {}\n  import directories and customers with\n    {program} directories import --builtin\n    {program} customers import FILE.json\n  \
         (AUTOBOLT_DATA_DIR={data}). Ctrl-C ends it; everything is kept.",
        backend.url("/"),
        program = backend.options.program.display(),
        data = data.display(),
    );
    let end = loop {
        if let Some(end) = backend.ended().or_else(|| browser.ended()) {
            break Some(end);
        }
        tokio::select! {
            () = asked_to_end() => break None,
            () = tokio::time::sleep(Duration::from_millis(500)) => {}
        }
    };
    browser.stop();
    backend.stop();
    end.map_or(Ok(()), |end| bail!("{end}"))
}

/// The set-up page while there are no staff, else the staff page.
fn first_page(backend: &Backend) -> Result<String> {
    let staff = backend.options.json(&["staff", "list"])?;
    if staff.as_array().is_some_and(|list| !list.is_empty()) {
        return Ok(backend.url("/"));
    }
    let link = backend.set_up_link().context("the backend printed no set-up link")?;
    eprintln!("▸ no staff yet: choose a password at {link}");
    Ok(link)
}

/// Whether the profile's extension is paired and its key still good.
async fn is_paired(browser: &Chromium, extension_id: &str) -> Result<bool> {
    let mut page = browser.open(&format!("chrome-extension://{extension_id}/options.html")).await?;
    page.wait_for(
        "document.documentElement.dataset.ready === 'true'",
        "the options page to be ready",
        Duration::from_secs(20),
    )
    .await?;
    let connected = "document.getElementById('status').dataset.state === 'connected'";
    let paired = page.wait_for(connected, "the connection", Duration::from_secs(5)).await.is_ok();
    if paired {
        page.eval("window.close()").await.ok();
    }
    Ok(paired)
}

fn default_data_dir() -> Result<PathBuf> {
    if setup::is_root() {
        return Ok(Path::new("/var/lib/autobolt").to_path_buf());
    }
    let home = || std::env::var_os("HOME").map(|h| Path::new(&h).join(".local/share"));
    let base = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).or_else(home);
    Ok(base.context("neither XDG_DATA_HOME nor HOME is set; give --data DIR")?.join("autobolt"))
}
