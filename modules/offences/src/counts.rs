//! Counting: by month, day, hour, territory; and two periods held against each other on equal days.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use crate::events::{Event, Events, NOWHERE, weekday};
use crate::filter::{Filter, is_leap_day};
use crate::month::Month;

/// Incidents of each month of the period, months without any as zero.
#[must_use]
pub fn by_month(events: &Events, filter: &Filter) -> Vec<(Month, u64)> {
    let (first, last) = (Month::of(filter.from), Month::of(filter.to));
    let mut counts: Vec<(Month, u64)> = first.through(last).map(|month| (month, 0)).collect();
    for event in events.filtered(filter) {
        let at = usize::try_from(event.month().0 - first.0).ok();
        if let Some((_, count)) = at.and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    counts
}

/// Incidents of each day that has any.
#[must_use]
pub fn by_day(events: &Events, filter: &Filter) -> BTreeMap<NaiveDate, u64> {
    let mut counts = BTreeMap::new();
    for event in events.filtered(filter) {
        *counts.entry(event.day).or_default() += 1;
    }
    counts
}

/// Hours of the week: weekdays from Monday, hours 0 to 23.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    /// Incidents; parts of one where it may have happened in several hours.
    pub hours: [[f64; 24]; 7],
    /// How many incidents stand in it.
    pub counted: u64,
    /// How many have no beginning or end and were left out.
    pub left_out: u64,
}

/// When incidents happen. With intervals, each is spread over the hours in which it may have happened (aoristic analysis,
/// Ratcliffe 2000); incidents without an interval are left out and counted. Otherwise the hour of the report.
#[must_use]
pub fn clock(events: &Events, filter: &Filter, with_intervals: bool) -> Clock {
    let mut clock = Clock { hours: [[0.0; 24]; 7], counted: 0, left_out: 0 };
    for event in events.filtered(filter) {
        if !with_intervals {
            let hour = usize::from(event.minute / 60);
            add(&mut clock.hours, weekday(event.day), hour, 1.0);
            clock.counted += 1;
        } else if let Some((from, to)) = event.occurred {
            spread(&mut clock.hours, from, to);
            clock.counted += 1;
        } else {
            clock.left_out += 1;
        }
    }
    clock
}

fn add(hours: &mut [[f64; 24]; 7], day: usize, hour: usize, weight: f64) {
    if let Some(slot) = hours.get_mut(day).and_then(|day| day.get_mut(hour)) {
        *slot += weight;
    }
}

/// Longer than this an interval says nothing about the hour: every hour gets the same.
const LONGEST_DAYS: i64 = 28;

fn spread(hours: &mut [[f64; 24]; 7], from: NaiveDateTime, to: NaiveDateTime) {
    let length = (to - from).num_seconds();
    if length <= 0 {
        add(hours, weekday(from.date()), from.hour() as usize, 1.0);
        return;
    }
    if length > LONGEST_DAYS * 86_400 {
        hours.iter_mut().flatten().for_each(|hour| *hour += 1.0 / 168.0);
        return;
    }
    let mut at = from;
    while at < to {
        let next = (at + TimeDelta::hours(1)).with_minute(0).and_then(|t| t.with_second(0)).unwrap_or(to);
        let end = next.min(to);
        #[expect(clippy::cast_precision_loss, reason = "seconds of at most 28 days")]
        let share = (end - at).num_seconds() as f64 / length as f64;
        add(hours, weekday(at.date()), at.hour() as usize, share);
        at = end;
    }
}

/// A period and the same a year earlier, on equal days.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Monthly counts a year earlier and now; the 29th of February in neither.
    pub before: Vec<i64>,
    /// Now.
    pub now: Vec<i64>,
    /// Month of the year of the first count.
    pub first: u8,
    /// Whether a 29th of February was left out.
    pub without_leap_day: bool,
    /// Whether anything was told of the whole earlier period.
    pub whole: bool,
}

impl Comparison {
    /// Counts of both periods.
    #[must_use]
    pub fn totals(&self) -> (i64, i64) {
        (self.before.iter().sum(), self.now.iter().sum())
    }
}

/// Holds a period against the same one a year earlier.
#[must_use]
pub fn against_last_year(events: &Events, filter: &Filter) -> Comparison {
    let earlier = filter.a_year_earlier();
    let mut without = false;
    let mut months = |filter: &Filter| {
        let first = Month::of(filter.from);
        let mut counts: Vec<i64> = first.through(Month::of(filter.to)).map(|_| 0).collect();
        for event in events.filtered(filter) {
            if is_leap_day(event.day) {
                without = true;
                continue;
            }
            let at = usize::try_from(event.month().0 - first.0).ok();
            if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
                *count += 1;
            }
        }
        counts
    };
    let (before, now) = (months(&earlier), months(filter));
    Comparison {
        before,
        now,
        first: u8::try_from(filter.from.month()).unwrap_or(1),
        without_leap_day: without,
        whole: events.days().is_some_and(|(first, _)| first <= earlier.from),
    }
}

/// Exact 95 % limits of a count (Garwood 1936): chi-squared quantiles.
#[must_use]
pub fn limits(cases: u64) -> (f64, f64) {
    #[expect(clippy::cast_precision_loss, reason = "counts of a city")]
    let k = cases as f64;
    let low = if cases == 0 { 0.0 } else { distributions::chi_squared::quantile(0.025, 2.0 * k) / 2.0 };
    (low, distributions::chi_squared::quantile(0.975, 2.0 * k + 2.0) / 2.0)
}

/// A count per so many, with its exact limits; none without anybody.
#[must_use]
pub fn rate(cases: u64, base: u64, per: f64) -> Option<(f64, f64, f64)> {
    if base == 0 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of a city")]
    let (k, n) = (cases as f64, base as f64);
    let (low, high) = limits(cases);
    Some((per * k / n, per * low / n, per * high / n))
}

/// Which top category an incident stands in, by code; empty when none is known.
#[must_use]
pub fn top<'a>(events: &'a Events, event: &Event) -> &'a str {
    let node = (event.top != NOWHERE).then(|| events.catalogue.nodes.get(usize::from(event.top))).flatten();
    node.map_or("", |node| node.code.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn an_interval_is_spread_over_its_hours() {
        // T38 of the domain notes.
        let mut hours = [[0.0; 24]; 7];
        spread(&mut hours, moment("2026-11-23T23:30:00"), moment("2026-11-24T01:15:00"));
        let near = |value: f64, expected: f64| (value - expected).abs() < 5e-7;
        assert!(
            near(hours[0][23], 0.285_714) && near(hours[1][0], 0.571_429) && near(hours[1][1], 0.142_857)
        );
        let mut point = [[0.0; 24]; 7];
        spread(&mut point, moment("2026-11-23T08:30:00"), moment("2026-11-23T08:30:00"));
        assert_eq!(point[0][8], 1.0);
    }

    #[test]
    fn limits_of_counts_are_exact() {
        // T4.
        let check = |k, low: f64, high: f64| {
            let (l, h) = limits(k);
            assert!((l - low).abs() < 5e-7 && (h - high).abs() < 5e-7, "{k}: {l} {h}");
        };
        check(0, 0.0, 3.688_879);
        check(3, 0.618_672, 8.767_273);
        check(12, 6.200_575, 20.961_585);
        assert_eq!(rate(3, 0, 1000.0), None);
    }
}
