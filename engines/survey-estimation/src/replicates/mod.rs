//! Uncertainty by estimating again and again with other weights.
//!
//! ```text
//!   V = c Σ_r r_r (θ_r − θ̄)²      θ̄: the mean of the replicates, or the estimate itself ("mse")
//!
//!   Multipliers   Jackknife, Balanced, Bootstrap,  one number for each primary unit, made when it is needed
//!                 Successive
//!                 Multistage                       one number for each row, made when it is needed
//!                 Supplied                         columns that came with the file
//! ```
//!
//! Replicates are streamed: a thousand of them never stand in memory together. A statistic that is a function of
//! totals is first summed within primary units, so that a replicate costs as many steps as there are units.
//! Source: Wolter, *Introduction to Variance Estimation*, 2nd ed. (2007), ch. 3–5.

mod balanced;
mod bootstrap;
mod jackknife;
mod multistage;
mod successive;
mod supplied;

use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;

pub use balanced::hadamard;
pub use bootstrap::Resampling;
pub use supplied::Supplied;

use crate::covariance::Covariance;
use crate::design::Design;
use crate::survey::{self, Statistic};

/// Why replicates cannot be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ReplicatesError {
    /// Balanced half-samples need two units in every stratum.
    #[error("balanced half-samples need two primary units in every stratum; stratum {stratum} has {units}")]
    NotPairs {
        /// Name of the stratum.
        stratum: String,
        /// Its units.
        units: usize,
    },
    /// A jackknife or bootstrap of one unit.
    #[error("stratum {0} has one primary unit; merge it with a neighbour first")]
    Single(String),
    /// No Hadamard matrix of the order is known here.
    #[error("no Hadamard matrix of order {0} or a little more is known here")]
    NoHadamard(usize),
    /// A supplied column does not fit the rows.
    #[error("replicate {replicate} has {found} rows, the design has {expected}")]
    Length {
        /// Replicate from one.
        replicate: usize,
        /// Its rows.
        found: usize,
        /// Rows of the design.
        expected: usize,
    },
    /// Fay's factor outside [0, 1).
    #[error("Fay's factor {0} is not in [0, 1)")]
    Fay(f64),
}

/// How squared deviations become a variance.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// One factor for all.
    pub overall: f64,
    /// A factor for each replicate; empty for one.
    pub each: Vec<f64>,
}

/// A design with a way to make replicate weights.
#[derive(Clone)]
pub struct Replicates {
    design: Design,
    /// What multipliers are laid on: the weights before any calibration.
    base: Arc<[f64]>,
    multipliers: Multipliers,
    scale: Scale,
    from_estimate: bool,
    df: f64,
    recalibrate: Option<Recalibrate>,
}

/// Finds the weights of a replicate that meet the controls again, from its weights before; `None` when it cannot.
pub type Recalibrate = Arc<dyn Fn(&[f64]) -> Option<Vec<f64>> + Send + Sync>;

#[derive(Clone, Debug)]
enum Multipliers {
    Jackknife(jackknife::Jackknife),
    Balanced(balanced::Balanced),
    Bootstrap(bootstrap::Bootstrap),
    Multistage(multistage::Multistage),
    Successive(successive::Successive),
    Supplied(Supplied),
}

impl fmt::Debug for Replicates {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Replicates")
            .field("count", &self.count())
            .field("scale", &self.scale)
            .finish_non_exhaustive()
    }
}

impl Replicates {
    /// The jackknife: every replicate leaves out one primary unit. JK1 without strata, JKn with them; known fractions
    /// go into the scale.
    ///
    /// # Errors
    /// [`ReplicatesError::Single`].
    pub fn jackknife(design: &Design) -> Result<Self, ReplicatesError> {
        let (jackknife, scale) = jackknife::of(design)?;
        Ok(Self::new(design, Multipliers::Jackknife(jackknife), scale))
    }

    /// Balanced half-samples (McCarthy 1969), or Fay's milder ones for ρ above zero: one unit of each pair × (2 − ρ), the
    /// other × ρ.
    ///
    /// # Errors
    /// [`ReplicatesError::NotPairs`], [`ReplicatesError::Fay`], [`ReplicatesError::NoHadamard`].
    pub fn balanced(design: &Design, rho: f64) -> Result<Self, ReplicatesError> {
        let (balanced, scale) = balanced::of(design, rho)?;
        Ok(Self::new(design, Multipliers::Balanced(balanced), scale))
    }

    /// `count` bootstrap samples of primary units, drawn from `seed`.
    ///
    /// # Errors
    /// [`ReplicatesError::Single`].
    pub fn bootstrap(
        design: &Design,
        count: usize,
        kind: Resampling,
        seed: u64,
    ) -> Result<Self, ReplicatesError> {
        if kind == Resampling::Preston {
            let (multistage, scale) = multistage::of(count, seed);
            return Ok(Self::new(design, Multipliers::Multistage(multistage), scale));
        }
        let (bootstrap, scale) = bootstrap::of(design, count, kind, seed)?;
        Ok(Self::new(design, Multipliers::Bootstrap(bootstrap), scale))
    }

