//! One round of the search: score and information of all rows, in fixed pieces on all cores.

use matrices::Factor;
use rayon::prelude::*;

use super::{Data, Family, Fit, Link, RegressionError};
use crate::design::BLOCK;

/// Columns side by side, row after row, so that a pass reads memory once.
pub(crate) struct Rows<'a> {
    packed: Vec<f64>,
    width: usize,
    answers: &'a [f64],
    offset: &'a [f64],
    family: Family,
}

/// A and the score at some coefficients.
pub(super) struct Information {
    pub(super) factor: Factor,
    pub(super) normal: Vec<f64>,
    score: Vec<f64>,
    people: f64,
}

impl Information {
    pub(super) fn is_sound(&self) -> bool {
        self.normal.iter().chain(&self.score).all(|value| value.is_finite())
    }

    pub(super) fn step(&self) -> Vec<f64> {
        let mut step = self.score.clone();
        self.factor.solve(&mut step, 1);
        step
    }

    /// How far a step goes, as what it changes in η against what β makes of η: the same for columns in any unit.
    pub(super) fn length(&self, step: &[f64], at: &[f64]) -> f64 {
        let width = step.len();
        let size = |column: usize| (self.normal[column * width + column].max(0.0) / self.people).sqrt();
        let largest = |values: &[f64]| {
            values.iter().enumerate().map(|(column, value)| value.abs() * size(column)).fold(
                0.0,
                |a: f64, b| {
                    if b.is_nan() { f64::NAN } else { a.max(b) }
                },
            )
        };
        largest(step) / (1e-8 + largest(at))
    }

    /// NaN in the place of what was left out.
    pub(super) fn name_left_out(&self, coefficients: &mut [f64]) {
        let left_out = coefficients.iter_mut().enumerate().filter(|(at, _)| self.factor.is_left_out(*at));
        left_out.for_each(|(_, coefficient)| *coefficient = f64::NAN);
    }
}

impl<'a> Rows<'a> {
    pub(crate) fn of(data: Data<'a>) -> Result<Self, RegressionError> {
        let (answers, family) = (data.answers, data.family);
        if answers.is_empty() {
            return Err(RegressionError::Empty);
        }
        if let Some(answer) = answers.iter().find(|answer| !family.takes(**answer)) {
            return Err(RegressionError::Answer(*answer));
        }
        let width = data.columns.len();
        let mut packed = vec![0.0; answers.len() * width];
        packed.par_chunks_mut((BLOCK * width).max(1)).enumerate().for_each(|(block, rows)| {
            for (at, row) in rows.chunks_exact_mut(width.max(1)).enumerate() {
                row.iter_mut().zip(data.columns).for_each(|(x, column)| *x = column[block * BLOCK + at]);
            }
        });
        Ok(Self { packed, width, answers, offset: data.offset, family })
    }

    fn x(&self, row: usize) -> &[f64] {
        &self.packed[row * self.width..][..self.width]
    }

    fn eta(&self, row: usize, at: &[f64]) -> f64 {
        let offset = self.offset.get(row).copied().unwrap_or(0.0);
        offset + self.x(row).iter().zip(at).map(|(x, b)| x * b).sum::<f64>()
    }

    /// Weighted least squares on the link of the answers, pulled to their mean: where the search starts.
    pub(super) fn first_step(&self, weights: &[f64]) -> Result<Vec<f64>, RegressionError> {
        let people: f64 = weights.iter().sum();
        if people <= 0.0 {
            return Err(RegressionError::Empty);
        }
        let mean = weights.iter().zip(self.answers).map(|(w, y)| w * y).sum::<f64>() / people;
        let inside = if self.family.allows(mean) { mean } else { f64::NAN };
        let centre = self.family.start(inside);
        if !centre.is_finite() {
            // All answers are the same at an end: every coefficient that carries them would be infinite.
            return Err(RegressionError::Separated { columns: (0..self.width).collect() });
        }
        let (mu, slope) = self.family.link.inverse(centre);
        let weight = slope * slope / self.family.variance(mu);
        let part = |(block, weights): (usize, &[f64])| {
            let mut sums = Sums::of(self.width);
            for (at, w) in weights.iter().enumerate().filter(|(_, w)| **w != 0.0) {
                let row = block * BLOCK + at;
                let offset = self.offset.get(row).copied().unwrap_or(0.0);
                let working = centre - offset + (self.answers[row] - mu) / slope;
                sums.add(self.x(row), w * weight, w * weight * working);
            }
            sums
        };
        let sums = joined(weights.par_chunks(BLOCK).enumerate().map(part).collect(), self.width);
        let at = sums.information(people).step();
        // Halfway to where everybody has the mean, until every fitted mean is possible.
        Ok(self.possible(&at, weights))
    }

    fn possible(&self, at: &[f64], weights: &[f64]) -> Vec<f64> {
        let mut at = at.to_vec();
        for _ in 0..30 {
            if self.is_possible(&at, weights) {
                return at;
            }
            at.iter_mut().skip(1).for_each(|b| *b /= 2.0);
        }
        at
    }

    fn is_possible(&self, at: &[f64], weights: &[f64]) -> bool {
        if self.family.is_canonical() || self.family == Family::BINOMIAL {
            return true;
        }
        let possible = |row: usize| {
            let eta = self.eta(row, at);
            let (mean, slope) = self.family.link.inverse(eta);
            self.family.allows(mean) && slope.is_finite()
        };
        (0..self.answers.len()).into_par_iter().all(|row| weights[row] == 0.0 || possible(row))
    }

