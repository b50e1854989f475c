//! The form engine on whole forms: the recorded real ones, an authored corpus in seven languages, and properties.

mod build;
mod customer;
mod dump;
