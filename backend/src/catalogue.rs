//! The directory catalogue as a file: what a row must hold, and the catalogue that ships with AutoBolt.

use crate::tables::{BadRows, Format, Place, Row, RowError, TableError, hint, read, rearmed};
use autobolt_shared::profile::aliases::normal_key;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use url::Url;

/// The columns of a catalogue file, in the order an export writes them.
pub const COLUMNS: [&str; 14] = [
    "name",
    "submission_url",
    "home_url",
    "category",
    "country",
    "language",
    "authority",
    "requires_login",
    "has_captcha",
    "is_paid",
    "active",
    "pacing_ms",
    "notes",
    "recipe",
];

/// The catalogue that ships with AutoBolt: well-known directories, with what is generally known of them and no more.
const BUILTIN: &str = include_str!("../catalogue/directories.csv");

/// A catalogue that can be stored.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Catalogue {
    /// One object per directory: the columns the file has. A null says "unknown"; a column that is absent says nothing.
    pub directories: Vec<Map<String, Value>>,
    /// Columns of the file that mean nothing here.
    pub unused: Vec<String>,
}

/// The catalogue that ships with AutoBolt.
///
/// # Errors
/// Never, as a test makes sure.
pub fn builtin() -> Result<Vec<Row>, TableError> {
    read(BUILTIN, Format::Csv)
}

/// Checks every row.
///
/// # Errors
/// All that is wrong, row by row.
pub fn check(rows: Vec<Row>) -> Result<Catalogue, BadRows> {
    if let Some(error) = wrong_header(&rows) {
        return Err(BadRows(vec![error]));
    }
    let mut catalogue = Catalogue::default();
    let mut errors = Vec::new();
    let mut names: HashMap<String, String> = HashMap::new();
    for row in rows {
        let mut wrong = Vec::new();
        let directory = check_row(&row.values, &mut wrong, &mut catalogue.unused);
        if let Some(name) = directory.get("name").and_then(Value::as_str)
            && let Some(before) = names.insert(name.to_lowercase(), row.place.to_string())
        {
            wrong.push(format!("the name {name:?} stands in {before} already"));
        }
        errors.extend(wrong.into_iter().map(|error| RowError { place: row.place, error }));
        catalogue.directories.push(directory);
    }
    if errors.is_empty() { Ok(catalogue) } else { Err(BadRows(errors)) }
}

/// A CSV that lacks a column every directory needs: one mistake in the header, not one per line.
fn wrong_header(rows: &[Row]) -> Option<RowError> {
    let first = rows.first().filter(|row| matches!(row.place, Place::Line(_)))?;
    let has = |column: &str| first.values.keys().any(|key| normal_key(key) == column);
    let missing = match (has("name"), has("submission_url") || has("home_url")) {
        (true, true) => return None,
        (false, _) => "name",
        (true, false) => "submission_url",
    };
    let unknown = first.values.keys().filter(|key| !COLUMNS.contains(&normal_key(key).as_str()));
    let near: String = unknown
        .filter_map(|key| hint(key, COLUMNS).strip_prefix(';').map(|said| format!("; {key:?}:{said}")))
        .collect();
    let found: Vec<&str> = first.values.keys().map(String::as_str).collect();
    let error = format!(
        "the column `{missing}` is missing; the header has {}{near}. Known columns are {}",
        found.join(", "),
        COLUMNS.join(", ")
    );
    Some(RowError { place: Place::Line(1), error })
}

fn check_row(
    values: &Map<String, Value>,
    wrong: &mut Vec<String>,
    unused: &mut Vec<String>,
) -> Map<String, Value> {
    let mut directory = Map::new();
    for (key, value) in values {
        let column = normal_key(key);
        if !COLUMNS.contains(&column.as_str()) {
            if !unused.contains(key) {
                unused.push(key.clone());
            }
            continue;
        }
        match cell(&column, value) {
            // "Unknown" has no place in this column: the stored value stays, a new row gets the default.
            Ok(Value::Null) if column == "active" || column == "name" => {}
            Ok(value) => {
                directory.insert(column, value);
            }
            Err(why) => wrong.push(format!("{column}: {why}")),
        }
    }
    if !values.keys().any(|k| normal_key(k) == "name")
        || (wrong.is_empty() && !directory.contains_key("name"))
    {
        wrong.push("name: missing".to_owned());
    }
    let has = |column: &str| directory.get(column).is_some_and(|v| !v.is_null());
    if !has("submission_url") && !has("home_url") && !wrong.iter().any(|w| w.contains("_url")) {
        wrong.push("submission_url: missing, and there is no home_url either".to_owned());
    }
    directory
}

fn cell(column: &str, value: &Value) -> Result<Value, String> {
    let value = match value {
        Value::String(text) if text.trim().is_empty() => return Ok(Value::Null),
        Value::Null => return Ok(Value::Null),
        // An export puts an apostrophe before what a spreadsheet would run.
        Value::String(text) => Value::String(rearmed(text.trim()).to_owned()),
        other => other.clone(),
    };
    match column {
        "submission_url" | "home_url" => address(&value),
        "requires_login" | "has_captcha" | "is_paid" | "active" => flag(&value),
        "authority" => number(&value, 0, 100),
        "pacing_ms" => number(&value, 0, 86_400_000),
        "recipe" => recipe(value),
        "name" => text(&value).and_then(|name| match name.chars().count() {
            1..=200 => Ok(Value::String(name)),
            n => Err(format!("{n} characters, 200 at most")),
        }),
        _ => text(&value).and_then(|text| match text.chars().count() {
            0..=5_000 => Ok(Value::String(text)),
            n => Err(format!("{n} characters, 5000 at most")),
        }),
    }
}

