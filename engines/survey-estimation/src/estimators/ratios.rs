//! Totals, means and ratios of numbers.

use super::{Missing, answered};
use crate::Domain;
use crate::survey::Statistic;

/// Totals Σ w y of several variables.
#[derive(Clone, Debug)]
pub struct Totals<'a> {
    columns: Vec<&'a [f64]>,
    answered: Domain,
    domain: Domain,
    broken: bool,
}

impl<'a> Totals<'a> {
    /// - in: columns of one value for each row; a row missing in one of them is missing in all
    pub fn new(columns: Vec<&'a [f64]>, domain: &Domain, missing: Missing) -> Self {
        let (answered, broken) = answered(&columns, domain, missing);
        Self { columns, answered, domain: domain.clone(), broken }
    }
}

impl Statistic for Totals<'_> {
    fn terms(&self) -> usize {
        self.columns.len()
    }

    fn values(&self) -> usize {
        self.columns.len()
    }

    #[inline]
    fn row(&self, row: usize, out: &mut [f64]) {
        if self.answered.holds(row) {
            out.iter_mut().zip(&self.columns).for_each(|(out, column)| *out = column[row]);
        }
    }

    fn estimate(&self, totals: &[f64], out: &mut [f64]) {
        out.copy_from_slice(totals);
        if self.broken {
            out.fill(f64::NAN);
        }
    }

    #[inline]
    fn influence(&self, row: usize, _totals: &[f64], _estimates: &[f64], out: &mut [f64]) {
        self.row(row, out);
    }

    fn domain(&self) -> &Domain {
        &self.domain
    }

    fn answered(&self) -> &Domain {
        &self.answered
    }
}

/// Means Σ w y / Σ w of several variables.
#[derive(Clone, Debug)]
pub struct Means<'a>(Totals<'a>);

impl<'a> Means<'a> {
    /// - in: columns of one value for each row; a row missing in one of them is missing in all
    pub fn new(columns: Vec<&'a [f64]>, domain: &Domain, missing: Missing) -> Self {
        Self(Totals::new(columns, domain, missing))
    }
}

impl Statistic for Means<'_> {
    fn terms(&self) -> usize {
        self.0.columns.len() + 1
    }

    fn values(&self) -> usize {
        self.0.columns.len()
    }

    #[inline]
    fn row(&self, row: usize, out: &mut [f64]) {
        if let Some((weight, values)) = out.split_last_mut()
            && self.0.answered.holds(row)
        {
            *weight = 1.0;
            values.iter_mut().zip(&self.0.columns).for_each(|(out, column)| *out = column[row]);
        }
    }

    fn estimate(&self, totals: &[f64], out: &mut [f64]) {
        let people = totals.last().copied().unwrap_or(0.0);
        out.iter_mut().zip(totals).for_each(|(out, total)| *out = total / people);
        if self.0.broken {
            out.fill(f64::NAN);
        }
    }

    #[inline]
    fn influence(&self, row: usize, totals: &[f64], estimates: &[f64], out: &mut [f64]) {
        if self.0.answered.holds(row) {
            let people = totals[totals.len() - 1];
            for ((out, column), mean) in out.iter_mut().zip(&self.0.columns).zip(estimates) {
                *out = (column[row] - mean) / people;
            }
        }
    }

    fn domain(&self) -> &Domain {
        &self.0.domain
    }

    fn answered(&self) -> &Domain {
        &self.0.answered
    }
}

/// Ratios of totals, all with one denominator.
#[derive(Clone, Debug)]
pub struct Ratios<'a>(Totals<'a>);

impl<'a> Ratios<'a> {
    /// - in: numerators and the denominator, one value for each row; a row missing in one is missing in all
    pub fn new(
        mut numerators: Vec<&'a [f64]>,
        denominator: &'a [f64],
        domain: &Domain,
        missing: Missing,
    ) -> Self {
        numerators.push(denominator);
        Self(Totals::new(numerators, domain, missing))
    }
}

impl Statistic for Ratios<'_> {
    fn terms(&self) -> usize {
        self.0.columns.len()
    }

    fn values(&self) -> usize {
        self.0.columns.len() - 1
    }

    fn row(&self, row: usize, out: &mut [f64]) {
        self.0.row(row, out);
    }

    fn estimate(&self, totals: &[f64], out: &mut [f64]) {
        let below = totals.last().copied().unwrap_or(0.0);
        out.iter_mut().zip(totals).for_each(|(out, above)| *out = above / below);
        if self.0.broken {
            out.fill(f64::NAN);
        }
    }

    fn influence(&self, row: usize, totals: &[f64], estimates: &[f64], out: &mut [f64]) {
        if let Some((denominator, numerators)) = self.0.columns.split_last()
            && self.0.answered.holds(row)
        {
            let below = totals[totals.len() - 1];
            for ((out, column), ratio) in out.iter_mut().zip(numerators).zip(estimates) {
                *out = (column[row] - ratio * denominator[row]) / below;
            }
        }
    }

    fn domain(&self) -> &Domain {
        &self.0.domain
    }

    fn answered(&self) -> &Domain {
        &self.0.answered
    }
}

/// log(p/(1 − p)) of a mean of zeros and ones.
#[derive(Clone, Debug)]
pub struct LogOdds<'a>(pub Means<'a>);

impl Statistic for LogOdds<'_> {
    fn terms(&self) -> usize {
        self.0.terms()
    }

    fn values(&self) -> usize {
        self.0.values()
    }

    fn row(&self, row: usize, out: &mut [f64]) {
        self.0.row(row, out);
    }

    fn estimate(&self, totals: &[f64], out: &mut [f64]) {
        self.0.estimate(totals, out);
        out.iter_mut().for_each(|p| *p = (*p / (1.0 - *p)).ln());
    }

    fn influence(&self, row: usize, totals: &[f64], estimates: &[f64], out: &mut [f64]) {
        let shares: Vec<f64> = estimates.iter().map(|odds| 1.0 / (1.0 + (-odds).exp())).collect();
        self.0.influence(row, totals, &shares, out);
        out.iter_mut().zip(&shares).for_each(|(out, p)| *out /= p * (1.0 - p));
    }

    fn domain(&self) -> &Domain {
        self.0.domain()
    }

    fn answered(&self) -> &Domain {
        self.0.answered()
    }
}
