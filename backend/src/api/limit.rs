//! How often one address may try something. Counted in this process; several backends count each for itself.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// So many tries in a window, by address.
#[derive(Debug)]
pub struct Tries {
    most: u32,
    window: Duration,
    seen: Mutex<HashMap<Option<IpAddr>, (Instant, u32)>>,
}

/// Addresses kept before those whose window is over are forgotten.
const KEPT: usize = 10_000;

impl Tries {
    /// At most `most` tries in every `window`.
    #[must_use]
    pub fn new(most: u32, window: Duration) -> Self {
        Self { most, window, seen: Mutex::new(HashMap::new()) }
    }

    /// Counts one try.
    ///
    /// # Errors
    /// Too many; how long to wait.
    pub fn take(&self, address: Option<IpAddr>) -> Result<(), Duration> {
        self.take_at(address, Instant::now())
    }

    fn take_at(&self, address: Option<IpAddr>, now: Instant) -> Result<(), Duration> {
        // An IPv6 client has a whole /64 to itself: it counts as one.
        let address = address.map(|address| match address {
            IpAddr::V4(_) => address,
            IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() >> 64 << 64).into()),
        });
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() > KEPT {
            seen.retain(|_, (since, _)| now.duration_since(*since) < self.window);
        }
        let entry = seen.entry(address).or_insert((now, 0));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_waits_after_too_many_tries_and_others_do_not() {
        let tries = Tries::new(2, Duration::from_secs(60));
        let now = Instant::now();
        let (one, other) = (Some([10, 0, 0, 1].into()), Some([10, 0, 0, 2].into()));
        assert!(tries.take_at(one, now).is_ok());
        assert!(tries.take_at(one, now).is_ok());
        assert_eq!(tries.take_at(one, now), Err(Duration::from_secs(60)));
        assert!(tries.take_at(other, now).is_ok());
        assert!(tries.take_at(one, now + Duration::from_secs(61)).is_ok());
    }
}
