//! The worker: leases a job, visits its directories, reports each, survives being killed at any moment.
//!
//! Pure over the traits in [`ports`]; tested natively with a simulated browser, backend and clock.

pub mod checkpoint;
pub mod engine;
pub mod ports;
pub mod shelf;
pub mod signal;
pub mod status;
