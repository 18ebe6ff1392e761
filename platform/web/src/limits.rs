//! How much one asker may ask for.
//!
//! A token bucket for each class of request and client. The memory is bounded without bookkeeping: two
//! generations of at most 32,768 buckets; when the young one is full it becomes the old one, and the
//! former old one is forgotten. A forgotten client starts with a full bucket.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use axum::http::HeaderMap;

use crate::settings::{IpRange, Rate, Rates};

/// Buckets in one generation; about 3 MB in all.
const GENERATION: usize = 32_768;

/// What kind of request it is; each kind has its own bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Pages for people.
    Pages,
    /// `/staff`: pages of the workplace. A whole office may stand behind one address, so they are given the pace of the
    /// API; each of them has signed in anyway.
    Staff,
    /// `/api/…`, `/ogc`, `/tiles`, `/feeds`.
    Api,
    /// `/api/v1/suggest`.
    Suggest,
}

impl Class {
    /// The class of a path; `None` for what is never limited (embedded files, health).
    #[must_use]
    pub fn of(path: &str) -> Option<Class> {
        if path.starts_with("/assets/")
            || matches!(path, "/health" | "/metrics" | "/favicon.ico" | "/robots.txt")
        {
            None
        } else if path == "/staff" || path.starts_with("/staff/") {
            Some(Class::Staff)
        } else if path == "/api/v1/suggest" {
            Some(Class::Suggest)
        } else if ["/api/", "/ogc", "/tiles/", "/feeds"].iter().any(|prefix| path.starts_with(prefix)) {
            Some(Class::Api)
        } else {
            Some(Class::Pages)
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

/// What the limiter says to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it may go on.
    pub allowed: bool,
    /// The burst of its class.
    pub limit: u32,
    /// Requests left now.
    pub remaining: u32,
    /// Seconds until the next request may come (refused) or until the bucket is full (allowed).
    pub reset: u32,
}

type Key = (Class, IpAddr);

#[derive(Debug, Default)]
struct Generations {
    young: HashMap<Key, Bucket>,
    old: HashMap<Key, Bucket>,
}

/// The buckets of all clients.
#[derive(Debug)]
pub struct Limiter {
    rates: Rates,
    buckets: Mutex<Generations>,
}

impl Limiter {
    /// A limiter with full buckets.
    #[must_use]
    pub fn new(rates: Rates) -> Limiter {
        Limiter { rates, buckets: Mutex::default() }
    }

    /// Takes one token for a request at `now`.
    pub fn take(&self, class: Class, client: IpAddr, now: Instant) -> Verdict {
        let Rate { burst, per_minute } = self.rate(class);
        let (burst_tokens, per_second) = (f64::from(burst), f64::from(per_minute.max(1)) / 60.0);
        let key = (class, network(client));
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let known = buckets.young.get(&key).or_else(|| buckets.old.get(&key)).copied();
        let mut bucket = known.unwrap_or(Bucket { tokens: burst_tokens, at: now });
        let passed = now.saturating_duration_since(bucket.at).as_secs_f64();
        bucket.tokens = (bucket.tokens + passed * per_second).min(burst_tokens);
        bucket.at = now;
        let allowed = bucket.tokens >= 1.0;
        if allowed {
            bucket.tokens -= 1.0;
        }
        if buckets.young.len() >= GENERATION && !buckets.young.contains_key(&key) {
            buckets.old = std::mem::take(&mut buckets.young);
        }
        buckets.young.insert(key, bucket);
        drop(buckets);
        let wanted = if allowed { burst_tokens } else { 1.0 };
        Verdict {
            allowed,
            limit: burst,
            remaining: whole(bucket.tokens.floor()),
            reset: whole(((wanted - bucket.tokens) / per_second).ceil()),
        }
    }
}

impl Limiter {
    /// Gives back a token that was taken: what was asked for turned out to be right, and only wrong ones count.
    pub fn give_back(&self, class: Class, client: IpAddr) {
        let burst = f64::from(self.rate(class).burst);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bucket) = buckets.young.get_mut(&(class, network(client))) {
            bucket.tokens = (bucket.tokens + 1.0).min(burst);
        }
    }

    fn rate(&self, class: Class) -> Rate {
        match class {
            Class::Pages => self.rates.pages,
            Class::Api | Class::Staff => self.rates.api,
            Class::Suggest => self.rates.suggest,
        }
    }
}

/// A small non-negative number as an integer.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(value: f64) -> u32 {
    // `as` saturates, so a nonsense value cannot wrap.
    value as u32
}

