//! Customers out of a file: facts under any of their usual names, and the pictures beside the file.

mod facts;
mod identity;

pub use facts::check as check_facts;
pub use identity::{Identity, Likeness};

use crate::store::assets::{self, Assets};
use crate::tables::{BadRows, Place, Row, RowError, hint};
use autobolt_shared::CustomerId;
use autobolt_shared::profile::aliases::{FACTS, Kind, normal_key};
use autobolt_shared::profile::{Files, columns, read};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// A customer that can be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Customer {
    /// Where the file has it.
    pub place: Place,
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
    if let Some(error) = header_without_a_name(&rows) {
        return Err(BadRows(vec![error]));
    }
    let mut customers: Vec<Customer> = Vec::new();
    let mut errors = Vec::new();
    for row in rows {
        match check_row(row.place, row.values, beside) {
            Ok(customer) => {
                if let Some(before) = customers.iter().find(|c| c.id.is_some() && c.id == customer.id) {
                    let error = format!("id: stands in {} already; give each customer once", before.place);
                    errors.push(RowError { place: row.place, error });
                }
                customers.push(customer);
            }
            Err(wrong) => errors.extend(wrong.into_iter().map(|error| RowError { place: row.place, error })),
        }
    }
    if errors.is_empty() { Ok(customers) } else { Err(BadRows(errors)) }
}

/// A CSV none of whose columns is the business's name: one mistake in the header, not one per line.
fn header_without_a_name(rows: &[Row]) -> Option<RowError> {
    let first = rows.first().filter(|row| matches!(row.place, Place::Line(_)))?;
    if first.values.keys().any(|key| is_name(key)) {
        return None;
    }
    let aliases = FACTS.iter().find(|f| f.column == "business_name").map_or(&[][..], |f| f.aliases);
    let near = first.values.keys().filter_map(|key| {
        let said = hint(key, std::iter::once("business_name").chain(aliases.iter().copied()));
        said.strip_prefix(';').map(|said| format!("; {key:?}:{said}"))
    });
    let found: Vec<&str> = first.values.keys().map(String::as_str).collect();
    let known: Vec<&str> = std::iter::once("id").chain(FACTS.iter().map(|f| f.column)).collect();
    let error = format!(
        "no column holds the business's name (`business_name`); the header has {}{}. Known columns are {}, and their \
         usual other names",
        found.join(", "),
        near.collect::<String>(),
        known.join(", ")
    );
    Some(RowError { place: Place::Line(1), error })
}

fn check_row(place: Place, mut values: Map<String, Value>, beside: &Path) -> Result<Customer, Vec<String>> {
    let mut wrong = Vec::new();
    let id = take_id(&mut values, &mut wrong);
    let read = read(&values);
    if read.profile.business_name.is_none() && !read.unreadable.iter().any(|u| is_name(&u.path)) {
        wrong.push("business_name: missing; it is the one thing every customer needs".to_owned());
    }
    wrong
        .extend(read.unreadable.iter().map(|u| format!("{}: cannot be read; it takes {}", u.path, u.wanted)));
    wrong.extend(facts::check(&read.profile));
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
    Ok(Customer { place, id, facts: read.profile, pictures, other, unused })
}

fn is_name(key: &str) -> bool {
    let key = normal_key(key);
    FACTS
        .iter()
        .any(|f| f.column == "business_name" && (f.column == key || f.aliases.contains(&key.as_str())))
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
                wrong.push(format!("{key}: {text:?} is no UUID; leave it out for a new customer"));
                None
            }
        },
        other => {
            wrong.push(format!("{key}: {other} is no UUID; leave it out for a new customer"));
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
    /// The columns to store once the pictures have been copied in, and whether any picture is another than before. A dry
    /// run copies nothing.
    ///
    /// # Errors
    /// A picture cannot be copied.
    pub fn store_files(
        &self,
        id: CustomerId,
        assets: &Assets,
        dry_run: bool,
    ) -> Result<(Map<String, Value>, bool), assets::AssetError> {
        let mut files = Files::default();
        let mut any_changed = false;
        for (slot, path) in &self.pictures {
            let (stored, changed) = assets.take(id, slot, path, dry_run)?;
            any_changed |= changed;
            if slot == "logo" {
                files.logo = Some(stored);
            } else {
                files.photos.push(stored);
            }
        }
        Ok((columns(&self.facts, &files, self.other.clone()), any_changed))
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
    fn all_mistakes_of_all_rows_are_told_at_once() {
        let rows = read_table(
            "business_name,email,phone,website,founded_year\nA,not-mail,call me,no site,long ago\n\
             B,b@b.example,,b.example,1999\n,,,,2000\n",
            Format::Csv,
        );
        let error = check(rows.unwrap(), Path::new(".")).unwrap_err().to_string();
        for part in [
            "line 2: email: “not-mail”",
            "line 2: phone: “call me”",
            "line 2: website: “no site”",
            "line 2: founded_year: cannot be read; it takes a year of four digits",
            "line 4: business_name: missing",
        ] {
            assert!(error.contains(part), "{part} is missing in:\n{error}");
        }
        assert!(!error.contains("line 3"), "{error}");
    }

    #[test]
    fn values_of_the_wrong_type_are_mistakes() {
        let error = from(
            r#"[{"business_name": {"a": 1}, "phone": true, "keywords": ["a", 1, {"b": 2}]}]"#,
            Path::new("."),
        )
        .unwrap_err()
        .to_string();
        for part in [
            "item 1: business_name: cannot be read; it takes a text",
            "item 1: phone: ",
            "item 1: keywords[2]: ",
        ] {
            assert!(error.contains(part), "{part} is missing in:\n{error}");
        }
    }

    #[test]
    fn a_header_without_the_business_s_name_is_one_mistake_with_the_nearest_name() {
        let rows = read_table("busines_name,email\nA,a@a.example\nB,b@b.example\n", Format::Csv).unwrap();
        let error = check(rows, Path::new(".")).unwrap_err().to_string();
        assert!(error.contains("one thing") && error.contains("line 1: no column holds"), "{error}");
        assert!(error.contains("\"busines_name\": did you mean \"business_name\"?"), "{error}");
        assert!(error.contains("Known columns are id, business_name, contact_name"), "{error}");
    }

    #[test]
    fn an_id_that_stands_twice_is_a_mistake() {
        let one = r#"{"business_name": "A", "id": "1b4e28ba-2fa1-41d2-883f-0016d3cca427"}"#;
        let error = from(&format!("[{one}, {one}]"), Path::new(".")).unwrap_err().to_string();
        assert!(error.contains("item 2: id: stands in item 1 already"), "{error}");
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
