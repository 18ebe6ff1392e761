//! Weights near the old ones that meet totals of numbers: g = F(x'λ/q) with Σ d g x = T.

use matrices::Factor;
use rayon::prelude::*;

use super::{Distance, Model, ReweightingError};
use crate::design::BLOCK;

impl Model {
    pub(super) fn variance_of(&self, row: usize) -> f64 {
        self.variance.get(row).copied().unwrap_or(1.0)
    }

    pub(super) fn weights(&self, before: &[f64], units: &[u32]) -> Result<Vec<f64>, ReweightingError> {
        if self.totals.len() != self.columns.len() {
            return Err(ReweightingError::Totals { totals: self.totals.len(), columns: self.columns.len() });
        }
        if let Distance::Bounded(lower, upper) | Distance::Logit(lower, upper) = self.distance
            && !(lower < 1.0 && upper > 1.0)
        {
            return Err(ReweightingError::Bounds { lower, upper });
        }
        for (column, name) in self.columns.iter().zip(&self.names) {
            if let Some(row) = column.iter().position(|value| value.is_nan()) {
                return Err(ReweightingError::Gap { row, name: name.clone() });
            }
        }
        if !self.by_unit {
            let raised = self.raised(&self.columns, before)?;
            return Ok(before.iter().zip(raised).map(|(weight, factor)| weight * factor).collect());
        }
        let count = units.iter().max().map_or(0, |last| *last as usize + 1);
        let sums = |column: &[f64]| {
            let mut sums = vec![0.0; count];
            column.iter().zip(units).for_each(|(value, unit)| sums[*unit as usize] += value);
            sums
        };
        let rows = sums(&vec![1.0; before.len()]);
        let weights = sums(before);
        let mean = |column: &Vec<f64>| sums(column).iter().zip(&rows).map(|(sum, rows)| sum / rows).collect();
        let columns: Vec<Vec<f64>> = self.columns.iter().map(mean).collect();
        let raised = self.raised(&columns, &weights)?;
        Ok(before.iter().zip(units).map(|(weight, unit)| weight * raised[*unit as usize]).collect())
    }

    /// Names of columns that depend on those before them.
    pub(super) fn left_out(&self, before: &[f64]) -> Vec<String> {
        if self.columns.iter().any(|column| column.len() != before.len()) {
            return Vec::new();
        }
        let at = self.at(&self.columns, before, &vec![0.0; self.columns.len()]);
        let factor = Factor::of(at.normal, self.columns.len());
        let named = self.names.iter().enumerate().filter(|(column, _)| factor.is_left_out(*column));
        named.map(|(_, name)| name.clone()).collect()
    }

    /// g by Newton's method with halved steps.
    fn raised(&self, columns: &[Vec<f64>], weights: &[f64]) -> Result<Vec<f64>, ReweightingError> {
        const ROUNDS: usize = 500;
        const NEAR: f64 = 1e-13;
        /// As near as rounding lets some totals be met.
        const NEARLY: f64 = 1e-9;
        let mut lambda = vec![0.0; columns.len()];
        let mut at = self.at(columns, weights, &lambda);
        for _ in 0..ROUNDS {
            if at.worst < NEAR {
                return Ok(self.factors(columns, weights.len(), &lambda));
            }
            let mut step = at.misfit.clone();
            Factor::of(at.normal.clone(), columns.len()).solve(&mut step, 1);
            let mut part = 1.0;
            let next = loop {
                let next: Vec<f64> = lambda.iter().zip(&step).map(|(l, s)| l + part * s).collect();
                let tried = self.at(columns, weights, &next);
                if tried.worst < at.worst {
                    break Some((next, tried));
                }
                part /= 2.0;
                if part < 1e-6 {
                    break None;
                }
            };
            match next {
                Some(next) => (lambda, at) = next,
                None if at.worst < NEARLY => return Ok(self.factors(columns, weights.len(), &lambda)),
                None => return Err(self.not_met(&at)),
            }
        }
        if at.worst < NEARLY {
            Ok(self.factors(columns, weights.len(), &lambda))
        } else {
            Err(self.not_met(&at))
        }
    }

