//! Codes that follow others: the classification was made anew for 2021, and in parts for 2019 and 2025.

use std::collections::BTreeSet;

use crate::time::Month;

/// A code and one that took over from it, wholly or in part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Succession {
    /// The code until the month before.
    pub old: u16,
    /// The code since.
    pub new: u16,
    /// The first month of the new code, as its printed name says (*platná od*).
    pub since: Month,
    /// Why they are held to be of the same deeds; nobody published a table.
    pub basis: Basis,
}

/// Why a code is held to follow another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Their names say the same.
    Name,
    /// The new one is the part committed by burglary, which moved to the group 300–399.
    Burglary,
    /// Their names cite the same section of the Criminal Code.
    Section,
}

/// All successions, by old code.
#[must_use]
pub fn crosswalk() -> Vec<Succession> {
    let row = |line: &str| {
        let mut fields = line.split(',');
        let mut next = || fields.next();
        Some(Succession {
            old: next()?.parse().ok()?,
            new: next()?.parse().ok()?,
            since: Month::parse(next()?)?,
            basis: match next()? {
                "name" => Basis::Name,
                "burglary" => Basis::Burglary,
                _ => Basis::Section,
            },
        })
    };
    include_str!("crosswalk.csv").lines().skip(1).filter_map(row).collect()
}

/// Codes whose counts together make the longest series of a code: it, what it followed and what follows it, and so on.
///
/// ```
/// use crime_files::tsk::long_series;
///
/// // Things stolen from cars: until 2020, since 2021 without and with burglary.
/// assert_eq!(long_series(433), [376, 416, 433]);
/// assert_eq!(long_series(131), [131]);
/// ```
#[must_use]
pub fn long_series(code: u16) -> Vec<u16> {
    let crosswalk = crosswalk();
    let mut series = BTreeSet::from([code]);
    loop {
        let before = series.len();
        for it in &crosswalk {
            if series.contains(&it.old) || series.contains(&it.new) {
                series.extend([it.old, it.new]);
            }
        }
        if series.len() == before {
            return series.into_iter().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        let lines = include_str!("crosswalk.csv").lines().count() - 1;
        assert_eq!(crosswalk().len(), lines);
        assert!(crosswalk().iter().all(|it| it.old != it.new));
    }
}
