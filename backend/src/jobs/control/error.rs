//! Why an action was refused.

use autobolt_shared::problem::{Problem, Slug};

/// Why an action was not done. Its text is meant for the person who asked.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the texts say what each means")]
pub enum ControlError {
    #[error("There is no such job.")]
    NoSuchJob,
    #[error("The job has no directory called “{0}”.")]
    NoSuchDirectory(String),
    #[error("There is no such customer.")]
    NoSuchCustomer,
    #[error("There is no such directory.")]
    NoSuchCatalogueEntry,
    #[error("The directory is paused already.")]
    DirectoryPaused,
    #[error("The directory is not paused.")]
    DirectoryNotPaused,
    #[error("There is no such AutoBolt.")]
    NoSuchWorker,
    #[error("The job was approved already, by {0}.")]
    AlreadyApproved(String),
    #[error("The job is {0}; it cannot be {1} any more.")]
    Finished(&'static str, &'static str),
    #[error("The job is complete: every directory has its result. To do some again, retry them.")]
    Complete,
    #[error("The job was cancelled. Retry its directories to open it again.")]
    Cancelled,
    #[error("The job is being cancelled; it ends when AutoBolt has reported what it began.")]
    Cancelling,
    #[error("The job is paused already, by {0}.")]
    AlreadyPaused(String),
    #[error("The job is not paused.")]
    NotPaused,
    #[error("The job waits for approval; nothing runs that could be paused.")]
    NotApproved,
    #[error("No directory of this job can be retried: {0}.")]
    NothingToRetry(String),
    #[error(
        "“{0}” was submitted; submitting it again would list the business twice. Mark it as not submitted first."
    )]
    AlreadySubmitted(String),
    #[error("“{0}” is waiting for its turn already.")]
    AlreadyPending(String),
    #[error("AutoBolt is pressing submit on “{0}” right now. Wait for its outcome, then decide.")]
    PressUnderWay(String),
    #[error("“{0}” is being done, or was submitted, in another job of this customer.")]
    HeldElsewhere(String),
    #[error("“{0}” does not wait for a person; there is no prepared page.")]
    NoPreparedPage(String),
    #[error("{0}")]
    Invalid(String),
    #[error("This job is no rehearsal: what is open is submitted.")]
    NotRehearsal,
    #[error("This job is a rehearsal already: nothing is sent until it goes live.")]
    AlreadyRehearsal,
    #[error("This job was begun: listings may have been sent. Order another one to rehearse.")]
    Begun,
    #[error("This AutoBolt was asked to stop already.")]
    AlreadyStopping,
    #[error("This AutoBolt was not asked to stop.")]
    NotStopping,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl ControlError {
    /// The reason as a word for programs.
    #[must_use]
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::NoSuchJob => "no_such_job",
            Self::NoSuchDirectory(_) => "no_such_directory",
            Self::NoSuchCustomer => "no_such_customer",
            Self::NoSuchCatalogueEntry => "no_such_directory",
            Self::DirectoryPaused => "directory_paused",
            Self::DirectoryNotPaused => "directory_not_paused",
            Self::NoSuchWorker => "no_such_worker",
            Self::AlreadyApproved(_) => "already_approved",
            Self::Finished(..) => "finished",
            Self::Complete => "complete",
            Self::Cancelled => "cancelled",
            Self::Cancelling => "cancelling",
            Self::AlreadyPaused(_) => "already_paused",
            Self::NotPaused => "not_paused",
            Self::NotApproved => "not_approved",
            Self::NothingToRetry(_) => "nothing_to_retry",
            Self::AlreadySubmitted(_) => "already_submitted",
            Self::AlreadyPending(_) => "already_pending",
            Self::PressUnderWay(_) => "press_under_way",
            Self::HeldElsewhere(_) => "held_elsewhere",
            Self::NoPreparedPage(_) => "no_prepared_page",
            Self::Invalid(_) => "invalid",
            Self::NotRehearsal => "not_rehearsal",
            Self::AlreadyRehearsal => "already_rehearsal",
            Self::Begun => "begun",
            Self::AlreadyStopping => "already_stopping",
            Self::NotStopping => "not_stopping",
            Self::Database(_) => "database",
        }
    }
}

impl From<ControlError> for crate::problem::ApiError {
    fn from(error: ControlError) -> Self {
        let slug = match &error {
            ControlError::NoSuchJob
            | ControlError::NoSuchCatalogueEntry
            | ControlError::NoSuchCustomer
            | ControlError::NoSuchWorker => Slug::NotFound,
            ControlError::NoSuchDirectory(_) => Slug::UnknownDirectory,
            ControlError::Invalid(_) => Slug::Invalid,
            ControlError::Database(_) => {
                let ControlError::Database(inner) = error else { unreachable!("matched above") };
                return inner.into();
            }
            _ => Slug::Conflict,
        };
        Self(Problem::new(slug, error.to_string()).with("reason", error.reason()))
    }
}
