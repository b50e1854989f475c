//! A profile as the canonical columns of `public.customers`, for `autobolt.customer_put`.

use super::aliases::{FACTS, Kind};
use super::read::{Files, network};
use super::{BusinessProfile, DayHours, Weekday};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The facts by column. What has no column of its own goes into `business_data`, together with `other`, the keys of an
/// import that AutoBolt has no use for: they are the customer's, and are kept.
#[must_use]
pub fn columns(profile: &BusinessProfile, files: &Files, other: Map<String, Value>) -> Map<String, Value> {
    let mut columns = Map::new();
    let mut nested = other;
    for fact in FACTS {
        if let Some(value) = value_of(profile, files, fact.column, fact.kind) {
            let place = if fact.stored_as_column { &mut columns } else { &mut nested };
            place.insert(fact.column.to_owned(), value);
        }
    }
    if !nested.is_empty() {
        columns.insert("business_data".to_owned(), Value::Object(nested));
    }
    columns
}

/// A customer's data under canonical names, all on one level. Lay what staff added over it, then [`read`](super::read()).
#[must_use]
pub fn canonical(raw: &Map<String, Value>) -> Map<String, Value> {
    let read = super::read(raw);
    let mut columns = columns(&read.profile, &read.files, Map::new());
    if let Some(Value::Object(nested)) = columns.remove("business_data") {
        columns.extend(nested);
    }
    columns
}

fn value_of(profile: &BusinessProfile, files: &Files, column: &str, kind: Kind) -> Option<Value> {
    match kind {
        Kind::Text | Kind::JoinedList | Kind::FirstOfList => match network(column) {
            Some(network) => profile.social.get(&network).map(|page| json!(page)),
            None => text_slot(&mut profile.clone(), column)?.take().map(Value::String),
        },
        Kind::List => {
            let list = match column {
                "keywords" => &profile.keywords,
                "payment_methods" => &profile.payment_methods,
                _ => &profile.languages,
            };
            (!list.is_empty()).then(|| json!(list))
        }
        Kind::Year => profile.founded_year.map(|year| json!(year)),
        Kind::Degrees(_) if column == "latitude" => profile.latitude.map(|degrees| json!(degrees)),
        Kind::Degrees(_) => profile.longitude.map(|degrees| json!(degrees)),
        Kind::Hours => (!profile.opening_hours.is_empty()).then(|| table_of(&profile.opening_hours)),
        Kind::HoursText => profile.opening_hours_text.as_ref().map(|text| json!(text)),
        Kind::Files if column == "logo_path" => files.logo.as_ref().map(|logo| json!(logo)),
        Kind::Files => (!files.photos.is_empty()).then(|| json!(files.photos)),
        Kind::Answers => (!profile.answers.is_empty()).then(|| json!(profile.answers)),
    }
}

/// Hours by day. A closed day is a word: an empty list would be taken for a day nobody filled in.
fn table_of(hours: &BTreeMap<Weekday, DayHours>) -> Value {
    let mut table = json!(hours);
    for day in table.as_object_mut().into_iter().flat_map(Map::values_mut) {
        if day.as_array().is_some_and(Vec::is_empty) {
            *day = json!("closed");
        }
    }
    table
}

/// The place of a plain text fact in the profile.
pub(super) fn text_slot<'a>(
    profile: &'a mut BusinessProfile,
    column: &str,
) -> Option<&'a mut Option<String>> {
    Some(match column {
        "business_name" => &mut profile.business_name,
        "contact_name" => &mut profile.contact_name,
        "contact_first_name" => &mut profile.contact_first_name,
        "contact_last_name" => &mut profile.contact_last_name,
        "contact_role" => &mut profile.contact_role,
        "email" => &mut profile.email,
        "contact_email" => &mut profile.contact_email,
        "phone" => &mut profile.phone,
        "mobile" => &mut profile.mobile,
        "fax" => &mut profile.fax,
        "website" => &mut profile.website,
        "address" => &mut profile.street,
        "address2" => &mut profile.street2,
        "city" => &mut profile.city,
        "state" => &mut profile.state,
        "state_name" => &mut profile.state_name,
        "zip" => &mut profile.postcode,
        "country" => &mut profile.country,
        "description" => &mut profile.description,
        "short_description" => &mut profile.short_description,
        "tagline" => &mut profile.tagline,
        "category" => &mut profile.category,
        "subcategory" => &mut profile.subcategory,
        "employees" => &mut profile.employees,
        "price_range" => &mut profile.price_range,
        "video_url" => &mut profile.video_url,
        "service_area" => &mut profile.service_area,
        "tax_id" => &mut profile.tax_id,
        _ => return None,
    })
}
