//! What staff look at, read in as few statements as a page needs. Progress is counted from the rows, never kept.

mod catalogue;
mod changes;
mod jobs;
mod results;
mod workers;

pub use catalogue::{
    CustomerLine, DirectoryLine, Listing, customer_profile, customers, directories, listings,
};
pub use changes::{changes_after, changes_by_id, latest_changes};
pub use jobs::{JobFilter, JobLine, Queue, Stage, jobs, needs_staff, queue};
pub use results::{Rehearsed, ResultLine, TimelineLine, evidence, needs_by_reason, results, timeline};
pub use workers::{KeyLine, WorkerLine, keys, workers};