fn text(value: &Value) -> Result<String, String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err("a text is needed".to_owned()),
    }
}

/// An address a browser can open. Anything else (`javascript:`, `file:`) must never reach one.
fn address(value: &Value) -> Result<Value, String> {
    let text = text(value)?;
    if text.len() > 2_000 {
        return Err(format!("{} bytes, 2000 at most", text.len()));
    }
    let url = Url::parse(&text)
        .map_err(|e| format!("{text:?} is no address ({e}); it must begin with https:// or http://"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("{text:?} must begin with https:// or http://"));
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(format!("{text:?} names no host"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("an address must not hold a user name or password".to_owned());
    }
    Ok(Value::String(text))
}

fn flag(value: &Value) -> Result<Value, String> {
    let word = match value {
        Value::Bool(flag) => return Ok(json!(flag)),
        Value::Number(number) => number.to_string(),
        Value::String(word) => word.to_lowercase(),
        _ => String::new(),
    };
    match word.as_str() {
        "true" | "t" | "yes" | "y" | "1" => Ok(json!(true)),
        "false" | "f" | "no" | "n" | "0" => Ok(json!(false)),
        "unknown" | "?" => Ok(Value::Null),
        _ => Err(format!("{value} is neither true nor false nor empty")),
    }
}

fn number(value: &Value, least: i64, most: i64) -> Result<Value, String> {
    let number = match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    match number {
        Some(n) if (least..=most).contains(&n) => Ok(json!(n)),
        _ => Err(format!("{value} is no whole number from {least} to {most}")),
    }
}

fn recipe(value: Value) -> Result<Value, String> {
    let parsed = match value {
        Value::String(text) => serde_json::from_str(&text).map_err(|e| format!("no JSON: {e}"))?,
        other => other,
    };
    if !parsed.is_object() {
        return Err("a JSON object is needed".to_owned());
    }
    let told = |problems: Vec<autobolt_shared::recipe::RecipeProblem>| {
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    autobolt_shared::recipe::check(&parsed).map_err(told)?;
    Ok(parsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(text: &str) -> Result<Catalogue, BadRows> {
        check(read(text, Format::Csv).unwrap())
    }

    #[test]
    fn the_shipped_catalogue_can_be_imported_and_knows_what_it_says() {
        let catalogue = check(builtin().unwrap()).unwrap();
        assert!(catalogue.directories.len() >= 90, "{}", catalogue.directories.len());
        assert_eq!(catalogue.unused, Vec::<String>::new());
        for directory in &catalogue.directories {
            assert!(directory["home_url"].as_str().is_some(), "{directory:?}");
            assert!(!directory.contains_key("authority"), "no invented numbers: {directory:?}");
        }
    }

    #[test]
    fn the_seeds_columns_are_enough_and_unknown_is_null() {
        let catalogue = csv(
            "name,submission_url,category,country,language,authority,requires_login,has_captcha,is_paid,active\n\
             One,https://one.example/add,General,US,en,50,no,TRUE,,yes\n",
        )
        .unwrap();
        let one = &catalogue.directories[0];
        assert_eq!(
            (&one["requires_login"], &one["has_captcha"], &one["is_paid"]),
            (&json!(false), &json!(true), &Value::Null)
        );
        assert_eq!((&one["authority"], &one["active"]), (&json!(50), &json!(true)));
        assert!(!one.contains_key("notes"), "a column the file lacks says nothing");
    }

    #[test]
    fn every_mistake_is_told_with_its_line() {
        let error = csv("name,submission_url,authority,active\n\
             ,https://a.example/,,\n\
             B,javascript:alert(1),,\n\
             C,https://c.example/,101,maybe\n\
             c,https://d.example/,,\n\
             E,,,\n\
             F,https://user:pw@f.example/,,\n")
        .unwrap_err()
        .to_string();
        for part in [
            "line 2: name",
            "line 3: submission_url",
            "line 4: authority",
            "line 4: active",
            "line 5: the name \"c\" stands in line 4",
            "line 6: submission_url: missing",
            "line 7: submission_url: an address must not",
        ] {
            assert!(error.contains(part), "{part} is missing in:\n{error}");
        }
    }

    #[test]
    fn a_header_without_a_needed_column_is_one_mistake_with_the_nearest_name() {
        let error =
            csv("nane,submision_url\nA,https://a.example/\nB,https://b.example/\n").unwrap_err().to_string();
        assert!(
            error.contains("one thing") && error.contains("line 1: the column `name` is missing"),
            "{error}"
        );
        assert!(error.contains("\"nane\": did you mean \"name\"?"), "{error}");
        assert!(error.contains("\"submision_url\": did you mean \"submission_url\"?"), "{error}");
        assert!(error.contains("Known columns are name, submission_url, home_url"), "{error}");
    }

    #[test]
    fn plain_http_on_this_machine_is_fine() {
        assert!(
            csv("name,submission_url\nA,http://127.0.0.1:8080/x\nB,http://site01.localhost:9/y\n").is_ok()
        );
    }

    #[test]
    fn columns_without_a_meaning_are_named_once() {
        let catalogue =
            csv("name,submission_url,colour\nA,https://a.example/,red\nB,https://b.example/,blue\n").unwrap();
        assert_eq!(catalogue.unused, ["colour"]);
    }
}
