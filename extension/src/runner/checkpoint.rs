//! What is durable: the job at hand with its lease, one record per directory under work or waiting, a few settings.
//!
//! Records are written before each side effect and after it, so that whatever the moment of a kill, the next start reads
//! from the record what may have happened. The one rule it rests on: a record that says [`Phase::Pressing`] or
//! [`Phase::Pressed`] is never pressed again.

use super::ports::{Store, StoreError, TabId};
use super::shelf::Shelf;
use crate::forms::plan::Target;
use crate::forms::snapshot::PageSnapshot;
use autobolt_shared::json::FromJson;
use autobolt_shared::log::SubmissionLog;
use autobolt_shared::protocol::begin::NotAccepted;
use autobolt_shared::protocol::next::{JobDirectory, NextReply};
use autobolt_shared::protocol::update::UpdateRequest;
use autobolt_shared::protocol::{LeaseRef, Progress};
use autobolt_shared::timing::Timing;
use autobolt_shared::{AttemptId, BusinessProfile, DirectoryName, JobId, PackageSize, Reason};
use serde::Serialize;

const JOBS: &str = "autobolt.job.";
const VISITS: &str = "autobolt.visit.";
const MEMOS: &str = "autobolt.before.";
const SETTINGS: &str = "autobolt.runner";

/// A job, as far as its visits and waiting pages need it after the worker was killed or the lease is over.
#[derive(Debug, Clone, PartialEq, Serialize, FromJson)]
pub struct JobRecord {
    /// The job.
    pub job_id: JobId,
    /// The package.
    pub package_size: PackageSize,
    /// The customer.
    pub customer: BusinessProfile,
    /// The protocol's times.
    pub timing: Timing,
    /// Nothing is pressed.
    pub dry_run: bool,
    /// The lease, while this AutoBolt works on the job.
    pub lease: Option<LeaseRef>,
    /// How far the job is, as the backend said last.
    pub progress: Progress,
}

impl JobRecord {
    /// The record of a job just leased.
    #[must_use]
    pub fn of(reply: &NextReply) -> Self {
        Self {
            job_id: reply.job_id,
            package_size: reply.package_size,
            customer: reply.customer.clone(),
            timing: reply.timing,
            dry_run: reply.dry_run,
            lease: Some(reply.lease.lease.clone()),
            progress: reply.progress,
        }
    }

    /// The customer's business, for people.
    #[must_use]
    pub fn customer_name(&self) -> String {
        self.customer.business_name.clone().or_else(|| self.customer.website.clone()).unwrap_or_default()
    }
}

/// How far a directory is. What is not here is queued or done.
#[derive(Debug, Clone, PartialEq, Serialize, FromJson)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Its page is, or is about to be, open.
    Open,
    /// Its form is filled.
    Filled,
    /// The permission to press is being asked for: nothing was pressed under [`VisitRecord::attempt`] yet.
    Asking,
    /// Permitted; from here on the button may have been pressed.
    Pressing {
        /// When the permission was asked for.
        granted_at_ms: u64,
        /// How long it is good from then.
        valid_ms: u64,
    },
    /// The button was pressed; the outcome is not known yet.
    Pressed {
        /// When.
        at_ms: u64,
    },
    /// The outcome is known and about to go to the outbox.
    Judged {
        /// The report.
        update: Box<UpdateRequest>,
    },
    /// Reported; the prepared page waits for a person.
    Waiting,
}

impl Phase {
    /// Whether the button may have been pressed without a known outcome.
    #[must_use]
    pub const fn may_be_pressed(&self) -> bool {
        matches!(self, Self::Pressing { .. } | Self::Pressed { .. })
    }
}

/// One directory under work, or waiting for a person.
#[derive(Debug, Clone, PartialEq, Serialize, FromJson)]
pub struct VisitRecord {
    /// The job.
    pub job_id: JobId,
    /// The directory.
    pub directory: JobDirectory,
    /// How far it is.
    pub phase: Phase,
    /// Its tab.
    pub tab: Option<TabId>,
    /// The press asked for, permitted or done; kept when a visit starts over, so that it stays the same permission.
    pub attempt: Option<AttemptId>,
    /// The press before it, provably not accepted.
    pub after: Option<NotAccepted>,
    /// The page was handed over to staff, why and when.
    pub hand_over: Option<HandOver>,
    /// When the visit began.
    pub started_ms: u64,
    /// What is known so far.
    pub log: SubmissionLog,
}

