//! Tests against a real PostgreSQL, as the role that serves.
#![forbid(unsafe_code)]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "what fails in a test's helper fails the test")]

mod api;
mod audit;
mod backups;
mod customers;
mod directories;
mod embedded;
mod hostile;
mod imports;
mod lease_end;
mod lease_model;
mod lease_next;
mod lease_press;
mod lease_report;
mod machine;
mod migrations;
mod openapi;
mod orders;
mod pgbouncer;
mod pooler;
mod process;
mod rehearsal;
mod staff;
mod storage;
mod support;
mod worker;
