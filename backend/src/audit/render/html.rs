//! A page that stands alone: no script, no style from elsewhere.

use crate::audit::{Check, Gap, Report, Section};
use askama::Template;

#[derive(Template)]
#[template(path = "audit_report.html")]
struct Page<'a> {
    report: &'a Report,
    sections: [(Section, Vec<&'a Check>); 3],
    gaps: Vec<Gap<'a>>,
}

/// The report as an HTML document.
///
/// # Errors
/// Never in practice: the template is checked when this is compiled.
pub fn html(report: &Report) -> Result<String, askama::Error> {
    let sections = Section::ALL.map(|section| (section, report.of(section).collect()));
    Page { report, sections, gaps: report.gaps() }.render()
}
