//! Coefficients and what may be said of them.

use distributions::{Confidence, Interval, normal, student};
use matrices::Factor;

use super::error::of_length;
use super::{Fit, GlmError};

/// Coefficients of the columns with their covariance.
#[derive(Clone, Debug, PartialEq)]
pub struct Coefficients {
    /// Names of the columns.
    pub names: Vec<String>,
    /// Values, on the scale of the family (a logarithm for counts).
    pub values: Vec<f64>,
    /// Covariance, row by row.
    pub covariance: Vec<f64>,
    /// Degrees of freedom that the errors rest on.
    pub df: f64,
}

/// One coefficient, or a sum of some.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// Value.
    pub value: f64,
    /// Standard error.
    pub se: f64,
    /// Degrees of freedom that the error rests on.
    pub df: f64,
}

impl Effect {
    /// How many standard errors away from zero.
    pub fn z(&self) -> f64 {
        self.value / self.se
    }

    /// Two-sided probability of a value so far from zero, by the normal distribution.
    pub fn p(&self) -> f64 {
        2.0 * normal::upper_tail(self.z().abs())
    }

    /// Two-sided probability of a value so far from zero, by Student's t with [`Effect::df`].
    pub fn p_student(&self) -> f64 {
        student::both_tails(self.z(), self.df)
    }

    /// Wald's interval.
    pub fn interval(&self, confidence: Confidence) -> Interval {
        Interval::around(self.value, self.se, confidence)
    }

    /// The interval by Student's t: for few rows or groups with a variance that was estimated.
    pub fn student(&self, confidence: Confidence) -> Interval {
        let half = -student::quantile(confidence.tail(), self.df) * self.se;
        Interval { low: self.value - half, high: self.value + half }
    }

    /// Wald's interval of `exp(value)`, a ratio of rates.
    pub fn ratio(&self, confidence: Confidence) -> Interval {
        self.interval(confidence).map(f64::exp)
    }
}

impl Coefficients {
    /// Where a column stands.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// The coefficient of a column.
    pub fn effect(&self, name: &str) -> Option<Effect> {
        self.combination(&[(name, 1.0)])
    }

    /// A sum of coefficients, each so many times: the change after a year is `step` and 12 × `slope`.
    pub fn combination(&self, terms: &[(&str, f64)]) -> Option<Effect> {
        let places: Option<Vec<(usize, f64)>> =
            terms.iter().map(|(name, times)| Some((self.place(name)?, *times))).collect();
        let mut direction = vec![0.0; self.values.len()];
        places?.into_iter().for_each(|(at, times)| direction[at] += times);
        Some(self.along(&direction))
    }

    /// The coefficients times a direction: a sum of them, or how a function of them moves by its gradient. NaN for a direction
    /// of another length.
    pub fn along(&self, direction: &[f64]) -> Effect {
        let width = self.values.len();
        if direction.len() != width {
            return Effect { value: f64::NAN, se: f64::NAN, df: self.df };
        }
        let value = self.values.iter().zip(direction).map(|(value, times)| value * times).sum();
        let row = |i: usize| (0..width).map(|j| direction[j] * self.covariance[i * width + j]).sum::<f64>();
        let variance: f64 = (0..width).filter(|i| direction[*i] != 0.0).map(|i| direction[i] * row(i)).sum();
        // What is known exactly may come out as a tiny negative number; what is not known stays NaN.
        let se = if variance < 0.0 { 0.0 } else { variance.sqrt() };
        Effect { value, se, df: self.df }
    }

    /// Names, values and covariance of some columns; `None` when one is not there.
    pub fn part(&self, names: &[&str]) -> Option<Coefficients> {
        let places: Option<Vec<usize>> = names.iter().map(|name| self.place(name)).collect();
        let (places, width) = (places?, self.values.len());
        let row = |i: &usize| places.iter().map(|j| self.covariance[i * width + j]).collect::<Vec<f64>>();
        Some(Self {
            names: places.iter().map(|at| self.names[*at].clone()).collect(),
            values: places.iter().map(|at| self.values[*at]).collect(),
            covariance: places.iter().flat_map(row).collect(),
            df: self.df,
        })
    }

