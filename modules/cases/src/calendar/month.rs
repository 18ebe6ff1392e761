//! A month as a Czech wall calendar shows it: weeks begin on Monday and carry their number (ISO 8601).

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// One month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Month {
    first: NaiveDate,
}

/// One week of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Week {
    /// Number in the year.
    pub(crate) number: u32,
    /// Monday to Sunday.
    pub(crate) days: Vec<NaiveDate>,
}

impl Month {
    /// The month that `day` lies in.
    pub(crate) fn of(day: NaiveDate) -> Month {
        Month { first: day.with_day(1).unwrap_or(day) }
    }

    /// Reads `2026-03`; anything else is `None`, and so are years in which nobody plans.
    pub(crate) fn read(text: &str) -> Option<Month> {
        let first = NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").ok()?;
        (text.len() == 7 && (2000..=2100).contains(&first.year())).then_some(Month { first })
    }

    /// As in the address: `2026-03`.
    pub(crate) fn key(self) -> String {
        self.first.format("%Y-%m").to_string()
    }

    /// Its number in the year, from 1.
    pub(crate) fn number(self) -> u32 {
        self.first.month()
    }

    /// The year, as a text: a year is not a quantity.
    pub(crate) fn year(self) -> String {
        self.first.year().to_string()
    }

    /// The month before.
    pub(crate) fn before(self) -> Month {
        Month { first: self.first.checked_sub_months(Months::new(1)).unwrap_or(self.first) }
    }

    /// The month after.
    pub(crate) fn after(self) -> Month {
        Month { first: self.first.checked_add_months(Months::new(1)).unwrap_or(self.first) }
    }

    /// Whether a day lies in it.
    pub(crate) fn holds(self, day: NaiveDate) -> bool {
        Month::of(day) == self
    }

    /// Its weeks, filled up with days of the neighbours.
    pub(crate) fn weeks(self) -> Vec<Week> {
        let monday = self.first.week(Weekday::Mon).first_day();
        let mut weeks = Vec::new();
        let mut day = monday;
        while day < self.after().first || weeks.is_empty() {
            let days: Vec<NaiveDate> = (0..7).filter_map(|n| day.checked_add_days(Days::new(n))).collect();
            weeks.push(Week { number: day.iso_week().week(), days });
            let Some(next) = day.checked_add_days(Days::new(7)) else { break };
            day = next;
        }
        weeks
    }

    /// The first and last day that [`Month::weeks`] shows.
    pub(crate) fn shown(self) -> (NaiveDate, NaiveDate) {
        let weeks = self.weeks();
        let days = || weeks.iter().flat_map(|week| week.days.iter().copied());
        (days().next().unwrap_or(self.first), days().last().unwrap_or(self.first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(month: &str, weeks: &[u32], from: &str, to: &str) {
        let month = Month::read(month).unwrap();
        let numbers: Vec<u32> = month.weeks().iter().map(|week| week.number).collect();
        assert_eq!(numbers, weeks);
        let (first, last) = month.shown();
        assert_eq!((first.to_string().as_str(), last.to_string().as_str()), (from, to));
        assert!(month.weeks().iter().all(|week| week.days.len() == 7));
    }

    #[test]
    fn weeks_begin_on_monday_and_are_numbered() {
        check("2026-02", &[5, 6, 7, 8, 9], "2026-01-26", "2026-03-01");
        check("2027-01", &[53, 1, 2, 3, 4], "2026-12-28", "2027-01-31");
        check("2021-02", &[5, 6, 7, 8], "2021-02-01", "2021-02-28");
    }

    #[test]
    fn nonsense_is_no_month() {
        for text in ["", "2026", "2026-13", "2026-1", "9999-01", "2026-01-01", "x"] {
            assert_eq!(Month::read(text), None, "{text}");
        }
    }
}
