//! The same figure for every group, in a single pass over the rows for all groups together.

use super::{Missing, answered};
use crate::Domain;
use crate::covariance::Covariance;
use crate::data::{Categories, MISSING};
use crate::linearisation;
use crate::survey::{Estimates, Statistic, Survey};

/// A ratio Σ w y / Σ w x within each level of a factor; a mean where x is one; a total where nothing divides.
#[derive(Clone, Debug)]
pub struct GroupMeans<'a> {
    groups: &'a Categories,
    above: &'a [f64],
    below: Below<'a>,
    answered: Domain,
    domain: Domain,
    /// Groups with a gap that was kept.
    broken: Vec<bool>,
}

#[derive(Clone, Copy, Debug)]
enum Below<'a> {
    Nothing,
    People,
    Column(&'a [f64]),
}

impl<'a> GroupMeans<'a> {
    /// Means of `column`.
    pub fn means(groups: &'a Categories, column: &'a [f64], domain: &Domain, missing: Missing) -> Self {
        Self::new(groups, column, Below::People, domain, missing)
    }

    /// Totals of `column`.
    pub fn totals(groups: &'a Categories, column: &'a [f64], domain: &Domain, missing: Missing) -> Self {
        Self::new(groups, column, Below::Nothing, domain, missing)
    }

    /// Ratios of `above` to `below`.
    pub fn ratios(
        groups: &'a Categories,
        above: &'a [f64],
        below: &'a [f64],
        domain: &Domain,
        missing: Missing,
    ) -> Self {
        Self::new(groups, above, Below::Column(below), domain, missing)
    }

    fn new(
        groups: &'a Categories,
        above: &'a [f64],
        below: Below<'a>,
        domain: &Domain,
        missing: Missing,
    ) -> Self {
        let columns = match below {
            Below::Column(below) => vec![above, below],
            _ => vec![above],
        };
        let mut broken = vec![false; groups.levels.len()];
        let (answered, kept) = answered(&columns, domain, missing);
        if kept {
            for (row, code) in groups.codes.iter().enumerate() {
                if let Some(broken) = broken.get_mut(*code as usize) {
                    *broken |= domain.holds(row) && columns.iter().any(|column| column[row].is_nan());
                }
            }
        }
        Self { groups, above, below, answered, domain: domain.clone(), broken }
    }

    /// The group of a row that counts.
    #[inline]
    fn group(&self, row: usize) -> Option<usize> {
        let code = self.groups.codes[row];
        (code != MISSING && self.answered.holds(row)).then_some(code as usize)
    }

    #[inline]
    fn divisor(&self, row: usize) -> f64 {
        match self.below {
            Below::Nothing => 0.0,
            Below::People => 1.0,
            Below::Column(column) => column[row],
        }
    }

    /// What the estimate of its group moves by when the row weighs one more.
    #[inline]
    fn moved(&self, row: usize, group: usize, totals: &[f64], estimates: &[f64]) -> f64 {
        match self.below {
            Below::Nothing => self.above[row],
            _ => (self.above[row] - estimates[group] * self.divisor(row)) / totals[estimates.len() + group],
        }
    }

    /// Groups of a single row that weighs something, of which a mean says nothing about the spread.
    fn thin(&self, weights: &[f64]) -> Vec<usize> {
        let mut counts = vec![0_usize; self.groups.levels.len()];
        for (row, weight) in weights.iter().enumerate() {
            if let Some(group) = self.group(row).filter(|_| *weight != 0.0) {
                counts[group] += 1;
            }
        }
        let thin = |group: &usize| counts[*group] == 1 && !matches!(self.below, Below::Nothing);
        (0..counts.len()).filter(thin).collect()
    }

    /// The rows of one group.
    pub fn domain_of(&self, group: usize) -> Domain {
        self.answered.and(self.groups.codes.len(), |row| self.groups.codes[row] as usize == group)
    }
}

impl Statistic for GroupMeans<'_> {
    fn terms(&self) -> usize {
        2 * self.groups.levels.len()
    }

    fn values(&self) -> usize {
        self.groups.levels.len()
    }

    #[inline]
    fn row(&self, row: usize, out: &mut [f64]) {
        if let Some(group) = self.group(row) {
            out[group] = self.above[row];
            out[self.groups.levels.len() + group] = self.divisor(row);
        }
    }

    fn estimate(&self, totals: &[f64], out: &mut [f64]) {
        let (above, below) = totals.split_at(out.len());
        for (group, out) in out.iter_mut().enumerate() {
            *out = match self.below {
                Below::Nothing => above[group],
                _ => above[group] / below[group],
            };
            if self.broken[group] {
                *out = f64::NAN;
            }
        }
    }

    fn influence(&self, row: usize, totals: &[f64], estimates: &[f64], out: &mut [f64]) {
        if let Some(group) = self.group(row) {
            out[group] = self.moved(row, group, totals, estimates);
        }
    }

    fn domain(&self) -> &Domain {
        &self.domain
    }

    fn answered(&self) -> &Domain {
        &self.answered
    }
}

/// Estimates of all groups with their variances but without the covariances between groups, which cost the square of
/// the number of groups. Use [`Survey::estimate`] when groups are to be compared.
///
/// - out: degrees of freedom are those of the whole domain, not of a group; a mean or ratio of one single row has no
///   standard error, which is not the same as none of it varying
pub fn group_means(survey: Survey<'_>, groups: &GroupMeans<'_>) -> Estimates {
    let mut estimates = apart(survey, groups);
    for group in groups.thin(survey.weights()) {
        estimates.covariance.forget(group);
    }
    estimates
}

fn apart(survey: Survey<'_>, groups: &GroupMeans<'_>) -> Estimates {
    let Survey::Design(design) = survey else { return survey.estimate(groups) };
    if !linearisation::sparse::serves(design) {
        return survey.estimate(groups);
    }
    let totals = sparse_totals(design.weights(), groups);
    let mut values = vec![0.0; groups.values()];
    groups.estimate(&totals, &mut values);
    let weights = design.weights();
    let influence = |row: usize| {
        let group = groups.group(row)?;
        Some((group, weights[row] * groups.moved(row, group, &totals, &values)))
    };
    let variances = linearisation::sparse::variances(design, values.len(), influence);
    let size = values.len();
    let mut square = vec![0.0; size * size];
    square.iter_mut().step_by(size + 1).zip(&variances).for_each(|(place, variance)| *place = *variance);
    let covariance = Covariance::of(size, square).unwrap_or_else(|| Covariance::zero(size));
    let (df, rows) = (design.degrees_of_freedom(groups.domain()), design.counted(groups.domain()));
    let answered = design.counted(&groups.answered);
    Estimates { values, covariance, df, rows, answered, failed: 0 }
}

/// The totals of [`Statistic::row`] without walking over the zeros of other groups.
fn sparse_totals(weights: &[f64], groups: &GroupMeans<'_>) -> Vec<f64> {
    use rayon::prelude::*;
    let (size, block) = (groups.values(), crate::design::BLOCK);
    let parts: Vec<Vec<f64>> = weights
        .par_chunks(block)
        .enumerate()
        .map(|(at, weights)| {
            let mut sums = vec![0.0; 2 * size];
            for (row, weight) in weights.iter().enumerate() {
                let row = at * block + row;
                if let Some(group) = groups.group(row) {
                    sums[group] += weight * groups.above[row];
                    sums[size + group] += weight * groups.divisor(row);
                }
            }
            sums
        })
        .collect();
    (0..2 * size).map(|place| crate::sums::sum(parts.iter().map(|part| part[place]))).collect()
}
