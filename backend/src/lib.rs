//! AutoBolt's backend: it alone holds the database's credentials, hands out work, stores results and shows staff what
//! goes on.

pub mod api;
pub mod app;
pub mod audit;
pub mod backup;
pub mod catalogue;
pub mod cli;
pub mod config;
pub mod customer_file;
pub mod db;
pub mod embedded;
pub mod evidence;
pub mod jobs;
pub mod keys;
pub mod live;
pub mod metrics;
pub mod notify;
pub mod problem;
pub mod staff;
pub mod store;
pub mod sweep;
pub mod tables;
