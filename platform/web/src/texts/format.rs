//! Numbers and days as each language writes them.
//!
//! Czech and Ukrainian: decimal comma, narrow no-break space between thousands (ČSN 01 6910; U+202F).
//! English: decimal point, comma between thousands. A year is not a quantity: pass it as text.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc};
use chrono_tz::Europe::Prague;

use super::Say;
use crate::Lang;

const NARROW_SPACE: char = '\u{202f}';
const FIXED_SPACE: char = '\u{a0}';

/// Decimal places that a value needs when nobody asked for a number of them; at most six.
pub(super) fn shortest_places(value: f64) -> usize {
    let text = format!("{value:.6}");
    text.trim_end_matches('0').split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

/// A number with exactly `places` decimals.
pub(super) fn decimal(lang: Lang, value: f64, places: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let (group, point) = match lang {
        Lang::Cs | Lang::Uk => (NARROW_SPACE, ','),
        Lang::En => (',', '.'),
    };
    let text = format!("{:.places$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::with_capacity(text.len() + 8);
    if value < 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        out.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

impl Say {
    /// A number with as many decimals as it has (at most six): `t.number(0.5)` → `0,5`.
    #[must_use]
    pub fn number(&self, value: impl Quantity) -> String {
        let value = value.quantity();
        decimal(self.lang(), value, shortest_places(value))
    }

    /// A number with exactly `places` decimals.
    #[must_use]
    pub fn decimal(&self, value: impl Quantity, places: usize) -> String {
        decimal(self.lang(), value.quantity(), places)
    }

    /// A p-value or q-value with three decimals. None is ever 0: what is less than the last decimal is said to be less.
    #[must_use]
    pub fn probability(&self, p: impl Quantity) -> String {
        let p = p.quantity();
        if p < 0.001 { format!("< {}", self.decimal(0.001, 3)) } else { self.decimal(p, 3) }
    }

    /// A share as a percentage: `t.percent(0.123, 1)` → `12,3 %`.
    #[must_use]
    pub fn percent(&self, share: impl Quantity, places: usize) -> String {
        let number = decimal(self.lang(), share.quantity() * 100.0, places);
        match self.lang() {
            Lang::En => format!("{number}%"),
            Lang::Cs | Lang::Uk => format!("{number}{FIXED_SPACE}%"),
        }
    }

    /// A day: `1. 2. 2026`, `1 February 2026`, `01.02.2026`. The spaces do not break.
    #[must_use]
    pub fn date(&self, day: &NaiveDate) -> String {
        let (d, m, y) = (day.day(), day.month(), day.year());
        match self.lang() {
            Lang::Cs => format!("{d}.{FIXED_SPACE}{m}.{FIXED_SPACE}{y}"),
            Lang::En => format!("{d}{FIXED_SPACE}{}{FIXED_SPACE}{y}", day.format("%B")),
            Lang::Uk => format!("{d:02}.{m:02}.{y}"),
        }
    }

    /// An instant as the wall clock of the city shows it: `1. 2. 2026 8:05`.
    #[must_use]
    pub fn moment(&self, at: &DateTime<Utc>) -> String {
        self.date_time(&wall_clock(at))
    }

    /// A day and time of the wall clock: `1. 2. 2026 v 8:05`.
    #[must_use]
    pub fn date_time(&self, moment: &NaiveDateTime) -> String {
        let day = self.date(&moment.date());
        let (h, m) = (moment.hour(), moment.minute());
        match self.lang() {
            Lang::Cs => format!("{day} {h}:{m:02}"),
            Lang::En => format!("{day}, {h}:{m:02}"),
            Lang::Uk => format!("{day}, {h:02}:{m:02}"),
        }
    }
}

/// What the clocks of the city show at an instant.
#[must_use]
pub fn wall_clock(at: &DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&Prague).naive_local()
}

/// Anything that is a number.
pub trait Quantity {
    /// Its value. Whole numbers above 2⁵³ lose their last digits, which no count of a city reaches.
    fn quantity(&self) -> f64;
}

impl<T: Quantity> Quantity for &T {
    fn quantity(&self) -> f64 {
        (*self).quantity()
    }
}

macro_rules! quantities {
    ($($number:ty),*) => {$(
        impl Quantity for $number {
            #[allow(clippy::cast_precision_loss, clippy::cast_lossless)]
            fn quantity(&self) -> f64 {
                *self as f64
            }
        }
    )*};
}
quantities!(u8, u16, u32, u64, usize, i32, i64, f32, f64);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Texts;

    #[track_caller]
    fn check(lang: Lang, value: f64, expected: &str) {
        let t = Say::new(lang, std::sync::Arc::new(Texts::new(&[]).unwrap()));
        assert_eq!(t.number(value), expected);
    }

    #[test]
    fn numbers_read_as_at_home() {
        check(Lang::Cs, 1_234_567.25, "1\u{202f}234\u{202f}567,25");
        check(Lang::En, 1_234_567.25, "1,234,567.25");
        check(Lang::Uk, 0.5, "0,5");
        check(Lang::Cs, -3.0, "−3");
        check(Lang::Cs, -0.000_000_1, "0");
        check(Lang::Cs, f64::NAN, "–");
        check(Lang::Cs, 1000.0, "1\u{202f}000");
    }

    #[test]
    fn days_read_as_at_home() {
        let day = NaiveDate::from_ymd_opt(2026, 2, 1).unwrap();
        let say = |lang| Say::new(lang, std::sync::Arc::new(Texts::new(&[]).unwrap()));
        assert_eq!(say(Lang::Cs).date(&day), "1.\u{a0}2.\u{a0}2026");
        assert_eq!(say(Lang::En).date(&day), "1\u{a0}February\u{a0}2026");
        assert_eq!(say(Lang::Uk).date(&day), "01.02.2026");
        assert_eq!(say(Lang::Cs).percent(0.1234, 1), "12,3\u{a0}%");
        assert_eq!(
            [0.0, 0.0009, 0.001, 0.25].map(|p| say(Lang::Cs).probability(p)),
            ["< 0,001", "< 0,001", "0,001", "0,250"]
        );
    }
}
