//! Whether a customer's facts are what they are called. What is plainly wrong would be typed into hundreds of forms.

use autobolt_shared::BusinessProfile;
use autobolt_shared::profile::SocialNetwork;
use url::{Host, Url};

/// Everything that is wrong, as `field: what, and what to do`.
#[must_use]
pub fn check(facts: &BusinessProfile) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut tell = |field: &str, result: Result<(), String>| {
        if let Err(why) = result {
            wrong.push(format!("{field}: {why}"));
        }
    };
    for (field, value, most) in texts(facts) {
        if let Some(value) = value {
            tell(field, not_longer(value, most));
        }
    }
    for (field, value) in [("email", &facts.email), ("contact_email", &facts.contact_email)] {
        if let Some(value) = value {
            tell(field, email(value));
        }
    }
    for (field, value) in [("phone", &facts.phone), ("mobile", &facts.mobile), ("fax", &facts.fax)] {
        if let Some(value) = value {
            tell(field, phone(value));
        }
    }
    for (field, value) in [("website", &facts.website), ("video_url", &facts.video_url)] {
        if let Some(value) = value {
            tell(field, address(value));
        }
    }
    for (network, value) in &facts.social {
        tell(&name_of(*network), not_longer(value, 500).and_then(|()| page(*network, value)));
    }
    let lists = [
        ("keywords", &facts.keywords),
        ("payment_methods", &facts.payment_methods),
        ("languages", &facts.languages),
    ];
    for (field, list) in lists {
        if list.len() > 200 {
            tell(field, Err(format!("{} items, 200 at most", list.len())));
        }
        for (n, item) in list.iter().enumerate() {
            tell(&format!("{field}[{n}]"), not_longer(item, 200));
        }
    }
    for (question, answer) in &facts.answers {
        tell("answers", not_longer(question, 500).and_then(|()| not_longer(answer, 5_000)));
    }
    if facts.latitude.is_some() != facts.longitude.is_some() {
        let (there, absent) =
            if facts.latitude.is_some() { ("latitude", "longitude") } else { ("longitude", "latitude") };
        tell(there, Err(format!("is given without {absent}; give both or neither")));
    }
    wrong
}

/// The plain texts, and how many characters each may have.
fn texts(facts: &BusinessProfile) -> [(&'static str, Option<&str>, usize); 25] {
    [
        ("business_name", facts.business_name.as_deref(), 200),
        ("contact_name", facts.contact_name.as_deref(), 200),
        ("contact_first_name", facts.contact_first_name.as_deref(), 100),
        ("contact_last_name", facts.contact_last_name.as_deref(), 100),
        ("contact_role", facts.contact_role.as_deref(), 200),
        ("website", facts.website.as_deref(), 2_000),
        ("video_url", facts.video_url.as_deref(), 2_000),
        ("address", facts.street.as_deref(), 300),
        ("address2", facts.street2.as_deref(), 300),
        ("city", facts.city.as_deref(), 200),
        ("state", facts.state.as_deref(), 200),
        ("state_name", facts.state_name.as_deref(), 200),
        ("zip", facts.postcode.as_deref(), 20),
        ("country", facts.country.as_deref(), 100),
        ("description", facts.description.as_deref(), 20_000),
        ("short_description", facts.short_description.as_deref(), 5_000),
        ("tagline", facts.tagline.as_deref(), 500),
        ("category", facts.category.as_deref(), 300),
        ("subcategory", facts.subcategory.as_deref(), 300),
        ("employees", facts.employees.as_deref(), 100),
        ("price_range", facts.price_range.as_deref(), 100),
        ("opening_hours_text", facts.opening_hours_text.as_deref(), 2_000),
        ("service_area", facts.service_area.as_deref(), 2_000),
        ("tax_id", facts.tax_id.as_deref(), 100),
        // Beside the check of their form: a whole page by mistake is told as what it is.
        ("email", facts.email.as_deref(), 254),
    ]
}

fn not_longer(value: &str, most: usize) -> Result<(), String> {
    match value.chars().count() {
        n if n > most => Err(format!("{n} characters, {most} at most; shorten it")),
        _ => Ok(()),
    }
}

/// How a value is quoted in a message: enough of it to be found.
fn quoted(value: &str) -> String {
    let start: String = value.chars().take(60).collect();
    if start.len() < value.len() { format!("“{start}…”") } else { format!("“{start}”") }
}

fn email(value: &str) -> Result<(), String> {
    let wrong = || format!("{} is no e-mail address; write it like name@example.com", quoted(value));
    let (name, host) = value.rsplit_once('@').ok_or_else(wrong)?;
    let labels: Vec<&str> = host.split('.').collect();
    let fits = !name.is_empty()
        && name.chars().count() <= 64
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..")
        && name.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
        && labels.len() >= 2
        && labels.iter().all(|label| is_label(label))
        && labels.last().is_some_and(|last| !last.chars().all(|c| c.is_ascii_digit()));
    if fits { Ok(()) } else { Err(wrong()) }
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.chars().count() <= 63
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|c| c.is_alphanumeric() || c == '-')
}