    /// Which total is furthest from being met, and by how much.
    fn not_met(&self, at: &At) -> ReweightingError {
        let away =
            at.misfit.iter().zip(&self.totals).map(|(misfit, total)| misfit.abs() / (1.0 + total.abs()));
        let worst = away.enumerate().max_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(worst, _)| worst);
        let name = self.names.get(worst).cloned().unwrap_or_default();
        let (total, misfit) = (self.totals.get(worst).copied(), at.misfit.get(worst).copied());
        let total = total.unwrap_or(f64::NAN);
        // Six decimals of people are enough for a message.
        let reached = ((total - misfit.unwrap_or(f64::NAN)) * 1e6).round() / 1e6;
        let within = match self.distance {
            Distance::Bounded(lower, upper) | Distance::Logit(lower, upper) => {
                format!(" with weights between {lower} and {upper} times the old ones")
            }
            _ => String::new(),
        };
        ReweightingError::NotMet(format!(
            "the total {total} of {name} cannot be met{within}; the nearest is {reached}"
        ))
    }

    fn factors(&self, columns: &[Vec<f64>], rows: usize, lambda: &[f64]) -> Vec<f64> {
        let factor = |row: usize| self.distance.factor(self.pull(columns, row, lambda)).0;
        (0..rows).into_par_iter().map(factor).collect()
    }

    #[inline]
    fn pull(&self, columns: &[Vec<f64>], row: usize, lambda: &[f64]) -> f64 {
        let sum: f64 = columns.iter().zip(lambda).map(|(column, l)| column[row] * l).sum();
        sum / self.variance_of(row)
    }

    /// What is missing to the totals, and the slopes, at some λ.
    fn at(&self, columns: &[Vec<f64>], weights: &[f64], lambda: &[f64]) -> At {
        let width = columns.len();
        let part = |(block, weights): (usize, &[f64])| {
            let (mut sums, mut normal, mut x) =
                (vec![0.0; width], vec![0.0; width * width], vec![0.0; width]);
            for (inside, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight != 0.0) {
                let row = block * BLOCK + inside;
                x.iter_mut().zip(columns).for_each(|(x, column)| *x = column[row]);
                let pull = x.iter().zip(lambda).map(|(x, l)| x * l).sum::<f64>() / self.variance_of(row);
                let (factor, slope) = self.distance.factor(pull);
                let (own, slope) = (weight * factor, weight * slope / self.variance_of(row));
                for (i, value) in x.iter().enumerate() {
                    sums[i] += own * value;
                    let sloped = slope * value;
                    normal[i * width..][..=i]
                        .iter_mut()
                        .zip(&x)
                        .for_each(|(sum, other)| *sum += sloped * other);
                }
            }
            (sums, normal)
        };
        let parts: Vec<(Vec<f64>, Vec<f64>)> = weights.par_chunks(BLOCK).enumerate().map(part).collect();
        let (mut misfit, mut normal) = (self.totals.clone(), vec![0.0; width * width]);
        for (place, misfit) in misfit.iter_mut().enumerate() {
            *misfit -= crate::sums::sum(parts.iter().map(|part| part.0[place]));
        }
        for (_, part) in &parts {
            normal.iter_mut().zip(part).for_each(|(sum, value)| *sum += value);
        }
        for i in 0..width {
            (0..i).for_each(|j| normal[j * width + i] = normal[i * width + j]);
        }
        let away = |(misfit, total): (&f64, &f64)| misfit.abs() / (1.0 + total.abs());
        let worst = misfit
            .iter()
            .zip(&self.totals)
            .map(away)
            .fold(0.0, |a: f64, b| if b.is_nan() { f64::INFINITY } else { a.max(b) });
        At { misfit, normal, worst }
    }
}

struct At {
    misfit: Vec<f64>,
    normal: Vec<f64>,
    worst: f64,
}

impl Distance {
    /// F(u) and its slope.
    fn factor(self, u: f64) -> (f64, f64) {
        match self {
            Self::Linear => (1.0 + u, 1.0),
            Self::Bounded(lower, upper) => {
                let g = (1.0 + u).clamp(lower, upper);
                (g, f64::from(u8::from(g == 1.0 + u)))
            }
            Self::Exponential => (u.exp(), u.exp()),
            Self::Logit(lower, upper) => {
                let a = (upper - lower) / ((1.0 - lower) * (upper - 1.0));
                let e = (a * u).exp();
                let below = upper - 1.0 + (1.0 - lower) * e;
                let g = if e.is_finite() {
                    (lower * (upper - 1.0) + upper * (1.0 - lower) * e) / below
                } else {
                    upper
                };
                (g, (g - lower) * (upper - g) / ((1.0 - lower) * (upper - 1.0)))
            }
        }
    }
}
