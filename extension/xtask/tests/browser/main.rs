//! What can only be shown in a real Chromium: the page agent on real pages, and the whole extension.
//!
//! - [`harness`] starts a private browser and a small site
//! - `agent_*` the page agent alone, in an isolated world as in the extension
//! - `e2e` the whole of AutoBolt: extension, backend, database, sample sites
//!
//! Tests run one at a time (`harness::one_at_a_time`): two browsers on two cores only make each other late.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a helper that fails fails its test")]

mod agent_acts;
mod agent_describes;
mod agent_watches;
mod corpus_described;
mod e2e;
mod forms_command;
mod harness;
