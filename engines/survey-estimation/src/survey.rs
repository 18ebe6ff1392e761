//! A survey from which something can be estimated, whichever way its uncertainty is found.
//!
//! ```text
//!   Statistic ── terms of each row ──► totals ──► estimates
//!                      │                             │
//!       Survey::Design │ influence values ───────────┴──► linearisation ──► covariance
//!   Survey::Replicated └ totals of every replicate ──► spread of the estimates ──┘
//! ```

use rayon::prelude::*;

use crate::covariance::Covariance;
use crate::design::{BLOCK, Design};
use crate::replicates::Replicates;
use crate::sums::Sum;
use crate::{Domain, linearisation};

/// A smooth function of weighted totals. Everything but quantiles and fitted models is one.
pub trait Statistic: Sync {
    /// How many totals it needs.
    fn terms(&self) -> usize;

    /// How many numbers it estimates.
    fn values(&self) -> usize;

    /// What a row of weight one adds to each total. `out` holds zeros; a row outside the domain leaves it so.
    fn row(&self, row: usize, out: &mut [f64]);

    /// The estimates from the totals; NaN for what does not exist, such as the mean of nobody.
    fn estimate(&self, totals: &[f64], out: &mut [f64]);

    /// ∂θ/∂w of a row: what each estimate moves by when the row weighs one more. `out` holds zeros.
    fn influence(&self, row: usize, totals: &[f64], estimates: &[f64], out: &mut [f64]);

    /// The rows it looks at.
    fn domain(&self) -> &Domain;

    /// Those of them that answered.
    fn answered(&self) -> &Domain {
        self.domain()
    }
}

/// Estimates with their joint uncertainty.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimates {
    /// The estimates; NaN for one that is not available.
    pub values: Vec<f64>,
    /// Their covariance.
    pub covariance: Covariance,
    /// Degrees of freedom of the domain; none when zero or less, and then there is no interval.
    pub df: f64,
    /// Rows of the domain that weigh something.
    pub rows: usize,
    /// Those of them that answered: the unweighted base.
    pub answered: usize,
    /// Replicates that gave no estimate and were left out.
    pub failed: usize,
}

/// One estimate of several.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The value; `None` when it is not available.
    pub value: Option<f64>,
    /// The standard error; `None` when it is not available, as from one row.
    pub se: Option<f64>,
    /// Degrees of freedom.
    pub df: f64,
}

impl Estimates {
    /// How many.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether nothing was estimated.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The estimate at a place. A standard error of one single row is not zero: it is unknown.
    pub fn at(&self, place: usize) -> Estimate {
        let value = self.values.get(place).copied().filter(|value| value.is_finite());
        let se = Some(self.covariance.se(place))
            .filter(|se| se.is_finite() && value.is_some() && self.answered != 1);
        Estimate { value, se, df: self.df }
    }

    /// A linear combination Σ a_i θ_i, for every row of `coefficients`.
    pub fn combined(&self, coefficients: &[Vec<f64>]) -> Self {
        let value = |row: &Vec<f64>| row.iter().zip(&self.values).map(|(a, value)| a * value).sum();
        let values = coefficients.iter().map(value).collect();
        Self { values, covariance: self.covariance.through(coefficients), ..self.clone() }
    }
}

/// A sample with its way to uncertainty.
#[derive(Clone, Copy, Debug)]
pub enum Survey<'a> {
    /// By linearisation and the design.
    Design(&'a Design),
    /// By replicate weights.
    Replicated(&'a Replicates),
}

impl<'a> From<&'a Design> for Survey<'a> {
    fn from(design: &'a Design) -> Self {
        Self::Design(design)
    }
}

impl<'a> From<&'a Replicates> for Survey<'a> {
    fn from(replicates: &'a Replicates) -> Self {
        Self::Replicated(replicates)
    }
}

