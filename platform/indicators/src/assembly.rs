//! From figures to the points of a series: one statement of several sources, sums of finer periods, zeros that were left
//! out. Pure; the rules of what may be said of a period stand here and nowhere else.
//!
//! ```text
//!   a period ──► a source published it? ──► that
//!       │ no
//!       ├──► the source leaves zeros out and spoke of the period? ──► 0
//!       ├──► it adds up, and all finer periods of it are known? ──► their sum
//!       └──► missing
//! ```

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike as _;

use crate::tables::figures::Standing;
use crate::{
    Cell, Concept, Course, DayOfYear, Granularity, Number, Origin, Period, Point, Precision, Range, State,
    Status,
};

/// What the database holds for a question.
pub(crate) struct Material {
    /// Figures by period.
    stated: BTreeMap<Period, Point>,
    /// Periods of which a source spoke, when the concept leaves zeros out.
    spoken: BTreeMap<Period, usize>,
    /// Whether finer periods may be added up.
    adds: bool,
    /// Years in which 29 February could not be left out.
    leap_days: BTreeSet<i32>,
}

/// The next finer length.
fn finer(granularity: Granularity) -> Option<Granularity> {
    match granularity {
        Granularity::Year => Some(Granularity::Quarter),
        Granularity::Quarter => Some(Granularity::Month),
        Granularity::Month => Some(Granularity::Day),
        Granularity::Day | Granularity::State => None,
    }
}

/// Lengths that may answer a question, as a text for the query: `|year|quarter|month|day|`.
pub(crate) fn lengths(concept: &Concept, asked: Granularity) -> String {
    let mut lengths = vec![asked];
    if concept.course == Course::Stock {
        // A state of a day that the source did not name.
        lengths.extend([Granularity::Year, Granularity::Quarter, Granularity::Month]);
    } else if concept.additive {
        lengths.extend(std::iter::successors(finer(asked), |one| finer(*one)));
    }
    lengths.iter().fold("|".to_owned(), |text, one| text + one.key() + "|")
}

/// Which of several statements of one period is shown first: the one that will not change, the more exact one, the one of
/// the newer edition.
fn rank(standing: &Standing) -> (bool, Status, u8, std::cmp::Reverse<i64>, &str) {
    let exactness = match standing.figure.cell {
        Cell::Known { precision: Precision::Exact, .. } => 0,
        Cell::Known { precision: Precision::Rounded(_), .. } => 1,
        Cell::Known { precision: Precision::MoreThan, .. } => 2,
        Cell::Known { precision: Precision::About, .. } => 3,
        Cell::Suppressed => 4,
    };
    let suppressed = standing.figure.cell == Cell::Suppressed;
    (suppressed, standing.figure.status, exactness, std::cmp::Reverse(standing.edition.0), &standing.source)
}

impl Material {
    /// Sorts figures by period. `source` gives an edition its index in the answer.
    pub(crate) fn of(
        concept: &Concept,
        mut standing: Vec<Standing>,
        spoken: BTreeMap<Period, usize>,
        mut source: impl FnMut(store::Id) -> usize,
    ) -> Material {
        let whole = concept.counts.is_whole();
        standing.sort_by(|a, b| (a.figure.period, rank(a)).cmp(&(b.figure.period, rank(b))));
        let mut stated: BTreeMap<Period, Point> = BTreeMap::new();
        for one in standing {
            let index = source(one.edition);
            let first = stated.entry(one.figure.period);
            let point = first.or_insert_with(|| Point {
                period: one.figure.period,
                state: state(one.figure.cell),
                status: one.figure.status,
                origin: Origin::Published,
                sources: Vec::new(),
                disputed: false,
            });
            point.disputed |= differ(point.state, one.figure.cell, whole);
            point.sources.push(index);
        }
        let adds = concept.additive && concept.course == Course::Flow;
        Material { stated, spoken, adds, leap_days: BTreeSet::new() }
    }

    /// Points of all periods of a question.
    pub(crate) fn points(
        &mut self,
        range: Range,
        granularity: Granularity,
        to_date: Option<DayOfYear>,
    ) -> Vec<Point> {
        if granularity == Granularity::State {
            return self.stated.values().cloned().collect();
        }
        let first = Period::holding(granularity, range.from);
        let all = std::iter::successors(Some(first), |period| period.next());
        let asked: Vec<Period> = all
            .take_while(|period| period.first() <= range.to)
            .filter(|period| period.within(range) || to_date.is_some())
            .collect();
        asked
            .into_iter()
            .map(|period| match to_date {
                Some(day) => self.up_to(period, day),
                None => self.resolve(period),
            })
            .collect()
    }

    /// Years in which 29 February is in the sum although it should not be.
    pub(crate) fn leap_days(self) -> Vec<i32> {
        self.leap_days.into_iter().collect()
    }

