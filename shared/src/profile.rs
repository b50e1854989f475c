//! The business as AutoBolt may type it into a form: an allow-list of facts, each optional, none invented.

pub mod aliases;
mod columns;
mod hours;
mod read;
#[cfg(test)]
mod tests;
mod values;

pub use columns::{canonical, columns};
pub use read::{Files, Read, Unreadable, read};

use crate::json::FromJson;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A customer's business. A field that is absent is unknown: it is left empty in forms, or asked of staff.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct BusinessProfile {
    /// The business's name as customers know it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_name: Option<String>,
    /// The contact person's whole name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_name: Option<String>,
    /// The contact person's first name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_first_name: Option<String>,
    /// The contact person's last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_last_name: Option<String>,
    /// The contact person's role, e.g. `Owner`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_role: Option<String>,
    /// The business's public e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The contact person's own address, for "your e-mail" fields; the business's where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_email: Option<String>,
    /// Main phone number, as the customer wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Mobile number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// Fax number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fax: Option<String>,
    /// Website, with or without scheme, as the customer wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Street and house number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// Second address line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street2: Option<String>,
    /// City.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// State, province or region: name or code, as the customer wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The state's full name, where given apart from its code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_name: Option<String>,
    /// Post code or ZIP.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
    /// Country: name or ISO 3166-1 alpha-2 code, as the customer wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Latitude in degrees, only if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    /// Longitude in degrees, only if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
    /// Long description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Short description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_description: Option<String>,
    /// Slogan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tagline: Option<String>,
    /// Main category in the customer's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Subcategory in the customer's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subcategory: Option<String>,
    /// Keywords, tags, services.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// Year of foundation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub founded_year: Option<i32>,
    /// Number of employees: a number or a range, as the customer wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employees: Option<String>,
    /// Price level, e.g. `$$` or `20-50 EUR`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_range: Option<String>,
    /// Opening hours by day; a day that is absent is unknown, not closed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub opening_hours: BTreeMap<Weekday, DayHours>,
    /// Opening hours as the customer wrote them, where they are no table of days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opening_hours_text: Option<String>,
    /// Social network pages: full addresses or handles by network.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub social: BTreeMap<SocialNetwork, String>,
    /// Address of a video.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video_url: Option<String>,
    /// Means of payment taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub payment_methods: Vec<String>,
    /// Languages spoken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Area served.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_area: Option<String>,
    /// VAT or company registration number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_id: Option<String>,
    /// The logo, fetched by `GET /jobs/{id}/assets/logo`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<AssetRef>,
    /// Photos, fetched by `GET /jobs/{id}/assets/photo-1` and on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<AssetRef>,
    /// What staff answered once and wants used again: a form's question (its label in lower case) and the answer.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, String>,
}

/// A file of the customer's, by the name under which the backend serves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssetRef {
    /// `logo`, `photo-1`, …
    pub kind: String,
    /// File name to show the form, e.g. `logo.png`.
    pub file_name: String,
    /// Media type found by looking at the bytes, e.g. `image/png`.
    pub media_type: String,
    /// Size in bytes.
    pub bytes: u64,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the days of the week explain themselves")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// Monday first.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];
}

/// The hours of one day: empty means closed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct DayHours(pub Vec<OpenInterval>);

/// Open from one time to another, `HH:MM`, 24 hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenInterval {
    /// Opening time, `08:00`.
    pub from: String,
    /// Closing time, `18:00`.
    pub to: String,
}

/// A social network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, FromJson)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the networks' names explain themselves")]
pub enum SocialNetwork {
    Facebook,
    Instagram,
    /// X, once Twitter.
    Twitter,
    Linkedin,
    Youtube,
    Tiktok,
    Pinterest,
    Whatsapp,
    Telegram,
    Xing,
    Yelp,
    Github,
}
