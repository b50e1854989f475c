//! `cargo xtask bench`: how fast AutoBolt is, beside a yardstick measured in the same run: pgbench for the backend, a bare
//! scripted browser for the extension.
//!
//! Benchmarks, not tests: nothing fails because a machine is slow. Everything runs on throw-away data on this machine, and
//! is bounded in count.

mod database;
mod engine;
mod form;
mod ground;
mod http;
mod load;
mod machine;
mod module;
mod pages;
mod pgbench;
mod stats;
mod table;
mod updates;

use crate::rig::{self, Rig};
use anyhow::{Context as _, Result};
use serde::Serialize;
use std::path::PathBuf;
use std::process::ExitCode;

/// The command's options.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Write the numbers there, too
    #[arg(long, value_name = "FILE.json")]
    json: Option<PathBuf>,
    /// Only this part; can be given more than once
    #[arg(long, value_name = "PART")]
    only: Vec<Part>,
    /// How often each thing is measured; the median is told
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=9))]
    rounds: u8,
    /// Measure this `autobolt` program instead of building one
    #[arg(long, value_name = "PROGRAM")]
    backend: Option<PathBuf>,
}

/// What can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// `POST /jobs/update` beside pgbench
    Updates,
    /// One directory beside a bare scripted browser
    Forms,
    /// The page agent and the form engine on a large page
    Engine,
    /// Size and start of the WebAssembly module
    Module,
    /// The staff pages over 1,000 jobs of 500 directories
    Pages,
}

/// All the numbers.
#[derive(Debug, Serialize)]
pub struct Report {
    /// What they were measured on.
    pub machine: machine::Machine,
    /// The backend.
    pub updates: Option<updates::Updates>,
    /// The extension at a directory.
    pub forms: Option<Vec<form::Form>>,
    /// Agent and engine on a large page.
    pub engine: Option<engine::Engine>,
    /// The module.
    pub module: Option<module::Module>,
    /// The staff pages.
    pub pages: Option<Vec<pages::Page>>,
}

/// Service worker starts.
const STARTS: usize = 10;

/// Runs the benchmarks.
///
/// # Errors
/// When something cannot be set up, or what is measured does not work.
pub fn run(args: &Args) -> Result<ExitCode> {
    // A file that cannot be written must be known now, not after the run.
    if let Some(file) = &args.json {
        std::fs::write(file, "{}").with_context(|| format!("cannot write {}", file.display()))?;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(bench(args))
}

#[expect(clippy::print_stdout, reason = "the command's result")]
async fn bench(args: &Args) -> Result<ExitCode> {
    let wanted = |part: Part| args.only.is_empty() || args.only.contains(&part);
    let rounds = usize::from(args.rounds);
    let program = match &args.backend {
        Some(program) => program.clone(),
        None => {
            step("building the backend as it is shipped: cargo build --release");
            crate::backend::build_release()?
        }
    };
    let (forms, large, module) = (wanted(Part::Forms), wanted(Part::Engine), wanted(Part::Module));
    let mut browser = None;
    if forms || large || module {
        // First of all, so that no compiler runs beside a measurement.
        browser = Some(Rig::start(&rig::Options { backend: Some(program.clone()), ..options() }).await?);
    }
    let mut report = Report {
        machine: machine::Machine::look(),
        updates: None,
        forms: None,
        engine: None,
        module: None,
        pages: None,
    };
    if report.machine.load_before.is_some_and(|load| load > 1.0) {
        step("this machine is busy: read the numbers with that in mind");
    }
    if let Some(rig) = &mut browser {
        if forms {
            step("forms: AutoBolt beside a bare script");
            report.forms = Some(form::measure(rig, rounds).await?);
        }
        if large {
            step("engine: a page of 300 controls");
            report.engine = Some(engine::measure(rig).await?);
        }
        if module {
            step("module: starts of the service worker");
            report.module = Some(module::measure(rig, STARTS).await?);
        }
        rig.stop();
    }
    drop(browser);
    let pages_program = program.clone();
    if wanted(Part::Updates) {
        step("updates: the backend beside pgbench");
        report.updates = Some(updates::measure(program, rounds).await?);
    }
    if wanted(Part::Pages) {
        step("pages: the staff pages over 1,000 jobs of 500 directories");
        report.pages = Some(pages::measure(pages_program).await?);
    }
    report.machine.load_after = machine::load();
    print!("{}", table::text(&report));
    if let Some(file) = &args.json {
        std::fs::write(file, serde_json::to_vec_pretty(&report)?)
            .with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The real protocol times, one directory at a time.
fn options() -> rig::Options {
    rig::Options { timing_divisor: 1, concurrency: 1, say: step, ..rig::Options::for_test(&form::SITES) }
}

fn step(what: &str) {
    eprintln!("▸ {what}");
}
