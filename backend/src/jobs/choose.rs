//! Which directories of the catalogue suit a business best. Pure: candidates in, an order out.

use autobolt_shared::BusinessProfile;
use sqlx::FromRow;
use std::cmp::Reverse;
use uuid::Uuid;

/// A directory that may be chosen.
#[derive(Debug, Clone, FromRow)]
pub struct Candidate {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What it lists, where known.
    pub category: Option<String>,
    /// Where, where known.
    pub country: Option<String>,
    /// How much it counts for, 0 to 100, where known.
    pub authority: Option<i32>,
    /// It is known to need an account.
    pub requires_login: Option<bool>,
    /// It is known to have a CAPTCHA.
    pub has_captcha: Option<bool>,
    /// It is known to offer paid listings only.
    pub is_paid: Option<bool>,
}

/// What a business looks for in a directory.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    country: Option<String>,
    words: Vec<String>,
}

impl Wanted {
    /// From what is known of the business.
    #[must_use]
    pub fn of(profile: &BusinessProfile) -> Self {
        let mut all: Vec<String> = [&profile.category, &profile.subcategory]
            .into_iter()
            .flatten()
            .flat_map(|text| words(text))
            .collect();
        all.sort();
        all.dedup();
        Self { country: profile.country.as_deref().map(country), words: all }
    }
}

/// The best `most` of them, best first: right country, then right trade, then no known wall, then authority.
#[must_use]
pub fn choose(mut candidates: Vec<Candidate>, wanted: &Wanted, most: usize) -> Vec<Candidate> {
    candidates.sort_by_cached_key(|c| {
        (
            place(c, wanted),
            trade(c, wanted),
            walls(c),
            Reverse(c.authority.unwrap_or(-1)),
            // A stable order of equals, so that the same catalogue gives the same job.
            c.name.to_lowercase(),
        )
    });
    candidates.truncate(most);
    candidates
}

/// 0: the business's own country, or one for all; 1: unknown on either side; 2: another country.
fn place(candidate: &Candidate, wanted: &Wanted) -> u8 {
    let Some(theirs) = candidate.country.as_deref().filter(|c| !c.trim().is_empty()) else { return 1 };
    let theirs = country(theirs);
    if ["global", "worldwide", "international", "world", "ww"].contains(&theirs.as_str()) {
        return 0;
    }
    match &wanted.country {
        None => 1,
        Some(ours) if *ours == theirs => 0,
        Some(_) => 2,
    }
}

/// 0: its category shares a word with the business's; 1: a general or unknown one; 2: another trade.
fn trade(candidate: &Candidate, wanted: &Wanted) -> u8 {
    let Some(category) = candidate.category.as_deref() else { return 1 };
    let theirs = words(category);
    if theirs.iter().any(|word| wanted.words.contains(word)) {
        return 0;
    }
    let general = ["general", "business", "local", "all", "directory", "listing", "web", "citation", "map"];
    if theirs.is_empty() || theirs.iter().any(|word| general.contains(&word.as_str())) { 1 } else { 2 }
}

/// What is known to stand in the way; a paid listing most of all, for AutoBolt never pays.
fn walls(candidate: &Candidate) -> u8 {
    let known = |flag: Option<bool>| u8::from(flag == Some(true));
    4 * known(candidate.is_paid) + 2 * known(candidate.requires_login) + known(candidate.has_captcha)
}

/// Words in lower case, of three letters and more, without a plural `s`.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() > 2 && !["and", "und", "the", "other"].contains(&word.as_str()))
        .map(|word| match word.strip_suffix('s') {
            Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem.to_owned(),
            _ => word,
        })
        .collect()
}

/// A country as a lower-case ISO 3166-1 alpha-2 code where the name is a usual one, else as it is written.
fn country(text: &str) -> String {
    let text = text.trim().to_lowercase();
    let code = match text.as_str() {
        "usa" | "u.s." | "u.s.a." | "united states" | "united states of america" | "america" => "us",
        "uk" | "united kingdom" | "great britain" | "england" | "scotland" | "wales" => "gb",
        "germany" | "deutschland" => "de",
        "austria" | "österreich" => "at",
        "switzerland" | "schweiz" | "suisse" => "ch",
        "france" => "fr",
        "spain" | "españa" => "es",
        "italy" | "italia" => "it",
        "portugal" => "pt",
        "netherlands" | "the netherlands" | "nederland" => "nl",
        "belgium" | "belgique" | "belgië" => "be",
        "ireland" => "ie",
        "denmark" | "danmark" => "dk",
        "sweden" | "sverige" => "se",
        "norway" | "norge" => "no",
        "finland" | "suomi" => "fi",
        "poland" | "polska" => "pl",
        "czechia" | "czech republic" => "cz",
        "canada" => "ca",
        "mexico" | "méxico" => "mx",
        "brazil" | "brasil" => "br",
        "australia" => "au",
        "new zealand" => "nz",
        "india" => "in",
        "japan" => "jp",
        "singapore" => "sg",
        "south africa" => "za",
        _ => return text,
    };
    code.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(name: &str, country: Option<&str>, category: Option<&str>) -> Candidate {
        Candidate {
            id: Uuid::nil(),
            name: name.to_owned(),
            category: category.map(str::to_owned),
            country: country.map(str::to_owned),
            authority: None,
            requires_login: None,
            has_captcha: None,
            is_paid: None,
        }
    }

    fn names(chosen: &[Candidate]) -> Vec<&str> {
        chosen.iter().map(|c| c.name.as_str()).collect()
    }

    fn bakery() -> Wanted {
        Wanted::of(&BusinessProfile {
            country: Some("United States".to_owned()),
            category: Some("Bakeries & Cafés".to_owned()),
            ..BusinessProfile::default()
        })
    }

    #[test]
    fn the_business_s_own_country_and_trade_come_first() {
        let all = vec![
            candidate("Berlin Firmen", Some("DE"), None),
            candidate("Lawyers of America", Some("US"), Some("Legal")),
            candidate("US Local", Some("usa"), Some("Local business")),
            candidate("Bakery Finder", Some("US"), Some("bakeries")),
            candidate("Somewhere", None, None),
        ];
        let chosen = choose(all, &bakery(), 4);
        assert_eq!(names(&chosen), ["Bakery Finder", "US Local", "Lawyers of America", "Somewhere"]);
    }

    #[test]
    fn what_is_known_to_stand_in_the_way_comes_last_and_authority_decides_between_equals() {
        let mut paid = candidate("Paid", Some("US"), None);
        paid.is_paid = Some(true);
        paid.authority = Some(99);
        let mut strong = candidate("Strong", Some("US"), None);
        strong.authority = Some(80);
        let weak = candidate("Weak", Some("US"), None);
        assert_eq!(names(&choose(vec![paid, weak, strong], &bakery(), 3)), ["Strong", "Weak", "Paid"]);
    }
}
