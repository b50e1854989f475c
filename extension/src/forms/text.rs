//! Reading texts of forms: folding, splitting into words, and taking a label apart.
//!
//! Everything the engine compares goes through [`fold`] and [`tokens`] first, so the vocabulary can be written the way people
//! write it (`Öffnungszeiten`, `Adresse e-mail`) and still match `oeffnungszeiten` or `E-MAIL ADRESSE`.

mod label;
mod limits;

pub use label::{CleanLabel, clean_label};
pub use limits::{Limits, announced_limits};

/// Lower case without accents: `Größe` → `grosse`, `Société` → `societe`. Other characters stay.
#[must_use]
pub fn fold(text: &str) -> String {
    folded(text, false)
}

/// Like [`fold`], with German umlauts written out: `Größe` → `groesse`.
#[must_use]
pub fn fold_wide(text: &str) -> String {
    folded(text, true)
}

fn folded(text: &str, wide: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        let plain = match c {
            'ä' | 'Ä' if wide => "ae",
            'ö' | 'Ö' if wide => "oe",
            'ü' | 'Ü' if wide => "ue",
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' | 'Ā'
            | 'Ă' | 'Ą' | 'ª' => "a",
            'ç' | 'ć' | 'č' | 'Ç' | 'Ć' | 'Č' => "c",
            'ď' | 'đ' | 'Ď' | 'Đ' => "d",
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' | 'È' | 'É' | 'Ê' | 'Ë' | 'Ē' | 'Ę' | 'Ě' => {
                "e"
            }
            'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' | 'Ì' | 'Í' | 'Î' | 'Ï' | 'Ī' | 'İ' => "i",
            'ł' | 'Ł' => "l",
            'ñ' | 'ń' | 'ň' | 'Ñ' | 'Ń' | 'Ň' => "n",
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ø' | 'Ō' | 'Ő'
            | 'º' => "o",
            'ŕ' | 'ř' | 'Ŕ' | 'Ř' => "r",
            'ś' | 'š' | 'ş' | 'ș' | 'Ś' | 'Š' | 'Ş' | 'Ș' => "s",
            'ť' | 'ţ' | 'ț' | 'Ť' | 'Ţ' | 'Ț' => "t",
            'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'Ù' | 'Ú' | 'Û' | 'Ü' | 'Ū' | 'Ů' | 'Ű' => {
                "u"
            }
            'ý' | 'ÿ' | 'Ý' | 'Ÿ' => "y",
            'ź' | 'ž' | 'ż' | 'Ź' | 'Ž' | 'Ż' => "z",
            'ß' | 'ẞ' => "ss",
            'æ' | 'Æ' => "ae",
            'œ' | 'Œ' => "oe",
            '\u{2018}' | '\u{2019}' | '\u{02bc}' | '\u{00b4}' => "'",
            '\u{2010}'..='\u{2015}' => "-",
            '\u{00a0}' | '\u{2007}' | '\u{202f}' | '\u{2009}' => " ",
            '\u{0300}'..='\u{036f}' | '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{00ad}' => "",
            _ => {
                out.extend(c.to_lowercase());
                continue;
            }
        };
        out.push_str(plain);
    }
    out
}

/// The words of a text, folded; common two-word spellings are joined (`E-Mail` → `email`, `ZIP code` → `zipcode`).
#[must_use]
pub fn tokens(text: &str) -> Vec<String> {
    joined(
        fold(text)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|t| !t.is_empty())
            .map(String::from)
            .collect(),
    )
}

/// The words of a machine's name: `listing_title`, `contactEmail`, `OWNER-NAME`, `address2` → `address`, `2`.
#[must_use]
pub fn name_tokens(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let chars: Vec<char> = name.chars().collect();
    for (i, &c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).map(|j| chars[j]);
        let after = chars.get(i + 1);
        let breaks = match before {
            _ if !c.is_alphanumeric() => true,
            Some(b) => {
                (b.is_lowercase() && c.is_uppercase())
                    || (b.is_uppercase() && c.is_uppercase() && after.is_some_and(|a| a.is_lowercase()))
                    || (b.is_ascii_digit() != c.is_ascii_digit())
            }
            None => false,
        };
        if breaks && !word.is_empty() {
            words.push(fold(&word));
            word.clear();
        }
        if c.is_alphanumeric() {
            word.push(c);
        }
    }
    if !word.is_empty() {
        words.push(fold(&word));
    }
    joined(words)
}

/// Spellings in two words that mean one.
const JOINED: &[(&str, &str)] = &[
    ("e", "mail"),
    ("web", "site"),
    ("home", "page"),
    ("zip", "code"),
    ("post", "code"),
    ("user", "name"),
    ("pass", "word"),
    ("news", "letter"),
    ("tag", "line"),
    ("linked", "in"),
    ("you", "tube"),
    ("tik", "tok"),
    ("whats", "app"),
    ("face", "book"),
    // "Voor- en achternaam" is the whole name.
    ("voor", "en"),
];

fn joined(words: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        if let Some(last) = out.last_mut()
            && JOINED.iter().any(|(a, b)| last == a && word == *b)
        {
            last.push_str(&word);
            continue;
        }
        out.push(word);
    }
    out
}

/// White space folded to single spaces, ends trimmed.
#[must_use]
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_umlauts_fold_to_plain_letters() {
        assert_eq!(fold("Größe SOCIÉTÉ ñandú"), "grosse societe nandu");
        assert_eq!(fold_wide("Öffnungszeiten Straße"), "oeffnungszeiten strasse");
    }

    #[test]
    fn machine_names_split_into_words() {
        assert_eq!(name_tokens("contactEmail"), ["contact", "email"]);
        assert_eq!(name_tokens("OWNER_NAME"), ["owner", "name"]);
        assert_eq!(name_tokens("listingfields[5][1]"), ["listingfields", "5", "1"]);
        assert_eq!(name_tokens("websiteURL2"), ["website", "url", "2"]);
        assert_eq!(name_tokens("e-mail"), ["email"]);
    }
}
