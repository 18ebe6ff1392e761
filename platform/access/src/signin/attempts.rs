//! The brake on guessing. It slows down whoever guesses and nobody else.
//!
//! ```text
//!   known browser (signed in here before) ─► its own counter, nothing else
//!   any other ─► counter of login + address   5 free, then 1 s, 2 s, 4 s … 15 min
//!             └► counter of the network      50 free, then 1 s … 30 s
//!   all together: while more than 200 fail without a quiet minute, the free attempts are fewer
//! ```
//!
//! An attempt is counted **before** the password is looked at and taken back when it was right, so fifty at once are
//! counted as fifty. There is no lock on a login as such: nobody can lock the head of a department out from another
//! address. The counters are in the database, so that all processes share them, under keyed names: the table is no
//! list of who tried.

use std::net::IpAddr;

use chrono::TimeDelta;
use store::{Query, Statement};

use super::Device;
use super::keys::Keys;
use crate::{Access, AccessError, SignInError, SignInRefusal};

/// Every text, for the test that prepares them all.
pub(crate) const QUERIES: &[(&str, &str)] = &[
    COUNT.named(),
    WHEN.named(),
    TAKE_BACK.named(),
    FORGET.named(),
    FORGET_LOGIN.named(),
    FORGET_OLD.named(),
];

/// How patient a counter is.
#[derive(Debug, Clone, Copy)]
struct Patience {
    /// Attempts without delay.
    free: i64,
    /// The same while many fail everywhere.
    free_in_a_storm: i64,
    /// Longest delay.
    longest: TimeDelta,
}

const PAIR: Patience = Patience { free: 5, free_in_a_storm: 2, longest: TimeDelta::minutes(15) };
const NETWORK: Patience = Patience { free: 50, free_in_a_storm: 10, longest: TimeDelta::seconds(30) };
const CODES: Patience = Patience { free: 20, free_in_a_storm: 20, longest: TimeDelta::seconds(30) };
const EVERYBODY: Patience =
    Patience { free: i64::MAX, free_in_a_storm: i64::MAX, longest: TimeDelta::zero() };
/// Failures everywhere, without a quiet minute, that make a storm.
const STORM: i64 = 200;
/// A counter that nobody touched for so long begins anew.
const FORGOTTEN: TimeDelta = TimeDelta::hours(1);
const QUIET: TimeDelta = TimeDelta::minutes(1);

/// Counts one attempt, unless it comes too early: then no row is touched.
/// `?1` counter, `?2` now, `?3` last attempt before this is forgotten, `?4` free attempts, `?5` longest delay.
const COUNT: Statement = Statement::new(
    "signin_attempt_count",
    "insert into access_attempt (subject, failures, last_at, open_at) values (?1, 1, ?2, ?2)
     on conflict (subject) do update set
       failures = case when access_attempt.last_at <= ?3 then 1 else access_attempt.failures + 1 end,
       last_at = excluded.last_at,
       open_at = excluded.last_at + case
         when access_attempt.last_at <= ?3 or access_attempt.failures + 1 < ?4 then 0
         when access_attempt.failures + 1 - ?4 >= 20 then cast(?5 as bigint)
         when 1000 * (1 << cast(access_attempt.failures + 1 - ?4 as integer)) > cast(?5 as bigint)
           then cast(?5 as bigint)
         else 1000 * (1 << cast(access_attempt.failures + 1 - ?4 as integer)) end
     where access_attempt.open_at <= excluded.last_at",
);

const WHEN: Query<(i64, i64, i64)> = Query::new(
    "signin_attempt_when",
    "select failures, last_at, open_at from access_attempt where subject = ?1",
    |row| Ok((row.int(0)?, row.int(1)?, row.int(2)?)),
);

const TAKE_BACK: Statement = Statement::new(
    "signin_attempt_take_back",
    "update access_attempt set failures = failures - 1 where subject = ?1 and failures > 0",
);

const FORGET: Statement =
    Statement::new("signin_attempt_forget", "delete from access_attempt where subject = ?1");

/// Counters of a login begin with its keyed name, 44 letters with the colon.
const FORGET_LOGIN: Statement = Statement::new(
    "signin_attempt_forget_login",
    "delete from access_attempt where substr(subject, 1, 44) = ?1",
);

const FORGET_OLD: Statement = Statement::new(
    "signin_attempt_forget_old",
    "delete from access_attempt where last_at < ?1 and open_at < ?1",
);

/// The counters one attempt is counted in.
#[derive(Debug)]
pub(super) struct Counters {
    /// Forgotten when the attempt was right.
    own: (String, Patience),
    /// Taken back when the attempt was right.
    shared: Vec<(String, Patience)>,
}