/// One household has a whole IPv6 /64, so that is what counts as one client.
fn network(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() & (u128::MAX << 64)).into()),
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// Who asks: the peer, or, when the peer is a trusted proxy, the nearest address in `X-Forwarded-For` that is not
/// one. Anything a client itself writes into the header lies further left and is never believed.
#[must_use]
pub fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpRange]) -> IpAddr {
    let is_proxy = |address: IpAddr| trusted.iter().any(|range| range.holds(address));
    let mut nearest = peer;
    if !is_proxy(peer) {
        return nearest;
    }
    let lines: Vec<&str> =
        headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok()).collect();
    for hop in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
        let Ok(address) = hop.trim().parse::<IpAddr>() else { break };
        nearest = address;
        if !is_proxy(address) {
            break;
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn limiter(burst: u32, per_minute: u32) -> Limiter {
        let rate = Rate { burst, per_minute };
        Limiter::new(Rates { pages: rate, api: rate, suggest: rate })
    }

    #[test]
    fn a_burst_passes_then_the_pace_holds() {
        let (limiter, start) = (limiter(2, 60), Instant::now());
        let ip: IpAddr = "192.0.2.1".parse().unwrap();
        let take = |ms| limiter.take(Class::Api, ip, start + Duration::from_millis(ms));
        assert_eq!(take(0), Verdict { allowed: true, limit: 2, remaining: 1, reset: 1 });
        assert!(take(0).allowed);
        assert_eq!(take(0), Verdict { allowed: false, limit: 2, remaining: 0, reset: 1 });
        assert!(take(1_000).allowed);
        assert!(!take(1_500).allowed);
        assert!(limiter.take(Class::Pages, ip, start).allowed, "classes have their own buckets");
    }

    #[test]
    fn what_is_given_back_may_be_taken_again() {
        let (limiter, now) = (limiter(1, 1), Instant::now());
        let ip: IpAddr = "192.0.2.1".parse().unwrap();
        limiter.give_back(Class::Pages, ip);
        for _ in 0..3 {
            assert!(limiter.take(Class::Pages, ip, now).allowed);
            limiter.give_back(Class::Pages, ip);
        }
        limiter.give_back(Class::Pages, ip);
        assert!(limiter.take(Class::Pages, ip, now).allowed);
        assert!(!limiter.take(Class::Pages, ip, now).allowed, "never more than the burst");
    }

    #[test]
    fn one_household_is_one_client() {
        let (limiter, now) = (limiter(1, 1), Instant::now());
        assert!(limiter.take(Class::Api, "2001:db8::1".parse().unwrap(), now).allowed);
        assert!(!limiter.take(Class::Api, "2001:db8::2".parse().unwrap(), now).allowed);
        assert!(limiter.take(Class::Api, "2001:db8:0:1::1".parse().unwrap(), now).allowed);
    }

    #[test]
    fn memory_is_bounded() {
        let (limiter, now) = (limiter(1, 1), Instant::now());
        for n in 0..200_000_u32 {
            limiter.take(Class::Pages, IpAddr::V4(n.into()), now);
        }
        let buckets = limiter.buckets.lock().unwrap();
        assert!(buckets.young.len() + buckets.old.len() <= 2 * GENERATION);
    }

    #[track_caller]
    fn check_client(peer: &str, forwarded: &[&'static str], expected: &str) {
        let trusted = ["10.0.0.0/8".parse().unwrap(), "127.0.0.1".parse().unwrap()];
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        assert_eq!(client(peer.parse().unwrap(), &headers, &trusted), expected.parse::<IpAddr>().unwrap());
    }

    #[test]
    fn forwarded_addresses_are_believed_only_from_our_proxies() {
        check_client("198.51.100.7", &["203.0.113.9"], "198.51.100.7");
        check_client("127.0.0.1", &["203.0.113.9"], "203.0.113.9");
        check_client("127.0.0.1", &["1.2.3.4, 203.0.113.9, 10.0.0.2"], "203.0.113.9");
        check_client("127.0.0.1", &["1.2.3.4", "203.0.113.9"], "203.0.113.9");
        check_client("127.0.0.1", &["nonsense"], "127.0.0.1");
        check_client("127.0.0.1", &[], "127.0.0.1");
    }
}
