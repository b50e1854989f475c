//! Where a request comes from: the connection's other end, or what a proxy says that the operator trusts.

use crate::app::App;
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};
use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
    str::FromStr,
};

/// The address a request comes from. `None` where there is no connection, as in tests of the router alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub Option<IpAddr>);

impl FromRequestParts<App> for Peer {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let connected =
            parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
        Ok(Self(connected.map(|peer| behind(peer, &parts.headers, &app.options.trusted_proxies))))
    }
}

/// The last address in `X-Forwarded-For` that no trusted proxy stands for: each proxy adds the one it was called from, and what
/// stands before the first untrusted one anybody may have written.
fn behind(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.holds(address));
    if !is_trusted(peer) {
        return peer;
    }
    let said = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = said.flat_map(|value| value.split(',')).map(str::trim).collect();
    let mut nearest = peer;
    for hop in hops.iter().rev() {
        let Ok(address) = hop.trim_matches(['[', ']']).parse::<IpAddr>() else { break };
        nearest = address.to_canonical();
        if !is_trusted(nearest) {
            break;
        }
    }
    nearest
}

/// An address, or a network of them: `10.0.0.1`, `10.0.0.0/8`, `fd00::/8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    base: IpAddr,
    bits: u8,
}

/// The text is no network.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is neither an address nor a network; examples are 127.0.0.1 and 10.0.0.0/8")]
pub struct NoNetwork(String);

impl FromStr for Network {
    type Err = NoNetwork;
    fn from_str(text: &str) -> Result<Self, NoNetwork> {
        let wrong = || NoNetwork(text.to_owned());
        let (base, bits) =
            text.trim().split_once('/').map_or((text.trim(), None), |(base, bits)| (base, Some(bits)));
        let base: IpAddr = base.parse().map_err(|_| wrong())?;
        let most = if base.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), |bits| bits.parse().map_err(|_| wrong()))?;
        if bits > most { Err(wrong()) } else { Ok(Self { base, bits }) }
    }
}

impl Network {
    fn holds(self, address: IpAddr) -> bool {
        match (self.base, address) {
            (IpAddr::V4(base), IpAddr::V4(address)) => {
                let drop = 32 - u32::from(self.bits);
                base.to_bits().checked_shr(drop) == address.to_bits().checked_shr(drop)
            }
            (IpAddr::V6(base), IpAddr::V6(address)) => {
                let drop = 128 - u32::from(self.bits);
                base.to_bits().checked_shr(drop) == address.to_bits().checked_shr(drop)
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, said: &str, trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        if !said.is_empty() {
            headers.insert("x-forwarded-for", said.parse().unwrap());
        }
        let trusted: Vec<Network> = trusted.iter().map(|text| text.parse().unwrap()).collect();
        behind(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn what_a_stranger_says_of_its_address_is_not_believed() {
        assert_eq!(seen("203.0.113.9", "10.0.0.1", &[]), "203.0.113.9");
        assert_eq!(seen("203.0.113.9", "10.0.0.1", &["127.0.0.1"]), "203.0.113.9");
    }

    #[test]
    fn behind_trusted_proxies_the_client_is_the_last_address_they_did_not_add_themselves() {
        let proxies = &["127.0.0.1", "10.0.0.0/8"];
        assert_eq!(seen("127.0.0.1", "203.0.113.9", proxies), "203.0.113.9");
        // What the client wrote itself stands further left.
        assert_eq!(seen("127.0.0.1", "1.1.1.1, 203.0.113.9, 10.2.3.4", proxies), "203.0.113.9");
        assert_eq!(seen("127.0.0.1", "nonsense, 10.2.3.4", proxies), "10.2.3.4");
        assert_eq!(seen("127.0.0.1", "", proxies), "127.0.0.1");
    }

    #[test]
    fn a_network_is_an_address_with_as_many_bits_as_it_says() {
        let holds = |network: &str, address: &str| {
            network.parse::<Network>().unwrap().holds(address.parse().unwrap())
        };
        assert!(holds("10.0.0.0/8", "10.255.0.1") && !holds("10.0.0.0/8", "11.0.0.1"));
        assert!(holds("0.0.0.0/0", "8.8.8.8") && holds("fd00::/8", "fd12::1") && !holds("::1", "::2"));
        assert!("10.0.0.0/33".parse::<Network>().is_err() && "proxy".parse::<Network>().is_err());
    }
}
