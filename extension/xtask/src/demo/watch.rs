//! Follows the job until nothing of it can run, and shows how it goes.

use crate::rig::{Rig, is_at_rest};
use anyhow::{Result, bail};
use serde_json::Value;
use std::io::{IsTerminal as _, Write as _};
use std::time::Duration;

/// Longest wait for anything to change at all.
const STANDSTILL: Duration = Duration::from_secs(600);

/// How long the backend may be unable to say how the job stands: a database that died comes back within seconds.
const SILENCE: Duration = Duration::from_secs(60);

/// Returns when the job is over, or when only people and long timers could bring it on. `seen` is the job as it was last
/// seen, whatever happens.
pub async fn until_nothing_runs(rig: &mut Rig, job_id: &str, seen: &mut Value) -> Result<()> {
    let mut last = String::new();
    let mut changed = tokio::time::Instant::now();
    let mut heard = changed;
    let mut quiet_polls = 0;
    loop {
        if let Some(end) = rig.ended() {
            bail!("{end}");
        }
        match rig.job(job_id).await {
            Ok(job) => {
                *seen = job;
                heard = tokio::time::Instant::now();
            }
            Err(_) if heard.elapsed() < SILENCE => {
                tokio::time::sleep(Duration::from_millis(500)).await;
                continue;
            }
            Err(error) => return Err(error),
        }
        let line = progress_line(seen);
        if line != last {
            show(&line);
            last = line;
            changed = tokio::time::Instant::now();
        }
        quiet_polls = if is_at_rest(seen) { quiet_polls + 1 } else { 0 };
        if quiet_polls >= 2 {
            eprintln!();
            return Ok(());
        }
        if changed.elapsed() > STANDSTILL {
            bail!("nothing has changed for {} minutes: {last}", STANDSTILL.as_secs() / 60);
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

fn progress_line(job: &Value) -> String {
    let progress = &job["progress"];
    let number = |key: &str| progress[key].as_i64().unwrap_or_default();
    let (done, total) = (number("done"), number("total"));
    let width = 30;
    let filled = if total > 0 { usize::try_from(done * width / total).unwrap_or_default() } else { 0 };
    let bar: String = (0..30).map(|i| if i < filled { '█' } else { '░' }).collect();
    let doing: Vec<String> = job["worker"]["doing"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|d| Some(format!("{} ({})", d["directory_name"].as_str()?, d["step"].as_str()?)))
        .collect();
    format!(
        "{bar} {done}/{total} directories · {} submitted · {} failed · {} waiting{}{}",
        number("submitted"),
        number("failed"),
        number("retry"),
        if doing.is_empty() { "" } else { " · " },
        doing.join(", ")
    )
}

fn show(line: &str) {
    let mut err = std::io::stderr();
    // A terminal keeps one line; a log file gets one line per change.
    let _ = if err.is_terminal() { write!(err, "\r\x1b[2K{line}") } else { writeln!(err, "{line}") };
    let _ = err.flush();
}
