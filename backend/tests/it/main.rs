//! Tests against a real PostgreSQL, as the role that serves.

mod api;
mod customers;
mod directories;
mod embedded;
mod migrations;
mod process;
mod support;
mod worker;
