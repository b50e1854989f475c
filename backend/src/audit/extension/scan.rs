//! Looks through bytes for anything like a Supabase address or key, also where it was hidden: as UTF-16, as escapes, in
//! base64, or in pieces that a script puts together.

use crate::keys::ApiKey;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use std::collections::BTreeSet;

/// What is looked for, in lower case, and what it is.
const NEEDLES: [(&str, &str); 11] = [
    (".supabase.co", "the address of a Supabase project"),
    (".supabase.in", "the address of a Supabase project"),
    (".supabase.net", "the address of a Supabase project"),
    (".supabase.com", "an address of Supabase's"),
    ("sb_secret_", "a secret key of Supabase's"),
    ("sb_publishable_", "a publishable key of Supabase's"),
    ("service_role", "the name of Supabase's service role"),
    ("supabase-js", "Supabase's client library"),
    ("@supabase/", "Supabase's client library"),
    ("postgres://", "the address of a PostgreSQL database"),
    ("postgresql://", "the address of a PostgreSQL database"),
];

/// Roles in the tokens that Supabase calls keys.
const ROLES: [&str; 5] = ["anon", "authenticated", "service_role", "supabase_admin", "postgres"];

/// What in these bytes leads to Supabase, each kind once.
pub fn suspicious(bytes: &[u8]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for view in views(bytes) {
        look(&view, &mut found);
        for run in runs(&view, 12, |b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'-' | b'_')) {
            for decoded in decodings(run) {
                look(&decoded, &mut found);
            }
        }
    }
    found
}

/// Kinds of secret that no answer of the API may hold: the above, and hashes and passwords by their look.
pub fn secret_kinds(text: &str) -> BTreeSet<String> {
    let mut found = suspicious(text.as_bytes());
    if text.contains("$argon2") || text.contains("$2b$") || text.contains("$2a$") {
        found.insert("the hash of a password".to_owned());
    }
    found
}

/// Whether a key of AutoBolt's own, check characters and all, is in it.
pub fn holds_api_key(bytes: &[u8]) -> bool {
    views(bytes).iter().any(|view| {
        runs(view, 45, |b| b.is_ascii_alphanumeric() || b == b'_').any(|run| {
            // Whatever letters stand right before it.
            String::from_utf8_lossy(run).match_indices("ab_live_").any(|(at, _)| {
                let text = String::from_utf8_lossy(run.get(at..at + 45).unwrap_or_default()).into_owned();
                ApiKey::parse(&text).is_ok()
            })
        })
    })
}

fn look(view: &[u8], found: &mut BTreeSet<String>) {
    let lower = view.to_ascii_lowercase();
    for (needle, what) in NEEDLES {
        if contains(&lower, needle.as_bytes()) {
            found.insert(format!("{what} (`{needle}`)"));
        }
    }
    let token = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    for run in runs(view, 20, token) {
        if let Some(role) = token_role(run) {
            found.insert(format!("a token of Supabase's with the role `{role}`"));
        }
    }
}

/// The role of a JSON Web Token as Supabase makes them.
fn token_role(run: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(run).ok()?;
    let start = text.find("eyJ")?;
    let mut parts = text.get(start..)?.split('.');
    let (_, payload) = (parts.next()?, parts.next()?);
    let payload = URL_SAFE_NO_PAD.decode(payload).ok()?;
    let payload: serde_json::Value = serde_json::from_slice(&payload).ok()?;
    let role = payload["role"].as_str()?;
    let supabase = payload["iss"].as_str().is_some_and(|iss| iss.contains("supabase"));
    (supabase || ROLES.contains(&role)).then(|| role.to_owned())
}

/// The bytes as they are, and as a script or a module might read them.
fn views(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut views = vec![bytes.to_vec()];
    // UTF-16 of plain letters is every second byte zero.
    if contains(bytes, b"s\0") {
        views.push(bytes.iter().copied().filter(|b| *b != 0).collect());
    }
    let text = String::from_utf8_lossy(bytes);
    if text.contains("\\x") || text.contains("\\u") {
        views.push(unescaped(&text, '\\').into_bytes());
    }
    if text.contains('%') {
        views.push(unescaped(&text, '%').into_bytes());
    }
    // `"sb_" + "secret_"`
    if ['"', '\'', '`'].iter().any(|quote| text.contains(*quote)) {
        let joined = text
            .chars()
            .filter(|c| !matches!(c, '"' | '\'' | '`' | '+' | ',') && !c.is_whitespace())
            .collect::<String>();
        views.push(joined.into_bytes());
    }
    views
}

