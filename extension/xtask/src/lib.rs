//! Builds AutoBolt's extension, drives the demo and runs the tests.

#![forbid(unsafe_code)]

pub mod backend;
pub mod bench;
pub mod cdp;
pub mod chromium;
pub mod demo;
pub mod extension;
pub mod forms;
pub mod pairing;
pub mod private;
pub mod process;
pub mod rig;
pub mod screenshots;
pub mod setup;
pub mod sites;
pub mod test;
pub mod up;
pub mod workspace;
