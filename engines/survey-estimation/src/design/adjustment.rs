//! What weights were calibrated to, kept so that variances use what calibration does not explain.
//!
//! ```text
//!   z = w·u (influence values)      u = z / w_after
//!   B = (Σ d x x')⁻¹ Σ d x u        d: weights before this adjustment
//!   z ← z − w_after · x'B           the residual, weighted again
//! ```
//!
//! Source: Deville and Särndal, *Calibration estimators in survey sampling*, JASA 87 (1992), §3. Adjustments made one
//! after another are taken in their order. Trimming is none: it explains nothing.

use matrices::Factor;
use rayon::prelude::*;

use super::{BLOCK, Design};
use crate::data::{Categories, MISSING};

/// One auxiliary variable, or the cells of one factor.
#[derive(Clone, Debug)]
pub enum Auxiliary {
    /// A number for each row.
    Number(Vec<f64>),
    /// One column of zero and one for each level; a missing code has none.
    Levels(Categories),
}

/// A primary unit: means of its columns, its weight before, and how much its rows were raised.
type Unit = (Vec<(usize, f64)>, f64, f64);

/// An adjustment of weights by auxiliary variables.
#[derive(Clone, Debug)]
pub struct Adjustment {
    auxiliaries: Vec<Auxiliary>,
    before: Vec<f64>,
    after: Vec<f64>,
    by_unit: bool,
    factor: Factor,
    /// Weights after each margin of the last round, when rounds were stopped early.
    sweeps: Vec<Vec<f64>>,
}

impl Adjustment {
    /// Remembers an adjustment.
    ///
    /// - in: auxiliary variables, and weights before and after, one value for each row of the design
    /// - `by_unit`: one factor was found for each primary unit, from the means of its rows
    pub fn new(
        design: &Design,
        auxiliaries: Vec<Auxiliary>,
        before: Vec<f64>,
        after: Vec<f64>,
        by_unit: bool,
    ) -> Self {
        let mut this =
            Self { auxiliaries, before, after, by_unit, factor: Factor::default(), sweeps: Vec::new() };
        let width = this.width();
        let mut normal = vec![0.0; width * width];
        let mut add = |columns: &[(usize, f64)], weight: f64| {
            for (i, x) in columns {
                columns.iter().for_each(|(j, y)| normal[i * width + j] += weight * x * y);
            }
        };
        if by_unit {
            for (columns, weight, _) in this.units(design) {
                add(&columns, weight);
            }
        } else {
            let mut columns = Vec::new();
            for row in 0..this.before.len() {
                this.columns(row, &mut columns);
                add(&columns, this.before[row]);
            }
        }
        this.factor = Factor::of(normal, width);
        this
    }

    /// Remembers raking that was stopped early: the weights meet no margin exactly, so there is no one regression whose
    /// residuals would be those of the estimate.
    ///
    /// - in: margins, and the weights after each of them in the last round
    pub fn stopped(margins: Vec<Categories>, sweeps: Vec<Vec<f64>>) -> Self {
        let auxiliaries = margins.into_iter().map(Auxiliary::Levels).collect();
        let (before, after) = (Vec::new(), sweeps.last().cloned().unwrap_or_default());
        Self { auxiliaries, before, after, by_unit: false, factor: Factor::default(), sweeps }
    }

    /// Takes the mean of z/w within every level, margin after margin, ten times over: as R's survey does for raked designs.
    fn swept(&self, influence: &mut [f64], values: usize) {
        const ROUNDS: usize = 10;
        for _ in 0..ROUNDS {
            for (margin, weights) in self.auxiliaries.iter().zip(&self.sweeps) {
                let Auxiliary::Levels(levels) = margin else { continue };
                let mut sums = vec![0.0; levels.levels.len() * values];
                let mut counts = vec![0.0; levels.levels.len()];
                let known = |code: u32, weight: f64| code != MISSING && weight != 0.0;
                for ((row, code), weight) in influence.chunks_exact(values).zip(&levels.codes).zip(weights) {
                    if known(*code, *weight) {
                        counts[*code as usize] += 1.0;
                        let sums = &mut sums[*code as usize * values..][..values];
                        sums.iter_mut().zip(row).for_each(|(sum, z)| *sum += z / weight);
                    }
                }
                for ((row, code), weight) in
                    influence.chunks_exact_mut(values).zip(&levels.codes).zip(weights)
                {
                    if known(*code, *weight) {
                        let sums = &sums[*code as usize * values..][..values];
                        let each = weight / counts[*code as usize];
                        row.iter_mut().zip(sums).for_each(|(z, sum)| *z -= each * sum);
                    }
                }
            }
        }
    }

    fn width(&self) -> usize {
        let width = |auxiliary: &Auxiliary| match auxiliary {
            Auxiliary::Number(_) => 1,
            Auxiliary::Levels(categories) => categories.levels.len(),
        };
        self.auxiliaries.iter().map(width).sum()
    }

