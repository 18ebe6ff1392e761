//! Czech working days: which days are public holidays, and when a period ends. Pure: dates in, dates out.
//!
//! - Holidays: Act 245/2000 Sb. §§ 1–2 as amended; Good Friday since 2016 (Act 359/2015 Sb.); Easter by the computus.
//! - Periods: § 40 správního řádu (Act 500/2004 Sb.): the day of the event does not count; a period that would end on
//!   a Saturday, Sunday or public holiday ends on the next working day.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::DeadlineLength;

/// Public holidays with a fixed date: day and month.
const FIXED: [(u32, u32); 11] =
    [(1, 1), (1, 5), (8, 5), (5, 7), (6, 7), (28, 9), (28, 10), (17, 11), (24, 12), (25, 12), (26, 12)];

/// Since when Good Friday is a public holiday.
const GOOD_FRIDAY_SINCE: i32 = 2016;

/// Easter Sunday of a year, by the anonymous Gregorian algorithm (Meeus, *Astronomical Algorithms*, ch. 8).
#[must_use]
pub fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?)
}

/// Whether the day is a public holiday in Czechia.
#[must_use]
pub fn is_holiday(day: NaiveDate) -> bool {
    if FIXED.contains(&(day.day(), day.month())) {
        return true;
    }
    let Some(easter) = easter_sunday(day.year()) else { return false };
    let from_easter = (day - easter).num_days();
    from_easter == 1 || (from_easter == -2 && day.year() >= GOOD_FRIDAY_SINCE)
}

/// Whether offices work on the day.
#[must_use]
pub fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_holiday(day)
}

/// The day itself if it is a working day, else the next one.
#[must_use]
pub fn on_or_after(day: NaiveDate) -> NaiveDate {
    let mut day = day;
    // Never more than a week: the longest row of free days is six.
    while !is_working_day(day) {
        match day.succ_opt() {
            Some(next) => day = next,
            None => return day,
        }
    }
    day
}

/// The last day of a period of so many working days after `event`.
#[must_use]
pub fn after_working_days(event: NaiveDate, days: u16) -> NaiveDate {
    let mut day = event;
    for _ in 0..days {
        match day.succ_opt() {
            Some(next) => day = on_or_after(next),
            None => return day,
        }
    }
    if days == 0 { on_or_after(event) } else { day }
}

/// The last day of a period of so many calendar days after `event`.
#[must_use]
pub fn after_calendar_days(event: NaiveDate, days: u16) -> NaiveDate {
    on_or_after(event.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX))
}

impl DeadlineLength {
    /// The last day, counted from the day of the event.
    #[must_use]
    pub fn last_day(self, event: NaiveDate) -> NaiveDate {
        match self {
            DeadlineLength::AtOnce => event,
            DeadlineLength::WorkingDays(days) => after_working_days(event, days),
            DeadlineLength::CalendarDays(days) => after_calendar_days(event, days),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn easter_of_the_calendar() {
        // Easter Sundays as printed in calendars; 2038 is the latest possible date but one.
        for sunday in [
            "2000-04-23",
            "2016-03-27",
            "2019-04-21",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2028-04-16",
            "2029-04-01",
            "2030-04-21",
            "2038-04-25",
            "2285-03-22",
        ] {
            assert_eq!(easter_sunday(day(sunday).year()), Some(day(sunday)));
        }
    }

    #[test]
    fn good_friday_is_young_and_easter_monday_old() {
        for (date, holiday) in [
            ("2015-04-03", false), // Good Friday before the amendment
            ("2015-04-06", true),
            ("2016-03-25", true),
            ("2016-03-28", true),
            ("2026-04-03", true),
            ("2026-04-04", false), // Easter Saturday is just a Saturday
            ("2026-04-06", true),
        ] {
            assert_eq!(is_holiday(day(date)), holiday, "{date}");
        }
    }

    #[test]
    fn thirteen_holidays_a_year() {
        for year in 2017..=2100 {
            let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let count = first.iter_days().take_while(|d| d.year() == year).filter(|d| is_holiday(*d)).count();
            // Easter may fall on 1 May or 8 May only in years far away.
            assert_eq!(count, 13, "{year}");
        }
    }

    #[test]
    fn periods_by_hand() {
        let check = |event: &str, length: DeadlineLength, last: &str| {
            assert_eq!(length.last_day(day(event)), day(last), "{event} {length:?}");
        };
        use DeadlineLength::{AtOnce, CalendarDays, WorkingDays};
        check("2026-03-02", WorkingDays(3), "2026-03-05"); // Monday → Thursday
        check("2026-03-05", WorkingDays(3), "2026-03-10"); // over a weekend
        check("2026-04-02", WorkingDays(1), "2026-04-07"); // Maundy Thursday → Tuesday after Easter
        check("2026-04-01", WorkingDays(3), "2026-04-08"); // Thursday, Tuesday, Wednesday
        check("2026-12-23", WorkingDays(1), "2026-12-28"); // Christmas, then a weekend
        check("2026-12-23", WorkingDays(3), "2026-12-30");
        check("2026-12-31", WorkingDays(1), "2027-01-04"); // New Year is a Friday
        check("2026-07-03", WorkingDays(1), "2026-07-07"); // 5 July Sunday, 6 July Monday
        check("2026-03-07", WorkingDays(1), "2026-03-09"); // an event on a Saturday
        check("2026-03-02", CalendarDays(30), "2026-04-01");
        check("2026-03-04", CalendarDays(30), "2026-04-07"); // Good Friday, Easter, Monday → Tuesday
        check("2026-11-24", CalendarDays(30), "2026-12-28"); // Christmas Eve is a holiday
        check("2026-11-13", CalendarDays(4), "2026-11-18"); // 17 November
        check("2026-03-01", AtOnce, "2026-03-01");
    }

    proptest! {
        #[test]
        fn a_period_ends_on_a_working_day_and_holds_what_it_says(offset in 0_u64..40_000, days in 1_u16..200) {
            let event = day("2001-01-01") + Days::new(offset);
            let last = after_working_days(event, days);
            prop_assert!(is_working_day(last));
            let within = event.iter_days().skip(1).take_while(|d| *d <= last).filter(|d| is_working_day(*d)).count();
            prop_assert_eq!(within, usize::from(days));
        }

        #[test]
        fn a_calendar_period_is_moved_less_than_a_week(offset in 0_u64..40_000, days in 0_u16..400) {
            let event = day("2001-01-01") + Days::new(offset);
            let last = after_calendar_days(event, days);
            let plain = event + Days::new(days.into());
            prop_assert!(is_working_day(last));
            prop_assert!((0..6).contains(&(last - plain).num_days()));
            prop_assert!(plain.iter_days().take_while(|d| *d < last).all(|d| !is_working_day(d)));
        }

        #[test]
        fn more_days_never_end_sooner(offset in 0_u64..40_000, days in 0_u16..100) {
            let event = day("2001-01-01") + Days::new(offset);
            prop_assert!(after_working_days(event, days) <= after_working_days(event, days + 1));
            prop_assert!(after_calendar_days(event, days) <= after_calendar_days(event, days + 1));
        }
    }
}
