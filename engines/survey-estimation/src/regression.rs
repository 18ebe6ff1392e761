//! Weighted generalised linear models with their canonical links, by iteratively reweighted least squares.
//!
//! β solves Σ w x (y − μ) = 0, μ = x'β (gaussian), 1/(1 + e^{−x'β}) (binomial) or e^{x'β} (poisson). What design and
//! replicates make of it is in [`crate::models`].
//!
//! Source: McCullagh and Nelder, *Generalized Linear Models*, 2nd ed. (1989), §2.5; Binder (1983).

use crate::factor::Factor;

/// What the answers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Numbers; the mean is linear.
    Gaussian,
    /// Zero and one; the log odds are linear.
    Binomial,
    /// Counts; the logarithm of the mean is linear.
    Poisson,
}

/// Why a model cannot be fitted.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RegressionError {
    /// Nobody answered everything.
    #[error("no row has an answer and a value in every column")]
    Empty,
    /// Some column tells answers apart completely, so that its coefficient would be infinite.
    #[error("the columns separate the answers: a coefficient would be infinite")]
    Separated,
    /// Steps do not become small.
    #[error("the model does not settle")]
    NotSettled,
}

/// A fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// Coefficients; NaN for a column that depends on those before it and was left out.
    pub coefficients: Vec<f64>,
    /// A⁻¹ x (y − μ) of every row.
    influence: Vec<f64>,
}

impl Fit {
    /// What the coefficients move by when a row weighs one more; `None` for no such row.
    pub fn influence(&self, row: usize) -> Option<&[f64]> {
        let width = self.coefficients.len();
        self.influence.get(row.checked_mul(width)?..row.checked_add(1)?.checked_mul(width)?)
    }
}

/// Fits a model to columns and answers without gaps.
///
/// - cost: some ten passes over rows × columns²
///
/// # Errors
/// [`RegressionError`].
pub fn fit(
    columns: &[Vec<f64>],
    answers: &[f64],
    weights: &[f64],
    family: Family,
) -> Result<Fit, RegressionError> {
    const ROUNDS: usize = 100;
    const SMALL: f64 = 1e-13;
    let people: f64 = weights.iter().sum();
    if answers.is_empty() || people <= 0.0 {
        return Err(RegressionError::Empty);
    }
    let mean = weights.iter().zip(answers).map(|(w, y)| w * y).sum::<f64>() / people;
    let mut linear = vec![family.link(mean); answers.len()];
    let mut coefficients = vec![0.0; columns.len()];
    for _ in 0..ROUNDS {
        let (factor, next) = step(columns, answers, weights, family, &linear);
        let moved =
            next.iter().zip(&coefficients).map(|(a, b)| (a - b).abs() / (1.0 + a.abs())).fold(0.0, f64::max);
        coefficients = next;
        for (row, linear) in linear.iter_mut().enumerate() {
            *linear = columns.iter().zip(&coefficients).map(|(column, b)| column[row] * b).sum();
        }
        if !moved.is_finite() || family.is_extreme(&linear, weights) {
            return Err(RegressionError::Separated);
        }
        if moved < SMALL {
            return Ok(finished(columns, answers, family, &linear, &factor, coefficients));
        }
    }
    Err(RegressionError::NotSettled)
}

/// One weighted least squares fit to the working answers.
fn step(
    columns: &[Vec<f64>],
    answers: &[f64],
    weights: &[f64],
    family: Family,
    linear: &[f64],
) -> (Factor, Vec<f64>) {
    let width = columns.len();
    let (mut normal, mut score) = (vec![0.0; width * width], vec![0.0; width]);
    for (row, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight != 0.0) {
        let (mean, slope) = family.inverse(linear[row]);
        let working = slope * linear[row] + answers[row] - mean;
        for (i, column) in columns.iter().enumerate() {
            let x = weight * column[row];
            score[i] += x * working;
            for (j, other) in columns.iter().enumerate().take(i + 1) {
                normal[i * width + j] += x * slope * other[row];
            }
        }
    }
    for i in 0..width {
        (0..i).for_each(|j| normal[j * width + i] = normal[i * width + j]);
    }
    let factor = Factor::of(normal, width);
    factor.solve(&mut score, 1);
    (factor, score)
}

