//! The time, as a value: the system's, or one that a test holds still. UTC inside, Europe/Prague at the edge.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::{Europe::Prague, Tz};

/// Tells the time, to the millisecond, as the store keeps it.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A clock that moves only when told: milliseconds since 1970-01-01 UTC, shared by its clones.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `now` until it is advanced.
    pub fn fixed(now: DateTime<Utc>) -> Clock {
        Clock::Fixed(Arc::new(AtomicI64::new(now.timestamp_millis())))
    }

    /// The time now, to the millisecond.
    pub fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.millis()).unwrap_or_default()
    }

    /// The time now as the store keeps it.
    pub(crate) fn millis(&self) -> i64 {
        match self {
            Clock::System => Utc::now().timestamp_millis(),
            Clock::Fixed(at) => at.load(Ordering::SeqCst),
        }
    }

    /// The date in the city now.
    pub fn today(&self) -> NaiveDate {
        in_prague(self.now()).date_naive()
    }

    /// Moves a fixed clock; the system's clock takes no orders.
    pub fn advance(&self, by: TimeDelta) {
        if let Clock::Fixed(at) = self {
            at.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
        }
    }
}

/// The moment in which a day begins in the city.
pub fn midnight(day: NaiveDate) -> DateTime<Utc> {
    // Clocks are never changed around midnight here, so there is always exactly one.
    let begins = day.and_time(NaiveTime::MIN).and_local_timezone(Prague).earliest();
    begins.map_or_else(|| day.and_time(NaiveTime::MIN).and_utc(), |begins| begins.to_utc())
}

/// An instant on the city's wall clock, for showing.
pub fn in_prague(at: DateTime<Utc>) -> DateTime<Tz> {
    at.with_timezone(&Prague)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_citys_date_is_not_always_utcs() {
        for (utc, wall, date) in [
            ("2026-01-31T22:59:59Z", "2026-01-31 23:59:59 +01:00", "2026-01-31"),
            ("2026-01-31T23:00:00Z", "2026-02-01 00:00:00 +01:00", "2026-02-01"),
            ("2026-03-29T00:59:59Z", "2026-03-29 01:59:59 +01:00", "2026-03-29"), // summer time begins
            ("2026-03-29T01:00:00Z", "2026-03-29 03:00:00 +02:00", "2026-03-29"),
            ("2026-10-25T00:59:59Z", "2026-10-25 02:59:59 +02:00", "2026-10-25"), // and ends
            ("2026-10-25T01:00:00Z", "2026-10-25 02:00:00 +01:00", "2026-10-25"),
        ] {
            let at: DateTime<Utc> = utc.parse().unwrap();
            assert_eq!(in_prague(at).format("%F %T %:z").to_string(), wall);
            assert_eq!(Clock::fixed(at).today().to_string(), date);
        }
    }

    #[test]
    fn a_fixed_clock_moves_when_told_and_its_clones_with_it() {
        let clock = Clock::fixed("2026-03-01T12:00:00.5Z".parse().unwrap());
        let clone = clock.clone();
        clock.advance(TimeDelta::minutes(1));
        assert_eq!(clone.now().to_rfc3339(), "2026-03-01T12:01:00.500+00:00");
    }
}
