//! Reading texts of forms: folding, splitting into words, and taking a label apart.
//!
//! Everything the engine compares goes through [`fold`] and [`tokens`] first, so the vocabulary can be written the way people
//! write it (`Öffnungszeiten`, `Adresse e-mail`) and still match `oeffnungszeiten` or `E-MAIL ADRESSE`.

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

/// A label taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CleanLabel {
    /// What the field is called: no `*`, no colon, no brackets, no hints.
    pub text: String,
    /// What stood in brackets or after the first sentence.
    pub help: String,
    /// The label says that the field must be filled.
    pub required: bool,
    /// The label says that it need not.
    pub optional: bool,
    /// Limits the label announces.
    pub limits: Limits,
}

/// Limits of a text's length, as announced.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// At least so many characters.
    pub min: Option<u32>,
    /// At most so many characters.
    pub max: Option<u32>,
    /// At most so many words.
    pub max_words: Option<u32>,
}

impl Limits {
    /// Both limits: the stricter of each.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let least = |a: Option<u32>, b: Option<u32>| a.into_iter().chain(b).min();
        Self {
            min: self.min.into_iter().chain(other.min).max(),
            max: least(self.max, other.max),
            max_words: least(self.max_words, other.max_words),
        }
    }
}

const REQUIRED: &[&str] = &[
    "required",
    "mandatory",
    "pflichtfeld",
    "pflichtangabe",
    "erforderlich",
    "notwendig",
    "obligatoire",
    "requis",
    "obligatorio",
    "requerido",
    "obbligatorio",
    "richiesto",
    "verplicht",
    "vereist",
    "obrigatorio",
    "must",
];
const OPTIONAL: &[&str] = &[
    "optional",
    "freiwillig",
    "facultatif",
    "optionnel",
    "opcional",
    "facoltativo",
    "opzionale",
    "optioneel",
    "facultativo",
    "niet verplicht",
    "not required",
];

/// Takes a label apart. `*` and "(required)" become [`CleanLabel::required`], brackets and further sentences become help.
#[must_use]
pub fn clean_label(label: &str) -> CleanLabel {
    let mut out = CleanLabel { limits: announced_limits(label), ..CleanLabel::default() };
    let mut text = String::with_capacity(label.len());
    let mut help: Vec<String> = Vec::new();
    let mut inner = String::new();
    let mut depth = 0_u32;
    for c in label.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    help.push(squeeze(&inner));
                    inner.clear();
                    text.push(' ');
                }
            }
            '*' | '\u{2217}' | '\u{2731}' | '\u{ff0a}' => out.required = true,
            _ if depth > 0 => inner.push(c),
            _ => text.push(c),
        }
    }
    if depth > 0 {
        help.push(squeeze(&inner));
    }
    let mut text = squeeze(&text);
    text = strip_counters(&text);
    if let Some((head, tail)) = split_help(&text) {
        help.push(tail);
        text = head;
    }
    help.retain(|h| {
        let said = state_of(h);
        out.required |= said == Some(true);
        out.optional |= said == Some(false);
        said.is_none() && !h.is_empty()
    });
    // "Name required", "Website - optional": the mark is the last word.
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() > 1
        && let Some(said) = words.last().and_then(|w| state_of(w))
        && words.len() < 8
    {
        out.required |= said;
        out.optional |= !said;
        text = words[..words.len() - 1].join(" ");
    }
    out.text = text
        .trim_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    ':' | '-'
                        | '\u{2013}'
                        | '\u{2014}'
                        | ','
                        | ';'
                        | '.'
                        | '|'
                        | '/'
                        | '"'
                        | '\u{2026}'
                        | '?'
                )
        })
        .to_owned();
    if out.text.is_empty() && help.len() == 1 {
        out.text = help.remove(0);
    }
    out.help = help.join(" ");
    if out.optional {
        out.required = false;
    }
    out
}

/// `Some(true)`: the words say "required" and little else; `Some(false)`: "optional".
fn state_of(text: &str) -> Option<bool> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count();
    if words == 0 || words > 3 {
        return None;
    }
    if OPTIONAL.iter().any(|w| folded.contains(w)) {
        Some(false)
    } else if REQUIRED.iter().any(|w| folded.contains(w) && (*w != "must" || words == 1)) {
        Some(true)
    } else {
        None
    }
}

/// Removes `0/256` and `0 / 256` at the end of a label.
fn strip_counters(text: &str) -> String {
    let mut kept = text.trim_end();
    if let Some(slash) = kept.rfind('/') {
        let after = kept[slash + 1..].trim();
        let before = kept[..slash].trim_end();
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if !after.is_empty() && after.chars().all(|c| c.is_ascii_digit()) && digits > 0 {
            kept = before[..before.len() - digits].trim_end();
        }
    }
    kept.to_owned()
}

/// Splits `Label: further words` and `Label. A sentence.` and `Label - hint`; none when the label is one piece.
fn split_help(text: &str) -> Option<(String, String)> {
    for mark in [": ", ". ", " - ", " \u{2013} ", " \u{2014} ", "? ", " | "] {
        for (at, _) in text.match_indices(mark) {
            let head = text[..at].trim();
            let tail = text[at + mark.len()..].trim();
            // "St. Gallen", "Street and no. of the house": an abbreviation ends no label.
            let last = head.rsplit(' ').next().unwrap_or_default().chars().count();
            let abbreviated = mark == ". " && last <= 3;
            if head.chars().count() >= 4 && !tail.is_empty() && !abbreviated {
                return Some((head.to_owned(), tail.to_owned()));
            }
        }
    }
    None
}

