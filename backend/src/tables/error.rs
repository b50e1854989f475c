//! Why a file, or a row of it, cannot be taken.

use super::{MOST_BYTES, MOST_ROWS, Place};
use std::fmt;
use std::path::PathBuf;

/// A file cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {why}", path.display())]
pub struct FileError {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub why: TableError,
}

/// Why a table cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// Neither ending.
    #[error("the name must end in .csv or .json")]
    Ending,
    /// It cannot be opened.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// It is too large.
    #[error("larger than {} MB; split it", MOST_BYTES / 1024 / 1024)]
    TooLarge,
    /// It has too many rows.
    #[error("{0} rows, and {MOST_ROWS} is the most for one file; split it")]
    TooManyRows(usize),
    /// Its bytes are text in some other encoding, or no text.
    #[error("{0}")]
    Encoding(String),
    /// It holds nothing.
    #[error("the file is empty")]
    Empty,
    /// A header and nothing else.
    #[error("the file has a header line and no row below it")]
    HeaderOnly,
    /// An array of nothing.
    #[error("the file's array has no items")]
    NoItems,
    /// The CSV is broken.
    #[error("the CSV cannot be read: {0}")]
    Csv(#[from] csv::Error),
    /// A quote that is opened and not closed swallows the rest of the file.
    #[error(
        "line {0}: a double quote is opened and never closed; close it, or write it twice where it is meant"
    )]
    OpenQuote(u64),
    /// The JSON is broken.
    #[error("the JSON cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// The JSON holds something else.
    #[error("the file must hold an object, or an array of objects")]
    NoTable,
    /// Two columns mean the same.
    #[error("the column {0:?} stands twice; take one out")]
    TwoColumns(String),
    /// A column has values and no name.
    #[error("column {0} has values and no name in the header line")]
    NamelessColumn(usize),
    /// The header lacks what every row needs.
    #[error("{0}")]
    Header(String),
    /// Rows are broken.
    #[error("{0}")]
    Rows(BadRows),
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

/// Of many mistakes, so many are written out; who has more will begin with these.
const MOST_TOLD: usize = 200;

/// Rows that cannot be taken; nothing of the file was.
#[derive(Debug, thiserror::Error)]
pub struct BadRows(pub Vec<RowError>);

impl fmt::Display for BadRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.0.len();
        let things = if n == 1 { "one thing".to_owned() } else { format!("{n} things") };
        write!(f, "nothing was written, {things} of the file cannot be taken:")?;
        for error in self.0.iter().take(MOST_TOLD) {
            write!(f, "\n  {error}")?;
        }
        if n > MOST_TOLD {
            write!(f, "\n  … and {} more", n - MOST_TOLD)?;
        }
        Ok(())
    }
}
