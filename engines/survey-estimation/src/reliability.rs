//! May a proportion be shown?
//!
//! Source: U.S. National Center for Health Statistics, *Data Presentation Standards for Proportions*, Series 2 No. 175
//! (2017): suppress when the size, the effective size or the interval is bad, look again when degrees of freedom are few
//! or nothing happened. Disclosure is another question, with rules of its own.

use crate::intervals::{Critical, korn_graubard};

/// What to do with a proportion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presentation {
    /// Show it.
    Show,
    /// A person should look first.
    Review(Doubt),
    /// Do not show it.
    Suppress(Doubt),
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Fewer than 30 rows, or rows' worth.
    Few,
    /// The interval is 0.30 wide or more.
    Wide,
    /// The interval is above 0.05 wide and above 130 % of the proportion or of its complement.
    RelativelyWide,
    /// Fewer than eight degrees of freedom.
    Freedom,
    /// Nobody, or everybody.
    Extreme,
}

/// Judges a proportion by its Korn–Graubard interval at 95 %.
///
/// - in: proportion, its variance, rows behind it, degrees of freedom
pub fn presentation(p: f64, variance: f64, rows: usize, df: f64) -> Presentation {
    const LEAST: f64 = 30.0;
    let ((lower, upper), effective) = korn_graubard(p, variance, rows, Critical::new(0.95, df));
    let width = upper - lower;
    let relative = width / p.min(1.0 - p);
    match () {
        () if (rows as f64) < LEAST || effective < LEAST => Presentation::Suppress(Doubt::Few),
        () if width.is_nan() || width >= 0.30 => Presentation::Suppress(Doubt::Wide),
        () if width > 0.05 && p > 0.0 && p < 1.0 && relative > 1.30 => {
            Presentation::Suppress(Doubt::RelativelyWide)
        }
        () if p <= 0.0 || p >= 1.0 => Presentation::Review(Doubt::Extreme),
        () if df < 8.0 => Presentation::Review(Doubt::Freedom),
        () => Presentation::Show,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_in_turn() {
        let check = |p: f64, deff: f64, rows: usize, df: f64, expected| {
            let variance = deff * p * (1.0 - p) / rows as f64;
            assert_eq!(
                presentation(p, variance, rows, df),
                expected,
                "p {p}, deff {deff}, n {rows}, df {df}"
            );
        };
        check(0.4, 1.0, 400, 40.0, Presentation::Show);
        check(0.4, 1.0, 29, 40.0, Presentation::Suppress(Doubt::Few));
        check(0.4, 5.0, 100, 40.0, Presentation::Suppress(Doubt::Few));
        check(0.5, 1.0, 36, 30.0, Presentation::Suppress(Doubt::Wide));
        check(0.03, 1.0, 100, 60.0, Presentation::Suppress(Doubt::RelativelyWide));
        check(0.4, 1.0, 400, 7.0, Presentation::Review(Doubt::Freedom));
        check(0.0, 1.0, 400, 40.0, Presentation::Review(Doubt::Extreme));
    }
}
