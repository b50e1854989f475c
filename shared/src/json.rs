//! Reading types from JSON with little code: how the extension reads all it is told.
//!
//! Serde writes a whole parser for each type, some 400 bytes of WebAssembly for a field, and that was a sixth of the
//! extension's module. Here a type is read from a parsed [`Value`], and a field costs a call. The backend, where size does
//! not count and where an error should name the line, reads the same types through serde.

mod fields;
mod types;

pub use autobolt_shared_derive::FromJson;
pub use fields::Fields;
pub use serde_json::{Error, Map, Value};

use serde::de::Error as _;
use std::fmt::Display;

/// A type that is read from JSON. Derived; it follows the type's `#[serde(…)]` attributes.
pub trait FromJson: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// When the value is of another form.
    fn from_json(value: Value) -> Result<Self, Error>;

    /// Reads what was an object's key.
    ///
    /// # Errors
    /// When the key is of another form.
    fn from_key(key: String) -> Result<Self, Error> {
        Self::from_json(Value::String(key))
    }

    /// What a missing field is, for types that have a word for "nothing".
    #[must_use]
    fn missing() -> Option<Self> {
        None
    }
}

/// One of the words that an enum's variants are.
///
/// # Errors
/// When it is none of them.
pub fn word<T: Clone>(value: &Value, words: &[(&str, T)]) -> Result<T, Error> {
    let Value::String(text) = value else { return Err(wrong(value, "a word")) };
    words
        .iter()
        .find(|(word, _)| word == text)
        .map_or_else(|| Err(unknown_variant(text)), |(_, variant)| Ok(variant.clone()))
}

/// An enum's variant by its name, and what it holds: `"name"` or `{"name": …}`.
///
/// # Errors
/// When it is neither.
pub fn variant(value: Value) -> Result<(String, Value), Error> {
    match value {
        Value::String(name) => Ok((name, Value::Null)),
        Value::Object(held) if held.len() == 1 => {
            held.into_iter().next().ok_or_else(|| fault("expected a variant"))
        }
        other => Err(wrong(&other, "a variant")),
    }
}

/// A variant that holds nothing.
///
/// # Errors
/// When it does hold something.
pub fn nothing(held: &Value) -> Result<(), Error> {
    if held.is_null() { Ok(()) } else { Err(wrong(held, "nothing")) }
}

/// A type that is made from another.
///
/// # Errors
/// When the other cannot be read, or it is none of the values that will do.
pub fn converted<Raw: FromJson, T: TryFrom<Raw, Error: Display>>(value: Value) -> Result<T, Error> {
    T::try_from(Raw::from_json(value)?).map_err(Error::custom)
}

/// The error for a name that no variant has.
#[must_use]
pub fn unknown_variant(name: &str) -> Error {
    fault(&["`", name, "` is none of the known words"].concat())
}

/// The error for a value of another kind.
fn wrong(held: &Value, expected: &str) -> Error {
    let held = match held {
        Value::Null => "nothing",
        Value::Bool(_) => "yes or no",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    fault(&["expected ", expected, ", found ", held].concat())
}

fn fault(words: &str) -> Error {
    Error::custom(words)
}

#[cfg(test)]
mod tests;
