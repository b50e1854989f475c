//! A file's bytes as text: UTF-8, or a clear word about what else they are.

use super::{MOST_BYTES, TableError};
use std::fs::File;
use std::io::Read;
use std::path::Path;

const ADVICE: &str = "save it as UTF-8 (in Excel: “CSV UTF-8”)";

/// The file's bytes, if they are not too many.
pub(super) fn load(path: &Path) -> Result<Vec<u8>, TableError> {
    let mut bytes = Vec::new();
    // One byte more than is allowed tells a larger file, also one that never ends.
    File::open(path)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES { Err(TableError::TooLarge) } else { Ok(bytes) }
}

/// The bytes as text.
///
/// # Errors
/// Another encoding, with where it shows and what to do.
pub fn decode(bytes: &[u8]) -> Result<String, TableError> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(TableError::Encoding(format!("the file is UTF-16; {ADVICE}")));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let (good, bad) = bytes.split_at(error.valid_up_to());
            let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
            let byte = bad.first().copied().unwrap_or_default();
            Err(TableError::Encoding(format!("line {line} is not UTF-8 (byte 0x{byte:02X}); {ADVICE}")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_encodings_are_named_with_the_line_and_what_to_do() {
        let latin = decode(b"name\nCaf\xe9\n").unwrap_err().to_string();
        assert!(latin.contains("line 2 is not UTF-8 (byte 0xE9)") && latin.contains("CSV UTF-8"), "{latin}");
        assert!(decode(b"\xff\xfen\0").unwrap_err().to_string().contains("UTF-16"));
        assert_eq!(decode("Café".as_bytes()).unwrap(), "Café");
    }

    #[test]
    fn a_file_that_is_too_large_is_refused_without_being_read_whole() {
        assert!(matches!(load(Path::new("/dev/zero")), Err(TableError::TooLarge)));
    }
}
