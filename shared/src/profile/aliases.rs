//! The one table of names under which a customer's facts come: columns of sign-up tables, keys of JSON files and forms.
//!
//! The database keeps the same list (`autobolt.customer_allowed_keys()`), so nothing else ever leaves it; a test of the
//! backend compares the two.

/// How a value is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One text; a number is written out.
    Text,
    /// A list, or a text with commas, semicolons or line breaks between its items.
    List,
    /// A text; a list is joined by commas.
    JoinedList,
    /// A text; of a list the first item.
    FirstOfList,
    /// A year of four digits.
    Year,
    /// Degrees, at most this far from zero.
    Degrees(u16),
    /// Opening hours: a table of days, or words.
    Hours,
    /// A text whose line stays as it is, kept beside a table of hours.
    HoursText,
    /// Names of files.
    Files,
    /// Questions and answers.
    Answers,
}

/// One fact: its column in `public.customers` (or, where it has none, its key in `business_data`), and its other names.
#[derive(Debug, Clone, Copy)]
pub struct Fact {
    /// Canonical name.
    pub column: &'static str,
    /// How its value is read.
    pub kind: Kind,
    /// Whether `public.customers`, as AutoBolt makes it, has the column.
    pub stored_as_column: bool,
    /// Other names, the most telling first.
    pub aliases: &'static [&'static str],
}

