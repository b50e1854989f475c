//! JSON, the one form in which anything enters or leaves the module: storage, the backend, the page agent, Chrome.
//!
//! Serde makes a copy of a type's code for every form it is read from or written to, and such code was a quarter of the
//! module. So a type is read from a [`Value`] and written as text, nothing else. `docs/benchmarks.md` has the figures.

mod lean;

use lean::Lean;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Error, Value};

/// Reads a text.
///
/// # Errors
/// When it is no JSON, or of another form than `T`.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    T::deserialize(Lean(parse(text)?))
}

/// Reads what was parsed already.
///
/// # Errors
/// When it is of another form than `T`.
pub fn from_value<T: DeserializeOwned>(value: &Value) -> Result<T, Error> {
    T::deserialize(Lean(value.clone()))
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use std::collections::BTreeMap;
    use std::fmt::Debug;

    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    enum Shape {
        Plain,
        Wrapped(u8),
        Pair(i32, String),
        Named { at: Option<u64> },
    }

    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, PartialOrd, Ord)]
    #[serde(tag = "is", rename_all = "snake_case")]
    enum Tagged {
        Nothing,
        Shapes { all: Vec<Shape> },
    }

    #[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    struct Id(String);

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Whole {
        shapes: Vec<Shape>,
        tagged: Vec<Tagged>,
        by_id: BTreeMap<Id, f32>,
        by_number: BTreeMap<i64, (bool, char)>,
        by_shape: BTreeMap<Shape, Option<Box<Whole>>>,
        #[serde(default)]
        open: Value,
        #[serde(flatten)]
        rest: BTreeMap<String, Value>,
    }

    fn whole() -> Whole {
        Whole {
            shapes: vec![
                Shape::Plain,
                Shape::Wrapped(7),
                Shape::Pair(-3, "ß \u{1F680}".to_owned()),
                Shape::Named { at: Some(u64::MAX) },
                Shape::Named { at: None },
            ],
            tagged: vec![Tagged::Nothing, Tagged::Shapes { all: vec![Shape::Plain, Shape::Wrapped(0)] }],
            by_id: BTreeMap::from([(Id("a".to_owned()), 0.25)]),
            by_number: BTreeMap::from([(-5, (true, 'é')), (i64::MAX, (false, '"'))]),
            by_shape: BTreeMap::from([(Shape::Plain, None)]),
            open: serde_json::json!({"deep": [1, 2.5, null, {"more": "text"}]}),
            rest: BTreeMap::from([("another".to_owned(), serde_json::json!([-1]))]),
        }
    }

    #[test]
    fn whatever_is_written_is_read_again() {
        let mut value = whole();
        value.by_shape.insert(Shape::Plain, Some(Box::new(whole())));
        let text = write(&value).unwrap();
        assert_eq!(read::<Whole>(&text).unwrap(), value);
        assert_eq!(from_value::<Whole>(&to_value(&value).unwrap()).unwrap(), value);
    }

    fn agree<T: DeserializeOwned + PartialEq + Debug>(text: &str) {
        assert_eq!(read::<T>(text).ok(), serde_json::from_str::<T>(text).ok(), "{text}");
    }

    #[test]
    fn it_takes_and_refuses_what_serde_json_does() {
        for text in [
            "null",
            "true",
            "1",
            "-1",
            "256",
            "1.5",
            "\"plain\"",
            "\"wrapped\"",
            "\"other\"",
            "[]",
            "[1,2]",
            "[1,\"a\"]",
            "[1,\"a\",2]",
            "{}",
            "{\"wrapped\":7}",
            "{\"wrapped\":\"7\"}",
            "{\"plain\":null}",
            "{\"plain\":1}",
            "{\"named\":{}}",
            "{\"named\":{\"at\":\"x\"}}",
            "{\"pair\":[1]}",
            "{\"pair\":[1,\"a\",2]}",
            "{\"wrapped\":1,\"plain\":null}",
            "{\"is\":\"nothing\"}",
            "{\"is\":\"shapes\"}",
            "{\"is\":\"shapes\",\"all\":[]}",
            "{\"1\":2}",
            "{\"x\":2}",
            "{",
            "",
        ] {
            agree::<Shape>(text);
            agree::<Tagged>(text);
            agree::<Option<bool>>(text);
            agree::<u8>(text);
            agree::<f64>(text);
            agree::<String>(text);
            agree::<()>(text);
            agree::<(i32, String)>(text);
            agree::<Vec<i64>>(text);
            agree::<BTreeMap<u8, u8>>(text);
            agree::<BTreeMap<Id, u8>>(text);
            agree::<Value>(text);
        }
    }

    #[test]
    fn a_refusal_names_what_was_there_and_what_was_expected() {
        let error = read::<Vec<u8>>("{\"a\": 1}").unwrap_err().to_string();
        assert_eq!(error, "invalid type: map, expected a sequence");
        let error = read::<Whole>("{}").unwrap_err().to_string();
        assert_eq!(error, "missing field `shapes`");
    }
}
