//! The search for coefficients: reweighted least squares, again and again.
//!
//! A step solves H·step = score from where the coefficients are, H being the curvature of the likelihood, which with a
//! logarithm is never negative. Its length in standard errors, √(score′ H⁻¹ score), is the same for columns in any unit; a step
//! that raises the deviance is halved. Errors come from the expected curvature, as is usual.

use matrices::Factor;

use super::error::Ready;
use super::{Convergence, Family, GlmError};

/// Rounds at most; a coefficient without end needs some fifty to be noticed.
const ROUNDS: usize = 100;
const HALVINGS: usize = 40;
/// Squared length of a step that is none, in standard errors.
const STILL: f64 = 1e-20;
/// Squared length of a step that only wanders by rounding.
const NEAR: f64 = 1e-12;

pub(super) struct Search<'a> {
    pub(super) ready: &'a Ready<'a>,
    /// Rows where a column is not zero: columns of areas and months are zero nearly everywhere.
    present: Vec<Vec<usize>>,
}

/// Where the search ended.
#[derive(Clone, Debug)]
pub(super) struct Settled {
    pub(super) coefficients: Vec<f64>,
    pub(super) fitted: Vec<f64>,
    pub(super) deviance: f64,
    pub(super) factor: Factor,
    pub(super) convergence: Convergence,
}

/// Coefficients and what they say.
struct Place {
    coefficients: Vec<f64>,
    fitted: Vec<f64>,
    deviance: f64,
}

impl<'a> Search<'a> {
    pub(super) fn of(ready: &'a Ready<'a>) -> Self {
        let rows =
            |x: &Vec<f64>| x.iter().enumerate().filter(|(_, x)| **x != 0.0).map(|(row, _)| row).collect();
        Self { ready, present: ready.columns.values().iter().map(rows).collect() }
    }

    /// The coefficients of a family, from those of a similar one or from the counts themselves.
    pub(super) fn settle(&self, family: Family, near: Option<&[f64]>) -> Result<Settled, GlmError> {
        let mut at = match near {
            Some(near) => self.place(family, near.to_vec()),
            None => self.first(family)?,
        };
        let yardstick = self.yardstick(family);
        let (mut before, mut halvings, mut last) = (f64::INFINITY, 0, None);
        for rounds in 1..=ROUNDS {
            let (normal, score) = self.normal(family, &at.fitted);
            let factor = Factor::of(normal, score.len());
            if factor.rank() < score.len() {
                return Err(self.without_end(last.as_ref()));
            }
            let mut step = score.clone();
            factor.solve(&mut step, 1);
            let length = step.iter().zip(&score).map(|(a, b)| a * b).sum::<f64>() / yardstick;
            if length <= STILL || (length <= NEAR && length >= before / 4.0) {
                self.has_an_end(&at, &factor)?;
                let convergence = Convergence { rounds, last_step: length.max(0.0).sqrt(), halvings };
                let Place { coefficients, fitted, deviance } = at;
                let factor = Factor::of(self.information(family, &fitted), coefficients.len());
                return Ok(Settled { coefficients, fitted, deviance, factor, convergence });
            }
            before = length;
            last = Some(factor);
            at = self.stepped(family, &at, &step, &mut halvings).ok_or(GlmError::NotSettled { rounds })?;
        }
        last.as_ref().map_or(Ok(()), |factor| self.has_an_end(&at, factor))?;
        Err(GlmError::NotSettled { rounds: ROUNDS })
    }

    /// What a squared step is measured by: the counts have their own unit, other numbers bring one.
    fn yardstick(&self, family: Family) -> f64 {
        if family != Family::Gaussian {
            return 1.0;
        }
        let squares = self.ready.counts.iter().zip(&self.ready.weights).map(|(y, w)| w * y * y);
        squares.sum::<f64>().max(f64::MIN_POSITIVE)
    }

    fn place(&self, family: Family, coefficients: Vec<f64>) -> Place {
        let ready = self.ready;
        let mut eta = ready.offset.clone();
        for ((values, rows), b) in ready.columns.values().iter().zip(&self.present).zip(&coefficients) {
            rows.iter().for_each(|row| eta[*row] += values[*row] * b);
        }
        let fitted: Vec<f64> = eta.iter().map(|eta| family.mean(*eta)).collect();
        let each = ready.counts.iter().zip(&fitted).zip(&ready.weights);
        let deviance =
            each.filter(|(_, w)| **w > 0.0).map(|((y, mean), w)| w * family.deviance(*y, *mean)).sum();
        Place { coefficients, fitted, deviance }
    }

