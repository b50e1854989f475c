//! The report for people.

use super::Report;
use super::updates::Pair;
use std::fmt::Write as _;

/// The whole report as text.
#[must_use]
pub fn text(report: &Report) -> String {
    let mut out = String::new();
    // Writing into a String does not fail.
    let _ = write(report, &mut out);
    out
}

fn write(report: &Report, out: &mut String) -> std::fmt::Result {
    let machine = &report.machine;
    let load = |load: Option<f64>| load.map_or_else(|| "unknown".to_owned(), |load| format!("{load:.2}"));
    writeln!(
        out,
        "{} cores, {}, {}; load average {} before, {} after",
        machine.cores,
        machine.processor.as_deref().unwrap_or("processor unknown"),
        machine.system,
        load(machine.load_before),
        load(machine.load_after)
    )?;
    if let Some(pages) = &report.pages {
        writeln!(
            out,
            "\nStaff pages over 1,000 jobs of 500 directories (aim: {:.0} ms)\n{:16}  {:>8}  {:>8}  {:>6}",
            super::pages::AIM_MS,
            "page",
            "p50 ms",
            "p99 ms",
            "kB"
        )?;
        for page in pages {
            writeln!(
                out,
                "{:16}  {:>8.1}  {:>8.1}  {:>6}",
                page.name, page.took.p50_ms, page.took.p99_ms, page.kilobytes
            )?;
        }
    }
    if let Some(updates) = &report.updates {
        let rounds = updates.levels.first().map_or(0, |level| level.full.rounds.len());
        writeln!(
            out,
            "\nPOST /jobs/update, per second (medians of {rounds} rounds; pgbench: the same statements)"
        )?;
        writeln!(
            out,
            "{:>8}  {:26}  {:>8}  {:>8}  {:>6}",
            "clients", "report", "backend", "pgbench", "ratio"
        )?;
        for level in &updates.levels {
            let line = |name: &str, pair: &Pair| {
                let Pair { backend_per_s, pgbench_per_s, ratio, .. } = pair;
                format!(
                    "{:>8}  {name:26}  {backend_per_s:>8.0}  {pgbench_per_s:>8.0}  {:>5.0}%",
                    level.clients,
                    ratio * 100.0
                )
            };
            writeln!(out, "{}", line("lease, event id, press", &level.full))?;
            writeln!(out, "{}", line("bare", &level.bare))?;
        }
        writeln!(
            out,
            "\n{:>8}  {:26}  {:>8}  {:>8}  {:>8}",
            "clients", "request", "p50 ms", "p99 ms", "requests"
        )?;
        for level in &updates.levels {
            let next = ("GET /jobs/next", level.next);
            for (name, latency) in
                [next, ("POST /jobs/begin", level.begin), ("POST /jobs/update", level.update)]
            {
                let (p50, p99, requests) = (latency.p50_ms, latency.p99_ms, latency.requests);
                writeln!(out, "{:>8}  {name:26}  {p50:>8.1}  {p99:>8.1}  {requests:>8}", level.clients)?;
            }
        }
    }
    if let Some(forms) = &report.forms {
        writeln!(out, "\nOne directory, from the form's arrival, less the site's own delay (medians, ms)")?;
        writeln!(
            out,
            "{:24}  {:>9}  {:>7}  {:>6}  {:>7}  {:>9}",
            "site", "AutoBolt", "script", "ratio", "own_ms", "own ratio"
        )?;
        for form in forms {
            writeln!(
                out,
                "{:24}  {:>9.0}  {:>7.0}  {:>5.1}x  {:>7.0}  {:>8.1}x",
                form.name, form.autobolt_ms, form.bare_ms, form.ratio, form.own_ms, form.own_ratio
            )?;
        }
        let names: Vec<&str> =
            forms.first().map_or_else(Vec::new, |form| form.steps.iter().map(|s| s.0).collect());
        writeln!(
            out,
            "\nWhat that time went to; opening and the site's delay included, reporting not (medians, ms)"
        )?;
        let titles: String = names.iter().map(|name| format!("  {name:>9}")).collect();
        writeln!(out, "{:24}{titles}", "site")?;
        for form in forms {
            let times: String = form.steps.iter().map(|(_, ms)| format!("  {ms:>9.0}")).collect();
            writeln!(out, "{:24}{times}", form.name)?;
        }
    }
    if let Some(engine) = &report.engine {
        writeln!(
            out,
            "\nA page of {} controls, {} elements (description {} KB; medians): describing {:.1} ms (the first time {:.1}), \
             reading the description {:.1} ms, deciding {:.1} ms, judging {:.1} ms",
            engine.controls,
            engine.elements,
            engine.description_bytes / 1024,
            engine.describe_ms,
            engine.describe_first_ms,
            engine.read_ms,
            engine.assess_ms,
            engine.judge_ms
        )?;
    }
    if let Some(module) = &report.module {
        writeln!(
            out,
            "\nModule {} KB, packed {} KB; service worker from cold {:.0} ms (worst of {}: {:.0} ms), running {:.1} ms",
            module.bytes / 1024,
            module.packed_bytes / 1024,
            module.cold_start_ms,
            module.starts,
            module.cold_start_worst_ms,
            module.warm_ms
        )?;
    }
    Ok(())
}
