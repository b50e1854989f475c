//! Reading customers' facts from the shapes they come in.

use super::{Files, Read, SocialNetwork, Weekday, aliases, canonical, columns, read};
use serde_json::{Value, json};

fn from(value: Value) -> Read {
    read(value.as_object().unwrap())
}

#[test]
fn a_file_with_the_usual_aliases_is_understood_whole() {
    let got = from(json!({
        "business_name": "  Blue Door Bakery ", "contact_first_name": "Ana", "zip": 78701, "state": "TX", "state_name": "Texas",
        "year_founded": "1998", "keywords": ["bread", "cakes"], "logo": "files/logo.png",
        "opening_hours": {"monday": "08:00-18:00", "sunday": "closed"},
        "facebook": "https://facebook.com/bluedoor", "social": {"instagram": "@bluedoor", "X": "bluedoor"}
    }));
    assert_eq!(got.unused, Vec::<String>::new());
    let profile = got.profile;
    assert_eq!(profile.business_name.as_deref(), Some("Blue Door Bakery"));
    assert_eq!(profile.postcode.as_deref(), Some("78701"));
    assert_eq!((profile.state.as_deref(), profile.state_name.as_deref()), (Some("TX"), Some("Texas")));
    assert_eq!(profile.founded_year, Some(1998));
    assert_eq!(profile.keywords, ["bread", "cakes"]);
    assert_eq!(got.files.logo.as_deref(), Some("files/logo.png"));
    assert_eq!(profile.opening_hours[&Weekday::Monday].0[0].to, "18:00");
    assert!(profile.opening_hours[&Weekday::Sunday].0.is_empty());
    assert_eq!(profile.social[&SocialNetwork::Instagram], "@bluedoor");
    assert_eq!(profile.social[&SocialNetwork::Twitter], "bluedoor");
}

#[test]
fn unknown_keys_are_named_and_nothing_is_made_of_them() {
    let got =
        from(json!({"business_name": "A", "favourite_colour": "blue", "password_hash": "x", "name": "Ana"}));
    let mut unused = got.unused;
    unused.sort();
    assert_eq!(unused, ["favourite_colour", "name", "password_hash"]);
    assert_eq!(got.profile.contact_name, None);
}

#[test]
fn empty_values_are_no_values_and_no_complaint() {
    let got = from(
        json!({"business_name": " ", "company": "Real Name", "phone": null, "email": "N/A", "zzz": "", "tags": []}),
    );
    assert_eq!(got.profile.business_name.as_deref(), Some("Real Name"));
    assert_eq!((got.profile.phone, got.profile.email), (None, None));
    assert_eq!(got.unused, ["email"]);
}

#[test]
fn groups_of_fields_are_looked_into() {
    let got = from(json!({
        "business": {"name": "Blue Door", "website": "bluedoor.example"},
        "contact": {"name": "Ana Lopez", "email": "ana@bluedoor.example", "title": "Owner", "shoe_size": 41},
        "address": {"line1": "1 Main St", "city": "Austin", "postalCode": "78701", "country": "US"},
        "location": {"lat": "30.26", "lng": -97.74}
    }));
    assert_eq!(got.unused, ["contact.shoe_size"]);
    assert_eq!(got.profile.business_name.as_deref(), Some("Blue Door"));
    assert_eq!(got.profile.contact_email.as_deref(), Some("ana@bluedoor.example"));
    assert_eq!(got.profile.email, None, "a contact's address is not the business's");
    assert_eq!(got.profile.street.as_deref(), Some("1 Main St"));
    assert_eq!((got.profile.latitude, got.profile.longitude), (Some(30.26), Some(-97.74)));
}

#[test]
fn the_better_name_wins_and_the_other_is_named() {
    let got =
        from(json!({"company": "Holding Ltd", "business_name": "Blue Door", "organization": "blue door"}));
    assert_eq!(got.profile.business_name.as_deref(), Some("Blue Door"));
    assert_eq!(got.unused, ["company"]);
}

#[test]
fn only_lists_are_split() {
    let got = from(json!({
        "keywords": "bread, cakes; fresh coffee", "category": "Food, Drink & Catering", "business_name": "Smith, Jones; Co",
        "languages": "English", "service_area": ["Austin", "Round Rock"]
    }));
    assert_eq!(got.profile.keywords, ["bread", "cakes", "fresh coffee"]);
    assert_eq!(got.profile.category.as_deref(), Some("Food, Drink & Catering"));
    assert_eq!(got.profile.business_name.as_deref(), Some("Smith, Jones; Co"));
    assert_eq!(got.profile.languages, ["English"]);
    assert_eq!(got.profile.service_area.as_deref(), Some("Austin, Round Rock"));
}