    /// The columns of a row that are not zero.
    fn columns(&self, row: usize, out: &mut Vec<(usize, f64)>) {
        out.clear();
        let mut start = 0;
        for auxiliary in &self.auxiliaries {
            match auxiliary {
                Auxiliary::Number(values) => {
                    out.push((start, values[row]));
                    start += 1;
                }
                Auxiliary::Levels(categories) => {
                    if categories.codes[row] != MISSING {
                        out.push((start + categories.codes[row] as usize, 1.0));
                    }
                    start += categories.levels.len();
                }
            }
        }
    }

    fn units(&self, design: &Design) -> Vec<Unit> {
        let (structure, width) = (design.structure(), self.width());
        let first = structure.first();
        let mut columns = Vec::new();
        (0..first.units())
            .map(|unit| {
                let rows = &structure.order[first.rows_of(unit)];
                let mut sums = vec![0.0; width];
                let (mut before, mut after) = (0.0, 0.0);
                for row in rows.iter().map(|row| *row as usize) {
                    self.columns(row, &mut columns);
                    columns.iter().for_each(|(at, value)| sums[*at] += value);
                    before += self.before[row];
                    after += self.after[row];
                }
                let raised = if before == 0.0 { 1.0 } else { after / before };
                let mean = |(at, sum): (usize, f64)| (at, sum / rows.len() as f64);
                (sums.into_iter().enumerate().map(mean).collect(), before, raised)
            })
            .collect()
    }

    /// Takes from influence values (rows × `values`) what the auxiliary variables explain.
    pub(crate) fn residuals(&self, design: &Design, influence: &mut [f64], values: usize) {
        if !self.sweeps.is_empty() {
            return self.swept(influence, values);
        }
        if self.by_unit {
            return self.residuals_of_units(design, influence, values);
        }
        let width = self.width();
        let blocks: Vec<Vec<f64>> = influence
            .par_chunks(BLOCK * values)
            .enumerate()
            .map(|(block, rows)| {
                let (mut sums, mut columns) = (vec![0.0; width * values], Vec::new());
                for (at, row) in rows.chunks_exact(values).enumerate() {
                    let at = block * BLOCK + at;
                    if self.after[at] == 0.0 {
                        continue;
                    }
                    self.columns(at, &mut columns);
                    let weight = self.before[at] / self.after[at];
                    for (column, x) in &columns {
                        let sums = &mut sums[column * values..][..values];
                        sums.iter_mut().zip(row).for_each(|(sum, z)| *sum += weight * x * z);
                    }
                }
                sums
            })
            .collect();
        let mut slopes = vec![0.0; width * values];
        blocks.iter().for_each(|block| slopes.iter_mut().zip(block).for_each(|(slope, sum)| *slope += sum));
        self.factor.solve(&mut slopes, values);
        influence.par_chunks_mut(BLOCK * values).enumerate().for_each(|(block, rows)| {
            let mut columns = Vec::new();
            for (at, row) in rows.chunks_exact_mut(values).enumerate() {
                let at = block * BLOCK + at;
                self.columns(at, &mut columns);
                for (column, x) in &columns {
                    let slopes = &slopes[column * values..][..values];
                    row.iter_mut().zip(slopes).for_each(|(z, slope)| *z -= self.after[at] * x * slope);
                }
            }
        });
    }

    /// The same with the sums of primary units; the residual of a unit is laid on its first row.
    fn residuals_of_units(&self, design: &Design, influence: &mut [f64], values: usize) {
        let (structure, width) = (design.structure(), self.width());
        let first = structure.first();
        let units = self.units(design);
        let mut totals = vec![0.0; units.len() * values];
        for (unit, total) in totals.chunks_exact_mut(values).enumerate() {
            for row in &structure.order[first.rows_of(unit)] {
                let row = &influence[*row as usize * values..][..values];
                total.iter_mut().zip(row).for_each(|(total, z)| *total += z);
            }
        }
        let mut slopes = vec![0.0; width * values];
        for ((columns, _, raised), total) in units.iter().zip(totals.chunks_exact(values)) {
            for (column, x) in columns {
                let slopes = &mut slopes[column * values..][..values];
                slopes.iter_mut().zip(total).for_each(|(slope, z)| *slope += x * z / raised);
            }
        }
        self.factor.solve(&mut slopes, values);
        for (unit, (columns, weight, raised)) in units.iter().enumerate() {
            let Some(row) = structure.order[first.rows_of(unit)].first() else { continue };
            let row = &mut influence[*row as usize * values..][..values];
            for (column, x) in columns {
                let slopes = &slopes[column * values..][..values];
                row.iter_mut().zip(slopes).for_each(|(z, slope)| *z -= weight * raised * x * slope);
            }
        }
    }
}