const fn fact(column: &'static str, kind: Kind, aliases: &'static [&'static str]) -> Fact {
    Fact { column, kind, stored_as_column: true, aliases }
}

const fn extra(column: &'static str, kind: Kind, aliases: &'static [&'static str]) -> Fact {
    Fact { column, kind, stored_as_column: false, aliases }
}

use Kind::{Answers, Degrees, Files, FirstOfList, Hours, HoursText, JoinedList, List, Text, Year};

/// Every fact AutoBolt knows, in the order of the table's columns.
pub const FACTS: &[Fact] = &[
    fact(
        "business_name",
        Text,
        &["company_name", "company", "business", "organization", "organisation", "trading_name"],
    ),
    fact("contact_name", Text, &["owner_name", "full_name", "contact_person", "contact_full_name"]),
    fact("contact_first_name", Text, &["first_name", "owner_first_name", "given_name"]),
    fact("contact_last_name", Text, &["last_name", "owner_last_name", "family_name", "surname"]),
    fact("contact_role", Text, &["job_title", "contact_title", "role_title", "contact_position"]),
    fact("email", Text, &["business_email", "company_email", "email_address", "e_mail"]),
    fact("contact_email", Text, &["submitter_email", "owner_email"]),
    fact("phone", Text, &["phone_number", "telephone", "business_phone", "company_phone", "tel"]),
    fact("mobile", Text, &["mobile_phone", "cell", "cell_phone", "mobile_number"]),
    fact("fax", Text, &["fax_number"]),
    fact(
        "website",
        Text,
        &["website_url", "url", "web", "homepage", "business_website", "company_website", "web_site"],
    ),
    fact(
        "address",
        Text,
        &[
            "street",
            "street_address",
            "address1",
            "address_1",
            "address_line1",
            "address_line_1",
            "business_address",
        ],
    ),
    fact("address2", Text, &["street2", "address_2", "address_line2", "address_line_2", "suite", "unit"]),
    fact("city", Text, &["town", "business_city", "locality"]),
    fact("state", Text, &["state_code", "province", "region", "business_state", "county"]),
    extra("state_name", Text, &[]),
    fact(
        "zip",
        Text,
        &["zipcode", "zip_code", "postcode", "post_code", "postal_code", "business_zip", "plz"],
    ),
    fact("country", Text, &["country_name", "country_code", "business_country"]),
    fact("latitude", Degrees(90), &["lat"]),
    fact("longitude", Degrees(180), &["lng", "lon"]),
    fact("description", Text, &["business_description", "long_description", "about", "company_description"]),
    fact("short_description", Text, &["summary", "excerpt", "description_short"]),
    fact("tagline", Text, &["slogan", "motto"]),
    fact(
        "category",
        FirstOfList,
        &["business_category", "industry", "business_type", "categories", "primary_category"],
    ),
    fact("subcategory", FirstOfList, &["sub_category"]),
    fact("keywords", List, &["tags", "services", "business_keywords"]),
    fact(
        "founded_year",
        Year,
        &["year_founded", "founded", "established", "year_established", "established_year"],
    ),
    fact("employees", Text, &["employee_count", "number_of_employees", "team_size", "company_size"]),
    fact("price_range", Text, &["price_level"]),
    fact("opening_hours", Hours, &["business_hours", "hours", "hours_of_operation"]),
    extra("opening_hours_text", HoursText, &[]),
    fact("facebook", Text, &["facebook_url", "facebook_page"]),
    fact("instagram", Text, &["instagram_url", "instagram_handle"]),
    fact("twitter", Text, &["twitter_url", "twitter_handle", "x_url"]),
    fact("linkedin", Text, &["linkedin_url", "linkedin_page", "linked_in"]),
    fact("youtube", Text, &["youtube_url", "youtube_channel", "you_tube"]),
    fact("tiktok", Text, &["tiktok_url", "tiktok_handle", "tik_tok"]),
    fact("pinterest", Text, &["pinterest_url"]),
    extra("whatsapp", Text, &["whatsapp_number", "whatsapp_url", "whats_app"]),
    extra("telegram", Text, &["telegram_url"]),
    extra("xing", Text, &["xing_url"]),
    extra("yelp", Text, &["yelp_url"]),
    extra("github", Text, &["github_url", "git_hub"]),
    fact("video_url", Text, &["video"]),
    fact("payment_methods", List, &["payments_accepted", "payment_options"]),
    fact("languages", List, &["languages_spoken"]),
    fact("service_area", JoinedList, &["service_areas", "areas_served", "area_served"]),
    fact("tax_id", Text, &["vat_number", "vat_id", "ein"]),
    fact("logo_path", Files, &["logo", "logo_url", "logo_file"]),
    fact("photo_paths", Files, &["photos", "images", "photo"]),
    extra("answers", Answers, &[]),
];

/// Objects that hold facts, or social pages, and are looked into.
pub const GROUPS: &[&str] = &[
    "address",
    "business",
    "business_info",
    "business_address",
    "company",
    "contact",
    "contact_info",
    "contact_person",
    "location",
    "coordinates",
    "geo",
    "organization",
    "organisation",
    "owner",
    "social",
    "social_links",
    "social_media",
    "social_profiles",
    "socials",
];

/// Keys that mean something inside a group, a list of social pages or a table of hours only.
pub const INNER_KEYS: &[&str] = &[
    "name",
    "role",
    "title",
    "position",
    "line1",
    "line2",
    "line_1",
    "line_2",
    "x",
    "network",
    "platform",
    "type",
    "link",
    "handle",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "mo",
    "tu",
    "we",
    "th",
    "fr",
    "sa",
    "su",
    "mon_fri",
    "monday_friday",
    "mon_sat",
    "monday_saturday",
    "sat_sun",
    "saturday_sunday",
    "weekdays",
    "weekend",
    "weekends",
    "daily",
    "everyday",
    "day",
    "days",
    "open",
    "close",
    "opens",
    "closes",
    "opening",
    "closing",
    "from",
    "to",
    "start",
    "end",
    "closed",
    "is_closed",
    "path",
    "file",
];

/// A key as the table has it: `businessName`, `Business Name` and `business-name` are all `business_name`.
#[must_use]
pub fn normal_key(key: &str) -> String {
    let mut out = String::with_capacity(key.len() + 4);
    let mut before = ' ';
    for c in key.trim().chars() {
        if c.is_ascii_alphanumeric() {
            if c.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit()) {
                out.push('_');
            }
            out.push(c.to_ascii_lowercase());
        } else if !out.ends_with('_') && !out.is_empty() {
            out.push('_');
        }
        before = c;
    }
    while out.ends_with('_') {
        out.pop();
    }
    out
}

/// Every key a customer's data may have at its top level: what the database lets out.
#[must_use]
pub fn allowed_keys() -> Vec<&'static str> {
    let mut keys: Vec<&str> =
        FACTS.iter().flat_map(|f| std::iter::once(f.column).chain(f.aliases.iter().copied())).collect();
    keys.extend(GROUPS);
    keys.sort_unstable();
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_name_means_two_things() {
        let mut seen = HashSet::new();
        for fact in FACTS {
            for name in std::iter::once(&fact.column).chain(fact.aliases) {
                assert!(seen.insert(*name), "{name} stands twice");
                assert_eq!(normal_key(name), **name);
            }
        }
    }

    #[test]
    fn spellings_of_a_key_are_one() {
        for spelling in [
            "businessName",
            "Business Name",
            "business-name",
            " business_name ",
            "BusinessName",
            "BUSINESS_NAME",
        ] {
            assert_eq!(normal_key(spelling), "business_name");
        }
        assert_eq!(normal_key("address1"), "address1");
        assert_eq!(normal_key("addressLine1"), "address_line1");
    }
}
