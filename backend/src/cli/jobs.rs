//! `autobolt jobs`: order, look at and steer jobs.

use super::{Opened, print, print_json};
use crate::jobs::{
    control::{self, Done},
    create::{self, CreateError, Order},
};
use crate::store::{
    control::Which,
    overview::{self, JobFilter, JobLine, ResultLine},
};
use anyhow::Context;
use autobolt_shared::{CustomerId, JobId, PackageSize};
use serde_json::{Value, json};

/// Order, look at and steer jobs.
#[derive(Debug, clap::Subcommand)]
pub enum Jobs {
    /// Order a job for a customer. It waits for approval unless --approve is given.
    Create(Create),
    /// List the newest jobs, those at work first.
    List(List),
    /// Show a job with every directory.
    Show(One),
    /// Let AutoBolts have the job.
    Approve(One),
    /// No new press; what is begun is reported, then the job waits.
    Pause(One),
    /// End a pause.
    Resume(One),
    /// End a rehearsal: what was only rehearsed is submitted.
    GoLive(One),
    /// End the job; directories that are left become failed / cancelled.
    Cancel(One),
    /// Try directories again: every failed one, those with one reason, or one.
    Retry(Retry),
}

/// Order a job for a customer. It waits for approval unless --approve is given.
#[derive(Debug, clap::Args)]
pub struct Create {
    /// The customer's id.
    #[arg(long, value_name = "ID")]
    customer: CustomerId,
    /// Directories ordered: 50, 100 or 500.
    #[arg(long, value_name = "NUMBER")]
    package: PackageSize,
    /// Approve it at once.
    #[arg(long)]
    approve: bool,
    /// Make it although fewer directories are available than the package holds.
    #[arg(long)]
    accept_fewer: bool,
    /// Everything but the press: AutoBolt fills every form and submits none.
    #[arg(long)]
    dry_run: bool,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

/// List the newest jobs, those at work first.
#[derive(Debug, clap::Args)]
pub struct List {
    /// Only pending, in_progress, complete or failed ones.
    #[arg(long)]
    status: Option<autobolt_shared::JobStatus>,
    /// Only this customer's.
    #[arg(long, value_name = "ID")]
    customer: Option<CustomerId>,
    /// How many.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=1000))]
    limit: i64,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

/// A job.
#[derive(Debug, clap::Args)]
pub struct One {
    /// The job's id.
    job: JobId,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

/// Try directories again: every failed one, those with one reason, or one.
#[derive(Debug, clap::Args)]
pub struct Retry {
    #[command(flatten)]
    one: One,
    /// Only those with this reason, failed or waiting for staff, e.g. captcha.
    #[arg(long, conflicts_with = "directory")]
    reason: Option<autobolt_shared::Reason>,
    /// Only this directory.
    #[arg(long, value_name = "NAME")]
    directory: Option<String>,
}

/// Runs the command.
pub(super) async fn run(command: Jobs, opened: &Opened) -> anyhow::Result<()> {
    let pool = &opened.pool;
    match command {
        Jobs::Create(create) => self::create(create, opened).await,
        Jobs::List(list) => self::list(list, opened).await,
        Jobs::Show(one) => show(&one, opened).await,
        Jobs::Approve(one) => {
            done(one.json, control::act(pool, one.job, control::Act::Approve, "cli").await?)
        }
        Jobs::Pause(one) => done(one.json, control::act(pool, one.job, control::Act::Pause, "cli").await?),
        Jobs::Resume(one) => done(one.json, control::act(pool, one.job, control::Act::Resume, "cli").await?),
        Jobs::GoLive(one) => done(one.json, control::act(pool, one.job, control::Act::GoLive, "cli").await?),
        Jobs::Cancel(one) => done(one.json, control::act(pool, one.job, control::Act::Cancel, "cli").await?),
        Jobs::Retry(retry) => {
            let which = match (retry.reason, retry.directory) {
                (Some(reason), _) => Which::Reason(reason.as_str().to_owned()),
                (None, Some(name)) => Which::One(name),
                (None, None) => Which::Failed,
            };
            done(retry.one.json, control::retry(pool, retry.one.job, which, "cli").await?)
        }
    }
}

fn done(as_json: bool, done: Done) -> anyhow::Result<()> {
    if as_json {
        return print_json(&done);
    }
    print(done.message);
    Ok(())
}

async fn create(command: Create, opened: &Opened) -> anyhow::Result<()> {
    let order = Order {
        customer: command.customer,
        package: command.package,
        accept_fewer: command.accept_fewer,
        approve: command.approve,
        dry_run: command.dry_run,
        actor: "cli".to_owned(),
        idempotency: None,
    };
    let made = create::create(&opened.pool, &order).await.map_err(|error| match error {
        CreateError::CatalogueTooSmall { available, .. } if available > 0 => anyhow::anyhow!(
            "{error}. Add directories (`autobolt directories import FILE`), or take these with --accept-fewer."
        ),
        CreateError::CatalogueTooSmall { .. } => {
            anyhow::anyhow!("{error}. Add some with `autobolt directories import FILE`.")
        }
        other => other.into(),
    })?;
    if command.json {
        return print_json(&made);
    }
    let total = made.progress.total;
    let directories = made.note.unwrap_or_else(|| format!("{total} directories"));
    print(format_args!("Job {}: {directories}.", made.job_id));
    print(if made.approved {
        "Approved. The next free AutoBolt takes it.".to_owned()
    } else {
        format!("It waits for approval: on the staff page, or with `autobolt jobs approve {}`.", made.job_id)
    });
    Ok(())
}

async fn list(command: List, opened: &Opened) -> anyhow::Result<()> {
    let filter = JobFilter {
        status: command.status.map(|status| status.as_str().to_owned()),
        customer: command.customer.map(|customer| customer.0),
        limit: command.limit,
        ..JobFilter::default()
    };
    let jobs = overview::jobs(&opened.pool, &filter).await?;
    if command.json {
        return print_json(&jobs.iter().map(job_json).collect::<Vec<_>>());
    }
    if jobs.is_empty() {
        print("There are no jobs.");
        return Ok(());
    }
    print(format_args!(
        "{:36}  {:>9}  {:>6}  {:>5}  {:20}  CUSTOMER",
        "ID", "DONE", "FAILED", "STAFF", "STATE"
    ));
    for job in &jobs {
        let progress = format!("{}/{}", job.submitted + job.failed, job.total);
        print(format_args!(
            "{}  {progress:>9}  {:>6}  {:>5}  {:20}  {}",
            job.id,
            job.failed,
            job.needs_staff,
            state(job),
            job.customer_name.as_deref().unwrap_or("(no name)")
        ));
    }
    Ok(())
}

/// The job's state in a word or two.
fn state(job: &JobLine) -> String {
    if !matches!(job.status.as_str(), "pending" | "in_progress") {
        return job.status.clone();
    }
    if job.approved_at.is_none() {
        "waits for approval".to_owned()
    } else if job.paused_at.is_some() {
        "paused".to_owned()
    } else if job.leased {
        format!("at work: {}", job.worker_name.as_deref().unwrap_or("?"))
    } else if job.rehearsed > 0 {
        "rehearsed".to_owned()
    } else {
        job.status.clone()
    }
}

async fn show(command: &One, opened: &Opened) -> anyhow::Result<()> {
    let filter = JobFilter { job: Some(command.job.0), limit: 1, ..JobFilter::default() };
    let jobs = overview::jobs(&opened.pool, &filter).await?;
    let job = jobs.first().with_context(|| format!("there is no job {}", command.job))?;
    let results = overview::results(&opened.pool, Some(command.job.0), 10_000).await?;
    if command.json {
        let mut value = job_json(job);
        value["results"] = results.iter().map(result_json).collect();
        return print_json(&value);
    }
    print(format_args!("Job       {}", job.id));
    print(format_args!("Customer  {}", job.customer_name.as_deref().unwrap_or("(no name)")));
    print(format_args!("State     {}{}", state(job), if job.dry_run { ", dry run" } else { "" }));
    let done = job.submitted + job.failed;
    print(format_args!(
        "Progress  {done}/{} directories: {} submitted, {} failed, {} to retry ({} wait for staff)",
        job.total, job.submitted, job.failed, job.retry, job.needs_staff
    ));
    if let Some(error) = &job.last_error {
        print(format_args!("Error     {error}"));
    }
    print("");
    for result in &results {
        let rehearsal = result.rehearsal.as_ref();
        let reason = rehearsal.map_or(&result.reason, |last| &last.reason).as_deref().unwrap_or("");
        let log = rehearsal.map_or(&result.response_log, |last| &last.log);
        let summary = log.get("summary").and_then(Value::as_str).unwrap_or("");
        let status = if rehearsal.is_some() { "rehearsed" } else { &result.status };
        print(format_args!("{:32}  {status:9}  {reason:22}  {summary}", result.directory_name));
    }
    if job.rehearsed > 0 {
        print(format_args!(
            "\nNothing was sent. To submit what was rehearsed: `autobolt jobs go-live {}`.",
            job.id
        ));
    }
    Ok(())
}

fn job_json(job: &JobLine) -> Value {
    json!({
        "job_id": job.id,
        "customer_id": job.customer_id,
        "customer_name": job.customer_name,
        "package_size": job.package_size,
        "status": job.status,
        "approved": job.approved_at.is_some(),
        "paused": job.paused_at.is_some(),
        "dry_run": job.dry_run,
        "rehearsed": job.rehearsed,
        "worker": job.worker_name,
        "created_at": job.created_at,
        "started_at": job.started_at,
        "finished_at": job.finished_at,
        "last_error": job.last_error,
        "progress": {
            "done": job.submitted + job.failed, "total": job.total, "submitted": job.submitted, "failed": job.failed,
            "retry": job.retry, "needs_staff": job.needs_staff,
        },
    })
}

fn result_json(result: &ResultLine) -> Value {
    json!({
        "directory_name": result.directory_name,
        "status": result.status,
        "reason": result.reason,
        "needs_staff": result.needs_staff,
        "next_attempt_at": result.next_attempt_at,
        "submitted_at": result.submitted_at,
        "duration_ms": result.duration_ms,
        "response_log": result.response_log,
        "rehearsed": result.rehearsal.as_ref().map(|last| json!({
            "at": last.0.at, "status": last.0.status, "reason": last.0.reason, "log": last.0.log,
        })),
    })
}
