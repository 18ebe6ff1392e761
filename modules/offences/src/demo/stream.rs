//! An invented stream of events whose truth is known, so that everybody can see whether the figures find it:
//!
//! - the whole is stable: neither rises nor falls beyond chance;
//! - civil coexistence falls by half in thirty months while public order rises by as many (the same calls, filed
//!   otherwise; domain notes, T33);
//! - one real hot spot: a tenth of public-order events lies within a hundred metres of one address in the centre;
//! - burglaries come in series: within 150 m and ten days of the first one;
//! - in the last month, one precinct has four times as much damage to property as ever.

use std::fmt::Write as _;

use addresses::Krovak;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use demo_city::{Address, DemoCity};

use crate::month::Month;

/// Months of the stream.
pub(crate) const MONTHS: i32 = 30;

/// A category: code, events a month at the beginning and at the end, of a hundred how many are reported, when.
struct Kind {
    code: &'static str,
    first: f64,
    last: f64,
    reported: u64,
    when: When,
}

#[derive(Clone, Copy, PartialEq)]
enum When {
    Night,
    Day,
    /// Found afterwards: the time between is unknown.
    Between,
}

const KINDS: [Kind; 8] = [
    Kind { code: "burglary-flat", first: 8.0, last: 8.0, reported: 100, when: When::Between },
    Kind { code: "property-theft", first: 42.0, last: 42.0, reported: 96, when: When::Between },
    Kind { code: "property-damage", first: 30.0, last: 30.0, reported: 90, when: When::Between },
    Kind { code: "order-noise", first: 34.0, last: 54.0, reported: 88, when: When::Night },
    Kind { code: "order-alcohol", first: 38.0, last: 38.0, reported: 60, when: When::Night },
    Kind { code: "coexistence", first: 40.0, last: 20.0, reported: 97, when: When::Day },
    Kind { code: "traffic-parking", first: 90.0, last: 90.0, reported: 35, when: When::Day },
    Kind { code: "environment", first: 24.0, last: 24.0, reported: 75, when: When::Day },
];

/// A generator of the same numbers everywhere (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most.max(1)
    }

    /// A number from 0 to 1.
    fn share(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits")]
        let share = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        share
    }

    /// A Poisson count (Knuth); means of at most a few hundred.
    fn count(&mut self, mean: f64) -> u64 {
        let (limit, mut product, mut count) = ((-mean).exp(), self.share(), 0);
        while product > limit {
            product *= self.share();
            count += 1;
        }
        count
    }
}

struct Event {
    at: NaiveDateTime,
    occurred: Option<(NaiveDateTime, NaiveDateTime)>,
    place: Krovak,
    reported: bool,
    code: &'static str,
}

/// The stream up to the end of a month, as the file of the municipal police.
pub(crate) fn csv(demo: &DemoCity, last: Month) -> String {
    let mut events = stream(demo, last);
    events.sort_by_key(|event| event.at);
    let mut out = String::from(
        "event_id;reported_at;occurred_from;occurred_to;lat;lon;loc_precision;source;discovery;category;legal_ref;\
         outcome;unit\n",
    );
    for (at, event) in events.iter().enumerate() {
        let stamp = |time: NaiveDateTime| time.format("%Y-%m-%dT%H:%M").to_string();
        let (from, to) = event.occurred.map_or_else(Default::default, |(from, to)| (stamp(from), stamp(to)));
        let spot = event.place.to_wgs84();
        let (source, found) = if event.reported { ("156", "reported") } else { ("patrol", "discovered") };
        let _ = writeln!(
            out,
            "U{:06};{};{from};{to};{:.6};{:.6};address;{source};{found};{};;;",
            at + 1,
            stamp(event.at),
            spot.lat,
            spot.lon,
            event.code
        );
    }
    out
}

