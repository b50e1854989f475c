//! One customer with every fact, for the tests.

use autobolt_shared::BusinessProfile;
use autobolt_shared::profile::{AssetRef, DayHours, OpenInterval, SocialNetwork, Weekday};

/// A plumber in Austin.
pub fn plumber() -> BusinessProfile {
    let text = |s: &str| Some(s.to_owned());
    let mut p = BusinessProfile {
        business_name: text("Acme Plumbing"),
        contact_name: text("Jane Miller"),
        contact_role: text("Owner"),
        email: text("info@acmeplumbing.example"),
        contact_email: text("jane@acmeplumbing.example"),
        phone: text("(512) 555-0142"),
        mobile: text("+1 512 555 0199"),
        website: text("www.acmeplumbing.example"),
        street: text("120 Congress Ave"),
        street2: text("Suite 4"),
        city: text("Austin"),
        state: text("TX"),
        postcode: text("78701"),
        country: text("United States"),
        latitude: Some(30.2653),
        longitude: Some(-97.7445),
        description: text(
            "Acme Plumbing repairs leaks, clears drains and fits water heaters across Austin. Our licensed plumbers come the \
             same day, quote before they start and clean up when they leave. We have served homes, shops and restaurants in \
             Travis County since 1998, and every job comes with a two year guarantee on parts and labour.",
        ),
        short_description: text(
            "Licensed plumbers in Austin for leaks, drains and water heaters, the same day.",
        ),
        tagline: text("Dry floors, fair prices."),
        category: text("Plumber"),
        subcategory: text("Emergency plumbing"),
        keywords: ["leak repair", "drain cleaning", "water heaters"].map(String::from).to_vec(),
        founded_year: Some(1998),
        employees: text("12"),
        price_range: text("$$"),
        video_url: text("https://www.youtube.com/watch?v=acme1"),
        payment_methods: ["Visa", "Cash"].map(String::from).to_vec(),
        languages: ["English", "Spanish"].map(String::from).to_vec(),
        service_area: text("Travis County"),
        logo: Some(AssetRef {
            kind: "logo".into(),
            file_name: "logo.png".into(),
            media_type: "image/png".into(),
            bytes: 900,
        }),
        photos: vec![AssetRef {
            kind: "photo-1".into(),
            file_name: "van.jpg".into(),
            media_type: "image/jpeg".into(),
            bytes: 9000,
        }],
        ..BusinessProfile::default()
    };
    for day in Weekday::ALL {
        let hours = match day {
            Weekday::Sunday => vec![],
            _ => vec![OpenInterval { from: "08:00".into(), to: "18:00".into() }],
        };
        p.opening_hours.insert(day, DayHours(hours));
    }
    p.social.insert(SocialNetwork::Facebook, "https://www.facebook.com/acmeplumbing".into());
    p.social.insert(SocialNetwork::Instagram, "@acmeplumbing".into());
    p
}
