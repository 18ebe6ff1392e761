//! Variances of many groups at once, when a row belongs to one group only.
//!
//! A primary unit is kept as the few groups it touches. The units of a stratum that a group does not touch have the
//! sum zero; their part of Σ (z − z̄)² is z̄² each and needs no walk:
//!
//! ```text
//!   Σ_i (1 − f_i)(z_i − z̄)²  =  Σ_touched (1 − f_i)(z_i − z̄)²  +  z̄² Σ_others (1 − f_i)
//! ```

use std::ops::Range;

use rayon::prelude::*;

use crate::design::{Design, Lonely, Stage, Structure};

/// Whether this way is open: no calibration, which spreads a row over all groups, and no rule that compares a lonely
/// unit with units of other strata.
pub(crate) fn serves(design: &Design) -> bool {
    let structure = design.structure();
    let apart = !matches!(structure.lonely, Lonely::Adjust | Lonely::Average);
    design.adjustments().is_empty()
        && apart
        && !structure.adjust_lonely_in_domains
        && structure.pairs.is_none()
}

/// The variance of the estimate of each group.
///
/// - in: `influence(row)`: the group of the row and its weighted influence value; `None` outside the domain
pub(crate) fn variances(
    design: &Design,
    groups: usize,
    influence: impl Fn(usize) -> Option<(usize, f64)> + Sync,
) -> Vec<f64> {
    let structure = design.structure();
    let blocks: Vec<(Vec<Touch>, Vec<f64>)> = structure
        .blocks
        .par_iter()
        .map(|units| {
            let mut walk =
                Walk { structure, influence: &influence, below: vec![0.0; groups], spare: Vec::new() };
            (walk.block(units.clone(), groups), walk.below)
        })
        .collect();
    let mut variances = vec![0.0; groups];
    let mut touches = Vec::new();
    for (found, below) in blocks {
        touches.extend(found);
        variances.iter_mut().zip(below).for_each(|(variance, below)| *variance += below);
    }
    let (first, mut spread, mut rest) = (structure.first(), Spread::of(groups), touches.as_slice());
    for stratum in 0..first.strata() {
        let units = first.units_of(stratum);
        let (here, after) = rest.split_at(rest.partition_point(|touch| (touch.unit as usize) < units.end));
        spread.stratum(first, stratum, here, 1.0, &mut variances);
        rest = after;
    }
    variances
}

/// The sum of a unit for one group.
#[derive(Clone, Copy)]
struct Touch {
    unit: u32,
    group: u32,
    sum: f64,
}

struct Walk<'a, F> {
    structure: &'a Structure,
    influence: &'a F,
    below: Vec<f64>,
    /// Accumulators that are all zero between two units; one for each depth.
    spare: Vec<Sums>,
}

/// Sums by group, with a list of those that are in use.
struct Sums {
    sums: Vec<f64>,
    used: Vec<u32>,
    seen: Vec<bool>,
}

impl Sums {
    fn of(groups: usize) -> Self {
        Self { sums: vec![0.0; groups], used: Vec::new(), seen: vec![false; groups] }
    }

    #[inline]
    fn add(&mut self, group: usize, value: f64) {
        if !self.seen[group] {
            self.seen[group] = true;
            self.used.push(group as u32);
        }
        self.sums[group] += value;
    }

    /// What was summed, and zeros for the next unit.
    fn take(&mut self, unit: usize, into: &mut Vec<Touch>) {
        self.used.sort_unstable();
        for group in self.used.drain(..) {
            let place = group as usize;
            into.push(Touch { unit: unit as u32, group, sum: self.sums[place] });
            (self.sums[place], self.seen[place]) = (0.0, false);
        }
    }
}

impl<F: Fn(usize) -> Option<(usize, f64)> + Sync> Walk<'_, F> {
    fn block(&mut self, units: Range<usize>, groups: usize) -> Vec<Touch> {
        let first = self.structure.first();
        let mut stratum = first.stratum_units.partition_point(|start| *start as usize <= units.start) - 1;
        let mut touches = Vec::new();
        for unit in units {
            while first.units_of(stratum).end <= unit {
                stratum += 1;
            }
            let mut sums = self.spare.pop().unwrap_or_else(|| Sums::of(groups));
            self.unit(0, unit, first.fraction(stratum, unit), &mut sums);
            sums.take(unit, &mut touches);
            self.spare.push(sums);
        }
        touches
    }

    fn unit(&mut self, stage: usize, unit: usize, fraction: f64, sums: &mut Sums) {
        let structure = self.structure;
        if stage + 1 >= structure.depth() {
            for row in &structure.order[structure.stages[stage].rows_of(unit)] {
                if let Some((group, value)) = (self.influence)(*row as usize) {
                    sums.add(group, value);
                }
            }
            return;
        }
        let next = &structure.stages[stage + 1];
        let groups = self.below.len();
        let mut spread = Spread::of(groups);
        for stratum in next.strata_of(unit) {
            let mut touches = Vec::new();
            for within in next.units_of(stratum) {
                let mut inner = self.spare.pop().unwrap_or_else(|| Sums::of(groups));
                self.unit(stage + 1, within, fraction * next.fraction(stratum, within), &mut inner);
                inner.take(within, &mut touches);
                self.spare.push(inner);
            }
            touches.iter().for_each(|touch| sums.add(touch.group as usize, touch.sum));
            spread.stratum(next, stratum, &touches, fraction, &mut self.below);
        }
    }
}

/// Scratch for the spread of one stratum.
struct Spread {
    total: Vec<f64>,
    missing: Vec<f64>,
    used: Vec<u32>,
    seen: Vec<bool>,
}

impl Spread {
    fn of(groups: usize) -> Self {
        let zeros = vec![0.0; groups];
        Self { total: zeros.clone(), missing: zeros, used: Vec::new(), seen: vec![false; groups] }
    }

    fn stratum(&mut self, stage: &Stage, stratum: usize, touches: &[Touch], factor: f64, into: &mut [f64]) {
        let units = stage.units_of(stratum);
        let count = units.len() as f64;
        let whole: f64 = units.clone().map(|unit| 1.0 - stage.fraction(stratum, unit)).sum();
        if units.len() < 2 || whole <= 0.0 {
            return;
        }
        for touch in touches {
            let group = touch.group as usize;
            if !self.seen[group] {
                self.seen[group] = true;
                self.used.push(touch.group);
            }
            self.total[group] += touch.sum;
            self.missing[group] += 1.0 - stage.fraction(stratum, touch.unit as usize);
        }
        let factor = factor * count / (count - 1.0);
        for touch in touches {
            let group = touch.group as usize;
            let away = touch.sum - self.total[group] / count;
            into[group] += factor * (1.0 - stage.fraction(stratum, touch.unit as usize)) * away * away;
        }
        for group in self.used.drain(..).map(|group| group as usize) {
            let mean = self.total[group] / count;
            into[group] += factor * (whole - self.missing[group]).max(0.0) * mean * mean;
            (self.total[group], self.missing[group], self.seen[group]) = (0.0, 0.0, false);
        }
    }
}
