//! The side panel.

/// Fills the page and keeps it up to date.
pub fn start() {}
