//! What a field of a listing form can mean.

use crate::json::FromJson;
use crate::profile::{SocialNetwork, Weekday};
use serde::{Deserialize, Serialize};

/// A piece of a phone number without its dialling code, as HTML's `tel-…` tokens name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, FromJson)]
#[serde(rename_all = "snake_case")]
pub enum PhonePiece {
    /// `tel-area-code`: 512 of (512) 555-0142.
    Area,
    /// `tel-local`: 555-0142.
    Local,
    /// `tel-local-prefix`: 555.
    Prefix,
    /// `tel-local-suffix`: 0142.
    Suffix,
}

/// The meaning of a field. The unfillable ones are told apart, so each is left alone for its own reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, FromJson)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "most meanings explain themselves; the others have a line")]
pub enum Meaning {
    BusinessName,
    ContactName,
    ContactFirstName,
    ContactLastName,
    ContactRole,
    /// The business's address, shown to the public.
    Email,
    /// The address of whoever submits.
    SubmitterEmail,
    /// The same address a second time.
    EmailConfirm,
    Phone,
    /// The country's dialling code alone, beside a phone field.
    PhoneCountryCode,
    /// A piece of the phone number, where a form asks for it in several fields.
    PhonePiece(PhonePiece),
    Mobile,
    Fax,
    Website,
    Street,
    /// House number in a field of its own.
    HouseNumber,
    Street2,
    City,
    State,
    Postcode,
    Country,
    /// Street, city, postcode and country in one field.
    FullAddress,
    Latitude,
    Longitude,
    Description,
    ShortDescription,
    Tagline,
    Category,
    Subcategory,
    Keywords,
    FoundedYear,
    Employees,
    PriceRange,
    /// All hours in one text.
    OpeningHours,
    /// Opening time of one day.
    OpensAt(Weekday),
    /// Closing time of one day.
    ClosesAt(Weekday),
    /// "Closed" tick box, or the hours as one text, of one day.
    DayHours(Weekday),
    Social(SocialNetwork),
    Logo,
    Photo,
    VideoUrl,
    PaymentMethods,
    Languages,
    ServiceArea,
    /// A VAT or tax number.
    TaxId,
    /// A number in a trade or company register.
    RegistrationNumber,
    /// "I agree to the terms", "I am authorised": ticked, because the customer ordered the listing.
    Terms,
    /// The free plan among plans.
    FreePlan,

    // What is never filled.
    Newsletter,
    Password,
    Username,
    Search,
    Coupon,
    ReciprocalLink,
    /// A link to a page other than the website itself, a link's text, …
    DeepLink,
    Honeypot,
    Captcha,
    Token,
    /// A price, a stock keeping unit: something a business as such does not have.
    NotAboutBusiness,
    /// A row meant to be copied by a script, or a further row of a list.
    TemplateRow,
    /// Not understood.
    Unknown,
}

impl Meaning {
    /// The word by which recipes, logs and staff know it: `business_name`, `social facebook`.
    #[must_use]
    pub fn word(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(word)) => word,
            Ok(serde_json::Value::Object(map)) => map
                .iter()
                .next()
                .map(|(word, of)| format!("{word} {}", of.as_str().unwrap_or_default()))
                .unwrap_or_default(),
            _ => String::new(),
        }
    }
}