const CHARACTERS: &[&str] = &[
    "character",
    "characters",
    "chars",
    "char",
    "zeichen",
    "caractere",
    "caracteres",
    "caratteri",
    "carattere",
    "tekens",
    "karakters",
    "buchstaben",
    "letters",
    "signes",
    "anschlage",
];
const WORDS: &[&str] =
    &["words", "woerter", "worter", "worte", "mots", "palabras", "parole", "woorden", "palavras"];
const AT_MOST: &[&str] = &[
    "max",
    "maximum",
    "maximal",
    "maximale",
    "maximo",
    "massimo",
    "hochstens",
    "up",
    "bis",
    "limit",
    "limited",
    "jusqu",
    "hasta",
    "fino",
    "ate",
    "tot",
    "under",
    "exceed",
    "remaining",
    "left",
    "verbleibend",
    "ubrig",
    "restants",
    "restantes",
    "rimanenti",
    "resterend",
];
const AT_LEAST: &[&str] = &[
    "min",
    "minimum",
    "minimal",
    "minimo",
    "mindestens",
    "least",
    "moins",
    "menos",
    "almeno",
    "minstens",
    "minimaal",
];

/// Limits a text announces: `max. 200 characters`, `200 Zeichen`, `0/256`, `at least 50 characters`, `50-300 words`.
#[must_use]
pub fn announced_limits(text: &str) -> Limits {
    let mut limits = Limits::default();
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return limits;
    }
    let folded = fold(text);
    // "0/256" and "12 / 256 characters": the second number is the limit when the first one is not greater.
    let squeezed = folded.replace(" / ", "/");
    for word in squeezed.split_whitespace() {
        if let Some((a, b)) = word.trim_matches(|c: char| !c.is_ascii_digit()).split_once('/')
            && let (Ok(a), Ok(b)) = (a.parse::<u32>(), b.parse::<u32>())
            && b >= 20
            && a <= b
            && !(a == 24 && b == 7)
        {
            limits.max = Some(limits.max.map_or(b, |m| m.min(b)));
        }
    }
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|t| !t.is_empty()).collect();
    // "1,000 characters" and "1.000 Zeichen" arrive as two words.
    let number_at = |i: usize| -> Option<u32> {
        let n: u32 = words.get(i)?.parse().ok()?;
        let thousands = i.checked_sub(1).and_then(|j| words[j].parse::<u32>().ok());
        match thousands {
            Some(t)
                if words[i].len() == 3
                    && t < 100
                    && (folded.contains(&format!("{t},{}", words[i]))
                        || folded.contains(&format!("{t}.{}", words[i]))) =>
            {
                Some(t * 1000 + n)
            }
            _ => Some(n),
        }
    };
    for (i, word) in words.iter().enumerate() {
        let of_words = WORDS.contains(word);
        if !of_words && !CHARACTERS.contains(word) {
            continue;
        }
        // The number stands before the unit, at most two words away.
        let Some(at) = (1..=3).filter_map(|back| i.checked_sub(back)).find(|&j| number_at(j).is_some())
        else {
            continue;
        };
        let Some(n) = number_at(at) else { continue };
        let around = &words[at.saturating_sub(5)..(i + 4).min(words.len())];
        let least = around.iter().any(|w| AT_LEAST.contains(w));
        let most = around.iter().any(|w| AT_MOST.contains(w));
        // "50-300 characters", "between 50 and 300 characters".
        let lower = at
            .checked_sub(1)
            .and_then(number_at)
            .or_else(|| at.checked_sub(2).and_then(number_at))
            .filter(|&l| l < n);
        if of_words {
            if !least || most {
                limits.max_words = Some(n);
            }
        } else if let Some(lower) = lower.filter(|l| *l > 0) {
            limits.min = Some(lower);
            limits.max = Some(n);
        } else if least && !most {
            limits.min = Some(n);
        } else if n >= 10 {
            limits.max = Some(limits.max.map_or(n, |m| m.min(n)));
        }
    }
    limits
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

    #[test]
    fn a_label_loses_its_marks_and_keeps_its_name() {
        let label = clean_label("Company name *:");
        assert_eq!((label.text.as_str(), label.required), ("Company name", true));
        let label = clean_label("Website (optional)");
        assert_eq!((label.text.as_str(), label.optional, label.required), ("Website", true, false));
        let label = clean_label("Firmenname (Pflichtfeld)");
        assert_eq!((label.text.as_str(), label.required), ("Firmenname", true));
        let label = clean_label("Phone (incl. country code)");
        assert_eq!((label.text.as_str(), label.help.as_str()), ("Phone", "incl. country code"));
        assert_eq!(clean_label("Short description 0/160").text, "Short description");
        assert_eq!(clean_label("E-mail").text, "E-mail");
    }

    #[test]
    fn limits_are_read_from_what_the_page_says() {
        assert_eq!(announced_limits("max. 200 characters").max, Some(200));
        assert_eq!(announced_limits("Kurzbeschreibung (200 Zeichen)").max, Some(200));
        assert_eq!(announced_limits("0/256").max, Some(256));
        assert_eq!(announced_limits("Maximal 1.000 Zeichen").max, Some(1000));
        assert_eq!(announced_limits("at least 50 characters").min, Some(50));
        assert_eq!(
            announced_limits("between 50 and 300 characters"),
            Limits { min: Some(50), max: Some(300), max_words: None }
        );
        assert_eq!(announced_limits("no more than 40 words").max_words, Some(40));
        assert_eq!(announced_limits("open 24/7, since 1998"), Limits::default());
    }
}
