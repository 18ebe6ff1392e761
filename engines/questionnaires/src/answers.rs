//! What one person answered.

use std::collections::BTreeMap;

use crate::expression::Value;
use crate::model::Missing;

/// Answers by the names of questions. A name that is absent was not asked, or the answer was lost.
pub type Answers = BTreeMap<String, Entry>;

/// An answer, or why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// An answer.
    Given(Answer),
    /// A kind of missing, where the list has no choice that says it (numbers, days, texts).
    Missing(Missing),
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The code of one choice.
    Code(String),
    /// Codes of several choices; of a ranking, in order, the first first.
    Codes(Vec<String>),
    /// A whole number.
    Whole(i64),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A day.
    Day(Day),
    /// A place.
    Place {
        /// Degrees north, WGS 84.
        latitude: f64,
        /// Degrees east, WGS 84.
        longitude: f64,
    },
    /// Read and acknowledged.
    Acknowledged,
}

impl Answer {
    /// A single code.
    #[must_use]
    pub fn code(code: &str) -> Entry {
        Entry::Given(Answer::Code(code.to_owned()))
    }

    /// Several codes.
    #[must_use]
    pub fn codes(codes: &[&str]) -> Entry {
        Entry::Given(Answer::Codes(codes.iter().map(|it| (*it).to_owned()).collect()))
    }

    /// Whether nothing is said: no codes, or blanks only. Such an answer counts as none.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        match self {
            Answer::Code(text) | Answer::Text(text) => text.trim().is_empty(),
            Answer::Codes(codes) => codes.is_empty(),
            _ => false,
        }
    }

    /// What expressions see: codes separated by blanks, a day as `2026-05-31`, a place as `49.7 13.4`.
    #[must_use]
    pub fn value(&self) -> Value {
        match self {
            Answer::Code(code) => Value::Text(code.clone()),
            Answer::Codes(codes) => Value::Text(codes.join(" ")),
            #[expect(
                clippy::cast_precision_loss,
                reason = "expressions know no other numbers; whole to 2^53"
            )]
            Answer::Whole(number) => Value::Number(*number as f64),
            Answer::Number(number) => Value::Number(*number),
            Answer::Text(text) => Value::Text(text.clone()),
            Answer::Day(day) => Value::Text(day.to_string()),
            Answer::Place { latitude, longitude } => Value::Text(format!("{latitude} {longitude}")),
            Answer::Acknowledged => Value::Text("OK".to_owned()),
        }
    }
}

/// A day of the calendar, which exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// A day of the Gregorian calendar, years 1 to 9999; `None` when it does not exist.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Day> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let last = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        ((1..=9999).contains(&year) && (1..=last).contains(&day)).then_some(Day { year, month, day })
    }

    /// Reads `2026-05-31` (ISO 8601), nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Day> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let shaped = (year.len(), month.len(), day.len()) == (4, 2, 2) && parts.next().is_none();
        let digits = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        (shaped && digits).then(|| Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))?
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_exist_or_are_none() {
        for day in ["2024-02-29", "2000-02-29", "2026-12-31", "0001-01-01"] {
            assert_eq!(Day::parse(day).unwrap().to_string(), day);
        }
        let none =
            ["2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "0000-01-01", "2026-1-1", "+026-01-01"];
        for text in none.into_iter().chain(["", "2026-04-31", "2026-01-01-", "2026-01-0á"]) {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }
}
