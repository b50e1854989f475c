//! JSON, the one form in which anything enters or leaves the module: storage, the backend, the page agent, Chrome.
//!
//! Code that reads and writes types was a quarter of the module when there was some for every form. So a type is read
//! from a [`Value`] by [`FromJson`] and written as text by serde, nothing else. `docs/benchmarks.md` has the figures.

pub use autobolt_shared::json::FromJson;

use serde::Serialize;
use serde_json::{Error, Value};

/// Reads a text.
///
/// # Errors
/// When it is no JSON, or of another form than `T`.
pub fn read<T: FromJson>(text: &str) -> Result<T, Error> {
    T::from_json(parse(text)?)
}

/// Reads what was parsed already.
///
/// # Errors
/// When it is of another form than `T`.
pub fn from_value<T: FromJson>(value: &Value) -> Result<T, Error> {
    T::from_json(value.clone())
}

/// Writes a text.
///
/// # Errors
/// When the value has no JSON form.
pub fn write<T: Serialize + ?Sized>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value)
}

/// The value as open JSON.
///
/// # Errors
/// When it has no JSON form.
pub fn to_value<T: Serialize + ?Sized>(value: &T) -> Result<Value, Error> {
    parse(&write(value)?)
}

/// Reads a text whose form is open.
///
/// # Errors
/// When it is no JSON.
pub fn parse(text: &str) -> Result<Value, Error> {
    serde_json::from_str(text)
}
