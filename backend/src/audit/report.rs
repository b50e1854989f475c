//! The report: a verdict over all checks, and answers to the questions people ask.

use super::check::{Check, Section, Status};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Everything an audit found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The worst of the checks.
    pub verdict: Status,
    /// When.
    pub at: DateTime<Utc>,
    /// The build that looked.
    pub version: String,
    /// What was looked at, a line for each part.
    pub subject: Vec<String>,
    /// The checks, group by group.
    pub checks: Vec<Check>,
    /// The nine questions.
    pub answers: Vec<Answer>,
}

/// A question and what the checks say to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The question.
    pub question: String,
    /// The worst of the checks it rests on.
    pub status: Status,
    /// In sentences.
    pub answer: String,
    /// The checks it rests on.
    pub checks: Vec<String>,
}

/// What is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap<'a> {
    /// How bad.
    pub status: Status,
    /// The checks that found it.
    pub checks: Vec<&'a str>,
    /// What was seen.
    pub evidence: &'a str,
    /// What to do about it.
    pub fix: &'a str,
}

/// A question, the answer of a system that is as it should be, and the groups or checks it rests on.
struct Question(&'static str, &'static str, &'static [&'static str]);

const QUESTIONS: [Question; 9] = [
    Question(
        "Are the two tables there?",
        "public.jobs and public.job_results exist with exactly the agreed columns, checks and keys.",
        &["schema.tables", "schema.columns", "schema.constraints", "schema.keys", "schema.migrations"],
    ),
    Question(
        "Does AutoBolt pull its jobs from the backend or from Supabase?",
        "From the backend alone, by GET /jobs/next with its own key. The extension names no Supabase address and holds no Supabase key.",
        &["extension.supabase", "extension.manifest", "endpoints.exist", "flow.complete"],
    ),
    Question(
        "Are the keys separated?",
        "The database's password and any Supabase key are on the server alone. An AutoBolt's key opens the worker API and nothing else; staff sign in with sessions, which the worker API does not take.",
        &[
            "extension.supabase",
            "secrets",
            "endpoints.no_key",
            "endpoints.wrong_key",
            "endpoints.worker_on_staff",
            "endpoints.staff_on_worker",
            "api.no_secrets",
        ],
    ),
    Question(
        "What happens when AutoBolt crashes, can it resume?",
        "Its lease runs out and the job is offered again; the same AutoBolt gets its own job back. What was reported stays, the older start is fenced, and nothing pressed is pressed again by itself.",
        &["flow.resume", "flow.takeover", "flow.stale", "flow.unknown_press"],
    ),
    Question(
        "How do staff trigger jobs?",
        "A job waits until staff approve it on the staff page; no AutoBolt is offered it before. Staff pause, resume, cancel and retry there.",
        &["flow.approval", "control.pause", "control.cancel", "control.retry"],
    ),
    Question(
        "Can progress be tracked?",
        "Yes: counted from the rows of public.job_results, directory by directory with time and reason, as a page, as JSON and as a live stream.",
        &["flow.rows", "control.progress", "control.live"],
    ),
    Question(
        "Where are the Supabase keys stored?",
        "In the environment of the backend's process, and nowhere else: not in the database, not in the extension, not in any answer of the API.",
        &["secrets.environment", "secrets.files", "extension.supabase", "api.no_secrets"],
    ),
    Question(
        "Has AutoBolt any access to Supabase?",
        "The extension has none. The API roles anon, authenticated and service_role can do nothing with AutoBolt's tables, and the schema autobolt is not exposed.",
        &["extension", "schema.grants", "schema.row_security", "schema.exposed"],
    ),
    Question(
        "How is the custom API key managed?",
        "One key per installation, made by staff or by pairing, shown once and stored as a SHA-256 hash. It has scopes, can expire, be rotated with an overlap, and be revoked at once, which ends its lease.",
        &["keys.stored", "keys.revoke", "operations.key_age", "endpoints.wrong_key"],
    ),
];

