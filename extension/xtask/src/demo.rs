//! `cargo xtask demo`: a whole job, before your eyes, on sample sites or on a catalogue of your own.

mod report;
mod watch;

use crate::backend::{self, Backend};
use crate::chromium::{self, Chromium};
use crate::extension::{self, BuildOptions};
use crate::{pairing, setup, sites};
use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The command's options.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Run the browser without a window
    #[arg(long)]
    headless: bool,
    /// Package: 50, 100 or 500 directories [default: the smallest that holds the catalogue]
    #[arg(long, value_name = "N")]
    package: Option<autobolt_shared::PackageSize>,
    /// Directories worked on at a time, 1 to 6
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=6))]
    concurrency: u8,
    /// End when nothing is runnable, without waiting for staff or long timers. Exit code 0: the run finished, whatever
    /// the statuses. 1: set-up or run failed, or, on the sample sites, a false `submitted` or a double submission
    #[arg(long)]
    exit: bool,
    /// Use this catalogue (CSV with at least name,submission_url) instead of the sample sites
    #[arg(long, value_name = "FILE.csv")]
    directories: Option<PathBuf>,
    /// Use this customer instead of the sample bakery
    #[arg(long, value_name = "FILE.json")]
    customer: Option<PathBuf>,
    /// Write the results there, one row per directory, in every case
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
    /// Everything but the submit: fill the forms, show what would be sent
    #[arg(long)]
    dry_run: bool,
}

/// Runs the demo.
///
/// # Errors
/// When set-up or run fail.
pub fn run(args: &Args) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(demo(args))
}

/// What a shell expects of a program that Ctrl-C ended.
const INTERRUPTED: u8 = 130;

/// Resolves at Ctrl-C.
async fn interrupt() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without a handler Ctrl-C ends the program anyway.
        std::future::pending::<()>().await;
    }
}

/// Everything that is stopped when the demo ends; in this order.
struct Running {
    browser: Chromium,
    backend: Backend,
    sites: Option<sites::Sites>,
    /// Kept for the logs' sake until the very end.
    folder: tempfile::TempDir,
}

