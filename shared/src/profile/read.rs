//! Reads a customer's facts from JSON with any of the usual names and shapes. What is not understood is named, never
//! dropped silently and never guessed at.

use super::aliases::{FACTS, normal_key};
use super::values::{Stored, says_nothing, store, text, wanted};
use super::{BusinessProfile, SocialNetwork};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Read {
    /// The facts. Logo and photos are not in it: they are files, see `files`.
    pub profile: BusinessProfile,
    /// Files that were named.
    pub files: Files,
    /// Keys that were not used, in the order of the input: unknown, unreadable, or saying otherwise than a better one.
    pub unused: Vec<String>,
    /// Those of them whose key is known and whose value cannot be that fact.
    pub unreadable: Vec<Unreadable>,
}

/// A known key with a value that cannot be what the key says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The key, as in [`Read::unused`].
    pub path: String,
    /// What would be understood, for a message: `a year of four digits`.
    pub wanted: &'static str,
}

/// Names of a customer's files, as they were given: paths or addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    /// The logo.
    pub logo: Option<String>,
    /// Photos, best first.
    pub photos: Vec<String>,
}

/// Reads a customer's facts from a JSON object.
#[must_use]
pub fn read(raw: &Map<String, Value>) -> Read {
    let mut found = Found::default();
    found.walk(raw, Group::Top, "");
    let mut read = Read::default();
    let mut unused = found.unused;
    for fact in FACTS {
        let mut candidates = found.by_column.remove(fact.column).unwrap_or_default();
        candidates.sort_by_key(|c| (c.depth, c.rank));
        let mut taken: Option<Value> = None;
        for candidate in candidates {
            match &taken {
                Some(value) if same(value, &candidate.value) => {}
                Some(_) => unused.push((candidate.order, candidate.path)),
                None => match store(&mut read, fact, &candidate.value) {
                    Stored::All => taken = Some(candidate.value),
                    Stored::Part(rest) => {
                        unused.extend(
                            rest.into_iter().map(|r| (candidate.order, format!("{}{r}", candidate.path))),
                        );
                        taken = Some(candidate.value);
                    }
                    Stored::Unread(parts) => {
                        for part in parts {
                            let path = format!("{}{part}", candidate.path);
                            read.unreadable.push(Unreadable { path: path.clone(), wanted: "a text" });
                            unused.push((candidate.order, path));
                        }
                        taken = Some(candidate.value);
                    }
                    Stored::No => {
                        if !says_nothing(&candidate.value) {
                            let path = candidate.path.clone();
                            read.unreadable.push(Unreadable { path, wanted: wanted(fact.kind) });
                        }
                        unused.push((candidate.order, candidate.path));
                    }
                },
            }
        }
    }
    unused.sort();
    read.unused = unused.into_iter().map(|(_, path)| path).collect();
    read
}

/// Where a key stands: some mean something else inside a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Top,
    Business,
    Contact,
    Place,
    Social,
}

impl Group {
    fn of(key: &str) -> Option<Self> {
        Some(match key {
            "business" | "business_info" | "company" | "organization" | "organisation" => Self::Business,
            "contact" | "contact_info" | "contact_person" | "owner" => Self::Contact,
            "address" | "business_address" | "location" | "coordinates" | "geo" => Self::Place,
            "social" | "social_links" | "social_media" | "social_profiles" | "socials" => Self::Social,
            _ => return None,
        })
    }

    /// The canonical column of a key inside this group, with its rank among the names of that fact.
    fn column(self, key: &str) -> Option<(&'static str, usize)> {
        let own = match (self, key) {
            (Self::Business, "name") => Some("business_name"),
            (Self::Contact, "name") => Some("contact_name"),
            (Self::Contact, "email") => Some("contact_email"),
            (Self::Contact, "role" | "title" | "position") => Some("contact_role"),
            (Self::Place, "line1" | "line_1") => Some("address"),
            (Self::Place, "line2" | "line_2") => Some("address2"),
            (Self::Social, "x") => Some("twitter"),
            _ => None,
        };
        if let Some(column) = own {
            return Some((column, 0));
        }
        let (column, rank) = FACTS.iter().find_map(|fact| {
            if fact.column == key {
                return Some((fact.column, 0));
            }
            fact.aliases.iter().position(|a| *a == key).map(|at| (fact.column, at + 1))
        })?;
        (self != Self::Social || network(column).is_some()).then_some((column, rank))
    }
}

