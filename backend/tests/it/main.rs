//! Tests against a real PostgreSQL, as the role that serves.

mod customers;
mod embedded;
mod support;
