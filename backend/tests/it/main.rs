//! Tests against a real PostgreSQL, as the role that serves.

mod embedded;
mod support;
