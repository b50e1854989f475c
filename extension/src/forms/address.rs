//! Just enough of URLs to compare them: the wasm module needs no parser for more.

/// The host with its port, in lower case; empty where the address has none.
#[must_use]
pub fn host(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return String::new() };
    if !matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") {
        return String::new();
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default().to_ascii_lowercase()
}

/// The path, without query and fragment; `/` where empty.
#[must_use]
pub fn path(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    let rest = &rest[..end];
    rest.find('/').map_or("/", |at| &rest[at..])
}

/// The query without `?`, or empty.
#[must_use]
pub fn query(url: &str) -> &str {
    let whole = url.split('#').next().unwrap_or_default();
    whole.split_once('?').map_or("", |(_, q)| q)
}

/// The address without query values and fragment: what may be kept as evidence.
#[must_use]
pub fn plain(url: &str) -> String {
    url.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// The address as evidence, with the names in its query, and with the values that tell something by themselves: those of
/// `telling` words only, or a plain yes behind such a name. Any other value may be somebody's data.
#[must_use]
pub fn with_telling_values(url: &str, telling: &[&str]) -> String {
    let query = query(url);
    if query.is_empty() {
        return plain(url);
    }
    let words_of = |text: &str| -> Vec<String> {
        let text = text.to_lowercase();
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let tells = |text: &str| {
        let words = words_of(text);
        !words.is_empty() && words.iter().all(|w| telling.contains(&w.as_str()))
    };
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let yes = matches!(value, "1" | "true" | "yes" | "ok")
            && words_of(name).iter().any(|w| telling.contains(&w.as_str()));
        if yes || tells(value) { format!("{name}={value}") } else { name.to_owned() }
    };
    let pairs: Vec<String> = query.split('&').map(pair).collect();
    format!("{}?{}", plain(url), pairs.join("&"))
}

/// Second-level labels under which anybody may register a name.
const SHARED_SECOND: &[&str] =
    &["co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "gob", "gouv", "nom", "ltd", "plc", "me"];

/// The part of the host that one owner holds: `www.shop.example.co.uk:80` → `example.co.uk`. Addresses and single names stay whole.
#[must_use]
pub fn site(url: &str) -> String {
    let host = host(url);
    let name = if host.starts_with('[') { host.as_str() } else { host.split(':').next().unwrap_or_default() };
    if name.starts_with('[') || name.split('.').all(|l| l.chars().all(|c| c.is_ascii_digit())) {
        return host;
    }
    let labels: Vec<&str> = name.split('.').collect();
    let keep = match labels.as_slice() {
        [.., second, top] if labels.len() > 2 && top.len() == 2 && SHARED_SECOND.contains(second) => 3,
        _ => 2,
    };
    labels[labels.len().saturating_sub(keep)..].join(".")
}

/// Whether two addresses name the same document, fragment and final slash aside.
#[must_use]
pub fn same_document(a: &str, b: &str) -> bool {
    let whole = |u: &str| u.split('#').next().unwrap_or_default().trim_end_matches('/').to_owned();
    whole(a) == whole(b)
}

/// The words of path and query: letters and digits, in lower case.
#[must_use]
pub fn words(url: &str) -> Vec<String> {
    let text = format!("{} {}", path(url), query(url)).to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owner_s_part_of_a_host() {
        assert_eq!(site("https://www.dir.example.co.uk:8443/add?x=1"), "example.co.uk");
        assert_eq!(site("http://site07.localhost:4000/"), "site07.localhost");
        assert_eq!(site("http://127.0.0.1:4000/"), "127.0.0.1:4000");
    }

    #[test]
    fn of_a_query_the_names_are_kept_and_the_values_that_tell_something_by_themselves() {
        let shown = |url| with_telling_values(url, &["notice", "success", "thanks"]);
        assert_eq!(shown("https://a.example/add?notice=1&id=7#w"), "https://a.example/add?notice=1&id");
        assert_eq!(
            shown("https://a.example/add?status=success&mail=jo@a.example"),
            "https://a.example/add?status=success&mail"
        );
        assert_eq!(
            shown("https://a.example/thanks?thanks=Marion%20Keller"),
            "https://a.example/thanks?thanks"
        );
        assert_eq!(shown("https://a.example/thanks"), "https://a.example/thanks");
    }

    #[test]
    fn an_address_is_taken_apart() {
        assert_eq!(path("https://a.example/x/y?z=1#w"), "/x/y");
        assert_eq!(query("https://a.example/x?notice=1#w"), "notice=1");
        assert_eq!(path("https://a.example"), "/");
        assert_eq!(plain("https://a.example/x?secret=1"), "https://a.example/x");
        assert!(same_document("https://a.example/x/#top", "https://a.example/x"));
    }
}