/// `\x73`, `\u0073`, `\u{73}` or `%73` as the character they stand for.
fn unescaped(text: &str, mark: char) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(mark) {
        plain.push_str(before);
        let (skip, digits) = match (mark, after.chars().next()) {
            ('%', _) => (0, after.get(..2)),
            (_, Some('x')) => (1, after.get(1..3)),
            (_, Some('u')) if after.starts_with("u{") => {
                (2, after.get(2..).and_then(|a| a.split('}').next()))
            }
            (_, Some('u')) => (1, after.get(1..5)),
            _ => (0, None),
        };
        let read =
            digits.filter(|d| d.len() <= 6).and_then(|d| char::from_u32(u32::from_str_radix(d, 16).ok()?));
        match (read, digits) {
            (Some(c), Some(digits)) => {
                plain.push(c);
                let close = usize::from(skip == 2);
                rest = after.get(skip + digits.len() + close..).unwrap_or_default();
            }
            _ => {
                plain.push(mark);
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// Runs of at least `least` bytes of a kind.
fn runs(view: &[u8], least: usize, kind: impl Fn(u8) -> bool) -> impl Iterator<Item = &[u8]> {
    view.split(move |b| !kind(*b)).filter(move |run| run.len() >= least)
}

/// What a run says if it is base64, wherever in it the encoded text begins.
fn decodings(run: &[u8]) -> Vec<Vec<u8>> {
    (0..4)
        .filter_map(|skip| {
            let part = run.get(skip..)?;
            let whole = part.get(..part.len() / 4 * 4)?;
            let tail = part.get(..part.len() - usize::from(part.len() % 4 == 1))?;
            [tail, whole]
                .into_iter()
                .find_map(|text| STANDARD_NO_PAD.decode(text).or_else(|_| URL_SAFE_NO_PAD.decode(text)).ok())
        })
        .collect()
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|part| part == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "https://abcdefghijklmnopqrst.supabase.co/rest/v1";

    #[test]
    fn an_address_or_a_key_is_found_however_it_is_written() {
        let utf16: Vec<u8> = ADDRESS.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let base64 = base64::engine::general_purpose::STANDARD.encode(ADDRESS);
        let hidden: [Vec<u8>; 9] = [
            ADDRESS.into(),
            ADDRESS.to_uppercase().into(),
            utf16,
            base64.clone().into(),
            format!("atob('{base64}')").into(),
            b"const key = 'sb_' + \"secret_\" + rest;".to_vec(),
            b"'\\x73\\u0062_publishable_abc'".to_vec(),
            b"'\\u{73}b_secret_abc'".to_vec(),
            b"https%3A%2F%2Fx%2Esupabase%2Eco".to_vec(),
        ];
        for bytes in hidden {
            assert!(!suspicious(&bytes).is_empty(), "{}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn a_token_is_judged_by_what_it_says_and_not_by_its_look() {
        let token = |payload: &str| format!("eyJhbGciOiJIUzI1NiJ9.{}.c2ln", URL_SAFE_NO_PAD.encode(payload));
        let found = suspicious(token(r#"{"iss":"supabase","role":"anon"}"#).as_bytes());
        assert!(found.iter().any(|what| what.contains("`anon`")), "{found:?}");
        assert!(suspicious(token(r#"{"sub":"1","name":"x"}"#).as_bytes()).is_empty());
    }

    #[test]
    fn plain_code_is_not_suspected() {
        let code = b"\0asm\x01\0\0\0 const base = 'https://autobolt.example.com/jobs/next'; fetch(base + '?a=%20b');";
        assert!(suspicious(code).is_empty(), "{:?}", suspicious(code));
    }

    #[test]
    fn an_api_key_is_known_by_its_check_characters() {
        let key = ApiKey::random();
        assert!(holds_api_key(format!("let k = \"{}\";", key.expose()).as_bytes()));
        let mistyped = key.expose().replacen("ab_live_", "ab_live_0", 1);
        assert!(!holds_api_key(mistyped.as_bytes()));
        assert!(!holds_api_key(b"`ab_live_` with 30 and then 6 more letters and digits"));
    }
}