    /// Successive differences of a systematic sample in the order of its rows, `count` replicates or a few more
    /// (Fay and Train 1995). Deviations are from the estimate itself.
    ///
    /// # Errors
    /// [`ReplicatesError::NoHadamard`].
    pub fn successive(design: &Design, count: usize) -> Result<Self, ReplicatesError> {
        let (successive, scale) = successive::of(design, count)?;
        Ok(Self::new(design, Multipliers::Successive(successive), scale).around_estimate(true))
    }

    /// Weights that came with the file. Degrees of freedom are one less than the replicates, until told otherwise.
    ///
    /// # Errors
    /// [`ReplicatesError::Length`].
    pub fn supplied(design: &Design, columns: Supplied, scale: Scale) -> Result<Self, ReplicatesError> {
        let expected = design.rows();
        if let Some(at) = columns.columns.iter().position(|column| column.len() != expected) {
            let found = columns.columns.get(at).map_or(0, |column| column.len());
            return Err(ReplicatesError::Length { replicate: at + 1, found, expected });
        }
        let df = columns.columns.len() as f64 - 1.0;
        Ok(Self { df, ..Self::new(design, Multipliers::Supplied(columns), scale) })
    }

    fn new(design: &Design, multipliers: Multipliers, scale: Scale) -> Self {
        let (design, base) = (design.clone(), design.weights().into());
        let mut this =
            Self { design, base, multipliers, scale, from_estimate: false, df: 0.0, recalibrate: None };
        let units = this.design.primary_units() as f64 - this.design.strata() as f64;
        this.df = units.min(this.count() as f64 - 1.0);
        this
    }

    /// With deviations from the estimate itself instead of the mean of the replicates.
    #[must_use]
    pub fn around_estimate(self, from_estimate: bool) -> Self {
        Self { from_estimate, ..self }
    }

    /// With another number of degrees of freedom.
    #[must_use]
    pub fn with_degrees_of_freedom(self, df: f64) -> Self {
        Self { df, ..self }
    }

    /// With another scale.
    #[must_use]
    pub fn with_scale(self, scale: Scale) -> Self {
        Self { scale, ..self }
    }

    /// With `recalibrate` applied to the weights of every replicate. `design` holds the calibrated weights of the sample
    /// itself; multipliers are laid on the weights before.
    #[must_use]
    pub fn recalibrated(self, design: &Design, recalibrate: Recalibrate) -> Self {
        let both: Recalibrate = match self.recalibrate.clone() {
            Some(before) => Arc::new(move |weights: &[f64]| recalibrate(&before(weights)?)),
            None => recalibrate,
        };
        Self { design: design.clone(), recalibrate: Some(both), ..self }
    }

    /// How many replicates.
    pub fn count(&self) -> usize {
        match &self.multipliers {
            Multipliers::Jackknife(jackknife) => jackknife.count(),
            Multipliers::Balanced(balanced) => balanced.count(),
            Multipliers::Bootstrap(bootstrap) => bootstrap.count(),
            Multipliers::Multistage(multistage) => multistage.count(),
            Multipliers::Successive(successive) => successive.count(),
            Multipliers::Supplied(supplied) => supplied.columns.len(),
        }
    }

    /// The design below.
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// How deviations become a variance.
    pub fn scale(&self) -> &Scale {
        &self.scale
    }

    /// Degrees of freedom.
    pub fn degrees_of_freedom(&self) -> f64 {
        self.df
    }

    /// The multipliers of primary units for a replicate; false when there are none because weights came with the
    /// file or differ within a unit.
    pub fn unit_multipliers(&self, replicate: usize, out: &mut [f64]) -> bool {
        match &self.multipliers {
            Multipliers::Jackknife(jackknife) => jackknife.fill(replicate, out),
            Multipliers::Balanced(balanced) => balanced.fill(replicate, out),
            Multipliers::Bootstrap(bootstrap) => bootstrap.fill(replicate, out),
            Multipliers::Successive(successive) => successive.fill(replicate, out),
            Multipliers::Multistage(_) | Multipliers::Supplied(_) => return false,
        }
        true
    }

    /// The weights of all rows in a replicate; `None` when calibration did not succeed.
    pub fn weights(&self, replicate: usize) -> Option<Vec<f64>> {
        let weights = match &self.multipliers {
            Multipliers::Supplied(supplied) => supplied.weights(replicate, &self.base)?,
            Multipliers::Multistage(multistage) => {
                let rows = multistage.rows(replicate, &self.design);
                rows.iter().zip(self.base.iter()).map(|(multiplier, weight)| multiplier * weight).collect()
            }
            _ => self.expanded(replicate),
        };
        match &self.recalibrate {
            Some(recalibrate) => recalibrate(&weights),
            None => Some(weights),
        }
    }

