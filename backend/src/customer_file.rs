//! Customers out of a file: facts under any of their usual names, and the pictures beside the file.

use crate::store::assets::{self, Assets};
use crate::tables::{BadRows, Row, RowError};
use autobolt_shared::CustomerId;
use autobolt_shared::profile::aliases::{FACTS, Kind, normal_key};
use autobolt_shared::profile::{Files, columns, read};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// A customer that can be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Customer {
    /// The id the file gives, if it gives one.
    pub id: Option<CustomerId>,
    /// The facts.
    pub facts: autobolt_shared::BusinessProfile,
    /// Pictures to copy in: the slot, and where the file is.
    pub pictures: Vec<(String, PathBuf)>,
    /// Keys AutoBolt has no use for, with their values: kept, and told.
    pub other: Map<String, Value>,
    /// What to tell: unused keys with their place in the file.
    pub unused: Vec<String>,
}

/// Checks every row; file names are relative to `beside`.
///
/// # Errors
/// All that is wrong, row by row.
pub fn check(rows: Vec<Row>, beside: &Path) -> Result<Vec<Customer>, BadRows> {
    let mut customers = Vec::new();
    let mut errors = Vec::new();
    for row in rows {
        match check_row(row.values, beside) {
            Ok(customer) => customers.push(customer),
            Err(wrong) => errors.extend(wrong.into_iter().map(|error| RowError { place: row.place, error })),
        }
    }
    if errors.is_empty() { Ok(customers) } else { Err(BadRows(errors)) }
}

fn check_row(mut values: Map<String, Value>, beside: &Path) -> Result<Customer, Vec<String>> {
    let mut wrong = Vec::new();
    let id = take_id(&mut values, &mut wrong);
    let read = read(&values);
    if read.profile.business_name.is_none() {
        wrong.push("business_name: missing".to_owned());
    }
    let mut unused = read.unused;
    let pictures = pictures(&read.files, beside, &mut wrong);
    unused.extend(addresses(&values));
    if !wrong.is_empty() {
        return Err(wrong);
    }
    // A key that was used in part (`contact.shoe_size`) is kept whole: a part alone could not be told apart later.
    let kept = |key: &str| {
        unused
            .iter()
            .any(|u| u == key || u.strip_prefix(key).is_some_and(|rest| rest.starts_with(['.', '[', ':'])))
    };
    let other = values.into_iter().filter(|(key, _)| kept(key)).collect();
    Ok(Customer { id, facts: read.profile, pictures, other, unused })
}

fn take_id(values: &mut Map<String, Value>, wrong: &mut Vec<String>) -> Option<CustomerId> {
    let key =
        values.keys().find(|k| matches!(k.trim().to_lowercase().as_str(), "id" | "customer_id"))?.clone();
    match values.remove(&key)? {
        Value::Null => None,
        Value::String(text) if text.trim().is_empty() => None,
        Value::String(text) => match Uuid::parse_str(text.trim()) {
            Ok(id) => Some(CustomerId(id)),
            Err(_) => {
                wrong.push(format!("{key}: {text:?} is no UUID"));
                None
            }
        },
        other => {
            wrong.push(format!("{key}: {other} is no UUID"));
            None
        }
    }
}

/// Keys of pictures that are addresses. They are not fetched: AutoBolt takes files, and says so.
fn addresses(values: &Map<String, Value>) -> Vec<String> {
    let pictures = FACTS.iter().filter(|f| f.kind == Kind::Files);
    let names: Vec<&str> =
        pictures.flat_map(|f| std::iter::once(f.column).chain(f.aliases.iter().copied())).collect();
    values
        .iter()
        .filter(|(key, value)| {
            names.contains(&normal_key(key).as_str()) && value.to_string().contains("\"http")
        })
        .map(|(key, _)| format!("{key}: an address, and AutoBolt takes files;"))
        .collect()
}

fn is_address(name: &str) -> bool {
    name.starts_with("https://") || name.starts_with("http://")
}

/// The pictures that were named as files.
fn pictures(files: &Files, beside: &Path, wrong: &mut Vec<String>) -> Vec<(String, PathBuf)> {
    let logo = files.logo.iter().map(|name| ("logo".to_owned(), name));
    let photos = files.photos.iter().filter(|name| !is_address(name)).zip(1..);
    let photos = photos.map(|(name, n)| (format!("photo-{n}"), name));
    let mut pictures = Vec::new();
    for (slot, name) in logo.filter(|(_, name)| !is_address(name)).chain(photos) {
        let path = beside.join(name);
        match assets::check(&path) {
            Ok(_) => pictures.push((slot, path)),
            Err(error) => wrong.push(format!("{slot}: {error}")),
        }
    }
    pictures
}

impl Customer {
    /// The columns to store, once the pictures have been copied in.
    ///
    /// # Errors
    /// A picture cannot be copied.
    pub fn store_files(
        &self,
        id: CustomerId,
        assets: &Assets,
    ) -> Result<Map<String, Value>, assets::AssetError> {
        let mut files = Files::default();
        for (slot, path) in &self.pictures {
            let stored = assets.take(id, slot, path)?;
            if slot == "logo" {
                files.logo = Some(stored);
            } else {
                files.photos.push(stored);
            }
        }
        Ok(columns(&self.facts, &files, self.other.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::{Format, read as read_table};

    fn from(json: &str, beside: &Path) -> Result<Vec<Customer>, BadRows> {
        check(read_table(json, Format::Json).unwrap(), beside)
    }

    #[test]
    fn files_are_found_beside_the_file_that_names_them() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("logo.png"), b"\x89PNG\r\n\x1a\n").unwrap();
        let customers =
            from(r#"{"business_name": "A", "logo": "logo.png", "photos": []}"#, folder.path()).unwrap();
        assert_eq!(customers[0].pictures, [("logo".to_owned(), folder.path().join("logo.png"))]);
    }

    #[test]
    fn every_mistake_is_told_with_its_item() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("notes.txt"), "hello").unwrap();
        let error = from(
            r#"[{"business_name": "A", "logo": "missing.png"}, {"city": "Austin"},
                {"business_name": "C", "id": "seven", "photos": ["notes.txt"]}]"#,
            folder.path(),
        )
        .unwrap_err()
        .to_string();
        for part in [
            "item 1: logo",
            "missing.png",
            "item 2: business_name: missing",
            "item 3: id",
            "item 3: photo-1",
            "neither PNG",
        ] {
            assert!(error.contains(part), "{part} is missing in:\n{error}");
        }
    }

    #[test]
    fn unused_keys_are_told_and_kept() {
        let customers = from(
            r#"{"business_name": "A", "loyalty": "gold", "logo": "https://a.example/logo.png"}"#,
            Path::new("."),
        )
        .unwrap();
        assert_eq!(customers[0].other["loyalty"], "gold");
        assert!(customers[0].unused.iter().any(|u| u.starts_with("logo: an address")));
        assert!(customers[0].unused.contains(&"loyalty".to_owned()));
        assert!(customers[0].other.contains_key("logo"));
    }
}
