//! `cargo xtask demo`: a whole job, before your eyes, on sample sites or on a catalogue of your own.

mod catalogue;
pub mod report;
mod watch;

use crate::process::asked_to_end;
use crate::rig::{self, Rig};
use anyhow::{Context as _, Result};
use autobolt_shared::PackageSize;
use report::Report;
use serde_json::Value;
use std::path::PathBuf;
use std::process::ExitCode;

/// The command's options.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Run the browser without a window
    #[arg(long)]
    headless: bool,
    /// Package: 50, 100 or 500 directories [default: 50; with --directories the smallest that holds the catalogue]
    #[arg(long, value_name = "N")]
    package: Option<PackageSize>,
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
    /// Only these sample sites, by number
    #[arg(long, value_name = "N,N,…", value_delimiter = ',', conflicts_with = "directories")]
    sites: Vec<u8>,
    /// Everything but the submit: fill the forms, show what would be sent
    #[arg(long)]
    dry_run: bool,
}

/// What a shell expects of a program that somebody ended.
const INTERRUPTED: u8 = 130;

/// Runs the demo.
///
/// # Errors
/// When set-up or run fail.
pub fn run(args: &Args) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let ended = runtime.block_on(demo(args));
    // A compiler that still runs is not waited for.
    runtime.shutdown_background();
    ended
}

async fn demo(args: &Args) -> Result<ExitCode> {
    let names = match &args.directories {
        Some(file) => catalogue::names(file),
        None => sample_names(&args.sites),
    };
    // Begun now, so that one that cannot be written is known before the run and not after it.
    let report = Report::begin(args.report.clone(), names)?;
    let mut seen = Value::Null;
    let ended = tokio::select! {
        // First who waits inside for being ended, once all is done.
        biased;
        ended = work(args, &report, &mut seen) => ended,
        () = asked_to_end() => Ok(ExitCode::from(INTERRUPTED)),
    };
    // However it ended, what is known is written down.
    if let Err(error) = &ended {
        report.end(&report::rows(&seen).unwrap_or_default(), &format!("the run failed: {error:#}"))?;
    } else if matches!(&ended, Ok(code) if *code == ExitCode::from(INTERRUPTED)) {
        report.end(&report::rows(&seen).unwrap_or_default(), "the run was ended before it got there")?;
    }
    ended
}

/// The whole of it. `seen` is the job as it was last seen.
async fn work(args: &Args, report: &Report, seen: &mut Value) -> Result<ExitCode> {
    for path in [&args.directories, &args.customer].into_iter().flatten() {
        std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    }
    let mut rig = Rig::start(&options(args)).await?;
    // The sample job is one of 50; a catalogue of the user's own is worked through whole.
    let sample = (args.directories.is_none() && args.sites.is_empty()).then_some(PackageSize::Fifty);
    let job_id = rig.order(args.package.or(sample), args.dry_run)?;
    step(&format!("job {job_id} is approved; staff page: {}", rig.backend.url("/")));
    watch::until_nothing_runs(&mut rig, &job_id, seen).await?;
    let rows = report::rows(seen)?;
    report
        .end(&rows, "it is not among the job's directories: the package is smaller, or it is not active")?;
    let verdict = report::print(&rows, rig.sites.as_ref());
    if !args.exit {
        eprintln!("\nStaff page: {}   (Ctrl-C ends the demo)", rig.backend.url("/"));
        asked_to_end().await;
    }
    rig.stop();
    Ok(if verdict.is_honest() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn sample_names(wanted: &[u8]) -> Vec<String> {
    let sites = crate::sites::all().iter();
    sites.filter(|s| wanted.is_empty() || wanted.contains(&s.number)).map(|s| s.name.to_owned()).collect()
}

fn options(args: &Args) -> rig::Options {
    let no_display = cfg!(target_os = "linux")
        && std::env::var_os("DISPLAY").is_none()
        && std::env::var_os("WAYLAND_DISPLAY").is_none();
    if no_display && !args.headless {
        eprintln!("no display: the browser runs without a window");
    }
    rig::Options {
        headless: args.headless || no_display,
        timing_divisor: 1,
        directories: args.directories.clone(),
        sites: args.sites.clone(),
        customer: args.customer.clone(),
        concurrency: args.concurrency,
        staff_page: true,
        backend: None,
        say: step,
    }
}

fn step(what: &str) {
    eprintln!("▸ {what}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser as _;

    #[derive(clap::Parser)]
    struct Cli {
        #[command(flatten)]
        args: Args,
    }

    #[test]
    fn a_package_that_is_not_sold_is_refused_with_those_that_are() {
        let error = Cli::try_parse_from(["demo", "--package", "60"]).err().unwrap();
        assert!(error.to_string().contains("50, 100 or 500"), "{error}");
    }
}