    fn resolve(&self, period: Period) -> Point {
        if let Some(point) = self.stated.get(&period) {
            return point.clone();
        }
        if let Some(source) = self.spoken.get(&period) {
            return Point {
                state: State::Known { value: Number::ZERO, precision: Precision::Exact },
                origin: Origin::LeftOut,
                sources: vec![*source],
                ..missing(period)
            };
        }
        let Some(granularity) = finer(period.granularity()).filter(|_| self.adds) else {
            return missing(period);
        };
        let first = Period::holding(granularity, period.first());
        let parts = std::iter::successors(Some(first), |part| part.next());
        let parts = parts.take_while(|part| part.first() <= period.last());
        self.sum(period, parts.map(|part| self.resolve(part)))
    }

    /// The days of a year up to a day, the same calendar days in every year.
    fn up_to(&mut self, year: Period, day: DayOfYear) -> Point {
        let Some(range) = day.in_year(year.first().year()) else { return missing(year) };
        let mut parts = Vec::new();
        let mut month = Some(Period::holding(Granularity::Month, range.from));
        while let Some(one) = month.filter(|one| one.first() <= range.to) {
            let days = || one.first().iter_days().take_while(|day| *day <= one.last() && *day <= range.to);
            let days: Vec<Point> = days()
                .filter(|one| day.counts(*one))
                .map(|one| self.resolve(Period::holding(Granularity::Day, one)))
                .collect();
            let known = days.iter().all(|one| one.state != State::Missing);
            let leaps = one.first().month() == 2 && one.days() == 29;
            // Without days, February can only be had whole.
            let up_to_the_end =
                one.within(range) || (leaps && range.to.day() == 28 && range.to >= one.first());
            if known || !up_to_the_end {
                parts.extend(days);
            } else {
                if leaps {
                    self.leap_days.insert(year.first().year());
                }
                parts.push(self.resolve(one));
            }
            month = one.next();
        }
        self.sum(year, parts.into_iter())
    }

    fn sum(&self, period: Period, parts: impl Iterator<Item = Point>) -> Point {
        let mut sum = Point {
            state: State::Known { value: Number::ZERO, precision: Precision::Exact },
            origin: Origin::Summed,
            ..missing(period)
        };
        for part in parts {
            let (value, precision) = match (sum.state, part.state) {
                (State::Known { value, precision }, State::Known { value: more, precision: of }) => {
                    let exact = precision == Precision::Exact && of == Precision::Exact;
                    (value.plus(more), if exact { Precision::Exact } else { Precision::About })
                }
                // One part nobody said makes the whole unknown; else one that was held back holds back the whole.
                (_, State::Missing) | (State::Missing, _) => return missing(period),
                _ => {
                    sum.state = State::Suppressed;
                    continue;
                }
            };
            let Some(value) = value else { return missing(period) };
            sum.state = State::Known { value, precision };
            sum.status = sum.status.max(part.status);
            sum.disputed |= part.disputed;
            for source in part.sources {
                if !sum.sources.contains(&source) {
                    sum.sources.push(source);
                }
            }
        }
        sum
    }
}

/// The rest of a territory: its figures without ours, where both are known.
pub(crate) fn rest(outer: Vec<Point>, inner: &[Point]) -> Vec<Point> {
    let own: BTreeMap<Period, &Point> = inner.iter().map(|point| (point.period, point)).collect();
    outer
        .into_iter()
        .map(|point| {
            let Some(own) = own.get(&point.period) else { return missing(point.period) };
            let state = match (point.state, own.state) {
                (State::Known { value, precision }, State::Known { value: ours, precision: of }) => {
                    let exact = precision == Precision::Exact && of == Precision::Exact;
                    let precision = if exact { Precision::Exact } else { Precision::About };
                    value.minus(ours).map_or(State::Missing, |value| State::Known { value, precision })
                }
                (State::Missing, _) | (_, State::Missing) => State::Missing,
                _ => State::Suppressed,
            };
            Point {
                state,
                status: point.status.max(own.status),
                origin: Origin::Summed,
                disputed: point.disputed || own.disputed,
                ..point
            }
        })
        .collect()
}

fn state(cell: Cell) -> State {
    match cell {
        Cell::Known { value, precision } => State::Known { value, precision },
        Cell::Suppressed => State::Suppressed,
    }
}

fn missing(period: Period) -> Point {
    Point {
        period,
        state: State::Missing,
        status: Status::Final,
        origin: Origin::Published,
        sources: Vec::new(),
        disputed: false,
    }
}

/// Whether two statements cannot both be right.
fn differ(shown: State, other: Cell, whole: bool) -> bool {
    let (State::Known { value, precision }, Cell::Known { value: said, precision: of }) = (shown, other)
    else {
        return false;
    };
    let (shown, other) = (precision.interval(value, whole), of.interval(said, whole));
    let below =
        |low: Option<f64>, high: Option<f64>| matches!((low, high), (Some(low), Some(high)) if high < low);
    below(shown.low, other.high) || below(other.low, shown.high)
}
