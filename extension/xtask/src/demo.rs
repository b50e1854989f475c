//! `cargo xtask demo`: a whole job, before your eyes, on sample sites or on a catalogue of your own.

pub mod report;
mod watch;

use crate::process::asked_to_end;
use crate::rig::{self, Rig};
use anyhow::{Result, bail};
use autobolt_shared::PackageSize;
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
    runtime.block_on(demo(args))
}

async fn demo(args: &Args) -> Result<ExitCode> {
    // A report that cannot be written must be known now, not after the run.
    if let Some(path) = &args.report {
        report::write(path, &[])?;
    }
    for path in [&args.directories, &args.customer].into_iter().flatten() {
        if !path.is_file() {
            bail!("{} does not exist", path.display());
        }
    }
    let prepared = async {
        let rig = Rig::start(&options(args)).await?;
        // The sample job is one of 50; a catalogue of the user's own is worked through whole.
        let sample = (args.directories.is_none() && args.sites.is_empty()).then_some(PackageSize::Fifty);
        let job_id = rig.order(args.package.or(sample), args.dry_run)?;
        anyhow::Ok((rig, job_id))
    };
    let (mut rig, job_id) = tokio::select! {
        ready = prepared => ready?,
        () = asked_to_end() => return Ok(ExitCode::from(INTERRUPTED)),
    };
    step(&format!("job {job_id} is approved; staff page: {}", rig.backend.url("/")));

    let watched = tokio::select! {
        ended = watch::until_nothing_runs(&mut rig, &job_id) => ended.map(|()| false),
        () = asked_to_end() => Ok(true),
    };
    // However it ended, what is known is written down.
    let rows = report::rows(&mut rig, &job_id).await;
    if let (Some(path), Ok(rows)) = (&args.report, &rows) {
        report::write(path, rows)?;
        eprintln!("report: {}", path.display());
    }
    let interrupted = watched?;
    let verdict = report::print(&rows?, rig.sites.as_ref());
    if interrupted {
        rig.stop();
        return Ok(ExitCode::from(INTERRUPTED));
    }
    if !args.exit {
        eprintln!("\nStaff page: {}   (Ctrl-C ends the demo)", rig.backend.url("/"));
        asked_to_end().await;
    }
    rig.stop();
    Ok(if verdict.is_honest() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
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
