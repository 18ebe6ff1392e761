//! What time a figure is of.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// How long periods are; from the finest to the coarsest, and the state of a day apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Granularity {
    /// A day.
    Day,
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
    /// How things stood on a day: people registered on 31 December. Never summed over time.
    State,
}

impl Granularity {
    /// All of them.
    pub const ALL: [Granularity; 5] =
        [Granularity::Day, Granularity::Month, Granularity::Quarter, Granularity::Year, Granularity::State];

    /// Name in the database, in files and in keys of texts.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Granularity::Day => "day",
            Granularity::Month => "month",
            Granularity::Quarter => "quarter",
            Granularity::Year => "year",
            Granularity::State => "state",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Granularity> {
        Granularity::ALL.into_iter().find(|granularity| granularity.key() == key)
    }
}

/// A calendar period, or a day as of which something stood.
///
/// Written `2018`, `2018-Q3`, `2018-09`, `2018-09-12`, and `@2018-12-31` for a state of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: NaiveDate,
    granularity: Granularity,
}

/// The text is no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a period like 2018, 2018-Q3, 2018-09, 2018-09-12 or @2018-12-31")]
pub struct NotAPeriod;

impl Period {
    /// The period of this length that holds the day.
    #[must_use]
    pub fn holding(granularity: Granularity, day: NaiveDate) -> Period {
        let month = match granularity {
            Granularity::Day | Granularity::State => return Period { first: day, granularity },
            Granularity::Month => day.month(),
            Granularity::Quarter => day.month0() / 3 * 3 + 1,
            Granularity::Year => 1,
        };
        Period { first: NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day), granularity }
    }

    /// A year; `None` beyond what the calendar knows.
    #[must_use]
    pub fn year(year: i32) -> Option<Period> {
        NaiveDate::from_ymd_opt(year, 1, 1).map(|day| Period::holding(Granularity::Year, day))
    }

    /// A month.
    #[must_use]
    pub fn month(year: i32, month: u32) -> Option<Period> {
        NaiveDate::from_ymd_opt(year, month, 1).map(|day| Period::holding(Granularity::Month, day))
    }

    /// A state as of the day.
    #[must_use]
    pub fn state(day: NaiveDate) -> Period {
        Period::holding(Granularity::State, day)
    }

    /// Its length.
    #[must_use]
    pub fn granularity(self) -> Granularity {
        self.granularity
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> NaiveDate {
        let months = match self.granularity {
            Granularity::Day | Granularity::State => return self.first,
            Granularity::Month => 1,
            Granularity::Quarter => 3,
            Granularity::Year => 12,
        };
        let next = self.first.checked_add_months(Months::new(months));
        next.and_then(|next| next.pred_opt()).unwrap_or(NaiveDate::MAX)
    }

    /// Days in it.
    #[must_use]
    pub fn days(self) -> i64 {
        (self.last() - self.first).num_days() + 1
    }

    /// The next one of the same length; states have none, `None` at the end of the calendar.
    #[must_use]
    pub fn next(self) -> Option<Period> {
        if self.granularity == Granularity::State {
            return None;
        }
        let day = self.last().checked_add_days(Days::new(1))?;
        Some(Period::holding(self.granularity, day))
    }

    /// Whether it lies wholly within `from`–`to`.
    #[must_use]
    pub fn within(self, range: Range) -> bool {
        range.from <= self.first && self.last() <= range.to
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        match self.granularity {
            Granularity::Day => write!(f, "{}", self.first),
            Granularity::Month => write!(f, "{year:04}-{month:02}"),
            Granularity::Quarter => write!(f, "{year:04}-Q{}", (month - 1) / 3 + 1),
            Granularity::Year => write!(f, "{year:04}"),
            Granularity::State => write!(f, "@{}", self.first),
        }
    }
}

