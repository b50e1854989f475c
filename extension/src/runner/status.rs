//! What the side panel, the options page and the badge show, and what they may ask of the runner.

use autobolt_shared::json::FromJson;
use autobolt_shared::protocol::Progress;
use autobolt_shared::protocol::heartbeat::{Doing, WorkerState};
use autobolt_shared::{DirectoryName, JobId, PackageSize, Reason, ResultStatus};
use serde::Serialize;

/// How AutoBolt and the backend get on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, FromJson)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Connection {
    /// Nothing was asked yet.
    #[default]
    Starting,
    /// The last call was answered.
    Online,
    /// No answer; AutoBolt keeps trying and loses nothing meanwhile.
    Unreachable {
        /// The browser's words.
        why: String,
    },
    /// The key is missing, unknown or revoked: pair again.
    Unauthorized {
        /// The backend's words.
        why: String,
    },
    /// The backend wants a newer AutoBolt.
    UpgradeRequired {
        /// The backend's words.
        why: String,
    },
}

impl Connection {
    /// Whether asking again is no use until a person did something.
    #[must_use]
    pub const fn needs_person(&self) -> bool {
        matches!(self, Self::Unauthorized { .. } | Self::UpgradeRequired { .. })
    }

    /// What a person can do about it; empty when all is well.
    #[must_use]
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::Starting | Self::Online => "",
            Self::Unreachable { .. } => {
                "Check that the backend runs and that its address in the options is right. Results are kept until it answers."
            }
            Self::Unauthorized { .. } => {
                "Pair this AutoBolt again: ask an administrator for a new pairing code."
            }
            Self::UpgradeRequired { .. } => {
                "Replace the extension's folder by the new version and press Reload on the extensions page."
            }
        }
    }
}

/// Everything the panel shows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, FromJson)]
#[serde(default)]
pub struct PanelState {
    /// AutoBolt's build.
    pub version: String,
    /// How it gets on with the backend.
    pub connection: Connection,
    /// What a person can do about the connection; empty when all is well.
    pub advice: String,
    /// The key's name in the dashboard.
    pub key_name: String,
    /// What AutoBolt does.
    pub state: Option<WorkerState>,
    /// The job at hand.
    pub job: Option<JobView>,
    /// The directories under work.
    pub doing: Vec<Doing>,
    /// Prepared pages that wait for a person.
    pub waiting: Vec<WaitingView>,
    /// Results stored and not yet acknowledged.
    pub outbox: u32,
    /// Results the backend fails to store while it answers all else; kept, and tried again now and then.
    pub aside: Vec<RefusedView>,
    /// Results the backend did not take, newest first.
    pub refused: Vec<RefusedView>,
    /// The last results, newest first; at most 20.
    pub results: Vec<ResultView>,
    /// What went wrong and what to do, newest first.
    pub notices: Vec<Notice>,
    /// Directories at a time, 1 to 6.
    pub concurrency: u8,
}

impl PanelState {
    /// The badge's text: how many pages wait for a person; empty for none.
    #[must_use]
    pub fn badge(&self) -> String {
        if self.waiting.is_empty() { String::new() } else { self.waiting.len().to_string() }
    }
}

/// The job at hand.
#[derive(Debug, Clone, PartialEq, Serialize, FromJson)]
pub struct JobView {
    /// The job.
    pub job_id: JobId,
    /// The customer's business.
    pub customer: String,
    /// The package.
    pub package_size: PackageSize,
    /// How far it is.
    pub progress: Progress,
    /// A rehearsal: nothing is pressed.
    pub dry_run: bool,
}

/// A page that waits for a person.
#[derive(Debug, Clone, PartialEq, Serialize, FromJson)]
pub struct WaitingView {
    /// The job.
    pub job_id: JobId,
    /// The directory.
    pub directory_name: DirectoryName,
    /// The customer's business.
    pub customer: String,
    /// Why it waits.
    pub reason: Reason,
    /// One sentence: what to do.
    pub summary: String,
    /// Since when, in milliseconds since 1970.
    pub since_ms: u64,
    /// AutoBolt goes on by itself once the obstacle is gone (a CAPTCHA is solved, somebody signed in).
    pub goes_on_by_itself: bool,
}

/// A result the backend did not take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, FromJson)]
pub struct RefusedView {
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
    /// The job.
    pub job_id: JobId,
    /// The directory.
    pub directory_name: DirectoryName,
    /// What was reported.
    pub status: ResultStatus,
    /// Why that.
    pub reason: Option<Reason>,
    /// The backend's words.
    pub why: String,
}

/// A result of this AutoBolt's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, FromJson)]
pub struct ResultView {
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
    /// The job.
    pub job_id: JobId,
    /// The directory.
    pub directory_name: DirectoryName,
    /// Its status.
    pub status: ResultStatus,
    /// Why.
    pub reason: Option<Reason>,
    /// One sentence.
    pub summary: String,
    /// The backend has it.
    pub acknowledged: bool,
}

/// Something went wrong, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, FromJson)]
pub struct Notice {
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
    /// What happened.
    pub text: String,
    /// What a person can do; may be empty.
    pub advice: String,
}

/// What a person asks for in the panel. On the wire: `{"do":"pause"}`, `{"do":"show","job_id":…,"directory_name":…}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, FromJson)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum PanelCommand {
    /// Press nothing more, finish what is begun, let the job go.
    Pause,
    /// Go on.
    Resume,
    /// Look for work now instead of when the timer says so; after pairing or granting site access, too.
    CheckNow,
    /// How many directories at a time.
    Concurrency {
        /// 1 to 6.
        directories: u8,
    },
    /// Bring that waiting page to the front.
    Show {
        /// The job.
        job_id: JobId,
        /// The directory.
        directory_name: DirectoryName,
    },
    /// The obstacle is gone: AutoBolt goes on in that page.
    GoOn {
        /// The job.
        job_id: JobId,
        /// The directory.
        directory_name: DirectoryName,
    },
    /// A person finished it by hand and says that the directory took it.
    DoneByHand {
        /// The job.
        job_id: JobId,
        /// The directory.
        directory_name: DirectoryName,
        /// What the page said, as the person read it; may be empty.
        #[serde(default)]
        words: String,
    },
    /// A person looked and it cannot be done.
    CouldNot {
        /// The job.
        job_id: JobId,
        /// The directory.
        directory_name: DirectoryName,
        /// Why, in the person's words; may be empty.
        #[serde(default)]
        words: String,
    },
    /// The backend was put right, perhaps: send what it failed at again, now.
    SendAgain,
    /// The refused results were read: clear the list.
    ClearRefused,
    /// The notices were read: clear them.
    ClearNotices,
}
