//! May these figures be true? Sums of a whole country held against totals that are known to the thousand.
//!
//! A table in which sums and parts were added up together is a whole number of times too high, and every one of its
//! figures is a multiple of that number. Such a table is not repaired: which part of it is wrong cannot be told.

use std::collections::BTreeMap;

/// Foreigners in the Czech Republic on 31 December, without holders of asylum, to the thousand (Czech Statistical Office,
/// *Foreigners in the Czech Republic*, editions 2005–2025).
pub const KNOWN: [(u16, u64); 21] = [
    (2004, 254_000),
    (2005, 278_000),
    (2006, 321_000),
    (2007, 392_000),
    (2008, 438_000),
    (2009, 433_000),
    (2010, 424_000),
    (2011, 434_000),
    (2012, 436_000),
    (2013, 439_000),
    (2014, 449_000),
    (2015, 465_000),
    (2016, 493_000),
    (2017, 524_000),
    (2018, 564_000),
    (2019, 593_000),
    (2020, 632_000),
    (2021, 658_000),
    (2022, 1_113_000),
    (2023, 1_063_000),
    (2024, 1_091_000),
];

/// How far a sum may lie from the known total: small countries left out, holders of asylum counted in, revisions.
const TOLERANCE: f64 = 0.1;

/// What is to be thought of figures.
#[derive(Debug, Clone, PartialEq)]
pub enum Plausible {
    /// They fit what is known.
    Fits,
    /// Nothing is known of any of these years.
    Unknown,
    /// They cannot be true.
    Off(Off),
}

/// By how much figures are off.
#[derive(Debug, Clone, PartialEq)]
pub struct Off {
    /// In the year that is worst.
    pub year: u16,
    /// What they add up to.
    pub found: u64,
    /// What is known.
    pub known: u64,
    /// `found ÷ known`.
    pub factor: f64,
    /// The whole number of times that sums and parts were added up together, when that explains it.
    pub added_up: Option<u64>,
}

/// Judges sums of the whole country by year. `counts` are all single figures behind them, to tell whether they are multiples.
pub fn country(sums: &BTreeMap<u16, u64>, counts: impl IntoIterator<Item = u64>) -> Plausible {
    let mut worst: Option<Off> = None;
    let mut known_any = false;
    for (year, found) in sums {
        let Some((_, known)) = KNOWN.iter().find(|(known, _)| known == year) else { continue };
        known_any = true;
        #[expect(clippy::cast_precision_loss, reason = "counts of people")]
        let factor = *found as f64 / *known as f64;
        let off = (factor.max(f64::MIN_POSITIVE)).ln().abs();
        if off > TOLERANCE
            && worst.as_ref().is_none_or(|worst| off > worst.factor.max(f64::MIN_POSITIVE).ln().abs())
        {
            worst = Some(Off { year: *year, found: *found, known: *known, factor, added_up: None });
        }
    }
    match worst {
        Some(mut off) => {
            off.added_up = times(off.factor, counts);
            Plausible::Off(off)
        }
        None if known_any => Plausible::Fits,
        None => Plausible::Unknown,
    }
}

/// The whole number between 2 and 8 that a factor is near to and that divides nearly every count: a table in which a few
/// figures were mended by hand was added up all the same.
fn times(factor: f64, counts: impl IntoIterator<Item = u64>) -> Option<u64> {
    let whole = (2..=8_u32).find(|whole| (factor / f64::from(*whole) - 1.0).abs() < TOLERANCE)?;
    let (mut all, mut multiples) = (0_u64, 0_u64);
    for count in counts {
        all += 1;
        multiples += u64::from(count.is_multiple_of(u64::from(whole)));
    }
    (multiples * 100 >= all * 99).then(|| u64::from(whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(sums: &[(u16, u64)], counts: &[u64]) -> Plausible {
        country(&sums.iter().copied().collect(), counts.iter().copied())
    }

    #[test]
    fn sums_are_held_against_what_is_known() {
        assert_eq!(judged(&[(2018, 564_345)], &[]), Plausible::Fits);
        assert_eq!(judged(&[(1999, 5)], &[]), Plausible::Unknown);
        let Plausible::Off(off) = judged(&[(2018, 564_345), (2019, 4 * 593_000)], &[4, 400]) else {
            panic!("fits")
        };
        assert_eq!((off.year, off.added_up), (2019, Some(4)));
        let Plausible::Off(off) = judged(&[(2019, 4 * 593_000)], &[4, 401]) else { panic!("fits") };
        assert_eq!(off.added_up, None, "not every figure is a multiple");
        let Plausible::Off(off) = judged(&[(2011, 90_000)], &[]) else { panic!("fits") };
        assert!(off.factor < 0.3);
        assert!(matches!(judged(&[(2011, 0)], &[]), Plausible::Off(_)));
    }
}
