//! Files people bring: CSV or JSON, read into rows of named values with the place each came from.

mod csv;
mod error;
mod formula;
mod near;
mod text;

pub use error::{BadRows, FileError, RowError, TableError};
pub use formula::{rearmed, unarmed};
pub use near::{hint, nearest};
pub use text::decode;

use serde_json::{Map, Value};
use std::fmt;
use std::path::Path;

/// Larger files are not read. A customer is a few kilobytes of text; pictures are files of their own.
pub const MOST_BYTES: u64 = 16 * 1024 * 1024;
/// Rows of one file, at most.
pub const MOST_ROWS: usize = 10_000;

/// A row and where it stands in its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Where, for messages.
    pub place: Place,
    /// Its values by column. In a CSV every value is a text, possibly empty.
    pub values: Map<String, Value>,
}

/// Where in a file something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Line of a CSV file; the header is line 1.
    Line(u64),
    /// Item of a JSON array, the first being 1.
    Item(u64),
    /// The one object of a JSON file.
    Whole,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(n) => write!(f, "line {n}"),
            Self::Item(n) => write!(f, "item {n}"),
            Self::Whole => f.write_str("the object"),
        }
    }
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Values between commas, semicolons or tabs, with a header line.
    Csv,
    /// One object, or an array of objects.
    Json,
}

/// The format a file's name stands for.
///
/// # Errors
/// Neither `.csv` nor `.json`.
pub fn format_of(path: &Path) -> Result<Format, FileError> {
    match path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("csv") => Ok(Format::Csv),
        Some("json") => Ok(Format::Json),
        _ => Err(FileError { path: path.to_owned(), why: TableError::Ending }),
    }
}

/// Reads a file.
///
/// # Errors
/// See [`TableError`].
pub fn read_file(path: &Path) -> Result<Vec<Row>, FileError> {
    let format = format_of(path)?;
    text::load(path)
        .and_then(|bytes| read(&decode(&bytes)?, format))
        .map_err(|why| FileError { path: path.to_owned(), why })
}

/// Reads a text.
///
/// # Errors
/// See [`TableError`].
pub fn read(text: &str, format: Format) -> Result<Vec<Row>, TableError> {
    // A spreadsheet's byte order mark would otherwise become part of the first column's name.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(TableError::Empty);
    }
    let rows = match format {
        Format::Csv => csv::read(text)?,
        Format::Json => json(text)?,
    };
    if rows.is_empty() {
        return Err(match format {
            Format::Csv => TableError::HeaderOnly,
            Format::Json => TableError::NoItems,
        });
    }
    if rows.len() > MOST_ROWS {
        return Err(TableError::TooManyRows(rows.len()));
    }
    let mut wrong = Vec::new();
    for row in &rows {
        for (key, value) in &row.values {
            control_characters(row.place, key, value, &mut wrong);
        }
    }
    if wrong.is_empty() { Ok(rows) } else { Err(TableError::Rows(BadRows(wrong))) }
}

fn json(text: &str) -> Result<Vec<Row>, TableError> {
    let items = match serde_json::from_str(text)? {
        Value::Object(values) => return Ok(vec![Row { place: Place::Whole, values }]),
        Value::Array(items) => items,
        _ => return Err(TableError::NoTable),
    };
    let (mut rows, mut wrong) = (Vec::with_capacity(items.len()), Vec::new());
    for (item, n) in items.into_iter().zip(1..) {
        let place = Place::Item(n);
        match item {
            Value::Object(values) => rows.push(Row { place, values }),
            _ => wrong.push(RowError { place, error: "no JSON object; each item is one in {}".to_owned() }),
        }
    }
    if wrong.is_empty() { Ok(rows) } else { Err(TableError::Rows(BadRows(wrong))) }
}

/// No form takes a control character, and PostgreSQL stores no U+0000: damage of the file, told with its place.
fn control_characters(place: Place, path: &str, value: &Value, wrong: &mut Vec<RowError>) {
    let control = |text: &str| text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    let mut tell = |found: char, path: &str| {
        let path: String = path.chars().filter(|c| !c.is_control()).collect();
        let error = format!(
            "{path}: holds the control character U+{:04X}, which no text has; take it out",
            u32::from(found)
        );
        wrong.push(RowError { place, error });
    };
    if let Some(found) = control(path) {
        return tell(found, path);
    }
    match value {
        Value::String(text) => {
            if let Some(found) = control(text) {
                tell(found, path);
            }
        }
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                control_characters(place, &format!("{path}[{n}]"), item, wrong);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                control_characters(place, &format!("{path}.{key}"), field, wrong);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn json_is_one_object_or_an_array_of_them() {
        assert_eq!(read(r#"{"a": 1}"#, Format::Json).unwrap()[0].place, Place::Whole);
        let rows = read(r#"[{"a": 1}, {"a": 2}]"#, Format::Json).unwrap();
        assert_eq!((rows.len(), rows[1].place), (2, Place::Item(2)));
        assert_eq!(rows[1].values["a"], json!(2));
        let error = read(r#"[1, {"a": 1}, "b"]"#, Format::Json).unwrap_err().to_string();
        assert!(error.contains("item 1: no JSON object") && error.contains("item 3: "), "{error}");
    }

    #[test]
    fn a_file_with_nothing_in_it_is_said_to_be_empty() {
        for (text, format, said) in [
            ("", Format::Csv, "the file is empty"),
            (" \n", Format::Json, "the file is empty"),
            ("\u{feff}", Format::Csv, "the file is empty"),
            ("name,email\n", Format::Csv, "header line and no row"),
            ("name,email\r\n,\r\n", Format::Csv, "header line and no row"),
            ("[]", Format::Json, "no items"),
            ("7", Format::Json, "an object, or an array of objects"),
        ] {
            let error = read(text, format).unwrap_err().to_string();
            assert!(error.contains(said), "{text:?}: {error}");
        }
    }

    #[test]
    fn a_control_character_is_told_with_its_place() {
        let error = read("name,notes\nA,fine\nB,\"x\0y\"\n", Format::Csv).unwrap_err().to_string();
        assert!(error.contains("line 3: notes: holds the control character U+0000"), "{error}");
        let error = read(r#"[{"a": {"b": ["x", "\u0007"]}}]"#, Format::Json).unwrap_err().to_string();
        assert!(error.contains("item 1: a.b[1]: holds the control character U+0007"), "{error}");
    }

    #[test]
    fn a_file_with_too_many_rows_is_refused() {
        let text = format!("name\n{}", "A\n".repeat(MOST_ROWS + 1));
        assert!(matches!(read(&text, Format::Csv), Err(TableError::TooManyRows(_))));
    }
}
