//! A window of time: its counts, and how much there was to count in.

use super::{Error, Side};

/// A window of time as periods, usually months.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// The periods, in order of time. One period is enough for a verdict; φ needs several.
    pub periods: Vec<Period>,
    /// How many months the whole window has; the measure for the months still needed.
    pub months: u32,
}

/// What one period holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Period {
    /// Cases; with weights of harm, the weighted sum. Negative where corrections outweigh what was new.
    pub count: f64,
    /// Variance of `count` if cases came by chance alone: the cases themselves, with weights `Σ weight² · cases`.
    pub variance: f64,
    /// What the cases are counted in: people × time, or time alone. Any unit, the same in both windows.
    pub exposure: f64,
    /// Which season this is, such as the month of the year; periods with one number are expected to share a level.
    /// The same number everywhere says that there are no seasons.
    pub season: u8,
}

impl Period {
    /// A period of plain counts, without a season.
    pub fn counted(cases: i64, exposure: f64) -> Period {
        Period { count: cases as f64, variance: cases as f64, exposure, season: 0 }
    }

    /// A period of harm: how many cases there were of each weight.
    pub fn weighted(cases: impl IntoIterator<Item = (i64, f64)>, exposure: f64) -> Period {
        let (count, variance) = cases.into_iter().fold((0.0, 0.0), |(count, variance), (cases, weight)| {
            let cases = cases as f64;
            (count + cases * weight, variance + cases * weight * weight)
        });
        Period { count, variance, exposure, season: 0 }
    }

    /// The same period in a season.
    pub fn in_season(self, season: u8) -> Period {
        Period { season, ..self }
    }
}

impl Window {
    /// A window of which only the total is known.
    pub fn total(cases: i64, exposure: f64, months: u32) -> Window {
        Window { periods: vec![Period::counted(cases, exposure)], months }
    }

    /// A window of monthly counts, the first in the month `first` of the year (1 to 12), all with the same exposure.
    pub fn monthly(cases: &[i64], exposure: f64, first: u8) -> Window {
        let month = |i: usize| ((usize::from(first) + 11 + i) % 12 + 1) as u8;
        let periods = cases.iter().enumerate();
        Window {
            periods: periods.map(|(i, &n)| Period::counted(n, exposure).in_season(month(i))).collect(),
            months: cases.len() as u32,
        }
    }

    pub(super) fn tally(&self, side: Side) -> Result<Tally, Error> {
        if self.periods.is_empty() {
            return Err(Error::Empty(side));
        }
        for (period, &Period { count, variance, exposure, .. }) in self.periods.iter().enumerate() {
            if !(exposure > 0.0 && exposure.is_finite()) {
                return Err(Error::Exposure { side, period, exposure });
            }
            if !count.is_finite() || !variance.is_finite() {
                return Err(Error::Count { side, period });
            }
        }
        let sum = |of: fn(&Period) -> f64| self.periods.iter().map(of).sum::<f64>();
        let tally =
            Tally { count: sum(|p| p.count), variance: sum(|p| p.variance), exposure: sum(|p| p.exposure) };
        if tally.count < 0.0 || tally.variance < 0.0 {
            return Err(Error::NegativeTotal(side));
        }
        Ok(tally)
    }
}

/// A window added up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tally {
    pub(super) count: f64,
    pub(super) variance: f64,
    pub(super) exposure: f64,
}

impl Tally {
    /// What one case weighs on the average; 1 for plain counts, `None` without cases.
    pub(super) fn weight(self) -> Option<f64> {
        (self.count > 0.0 && self.variance > 0.0).then(|| self.variance / self.count)
    }
}
