//! What the figures say to a question.

use chrono::NaiveDate;

use crate::{Break, Edition, Granularity, Period, Place, Question, Series, Territory};

/// A rate of one period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Of which period.
    pub period: Period,
    /// As many as the question asked per; `None` when one of the two numbers is not known or the denominator is 0.
    pub rate: Option<f64>,
    /// The period the denominator is of.
    pub denominator: Option<Period>,
    /// The denominator.
    pub by: Option<f64>,
}

/// The answer to a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The question.
    pub question: Question,
    /// Its figures.
    pub series: Series,
    /// The figures it is held against.
    pub comparator: Option<Series>,
    /// Rates, when the question asked for them.
    pub rates: Vec<Rate>,
    /// Editions that any figure of the answer comes from.
    pub sources: Vec<Edition>,
    /// Breaks between its figures, by day.
    pub breaks: Vec<Break>,
    /// Periods that may still change.
    pub provisional: Vec<Period>,
    /// Years in which 29 February is counted although years are compared up to a day: only its month is known.
    pub leap_days: Vec<i32>,
    /// The place, when its borders changed within the range.
    pub borders: Option<Place>,
    /// How many periods have a value.
    pub n: usize,
    /// SHA-256 of all figures of the answer, in hexadecimal; the same figures give the same hash whatever edition
    /// repeats them.
    pub data: String,
    /// The latest day any of its editions was fetched, in the city.
    pub as_of: Option<NaiveDate>,
}

/// Which figures there are: one territory, item and length of periods of a concept.
#[derive(Clone, Debug, PartialEq)]
pub struct Holding {
    /// Key of the concept.
    pub concept: String,
    /// Where.
    pub territory: Territory,
    /// Item; `None` for the whole.
    pub item: Option<String>,
    /// Length of the periods.
    pub granularity: Granularity,
    /// First day of the earliest.
    pub first: NaiveDate,
    /// Last day of the latest.
    pub last: NaiveDate,
    /// How many figures, of all sources.
    pub figures: i64,
}
