//! The form engine: what the page agent saw in, what to do out. Pure: it knows no DOM and no network.
//!
//! Data flow of a visit: [`snapshot::PageSnapshot`] → [`assess`](plan::Assessment) → actions ([`action::ActOp`]) →
//! what the controls hold ([`action::Held`]) → press → [`outcome::PressObservation`] → [`outcome::Verdict`].

pub mod action;
pub mod address;
pub mod advance;
pub mod assess;
pub mod assign;
pub mod choices;
pub mod choose;
pub mod classify;
pub mod closed;
pub mod errors;
pub mod field;
pub mod fill;
pub mod learn;
pub mod links;
pub mod outcome;
pub mod overlay;
pub mod plan;
pub mod readback;
pub mod recipe;
pub mod repair;
pub mod snapshot;
pub mod text;
pub mod values;
pub mod verdict;
pub mod walls;
pub mod words;
