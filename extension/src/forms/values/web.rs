//! Web addresses and social network pages in the form a field wants.

use super::super::snapshot::Control;
use super::super::text::{fold, tokens};
use autobolt_shared::profile::SocialNetwork;

/// The address with a scheme.
#[must_use]
pub fn with_scheme(address: &str) -> String {
    let address = address.trim();
    if address.contains("://") {
        address.to_owned()
    } else {
        format!("https://{}", address.trim_start_matches('/'))
    }
}

/// The address without scheme and closing slash: `www.example.com`.
#[must_use]
pub fn without_scheme(address: &str) -> String {
    let bare = address.trim().split_once("://").map_or(address.trim(), |(_, rest)| rest);
    bare.trim_end_matches('/').to_owned()
}

/// The host without `www.`.
#[must_use]
pub fn domain(address: &str) -> String {
    let bare = without_scheme(address);
    let host = bare.split(['/', '?', '#']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// The dresses of a web address for this field, best first.
#[must_use]
pub fn for_field(address: &str, c: &Control, label: &str) -> Vec<String> {
    let full = with_scheme(address);
    let bare = without_scheme(address);
    let mut out = vec![full.clone()];
    if c.input_type == "url" {
        return out;
    }
    let shown = fold(&c.placeholder);
    let before = c.labels.preceding.trim_end();
    let like_host = shown.contains('.')
        && !shown.contains("://")
        && !shown.trim().contains(' ')
        && shown.trim().len() > 3;
    // "Website (without http://)", "ohne http".
    let said = tokens(label);
    let bare_wanted = said.windows(2).any(|w| {
        matches!(w[0].as_str(), "without" | "no" | "ohne" | "sans" | "sin" | "senza" | "zonder" | "sem")
            && matches!(w[1].as_str(), "http" | "https")
    });
    if before.ends_with("://") || like_host || bare_wanted {
        out.insert(0, bare.clone());
    } else if tokens(label).iter().any(|t| t == "domain") {
        out.insert(0, domain(address));
    }
    out.push(bare);
    out.push(domain(address));
    if let Some(rest) = full.strip_prefix("https://") {
        out.push(format!("http://{rest}"));
    }
    out
}

const BASES: &[(SocialNetwork, &str, &[&str])] = &[
    (SocialNetwork::Facebook, "https://www.facebook.com/", &["facebook.com", "fb.com", "fb.me"]),
    (SocialNetwork::Instagram, "https://www.instagram.com/", &["instagram.com"]),
    (SocialNetwork::Twitter, "https://x.com/", &["twitter.com", "x.com"]),
    (SocialNetwork::Linkedin, "https://www.linkedin.com/company/", &["linkedin.com"]),
    (SocialNetwork::Youtube, "https://www.youtube.com/@", &["youtube.com", "youtu.be"]),
    (SocialNetwork::Tiktok, "https://www.tiktok.com/@", &["tiktok.com"]),
    (SocialNetwork::Pinterest, "https://www.pinterest.com/", &["pinterest."]),
    (SocialNetwork::Whatsapp, "https://wa.me/", &["wa.me", "whatsapp.com"]),
    (SocialNetwork::Telegram, "https://t.me/", &["t.me", "telegram.me"]),
    (SocialNetwork::Xing, "https://www.xing.com/pages/", &["xing.com"]),
    (SocialNetwork::Yelp, "https://www.yelp.com/biz/", &["yelp."]),
    (SocialNetwork::Github, "https://github.com/", &["github.com"]),
];

/// The dresses of a social network page for this field, best first. A handle becomes an address and back.
#[must_use]
pub fn social(network: SocialNetwork, given: &str, c: &Control, label: &str) -> Vec<String> {
    let given = given.trim();
    let Some((_, base, hosts)) = BASES.iter().find(|(n, _, _)| *n == network) else {
        return vec![given.to_owned()];
    };
    let lower = given.to_ascii_lowercase();
    let is_address = lower.contains("://") || hosts.iter().any(|h| lower.contains(h));
    let (address, handle) = if is_address {
        let path = without_scheme(given);
        let last = path
            .split(['?', '#'])
            .next()
            .unwrap_or_default()
            .trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .trim_start_matches('@');
        // An address that is no more than the host has no handle.
        let handle = if hosts.iter().any(|h| last.to_ascii_lowercase().contains(h)) { "" } else { last };
        (with_scheme(given), handle.to_owned())
    } else {
        let handle = given.trim_start_matches('@');
        let handle = if network == SocialNetwork::Whatsapp {
            handle.chars().filter(char::is_ascii_digit).collect()
        } else {
            handle.to_owned()
        };
        (format!("{base}{handle}"), handle)
    };
    if network == SocialNetwork::Whatsapp && c.input_type != "url" && !c.placeholder.contains("wa.me") {
        return vec![given.to_owned(), handle];
    }
    let words: Vec<String> = tokens(label).into_iter().chain(tokens(&c.placeholder)).collect();
    let says = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    let prefixed =
        c.labels.preceding.trim_end().ends_with('/') || c.labels.preceding.trim_end().ends_with('@');
    let wants_handle = c.input_type != "url"
        && !handle.is_empty()
        && (c.placeholder.trim_start().starts_with('@')
            || prefixed
            || (says(&["handle", "username", "benutzername", "usuario", "identifiant", "nickname"])
                && !says(&["url", "link", "http", "https"])));
    let at = format!("@{handle}");
    match (wants_handle, c.placeholder.trim_start().starts_with('@')) {
        (true, true) => vec![at, handle, address],
        (true, false) => vec![handle, at, address],
        (false, _) => vec![address],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gets_or_loses_its_scheme_as_the_field_wants() {
        let field = |placeholder: &str, input_type: &str| Control {
            placeholder: placeholder.into(),
            input_type: input_type.into(),
            ..Control::default()
        };
        assert_eq!(
            for_field("www.acme.example", &field("", "url"), "Website")[0],
            "https://www.acme.example"
        );
        assert_eq!(
            for_field("https://acme.example/", &field("yourdomain.com", "text"), "Website")[0],
            "acme.example"
        );
        assert_eq!(
            for_field("https://acme.example", &field("https://example.com", "text"), "Website")[0],
            "https://acme.example"
        );
    }

    #[test]
    fn a_handle_becomes_an_address_and_back() {
        let plain = Control::default();
        let at = Control { placeholder: "@yourhandle".into(), ..Control::default() };
        assert_eq!(
            social(SocialNetwork::Instagram, "@acme", &plain, "Instagram URL")[0],
            "https://www.instagram.com/acme"
        );
        assert_eq!(
            social(SocialNetwork::Instagram, "https://www.instagram.com/acme/", &at, "Instagram")[0],
            "@acme"
        );
        assert_eq!(
            social(SocialNetwork::Twitter, "https://x.com/acme", &plain, "Twitter username")[0],
            "acme"
        );
    }
}
