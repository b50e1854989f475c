//! Pacing: one visit at a time per host and port, and a pause between two.

use crate::order::Map;
use std::cell::RefCell;

/// Pause between two visits to one host where the catalogue does not say.
pub const DEFAULT_PAUSE_MS: u64 = 1_500;

#[derive(Debug, Default)]
struct Host {
    busy: bool,
    free_at_ms: u64,
    pause_ms: u64,
}

/// Who visits what, and when a host may be visited again.
#[derive(Debug, Default)]
pub struct Pace {
    hosts: RefCell<Map<String, Host>>,
}

impl Pace {
    /// Milliseconds until the host may be visited; `None` while somebody is there.
    #[must_use]
    pub fn wait(&self, host: &str, now_ms: u64) -> Option<u64> {
        match self.hosts.borrow().get(host) {
            Some(h) if h.busy => None,
            // A clock that was set back makes no pause longer.
            Some(h) => Some(h.free_at_ms.saturating_sub(now_ms).min(h.pause_ms)),
            None => Some(0),
        }
    }

    /// Somebody is there now.
    pub fn enter(&self, host: &str) {
        self.hosts.borrow_mut().or_default(host.to_owned()).busy = true;
    }

    /// And is gone again.
    pub fn leave(&self, host: &str, now_ms: u64, pause_ms: u64) {
        let mut hosts = self.hosts.borrow_mut();
        hosts.retain(|_, h| h.busy || h.free_at_ms > now_ms);
        let entry = hosts.or_default(host.to_owned());
        entry.busy = false;
        entry.free_at_ms = now_ms + pause_ms;
        entry.pause_ms = pause_ms;
    }
}

/// `host:port` of an address, in lower case; the whole text where it is none.
#[must_use]
pub fn host_port(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("https", url));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = authority.rsplit('@').next().unwrap_or(authority).to_ascii_lowercase();
    let has_port =
        host.rsplit_once(':').is_some_and(|(_, p)| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    if has_port {
        host
    } else {
        format!("{host}:{}", if scheme.eq_ignore_ascii_case("http") { 80 } else { 443 })
    }
}

/// An address without the values of its query and without its fragment: they may hold personal data.
#[must_use]
pub fn bare_url(url: &str) -> String {
    let url = url.split('#').next().unwrap_or(url);
    let Some((path, query)) = url.split_once('?') else { return url.to_owned() };
    let names: Vec<&str> = query.split('&').map(|p| p.split('=').next().unwrap_or(p)).collect();
    format!("{path}?{}", names.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ports_of_one_host_are_two_hosts_and_the_default_port_is_said() {
        assert_eq!(host_port("https://Example.com/a?b"), "example.com:443");
        assert_eq!(host_port("http://site01.localhost:4123/submit"), "site01.localhost:4123");
        assert_eq!(host_port("http://u:p@site.test"), "site.test:80");
    }

    #[test]
    fn a_host_is_visited_by_one_at_a_time_and_rests_between_two() {
        let pace = Pace::default();
        assert_eq!(pace.wait("a:80", 0), Some(0));
        pace.enter("a:80");
        assert_eq!(pace.wait("a:80", 10), None);
        pace.leave("a:80", 100, 1_500);
        assert_eq!(pace.wait("a:80", 600), Some(1_000));
        assert_eq!(pace.wait("b:80", 600), Some(0));
    }

    #[test]
    fn values_of_a_query_are_left_out_of_a_recorded_address() {
        assert_eq!(bare_url("https://x.test/done?email=a@b.c&ok=1#top"), "https://x.test/done?email&ok");
    }
}
