//! A calendar month as one number, so that months can be walked.

use chrono::{Datelike, NaiveDate};

/// Year · 12 + month − 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(pub i32);

impl Month {
    /// The month of a day.
    #[must_use]
    pub fn of(day: NaiveDate) -> Month {
        Month(day.year() * 12 + i32::try_from(day.month0()).unwrap_or(0))
    }

    /// Its year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// Its number in the year, from 1.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0.rem_euclid(12).unsigned_abs() + 1
    }

    /// The first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year(), self.number(), 1).unwrap_or_default()
    }

    /// The last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.after().first_day().pred_opt().unwrap_or_default()
    }

    /// The month before.
    #[must_use]
    pub fn before(self) -> Month {
        Month(self.0 - 1)
    }

    /// The month after.
    #[must_use]
    pub fn after(self) -> Month {
        Month(self.0 + 1)
    }

    /// The months from one to another, both included; none when the second is earlier.
    pub fn through(self, last: Month) -> impl DoubleEndedIterator<Item = Month> + Clone {
        (self.0..=last.0).map(Month)
    }
}

impl std::fmt::Display for Month {
    /// ISO 8601: `2026-03`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_walk_over_years() {
        let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
        let month = Month::of(day);
        assert_eq!((month.to_string(), month.last_day()), ("2024-02".to_owned(), day));
        assert_eq!(Month::of(NaiveDate::from_ymd_opt(2023, 12, 5).unwrap()).after().to_string(), "2024-01");
        assert_eq!(month.through(month.after().after()).count(), 3);
        assert_eq!(month.through(month.before()).count(), 0);
    }
}
