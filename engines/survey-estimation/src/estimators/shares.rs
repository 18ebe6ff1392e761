//! Shares of a factor, and totals of its levels.

use super::Missing;
use crate::Domain;
use crate::data::{Categories, MISSING};
use crate::survey::Statistic;

/// The share of each level of a factor: Σ w [level] / Σ w.
///
/// Crossed factors are one factor ([`Categories::crossed`]).
#[derive(Clone, Debug)]
pub struct Shares<'a>(ShareTotals<'a>);

/// How many of the population have each level.
#[derive(Clone, Debug)]
pub struct ShareTotals<'a> {
    factor: &'a Categories,
    domain: Domain,
    broken: bool,
}

impl<'a> ShareTotals<'a> {
    /// - in: a factor with a code for each row
    pub fn new(factor: &'a Categories, domain: &Domain, missing: Missing) -> Self {
        let gap = |(row, code): (usize, &u32)| *code == MISSING && domain.holds(row);
        let broken = missing == Missing::Keep && factor.codes.iter().enumerate().any(gap);
        Self { factor, domain: domain.clone(), broken }
    }

    #[inline]
    fn level(&self, row: usize) -> Option<usize> {
        let code = self.factor.codes[row];
        (code != MISSING && self.domain.holds(row)).then_some(code as usize)
    }
}

impl Statistic for ShareTotals<'_> {
    fn terms(&self) -> usize {
        self.factor.levels.len()
    }

    fn values(&self) -> usize {
        self.factor.levels.len()
    }

    #[inline]
    fn row(&self, row: usize, out: &mut [f64]) {
        if let Some(level) = self.level(row) {
            out[level] = 1.0;
        }
    }

    fn estimate(&self, totals: &[f64], out: &mut [f64]) {
        out.copy_from_slice(totals);
        if self.broken {
            out.fill(f64::NAN);
        }
    }

    fn influence(&self, row: usize, _totals: &[f64], _estimates: &[f64], out: &mut [f64]) {
        self.row(row, out);
    }

    fn domain(&self) -> &Domain {
        &self.domain
    }
}

impl<'a> Shares<'a> {
    /// - in: a factor with a code for each row
    pub fn new(factor: &'a Categories, domain: &Domain, missing: Missing) -> Self {
        Self(ShareTotals::new(factor, domain, missing))
    }
}

impl Statistic for Shares<'_> {
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
        let people: f64 = totals.iter().sum();
        out.iter_mut().zip(totals).for_each(|(out, total)| *out = total / people);
        if self.0.broken {
            out.fill(f64::NAN);
        }
    }

    fn influence(&self, row: usize, totals: &[f64], estimates: &[f64], out: &mut [f64]) {
        if let Some(level) = self.0.level(row) {
            let people: f64 = totals.iter().sum();
            out.iter_mut().zip(estimates).for_each(|(out, share)| *out = -share / people);
            out[level] += 1.0 / people;
        }
    }

    fn domain(&self) -> &Domain {
        &self.0.domain
    }
}
