//! Provisional: weighted generalised linear models.

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
    /// No convergence.
    #[error("the model does not settle; a column may separate the answers")]
    NotSettled,
}

/// A fit.
pub struct Fit {
    /// Coefficients.
    pub coefficients: Vec<f64>,
    influence: Vec<f64>,
}

impl Fit {
    /// The influence of a row of weight one.
    pub fn influence(&self, row: usize) -> Option<&[f64]> {
        let width = self.coefficients.len();
        self.influence.get(row.checked_mul(width)?..(row.checked_add(1)?).checked_mul(width)?)
    }
}

/// Fits by iteratively reweighted least squares.
///
/// # Errors
/// [`RegressionError`].
pub fn fit(
    columns: &[Vec<f64>],
    answers: &[f64],
    weights: &[f64],
    family: Family,
) -> Result<Fit, RegressionError> {
    let width = columns.len();
    let mut beta = vec![0.0; width];
    let mean = weights.iter().zip(answers).map(|(w, y)| w * y).sum::<f64>() / weights.iter().sum::<f64>();
    let start = match family {
        Family::Gaussian => 0.0,
        Family::Binomial => (mean / (1.0 - mean)).ln(),
        Family::Poisson => mean.ln(),
    };
    let mut factor = Factor::default();
    for round in 0..200 {
        let (mut normal, mut score) = (vec![0.0; width * width], vec![0.0; width]);
        for row in 0..answers.len() {
            let eta: f64 =
                if round == 0 { start } else { columns.iter().zip(&beta).map(|(c, b)| c[row] * b).sum() };
            let (mu, slope) = inverse(family, eta);
            let work = slope * eta + answers[row] - mu;
            for i in 0..width {
                score[i] += weights[row] * columns[i][row] * work;
                for j in 0..width {
                    normal[i * width + j] += weights[row] * slope * columns[i][row] * columns[j][row];
                }
            }
        }
        factor = Factor::of(normal, width);
        factor.solve(&mut score, 1);
        let moved = score.iter().zip(&beta).map(|(a, b)| (a - b).abs() / (1.0 + a.abs())).fold(0.0, f64::max);
        beta = score;
        if moved < 1e-13 {
            break;
        }
        if !moved.is_finite() || round == 199 {
            return Err(RegressionError::NotSettled);
        }
    }
    let mut influence = Vec::with_capacity(answers.len() * width);
    for row in 0..answers.len() {
        let eta: f64 = columns.iter().zip(&beta).map(|(c, b)| c[row] * b).sum();
        let mut one: Vec<f64> =
            columns.iter().map(|c| c[row] * (answers[row] - inverse(family, eta).0)).collect();
        factor.solve(&mut one, 1);
        influence.extend(one);
    }
    Ok(Fit { coefficients: beta, influence })
}

fn inverse(family: Family, eta: f64) -> (f64, f64) {
    match family {
        Family::Gaussian => (eta, 1.0),
        Family::Binomial => {
            let mu = 1.0 / (1.0 + (-eta).exp());
            (mu, mu * (1.0 - mu))
        }
        Family::Poisson => (eta.exp(), eta.exp()),
    }
}