impl std::str::FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Period, NotAPeriod> {
        let day = |text: &str| {
            let form = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
            form.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()
        };
        if let Some(state) = text.strip_prefix('@') {
            return day(state).map(Period::state).ok_or(NotAPeriod);
        }
        let quarter = text.split_once("-Q").and_then(|(year, quarter)| match quarter {
            "1" => Some(format!("{year}-01-01")),
            "2" => Some(format!("{year}-04-01")),
            "3" => Some(format!("{year}-07-01")),
            "4" => Some(format!("{year}-10-01")),
            _ => None,
        });
        let (granularity, first) = match text.len() {
            4 => (Granularity::Year, format!("{text}-01-01")),
            7 if quarter.is_some() => (Granularity::Quarter, quarter.unwrap_or_default()),
            7 => (Granularity::Month, format!("{text}-01")),
            _ => (Granularity::Day, text.to_owned()),
        };
        day(&first).map(|first| Period::holding(granularity, first)).ok_or(NotAPeriod)
    }
}

impl Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Period, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Days from one to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Range {
    /// The days of a period.
    #[must_use]
    pub fn of(period: Period) -> Range {
        Range { from: period.first(), to: period.last() }
    }

    /// From the first day of one period to the last day of another.
    #[must_use]
    pub fn between(first: Period, last: Period) -> Range {
        Range { from: first.first(), to: last.last() }
    }

    /// Days in it; none when it ends before it begins.
    #[must_use]
    pub fn days(self) -> i64 {
        ((self.to - self.from).num_days() + 1).max(0)
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether the two have a day in common.
    #[must_use]
    pub fn meets(self, other: Range) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// A day of the year, for comparing years up to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayOfYear {
    /// 1–12.
    pub month: u32,
    /// 1–31.
    pub day: u32,
}

impl DayOfYear {
    /// The days of a year up to this one. In every year they are the same calendar days, so that years compare on equal
    /// days: up to 29 February means up to 28 February in a year that has no 29th.
    #[must_use]
    pub fn in_year(self, year: i32) -> Option<Range> {
        let to = NaiveDate::from_ymd_opt(year, self.month, self.day);
        let to = if (self.month, self.day) == (2, 29) { NaiveDate::from_ymd_opt(year, 2, 28) } else { to };
        Some(Range { from: NaiveDate::from_ymd_opt(year, 1, 1)?, to: to? })
    }

    /// Whether a day counts when years are compared up to this one. 29 February never does: other years have none.
    #[must_use]
    pub fn counts(self, day: NaiveDate) -> bool {
        let leap_day = (day.month(), day.day()) == (2, 29);
        !leap_day && self.in_year(day.year()).is_some_and(|range| range.holds(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_written_and_read() {
        for text in ["2018", "2018-Q3", "2018-09", "2018-09-12", "@2018-12-31"] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
        for text in
            ["", "18", "2018-Q5", "2018-13", "2018-02-29", "@2018", "2018-9", "20180912", "２０１８", "+018"]
        {
            assert_eq!(text.parse::<Period>(), Err(NotAPeriod), "{text}");
        }
    }

    #[test]
    fn a_period_knows_its_days() {
        let days = |text: &str| text.parse::<Period>().unwrap().days();
        assert_eq!(
            ["2018", "2020", "2018-Q1", "2020-02", "2018-09-12", "@2018-12-31"].map(days),
            [365, 366, 90, 29, 1, 1]
        );
        let next = |text: &str| text.parse::<Period>().unwrap().next().map(|next| next.to_string());
        assert_eq!(next("2018-12").as_deref(), Some("2019-01"));
        assert_eq!(next("2018-Q4").as_deref(), Some("2019-Q1"));
        assert_eq!(next("@2018-12-31"), None);
    }

    #[test]
    fn years_are_compared_on_equal_days() {
        for (month, day) in [(2, 28), (2, 29), (3, 1), (9, 12), (12, 31)] {
            let to_date = DayOfYear { month, day };
            let counted = |year: i32| {
                let range = to_date.in_year(year).unwrap();
                range
                    .from
                    .iter_days()
                    .take_while(|day| *day <= range.to)
                    .filter(|day| to_date.counts(*day))
                    .count()
            };
            assert_eq!(counted(2023), counted(2024), "up to {day}. {month}.");
        }
        assert!(DayOfYear { month: 4, day: 31 }.in_year(2024).is_none());
    }
}