    /// Wald's statistic that all of these are zero, χ² with as many degrees of freedom; `None` where the covariance is singular,
    /// as with more coefficients than groups.
    pub fn wald(&self) -> Option<f64> {
        Factor::of(self.covariance.clone(), self.values.len()).quadratic(&self.values)
    }
}

impl Fit {
    /// The coefficients with errors that hold when neighbouring months are alike: Newey and West's, with Bartlett's weights
    /// 1 − l/(L + 1) up to lag L. Rows stand in their order in time; lag 0 is White's.
    pub fn hac(&self, lags: usize) -> Coefficients {
        self.neighbours(lags, |_| true)
    }

    /// As [`Fit::hac`] for several series one below the other: rows of different series are no neighbours.
    ///
    /// # Errors
    /// [`GlmError::Length`] for other than one series for each row.
    pub fn hac_within(&self, lags: usize, series: &[usize]) -> Result<Coefficients, GlmError> {
        of_length("series", self.fitted.len(), series.len())?;
        Ok(self.neighbours(lags, |(early, late)| series[early] == series[late]))
    }

    fn neighbours(&self, lags: usize, near: impl Fn((usize, usize)) -> bool) -> Coefficients {
        let width = self.coefficients.values.len();
        let rows: Vec<&[f64]> = self.scores.chunks_exact(width).collect();
        let mut meat = vec![0.0; width * width];
        for lag in 0..=lags.min(rows.len().saturating_sub(1)) {
            let weight = if lag == 0 { 0.5 } else { 1.0 - lag as f64 / (lags as f64 + 1.0) };
            for late in (lag..rows.len()).filter(|late| near((late - lag, *late))) {
                let (early, late) = (rows[late - lag], rows[late]);
                for i in 0..width {
                    for j in 0..width {
                        meat[i * width + j] += weight * (early[i] * late[j] + late[i] * early[j]);
                    }
                }
            }
        }
        self.sandwich(&meat, 1.0, self.df)
    }

    /// The coefficients with errors that hold when rows of the same group (an area over time) are alike, with the factor
    /// G/(G − 1) · (n − 1)/(n − k) for few groups; degrees of freedom are G − 1. With fewer than some thirty groups the errors
    /// are still too small: rather draw lots ([`crate::evaluation`]).
    ///
    /// # Errors
    /// [`GlmError::Length`] for other than one group for each row, [`GlmError::TooFewRows`] for a single group.
    pub fn clustered(&self, groups: &[usize]) -> Result<Coefficients, GlmError> {
        let width = self.coefficients.values.len();
        of_length("groups", self.fitted.len(), groups.len())?;
        let mut sums: std::collections::BTreeMap<usize, Vec<f64>> = std::collections::BTreeMap::new();
        for (row, group) in self.scores.chunks_exact(width).zip(groups) {
            let sum = sums.entry(*group).or_insert_with(|| vec![0.0; width]);
            sum.iter_mut().zip(row).for_each(|(sum, score)| *sum += score);
        }
        let (g, n) = (sums.len() as f64, self.df + width as f64);
        if sums.len() < 2 || self.df <= 0.0 {
            return Err(GlmError::TooFewRows { rows: sums.len(), columns: width });
        }
        let mut meat = vec![0.0; width * width];
        for sum in sums.values() {
            for i in 0..width {
                for j in 0..width {
                    meat[i * width + j] += sum[i] * sum[j];
                }
            }
        }
        Ok(self.sandwich(&meat, g / (g - 1.0) * (n - 1.0) / self.df, g - 1.0))
    }

    /// A⁻¹ M A⁻¹.
    fn sandwich(&self, meat: &[f64], scale: f64, df: f64) -> Coefficients {
        let width = self.coefficients.values.len();
        let times = |a: &[f64], b: &[f64]| -> Vec<f64> {
            let cell = |i: usize, j: usize| (0..width).map(|k| a[i * width + k] * b[k * width + j]).sum();
            (0..width * width).map(|at| cell(at / width, at % width)).collect()
        };
        let mut covariance = times(&times(&self.bread, meat), &self.bread);
        covariance.iter_mut().for_each(|value| *value *= scale);
        Coefficients { covariance, df, ..self.coefficients.clone() }
    }
}
