//! Codes, postcodes and dates of the register: small numbers that must not be mixed up.

use std::fmt;

macro_rules! code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }
    };
}

code!(
    /// Kód ADM: one address point of the state register.
    AddressCode
);
code!(
    /// Kód ulice: one street of one municipality.
    StreetCode
);
code!(
    /// Kód části obce: one part of a municipality, the area in which č.p. is unique.
    PartCode
);
code!(
    /// Kód obce: one municipality, such as 554791 for Plzeň.
    MunicipalityCode
);
code!(
    /// Kód MOMC: a city district (městský obvod or městská část); only in cities that have them.
    DistrictCode
);
code!(
    /// Kód obvodu Prahy: one of the ten districts of Prague that an official address carries.
    PragueDistrictCode
);

/// Poštovní směrovací číslo: five digits, 10000 to 79999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode(u32);

impl Postcode {
    /// `None` outside 10000–79999, which no Czech post office has.
    pub fn new(digits: u32) -> Option<Postcode> {
        (10_000..80_000).contains(&digits).then_some(Postcode(digits))
    }

    /// The five digits as a number.
    pub fn digits(self) -> u32 {
        self.0
    }
}

/// Prints the five digits without a space, as Decree 359/2011 writes them.
impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:05}", self.0)
    }
}

/// A calendar day that exists, between 1900-01-01 and 2079-06-05 (two bytes in a column).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(u16);

impl Date {
    /// `None` for a day that does not exist (30 February) or lies outside the range.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        if !(1900..=2079).contains(&year) || day == 0 || day > days_in_month(year, month)? {
            return None;
        }
        let before = |y: u32| y * 365 + y.div_ceil(4) - y.div_ceil(100) + y.div_ceil(400);
        let months: u32 = (1..month).filter_map(|m| days_in_month(year, m)).map(u32::from).sum();
        let days = before(u32::from(year)) - before(1900) + months + u32::from(day) - 1;
        u16::try_from(days + 1).ok().map(Date)
    }

    /// Year, month, day.
    pub fn ymd(self) -> (u16, u8, u8) {
        let mut left = self.0 - 1;
        let mut year = 1900;
        loop {
            let length = if leap(year) { 366 } else { 365 };
            if left < length {
                break;
            }
            left -= length;
            year += 1;
        }
        let mut month = 1;
        while let Some(length) = days_in_month(year, month).map(u16::from) {
            if left < length {
                break;
            }
            left -= length;
            month += 1;
        }
        (year, month, left as u8 + 1)
    }

    /// Days after 1899-12-31; 0 is kept for "no date".
    pub(crate) fn pack(value: Option<Date>) -> u16 {
        value.map_or(0, |date| date.0)
    }

    pub(crate) fn unpack(packed: u16) -> Option<Date> {
        (packed != 0).then_some(Date(packed))
    }
}

/// Prints `2023-12-31`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

fn leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_in_month(year: u16, month: u8) -> Option<u8> {
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap(year) => 29,
        2 => 28,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist() {
        let check = |y, m, d, expected: Option<&str>| {
            assert_eq!(Date::new(y, m, d).map(|date| date.to_string()).as_deref(), expected, "{y}-{m}-{d}");
        };
        check(1900, 1, 1, Some("1900-01-01"));
        check(1900, 2, 29, None);
        check(2000, 2, 29, Some("2000-02-29"));
        check(2023, 12, 31, Some("2023-12-31"));
        check(2024, 2, 30, None);
        check(2024, 13, 1, None);
        check(2024, 0, 1, None);
        check(2024, 4, 31, None);
        check(2079, 6, 5, Some("2079-06-05"));
        check(2079, 12, 31, None);
    }

    #[test]
    fn days_follow_each_other() {
        assert_eq!(Date::new(2024, 3, 1).unwrap().0 - Date::new(2024, 2, 28).unwrap().0, 2);
        assert_eq!(Date::new(2023, 1, 1).unwrap().0 - Date::new(2022, 1, 1).unwrap().0, 365);
    }
}
