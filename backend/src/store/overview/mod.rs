//! What staff look at, read in as few statements as a page needs. Progress is counted from the rows, never kept.

mod changes;
mod customers;
mod directories;
mod jobs;
mod metrics;
mod results;
mod workers;

pub use changes::{changes_after, changes_by_id, latest_changes};
pub use customers::{CustomerLine, Listing, customer_profile, customers, listings};
pub use directories::{DirectoryLine, Shelf, Shelves, Visit, directories, directory_name, shelves, visits};
pub use jobs::{JobFilter, JobLine, Queue, Stage, jobs, needs_staff, queue};
pub use metrics::{By, Day, Metrics, Totals, Why, metrics};
pub use results::{Rehearsed, ResultLine, TimelineLine, evidence, needs_by_reason, results, timeline};
pub use workers::{KeyLine, WorkerLine, keys, workers};
