//! The worker: leases a job, visits its directories, reports each, survives being killed at any moment.
//!
//! Pure over the traits in [`ports`]; tested natively with a simulated browser, backend and clock.

mod beat;
mod by_hand;
pub mod checkpoint;
pub mod engine;
mod news;
pub mod outbox;
pub mod pace;
mod panel;
pub mod ports;
mod resume;
#[expect(clippy::module_inception, reason = "the runner is what this module is about")]
pub mod runner;
mod send;
pub mod shelf;
pub mod shots;
pub mod signal;
#[cfg(test)]
mod sim;
mod state;
pub mod status;
mod visit;
mod waiting;
mod work;

pub use by_hand::HandPress;
pub use runner::{Parts, Runner};
