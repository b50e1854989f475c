//! `cargo xtask test`: everything CI runs; less of it with `--fast`, more with `--full`.

use crate::process::Process;
use crate::setup;
use anyhow::Result;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

/// The command's options.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Leave the browser tests out: no browser is needed then
    #[arg(long, conflicts_with = "full")]
    fast: bool,
    /// Everything, and the load figures after it (`cargo xtask bench`): minutes more, and a release build
    #[arg(long)]
    full: bool,
}

/// What the runners said.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
}

/// Runs everything; a failure does not hide what comes after it.
///
/// # Errors
/// When the machine lacks something that cannot be installed.
#[expect(clippy::print_stdout, reason = "the command's result")]
pub fn run(args: &Args) -> Result<ExitCode> {
    let browser = if args.fast {
        setup::postgres()?;
        None
    } else {
        Some(setup::both()?.1)
    };
    crate::extension::ensure_wasm_target()?;

    // Now: the tests may build this program anew.
    let own = std::env::current_exe()?;
    let mut tally = Tally::default();
    let mut run = |name: &str, mut command: Command, arguments: &[&str]| -> Result<()> {
        let started = Instant::now();
        let program = Path::new(command.get_program()).file_stem().unwrap_or_default().to_string_lossy();
        println!("\n── {name}: {program} {}", arguments.join(" "));
        command.args(arguments);
        if let Some(browser) = &browser {
            command.env("CHROME", browser);
        }
        let part = watch(&mut command)?;
        println!(
            "── {name}: {} passed, {} failed, {:.0} s",
            part.passed,
            part.failed,
            started.elapsed().as_secs_f32()
        );
        tally.passed += part.passed;
        tally.failed += part.failed;
        tally.skipped += part.skipped;
        Ok(())
    };

    let mut check = |name: &str, arguments: &[&str]| run(name, crate::workspace::cargo(), arguments);
    check("formatting", &["fmt", "--all", "--check"])?;
    check("lints", &["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])?;
    check(
        "lints of the module",
        &[
            "clippy",
            "-p",
            "autobolt-extension",
            "--target",
            "wasm32-unknown-unknown",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ],
    )?;
    // As `cargo install --path backend` builds it: a feature that only another crate asks for must not be needed.
    check("the backend by itself", &["check", "-p", "autobolt-backend", "--quiet"])?;
    // Always the whole workspace, so that every step compiles the dependencies with the same features: once.
    let unit = ["test", "--workspace", "--lib", "--bins", "--test", "forms", "--quiet", "--no-fail-fast"];
    check("unit tests", &unit)?;
    let mut database = vec!["test", "--workspace", "--test", "it", "--quiet"];
    // What is ignored there needs PgBouncer.
    if setup::pgbouncer() {
        database.extend(["--", "--include-ignored"]);
    }
    check("database and API tests", &database)?;
    if !args.fast {
        check("browser tests", &["test", "--workspace", "--test", "browser", "--", "--test-threads=1"])?;
    }
    if args.full {
        run("load figures", Command::new(&own), &["bench"])?;
    }
    println!("\n{} passed, {} failed, {} skipped", tally.passed, tally.failed, tally.skipped);
    Ok(if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs one, showing all it prints, and counts. A command without tests of its own counts as one.
#[expect(clippy::print_stdout, reason = "passes the runner's output on")]
fn watch(command: &mut Command) -> Result<Tally> {
    let name = command.get_program().to_string_lossy().into_owned();
    let (mut child, output) = Process::start_watched(&name, command)?;
    let mut tally = Tally::default();
    let mut results = 0;
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        if let Some(part) = read_result(&line) {
            results += 1;
            tally.passed += part.passed;
            tally.failed += part.failed;
            tally.skipped += part.skipped;
        }
    }
    let good = child.wait()?;
    match (good, results) {
        (true, 0) => tally.passed += 1,
        // It failed before or beside its tests: a compile error, a crash.
        (false, _) if tally.failed == 0 => tally.failed += 1,
        _ => {}
    }
    Ok(tally)
}

/// `test result: ok. 12 passed; 0 failed; 1 ignored; …`
fn read_result(line: &str) -> Option<Tally> {
    let rest = line.trim().strip_prefix("test result: ")?;
    let number = |word: &str| {
        rest.split([';', '.'])
            .find_map(|part| part.trim().strip_suffix(word)?.trim().parse::<u64>().ok())
            .unwrap_or_default()
    };
    Some(Tally { passed: number("passed"), failed: number("failed"), skipped: number("ignored") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runners_closing_line_is_counted() {
        let line = "test result: FAILED. 12 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.05s";
        assert_eq!(read_result(line), Some(Tally { passed: 12, failed: 2, skipped: 1 }));
        assert_eq!(read_result("running 3 tests"), None);
    }

    #[test]
    fn a_command_that_fails_without_a_failed_test_still_counts_as_failed() {
        let tally = watch(Command::new("sh").args(["-c", "exit 3"])).unwrap();
        assert_eq!(tally, Tally { passed: 0, failed: 1, skipped: 0 });
    }
}
