//! The backend's address, as a person types it.

use std::fmt;

/// Why an address cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing was typed.
    #[error("Type the backend's address, for example http://127.0.0.1:8787")]
    Empty,
    /// Neither `http` nor `https`.
    #[error("The address must begin with https:// (or http:// for a backend on this computer)")]
    Scheme,
    /// No host, or one with characters no host has.
    #[error("This is no address: it needs a host name, for example https://autobolt.example.com")]
    Host,
    /// The port is no number from 1 to 65535.
    #[error("The part after the colon must be a port number from 1 to 65535")]
    Port,
    /// A user name or password in it.
    #[error("Leave user name and password out of the address")]
    Credentials,
    /// The API key would cross a network readable by anybody.
    #[error("Use https:// for {0}: over http:// anybody on the way could read AutoBolt's key")]
    Insecure(String),
}

/// Where the backend is: scheme, host, port and, behind a proxy, a path. No slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    secure: bool,
    host: String,
    rest: String,
}

impl Address {
    /// Reads what a person typed. A missing scheme is `http` for this computer and `https` for any other.
    ///
    /// # Errors
    /// When it is no address, or would send the key in the clear.
    pub fn parse(typed: &str) -> Result<Self, AddressError> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(AddressError::Empty);
        }
        let (scheme, rest) = match typed.split_once("://") {
            Some((scheme, rest)) => (Some(scheme.to_ascii_lowercase()), rest),
            None => (None, typed),
        };
        let rest = rest.split(['?', '#']).next().unwrap_or_default();
        let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
        if authority.contains('@') {
            return Err(AddressError::Credentials);
        }
        let (host, port) = split_port(authority)?;
        let host = host.to_ascii_lowercase();
        if !is_host(&host) {
            return Err(AddressError::Host);
        }
        let secure = match scheme.as_deref() {
            Some("https") => true,
            Some("http") => false,
            Some(_) => return Err(AddressError::Scheme),
            None => !is_this_computer(&host),
        };
        if !secure && !is_this_computer(&host) {
            return Err(AddressError::Insecure(host));
        }
        let port = port.map_or_else(String::new, |port| format!(":{port}"));
        Ok(Self { secure, host, rest: format!("{port}{}", path.trim_end_matches('/')) })
    }

    /// The address of an endpoint; `path` begins with a slash.
    #[must_use]
    pub fn join(&self, path: &str) -> String {
        format!("{self}{path}")
    }

    /// The pattern Chrome grants access by. It names no port: the permission is for the host.
    #[must_use]
    pub fn permission(&self) -> String {
        format!("{}://{}/*", self.scheme(), self.host)
    }

    const fn scheme(&self) -> &'static str {
        if self.secure { "https" } else { "http" }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme(), self.host, self.rest)
    }
}

/// Host and port; an IPv6 host stands in brackets, and its colons separate no port.
fn split_port(authority: &str) -> Result<(&str, Option<u16>), AddressError> {
    let host_end = authority.rfind(']').map_or(0, |at| at + 1);
    let Some(colon) = authority[host_end..].find(':').map(|at| at + host_end) else {
        return Ok((authority, None));
    };
    let port = authority[colon + 1..].parse().ok().filter(|port| *port > 0).ok_or(AddressError::Port)?;
    Ok((&authority[..colon], Some(port)))
}

fn is_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return inner.parse::<std::net::Ipv6Addr>().is_ok();
    }
    !host.is_empty()
        && !host.starts_with(['.', '-'])
        && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
}

/// Loopback: what is sent there never leaves the machine.
fn is_this_computer(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host == "[::1]"
        || host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(typed: &str) -> String {
        Address::parse(typed).unwrap().to_string()
    }

    #[test]
    fn a_typed_address_is_brought_into_one_form() {
        assert_eq!(normal(" 127.0.0.1:8787 "), "http://127.0.0.1:8787");
        assert_eq!(normal("localhost:8787/"), "http://localhost:8787");
        assert_eq!(normal("HTTP://LocalHost:8787/#x"), "http://localhost:8787");
        assert_eq!(normal("[::1]:8787"), "http://[::1]:8787");
        assert_eq!(normal("autobolt.example.com"), "https://autobolt.example.com");
        assert_eq!(normal("https://example.com/autobolt/?a=b"), "https://example.com/autobolt");
    }

    #[test]
    fn the_key_is_never_sent_in_the_clear_over_a_network() {
        let error = Address::parse("http://192.168.1.20:8787").unwrap_err();
        assert_eq!(error, AddressError::Insecure("192.168.1.20".to_owned()));
        assert_eq!(normal("http://127.8.9.1"), "http://127.8.9.1");
        assert_eq!(
            Address::parse("http://localhost.example.com").unwrap_err(),
            AddressError::Insecure("localhost.example.com".to_owned())
        );
    }

    #[test]
    fn what_is_no_address_is_said() {
        for (typed, error) in [
            ("  ", AddressError::Empty),
            ("ftp://example.com", AddressError::Scheme),
            ("https://", AddressError::Host),
            ("https://exa mple.com", AddressError::Host),
            ("https://example.com:0", AddressError::Port),
            ("https://example.com:99999", AddressError::Port),
            ("https://me:secret@example.com", AddressError::Credentials),
        ] {
            assert_eq!(Address::parse(typed).unwrap_err(), error, "{typed}");
        }
    }

    #[test]
    fn permission_is_asked_for_the_host() {
        let address = Address::parse("https://autobolt.example.com:8443/x").unwrap();
        assert_eq!(address.permission(), "https://autobolt.example.com/*");
        assert_eq!(address.join("/whoami"), "https://autobolt.example.com:8443/x/whoami");
    }
}
