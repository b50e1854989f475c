//! CSV as spreadsheets write it: commas, semicolons (Excel where the comma is the decimal sign) or tabs, any line ends.

use super::{BadRows, Place, Row, RowError, TableError};
use autobolt_shared::profile::aliases::normal_key;
use csv::{Position, ReaderBuilder, StringRecord, Trim};
use serde_json::Value;

pub(super) fn read(text: &str) -> Result<Vec<Row>, TableError> {
    let (separator, text, skipped) = separator(text);
    let mut reader =
        ReaderBuilder::new().delimiter(separator).flexible(true).trim(Trim::All).from_reader(text.as_bytes());
    let headers: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    for (at, header) in headers.iter().enumerate().filter(|(_, header)| !header.is_empty()) {
        if headers.iter().take(at).any(|h| normal_key(h) == normal_key(header)) {
            return Err(TableError::TwoColumns(header.clone()));
        }
    }
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    let mut last = (1, false);
    for record in reader.records() {
        let record = record?;
        let line = record.position().map_or(0, Position::line) + skipped;
        last = (line, record.iter().any(|value| value.contains(['\n', '\r'])));
        if record.iter().all(str::is_empty) {
            continue;
        }
        if let Some(at) = nameless(&headers, &record) {
            return Err(TableError::NamelessColumn(at + 1));
        }
        let place = Place::Line(line);
        // A spreadsheet writes empty cells beyond the header; values there, or too few, are a broken line.
        if record.len() < headers.len() || record.iter().skip(headers.len()).any(|value| !value.is_empty()) {
            let (values, columns) = (record.len(), headers.len());
            let error = format!(
                "{values} values, and the header has {columns} columns; a value that holds the separator {:?} stands in \
                 double quotes",
                char::from(separator)
            );
            wrong.push(RowError { place, error });
            continue;
        }
        let values = headers.iter().zip(record.iter()).filter(|(header, _)| !header.is_empty());
        rows.push(Row {
            place,
            values: values.map(|(header, value)| (header.clone(), Value::String(value.to_owned()))).collect(),
        });
    }
    // Written right, quotes come in pairs; the reader takes a lonely one as a value up to the end of the file.
    if let ((line, true), 1) = (last, text.matches('"').count() % 2) {
        return Err(TableError::OpenQuote(line));
    }
    if wrong.is_empty() { Ok(rows) } else { Err(TableError::Rows(BadRows(wrong))) }
}

/// The first column without a name in which this record has a value.
fn nameless(headers: &[String], record: &StringRecord) -> Option<usize> {
    headers.iter().zip(record.iter()).position(|(header, value)| header.is_empty() && !value.is_empty())
}

/// What stands between the values: what Excel's first line says, or what the header has most of. With it the text from
/// the header on, and how many lines were skipped.
fn separator(text: &str) -> (u8, &str, u64) {
    let (first, rest) = text.split_at(text.find(['\n', '\r']).unwrap_or(text.len()));
    if let Some(&[said]) = first.trim().strip_prefix("sep=").map(str::as_bytes) {
        return (said, rest.strip_prefix("\r\n").unwrap_or(rest.get(1..).unwrap_or_default()), 1);
    }
    let mut quoted = false;
    let mut counts = [(b',', 0_u32), (b';', 0), (b'\t', 0)];
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(separator, _)| !quoted && *separator == byte) {
            *count += 1;
        }
    }
    let [comma, semicolon, tab] = counts;
    let most =
        [semicolon, tab].into_iter().fold(comma, |most, other| if other.1 > most.1 { other } else { most });
    (most.0, text, 0)
}

#[cfg(test)]
mod tests {
    use super::super::{Format, read as table};
    use super::*;

    #[test]
    fn a_row_knows_its_line_also_after_a_value_with_line_breaks() {
        let rows = table("\u{feff}name,notes\nA,\"two\nlines\"\n,\nB, x \n", Format::Csv).unwrap();
        assert_eq!(rows.iter().map(|r| r.place).collect::<Vec<_>>(), [Place::Line(2), Place::Line(5)]);
        assert_eq!(rows[1].values["notes"], "x");
        assert_eq!(rows[0].values["name"], "A", "the byte order mark is no part of the name");
    }

    #[test]
    fn semicolons_tabs_and_windows_line_ends_are_read_as_spreadsheets_mean_them() {
        for text in [
            "name;notes;\r\nA;\"x; y, z\";\r\nB;;\r\n",
            "name\tnotes\r\nA\t\"x; y, z\"\r\nB\t\r\n",
            "sep=;\r\nname;notes\r\nA;\"x; y, z\"\r\nB;\r\n",
        ] {
            let rows = read(text).unwrap();
            assert_eq!((rows.len(), &rows[0].values["notes"]), (2, &Value::from("x; y, z")), "{text:?}");
        }
        assert_eq!(read("sep=;\nname;notes\nA;x\n").unwrap()[0].place, Place::Line(3));
    }

    #[test]
    fn every_line_with_the_wrong_number_of_values_is_told() {
        let error = read("name,notes\nA\nB,b\nC,c,d\n").unwrap_err().to_string();
        assert!(error.contains("line 2: 1 values, and the header has 2 columns"), "{error}");
        assert!(error.contains("line 4: 3 values"), "{error}");
        assert!(!error.contains("line 3"), "{error}");
    }

    #[test]
    fn a_quote_that_is_never_closed_is_told_with_its_line() {
        let error = read("name,notes\nA,fine\nB,\"open\nC,c\nD,d\n").unwrap_err().to_string();
        assert!(error.contains("line 3: a double quote is opened and never closed"), "{error}");
        assert!(read("name,notes\nA,19\" rack\n").is_ok(), "inches are no quotation");
    }

    #[test]
    fn a_column_that_stands_twice_or_has_no_name_is_refused() {
        assert!(matches!(read("name,Name\na,b\n"), Err(TableError::TwoColumns(_))));
        assert!(matches!(read("name,,x\na,b,c\n"), Err(TableError::NamelessColumn(2))));
    }
}
