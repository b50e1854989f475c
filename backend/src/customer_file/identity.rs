//! Whether two customers are the same business. A file imported again must not make a second customer: their listings
//! would be submitted twice.

use autobolt_shared::BusinessProfile;
use url::Url;

/// By what a business is known again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    name: String,
    email: Option<String>,
    site: Option<String>,
    place: Option<String>,
}

/// How two businesses compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// The same.
    Same,
    /// The same name and contact at another place: it moved, or it is another branch. A person must say.
    OtherPlace,
    /// Not the same.
    Different,
}

impl Identity {
    /// Of facts as stored or as a file gives them.
    #[must_use]
    pub fn of(facts: &BusinessProfile) -> Self {
        let email = facts.email.as_deref().map(|email| email.trim().to_lowercase());
        let place = [&facts.street, &facts.postcode, &facts.city];
        let place: Vec<String> = place.into_iter().flatten().map(|part| letters(part)).collect();
        Self {
            name: facts.business_name.as_deref().map(letters).unwrap_or_default(),
            email,
            site: facts.website.as_deref().and_then(site),
            place: (facts.street.is_some() && place.len() > 1).then(|| place.join(" ")),
        }
    }

    /// The name, spelled so that equal names are equal.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Compares two: the same name, and the same e-mail or website; or neither has any.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Likeness {
        let equal = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        let bare = |i: &Self| i.email.is_none() && i.site.is_none();
        let contact = equal(&self.email, &other.email) || equal(&self.site, &other.site);
        if self.name != other.name || self.name.is_empty() || !(contact || (bare(self) && bare(other))) {
            return Likeness::Different;
        }
        match (&self.place, &other.place) {
            (Some(one), Some(another)) if one != another => Likeness::OtherPlace,
            _ => Likeness::Same,
        }
    }
}

/// Letters and digits in lower case, words apart by one blank: `Müller & Söhne, GmbH.` is `müller söhne gmbh`.
fn letters(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    let words = words.map(|word| word.replace(['\'', '’'], "")).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The site behind an address: scheme, `www.` and a closing slash make no difference, a path does (`sites.example/~ana`).
fn site(address: &str) -> Option<String> {
    let address = address.trim();
    let whole = if address.contains("://") { address.to_owned() } else { format!("https://{address}") };
    let url = Url::parse(&whole).ok()?;
    let host = url.host_str()?.trim_start_matches("www.");
    Some(format!("{host}{}", url.path().trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn business(name: &str, email: &str, website: &str, street: &str) -> Identity {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Identity::of(&BusinessProfile {
            business_name: some(name),
            email: some(email),
            website: some(website),
            street: some(street),
            city: some("Austin"),
            ..BusinessProfile::default()
        })
    }

    #[test]
    fn spelling_makes_no_other_business() {
        let one = business(
            "Blue Door Bakery, Inc.",
            "Ana@BlueDoor.example",
            "https://www.bluedoor.example/",
            "1 Main St",
        );
        for again in [
            business(" blue  door bakery inc", "ana@bluedoor.example", "", ""),
            business("BLUE DOOR BAKERY INC.", "", "bluedoor.example", "1 Main St."),
        ] {
            assert_eq!(one.compare(&again), Likeness::Same, "{again:?}");
        }
        assert_eq!(
            business("Ana's Café", "", "", "").compare(&business("Anas Café", "", "", "")),
            Likeness::Same
        );
    }

    #[test]
    fn another_name_or_no_contact_in_common_is_another_business() {
        let one = business("Blue Door", "ana@bluedoor.example", "bluedoor.example", "");
        for other in [
            business("Red Door", "ana@bluedoor.example", "bluedoor.example", ""),
            business("Blue Door", "bob@other.example", "other.example", ""),
            business("Blue Door", "", "", ""),
            business("Blue Door", "", "bluedoor.example/other-shop", ""),
        ] {
            assert_eq!(one.compare(&other), Likeness::Different, "{other:?}");
        }
    }

    #[test]
    fn the_same_business_at_another_place_is_for_a_person_to_judge() {
        let one = business("Blue Door", "ana@bluedoor.example", "", "1 Main St");
        assert_eq!(
            one.compare(&business("Blue Door", "ana@bluedoor.example", "", "9 Elm St")),
            Likeness::OtherPlace
        );
    }
}
