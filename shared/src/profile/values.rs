//! One fact out of one JSON value: read into the profile, or not understood.

use super::aliases::{Fact, Kind};
use super::read::{Read, network};
use super::{BusinessProfile, Files, hours};
use serde_json::Value;
use std::collections::BTreeMap;

/// What became of a value.
pub(super) enum Stored {
    All,
    /// All but these parts, written as they follow the key: there is no room for them.
    Part(Vec<String>),
    /// All but these parts, which cannot be read.
    Unread(Vec<String>),
    No,
}

/// Reads a value as that fact.
pub(super) fn store(read: &mut Read, fact: &Fact, value: &Value) -> Stored {
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
            let parts = value.as_array().into_iter().flatten().enumerate();
            let unread = parts.filter(|(_, part)| text(part).is_none() && !says_nothing(part));
            all_but(unread.map(|(n, _)| format!("[{n}]")).collect())
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
            let parts = value.as_object().into_iter().flatten();
            let unread = parts.filter(|(_, part)| text(part).is_none() && !says_nothing(part));
            all_but(unread.map(|(question, _)| format!(".{question}")).collect())
        }
    }
}

fn all_but(unread: Vec<String>) -> Stored {
    if unread.is_empty() { Stored::All } else { Stored::Unread(unread) }
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
            if let Some(table) =
                serde_json::from_str(&text).ok().filter(|v: &Value| v.is_object() || v.is_array())
            {
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
pub(super) fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(one) if one.len() == 1 => return one.first().and_then(text),
        _ => return None,
    };
    (!is_no_word(&text)).then_some(text)
}

fn is_no_word(text: &str) -> bool {
    text.is_empty() || ["null", "undefined", "n/a"].iter().any(|w| text.eq_ignore_ascii_case(w))
}

/// Whether a value is a way of leaving a field empty: `null`, blanks, `N/A`.
pub(super) fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => is_no_word(text.trim()),
        _ => false,
    }
}

/// What is understood as a fact of that kind.
pub(super) fn wanted(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::HoursText => "a text",
        Kind::List => "a list of texts, or one text with commas between them",
        Kind::JoinedList | Kind::FirstOfList => "a text, or a list of texts",
        Kind::Year => "a year of four digits",
        Kind::Degrees(90) => "a number from -90 to 90",
        Kind::Degrees(_) => "a number from -180 to 180",
        Kind::Hours => "words, or a table like {\"monday\": \"08:00-18:00\", \"sunday\": \"closed\"}",
        Kind::Files => "the name of a file beside this one",
        Kind::Answers => "a table of questions and answers",
    }
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