impl<'a> Survey<'a> {
    /// The design below.
    pub fn design(self) -> &'a Design {
        match self {
            Self::Design(design) => design,
            Self::Replicated(replicates) => replicates.design(),
        }
    }

    /// The weights of all rows.
    pub fn weights(self) -> &'a [f64] {
        self.design().weights()
    }

    /// Degrees of freedom of a domain. Replicates have one number for all.
    pub fn degrees_of_freedom(self, domain: &Domain) -> f64 {
        match self {
            Self::Design(design) => design.degrees_of_freedom(domain),
            Self::Replicated(replicates) => replicates.degrees_of_freedom(),
        }
    }

    /// Estimates a statistic with its covariance.
    pub fn estimate(self, statistic: &impl Statistic) -> Estimates {
        let totals = self.totals(statistic);
        let mut values = vec![0.0; statistic.values()];
        statistic.estimate(&totals, &mut values);
        let (covariance, failed) = match self {
            Self::Design(design) => {
                let weights = design.weights();
                let influence = |row: usize, out: &mut [f64]| {
                    out.fill(0.0);
                    statistic.influence(row, &totals, &values, out);
                    out.iter_mut().for_each(|z| *z *= weights[row]);
                };
                (linearisation::covariance(design, values.len(), influence), 0)
            }
            Self::Replicated(replicates) => replicates.covariance(statistic, &values),
        };
        let domain = statistic.domain();
        let (df, rows) = (self.degrees_of_freedom(domain), self.design().counted(domain));
        let complete = std::ptr::eq(domain, statistic.answered()) || domain == statistic.answered();
        let answered = if complete { rows } else { self.design().counted(statistic.answered()) };
        Estimates { values, covariance, df, rows, answered, failed }
    }

    /// The totals a statistic is a function of.
    pub fn totals(self, statistic: &impl Statistic) -> Vec<f64> {
        totals(self.weights(), statistic)
    }

    /// The covariance of what `fit` finds from the weights of all rows, whose influence values are known.
    ///
    /// A design asks `influence(row, out)` for ∂θ/∂w; replicates ask `fit` again with their own weights, and a fit that
    /// finds nothing is counted in the second number.
    pub fn covariance_of(
        self,
        values: &[f64],
        influence: impl Fn(usize, &mut [f64]) + Sync,
        fit: impl Fn(&[f64]) -> Option<Vec<f64>> + Sync,
    ) -> (Covariance, usize) {
        match self {
            Self::Design(design) => {
                let weights = design.weights();
                let weighted = |row: usize, out: &mut [f64]| {
                    out.fill(0.0);
                    influence(row, out);
                    out.iter_mut().for_each(|z| *z *= weights[row]);
                };
                (linearisation::covariance(design, values.len(), weighted), 0)
            }
            Self::Replicated(replicates) => replicates.covariance_of(values, fit),
        }
    }
}

/// Weighted totals of the terms of a statistic, over all rows.
pub(crate) fn totals(weights: &[f64], statistic: &impl Statistic) -> Vec<f64> {
    /// Rows added up before the sum is added to a compensated one.
    const RUN: usize = 256;
    let terms = statistic.terms();
    let blocks: Vec<Vec<Sum>> = weights
        .par_chunks(BLOCK)
        .enumerate()
        .map(|(block, weights)| {
            let mut sums = vec![Sum::default(); terms];
            let (mut row_terms, mut run) = (vec![0.0; terms], vec![0.0; terms]);
            for (at, weights) in weights.chunks(RUN).enumerate() {
                run.fill(0.0);
                for (row, weight) in weights.iter().enumerate() {
                    row_terms.fill(0.0);
                    statistic.row(block * BLOCK + at * RUN + row, &mut row_terms);
                    run.iter_mut().zip(&row_terms).for_each(|(sum, term)| *sum += weight * term);
                }
                sums.iter_mut().zip(&run).for_each(|(sum, run)| sum.add(*run));
            }
            sums
        })
        .collect();
    let mut totals = vec![Sum::default(); terms];
    for block in blocks {
        totals.iter_mut().zip(block).for_each(|(total, sum)| total.add(sum.value()));
    }
    totals.into_iter().map(Sum::value).collect()
}
