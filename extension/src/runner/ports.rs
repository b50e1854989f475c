//! What the runner needs of the world. The extension implements these with `chrome.*` and `fetch`; tests with simulations.
//!
//! All is single-threaded: futures need not be `Send`.

use crate::forms::action::{ActOp, ActResult, Held};
use crate::forms::outcome::{Dialog, ObservedRequest};
use crate::forms::plan::Target;
use crate::forms::snapshot::PageSnapshot;
use autobolt_shared::problem::Problem;
use autobolt_shared::protocol::{
    begin::{BeginReply, BeginRequest},
    complete::{CompleteReply, CompleteRequest},
    evidence::{EvidenceReply, EvidenceRequest},
    fail::{FailReply, FailRequest},
    heartbeat::{HeartbeatReply, HeartbeatRequest},
    next::NextReply,
    update::{UpdateReply, UpdateRequest},
};
use autobolt_shared::{EvidenceId, JobId};

/// Why a call to the backend brought nothing.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum BackendError {
    /// No answer, or one that is not ours: try again.
    #[error("the backend cannot be reached: {0}")]
    Unreachable(String),
    /// 5xx or 429: try again, not before that many milliseconds.
    #[error("the backend is busy: {problem}")]
    Busy {
        /// Its words.
        problem: Box<Problem>,
        /// From `Retry-After`.
        retry_after_ms: Option<u64>,
    },
    /// It answered, and trying the same again is no use.
    #[error("{0}")]
    Refused(Box<Problem>),
}

/// `GET /jobs/next`.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// A job.
    Job(Box<NextReply>),
    /// None; ask again after that many milliseconds.
    Nothing {
        /// From `Retry-After`.
        retry_after_ms: u64,
    },
}

/// The backend's worker API.
#[expect(async_fn_in_trait, reason = "single-threaded: no Send bound is wanted")]
pub trait Backend {
    /// Leases a job.
    async fn next(&self) -> Result<Next, BackendError>;
    /// Permission to press.
    async fn begin(&self, request: &BeginRequest) -> Result<BeginReply, BackendError>;
    /// Reports a result.
    async fn update(&self, request: &UpdateRequest) -> Result<UpdateReply, BackendError>;
    /// Sign of life.
    async fn heartbeat(&self, request: &HeartbeatRequest) -> Result<HeartbeatReply, BackendError>;
    /// Nothing left to run.
    async fn complete(&self, request: &CompleteRequest) -> Result<CompleteReply, BackendError>;
    /// Gives the job up.
    async fn fail(&self, request: &FailRequest) -> Result<FailReply, BackendError>;
    /// Stores a screenshot.
    async fn evidence(&self, request: &EvidenceRequest) -> Result<EvidenceReply, BackendError>;
    /// Fetches the customer's logo or photo, as base64.
    async fn asset(&self, job: JobId, kind: &str) -> Result<Asset, BackendError>;
}

/// A file of the customer's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// File name.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// The bytes.
    pub base64: String,
}

/// A tab AutoBolt opened.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    serde::Serialize,
    autobolt_shared::json::FromJson,
)]
#[serde(transparent)]
pub struct TabId(pub i32);

/// Chrome's name for a page behind its own sign-in dialog.
pub const NEEDS_PASSWORD: &str = "ERR_INVALID_AUTH_CREDENTIALS";

/// Why the browser could not do it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BrowserError {
    /// The tab is gone.
    #[error("the page was closed")]
    Closed,
    /// The document addressed is not there any more: the page navigated.
    #[error("the page moved on")]
    Stale,
    /// It did not answer in time; likely a dialog or an endless script.
    #[error("the page does not answer")]
    Hung,
    /// The address could not be loaded.
    #[error("the page could not be loaded: {0}")]
    Load(String),
    /// It answered too slowly.
    #[error("the page did not load in time")]
    LoadTimeout,
    /// The browser forbids AutoBolt that site.
    #[error("no permission for this site")]
    Forbidden,
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

/// How a page arrived.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The address it ended on.
    pub url: String,
    /// HTTP status of the document, where the browser told it.
    pub status: Option<u16>,
}