fn stream(demo: &DemoCity, last: Month) -> Vec<Event> {
    let mut dice = Dice(demo.seed ^ 0x0ffe_0ce5);
    let places: Vec<(&Address, Krovak)> = demo
        .addresses
        .iter()
        .filter_map(|address| Some((address, address.position.map(|p| Krovak { y: p.y, x: p.x })?)))
        .collect();
    let centre: Vec<Krovak> =
        places.iter().filter(|(a, _)| a.district == 0).map(|(_, place)| *place).collect();
    let Some(hot) = centre.get(centre.len() / 3).copied() else { return Vec::new() };
    let mut events = Vec::new();
    for step in 0..MONTHS {
        let month = Month(last.0 - MONTHS + 1 + step);
        let way = f64::from(step) / f64::from(MONTHS - 1);
        // Summer evenings are louder.
        let season = 1.0 + 0.12 * (f64::from(month.number()) - 7.0).abs().mul_add(-0.33, 1.0);
        for kind in &KINDS {
            let mean = (kind.first + (kind.last - kind.first) * way)
                * if kind.when == When::Night { season } else { 1.0 };
            for _ in 0..dice.count(mean) {
                let place = if kind.code.starts_with("order") && dice.below(10) == 0 {
                    near(&mut dice, hot, 90.0)
                } else {
                    let pool = if dice.below(100) < 25 { &centre } else { &[][..] };
                    let any = usize::try_from(dice.next() % 1_000_003).unwrap_or(0);
                    let at = pool.get(any % pool.len().max(1)).copied();
                    at.or_else(|| places.get(any % places.len()).map(|(_, place)| *place)).unwrap_or(hot)
                };
                let event = event(&mut dice, month, kind, place);
                if kind.code == "burglary-flat" && dice.below(4) == 0 {
                    follow(&mut dice, &event, last, &mut events);
                }
                events.push(event);
            }
        }
        if month == last {
            let precinct: Vec<Krovak> =
                places.iter().filter(|(a, _)| a.precinct == 7).map(|(_, p)| *p).collect();
            for _ in 0..14 {
                let at = usize::try_from(dice.below(precinct.len() as u64)).unwrap_or(0);
                let place = precinct.get(at).copied().unwrap_or(hot);
                events.push(event(&mut dice, month, &KINDS[2], place));
            }
        }
    }
    events
}

/// Two or three more within 150 m and ten days.
fn follow(dice: &mut Dice, first: &Event, last: Month, events: &mut Vec<Event>) {
    for _ in 0..2 + dice.below(2) {
        let later = TimeDelta::hours(i64::try_from(12 + dice.below(9 * 24)).unwrap_or(24));
        let at = first.at + later;
        if Month::of(at.date()) <= last {
            let occurred = first.occurred.map(|(from, to)| (from + later, to + later));
            events.push(Event { at, occurred, place: near(dice, first.place, 120.0), ..*first });
        }
    }
}

fn near(dice: &mut Dice, place: Krovak, metres: f64) -> Krovak {
    let (turn, far) = (dice.share() * std::f64::consts::TAU, dice.share().sqrt() * metres);
    Krovak { y: place.y + far * turn.cos(), x: place.x + far * turn.sin() }
}

fn event(dice: &mut Dice, month: Month, kind: &Kind, place: Krovak) -> Event {
    let day = month.first_day() + Days::new(dice.below(u64::from(month.last_day().day())));
    let minute = |dice: &mut Dice, from: u64, to: u64| (from + dice.below(to - from)) % 1440;
    let (at, occurred) = match kind.when {
        When::Night => {
            let friday = matches!(day.weekday(), Weekday::Fri | Weekday::Sat);
            let at = clock(day, minute(dice, if friday { 1200 } else { 1260 }, 1440));
            (at, Some((at, at)))
        }
        When::Day => {
            let at = clock(day, minute(dice, 420, 1200));
            (at, Some((at, at)))
        }
        When::Between => {
            let found = clock(day, minute(dice, 360, 1080));
            let hours = i64::try_from(4 + dice.below(14)).unwrap_or(8);
            (found, Some((found - TimeDelta::hours(hours), found - TimeDelta::minutes(10))))
        }
    };
    Event { at, occurred, place, reported: dice.below(100) < kind.reported, code: kind.code }
}

fn clock(day: NaiveDate, minute: u64) -> NaiveDateTime {
    day.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(i64::try_from(minute).unwrap_or(0))
}
