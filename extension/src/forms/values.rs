//! From the customer's facts to what a text field takes: derived by form, never invented.

pub mod cut;
pub mod hours;
pub mod pattern;
pub mod phone;
pub mod places;
mod register;
pub mod web;

use super::classify::question::{Question, Shape};
use super::field::Meaning as M;
use super::plan::Context;
use super::text::{announced_limits, squeeze, tokens};
use autobolt_shared::BusinessProfile;
use places::{Country, State};

/// The customer's facts, with what follows from them.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The profile.
    pub profile: &'a BusinessProfile,
    /// The country, where its name is known.
    pub country: Option<&'static Country>,
    /// The state, where its name is known.
    pub state: Option<&'static State>,
    /// The language of the page.
    pub language: Option<&'a str>,
}

/// What else the form asks, as far as it changes a value.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside {
    /// The dialling code has a field of its own.
    pub phone_code: bool,
    /// The house number has a field of its own.
    pub house_number: bool,
    /// The second address line has a field of its own.
    pub street2: bool,
    /// The city has a field of its own.
    pub city: bool,
    /// The postcode has a field of its own.
    pub postcode: bool,
    /// The state has a field of its own.
    pub state: bool,
    /// The form asks for a short description, too.
    pub short_description: bool,
    /// Opening hours have fields by day.
    pub hours_by_day: bool,
}

/// What came of looking for a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The text.
    Text(String),
    /// The customer's data does not say.
    Unknown,
    /// The data says, but no form of it fits the field: why.
    Unfit(String),
}

impl<'a> Facts<'a> {
    /// Reads the profile.
    #[must_use]
    pub fn of(ctx: &Context<'a>) -> Self {
        let profile = ctx.profile;
        let country = profile.country.as_deref().and_then(places::country);
        let iso = country.map(|c| c.iso2);
        let state =
            [&profile.state, &profile.state_name].into_iter().flatten().find_map(|s| places::state(iso, s));
        Self { profile, country, state, language: ctx.language }
    }