struct Candidate {
    value: Value,
    path: String,
    depth: usize,
    rank: usize,
    order: usize,
}

#[derive(Default)]
struct Found {
    by_column: BTreeMap<&'static str, Vec<Candidate>>,
    unused: Vec<(usize, String)>,
    order: usize,
}

impl Found {
    fn walk(&mut self, object: &Map<String, Value>, group: Group, prefix: &str) {
        for (key, value) in object {
            self.order += 1;
            if is_blank(value) {
                continue;
            }
            let name = normal_key(key);
            let path = format!("{prefix}{key}");
            match (Group::of(&name), value) {
                (Some(inner), Value::Object(fields)) if prefix.matches('.').count() < 2 => {
                    self.walk(fields, inner, &format!("{path}."));
                }
                (Some(Group::Social), value) if group != Group::Social => self.social_pages(value, &path),
                _ => match group.column(&name) {
                    Some((column, rank)) => self.add(column, rank, value.clone(), path),
                    None => self.unused.push((self.order, path)),
                },
            }
        }
    }

    fn add(&mut self, column: &'static str, rank: usize, value: Value, path: String) {
        let (depth, order) = (path.matches('.').count(), self.order);
        self.by_column.entry(column).or_default().push(Candidate { value, path, depth, rank, order });
    }

    /// `"social": ["https://facebook.com/…", {"platform": "instagram", "url": "…"}]`, or one address.
    fn social_pages(&mut self, value: &Value, path: &str) {
        let pages = match value {
            Value::Array(pages) => pages.as_slice(),
            one => std::slice::from_ref(one),
        };
        for (n, page) in pages.iter().enumerate() {
            let path = if value.is_array() { format!("{path}[{n}]") } else { path.to_owned() };
            match social_page(page) {
                Some((column, address)) => self.add(column, 0, Value::String(address), path),
                None => self.unused.push((self.order, path)),
            }
        }
    }
}

fn social_page(page: &Value) -> Option<(&'static str, String)> {
    let field = |names: &[&str]| {
        page.as_object()?
            .iter()
            .find(|(k, _)| names.contains(&normal_key(k).as_str()))
            .and_then(|(_, v)| text(v))
    };
    let address = text(page).or_else(|| field(&["url", "link", "handle"]))?;
    let named = field(&["network", "platform", "name", "type"]).map(|n| normal_key(&n));
    let column = match named {
        Some(name) => Group::Social.column(&name)?.0,
        None => by_host(&address)?,
    };
    Some((column, address))
}

/// The network an address belongs to.
fn by_host(address: &str) -> Option<&'static str> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?.to_lowercase();
    let belongs = |domain: &str| host == domain || host.ends_with(&format!(".{domain}"));
    [
        ("facebook", &["facebook.com", "fb.com"][..]),
        ("instagram", &["instagram.com"]),
        ("twitter", &["twitter.com", "x.com"]),
        ("linkedin", &["linkedin.com"]),
        ("youtube", &["youtube.com", "youtu.be"]),
        ("tiktok", &["tiktok.com"]),
        ("pinterest", &["pinterest.com"]),
        ("whatsapp", &["whatsapp.com", "wa.me"]),
        ("telegram", &["telegram.org", "t.me"]),
        ("xing", &["xing.com"]),
        ("yelp", &["yelp.com"]),
        ("github", &["github.com"]),
    ]
    .iter()
    .find(|(_, domains)| domains.iter().any(|d| belongs(d)))
    .map(|(column, _)| *column)
}

/// The network a column stands for.
pub(super) fn network(column: &str) -> Option<SocialNetwork> {
    serde_json::from_value(Value::String(column.to_owned())).ok()
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.iter().all(is_blank),
        Value::Object(fields) => fields.values().all(is_blank),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn same(one: &Value, other: &Value) -> bool {
    one == other || text(one).zip(text(other)).is_some_and(|(a, b)| a.eq_ignore_ascii_case(&b))
}