#[test]
fn a_list_of_social_pages_is_sorted_by_its_addresses() {
    let got = from(json!({"social_links": [
        "https://www.facebook.com/bluedoor", {"platform": "LinkedIn", "url": "https://linkedin.com/company/bluedoor"},
        "https://myspace.example/bluedoor"
    ]}));
    assert_eq!(got.profile.social.len(), 2);
    assert_eq!(got.unused, ["social_links[2]"]);
}

#[test]
fn values_that_make_no_sense_are_named_not_repaired() {
    let got = from(
        json!({"founded_year": "long ago", "latitude": 123.0, "phone": true, "categories": ["Bakery", "Café"],
                          "opening_hours": {"monday": "9am-5pm", "tuesday": "by appointment"}}),
    );
    assert_eq!(got.profile.category.as_deref(), Some("Bakery"));
    let mut unused = got.unused;
    unused.sort();
    assert_eq!(unused, ["categories[1]", "founded_year", "latitude", "opening_hours.tuesday", "phone"]);
}

#[test]
fn a_known_key_with_the_wrong_kind_of_value_is_told_apart_from_an_unknown_key() {
    let got =
        from(json!({"phone": {"home": 1}, "email": "N/A", "colour": "blue", "founded_year": "long ago",
        "keywords": ["bread", {"a": 1}, null], "answers": {"Parking?": ["a", "b"], "Pets?": "Yes"}}));
    let mut unreadable: Vec<(&str, &str)> =
        got.unreadable.iter().map(|u| (u.path.as_str(), u.wanted)).collect();
    unreadable.sort_unstable();
    assert_eq!(
        unreadable,
        [
            ("answers.Parking?", "a text"),
            ("founded_year", "a year of four digits"),
            ("keywords[1]", "a text"),
            ("phone", "a text")
        ]
    );
    assert!(got.unused.contains(&"colour".to_owned()) && got.unused.contains(&"email".to_owned()));
    assert_eq!(got.profile.keywords, ["bread"]);
}

#[test]
fn hours_in_words_are_kept_as_words_and_read_where_possible() {
    let clear = from(json!({"hours": "Mon-Fri 9am-5pm"})).profile;
    assert_eq!(clear.opening_hours.len(), 5);
    assert_eq!(clear.opening_hours_text.as_deref(), Some("Mon-Fri 9am-5pm"));
    let vague = from(json!({"hours": "Call us"})).profile;
    assert!(vague.opening_hours.is_empty() && vague.opening_hours_text.as_deref() == Some("Call us"));
}

#[test]
fn what_is_written_to_the_columns_reads_back_the_same() {
    let first = from(json!({
        "business_name": "Blue Door", "street": "1 Main St", "postcode": "78701", "keywords": "a, b", "founded": 1998,
        "hours": "Mon-Fri 9am-5pm; Sat closed", "whatsapp": "+1 512 555 0100", "facebook_url": "https://facebook.com/b",
        "lat": 30.2, "lng": -97.7, "logo": "l.png", "photos": ["a.jpg", "b.jpg"], "state_name": "Texas",
        "answers": {"Do you deliver?": "Yes"}, "languages": ["en"], "employees": 12, "service_areas": "Texas"
    }));
    assert_eq!(first.unused, Vec::<String>::new());
    let mut stored = columns(&first.profile, &first.files, serde_json::Map::new());
    if let Some(Value::Object(nested)) = stored.remove("business_data") {
        stored.extend(nested);
    }
    assert_eq!(canonical(&stored), stored);
    assert!(stored.keys().all(|k| aliases::FACTS.iter().any(|f| f.column == k)));
    assert_eq!(read(&stored), first);
}

#[test]
fn keys_an_import_cannot_use_are_kept_beside_the_columns() {
    let other = json!({"loyalty_level": "gold"}).as_object().unwrap().clone();
    let stored = columns(&super::BusinessProfile::default(), &Files::default(), other);
    assert_eq!(stored["business_data"], json!({"loyalty_level": "gold"}));
}