/// What was seen since the press; the runner lays snapshots beside it to make a `PressObservation`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Seen {
    /// Requests so far.
    pub requests: Vec<ObservedRequest>,
    /// Texts that appeared so far.
    pub appeared: Vec<String>,
    /// Dialogs so far.
    pub dialogs: Vec<Dialog>,
    /// The document was replaced or the address changed.
    pub navigated: bool,
    /// A request is under way or the page loads.
    pub busy: bool,
    /// Milliseconds since anything last changed.
    pub quiet_ms: u64,
    /// Nothing is left that could change the page by itself: all is loaded and answered, and no timer was asked for.
    pub still: bool,
}

/// The tabs AutoBolt drives.
#[expect(async_fn_in_trait, reason = "single-threaded: no Send bound is wanted")]
pub trait Browser {
    /// Opens an address in a window of AutoBolt's own, without taking the focus, and waits until its DOM is there.
    async fn open(&self, url: &str, timeout_ms: u64) -> Result<(TabId, Loaded), BrowserError>;
    /// Goes to another address in the same tab.
    async fn go(&self, tab: TabId, url: &str, timeout_ms: u64) -> Result<Loaded, BrowserError>;
    /// Waits until the page is quiet (no request, no change of the DOM) or `max_ms` passed.
    async fn settle(&self, tab: TabId, max_ms: u64) -> Result<(), BrowserError>;
    /// Describes every frame.
    async fn describe(&self, tab: TabId) -> Result<PageSnapshot, BrowserError>;
    /// Does things in one frame, one after the other; one result per action.
    async fn act(
        &self,
        tab: TabId,
        frame_id: i32,
        document_id: &str,
        ops: &[ActOp],
    ) -> Result<Vec<ActResult>, BrowserError>;
    /// What controls hold.
    async fn read(
        &self,
        tab: TabId,
        frame_id: i32,
        document_id: &str,
        refs: &[u32],
    ) -> Result<Vec<Held>, BrowserError>;
    /// Watches, then presses. The document must be the one described. Dialogs are recorded and suppressed from here on.
    async fn press(&self, tab: TabId, target: Target, document_id: &str) -> Result<(), BrowserError>;
    /// Watches without pressing: a person is about to. `seen` counts from here.
    async fn watch(&self, tab: TabId) -> Result<(), BrowserError>;
    /// Waits until something new happened and the page has come to rest after it, or so long.
    async fn stirred(&self, tab: TabId, most_ms: u64);
    /// What was seen since the last press or `watch`.
    async fn seen(&self, tab: TabId) -> Result<Seen, BrowserError>;
    /// A picture of the tab as base64 JPEG, or why there is none.
    async fn screenshot(&self, tab: TabId) -> Result<String, BrowserError>;
    /// Brings the tab to the front, for a person who asked for it.
    async fn show(&self, tab: TabId) -> Result<(), BrowserError>;
    /// The page waits for a person from here on: it is kept out of the way of the next visit, and what a person presses
    /// in it (`controls`, and whatever submits a form) is told to the extension before the page hears of it.
    async fn hand_over(&self, tab: TabId, controls: &[Target]) {
        let _ = (tab, controls);
    }
    /// Closes a tab of AutoBolt's own.
    async fn close(&self, tab: TabId);
    /// AutoBolt's own tabs that are open, e.g. after a restart of the service worker.
    async fn own_tabs(&self) -> Vec<TabId>;
    /// Whether directory sites may be opened at all.
    async fn has_site_access(&self) -> bool;
}

/// Durable key-value storage. A `put` that returned is there after a crash.
#[expect(async_fn_in_trait, reason = "single-threaded: no Send bound is wanted")]
pub trait Store {
    /// Reads JSON text.
    async fn get(&self, key: &str) -> Result<Option<String>, StoreError>;
    /// Writes JSON text.
    async fn put(&self, key: &str, value: &str) -> Result<(), StoreError>;
    /// Removes.
    async fn remove(&self, key: &str) -> Result<(), StoreError>;
    /// Every key that begins so.
    async fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError>;
}

/// Storage failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("storage failed: {0}")]
pub struct StoreError(pub String);

/// Time and chance, so tests need neither.
#[expect(async_fn_in_trait, reason = "single-threaded: no Send bound is wanted")]
pub trait World {
    /// Milliseconds of a clock that also runs while the machine sleeps (wall clock).
    fn now_ms(&self) -> u64;
    /// Waits.
    async fn sleep(&self, ms: u64);
    /// A new random UUID.
    fn uuid(&self) -> uuid::Uuid;
    /// A new id for a screenshot.
    fn evidence_id(&self) -> EvidenceId {
        EvidenceId(self.uuid())
    }
}
