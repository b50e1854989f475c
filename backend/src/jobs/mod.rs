//! The rules: what may happen to a job, when, and why not.

pub mod control;
