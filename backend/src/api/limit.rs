//! How often one address, or one key, may do something. Counted in this process; several backends count each for itself.

use super::peer::Peer;
use crate::{app::App, problem::ApiError};
use autobolt_shared::problem::Slug;
use axum::{
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{
    collections::HashMap,
    hash::Hash,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// So many tries in a window, by whoever tries.
#[derive(Debug)]
pub struct Tries<K> {
    most: u32,
    window: Duration,
    seen: Mutex<HashMap<K, (Instant, u32)>>,
}

/// Those kept before the ones whose window is over are forgotten.
const KEPT: usize = 10_000;

impl<K: Eq + Hash> Tries<K> {
    /// At most `most` tries in every `window`.
    #[must_use]
    pub fn new(most: u32, window: Duration) -> Self {
        Self { most, window, seen: Mutex::new(HashMap::new()) }
    }

    /// Counts one try.
    ///
    /// # Errors
    /// Too many; how long to wait.
    pub fn take(&self, who: K) -> Result<(), Duration> {
        self.take_at(who, Instant::now())
    }

    fn take_at(&self, who: K, now: Instant) -> Result<(), Duration> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() > KEPT {
            seen.retain(|_, (since, _)| now.duration_since(*since) < self.window);
        }
        let entry = seen.entry(who).or_insert((now, 0));
        let age = now.duration_since(entry.0);
        if age >= self.window {
            *entry = (now, 0);
        }
        if entry.1 >= self.most {
            return Err(self.window.saturating_sub(age));
        }
        entry.1 += 1;
        Ok(())
    }
}

/// An address as it is counted: an IPv6 client has a whole /64 to itself, so that is one.
#[must_use]
pub fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => {
            v6.to_ipv4_mapped().map_or_else(|| IpAddr::V6((v6.to_bits() >> 64 << 64).into()), IpAddr::V4)
        }
    }
}

/// The refusal of one who came too often.
#[must_use]
pub fn too_often(detail: &str, wait: Duration) -> ApiError {
    let ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
    ApiError::new(Slug::RateLimited, detail).with("retry_after_ms", ms)
}

/// Whoever is refused for their key again and again is told to wait instead. Only refusals are counted and only they are
/// answered so: an AutoBolt with a good key behind the same address goes on.
pub async fn slow_guessing(
    State(app): State<App>,
    Peer(address): Peer,
    request: Request,
    next: Next,
) -> Response {
    let with_key = request.headers().contains_key(header::AUTHORIZATION);
    let response = next.run(request).await;
    if let Some(address) = address.filter(|_| with_key && response.status() == StatusCode::UNAUTHORIZED)
        && let Err(wait) = app.refusals.take(network(address))
    {
        return too_often("Too many keys were refused to this address; wait a moment.", wait).into_response();
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_waits_after_too_many_tries_and_others_do_not() {
        let tries = Tries::new(2, Duration::from_secs(60));
        let now = Instant::now();
        let (one, other) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        assert!(tries.take_at(one, now).is_ok());
        assert!(tries.take_at(one, now).is_ok());
        assert_eq!(tries.take_at(one, now), Err(Duration::from_secs(60)));
        assert!(tries.take_at(other, now).is_ok());
        assert!(tries.take_at(one, now + Duration::from_secs(61)).is_ok());
    }

    #[test]
    fn an_ipv6_client_is_its_network_and_an_ipv4_one_itself() {
        let of = |text: &str| network(text.parse().unwrap()).to_string();
        assert_eq!(of("2001:db8:1:2:aaaa::1"), of("2001:db8:1:2:bbbb::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:10.0.0.1"), "10.0.0.1");
    }
}
