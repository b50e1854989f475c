use super::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Debug;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, FromJson)]
#[serde(rename_all = "snake_case")]
enum Shape {
    PlainOne,
    #[serde(rename = "other-one")]
    Another,
    Wrapped(u8),
    Named {
        at: Option<u64>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, FromJson)]
#[serde(rename_all = "lowercase")]
enum Word {
    First,
    LastOne,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, FromJson)]
#[serde(tag = "is", rename_all = "snake_case")]
enum Tagged {
    Nothing,
    Shapes {
        all: Vec<Shape>,
        #[serde(default)]
        more: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, FromJson)]
#[serde(transparent)]
struct Id(String);

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, FromJson)]
#[serde(try_from = "i8")]
struct Even(i8);

impl TryFrom<i8> for Even {
    type Error = String;
    fn try_from(number: i8) -> Result<Self, String> {
        if number % 2 == 0 { Ok(Self(number)) } else { Err(format!("{number} is odd")) }
    }
}

fn seven() -> i32 {
    7
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, FromJson)]
#[serde(rename_all = "camelCase")]
struct Whole {
    by_id: BTreeMap<Id, f32>,
    by_number: BTreeMap<i64, (bool, f64)>,
    by_word: BTreeMap<Word, Option<Box<Whole>>>,
    #[serde(rename = "type")]
    kind: Shape,
    #[serde(default = "seven")]
    usual: i32,
    open_part: Value,
    #[serde(flatten)]
    rest: Part,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, FromJson)]
#[serde(default)]
struct Part {
    wanted: bool,
    names: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, FromJson)]
#[serde(default, deny_unknown_fields)]
struct Strict {
    only: u16,
}

fn whole() -> Whole {
    Whole {
        by_id: BTreeMap::from([(Id("a".to_owned()), 0.25)]),
        by_number: BTreeMap::from([(-5, (true, -0.5)), (i64::MAX, (false, 2.0))]),
        by_word: BTreeMap::from([(Word::First, None)]),
        kind: Shape::Named { at: Some(u64::MAX) },
        usual: -1,
        open_part: serde_json::json!({"deep": [1, 2.5, null, {"more": "text"}]}),
        rest: Part { wanted: true, names: vec!["ß \u{1F680}".to_owned()] },
    }
}

#[test]
fn what_serde_writes_is_read_again() {
    let mut value = whole();
    value.by_word.insert(Word::LastOne, Some(Box::new(whole())));
    let json = serde_json::to_value(&value).unwrap();
    assert_eq!(Whole::from_json(json.clone()).unwrap(), value);
    assert_eq!(serde_json::from_value::<Whole>(json).unwrap(), value);
}

fn agree<T: FromJson + DeserializeOwned + PartialEq + Debug>(json: &Value) {
    assert_eq!(T::from_json(json.clone()).ok(), serde_json::from_value::<T>(json.clone()).ok(), "{json}");
}

#[test]
fn it_takes_and_refuses_what_serde_does() {
    for text in [
        "null",
        "true",
        "0",
        "1",
        "-1",
        "2",
        "256",
        "1.5",
        "18446744073709551615",
        r#""plain_one""#,
        r#""other-one""#,
        r#""another""#,
        r#""wrapped""#,
        r#""first""#,
        r#""lastone""#,
        r#""2f5e1a0c-7a6d-4b8e-9a44-0123456789ab""#,
        "[]",
        "[1,2]",
        r#"[1,"a"]"#,
        r#"[1,"a",2]"#,
        "{}",
        r#"{"wrapped":7}"#,
        r#"{"wrapped":"7"}"#,
        r#"{"plain_one":1}"#,
        r#"{"named":{}}"#,
        r#"{"named":{"at":null}}"#,
        r#"{"named":{"at":3}}"#,
        r#"{"named":{"at":"x"}}"#,
        r#"{"wrapped":1,"plain_one":null}"#,
        r#"{"is":"nothing"}"#,
        r#"{"is":"nothing","else":1}"#,
        r#"{"is":"shapes"}"#,
        r#"{"is":"shapes","all":[]}"#,
        r#"{"is":"shapes","all":["plain_one",{"wrapped":3}],"more":"m"}"#,
        r#"{"is":7}"#,
        r#"{"1":2}"#,
        r#"{"x":2}"#,
        r#"{"only":2}"#,
        r#"{"only":70000}"#,
        r#"{"only":null}"#,
        r#"{"wanted":true,"names":["a","b"],"else":null}"#,
        r#"{"wanted":1}"#,
    ] {
        let json: Value = serde_json::from_str(text).unwrap();
        agree::<Shape>(&json);
        agree::<Word>(&json);
        agree::<Even>(&json);
        // Serde takes a list of a struct's fields, too; AutoBolt never writes one and nobody sends it.
        if !json.is_array() {
            agree::<Tagged>(&json);
            agree::<Part>(&json);
            agree::<Strict>(&json);
        }
        agree::<Option<bool>>(&json);
        agree::<u8>(&json);
        agree::<u64>(&json);
        agree::<f64>(&json);
        agree::<String>(&json);
        agree::<uuid::Uuid>(&json);
        agree::<(i32, String)>(&json);
        agree::<Vec<i64>>(&json);
        agree::<BTreeMap<u8, u8>>(&json);
        agree::<BTreeMap<Id, u8>>(&json);
        agree::<Value>(&json);
    }
}

#[test]
fn every_field_missing_or_of_another_kind_is_judged_as_serde_does() {
    let json = serde_json::to_value(whole()).unwrap();
    for name in json.as_object().unwrap().keys() {
        let mut without = json.clone();
        without.as_object_mut().unwrap().remove(name);
        agree::<Whole>(&without);
        for other in [Value::Null, 1.into(), "a".into(), true.into()] {
            let mut with = json.clone();
            with[name] = other;
            agree::<Whole>(&with);
        }
    }
}

#[test]
fn a_refusal_names_the_field_and_what_was_expected() {
    let refusal = |text: &str| Whole::from_json(serde_json::from_str(text).unwrap()).unwrap_err().to_string();
    assert_eq!(refusal("[]"), "expected an object, found a list");
    assert_eq!(refusal("{}"), "missing field `byId`");
    assert_eq!(refusal(r#"{"byId": {"a": "b"}}"#), "`byId`: expected a number, found a text");
    let strict = Strict::from_json(serde_json::json!({"only": 1, "onyl": 2})).unwrap_err().to_string();
    assert_eq!(strict, "unknown field `onyl`");
}
