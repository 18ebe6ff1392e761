//! From influence values to a covariance: the one place where the design meets an estimate.
//!
//! For an estimate θ, z_k = w_k ∂θ/∂w_k is what row k moves it by. With z_hi the sum over primary unit i of stratum h,
//!
//! ```text
//!   V = Σ_h (1 − f_h) n_h/(n_h − 1) Σ_i (z_hi − z̄_h)²
//!     + Σ_h f_h Σ_i  [ the same over the units drawn within i ]        when f_h = n_h/N_h is known
//! ```
//!
//! and so on with the product of the fractions above. All n_h drawn units count, also those without a row of the
//! domain. Sources: Binder, *On the variances of asymptotically normal estimators from complex surveys*, Int. Stat.
//! Rev. 51 (1983); Särndal, Swensson, Wretman, *Model Assisted Survey Sampling* (1992), §§4.3, 5.5; Brewer, *Combined
//! Survey Sampling Inference* (2002), ch. 9, for unequal probabilities.

mod pairs;
pub(crate) mod sparse;
mod units;

use rayon::prelude::*;

use crate::covariance::Covariance;
use crate::design::{Design, Lonely, Structure};

/// Rows of a unit summed in one go, so that rounding grows with the number of runs only.
const RUN: usize = 256;

/// The design covariance of estimates, from their influence values.
///
/// - in: `influence(row, out)` writes z_k for each of the `values` estimates, weight included, zero outside the domain
/// - out: symmetric, `values` × `values`; the same for any number of threads
/// - cost: one pass over the rows; a calibrated design keeps the influence values of all rows
pub(crate) fn covariance(
    design: &Design,
    values: usize,
    influence: impl Fn(usize, &mut [f64]) + Sync,
) -> Covariance {
    if values == 0 {
        return Covariance::zero(0);
    }
    if design.adjustments().is_empty() {
        return from_rows(design, values, &influence);
    }
    let mut rows = vec![0.0; design.rows() * values];
    rows.par_chunks_mut(values.max(1)).enumerate().for_each(|(row, out)| influence(row, out));
    for adjustment in design.adjustments() {
        adjustment.residuals(design, &mut rows, values);
    }
    from_rows(design, values, &|row: usize, out: &mut [f64]| {
        out.copy_from_slice(&rows[row * values..][..values]);
    })
}

fn from_rows(design: &Design, values: usize, influence: &(impl Fn(usize, &mut [f64]) + Sync)) -> Covariance {
    let walk = Walk { structure: design.structure(), values, influence };
    if let Some(sums) = units::sums(walk.structure, values, influence) {
        let touched = vec![true; walk.structure.first().units()];
        return of_units(walk.structure, values, &sums, &touched);
    }
    let parts: Vec<Part> = walk.structure.blocks.par_iter().map(|units| walk.block(units.clone())).collect();
    let mut covariance = Covariance::zero(values);
    let (mut sums, mut touched) = (Vec::new(), Vec::new());
    for part in parts {
        covariance.add(&part.below, 1.0);
        sums.extend(part.sums);
        touched.extend(part.touched);
    }
    covariance.add(&of_units(walk.structure, values, &sums, &touched), 1.0);
    covariance
}

/// The variance of the first stage from the sums of its units.
fn of_units(structure: &Structure, values: usize, sums: &[f64], touched: &[bool]) -> Covariance {
    if let Some(pairs) = &structure.pairs {
        return pairs::covariance(structure, pairs, values, sums);
    }
    let centre = mean_of(sums, values);
    let units = Units { values, sums, touched, first: 0, centre: &centre };
    let (mut above, mut kept) = (Covariance::zero(values), 0_usize);
    let strata = structure.first().strata();
    for stratum in 0..strata {
        kept += usize::from(units.stratum(structure, 0, stratum, 1.0, &mut above));
    }
    let scale = if kept == 0 { 1.0 } else { strata as f64 / kept as f64 };
    let mut covariance = Covariance::zero(values);
    covariance.add(&above, scale);
    covariance
}

/// What a piece of parallel work found.
struct Part {
    /// Sums of each primary unit, one after another.
    sums: Vec<f64>,
    /// Whether the unit has a row that is not zero.
    touched: Vec<bool>,
    /// Variance of the later stages.
    below: Covariance,
}

struct Walk<'a, F> {
    structure: &'a Structure,
    values: usize,
    influence: &'a F,
}