    /// Every dress of the value for this field, best first. Empty: unknown.
    #[must_use]
    pub fn candidates(&self, meaning: M, q: &Question<'_>, beside: Beside) -> Vec<String> {
        let p = self.profile;
        let c = q.first();
        let label = q.label.text.as_str();
        let one = |v: &Option<String>| {
            v.iter().map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()).collect::<Vec<_>>()
        };
        match meaning {
            M::BusinessName => one(&p.business_name),
            M::ContactName => self.person().into_iter().collect(),
            M::ContactFirstName => self.first_name().into_iter().collect(),
            M::ContactLastName => self.last_name().into_iter().collect(),
            M::ContactRole => one(&p.contact_role),
            M::Email => {
                if p.email.is_some() {
                    one(&p.email)
                } else {
                    one(&p.contact_email)
                }
            }
            M::SubmitterEmail => {
                if p.contact_email.is_some() {
                    one(&p.contact_email)
                } else {
                    one(&p.email)
                }
            }
            M::EmailConfirm => Vec::new(),
            M::Phone => self.number(p.phone.as_ref().or(p.mobile.as_ref()), q, beside),
            M::Mobile => self.number(p.mobile.as_ref(), q, beside),
            M::Fax => self.number(p.fax.as_ref(), q, beside),
            M::PhoneCountryCode => {
                let n = p.phone.as_deref().and_then(|n| phone::parse(n, self.country));
                n.and_then(|n| n.dial)
                    .map(|d| vec![format!("+{d}"), d.to_owned(), format!("00{d}")])
                    .unwrap_or_default()
            }
            M::Website => p
                .website
                .as_deref()
                .filter(|w| !w.trim().is_empty())
                .map(|w| web::for_field(w, c, &format!("{label} {}", q.label.help)))
                .unwrap_or_default(),
            M::VideoUrl => p.video_url.as_deref().map(|w| vec![web::with_scheme(w)]).unwrap_or_default(),
            M::Social(network) => p
                .social
                .get(&network)
                .filter(|h| !h.trim().is_empty())
                .map(|h| web::social(network, h, c, label))
                .unwrap_or_default(),
            M::Street => self.street_lines(q, beside),
            M::HouseNumber => self.split_street().map(|(_, n)| vec![n]).unwrap_or_default(),
            M::Street2 => one(&p.street2),
            M::City => self.combined(q, meaning, beside).map_or_else(|| one(&p.city), |t| vec![t]),
            M::Postcode if beside.city => one(&p.postcode),
            M::Postcode => self.combined(q, meaning, beside).map_or_else(|| one(&p.postcode), |t| vec![t]),
            M::State => self.state_forms(c.max_length),
            M::Country => self.country_forms(c.max_length),
            M::FullAddress => self.full_address(q.shape == Shape::Lines).into_iter().collect(),
            M::Latitude => p.latitude.map(|d| vec![degrees(d)]).unwrap_or_default(),
            M::Longitude => p.longitude.map(|d| vec![degrees(d)]).unwrap_or_default(),
            M::Description => {
                let mut all = one(&p.description);
                all.extend(one(&p.short_description));
                all
            }
            M::ShortDescription => {
                let mut all = one(&p.short_description);
                all.extend(one(&p.description));
                all
            }
            M::Tagline => {
                let mut all = one(&p.tagline);
                if q.required {
                    all.extend(one(&p.short_description));
                }
                all
            }
            M::Category => {
                if p.category.is_some() {
                    one(&p.category)
                } else {
                    one(&p.subcategory)
                }
            }
            M::Subcategory => one(&p.subcategory),
            M::Keywords if !p.keywords.is_empty() => vec![p.keywords.join(", ")],
            M::FoundedYear => p
                .founded_year
                .map(|y| vec![if c.input_type == "month" { format!("{y}-01") } else { y.to_string() }])
                .filter(|_| !matches!(c.input_type.as_str(), "date" | "month"))
                .unwrap_or_default(),
            M::Employees => one(&p.employees),
            M::PriceRange => one(&p.price_range),
            M::OpeningHours => {
                hours::as_text(p, q.shape == Shape::Lines, self.language).into_iter().collect()
            }
            M::OpensAt(day) => hours::edge(p, day, true),
            M::ClosesAt(day) => hours::edge(p, day, false),
            M::DayHours(day) => hours::of_day(p, day, self.language).into_iter().collect(),
            M::PaymentMethods if !p.payment_methods.is_empty() => vec![p.payment_methods.join(", ")],
            M::Languages if !p.languages.is_empty() => vec![p.languages.join(", ")],
            M::ServiceArea => one(&p.service_area),
            M::TaxId => one(&p.tax_id),
            // The customer's number may be a tax or a register's number: it goes where it has the form that is asked.
            M::RegistrationNumber => {
                one(&p.tax_id).into_iter().filter(|n| register::asked_form(n, &tokens(label))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The text for this field within its limits.
    #[must_use]
    pub fn text_for(&self, meaning: M, q: &Question<'_>, beside: Beside) -> Answer {
        let candidates = self.candidates(meaning, q, beside);
        if candidates.is_empty() {
            return Answer::Unknown;
        }
        fit(meaning, q, &candidates)
    }

    /// First and last name, where both are known or the whole name is two plain words.
    fn split_person(&self) -> Option<(String, String)> {
        let p = self.profile;
        if let (Some(f), Some(l)) = (&p.contact_first_name, &p.contact_last_name) {
            return Some((f.trim().to_owned(), l.trim().to_owned()));
        }
        let whole = p.contact_name.as_deref()?;
        let words: Vec<&str> = whole.split_whitespace().collect();
        match words.as_slice() {
            [first, last]
                if [first, last].iter().all(|w| {
                    w.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '\u{2019}'))
                        && w.chars().count() > 1
                }) =>
            {
                Some(((*first).to_owned(), (*last).to_owned()))
            }
            _ => None,
        }
    }

    fn first_name(&self) -> Option<String> {
        self.profile.contact_first_name.clone().or_else(|| self.split_person().map(|(f, _)| f))
    }

    fn last_name(&self) -> Option<String> {
        self.profile.contact_last_name.clone().or_else(|| self.split_person().map(|(_, l)| l))
    }

    fn person(&self) -> Option<String> {
        let p = self.profile;
        p.contact_name.clone().or_else(|| match (&p.contact_first_name, &p.contact_last_name) {
            (Some(f), Some(l)) => Some(format!("{} {}", f.trim(), l.trim())),
            _ => None,
        })
    }

    fn number(&self, written: Option<&String>, q: &Question<'_>, beside: Beside) -> Vec<String> {
        let Some(written) = written.filter(|w| !w.trim().is_empty()) else { return Vec::new() };
        match phone::parse(written, self.country) {
            Some(n) => n.for_field(q.first(), beside.phone_code),
            None => vec![written.trim().to_owned()],
        }
    }

    /// Street and number apart, where the street is plain enough to tell.
    fn split_street(&self) -> Option<(String, String)> {
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

    fn street_lines(&self, q: &Question<'_>, beside: Beside) -> Vec<String> {
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
    fn combined(&self, q: &Question<'_>, meaning: M, beside: Beside) -> Option<String> {
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

fn degrees(d: f64) -> String {
    let text = format!("{d:.7}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Limits of a field: attributes and what its texts announce.
#[must_use]
pub fn limits(q: &Question<'_>) -> super::text::Limits {
    let c = q.first();
    let attributes =
        super::text::Limits { min: c.min_length, max: c.max_length.filter(|&m| m > 0), max_words: None };
    let mut all = attributes.and(q.label.limits);
    for text in [
        &c.labels.description,
        &c.labels.following,
        &c.placeholder,
        &c.title,
        &c.labels.label_for,
        &c.labels.wrapping,
    ] {
        all = all.and(announced_limits(text));
    }
    all
}

/// Texts that may be cut; everything else fits whole or not at all.
fn may_be_cut(meaning: M) -> bool {
    matches!(meaning, M::Description | M::ShortDescription | M::Tagline | M::Keywords | M::ServiceArea)
}

/// A short description without a limit stays about this long.
const SHORT: usize = 300;

/// The first candidate that fits the field's limits and pattern.
#[must_use]
pub fn fit(meaning: M, q: &Question<'_>, candidates: &[String]) -> Answer {
    let c = q.first();
    let limits = limits(q);
    let max = limits.max.map_or(usize::MAX, |m| m as usize);
    let min = limits.min.map_or(0, |m| m as usize);
    let one_line = q.shape == Shape::Line;
    let mut why = String::new();
    let mut cut_one: Option<String> = None;
    for (i, candidate) in candidates.iter().enumerate() {
        let text = if one_line { squeeze(candidate) } else { candidate.trim().to_owned() };
        let words = limits.max_words.map_or(usize::MAX, |w| w as usize);
        let long = cut::length(&text) > max || text.split_whitespace().count() > words;
        // A further candidate that fits whole is better than a cut one.
        let short_wanted = meaning == M::ShortDescription && i > 0 && cut::length(&text) > SHORT.min(max);
        let text = if long || short_wanted {
            if !may_be_cut(meaning) {
                why = format!("\"{text}\" is longer than the field allows ({max})");
                continue;
            }
            let bound = if meaning == M::ShortDescription && i > 0 { SHORT.min(max) } else { max };
            let cut = if meaning == M::Keywords {
                cut_list(&text, bound)
            } else {
                cut::cut_words(&text, words).and_then(|t| cut::cut(&t, bound))
            };
            match cut {
                Some(t) if cut::length(&t) >= min => {
                    cut_one.get_or_insert(t);
                }
                _ => why = format!("no part of the text fits {max} characters"),
            }
            continue;
        } else {
            text
        };
        if cut::length(&text) < min {
            why = format!("the text has {} characters, the field wants at least {min}", cut::length(&text));
            continue;
        }
        if !c.pattern.is_empty() && one_line && pattern::matches(&c.pattern, &text) == Some(false) {
            why = format!("\"{text}\" is not of the form the field wants");
            continue;
        }
        if c.input_type == "number" && !in_range(c, &text) {
            why = format!("\"{text}\" is no number the field takes");
            continue;
        }
        return Answer::Text(text);
    }
    match cut_one {
        Some(t) => Answer::Text(t),
        None => Answer::Unfit(why),
    }
}

fn in_range(c: &super::snapshot::Control, text: &str) -> bool {
    let Ok(n) = text.parse::<f64>() else { return false };
    let bound = |s: &str| s.trim().parse::<f64>().ok();
    bound(&c.min).is_none_or(|m| n >= m) && bound(&c.max).is_none_or(|m| n <= m)
}

/// As many whole entries of a comma-separated list as fit.
fn cut_list(text: &str, max: usize) -> Option<String> {
    let mut out = String::new();
    for entry in text.split(',').map(str::trim) {
        let longer = if out.is_empty() { entry.to_owned() } else { format!("{out}, {entry}") };
        if cut::length(&longer) > max {
            break;
        }
        out = longer;
    }
    (!out.is_empty()).then_some(out)
}
