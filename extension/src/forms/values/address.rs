//! Addresses in the parts a form asks for.

use super::super::classify::question::{Question, Shape};
use super::super::field::Meaning as M;
use super::super::text::{squeeze, tokens};
use super::{Beside, Facts};

impl Facts<'_> {
    /// Street and number apart, where the street is plain enough to tell.
    pub(super) fn split_street(&self) -> Option<(String, String)> {
        let street = squeeze(self.profile.street.as_deref()?);
        let words: Vec<&str> = street.split(' ').collect();
        let is_number = |w: &str| {
            w.bytes().next().is_some_and(|b| b.is_ascii_digit())
                && w.len() <= 8
                && w.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/'))
        };
        if words.len() < 2 || words.iter().filter(|w| is_number(w)).count() != 1 {
            return None;
        }
        if is_number(words[words.len() - 1]) {
            return Some((
                words[..words.len() - 1].join(" ").trim_end_matches(',').to_owned(),
                words[words.len() - 1].to_owned(),
            ));
        }
        if is_number(words[0].trim_end_matches(',')) {
            return Some((words[1..].join(" "), words[0].trim_end_matches(',').to_owned()));
        }
        None
    }

    pub(super) fn street_lines(&self, q: &Question<'_>, beside: Beside) -> Vec<String> {
        let p = self.profile;
        let Some(street) = p.street.as_deref().map(squeeze).filter(|s| !s.is_empty()) else {
            return Vec::new();
        };
        if beside.house_number
            && let Some((name, _)) = self.split_street()
        {
            // "120" + "Congress Ave, Suite 4" reads well, "Ringstraße, Hinterhaus" + "54" does not.
            let number_leads = street.starts_with(|c: char| c.is_ascii_digit());
            return match (&p.street2, beside.street2) {
                (Some(second), false) if !second.trim().is_empty() && number_leads => {
                    vec![format!("{name}, {}", second.trim()), name]
                }
                _ => vec![name],
            };
        }
        match (&p.street2, beside.street2) {
            // Without a field for it the second line belongs to the first.
            (Some(second), false) if !second.trim().is_empty() => {
                let glue = if q.shape == Shape::Lines { "\n" } else { ", " };
                vec![format!("{street}{glue}{}", second.trim()), street]
            }
            _ => vec![street],
        }
    }

    /// "PLZ / Ort", "City, State ZIP" in one field: composed in the label's order, without what has a field of its own.
    pub(super) fn combined(&self, q: &Question<'_>, meaning: M, beside: Beside) -> Option<String> {
        let p = self.profile;
        let words = tokens(&q.label.text);
        let at = |list: &[&str]| words.iter().position(|w| list.contains(&w.as_str()));
        let city = at(CITY)?;
        let code = at(&[
            "zip",
            "zipcode",
            "postcode",
            "postal",
            "plz",
            "postleitzahl",
            "cp",
            "cap",
            "cep",
            "postnr",
            "postnummer",
        ]);
        let state = at(&[
            "state",
            "province",
            "bundesland",
            "provincia",
            "region",
            "estado",
            "uf",
            "prov",
            "provincie",
            "kanton",
        ]);
        let code = code.filter(|_| meaning == M::Postcode || !beside.postcode);
        let state = state.filter(|_| !beside.state);
        if code.is_none() && state.is_none() {
            return None;
        }
        let known_city = p.city.as_deref()?.trim().to_owned();
        let mut parts = vec![(city, known_city)];
        if let Some(at) = code {
            parts.push((at, p.postcode.as_deref()?.trim().to_owned()));
        }
        if let Some(at) = state {
            parts.push((at, p.state.as_deref()?.trim().to_owned()));
        }
        crate::order::sort_by_key(&mut parts, |(at, _)| *at);
        // "Austin, TX 78701", "10115 Berlin": only a place after another place takes a comma.
        let mut text = String::new();
        let mut after_code = false;
        for (at, part) in parts {
            let is_code = Some(at) == code;
            if !text.is_empty() {
                text.push_str(if is_code || after_code { " " } else { ", " });
            }
            text.push_str(&part);
            after_code = is_code;
        }
        Some(text)
    }

    /// The state as the customer wrote it, its name, its code; the code first where only that fits.
    #[must_use]
    pub fn state_forms(&self, max: Option<u32>) -> Vec<String> {
        let p = self.profile;
        let mut all: Vec<String> = Vec::new();
        all.extend(p.state_name.iter().map(|s| s.trim().to_owned()));
        if let Some(s) = self.state {
            all.push(s.names[0].to_owned());
        }
        all.extend(p.state.iter().map(|s| s.trim().to_owned()));
        if let Some(s) = self.state.filter(|s| s.code.len() > 1) {
            all.push(s.code.to_owned());
        }
        all.retain(|s| !s.is_empty());
        if max.is_some_and(|m| m <= 3) {
            crate::order::sort_by_key(&mut all, String::len);
        }
        all
    }

    /// The country as the customer wrote it or in English, its codes where only those fit.
    #[must_use]
    pub fn country_forms(&self, max: Option<u32>) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        if let Some(written) = self.profile.country.as_deref().map(str::trim).filter(|s| !s.is_empty()) {
            if written.len() > 3 || self.country.is_none() {
                all.push(written.to_owned());
            }
            if let Some(c) = self.country {
                all.push(c.names[0].to_owned());
                all.push(c.iso2.to_owned());
                all.push(c.iso3.to_owned());
            }
        }
        match max {
            Some(2) => all.retain(|s| s.len() == 2),
            Some(3) => all.retain(|s| s.len() == 3),
            _ => {}
        }
        all
    }

    /// Street, postcode, city, state and country in the order of the country.
    #[must_use]
    pub fn full_address(&self, lines: bool) -> Option<String> {
        let p = self.profile;
        let get =
            |v: &Option<String>| v.as_deref().map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned);
        let city = get(&p.city);
        let street = get(&p.street);
        if street.is_none() && city.is_none() {
            return None;
        }
        let code_after = matches!(
            self.country.map(|c| c.iso2),
            None | Some("US" | "CA" | "AU" | "GB" | "IE" | "IN" | "NZ" | "BR" | "ZA")
        );
        let state = if code_after { get(&p.state) } else { None };
        let town = if code_after {
            let tail = [state, get(&p.postcode)].into_iter().flatten().collect::<Vec<_>>().join(" ");
            [city, Some(tail).filter(|t| !t.is_empty())].into_iter().flatten().collect::<Vec<_>>().join(", ")
        } else {
            [get(&p.postcode), city].into_iter().flatten().collect::<Vec<_>>().join(" ")
        };
        let country = self.country_forms(None).into_iter().next();
        let glue = if lines { "\n" } else { ", " };
        Some(
            [street, get(&p.street2), Some(town).filter(|t| !t.is_empty()), country]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(glue),
        )
    }
}

/// Words for a city in a label that asks for several things.
const CITY: &[&str] = &[
    "city",
    "town",
    "ort",
    "stadt",
    "ville",
    "ciudad",
    "localidad",
    "citta",
    "plaats",
    "cidade",
    "commune",
    "wohnort",
];
/// Whether a label names a city among other things: "PLZ / Ort".
#[must_use]
pub fn names_city(label: &str) -> bool {
    tokens(label).iter().any(|w| CITY.contains(&w.as_str()))
}
