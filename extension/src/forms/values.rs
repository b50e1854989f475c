//! From the customer's facts to what a text field takes: derived by form, never invented.

pub mod address;
pub mod cut;
mod fit;
pub mod hours;
pub mod pattern;
pub mod phone;
pub mod places;
mod register;
pub mod web;

use super::classify::question::{Question, Shape};
use super::field::Meaning as M;
use super::plan::Context;
use super::text::tokens;
pub use address::names_city;
use autobolt_shared::BusinessProfile;
pub use fit::{fit, limits};
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
            M::PhonePiece(piece) => {
                let number = p.phone.as_ref().or(p.mobile.as_ref());
                let number = number.and_then(|written| phone::parse(written, self.country));
                number.map(|n| n.piece(piece)).unwrap_or_default()
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
}

fn degrees(d: f64) -> String {
    let text = format!("{d:.7}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
