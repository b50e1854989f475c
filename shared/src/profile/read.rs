//! Reads a customer's facts from JSON with any of the usual names and shapes. What is not understood is named, never
//! dropped silently and never guessed at.

use super::aliases::{FACTS, Fact, Kind, normal_key};
use super::{BusinessProfile, SocialNetwork, hours};
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
                    Stored::No => unused.push((candidate.order, candidate.path)),
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

enum Stored {
    All,
    /// All but these parts, written as they follow the key.
    Part(Vec<String>),
    No,
}

fn store(read: &mut Read, fact: &Fact, value: &Value) -> Stored {
    let profile = &mut read.profile;
    match fact.kind {
        Kind::Text => match text(value) {
            Some(text) => set_text(profile, fact.column, text),
            None => Stored::No,
        },
        Kind::FirstOfList => {
            let items = items(value);
            let Some(first) = text(value).or_else(|| items.first().cloned()) else { return Stored::No };
            let rest =
                (1..items.len()).filter(|_| value.is_array()).map(|n| format!("[{n}]")).collect::<Vec<_>>();
            match set_text(profile, fact.column, first) {
                Stored::All if !rest.is_empty() => Stored::Part(rest),
                stored => stored,
            }
        }
        Kind::JoinedList => {
            match text(value).or_else(|| Some(items(value).join(", ")).filter(|t| !t.is_empty())) {
                Some(text) => set_text(profile, fact.column, text),
                None => Stored::No,
            }
        }
        Kind::List => {
            let items = items(value);
            let slot = match fact.column {
                "keywords" => &mut profile.keywords,
                "payment_methods" => &mut profile.payment_methods,
                "languages" => &mut profile.languages,
                _ => return Stored::No,
            };
            if items.is_empty() {
                return Stored::No;
            }
            *slot = items;
            Stored::All
        }
        Kind::Year => match year(value) {
            Some(year) => {
                profile.founded_year = Some(year);
                Stored::All
            }
            None => Stored::No,
        },
        Kind::Degrees(most) => match degrees(value, f64::from(most)) {
            Some(degrees) if fact.column == "latitude" => {
                profile.latitude = Some(degrees);
                Stored::All
            }
            Some(degrees) => {
                profile.longitude = Some(degrees);
                Stored::All
            }
            None => Stored::No,
        },
        Kind::Hours => store_hours(profile, value),
        Kind::HoursText => match text(value) {
            Some(text) => {
                profile.opening_hours_text = Some(text);
                Stored::All
            }
            None => Stored::No,
        },
        Kind::Files => store_files(&mut read.files, fact.column, value),
        Kind::Answers => {
            let answers: BTreeMap<String, String> = value
                .as_object()
                .into_iter()
                .flatten()
                .filter_map(|(question, answer)| Some((question.trim().to_lowercase(), text(answer)?)))
                .collect();
            if answers.is_empty() {
                return Stored::No;
            }
            profile.answers = answers;
            Stored::All
        }
    }
}

fn set_text(profile: &mut BusinessProfile, column: &str, text: String) -> Stored {
    if let Some(network) = network(column) {
        profile.social.insert(network, text);
        return Stored::All;
    }
    match super::columns::text_slot(profile, column) {
        Some(slot) => {
            *slot = Some(text);
            Stored::All
        }
        None => Stored::No,
    }
}

fn store_hours(profile: &mut BusinessProfile, value: &Value) -> Stored {
    if let Some(read) = hours::table(value) {
        if read.days.is_empty() {
            return Stored::No;
        }
        profile.opening_hours = read.days;
        return match read.unread {
            unread if unread.is_empty() => Stored::All,
            unread => Stored::Part(unread.into_iter().map(|key| format!(".{key}")).collect()),
        };
    }
    match text(value) {
        Some(text) => {
            // A JSON table inside a text column is still a table.
            if let Some(table) = serde_json::from_str(&text).ok().filter(Value::is_object) {
                return store_hours(profile, &table);
            }
            profile.opening_hours = hours::sentence(&text).unwrap_or_default();
            profile.opening_hours_text = Some(text);
            Stored::All
        }
        None => Stored::No,
    }
}

fn store_files(files: &mut Files, column: &str, value: &Value) -> Stored {
    let named: Vec<String> = match value {
        Value::Array(list) => list.iter().filter_map(file_name).collect(),
        one => file_name(one).into_iter().collect(),
    };
    match (column, named.as_slice()) {
        (_, []) => Stored::No,
        ("logo_path", [first, rest @ ..]) => {
            files.logo = Some(first.clone());
            if rest.is_empty() {
                Stored::All
            } else {
                Stored::Part((1..named.len()).map(|n| format!("[{n}]")).collect())
            }
        }
        _ => {
            files.photos = named;
            Stored::All
        }
    }
}

fn file_name(value: &Value) -> Option<String> {
    text(value).or_else(|| {
        let object = value.as_object()?;
        ["path", "url", "file"].iter().find_map(|key| object.get(*key).and_then(text))
    })
}

/// A text that says something; numbers are written out. `null` and `N/A` as words say nothing.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(one) if one.len() == 1 => return one.first().and_then(text),
        _ => return None,
    };
    let says_nothing =
        text.is_empty() || ["null", "undefined", "n/a"].iter().any(|w| text.eq_ignore_ascii_case(w));
    (!says_nothing).then_some(text)
}

/// The items of a list, each once.
fn items(value: &Value) -> Vec<String> {
    let all: Vec<String> = match value {
        Value::Array(list) => list.iter().filter_map(text).collect(),
        other => text(other)
            .map(|t| {
                t.split([',', ';', '\n'])
                    .map(str::trim)
                    .filter(|i| !i.is_empty())
                    .map(str::to_owned)
                    .collect()
            })
            .unwrap_or_default(),
    };
    let mut once: Vec<String> = Vec::with_capacity(all.len());
    for item in all {
        if !once.contains(&item) {
            once.push(item);
        }
    }
    once
}

/// A year, also out of an ISO date.
fn year(value: &Value) -> Option<i32> {
    let text = text(value)?;
    let digits = text.get(..4).filter(|_| text.len() == 4 || text.as_bytes().get(4) == Some(&b'-'))?;
    digits.parse().ok().filter(|y| (1000..=2999).contains(y))
}

fn degrees(value: &Value, most: f64) -> Option<f64> {
    let degrees = match value {
        Value::Number(number) => number.as_f64()?,
        other => text(other)?.parse().ok()?,
    };
    (degrees.abs() <= most).then_some(degrees)
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
