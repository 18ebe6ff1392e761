//! What the application tells `web` once, at start.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::str::FromStr;
use std::time::Duration;

/// The city whose pages these are.
#[derive(Clone, Debug)]
pub struct City {
    /// Name as on a sign: "Plzeň".
    pub name: String,
    /// The one accent colour, `#rrggbb`. Contrast is kept whatever it is (see [`crate::accent`]).
    pub accent: String,
    /// An invented city says so on every page.
    pub invented: bool,
}

/// One of the (at most five) ways into the portal; a door that does not exist yet is not in the list.
#[derive(Clone, Debug)]
pub struct Door {
    /// Fluent key of its label.
    pub label: &'static str,
    /// Where it leads, also the prefix of the pages behind it.
    pub href: &'static str,
}

/// Pages that another module keeps behind a door of the portal. The page of the door lists them.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Where the door leads.
    pub door: &'static str,
    /// Fluent key of its name.
    pub label: &'static str,
    /// Fluent key of a sentence that says what a person finds there.
    pub lead: &'static str,
    /// Where it leads, also the prefix of its pages.
    pub href: &'static str,
}

/// A link in the footer added by the application or a module.
#[derive(Clone, Debug)]
pub struct FooterLink {
    /// Fluent key of its text.
    pub label: &'static str,
    /// Where it leads.
    pub href: String,
}

/// How many requests one address may make: a bucket of `burst` that refills by `per_minute`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Requests that may come at once.
    pub burst: u32,
    /// Requests that are given back each minute.
    pub per_minute: u32,
}

/// Limits by class of request. `None` in [`WebSettings::rates`] turns all of them off, as benches do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// Pages for people.
    pub pages: Rate,
    /// Everything under `/api/`.
    pub api: Rate,
    /// `/api/v1/suggest`: one request for each pause in typing.
    pub suggest: Rate,
}

impl Default for Rates {
    fn default() -> Self {
        Rates {
            pages: Rate { burst: 60, per_minute: 120 },
            api: Rate { burst: 120, per_minute: 600 },
            suggest: Rate { burst: 60, per_minute: 600 },
        }
    }
}

/// Everything `web` must be told.
#[derive(Clone, Debug)]
pub struct WebSettings {
    /// The city.
    pub city: City,
    /// Public address without a final slash, `https://okrsek.example.cz`. Secure headers follow its scheme.
    pub base_url: String,
    /// Doors of the portal in order.
    pub doors: Vec<Door>,
    /// What lies behind the doors beside their own pages.
    pub topics: Vec<Topic>,
    /// Further footer links.
    pub footer: Vec<FooterLink>,
    /// Where the source code of this installation is (EUPL asks for it).
    pub source_url: String,
    /// Whom people write to about accessibility and errors of the page.
    pub contact: String,
    /// Reverse proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpRange>,
    /// Request limits, or none.
    pub rates: Option<Rates>,
    /// Largest request body in bytes.
    pub body_limit: usize,
    /// Routes that take files, as axum spells them, each with its own largest body in bytes.
    pub uploads: BTreeMap<&'static str, usize>,
    /// Longest query string in bytes.
    pub query_limit: usize,
    /// Longest time an answer may take.
    pub timeout: Duration,
    /// Longest time for a route that takes files: a photograph over a weak signal needs minutes.
    pub upload_timeout: Duration,
}

impl WebSettings {
    /// Sensible values for a city served at `base_url`.
    #[must_use]
    pub fn new(city: City, base_url: impl Into<String>) -> Self {
        WebSettings {
            city,
            base_url: base_url.into(),
            doors: Vec::new(),
            topics: Vec::new(),
            footer: Vec::new(),
            source_url: String::new(),
            contact: String::new(),
            trusted_proxies: Vec::new(),
            rates: Some(Rates::default()),
            body_limit: 1 << 20,
            uploads: BTreeMap::new(),
            query_limit: 2_000,
            timeout: Duration::from_secs(20),
            upload_timeout: Duration::from_secs(180),
        }
    }

    /// Largest body in bytes that a route takes.
    #[must_use]
    pub fn largest_body(&self, route: Option<&str>) -> usize {
        self.largest_upload(route).unwrap_or(self.body_limit)
    }

    /// Largest body of a route that takes files; `None` for all others.
    #[must_use]
    pub fn largest_upload(&self, route: Option<&str>) -> Option<usize> {
        route.and_then(|route| self.uploads.get(route)).copied()
    }

    /// Whether the public address is https.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

/// An address or a range of them: `10.0.0.1`, `10.0.0.0/8`, `2001:db8::/32`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IpRange {
    first: IpAddr,
    bits: u8,
}

/// A range that cannot be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an address or a range of addresses: {0:?}")]
pub struct NotARange(String);

impl IpRange {
    /// Whether the address lies in the range. IPv4 in IPv6 clothes counts as IPv4.
    #[must_use]
    pub fn holds(&self, address: IpAddr) -> bool {
        match (self.first, address.to_canonical()) {
            (IpAddr::V4(first), IpAddr::V4(other)) => {
                let shift = 32 - u32::from(self.bits);
                (u64::from(first.to_bits()) >> shift) == (u64::from(other.to_bits()) >> shift)
            }
            (IpAddr::V6(first), IpAddr::V6(other)) => {
                let shift = 128 - u32::from(self.bits);
                first.to_bits().checked_shr(shift) == other.to_bits().checked_shr(shift)
            }
            _ => false,
        }
    }
}

impl FromStr for IpRange {
    type Err = NotARange;

    fn from_str(text: &str) -> Result<Self, NotARange> {
        let wrong = || NotARange(text.to_owned());
        let (address, bits) = match text.trim().split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u8>().map_err(|_| wrong())?)),
            None => (text.trim(), None),
        };
        let first: IpAddr = address.parse().map_err(|_| wrong())?;
        let longest = if first.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(longest);
        if bits > longest { Err(wrong()) } else { Ok(IpRange { first, bits }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(range: &str, address: &str, expected: bool) {
        assert_eq!(range.parse::<IpRange>().unwrap().holds(address.parse().unwrap()), expected);
    }

    #[test]
    fn ranges_hold_what_their_prefix_says() {
        check("10.0.0.0/8", "10.200.3.4", true);
        check("10.0.0.0/8", "11.0.0.1", false);
        check("10.0.0.0/8", "::ffff:10.1.1.1", true);
        check("127.0.0.1", "127.0.0.2", false);
        check("2001:db8::/32", "2001:db8:1::1", true);
        check("0.0.0.0/0", "8.8.8.8", true);
        check("::/0", "2001:db8::1", true);
        assert_eq!("10.0.0.0/33".parse::<IpRange>(), Err(NotARange("10.0.0.0/33".to_owned())));
    }
}