fn finished(
    columns: &[Vec<f64>],
    answers: &[f64],
    family: Family,
    linear: &[f64],
    factor: &Factor,
    mut coefficients: Vec<f64>,
) -> Fit {
    let mut influence = Vec::with_capacity(answers.len() * columns.len());
    for (row, answer) in answers.iter().enumerate() {
        let residual = answer - family.inverse(linear[row]).0;
        let mut one: Vec<f64> = columns.iter().map(|column| column[row] * residual).collect();
        factor.solve(&mut one, 1);
        influence.extend(one);
    }
    let left_out = coefficients.iter_mut().enumerate().filter(|(at, _)| factor.is_left_out(*at));
    left_out.for_each(|(_, coefficient)| *coefficient = f64::NAN);
    Fit { coefficients, influence }
}

impl Family {
    fn link(self, mean: f64) -> f64 {
        match self {
            Self::Gaussian => mean,
            Self::Binomial => (mean / (1.0 - mean)).ln(),
            Self::Poisson => mean.ln(),
        }
    }

    /// The mean and its slope.
    fn inverse(self, linear: f64) -> (f64, f64) {
        match self {
            Self::Gaussian => (linear, 1.0),
            Self::Binomial => {
                let mean = 1.0 / (1.0 + (-linear).exp());
                (mean, mean * (1.0 - mean))
            }
            Self::Poisson => (linear.exp(), linear.exp()),
        }
    }

    /// Whether a fitted mean has run to its end, which it does only on the way to an infinite coefficient.
    fn is_extreme(self, linear: &[f64], weights: &[f64]) -> bool {
        /// Log odds of about 1 : 10¹³.
        const END: f64 = 30.0;
        let counted = linear.iter().zip(weights).filter(|(_, weight)| **weight != 0.0);
        self == Self::Binomial && counted.into_iter().any(|(linear, _)| linear.abs() > END)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_a_table_and_a_rate_have_closed_forms() {
        let (one, x, w) = (vec![1.0; 4], vec![0.0, 0.0, 1.0, 1.0], [1.0, 3.0, 2.0, 2.0]);
        let check = |answers: [f64; 4], family, expected: [f64; 2]| {
            let found = fit(&[one.clone(), x.clone()], &answers, &w, family).expect("a fit").coefficients;
            assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{family:?}: {found:?}");
        };
        // Weighted means of the two halves: 2.5 and 6; one in four and one in two; 2.5 and 6 again.
        check([1.0, 3.0, 4.0, 8.0], Family::Gaussian, [2.5, 3.5]);
        check([1.0, 0.0, 0.0, 1.0], Family::Binomial, [-(3.0_f64.ln()), 3.0_f64.ln()]);
        check([1.0, 3.0, 4.0, 8.0], Family::Poisson, [2.5_f64.ln(), (6.0_f64 / 2.5).ln()]);
    }

    #[test]
    fn dependent_columns_are_left_out_and_separation_is_reported() {
        let (one, x) = (vec![1.0; 4], vec![0.0, 0.0, 1.0, 1.0]);
        let rest = x.iter().map(|x| 1.0 - x).collect();
        let found = fit(&[one.clone(), x.clone(), rest], &[1.0, 2.0, 3.0, 5.0], &[1.0; 4], Family::Gaussian)
            .expect("a fit");
        assert!((found.coefficients[1] - 2.5).abs() < 1e-12 && found.coefficients[2].is_nan());
        let separated = fit(&[one, x], &[0.0, 0.0, 1.0, 1.0], &[1.0; 4], Family::Binomial);
        assert_eq!(separated, Err(RegressionError::Separated));
        assert_eq!(fit(&[vec![]], &[], &[], Family::Gaussian), Err(RegressionError::Empty));
    }
}
