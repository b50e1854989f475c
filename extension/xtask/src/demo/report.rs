//! What came of it: the report file, and on the sample sites what they really stored beside what AutoBolt reported.

use crate::sites::{Expect, Sites, all};
use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::path::PathBuf;

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

/// The results of a job as the staff API tells it.
///
/// # Errors
/// When they have another shape.
pub fn rows(job: &Value) -> Result<Vec<Row>> {
    serde_json::from_value(job["results"].clone()).context("the backend's results have another shape")
}

/// The report file. It is there from the start, and tells of every directory of the catalogue whatever happens.
pub struct Report {
    path: Option<PathBuf>,
    names: Vec<String>,
}

impl Report {
    /// Begins it: nothing is done yet.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn begin(path: Option<PathBuf>, names: Vec<String>) -> Result<Self> {
        let report = Self { path, names };
        report.write(&[], "the run was killed before it got there")?;
        Ok(report)
    }

    /// Writes what is known; `why` says of the other directories why nothing is.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn end(&self, rows: &[Row], why: &str) -> Result<()> {
        self.write(rows, why)?;
        if let Some(path) = &self.path {
            eprintln!("▸ report: {}", path.display());
        }
        Ok(())
    }

    fn write(&self, rows: &[Row], why: &str) -> Result<()> {
        let Some(path) = &self.path else { return Ok(()) };
        let text = serde_json::to_string_pretty(&self.completed(rows, why))?;
        std::fs::write(path, text + "\n")
            .with_context(|| format!("cannot write the report {}", path.display()))
    }

    /// Nothing was pressed at a directory that has no row: it is pending still.
    fn completed(&self, rows: &[Row], why: &str) -> Vec<Row> {
        let untold = self.names.iter().filter(|name| rows.iter().all(|row| row.directory_name != **name));
        let pending = |name: &String| Row {
            directory_name: name.clone(),
            status: "pending".to_owned(),
            reason: None,
            duration_ms: None,
            evidence: vec![Evidence { kind: "note".to_owned(), value: why.to_owned() }],
        };
        rows.iter().cloned().chain(untold.map(pending)).collect()
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_fails_half_way_still_tells_of_every_directory() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("report.json");
        let names = ["One", "Two"].map(str::to_owned).to_vec();
        let report = Report::begin(Some(file.clone()), names).unwrap();
        let read = || serde_json::from_slice::<Value>(&std::fs::read(&file).unwrap()).unwrap();
        assert_eq!(read().as_array().unwrap().len(), 2, "it is there before anything is done");

        let job = serde_json::json!({ "results": [{
            "directory_name": "Two", "status": "submitted", "reason": null, "duration_ms": 900,
            "evidence": [{ "kind": "text", "value": "Thank you" }],
        }]});
        report.end(&rows(&job).unwrap(), "the run failed: the backend ended").unwrap();
        let written = read();
        assert_eq!(written[0]["status"], "submitted");
        assert_eq!(written[1]["directory_name"], "One");
        assert_eq!((&written[1]["status"], &written[1]["reason"]), (&"pending".into(), &Value::Null));
        assert_eq!(written[1]["evidence"][0]["value"], "the run failed: the backend ended");
    }

    #[test]
    fn a_report_that_cannot_be_written_is_known_before_the_run() {
        let error = Report::begin(Some(PathBuf::from("/nowhere/report.json")), Vec::new()).err().unwrap();
        assert!(error.to_string().contains("/nowhere/report.json"), "{error}");
    }
}