impl<F: Fn(usize, &mut [f64]) + Sync> Walk<'_, F> {
    fn block(&self, units: std::ops::Range<usize>) -> Part {
        let values = self.values;
        let mut part = Part {
            sums: vec![0.0; units.len() * values],
            touched: Vec::with_capacity(units.len()),
            below: Covariance::zero(values),
        };
        let first = self.structure.first();
        let mut scratch = vec![0.0; values * 2];
        let mut stratum = first.stratum_units.partition_point(|start| *start as usize <= units.start) - 1;
        for (at, unit) in units.enumerate() {
            while first.units_of(stratum).end <= unit {
                stratum += 1;
            }
            let fraction = first.fraction(stratum, unit);
            let sums = &mut part.sums[at * values..][..values];
            part.touched.push(self.unit(0, unit, fraction, sums, &mut part.below, &mut scratch));
        }
        part
    }

    /// Sums of a unit, and the variance within it into `below`; whether any of its rows is not zero.
    fn unit(
        &self,
        stage: usize,
        unit: usize,
        fraction: f64,
        sums: &mut [f64],
        below: &mut Covariance,
        scratch: &mut Vec<f64>,
    ) -> bool {
        let structure = self.structure;
        if stage + 1 >= structure.depth() {
            let rows = structure.stages[stage].rows_of(unit);
            return self.rows(&structure.order[rows], sums, scratch);
        }
        let next = &structure.stages[stage + 1];
        let strata = next.strata_of(unit);
        let first = next.units_of(strata.start).start;
        let count = next.units_of(strata.end - 1).end - first;
        let (mut inner, mut touched) = (vec![0.0; count * self.values], vec![false; count]);
        for stratum in strata.clone() {
            for within in next.units_of(stratum) {
                let at = within - first;
                let part = fraction * next.fraction(stratum, within);
                let row = &mut inner[at * self.values..][..self.values];
                touched[at] = self.unit(stage + 1, within, part, row, below, scratch);
                sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += *value);
            }
        }
        let centre = vec![0.0; self.values];
        let units = Units { values: self.values, sums: &inner, touched: &touched, first, centre: &centre };
        for stratum in strata {
            units.stratum(structure, stage + 1, stratum, fraction, below);
        }
        touched.contains(&true)
    }

    fn rows(&self, rows: &[u32], sums: &mut [f64], scratch: &mut Vec<f64>) -> bool {
        scratch.resize(self.values * 2, 0.0);
        let (row_values, run) = scratch.split_at_mut(self.values);
        let mut touched = false;
        for rows in rows.chunks(RUN) {
            run.fill(0.0);
            for row in rows {
                (self.influence)(*row as usize, row_values);
                for (sum, value) in run.iter_mut().zip(row_values.iter()) {
                    touched |= *value != 0.0;
                    *sum += value;
                }
            }
            sums.iter_mut().zip(run.iter()).for_each(|(sum, value)| *sum += value);
        }
        touched
    }
}

/// Sums of the units of one stage below one parent.
struct Units<'a> {
    values: usize,
    sums: &'a [f64],
    touched: &'a [bool],
    /// The number of the first of these units within the stage.
    first: usize,
    /// What a lonely unit is compared with.
    centre: &'a [f64],
}

impl Units<'_> {
    /// Adds the variance of one stratum; false when the stratum cannot tell and others must stand for it.
    fn stratum(
        &self,
        at: &Structure,
        stage: usize,
        stratum: usize,
        factor: f64,
        into: &mut Covariance,
    ) -> bool {
        /// Below this part not drawn, every unit was drawn.
        const CENSUS: f64 = 1e-7;
        let (here, values) = (&at.stages[stage], self.values);
        let units = here.units_of(stratum);
        let count = units.len() as f64;
        let local = units.start - self.first..units.end - self.first;
        let missing = |unit: usize| 1.0 - here.fraction(stratum, unit + self.first);
        if local.clone().all(|unit| missing(unit) < CENSUS) {
            return true;
        }
        let with_domain = self.touched[local.clone()].iter().filter(|touched| **touched).count();
        let adjust = at.lonely == Lonely::Adjust;
        let thinned = with_domain == 1 && local.len() > 1 && at.adjust_lonely_in_domains;
        if at.lonely == Lonely::Average && (local.len() == 1 || thinned) {
            return false;
        }
        let own = mean_of(&self.sums[local.start * values..local.end * values], values);
        let centre = if adjust && (local.len() == 1 || thinned) { self.centre } else { &own };
        let spread = if local.len() > 1 { count / (count - 1.0) } else { 1.0 };
        let mut away = vec![0.0; values];
        for unit in local {
            let sums = &self.sums[unit * values..][..values];
            away.iter_mut().zip(sums).zip(centre).for_each(|((away, sum), centre)| *away = sum - centre);
            into.add_square(&away, factor * spread * missing(unit));
        }
        true
    }
}

/// The mean of rows of `values` numbers each.
fn mean_of(rows: &[f64], values: usize) -> Vec<f64> {
    let count = rows.len().checked_div(values).unwrap_or(0).max(1) as f64;
    let mut sums = vec![crate::sums::Sum::default(); values];
    for row in rows.chunks_exact(values.max(1)) {
        sums.iter_mut().zip(row).for_each(|(sum, value)| sum.add(*value));
    }
    sums.into_iter().map(|sum| sum.value() / count).collect()
}
