//! Why a worker's request is refused: each with what the worker can do about it.

use crate::problem::ApiError;
use autobolt_shared::{
    DirectoryName,
    problem::{LeaseLostReason, PressRefusedReason, Problem, Slug},
    protocol::DirectoryState,
};

/// A refusal of the lease protocol.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The caller never had to do with that job, or there is none.
    #[error("there is no such job for this key")]
    NoSuchJob,
    /// No lease covers the write.
    #[error("the lease is lost: {0:?}")]
    LeaseLost(LeaseLostReason),
    /// No permission to press.
    #[error("no permission to press: {0:?}")]
    Press(PressRefusedReason),
    /// The directory is not one of the job's.
    #[error("the job has no directory `{0}`")]
    UnknownDirectory(DirectoryName),
    /// The result is final, and another one was sent.
    #[error("the result is final")]
    ResultFinal(DirectoryState),
    /// Directories are still to be done.
    #[error("{} directories are left to do", .0.len())]
    DirectoriesLeft(Vec<String>),
    /// The same id came before with another body.
    #[error("{0}")]
    IdReused(&'static str),
    /// The values make no sense together.
    #[error("{0}")]
    Invalid(String),
    /// Not possible in this state.
    #[error("{0}")]
    Conflict(&'static str),
    /// The key was revoked, or expired, while the request was under way.
    #[error("the key is revoked or has expired")]
    Revoked,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<Refused> for ApiError {
    fn from(refused: Refused) -> Self {
        let detail = refused.to_string();
        Self(match refused {
            Refused::NoSuchJob => Problem::new(Slug::NotFound, "There is no such job for this key."),
            Refused::LeaseLost(reason) => {
                Problem::new(Slug::LeaseLost, lease_lost(reason)).with("reason", word(reason))
            }
            Refused::Press(reason) => {
                Problem::new(Slug::PressRefused, press_refused(reason)).with("reason", word(reason))
            }
            Refused::UnknownDirectory(name) => {
                // Enough of it to be known again: a name that is none may be of any length.
                let name: String = name.as_str().chars().take(200).collect();
                Problem::new(Slug::UnknownDirectory, format!("The job has no directory called “{name}”."))
                    .with("directory_name", name)
            }
            Refused::ResultFinal(state) => {
                let detail = format!(
                    "“{}” is {}, and what was sent now is not stored; only staff can change that.",
                    state.directory_name, state.status
                );
                Problem::new(Slug::ResultFinal, detail).with("directory", word(state))
            }
            Refused::DirectoriesLeft(names) => {
                Problem::new(Slug::DirectoriesLeft, detail).with("directories", names)
            }
            Refused::IdReused(_) => Problem::new(Slug::IdReused, detail),
            Refused::Invalid(_) => Problem::new(Slug::Invalid, detail),
            Refused::Conflict(_) => Problem::new(Slug::Conflict, detail),
            Refused::Revoked => Problem::new(Slug::Unauthorized, "The key was revoked or has expired."),
            Refused::Database(error) => return error.into(),
        })
    }
}

fn word(value: impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(value).unwrap_or_default()
}

const fn lease_lost(reason: LeaseLostReason) -> &'static str {
    match reason {
        LeaseLostReason::Expired => "It ran out. Ask for work again.",
        LeaseLostReason::Taken => "Another start of this worker, or another worker, has the job.",
        LeaseLostReason::Paused => "Staff paused the job.",
        LeaseLostReason::Cancelled => "Staff cancelled the job.",
        LeaseLostReason::Finished => "The job is finished.",
        LeaseLostReason::NotHeld => "This worker does not hold the job.",
    }
}

const fn press_refused(reason: PressRefusedReason) -> &'static str {
    match reason {
        PressRefusedReason::Unresolved => "An earlier press has no outcome yet.",
        PressRefusedReason::MaybeAccepted => {
            "An earlier press may have been accepted; only staff can ask for another."
        }
        PressRefusedReason::Final => "The directory's result is final.",
        PressRefusedReason::NotRunnable => "The directory is not to be pressed now by this worker.",
        PressRefusedReason::Paused => "Staff paused the job, or stopped this worker: no new press.",
        PressRefusedReason::Cancelled => "Staff cancelled the job: no new press.",
    }
}