/// Why a page waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, FromJson)]
pub struct HandOver {
    /// Why.
    pub reason: Reason,
    /// Since when.
    pub since_ms: u64,
    /// The address it waits on.
    pub url: String,
}

/// What was on the page just before the press: without it nothing that is there afterwards proves anything.
#[derive(Debug, Clone, Default, PartialEq, Serialize, FromJson)]
#[serde(default)]
pub struct PressMemo {
    /// The page.
    pub before: PageSnapshot,
    /// What was pressed.
    pub pressed: Option<Target>,
    /// Its text.
    pub pressed_text: String,
    /// Texts put into the form.
    pub typed: Vec<String>,
    /// Steps of the form already passed.
    pub steps_done: u32,
    /// A request left the page in an earlier step.
    pub sent_before: bool,
}

/// What a person set in this AutoBolt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, FromJson)]
#[serde(default)]
pub struct Settings {
    /// Paused from the panel.
    pub paused: bool,
    /// Directories at a time.
    pub concurrency: u8,
}

impl Default for Settings {
    fn default() -> Self {
        Self { paused: false, concurrency: 3 }
    }
}

fn visit_key(job: JobId, directory: &DirectoryName) -> String {
    format!("{VISITS}{job}.{directory}")
}

fn memo_key(job: JobId, directory: &DirectoryName) -> String {
    format!("{MEMOS}{job}.{directory}")
}

impl VisitRecord {
    /// A fresh one.
    #[must_use]
    pub fn new(job_id: JobId, directory: JobDirectory, now_ms: u64) -> Self {
        Self {
            job_id,
            directory,
            phase: Phase::Open,
            tab: None,
            attempt: None,
            after: None,
            hand_over: None,
            started_ms: now_ms,
            log: SubmissionLog::default(),
        }
    }

    /// Its directory's name.
    #[must_use]
    pub const fn name(&self) -> &DirectoryName {
        &self.directory.state.directory_name
    }
}

/// The checkpoint's own reads and writes.
impl<S: Store> Shelf<S> {
    /// Writes a job.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn put_job(&self, job: &JobRecord) -> Result<(), StoreError> {
        self.put(&format!("{JOBS}{}", job.job_id), job).await
    }

    /// Every job known.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn jobs(&self) -> Result<Vec<JobRecord>, StoreError> {
        Ok(self.list(JOBS).await?.into_iter().map(|(_, job)| job).collect())
    }

    /// Forgets a job.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn forget_job(&self, job: JobId) -> Result<(), StoreError> {
        self.remove(&format!("{JOBS}{job}")).await
    }

    /// Writes a directory's record.
    ///
    /// # Errors
    /// The storage failed: the side effect it announces must not happen.
    pub async fn put_visit(&self, visit: &VisitRecord) -> Result<(), StoreError> {
        self.put(&visit_key(visit.job_id, visit.name()), visit).await
    }

    /// Every directory under work or waiting.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn visits(&self) -> Result<Vec<VisitRecord>, StoreError> {
        Ok(self.list(VISITS).await?.into_iter().map(|(_, visit)| visit).collect())
    }

    /// Forgets a directory's record and what was before its press.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn forget_visit(&self, job: JobId, directory: &DirectoryName) -> Result<(), StoreError> {
        self.remove(&memo_key(job, directory)).await?;
        self.remove(&visit_key(job, directory)).await
    }

    /// Writes what was before a press.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn put_memo(&self, visit: &VisitRecord, memo: &PressMemo) -> Result<(), StoreError> {
        self.put(&memo_key(visit.job_id, visit.name()), memo).await
    }

    /// What was before a press.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn memo(&self, visit: &VisitRecord) -> Result<Option<PressMemo>, StoreError> {
        self.get(&memo_key(visit.job_id, visit.name())).await
    }

    /// What a person set.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn settings(&self) -> Result<Settings, StoreError> {
        Ok(self.get(SETTINGS).await?.unwrap_or_default())
    }

    /// Keeps what a person set.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn put_settings(&self, settings: Settings) -> Result<(), StoreError> {
        self.put(SETTINGS, &settings).await
    }
}