async fn demo(args: &Args) -> Result<ExitCode> {
    // A file that cannot be written must be known now, not after the run.
    if let Some(path) = &args.report {
        report::write(path, &[]).with_context(|| format!("the report cannot be written to {}", path.display()))?;
    }
    for path in [&args.directories, &args.customer].into_iter().flatten() {
        if !path.is_file() {
            bail!("{} does not exist", path.display());
        }
    }
    let (mut running, job_id) = tokio::select! {
        ready = prepare(args) => ready?,
        () = interrupt() => return Ok(ExitCode::from(INTERRUPTED)),
    };
    let watched = tokio::select! {
        ended = watch::until_nothing_runs(&mut running, &job_id) => ended.map(|()| false),
        () = interrupt() => Ok(true),
    };
    // Whatever happened, what is known is written down.
    let rows = report::rows(&mut running.backend, &job_id).await;
    let rows = match (rows, &watched) {
        (Ok(rows), _) => rows,
        (Err(error), Ok(_)) => return Err(error),
        (Err(_), Err(_)) => Vec::new(),
    };
    if let Some(path) = &args.report {
        report::write(path, &rows)?;
        eprintln!("report: {}", path.display());
    }
    let interrupted = watched?;
    let verdict = report::print(&rows, running.sites.as_ref());
    if !args.exit && !interrupted {
        eprintln!("\nStaff page: {}   (Ctrl-C ends the demo)", running.backend.url("/"));
        interrupt().await;
    }
    running.browser.stop();
    running.backend.stop();
    drop(running.folder);
    if interrupted {
        return Ok(ExitCode::from(INTERRUPTED));
    }
    Ok(if verdict.is_honest() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn prepare(args: &Args) -> Result<(Running, String)> {
    setup::postgres()?;
    let program = setup::chromium()?;
    step("building the extension");
    let target = crate::workspace::root().join("target/autobolt-demo-extension");
    let built = extension::build(&BuildOptions { out: target, allow_all_sites: true })?;
    step("building the backend");
    let backend_program = backend::build()?;

    let folder = private_folder()?;
    let at = |name: &str| folder.path().join(name);
    let sites = if args.directories.is_none() { Some(sites::Sites::start().await?) } else { None };
    let catalogue = match (&args.directories, &sites) {
        (Some(file), _) => file.clone(),
        (None, Some(sites)) => {
            let file = at("directories.csv");
            std::fs::write(&file, sites.catalogue_csv(sites::all())?)?;
            file
        }
        (None, None) => bail!("no catalogue"),
    };
    let customer = args.customer.clone().unwrap_or_else(|| crate::workspace::root().join("extension/xtask/sample/customer.json"));

    step("starting the database and the backend");
    let options = backend::Options {
        program: backend_program,
        data_dir: at("data"),
        port: setup::free_port()?,
        timing_divisor: 1,
        own_database: true,
    };
    let backend = Backend::start(options, &at("backend.log")).await?;
    let cli = &backend.options;
    let imported = cli.json(&["directories", "import", path_text(&catalogue)?])?;
    let customers = cli.json(&["customers", "import", path_text(&customer)?])?;
    let customer_id = customers["ids"][0].as_str().context("the customer file holds no customer")?.to_owned();
    cli.run(&["staff", "add", "demo@autobolt.localhost", "--role", "admin"])?;
    let link = cli.json(&["staff", "link", "demo@autobolt.localhost"])?;
    let link = backend.url(link["path"].as_str().context("no sign-in link was made")?);

    step("starting Chromium with the extension");
    let headless = args.headless || no_display();
    if headless && !args.headless {
        eprintln!("  no display: the browser runs without a window");
    }
    let chromium_options = chromium::Options {
        program,
        profile: at("profile"),
        extension: built.dir.clone(),
        headless,
        open: vec![link],
    };
    let mut browser = Chromium::start(&chromium_options, &at("chromium.log")).await?;
    browser.wait_for_extension(&built.extension_id).await?;
    let mut options_page = pairing::pair(&browser, &built.extension_id, &backend, "Demo").await?;
    pairing::set_concurrency(&mut options_page, args.concurrency).await?;

    let package = args.package.map_or_else(|| smallest_package(&imported), |p| p.to_string());
    let mut create = vec!["jobs", "create", "--customer", &customer_id, "--package", &package, "--approve", "--accept-fewer"];
    if args.dry_run {
        create.push("--dry-run");
    }
    let job = backend.options.json(&create)?;
    let job_id = job["job_id"].as_str().context("no job was made")?.to_owned();
    step(&format!("job {job_id} is approved; staff page: {}", backend.url("/")));
    Ok((Running { browser, backend, sites, folder }, job_id))
}

/// The smallest package that holds the whole catalogue.
fn smallest_package(imported: &serde_json::Value) -> String {
    let active = imported["active"].as_i64().unwrap_or(50);
    let fits = autobolt_shared::PackageSize::ALL.into_iter().find(|p| i64::from(p.directories()) >= active);
    fits.unwrap_or(autobolt_shared::PackageSize::FiveHundred).to_string()
}

/// A folder of our own; the embedded database's own user must be able to walk through it.
fn private_folder() -> Result<tempfile::TempDir> {
    let folder = tempfile::Builder::new().prefix("autobolt-demo-").tempdir()?;
    #[cfg(unix)]
    std::fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    Ok(folder)
}

fn no_display() -> bool {
    cfg!(target_os = "linux") && std::env::var_os("DISPLAY").is_none() && std::env::var_os("WAYLAND_DISPLAY").is_none()
}

fn path_text(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} is not valid text", path.display()))
}

fn step(what: &str) {
    eprintln!("▸ {what}");
}
