//! For a ticket or a wiki.

use crate::audit::{Report, Section};
use std::fmt::Write;

/// The report in Markdown.
#[must_use]
pub fn markdown(report: &Report) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write(&mut out, report);
    out
}

fn write(out: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(out, "# AutoBolt audit: {}\n", report.verdict)?;
    writeln!(out, "{}, build {}\n", report.at.format("%Y-%m-%d %H:%M UTC"), plain(&report.version))?;
    for line in &report.subject {
        writeln!(out, "- {}", plain(line))?;
    }
    writeln!(out, "\n| Requirement | |\n|---|---|")?;
    for (requirement, status) in report.requirements() {
        writeln!(out, "| {requirement} | {status} |")?;
    }
    for section in Section::ALL {
        writeln!(out, "\n## {}\n\n| | For | Check | Evidence |\n|---|---|---|---|", section.title())?;
        for check in report.of(section) {
            writeln!(
                out,
                "| {} | {} | `{}` | {} |",
                check.status,
                check.requirement,
                check.id,
                plain(&check.evidence)
            )?;
        }
    }
    writeln!(out, "\n## Gap analysis\n")?;
    let gaps = report.gaps();
    if gaps.is_empty() {
        writeln!(out, "No gaps.")?;
    }
    for gap in gaps {
        let checks = gap.checks.join("`, `");
        writeln!(out, "- **{}** `{checks}`: {} *Fix:* {}", gap.status, plain(gap.evidence), plain(gap.fix))?;
    }
    writeln!(out, "\n## Questions")?;
    for answer in &report.answers {
        writeln!(out, "\n### {}\n\n**{}.** {}", answer.question, answer.status, plain(&answer.answer))?;
    }
    Ok(())
}

/// Text that came from outside stays text: no table cell ends early, no link or tag begins.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '\\' | '|' | '<' | '>' | '*' | '_' | '[' | ']' | '`' | '#' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn what_a_directory_is_called_cannot_break_out_of_its_cell() {
        assert_eq!(plain("a|b\n<img src=x> [x](y)"), "a\\|b \\<img src=x\\> \\[x\\](y)");
    }
}
