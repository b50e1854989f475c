//! Files people bring: CSV or JSON, read into rows of named values with the place each came from.

use autobolt_shared::profile::aliases::normal_key;
use serde_json::{Map, Value};
use std::fmt;
use std::path::{Path, PathBuf};

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
    /// Comma-separated values with a header line.
    Csv,
    /// One object, or an array of objects.
    Json,
}

/// A file cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// Neither ending.
    #[error("{}: the name must end in .csv or .json", .0.display())]
    Ending(PathBuf),
    /// It cannot be opened.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The CSV is broken.
    #[error("the CSV cannot be read: {0}")]
    Csv(#[from] csv::Error),
    /// The JSON is broken.
    #[error("the JSON cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// The JSON holds something else.
    #[error("{0} is no JSON object")]
    NoObject(Place),
    /// Two columns mean the same.
    #[error("the column {0:?} stands twice")]
    TwoColumns(String),
}

/// The format a file's name stands for.
///
/// # Errors
/// Neither `.csv` nor `.json`.
pub fn format_of(path: &Path) -> Result<Format, TableError> {
    match path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("csv") => Ok(Format::Csv),
        Some("json") => Ok(Format::Json),
        _ => Err(TableError::Ending(path.to_owned())),
    }
}

/// Reads a file.
///
/// # Errors
/// See [`TableError`].
pub fn read_file(path: &Path) -> Result<Vec<Row>, TableError> {
    let format = format_of(path)?;
    let text =
        std::fs::read_to_string(path).map_err(|source| TableError::Io { path: path.to_owned(), source })?;
    read(&text, format)
}

/// Reads a text.
///
/// # Errors
/// See [`TableError`].
pub fn read(text: &str, format: Format) -> Result<Vec<Row>, TableError> {
    // A spreadsheet's byte order mark would otherwise become part of the first column's name.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match format {
        Format::Csv => read_csv(text),
        Format::Json => read_json(serde_json::from_str(text)?),
    }
}

fn read_csv(text: &str) -> Result<Vec<Row>, TableError> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let headers: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    for (at, header) in headers.iter().enumerate() {
        if headers.iter().take(at).any(|h| normal_key(h) == normal_key(header)) {
            return Err(TableError::TwoColumns(header.clone()));
        }
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(str::is_empty) {
            continue;
        }
        let values =
            headers.iter().cloned().zip(record.iter().map(|v| Value::String(v.to_owned()))).collect();
        rows.push(Row { place: Place::Line(line), values });
    }
    Ok(rows)
}

fn read_json(value: Value) -> Result<Vec<Row>, TableError> {
    match value {
        Value::Object(values) => Ok(vec![Row { place: Place::Whole, values }]),
        Value::Array(items) => items
            .into_iter()
            .zip(1..)
            .map(|(item, n)| match item {
                Value::Object(values) => Ok(Row { place: Place::Item(n), values }),
                _ => Err(TableError::NoObject(Place::Item(n))),
            })
            .collect(),
        _ => Err(TableError::NoObject(Place::Whole)),
    }
}

/// What is wrong with one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// Where.
    pub place: Place,
    /// What.
    pub error: String,
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.error)
    }
}

/// Rows that cannot be taken; nothing of the file was.
#[derive(Debug, thiserror::Error)]
#[error(
    "nothing was written, {} of the file cannot be taken:\n{}",
    if .0.len() == 1 { "one thing".to_owned() } else { format!("{} things", .0.len()) },
    .0.iter().map(|e| format!("  {e}")).collect::<Vec<_>>().join("\n")
)]
pub struct BadRows(pub Vec<RowError>);

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_csv_row_knows_its_line_also_after_a_value_with_line_breaks() {
        let rows = read("\u{feff}name,notes\nA,\"two\nlines\"\n,\nB, x \n", Format::Csv).unwrap();
        assert_eq!(rows.iter().map(|r| r.place).collect::<Vec<_>>(), [Place::Line(2), Place::Line(5)]);
        assert_eq!(rows[1].values["notes"], "x");
        assert_eq!(rows[0].values["name"], "A", "the byte order mark is no part of the name");
    }

    #[test]
    fn json_is_one_object_or_an_array_of_them() {
        assert_eq!(read(r#"{"a": 1}"#, Format::Json).unwrap()[0].place, Place::Whole);
        let rows = read(r#"[{"a": 1}, {"a": 2}]"#, Format::Json).unwrap();
        assert_eq!((rows.len(), rows[1].place), (2, Place::Item(2)));
        assert_eq!(rows[1].values["a"], json!(2));
        assert!(read("[1]", Format::Json).unwrap_err().to_string().contains("item 1"));
    }

    #[test]
    fn a_column_that_stands_twice_is_refused() {
        assert!(matches!(read("name,Name\na,b\n", Format::Csv), Err(TableError::TwoColumns(_))));
    }
}
