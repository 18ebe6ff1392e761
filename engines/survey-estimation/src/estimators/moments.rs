//! Variances and covariances of the population, and correlations.

use super::{Missing, answered};
use crate::Domain;
use crate::survey::{Statistic, Survey};

/// Covariances S_ij = n/(n − 1) · Σ w (y_i − ȳ_i)(y_j − ȳ_j) / Σ w of all pairs of variables, row by row; n is the
/// number of rows of the domain that weigh something, whether they answered or not.
///
/// Sums are taken around the means of the whole sample, so that nothing cancels.
#[derive(Clone, Debug)]
pub struct Moments<'a> {
    columns: Vec<&'a [f64]>,
    centres: Vec<f64>,
    /// n/(n − 1).
    correction: f64,
    answered: Domain,
    domain: Domain,
    broken: bool,
}

impl<'a> Moments<'a> {
    /// - in: columns of one value for each row; a row missing in one of them is missing in all
    pub fn new(survey: Survey<'_>, columns: Vec<&'a [f64]>, domain: &Domain, missing: Missing) -> Self {
        let (answered, broken) = answered(&columns, domain, missing);
        let means = super::Means::new(columns.clone(), &answered, Missing::Keep);
        let totals = survey.totals(&means);
        let mut centres = vec![0.0; columns.len()];
        means.estimate(&totals, &mut centres);
        let rows = survey.design().counted(domain) as f64;
        Self { columns, centres, correction: rows / (rows - 1.0), answered, domain: domain.clone(), broken }
    }

    fn pairs(&self) -> usize {
        self.columns.len() * self.columns.len()
    }
}

impl Statistic for Moments<'_> {
    /// Products of all pairs, then deviations, then one.
    fn terms(&self) -> usize {
        self.pairs() + self.columns.len() + 1
    }

    fn values(&self) -> usize {
        self.pairs()
    }

    fn row(&self, row: usize, out: &mut [f64]) {
        if !self.answered.holds(row) {
            return;
        }
        let (products, rest) = out.split_at_mut(self.pairs());
        for (i, (column, centre)) in self.columns.iter().zip(&self.centres).enumerate() {
            rest[i] = column[row] - centre;
        }
        rest[self.columns.len()] = 1.0;
        for (pair, product) in products.iter_mut().enumerate() {
            *product = rest[pair / self.columns.len()] * rest[pair % self.columns.len()];
        }
    }

    fn estimate(&self, totals: &[f64], out: &mut [f64]) {
        let (products, rest) = totals.split_at(self.pairs());
        let width = self.columns.len();
        let people = rest[width];
        for (pair, out) in out.iter_mut().enumerate() {
            let shift = rest[pair / width] / people * (rest[pair % width] / people);
            let value = self.correction * (products[pair] / people - shift);
            *out = if self.broken { f64::NAN } else { value };
        }
    }

    fn influence(&self, row: usize, totals: &[f64], estimates: &[f64], out: &mut [f64]) {
        if !self.answered.holds(row) {
            return;
        }
        let (rest, width) = (&totals[self.pairs()..], self.columns.len());
        let people = rest[width];
        let away = |i: usize| self.columns[i][row] - self.centres[i] - rest[i] / people;
        for (pair, (out, estimate)) in out.iter_mut().zip(estimates).enumerate() {
            *out = (self.correction * away(pair / width) * away(pair % width) - estimate) / people;
        }
    }

    fn domain(&self) -> &Domain {
        &self.domain
    }

    fn answered(&self) -> &Domain {
        &self.answered
    }
}

/// The correlation S_12 / √(S_11 S_22) of two variables, as a statistic of its own.
#[derive(Clone, Debug)]
pub struct Correlation<'a>(Moments<'a>);

/// The correlation of two variables.
pub fn correlation<'a>(
    survey: Survey<'_>,
    first: &'a [f64],
    second: &'a [f64],
    domain: &Domain,
    missing: Missing,
) -> Correlation<'a> {
    Correlation(Moments::new(survey, vec![first, second], domain, missing))
}

impl Statistic for Correlation<'_> {
    fn terms(&self) -> usize {
        self.0.terms()
    }

    fn values(&self) -> usize {
        1
    }

    fn row(&self, row: usize, out: &mut [f64]) {
        self.0.row(row, out);
    }

    fn estimate(&self, totals: &[f64], out: &mut [f64]) {
        let mut moments = [0.0; 4];
        self.0.estimate(totals, &mut moments);
        out.fill(moments[1] / (moments[0] * moments[3]).sqrt());
    }

    fn influence(&self, row: usize, totals: &[f64], estimates: &[f64], out: &mut [f64]) {
        let (mut moments, mut moved) = ([0.0; 4], [0.0; 4]);
        self.0.estimate(totals, &mut moments);
        self.0.influence(row, totals, &moments, &mut moved);
        let root = (moments[0] * moments[3]).sqrt();
        let own = moved[0] / moments[0] + moved[3] / moments[3];
        if let (Some(out), Some(correlation)) = (out.first_mut(), estimates.first()) {
            *out = moved[1] / root - correlation * own / 2.0;
        }
    }

    fn domain(&self) -> &Domain {
        self.0.domain()
    }

    fn answered(&self) -> &Domain {
        self.0.answered()
    }
}
