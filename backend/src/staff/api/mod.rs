//! The staff JSON API: everything the pages show, and every action they offer.

pub mod actions;
pub mod bulk;
pub mod customers;
pub mod directories;
pub mod history;
pub mod jobs;
pub mod keys;
pub mod metrics;
pub mod people;
pub mod queue;
pub mod workers;
