//! What AutoBolt's backend and its extension say to each other: one set of types, so the two cannot drift apart.
//!
//! No I/O here. The crate builds natively and for `wasm32-unknown-unknown`.

#![forbid(unsafe_code)]

extern crate self as autobolt_shared; // the name by which derived code calls this crate

pub mod ids;
pub mod json;
pub mod log;
pub mod package;
pub mod problem;
pub mod profile;
pub mod protocol;
pub mod recipe;
pub mod status;
pub mod timing;

pub use ids::{AttemptId, CustomerId, DirectoryName, EventId, EvidenceId, JobId};
pub use package::PackageSize;
pub use profile::BusinessProfile;
pub use status::{JobStatus, Outcome, Reason, ResultStatus};
