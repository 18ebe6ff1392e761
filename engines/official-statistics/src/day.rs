//! A day of the calendar, read as offices write it. No clock: days only come out of files.

/// A day of the years 1900–2200.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// A day, if there is one.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Day> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let length = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        };
        ((1900..=2200).contains(&year) && (1..=length).contains(&day)).then_some(Day { year, month, day })
    }

    /// The last day of a year.
    #[must_use]
    pub fn end_of(year: u16) -> Option<Day> {
        Day::new(year, 12, 31)
    }

    /// Reads `2018-09-12`, the same with a time behind `T`, and `12.9.2018` with or without blanks.
    #[must_use]
    pub fn read(text: &str) -> Option<Day> {
        let text = text.trim();
        let text = text.split_once('T').map_or(text, |(day, _)| day);
        if let Some((year, rest)) = text.split_once('-') {
            let (month, day) = rest.split_once('-')?;
            return Day::new(number(year)?, number(month)?, number(day)?);
        }
        let mut parts = text.split('.').map(str::trim);
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() { None } else { Day::new(number(year)?, number(month)?, number(day)?) }
    }

    /// Its year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }
}

/// Digits only: `+1` and ` 1` are no parts of a day.
fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
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
    fn days_as_offices_write_them() {
        for text in ["2018-09-12", "12.9.2018", "12. 09. 2018", " 2018-09-12T00:00:00 "] {
            assert_eq!(Day::read(text).unwrap().to_string(), "2018-09-12", "{text}");
        }
        for text in [
            "",
            "2018-02-29",
            "31.4.2018",
            "2018",
            "2018-9",
            "9.2018",
            "1.2.3.2018",
            "-1-1-1",
            "12.9.18",
            "+1.1.2018",
        ] {
            assert_eq!(Day::read(text), None, "{text}");
        }
        assert!(Day::read("2000-02-29").is_some() && Day::read("2100-02-29").is_none());
        assert!(Day::read("2018-09-12") < Day::read("2018-10-01"));
    }
}
