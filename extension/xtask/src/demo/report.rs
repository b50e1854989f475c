//! What came of it: the report file, and on the sample sites what they really stored beside what AutoBolt reported.

use crate::rig::Rig;
use crate::sites::{Expect, Sites, all};
use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// One directory's result.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Row {
    /// Its name, as in the catalogue.
    pub directory_name: String,
    /// Its status.
    pub status: String,
    /// Its reason.
    pub reason: Option<String>,
    /// How long the visit took, in milliseconds; absent where there was none.
    pub duration_ms: Option<u64>,
    /// What supports it.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// One fact.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Evidence {
    /// Its kind.
    pub kind: String,
    /// The fact.
    pub value: String,
}

/// Reads the results.
///
/// # Errors
/// When the backend does not answer.
pub async fn rows(rig: &mut Rig, job_id: &str) -> Result<Vec<Row>> {
    let job = rig.job(job_id).await?;
    serde_json::from_value(job["results"].clone()).context("the backend's results have another shape")
}

/// Writes the report.
///
/// # Errors
/// When the file cannot be written.
pub fn write(path: &Path, rows: &[Row]) -> Result<()> {
    let text = serde_json::to_string_pretty(rows)?;
    std::fs::write(path, text + "\n").with_context(|| format!("cannot write {}", path.display()))
}

/// Whether the reports can be believed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Reported `submitted`, and not stored.
    pub false_submitted: Vec<String>,
    /// Stored, or sent, more than once.
    pub doubled: Vec<String>,
}

impl Verdict {
    /// No false `submitted`, nothing stored twice.
    #[must_use]
    pub fn is_honest(&self) -> bool {
        self.false_submitted.is_empty() && self.doubled.is_empty()
    }
}

/// Prints the summary, and judges it where the sites are ours.
#[expect(clippy::print_stdout, reason = "the command's result")]
pub fn print(rows: &[Row], sites: Option<&Sites>) -> Verdict {
    let mut verdict = Verdict::default();
    let told = |row: &Row| {
        row.reason.as_ref().map_or_else(|| row.status.clone(), |r| format!("{} / {r}", row.status))
    };
    let took =
        |row: &Row| row.duration_ms.map_or_else(String::new, |ms| format!("{:.1} s", ms as f64 / 1000.0));
    let Some(sites) = sites else {
        println!("\n{:<34} {:<32} {:>8}", "directory", "AutoBolt reported", "took");
        for row in rows {
            println!("{:<34} {:<32} {:>8}", row.directory_name, told(row), took(row));
        }
        return verdict;
    };
    println!(
        "\n{:<26} {:<32} {:<22} {:>6} {:>8}",
        "directory", "AutoBolt reported", "the site", "sends", "took"
    );
    let (mut stored, mut storable) = (0, 0);
    for row in rows {
        let Some(site) = all().iter().find(|s| s.name == row.directory_name) else { continue };
        let kept = sites.ledger.listings(site.number).len();
        let claims = row.status == "submitted";
        if claims && kept == 0 {
            verdict.false_submitted.push(row.directory_name.clone());
        }
        let pressed_again = sites.ledger.sends(site.number) > site.most_sends();
        if kept > 1 || pressed_again {
            verdict.doubled.push(row.directory_name.clone());
        }
        storable += usize::from(site.expect == Expect::Stored);
        stored += usize::from(site.expect == Expect::Stored && kept == 1 && claims);
        let mark = match (claims, kept) {
            (true, 0) => "✗ FALSE: stored nothing",
            (_, 2..) => "✗ DOUBLE",
            _ if pressed_again => "✗ PRESSED AGAIN",
            (true, _) => "✓ stored",
            (false, 1) => "stored",
            (false, _) => "stored nothing",
        };
        println!(
            "{:<26} {:<32} {mark:<22} {:>6} {:>8}",
            row.directory_name,
            told(row),
            sites.ledger.sends(site.number),
            took(row)
        );
    }
    println!(
        "\n{stored} of {storable} submittable sites hold the listing and are reported so; \
         {} false `submitted`, {} sent or stored twice",
        verdict.false_submitted.len(),
        verdict.doubled.len()
    );
    verdict
}
