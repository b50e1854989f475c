//! Builds AutoBolt's extension, drives the demo and runs the tests.

pub mod sites;
