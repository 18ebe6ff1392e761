//! What a situation paper holds: figures of a city on a day, sentences with their verdicts, what changed since the last
//! paper, and where everything comes from. Types and rules; no SQL, no HTTP.

use chrono::{Datelike, NaiveDate};
use indicators::{Answer, Change, Draft, Edition, Outcome, Period, Point, Territory, Unlike};

/// Families of concepts a paper speaks of, in this order. A family without figures and without claims is left out.
pub const FAMILIES: [&str; 5] = ["crime", "offences", "foreigners", "agencies", "zones"];

/// Years before the day that a paper looks back.
pub const YEARS: i32 = 6;

/// The situation of a city on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// The city, as a municipality.
    pub city: Territory,
    /// The day it speaks of.
    pub day: NaiveDate,
    /// The day it is held against.
    pub since: Since,
    /// What it says, by family.
    pub sections: Vec<Section>,
    /// Every edition a figure of it comes from, once, in order of source and day.
    pub sources: Vec<Edition>,
}

/// The day a paper is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// Of the last paper before it.
    LastPaper(NaiveDate),
    /// A year before, because there is no earlier paper.
    YearBefore(NaiveDate),
    /// As whoever asked for it said.
    Asked(NaiveDate),
}

impl Since {
    /// The day.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        match self {
            Since::LastPaper(day) | Since::YearBefore(day) | Since::Asked(day) => day,
        }
    }

    /// The same day of the year before; 28 February for 29 February.
    #[must_use]
    pub fn year_before(day: NaiveDate) -> Since {
        let before = day.with_year(day.year() - 1);
        let before = before.or_else(|| NaiveDate::from_ymd_opt(day.year() - 1, 2, 28));
        Since::YearBefore(before.unwrap_or(day))
    }
}

/// What a paper says of one family.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Key of the family.
    pub family: String,
    /// Sentences, each with what the figures say of it.
    pub claims: Vec<Proven>,
    /// Figures: of each concept the series of the city and of what it lies in; first those that sentences are about.
    pub concepts: Vec<Told>,
    /// The concept that can be drawn by district, if any.
    pub map: Option<ByDistrict>,
}

impl Section {
    /// Whether the city would show the family by district if it had the figures: what happens in places.
    #[must_use]
    pub fn is_mapped(&self) -> bool {
        ["crime", "offences"].contains(&self.family.as_str())
    }
}

/// One concept of a section.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// One answer for each territory, the city's own first.
    pub answers: Vec<Answer>,
    /// What happened to each since the last paper, in the same order.
    pub changes: Vec<Option<Result<Change, Unlike>>>,
}

/// A sentence and what the figures say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proven {
    /// What was said.
    pub draft: Draft,
    /// What the figures say.
    pub outcome: Outcome,
    /// Id of the claim in the database; `None` for one that came from a file.
    pub id: Option<store::Id>,
    /// The verdict it was published with, when it is another one now.
    pub was: Option<indicators::Verdict>,
}

/// Rates of a concept by district in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct ByDistrict {
    /// Key of the concept.
    pub concept: String,
    /// The period.
    pub period: Period,
    /// For so many inhabitants.
    pub per: u32,
    /// One row for each district, by code.
    pub rows: Vec<District>,
}

/// A district with its rate.
#[derive(Debug, Clone, PartialEq)]
pub struct District {
    /// Which.
    pub territory: Territory,
    /// What was counted; `None` when it was held back.
    pub count: Option<i64>,
    /// Inhabitants.
    pub inhabitants: i64,
    /// The rate with its exact interval.
    pub rate: Option<(f64, f64, f64)>,
}

impl Paper {
    /// Whether a period was over, and so could be known, on the day of the paper.
    #[must_use]
    pub fn was_over(&self, period: Period) -> bool {
        period.last() <= self.day
    }

    /// All its claims.
    pub fn claims(&self) -> impl Iterator<Item = &Proven> {
        self.sections.iter().flat_map(|section| &section.claims)
    }
}

/// The latest point with a value whose period was over on a day.
pub fn latest(points: &[Point], day: NaiveDate) -> Option<&Point> {
    points.iter().rev().find(|point| point.period.last() <= day && point.value().is_some())
}

/// What happened to an answer between two days; `None` when there is nothing new, or nothing to hold it against.
#[must_use]
pub fn changed(answer: &Answer, since: NaiveDate, day: NaiveDate) -> Option<Result<Change, Unlike>> {
    let points = answer.series.points();
    let (before, now) = (latest(points, since)?, latest(points, day)?);
    (before.period < now.period).then(|| answer.series.change(before.period, now.period))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_of_a_leap_day_is_held_against_the_last_of_february() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(Since::year_before(day("2020-02-29")).day(), day("2019-02-28"));
        assert_eq!(Since::year_before(day("2018-09-12")), Since::YearBefore(day("2017-09-12")));
    }
}
