//! What one check says, and what it is about.

use serde::{Deserialize, Serialize};
use std::fmt;

/// How a check came out; the worst of several is theirs together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Status {
    /// As required, and seen to be so.
    Pass,
    /// Incomplete, or not to be judged here; the evidence says why.
    Partial,
    /// The extension has access to Supabase, or something AutoBolt is made of is missing or broken.
    Fail,
}

impl Status {
    /// The word in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "PASS",
            Self::Partial => "PARTIAL",
            Self::Fail => "FAIL",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The part of the report a check stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// What there is, and who talks to whom.
    Architecture,
    /// Keys, rights, secrets.
    Security,
    /// What happens to a job.
    DataFlow,
}

impl Section {
    /// Every section, in the report's order.
    pub const ALL: [Self; 3] = [Self::Architecture, Self::Security, Self::DataFlow];

    /// Its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Architecture => "Architecture",
            Self::Security => "Security",
            Self::DataFlow => "Data flow",
        }
    }
}

/// A check before it is made: its name, and the requirement it is for.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// Group and name, e.g. `schema.columns`.
    pub id: &'static str,
    /// R1 to R9 of the design.
    pub requirement: &'static str,
    /// Where it stands in the report.
    pub section: Section,
}

impl Spec {
    pub(super) const fn architecture(id: &'static str, requirement: &'static str) -> Self {
        Self { id, requirement, section: Section::Architecture }
    }

    pub(super) const fn security(id: &'static str, requirement: &'static str) -> Self {
        Self { id, requirement, section: Section::Security }
    }

    pub(super) const fn data_flow(id: &'static str, requirement: &'static str) -> Self {
        Self { id, requirement, section: Section::DataFlow }
    }

    /// It is as required.
    #[must_use]
    pub fn pass(self, evidence: impl Into<String>) -> Check {
        self.is(Status::Pass, evidence, "")
    }

    /// It is incomplete, or cannot be judged here.
    #[must_use]
    pub fn partial(self, evidence: impl Into<String>, fix: impl Into<String>) -> Check {
        self.is(Status::Partial, evidence, fix)
    }

    /// It is not as required.
    #[must_use]
    pub fn fail(self, evidence: impl Into<String>, fix: impl Into<String>) -> Check {
        self.is(Status::Fail, evidence, fix)
    }

    /// Passes where nothing is wrong; else fails with what is.
    #[must_use]
    pub fn judge(self, wrong: &[String], evidence: impl Into<String>, fix: impl Into<String>) -> Check {
        if wrong.is_empty() { self.pass(evidence) } else { self.fail(few(wrong), fix) }
    }

    /// Partial where something is wrong that stops nothing.
    #[must_use]
    pub fn advise(self, wrong: &[String], evidence: impl Into<String>, fix: impl Into<String>) -> Check {
        if wrong.is_empty() { self.pass(evidence) } else { self.partial(few(wrong), fix) }
    }

    fn is(self, status: Status, evidence: impl Into<String>, fix: impl Into<String>) -> Check {
        Check {
            id: self.id.to_owned(),
            requirement: self.requirement.to_owned(),
            section: self.section,
            status,
            evidence: evidence.into(),
            fix: fix.into(),
        }
    }
}

/// The first of many findings, and how many more there are.
fn few(found: &[String]) -> String {
    const SHOWN: usize = 12;
    let mut text = found.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("; ");
    if let Some(more) = found.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        text.push_str(&format!("; and {more} more"));
    }
    text
}

/// A check that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Group and name, e.g. `schema.columns`.
    pub id: String,
    /// R1 to R9 of the design.
    pub requirement: String,
    /// Where it stands in the report.
    pub section: Section,
    /// How it came out.
    pub status: Status,
    /// What was seen.
    pub evidence: String,
    /// What to do about it; empty where nothing is to be done.
    pub fix: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_of_several_is_theirs_together() {
        assert_eq!([Status::Partial, Status::Fail, Status::Pass].into_iter().max(), Some(Status::Fail));
    }

    #[test]
    fn of_many_findings_the_first_are_told_and_the_rest_are_counted() {
        let wrong: Vec<String> = (1..=14).map(|n| format!("w{n}")).collect();
        let check = Spec::security("a.b", "R1").judge(&wrong, "", "do it");
        assert!(check.evidence.ends_with("w12; and 2 more"), "{}", check.evidence);
    }
}