impl Report {
    /// Puts the checks together.
    #[must_use]
    pub fn new(at: DateTime<Utc>, subject: Vec<String>, checks: Vec<Check>) -> Self {
        let verdict = worst(&checks);
        let answers = QUESTIONS.iter().map(|question| answer(question, &checks)).collect();
        Self { verdict, at, version: env!("CARGO_PKG_VERSION").to_owned(), subject, checks, answers }
    }

    /// The checks of a section.
    pub fn of(&self, section: Section) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(move |check| check.section == section)
    }

    /// What is not as it should be, the worst first. Checks that found the same are one gap.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap<'_>> {
        let mut gaps = gaps_of(self.checks.iter());
        gaps.sort_by_key(|gap| std::cmp::Reverse(gap.status));
        gaps
    }

    /// How many checks came out like that.
    #[must_use]
    pub fn count(&self, status: Status) -> usize {
        self.checks.iter().filter(|check| check.status == status).count()
    }

    /// Every requirement with the worst of its checks.
    #[must_use]
    pub fn requirements(&self) -> Vec<(String, Status)> {
        (1..=9)
            .map(|n| format!("R{n}"))
            .map(|requirement| {
                let own = self.checks.iter().filter(|check| check.requirement == requirement);
                // What nothing was checked for is not known to be so.
                let status = own.map(|check| check.status).max().unwrap_or(Status::Partial);
                (requirement, status)
            })
            .collect()
    }
}

fn worst(checks: &[Check]) -> Status {
    checks.iter().map(|check| check.status).max().unwrap_or(Status::Partial)
}

fn answer(Question(question, good, rests_on): &Question, checks: &[Check]) -> Answer {
    let own: Vec<Check> =
        checks.iter().filter(|check| rests_on.iter().any(|on| is_of(&check.id, on))).cloned().collect();
    let status = worst(&own);
    let found: Vec<String> = gaps_of(own.iter())
        .iter()
        .map(|gap| format!("{} ({}): {}.", gap.checks.join(", "), gap.status, gap.evidence))
        .collect();
    let said = match status {
        Status::Pass => (*good).to_owned(),
        Status::Partial => format!("{good} Not all of it could be shown. {}", found.join(" ")),
        Status::Fail => format!("Not as it should be. {}", found.join(" ")),
    };
    Answer {
        question: (*question).to_owned(),
        status,
        answer: said,
        checks: own.into_iter().map(|check| check.id).collect(),
    }
}

fn gaps_of<'a>(checks: impl Iterator<Item = &'a Check>) -> Vec<Gap<'a>> {
    let mut gaps: Vec<Gap<'a>> = Vec::new();
    for check in checks.filter(|check| check.status != Status::Pass) {
        match gaps.iter_mut().find(|gap| gap.evidence == check.evidence && gap.status == check.status) {
            Some(gap) => gap.checks.push(&check.id),
            None => gaps.push(Gap {
                status: check.status,
                checks: vec![&check.id],
                evidence: &check.evidence,
                fix: &check.fix,
            }),
        }
    }
    gaps
}

/// Whether a check is that one, or of that group.
fn is_of(id: &str, named: &str) -> bool {
    id == named || id.strip_prefix(named).is_some_and(|rest| rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::super::check::Spec;
    use super::*;

    fn report(checks: Vec<Check>) -> Report {
        Report::new(DateTime::default(), Vec::new(), checks)
    }

    #[test]
    fn one_failed_check_fails_the_whole_and_the_answers_that_rest_on_it() {
        let report = report(vec![
            Spec::security("extension.supabase", "R1").fail("worker.js names abc.supabase.co", "remove it"),
            Spec::architecture("schema.tables", "R2").pass("all there"),
        ]);
        assert_eq!(report.verdict, Status::Fail);
        let of = |part: &str| report.answers.iter().find(|a| a.question.contains(part)).map(|a| a.status);
        assert_eq!(of("any access to Supabase"), Some(Status::Fail));
        assert_eq!(of("two tables"), Some(Status::Pass));
        assert_eq!(report.answers.len(), 9);
    }

    #[test]
    fn what_no_check_was_made_for_is_not_said_to_be_good() {
        let report = report(Vec::new());
        assert_eq!(report.verdict, Status::Partial);
        assert!(report.requirements().iter().all(|(_, status)| *status == Status::Partial));
    }
}
