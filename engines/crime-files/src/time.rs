//! Instants with the offset they were written with, and months.

use serde::{Deserialize, Serialize};

const DAY: i64 = 86_400;

/// An instant and the offset of the clock it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Instant {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub seconds: i64,
    /// Seconds by which the clock is ahead of UTC.
    pub offset: i32,
}

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    /// Months since year 0.
    index: i32,
}

impl Instant {
    /// Reads `2018-09-12T21:40:00+02:00`; `Z`, a blank for the `T`, parts of a second, `+0200`, `+02` and missing seconds
    /// are understood. Without an offset it is none: which clock was it?
    #[must_use]
    pub fn parse(text: &[u8]) -> Option<Self> {
        let (local, rest) = local(text)?;
        let offset = offset(rest)?;
        Some(Self { seconds: local - i64::from(offset), offset })
    }

    /// Reads the same without an offset, as a clock in Prague shows it. In the hour that comes twice the first is meant.
    #[must_use]
    pub fn parse_in_prague(text: &[u8]) -> Option<Self> {
        let (local, rest) = local(text)?;
        if !rest.is_empty() {
            return Self::parse(text);
        }
        let summer = local - 7_200;
        let offset = if prague_offset(summer) == 7_200 { 7_200 } else { 3_600 };
        Some(Self { seconds: local - i64::from(offset), offset })
    }

    /// The same instant on a clock in Prague.
    #[must_use]
    pub fn in_prague(self) -> Self {
        Self { offset: prague_offset(self.seconds), ..self }
    }

    /// Seconds since 1970-01-01 00:00 on the clock it was read from.
    #[must_use]
    pub fn local(self) -> i64 {
        self.seconds + i64::from(self.offset)
    }

    /// Its month on that clock.
    #[must_use]
    pub fn month(self) -> Month {
        let (year, month, _) = civil(self.local().div_euclid(DAY));
        Month::of(year, month)
    }

    /// Days since 1970-01-01 on that clock.
    #[must_use]
    pub fn day(self) -> i64 {
        self.local().div_euclid(DAY)
    }

    /// Hour of the day on that clock, 0–23.
    #[must_use]
    pub fn hour(self) -> u8 {
        u8::try_from(self.local().rem_euclid(DAY) / 3_600).unwrap_or(0)
    }
}

impl std::fmt::Display for Instant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = civil(self.day());
        let second = self.local().rem_euclid(DAY);
        write!(f, "{year:04}-{month:02}-{day:02}T{:02}:", second / 3_600)?;
        write!(f, "{:02}:{:02}", second / 60 % 60, second % 60)?;
        let (sign, offset) = if self.offset < 0 { ('-', -self.offset) } else { ('+', self.offset) };
        write!(f, "{sign}{:02}:{:02}", offset / 3_600, offset / 60 % 60)
    }
}

impl Month {
    /// A month by its year and its number from 1.
    #[must_use]
    pub fn new(year: i32, month: u32) -> Option<Self> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month)).then(|| Self::of(i64::from(year), month))
    }

    fn of(year: i64, month: u32) -> Self {
        let months = year * 12 + i64::from(month) - 1;
        Self { index: i32::try_from(months).unwrap_or(0) }
    }

    /// A month by how many passed since January of year 0.
    #[must_use]
    pub fn from_index(index: i32) -> Self {
        Self { index }
    }

    /// Months since January of year 0; subtract two to count between.
    #[must_use]
    pub fn index(self) -> i32 {
        self.index
    }

    /// Its year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.index.div_euclid(12)
    }

    /// Its number, 1–12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.index.rem_euclid(12).unsigned_abs() + 1
    }

    /// Reads `2018-09`; what follows is not looked at.
    pub(crate) fn starting(text: &[u8]) -> Option<Self> {
        let [a, b, c, d, b'-', m, n, ..] = text else { return None };
        let year = number(&[*a, *b, *c, *d])?;
        let month = number(&[*m, *n])?;
        Self::new(i32::try_from(year).ok()?, u32::try_from(month).ok()?)
    }

    /// Reads `2018-09`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::starting(text.as_bytes()).filter(|_| text.len() == 7)
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text} is no month"))
    }
}

/// Digits as a number.
fn number(text: &[u8]) -> Option<i64> {
    text.iter().try_fold(0_i64, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0')))
}

/// Seconds since 1970-01-01 on the clock, and what follows them.
fn local(text: &[u8]) -> Option<(i64, &[u8])> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, rest @ ..] = text else { return None };
    let year = number(&[*y1, *y2, *y3, *y4]).filter(|it| *it >= 1)?;
    let (month, day) = (number(&[*m1, *m2])?, number(&[*d1, *d2])?);
    let days = days(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?;
    let [b'T' | b' ', h1, h2, b':', n1, n2, rest @ ..] = rest else { return None };
    let (hour, minute) = (number(&[*h1, *h2])?, number(&[*n1, *n2])?);
    let (second, rest) = match rest {
        [b':', s1, s2, rest @ ..] => (number(&[*s1, *s2])?, fraction(rest)),
        rest => (0, rest),
    };
    let good = hour < 24 && minute < 60 && second < 61;
    good.then_some((days * DAY + hour * 3_600 + minute * 60 + second.min(59), rest))
}