    fn expanded(&self, replicate: usize) -> Vec<f64> {
        let structure = self.design.structure();
        let first = structure.first();
        let mut multipliers = vec![0.0; first.units()];
        self.unit_multipliers(replicate, &mut multipliers);
        let mut weights = self.base.to_vec();
        for (unit, multiplier) in multipliers.into_iter().enumerate() {
            structure.order[first.rows_of(unit)].iter().for_each(|row| weights[*row as usize] *= multiplier);
        }
        weights
    }

    /// The covariance of a statistic whose estimates are `values`, and how many replicates gave none.
    pub(crate) fn covariance(&self, statistic: &impl Statistic, values: &[f64]) -> (Covariance, usize) {
        let estimate = |totals: &[f64]| {
            let mut out = vec![0.0; statistic.values()];
            statistic.estimate(totals, &mut out);
            out
        };
        let by_rows = matches!(self.multipliers, Multipliers::Supplied(_) | Multipliers::Multistage(_))
            || self.recalibrate.is_some();
        if by_rows {
            return self.covariance_of(values, |weights| Some(estimate(&survey::totals(weights, statistic))));
        }
        let terms = statistic.terms();
        let sums = self.unit_sums(statistic);
        let one = |multipliers: &mut Vec<f64>, replicate: usize| {
            self.unit_multipliers(replicate, multipliers);
            let mut totals = vec![0.0; terms];
            for (multiplier, sums) in multipliers.iter().zip(sums.chunks_exact(terms.max(1))) {
                if *multiplier != 0.0 {
                    totals.iter_mut().zip(sums).for_each(|(total, sum)| *total += multiplier * sum);
                }
            }
            Some(estimate(&totals))
        };
        let scratch = || vec![0.0; self.design.primary_units()];
        self.spread(values, (0..self.count()).into_par_iter().map_init(scratch, one).collect())
    }

    /// The covariance of anything found from weights, and how many replicates gave none.
    pub(crate) fn covariance_of(
        &self,
        values: &[f64],
        fit: impl Fn(&[f64]) -> Option<Vec<f64>> + Sync,
    ) -> (Covariance, usize) {
        let one = |replicate: usize| fit(&self.weights(replicate)?);
        self.spread(values, (0..self.count()).into_par_iter().map(one).collect())
    }

    /// Weighted terms summed within primary units.
    fn unit_sums(&self, statistic: &impl Statistic) -> Vec<f64> {
        let (structure, weights, terms) = (self.design.structure(), self.design.weights(), statistic.terms());
        let first = structure.first();
        let block = |units: &std::ops::Range<usize>| {
            let (mut sums, mut out) = (vec![0.0; units.len() * terms], vec![0.0; terms]);
            for (unit, sums) in units.clone().zip(sums.chunks_exact_mut(terms.max(1))) {
                for row in structure.order[first.rows_of(unit)].iter().map(|row| *row as usize) {
                    out.fill(0.0);
                    statistic.row(row, &mut out);
                    sums.iter_mut().zip(&out).for_each(|(sum, term)| *sum += weights[row] * term);
                }
            }
            sums
        };
        let blocks: Vec<Vec<f64>> = structure.blocks.par_iter().map(block).collect();
        blocks.concat()
    }

    fn spread(&self, values: &[f64], replicates: Vec<Option<Vec<f64>>>) -> (Covariance, usize) {
        let usable = |found: &&(usize, Vec<f64>)| found.1.iter().all(|value| value.is_finite());
        let found = replicates.into_iter().enumerate().filter_map(|(at, found)| Some((at, found?)));
        let found: Vec<(usize, Vec<f64>)> = found.collect();
        let kept: Vec<&(usize, Vec<f64>)> = found.iter().filter(usable).collect();
        let factor = |replicate: usize| self.scale.each.get(replicate).copied().unwrap_or(1.0);
        let centre = if self.from_estimate { values.to_vec() } else { mean(&kept, values.len(), factor) };
        let mut covariance = Covariance::zero(values.len());
        let mut away = vec![0.0; values.len()];
        for (replicate, found) in &kept {
            away.iter_mut()
                .zip(found)
                .zip(&centre)
                .for_each(|((away, value), centre)| *away = value - centre);
            covariance.add_square(&away, self.scale.overall * factor(*replicate));
        }
        (covariance, self.count() - kept.len())
    }
}

/// The mean of replicates that count for something.
fn mean(kept: &[&(usize, Vec<f64>)], values: usize, factor: impl Fn(usize) -> f64) -> Vec<f64> {
    let counted: Vec<&Vec<f64>> =
        kept.iter().filter(|(at, _)| factor(*at) > 0.0).map(|(_, found)| found).collect();
    let of = |place: usize| crate::sums::sum(counted.iter().map(|found| found[place])) / counted.len() as f64;
    (0..values).map(of).collect()
}