impl Access {
    /// The counters of a sign-in.
    pub(super) fn password_counters(&self, login: &str, device: &Device) -> Result<Counters, AccessError> {
        let keys = self.keys()?;
        let name = |parts: &[&str]| keys.name("attempt", parts);
        let of_login = |parts: &[&str]| format!("{}:{}", name(&["login", login]), name(parts));
        let everybody = (name(&["everybody"]), EVERYBODY);
        Ok(match known_browser(keys, login, &device.known) {
            Some(nonce) => Counters { own: (of_login(&["browser", nonce]), PAIR), shared: vec![everybody] },
            None => Counters {
                own: (of_login(&["address", &device.client]), PAIR),
                shared: vec![(name(&["network", &network(&device.client)]), NETWORK), everybody],
            },
        })
    }

    /// The counters of a code: whoever gets here has shown the password already.
    pub(super) fn code_counters(&self, login: &str, device: &Device) -> Result<Counters, AccessError> {
        let keys = self.keys()?;
        let name = |parts: &[&str]| keys.name("attempt", parts);
        let of_login = |parts: &[&str]| format!("{}:{}", name(&["login", login]), name(parts));
        Ok(Counters {
            own: (of_login(&["code", &device.client]), PAIR),
            shared: vec![(of_login(&["codes"]), CODES)],
        })
    }

    /// Counts an attempt before it is looked at.
    pub(super) async fn count(&self, counters: &Counters) -> Result<(), SignInError> {
        let now = self.clock.now();
        let everybody = self.keys()?.name("attempt", &["everybody"]);
        let storm =
            self.store.row(&WHEN, &[everybody.as_str().into()]).await?.is_some_and(|(failures, last, _)| {
                failures > STORM && last > (now - QUIET).timestamp_millis()
            });
        for (counter, patience) in std::iter::once(&counters.own).chain(&counters.shared) {
            let free = if storm { patience.free_in_a_storm } else { patience.free };
            let forgotten = if *counter == everybody { QUIET } else { FORGOTTEN };
            let longest = patience.longest.num_milliseconds();
            let values = [counter.into(), now.into(), (now - forgotten).into(), free.into(), longest.into()];
            if self.store.execute(&COUNT, &values).await? == 0 {
                let open = self.store.row(&WHEN, &[counter.into()]).await?.map_or(0, |(_, _, open)| open);
                let seconds = (open - now.timestamp_millis()).div_euclid(1_000) + 1;
                return Err(SignInRefusal::Wait { seconds: seconds.max(1) }.into());
            }
        }
        Ok(())
    }

    /// The attempt was right: it counts no more.
    pub(super) async fn uncount(&self, counters: &Counters) -> Result<(), AccessError> {
        self.store.execute(&FORGET, &[counters.own.0.as_str().into()]).await?;
        for (counter, _) in &counters.shared {
            self.store.execute(&TAKE_BACK, &[counter.as_str().into()]).await?;
        }
        let old = self.clock.now() - FORGOTTEN;
        self.store.execute(&FORGET_OLD, &[old.into()]).await?;
        Ok(())
    }

    /// Forgets every attempt on a login, wherever it came from. Returns how many counters there were.
    pub(super) async fn forget_attempts(&self, login: &str) -> Result<u64, AccessError> {
        let name = self.keys()?.name("attempt", &["login", login]);
        Ok(self.store.execute(&FORGET_LOGIN, &[format!("{name}:").into()]).await?)
    }

    /// What a browser keeps to be known at the next sign-in of this login.
    pub(super) fn known_mark(&self, login: &str) -> Result<String, AccessError> {
        let nonce = super::token::short()?;
        let mark = self.keys()?.name("known-browser", &[login, &nonce]);
        Ok(format!("{nonce}.{mark}"))
    }
}

/// The nonce of a browser in which this login has signed in before.
fn known_browser<'a>(keys: &Keys, login: &str, known: &'a str) -> Option<&'a str> {
    let (nonce, mark) = known.split_once('.')?;
    keys.is_name(mark, "known-browser", &[login, nonce]).then_some(nonce)
}

/// The network of an address: /24 of IPv4, /56 of IPv6, what a household or an office has.
fn network(client: &str) -> String {
    match client.parse() {
        Ok(IpAddr::V4(address)) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}")
        }
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{:x}", d & 0xff00)
        }
        Err(_) => client.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn neighbours_share_a_network() {
        assert_eq!(network("192.0.2.7"), network("192.0.2.200"));
        assert_ne!(network("192.0.2.7"), network("192.0.3.7"));
        assert_eq!(network("2001:db8:0:1234::1"), network("2001:db8:0:12ff::2"));
        assert_ne!(network("2001:db8:0:1234::1"), network("2001:db8:0:1334::1"));
    }

    proptest! {
        #[test]
        fn any_cookie_of_a_browser_is_read_and_none_is_believed(text in ".{0,80}") {
            let keys = Keys::fresh().unwrap();
            prop_assert!(known_browser(&keys, "jana", &text).is_none());
        }
    }

    #[test]
    fn a_known_browser_is_known_for_its_own_login_only() {
        let keys = Keys::fresh().unwrap();
        let mark = format!("n.{}", keys.name("known-browser", &["jana", "n"]));
        assert_eq!(known_browser(&keys, "jana", &mark), Some("n"));
        assert_eq!(known_browser(&keys, "petr", &mark), None);
    }
}