/// What follows after parts of a second, which are let go.
fn fraction(rest: &[u8]) -> &[u8] {
    match rest {
        [b'.', digits @ ..] => {
            let end = digits.iter().position(|it| !it.is_ascii_digit()).unwrap_or(digits.len());
            digits.get(end..).unwrap_or_default()
        }
        rest => rest,
    }
}

/// Seconds of `Z`, `+02:00`, `+0200` or `+02`.
fn offset(text: &[u8]) -> Option<i32> {
    let (sign, hours, minutes) = match text {
        b"Z" => return Some(0),
        [sign @ (b'+' | b'-'), h1, h2] => (sign, [*h1, *h2], *b"00"),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] | [sign @ (b'+' | b'-'), h1, h2, m1, m2] => {
            (sign, [*h1, *h2], [*m1, *m2])
        }
        _ => return None,
    };
    let (hours, minutes) = (number(&hours)?, number(&minutes)?);
    let seconds = i32::try_from(hours * 3_600 + minutes * 60).ok()?;
    (hours < 15 && minutes < 60).then_some(if *sign == b'-' { -seconds } else { seconds })
}

/// Central European time with its summer time: from the last Sunday of March to the last of October, at 01:00 UTC (as it
/// holds since 1996, Directive 2000/84/EC).
fn prague_offset(seconds: i64) -> i32 {
    let (year, ..) = civil(seconds.div_euclid(DAY));
    let change = |month| {
        let last = days(year, month, 31).unwrap_or(0);
        // 1970-01-01 was a Thursday.
        (last - (last + 4).rem_euclid(7)) * DAY + 3_600
    };
    if (change(3)..change(10)).contains(&seconds) { 7_200 } else { 3_600 }
}

/// Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms", 2013); `None` for no day.
pub(crate) fn days(year: i64, month: u32, day: u32) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    let (month, day) = (i64::from(month), i64::from(day));
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// Year, month and day; the inverse of [`days`].
pub(crate) fn civil(days: i64) -> (i64, u32, u32) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    (year, u32::try_from(month).unwrap_or(1), u32::try_from(day).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_as_they_are_written() {
        let check = |text: &str, expected: Option<&str>| {
            let shown = Instant::parse(text.as_bytes()).map(|it| it.to_string());
            assert_eq!(shown.as_deref(), expected, "{text}");
        };
        check("2018-09-12T21:40:00+02:00", Some("2018-09-12T21:40:00+02:00"));
        check("2018-09-12 21:40:00.123+0200", Some("2018-09-12T21:40:00+02:00"));
        check("2019-01-01T01:30:00Z", Some("2019-01-01T01:30:00+00:00"));
        check("2016-02-29T00:00-05", Some("2016-02-29T00:00:00-05:00"));
        for none in [
            "2018-09-12T21:40:00",
            "2018-09-31T21:40:00Z",
            "2018-13-01T00:00:00Z",
            "",
            "2018-09-12T24:00:00Z",
        ] {
            check(none, None);
        }
    }

    #[test]
    fn a_month_is_that_of_the_clock() {
        let new_year = Instant::parse(b"2018-12-31T23:30:00Z").unwrap();
        assert_eq!(new_year.month().to_string(), "2018-12");
        assert_eq!(new_year.in_prague().month().to_string(), "2019-01");
        assert_eq!(new_year.in_prague().hour(), 0);
    }

    #[test]
    fn summer_time_of_prague() {
        // 2024: from 31 March 02:00 to 27 October 03:00 on the clock.
        for (utc, offset) in [
            ("2024-03-31T00:59:59Z", 3_600),
            ("2024-03-31T01:00:00Z", 7_200),
            ("2024-10-27T00:59:59Z", 7_200),
            ("2024-10-27T01:00:00Z", 3_600),
        ] {
            assert_eq!(Instant::parse(utc.as_bytes()).unwrap().in_prague().offset, offset, "{utc}");
        }
        let summer = Instant::parse_in_prague(b"2024-07-01T00:10:00").unwrap();
        assert_eq!(summer.to_string(), "2024-07-01T00:10:00+02:00");
        let twice = Instant::parse_in_prague(b"2024-10-27T02:30:00").unwrap();
        assert_eq!(twice.offset, 7_200);
    }

    proptest::proptest! {
        #[test]
        fn days_there_and_back(day in -700_000_i64..2_900_000) {
            let (year, month, of_month) = civil(day);
            proptest::prop_assert_eq!(days(year, month, of_month), Some(day));
        }
    }
}
