//! What one person answered, and how it is written as JSON.
//!
//! | an answer | in JSON |
//! |---|---|
//! | a choice; several, or an order | `{"code": "1"}`; `{"codes": ["2", "1"]}` |
//! | a whole number; any number | `{"whole": 3}`; `{"number": 0.5}` |
//! | a text; a day | `{"text": "u parku"}`; `{"day": "2026-05-31"}` |
//! | a place | `{"place": {"latitude": 49.7, "longitude": 13.4}}` |
//! | read and acknowledged | `"acknowledged"` |
//! | a kind of missing | `{"missing": "dont-know"}` |

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::expression::Value;
use crate::model::Missing;

/// Answers by the names of questions. A name that is absent was not asked, or the answer was lost.
pub type Answers = BTreeMap<String, Entry>;

/// An answer, or why there is none. Its JSON is described at the head of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
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

/// An entry as JSON writes it: one name and what it holds.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Written {
    Code(String),
    Codes(Vec<String>),
    Whole(i64),
    Number(f64),
    Text(String),
    Day(Day),
    Place { latitude: f64, longitude: f64 },
    Acknowledged,
    Missing(Missing),
}

impl From<Written> for Entry {
    fn from(written: Written) -> Entry {
        Entry::Given(match written {
            Written::Code(code) => Answer::Code(code),
            Written::Codes(codes) => Answer::Codes(codes),
            Written::Whole(number) => Answer::Whole(number),
            Written::Number(number) => Answer::Number(number),
            Written::Text(text) => Answer::Text(text),
            Written::Day(day) => Answer::Day(day),
            Written::Place { latitude, longitude } => Answer::Place { latitude, longitude },
            Written::Acknowledged => Answer::Acknowledged,
            Written::Missing(kind) => return Entry::Missing(kind),
        })
    }
}

impl From<Entry> for Written {
    fn from(entry: Entry) -> Written {
        match entry {
            Entry::Missing(kind) => Written::Missing(kind),
            Entry::Given(Answer::Code(code)) => Written::Code(code),
            Entry::Given(Answer::Codes(codes)) => Written::Codes(codes),
            Entry::Given(Answer::Whole(number)) => Written::Whole(number),
            Entry::Given(Answer::Number(number)) => Written::Number(number),
            Entry::Given(Answer::Text(text)) => Written::Text(text),
            Entry::Given(Answer::Day(day)) => Written::Day(day),
            Entry::Given(Answer::Place { latitude, longitude }) => Written::Place { latitude, longitude },
            Entry::Given(Answer::Acknowledged) => Written::Acknowledged,
        }
    }
}

/// A day of the calendar, which exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
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

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Day, String> {
        Day::parse(&text).ok_or_else(|| format!("{text:?} is no day of the calendar; write it as 2026-05-31"))
    }
}

impl From<Day> for String {
    fn from(day: Day) -> String {
        day.to_string()
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

    #[track_caller]
    fn check(entry: Entry, json: &str) {
        assert_eq!(serde_json::to_string(&entry).unwrap(), json);
        assert_eq!(serde_json::from_str::<Entry>(json).unwrap(), entry);
    }

    #[test]
    fn answers_are_written_as_json_and_read_again() {
        check(Answer::code("1"), r#"{"code":"1"}"#);
        check(Answer::codes(&["2", "1"]), r#"{"codes":["2","1"]}"#);
        check(Entry::Given(Answer::Whole(-3)), r#"{"whole":-3}"#);
        check(Entry::Given(Answer::Number(0.5)), r#"{"number":0.5}"#);
        check(Entry::Given(Answer::Text("u \"parku\"".into())), r#"{"text":"u \"parku\""}"#);
        check(Entry::Given(Answer::Day(Day::parse("2026-05-31").unwrap())), r#"{"day":"2026-05-31"}"#);
        let place = Answer::Place { latitude: 49.7, longitude: 13.4 };
        check(Entry::Given(place), r#"{"place":{"latitude":49.7,"longitude":13.4}}"#);
        check(Entry::Given(Answer::Acknowledged), r#""acknowledged""#);
        check(Entry::Missing(Missing::DontKnow), r#"{"missing":"dont-know"}"#);
        for wrong in ["null", "1", "{}", r#"{"day":"2026-02-30"}"#, r#"{"missing":"no"}"#, r#"{"code":1}"#] {
            assert!(serde_json::from_str::<Entry>(wrong).is_err(), "{wrong}");
        }
    }
}