/// Numbers are written in many ways; asked is only that somebody could call one. Letters: an extension, or a number that
/// is a word (`1-800-FLOWERS`).
fn phone(value: &str) -> Result<(), String> {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let letters = value.chars().filter(|c| c.is_ascii_uppercase()).count();
    let allowed = |c: char| c.is_alphanumeric() || c.is_whitespace() || "+-–—‑().,/#*:;".contains(c);
    let fits = (3..=24).contains(&digits) && digits + letters >= 5 && value.chars().all(allowed);
    if fits && value.chars().count() <= 60 {
        return Ok(());
    }
    Err(format!("{} is no phone number; write it like +1 512 555 0100", quoted(value)))
}

/// A page's address, with or without `https://`.
fn address(value: &str) -> Result<(), String> {
    let wrong = |why: &str| {
        Err(format!("{} is no address of a page{why}; write it like https://www.example.com", quoted(value)))
    };
    if value.chars().any(char::is_whitespace) {
        return wrong(" (it holds a blank)");
    }
    let whole = if value.contains("://") { value.to_owned() } else { format!("https://{value}") };
    let Ok(url) = Url::parse(&whole) else { return wrong("") };
    if !matches!(url.scheme(), "http" | "https") {
        return wrong(" (it must begin with https:// or http://)");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return wrong(" (it holds a user name or a password)");
    }
    match url.host() {
        Some(Host::Domain(name)) if name == "localhost" || is_domain(name) => Ok(()),
        Some(Host::Ipv4(_) | Host::Ipv6(_)) if value.contains("://") => Ok(()),
        _ => wrong(""),
    }
}

fn is_domain(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    name.contains('.') && name.split('.').all(|label| is_label(label) || label.contains('_'))
}

/// A page in a network: an address or a handle. WhatsApp has numbers besides.
fn page(network: SocialNetwork, value: &str) -> Result<(), String> {
    if value.contains("://") {
        return address(value);
    }
    if network == SocialNetwork::Whatsapp && !value.contains('/') {
        return phone(value);
    }
    Ok(())
}

fn name_of(network: SocialNetwork) -> String {
    serde_json::to_value(network).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_real_businesses_write_is_taken() {
        for good in ["ana@bluedoor.example", "o'brien+list@mail.co.uk", "info@bücher.example", "x@a-b.museum"]
        {
            assert_eq!(email(good), Ok(()), "{good}");
        }
        for good in [
            "+1 (512) 555-0100",
            "030/1234567",
            "1-800-FLOWERS",
            "555 0100 ext. 12",
            "+49 30 1234–56",
            "112233",
            "0118 999",
        ] {
            assert_eq!(phone(good), Ok(()), "{good}");
        }
        for good in [
            "bluedoor.example",
            "https://www.bluedoor.example/en?x=1#y",
            "http://localhost:8080/",
            "http://127.0.0.1:9/x",
            "site01.localhost",
            "bücher.example",
            "bluedoor.example:8080/shop",
        ] {
            assert_eq!(address(good), Ok(()), "{good}");
        }
        assert_eq!(page(SocialNetwork::Instagram, "@bluedoor"), Ok(()));
        assert_eq!(page(SocialNetwork::Facebook, "Blue Door Bakery"), Ok(()));
        assert_eq!(page(SocialNetwork::Whatsapp, "+1 512 555 0100"), Ok(()));
    }

    #[test]
    fn what_is_plainly_something_else_is_refused_with_what_to_write() {
        for bad in [
            "ana",
            "ana@",
            "@x.example",
            "a b@x.example",
            "ana@localhost",
            "a@b@c.example",
            "a@x..example",
            "a@1.2.3.4",
        ] {
            assert!(email(bad).unwrap_err().contains("name@example.com"), "{bad}");
        }
        for bad in ["call me", "12", "ana@x.example", "<script>12345</script>", "1234567890123456789012345"] {
            assert!(phone(bad).unwrap_err().contains("+1 512 555 0100"), "{bad}");
        }
        for bad in [
            "not a site",
            "bluedoor",
            "ftp://x.example/",
            "javascript:alert(1)",
            "https://",
            "https://a:b@x.example",
            "mailto:a@b.example",
            "123",
        ] {
            assert!(address(bad).unwrap_err().contains("https://www.example.com"), "{bad}");
        }
    }

    #[test]
    fn texts_nobody_could_type_into_a_form_are_refused_with_their_length() {
        let facts = BusinessProfile {
            business_name: Some("x".repeat(201)),
            description: Some("é".repeat(20_000)),
            keywords: vec!["fine".to_owned(), "k".repeat(201)],
            latitude: Some(1.0),
            ..BusinessProfile::default()
        };
        let wrong = check(&facts);
        assert_eq!(wrong.len(), 3, "{wrong:?}");
        assert!(wrong[0].starts_with("business_name: 201 characters, 200 at most"), "{wrong:?}");
        assert!(wrong[1].starts_with("keywords[1]: 201"), "{wrong:?}");
        assert!(wrong[2].starts_with("latitude: is given without longitude"), "{wrong:?}");
    }
}
