//! The names in the user's catalogue, for a report of a run that never got as far as importing it. What is wrong with the
//! file is told by the import itself.

use serde_json::Value;
use std::path::Path;

/// The directories' names as they stand in the file; as many as can be read.
pub(super) fn names(file: &Path) -> Vec<String> {
    let bytes = std::fs::read(file).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let is_json = file.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
    let mut names = if is_json { in_json(text) } else { in_csv(text) };
    names.retain(|name| !name.is_empty());
    names
}

fn in_json(text: &str) -> Vec<String> {
    let rows = match serde_json::from_str(text) {
        Ok(Value::Array(rows)) => rows,
        Ok(row) => vec![row],
        Err(_) => Vec::new(),
    };
    rows.iter().filter_map(|row| Some(row["name"].as_str()?.trim().to_owned())).collect()
}

fn in_csv(text: &str) -> Vec<String> {
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let Ok(headers) = reader.headers() else { return Vec::new() };
    let Some(column) = headers.iter().position(|header| header.eq_ignore_ascii_case("name")) else {
        return Vec::new();
    };
    reader.records().filter_map(|record| Some(record.ok()?.get(column)?.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheets_csv_is_read_whatever_its_other_columns_hold() {
        let text =
            "\u{feff}Submission_URL,Name,extra\r\nnonsense,\"Acme, \"\"Ltd\"\"\",1\r\n,Other\r\n,,\r\n";
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("mine.csv");
        std::fs::write(&file, text).unwrap();
        assert_eq!(names(&file), ["Acme, \"Ltd\"", "Other"]);
        assert_eq!(names(&folder.path().join("absent.csv")), Vec::<String>::new());
    }
}
