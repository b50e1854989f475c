//! The form engine on whole forms: the recorded real ones, an authored corpus in seven languages, and properties.

#![expect(clippy::unwrap_used, reason = "helpers of tests, outside the test functions that may")]

mod build;
mod consent;
mod corpus;
mod customer;
mod elimination;
mod hostile;
mod learn;
mod pages;
mod phrasing;
mod programs;
mod properties;
mod real;
mod repairs;
mod sentences;
mod truth;
mod which_form;