    /// A step, halved until every fitted mean is possible.
    pub(super) fn stepped(&self, at: &[f64], step: &[f64], weights: &[f64]) -> Vec<f64> {
        let mut part = 1.0;
        for _ in 0..30 {
            let next: Vec<f64> = at.iter().zip(step).map(|(b, s)| b + part * s).collect();
            if self.is_possible(&next, weights) {
                return next;
            }
            part /= 2.0;
        }
        at.to_vec()
    }

    pub(super) fn information(&self, at: &[f64], weights: &[f64]) -> Information {
        let family = self.family;
        let part = |(block, weights): (usize, &[f64])| {
            let mut sums = Sums::of(self.width);
            for (inside, w) in weights.iter().enumerate().filter(|(_, w)| **w != 0.0) {
                let row = block * BLOCK + inside;
                let (mean, slope) = family.link.inverse(self.eta(row, at));
                let away = self.answers[row] - mean;
                let (own, score) = if family.is_canonical() {
                    (slope, away)
                } else {
                    let ratio = slope / family.variance(mean);
                    (slope * ratio, away * ratio)
                };
                sums.add(self.x(row), w * own, w * score);
            }
            sums
        };
        let people = weights.iter().sum();
        joined(weights.par_chunks(BLOCK).enumerate().map(part).collect(), self.width).information(people)
    }

    /// Whether a fitted mean has run to its end, which it does only on the way to an infinite coefficient.
    pub(super) fn at_its_end(&self, at: &[f64], weights: &[f64]) -> bool {
        /// Log odds, or logarithms of a mean, of about 1 : 10⁶; a search that settles has no end there.
        const END: f64 = 14.0;
        let link = self.family.link;
        let at_end = |eta: f64| match link {
            Link::Logit => eta.abs() > END,
            Link::Log => eta < -END,
            Link::Probit => eta.abs() > 5.0,
            Link::ComplementaryLogLog => !(-END..3.0).contains(&eta),
            _ => false,
        };
        (0..self.answers.len()).any(|row| weights[row] != 0.0 && at_end(self.eta(row, at)))
    }

    /// Columns that do not depend on others, by the weights alone.
    pub(super) fn rank_alone(&self, weights: &[f64]) -> usize {
        let mut sums = Sums::of(self.width);
        (0..self.answers.len())
            .filter(|row| weights[*row] != 0.0)
            .for_each(|row| sums.add(self.x(row), weights[row], 0.0));
        sums.information(1.0).factor.rank()
    }

    /// The root mean square of every column.
    pub(super) fn spread(&self, weights: &[f64]) -> Vec<f64> {
        let mut squares = vec![0.0; self.width];
        for (row, weight) in weights.iter().enumerate() {
            squares.iter_mut().zip(self.x(row)).for_each(|(square, x)| *square += weight * x * x);
        }
        let people: f64 = weights.iter().sum();
        squares.into_iter().map(|square: f64| (square / people).sqrt()).collect()
    }

    /// Influence values and deviance at the end of the search.
    pub(super) fn finished(
        &self,
        mut coefficients: Vec<f64>,
        information: Information,
        weights: &[f64],
    ) -> Fit {
        let (width, family) = (self.width, self.family);
        let inverse = information.factor.inverse();
        let mut influence = vec![0.0; self.answers.len() * width];
        let pieces: Vec<f64> = influence
            .par_chunks_mut((BLOCK * width).max(1))
            .enumerate()
            .map(|(block, rows)| {
                let mut deviance = crate::sums::Sum::default();
                for (inside, out) in rows.chunks_exact_mut(width.max(1)).enumerate() {
                    let row = block * BLOCK + inside;
                    let (mean, slope) = family.link.inverse(self.eta(row, &coefficients));
                    let away = self.answers[row] - mean;
                    let score =
                        if family.is_canonical() { away } else { away * slope / family.variance(mean) };
                    for (out, inverse) in out.iter_mut().zip(inverse.chunks_exact(width.max(1))) {
                        *out = score * inverse.iter().zip(self.x(row)).map(|(a, x)| a * x).sum::<f64>();
                    }
                    if weights[row] != 0.0 {
                        deviance.add(weights[row] * family.deviance(self.answers[row], mean));
                    }
                }
                deviance.value()
            })
            .collect();
        information.name_left_out(&mut coefficients);
        Fit { coefficients, deviance: crate::sums::sum(pieces), influence, information: information.normal }
    }
}

/// Σ weight · x x' (below the diagonal) and Σ score · x.
struct Sums {
    normal: Vec<f64>,
    score: Vec<f64>,
}

impl Sums {
    fn of(width: usize) -> Self {
        Self { normal: vec![0.0; width * width], score: vec![0.0; width] }
    }

    #[inline]
    fn add(&mut self, x: &[f64], weight: f64, score: f64) {
        let width = x.len();
        for (i, value) in x.iter().enumerate() {
            self.score[i] += score * value;
            let weighted = weight * value;
            self.normal[i * width..][..=i]
                .iter_mut()
                .zip(x)
                .for_each(|(sum, other)| *sum += weighted * other);
        }
    }

    fn information(mut self, people: f64) -> Information {
        let width = self.score.len();
        for i in 0..width {
            (0..i).for_each(|j| self.normal[j * width + i] = self.normal[i * width + j]);
        }
        let factor = Factor::of(self.normal.clone(), width);
        Information { factor, normal: self.normal, score: self.score, people }
    }
}

fn joined(parts: Vec<Sums>, width: usize) -> Sums {
    let mut whole = Sums::of(width);
    for part in parts {
        whole.normal.iter_mut().zip(&part.normal).for_each(|(sum, value)| *sum += value);
        whole.score.iter_mut().zip(&part.score).for_each(|(sum, value)| *sum += value);
    }
    whole
}
