//! `autobolt audit`: every requirement of the design, checked against the running system, with evidence and the fix.
//!
//! The live system is only read: its database in read-only transactions, its backend by requests it must refuse. What has to
//! be done to be seen is done in a throw-away database with a backend of its own ([`Scratch`]).

mod api_keys;
mod check;
mod control;
mod endpoints;
pub mod extension;
mod flow;
mod http;
mod operations;
pub mod render;
mod report;
mod results;
mod schema;
mod scratch;
mod secrets;
mod serving;

pub use check::{Check, Section, Spec, Status};
pub use report::{Answer, Gap, Report};
pub use scratch::{MakeRouter, Place, Scratch};
pub use serving::of_serving;

use chrono::{DateTime, Utc};
use http::Http;
use sqlx::PgPool;
use sqlx::postgres::PgConnectOptions;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const COMPLETE: Spec = Spec::architecture("audit.complete", "R9");

/// What is audited.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The live database, as the role that serves. Reading is all that is done.
    pub database: PgPool,
    /// How it is reached.
    pub address: PgConnectOptions,
    /// It is the embedded one.
    pub embedded: bool,
    /// The address of the running backend.
    pub url: String,
    /// The built extension, folder or zip.
    pub extension: Option<PathBuf>,
    /// The environment of the server's process.
    pub environment: BTreeMap<String, String>,
    /// The server's data folder.
    pub data_dir: PathBuf,
    /// The file the service reads its environment from, where there is one.
    pub service_file: PathBuf,
    /// This machine's clock.
    pub clock: fn() -> DateTime<Utc>,
    /// What was looked at, a line for each part.
    pub described: Vec<String>,
}

/// The audit could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AuditError {
    /// The live database.
    #[error("the database cannot be read: {0}")]
    Database(#[from] sqlx::Error),
    /// The running backend.
    #[error("the backend cannot be asked: {0}")]
    Backend(String),
}

/// Makes every check. The throw-away database is the caller's to open and to close: where none could be, the reason.
///
/// # Errors
/// The live database or the running backend cannot be asked at all.
pub async fn run(subject: &Subject, scratch: Result<&Scratch, &str>) -> Result<Report, AuditError> {
    let mut checks = schema::checks(&subject.database).await?;
    let (extension, build) = look_at_extension(subject).await;
    checks.extend(extension);
    checks.extend(secrets::checks(&subject.environment, &subject.data_dir, &subject.service_file));
    let http = Http::new(&subject.url).map_err(AuditError::Backend)?;
    checks.extend(endpoints::live(&http).await.map_err(AuditError::Backend)?);
    match scratch {
        Ok(scratch) => {
            checks.extend(endpoints::crossed(scratch).await);
            checks.extend(flow::checks(scratch).await);
            checks.extend(control::checks(scratch).await);
            // Last: it looks through all that was answered before.
            checks.extend(api_keys::checks(scratch).await);
        }
        Err(why) => {
            let fix = "Let the audit make a throw-away database: give it MIGRATION_DATABASE_URL, or install PostgreSQL's programs here.";
            let unseen =
                endpoints::CROSSED.iter().chain(&flow::SPECS).chain(&control::SPECS).chain(&api_keys::SPECS);
            checks.extend(unseen.map(|spec| spec.partial(format!("not looked at: {why}"), fix)));
        }
    }
    checks.extend(results::checks(&subject.database).await?);
    checks.extend(operations::checks(subject, build.as_deref()).await?);
    checks.push(complete(&checks));
    Ok(Report::new((subject.clock)(), subject.described.clone(), checks))
}

async fn look_at_extension(subject: &Subject) -> (Vec<Check>, Option<String>) {
    let Some(path) = subject.extension.clone() else {
        return (
            extension::unseen("no built extension was named, and there is none in extension/dist"),
            None,
        );
    };
    // Megabytes of bytes are looked through.
    let looked = tokio::task::spawn_blocking(move || {
        extension::Files::read(&path).map(|files| (extension::checks(&files), extension::version(&files)))
    });
    match looked.await {
        Ok(Ok(seen)) => seen,
        Ok(Err(error)) => (extension::unseen(&error.to_string()), None),
        Err(error) => (extension::unseen(&error.to_string()), None),
    }
}

fn complete(checks: &[Check]) -> Check {
    let unseen = checks.iter().filter(|check| check.evidence.starts_with("not looked at")).count();
    if unseen > 0 {
        return COMPLETE
            .partial(format!("{unseen} of {} checks could not be made", checks.len()), "See their fixes.");
    }
    COMPLETE.pass(format!("{} checks over the requirements R1 to R8 were made", checks.len()))
}

/// This machine's clock.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "a report says when it was made, and the two clocks are compared"
)]
pub fn clock() -> DateTime<Utc> {
    Utc::now()
}

/// The report of the last audit, in the data folder.
const LAST: &str = "last-audit.json";

/// Keeps a report for the staff page.
///
/// # Errors
/// The disk's.
pub fn keep(data_dir: &Path, report: &Report) -> std::io::Result<()> {
    let unfinished = data_dir.join("last-audit.json.tmp");
    std::fs::write(&unfinished, serde_json::to_vec_pretty(report).map_err(std::io::Error::other)?)?;
    std::fs::rename(&unfinished, data_dir.join(LAST))
}

/// The last report that was kept; none where there is none, or another build wrote it otherwise.
#[must_use]
pub fn kept(data_dir: &Path) -> Option<Report> {
    serde_json::from_slice(&std::fs::read(data_dir.join(LAST)).ok()?).ok()
}

/// The built extension, where this runs in the repository.
#[must_use]
pub fn built_extension() -> Option<PathBuf> {
    Some(PathBuf::from("extension/dist")).filter(|path| path.join("manifest.json").is_file())
}