    /// Weighted least squares of the counts themselves, a little above zero; also where dependent columns are found.
    fn first(&self, family: Family) -> Result<Place, GlmError> {
        let ready = self.ready;
        let width = ready.columns.width();
        let plain = Factor::of(self.squares(|row| ready.weights[row]), width);
        if let Some(column) = (0..width).find(|column| plain.is_left_out(*column)) {
            return Err(GlmError::Dependent { column: ready.columns.names()[column].clone() });
        }
        if family == Family::Gaussian {
            return Ok(self.place(family, vec![0.0; width]));
        }
        let above = |row: usize| ready.counts[row] + 0.1;
        let weight = |row: usize| ready.weights[row] * above(row) * above(row) / family.variance(above(row));
        let factor = Factor::of(self.squares(weight), width);
        let mut coefficients = self.sums(|row| weight(row) * (above(row).ln() - ready.offset[row]));
        factor.solve(&mut coefficients, 1);
        let place = self.place(family, coefficients);
        Ok(if place.deviance.is_finite() { place } else { self.place(family, vec![0.0; width]) })
    }

    /// Σ w x x′.
    fn squares(&self, weight: impl Fn(usize) -> f64) -> Vec<f64> {
        let columns = self.ready.columns.values();
        let weights: Vec<f64> = (0..self.ready.counts.len()).map(weight).collect();
        let width = columns.len();
        let mut squares = vec![0.0; width * width];
        for (i, (a, rows)) in columns.iter().zip(&self.present).enumerate() {
            for (j, (b, others)) in columns.iter().zip(&self.present).enumerate().take(i + 1) {
                let fewer = if rows.len() < others.len() { rows } else { others };
                let sum = fewer.iter().map(|row| a[*row] * b[*row] * weights[*row]).sum();
                (squares[i * width + j], squares[j * width + i]) = (sum, sum);
            }
        }
        squares
    }

    /// Σ value · x of every column.
    fn sums(&self, value: impl Fn(usize) -> f64) -> Vec<f64> {
        let sum = |(values, rows): (&Vec<f64>, &Vec<usize>)| {
            rows.iter().map(|row| values[*row] * value(*row)).sum()
        };
        self.ready.columns.values().iter().zip(&self.present).map(sum).collect()
    }

    /// The curvature of the likelihood and the score.
    fn normal(&self, family: Family, fitted: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let ready = self.ready;
        let curvature = |row: usize| ready.weights[row] * family.curvature(ready.counts[row], fitted[row]);
        let away =
            |row: usize| ready.weights[row] * family.pull(fitted[row]) * (ready.counts[row] - fitted[row]);
        (self.squares(curvature), self.sums(away))
    }

    /// The information A = Σ w x x′ μ′²/V: what the curvature is expected to be.
    fn information(&self, family: Family, fitted: &[f64]) -> Vec<f64> {
        let of = |row: usize| family.pull(fitted[row]) * family.slope(fitted[row]);
        self.squares(|row| self.ready.weights[row] * of(row))
    }

    /// The next place, halved until the deviance no longer rises; `None` when no part of the step helps.
    fn stepped(&self, family: Family, at: &Place, step: &[f64], halvings: &mut usize) -> Option<Place> {
        // What rounding makes of a sum of deviances is no rise.
        let most = at.deviance + 1e-10 * (at.deviance.abs() + 1.0);
        let mut part = 1.0;
        for _ in 0..HALVINGS {
            let moved = at.coefficients.iter().zip(step).map(|(b, step)| b + part * step).collect();
            let next = self.place(family, moved);
            if next.deviance <= most || family == Family::Gaussian {
                return Some(next);
            }
            *halvings += 1;
            part /= 2.0;
        }
        None
    }

    /// A column without end has an error far beyond anything that could be meant.
    fn endless(&self, factor: &Factor) -> Vec<String> {
        const BEYOND: f64 = 1e3;
        let (width, inverse) = (self.ready.columns.width(), factor.inverse());
        let largest = |values: &Vec<f64>| values.iter().fold(0.0, |a: f64, b| a.max(b.abs()));
        let columns = self.ready.columns.values().iter().zip(self.ready.columns.names()).enumerate();
        let error = |column: usize| inverse[column * width + column].sqrt();
        columns
            .filter(|(at, (x, _))| error(*at) * largest(x) > BEYOND)
            .map(|(_, (_, name))| name.clone())
            .collect()
    }

    fn has_an_end(&self, at: &Place, factor: &Factor) -> Result<(), GlmError> {
        let ready = self.ready;
        // Only where nothing was counted can a mean fall to nothing.
        let rows =
            || (0..ready.counts.len()).filter(|row| ready.counts[*row] == 0.0 && ready.weights[*row] > 0.0);
        let columns = if rows().any(|row| at.fitted[row] < 1e-7) { self.endless(factor) } else { Vec::new() };
        if columns.is_empty() { Ok(()) } else { Err(GlmError::Separated { columns }) }
    }

    fn without_end(&self, last: Option<&Factor>) -> GlmError {
        let columns = last.map_or_else(Vec::new, |factor| self.endless(factor));
        if columns.is_empty() {
            GlmError::NotSettled { rounds: ROUNDS }
        } else {
            GlmError::Separated { columns }
        }
    }
}
