//! For a terminal.

use crate::audit::{Report, Section, Status};
use std::fmt::Write;

/// The report in plain text.
#[must_use]
pub fn text(report: &Report) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write(&mut out, report);
    out
}

fn write(out: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(out, "AutoBolt audit: {}", report.verdict)?;
    writeln!(out, "{}, build {}", report.at.format("%Y-%m-%d %H:%M UTC"), report.version)?;
    for line in &report.subject {
        writeln!(out, "  {line}")?;
    }
    let counts = [Status::Pass, Status::Partial, Status::Fail]
        .map(|status| format!("{} {status}", report.count(status)));
    writeln!(out, "{}", counts.join(", "))?;
    let requirements: Vec<String> =
        report.requirements().into_iter().map(|(r, status)| format!("{r} {status}")).collect();
    writeln!(out, "{}", requirements.join("  "))?;
    for section in Section::ALL {
        writeln!(out, "\n{}", section.title())?;
        for check in report.of(section) {
            writeln!(out, "  {:7}  {:2}  {}", check.status, check.requirement, check.id)?;
            writeln!(out, "               {}", check.evidence)?;
        }
    }
    writeln!(out, "\nGap analysis")?;
    let gaps = report.gaps();
    if gaps.is_empty() {
        writeln!(out, "  No gaps.")?;
    }
    for gap in gaps {
        writeln!(out, "  {:7}  {}: {}", gap.status, gap.checks.join(", "), gap.evidence)?;
        writeln!(out, "           Fix: {}", gap.fix)?;
    }
    writeln!(out, "\nQuestions")?;
    for answer in &report.answers {
        writeln!(out, "  {} [{}]", answer.question, answer.status)?;
        writeln!(out, "    {}", answer.answer)?;
    }
    Ok(())
}
