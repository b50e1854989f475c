//! The form engine on whole forms: the recorded real ones, an authored corpus in seven languages, and properties.

mod build;
mod corpus;
mod customer;
mod dump;
mod properties;
mod real;
mod sentences;
