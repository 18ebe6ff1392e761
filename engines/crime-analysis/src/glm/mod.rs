//! Regression of counts: what changed, in per cent, and how sure are we?
//!
//! ```text
//!   Columns (constant, time, step, harmonics …) ┐
//!   counts, exposure, weights                   ┴─► fit ─► Fit ─► Coefficients ─► Effect: value, error, interval, ratio
//!                                                    │      ├─ dispersion φ = Pearson/df, α, deviance, convergence
//!                                                    │      ├─ residuals, autocorrelation, Ljung–Box
//!                                                    │      └─ hac, clustered: the same coefficients, errors that hold for
//!                                                    │          neighbours in time and in groups
//!                                                    └─► GlmError names the column or the row
//! ```
//!
//! | family | variance of a count | scale | for |
//! |---|---|---|---|
//! | Poisson | μ | log | counts that scatter by chance alone |
//! | quasi-Poisson | φ μ | log | counts that scatter more (or less), whatever the reason |
//! | negative binomial | μ + α μ² | log | counts whose rate itself varies from month to month |
//! | Gaussian | σ² | as it is | means and rates of many |
//!
//! Coefficients solve Σ w x (y − μ) μ′/V(μ) = 0 by reweighted least squares, again and again, with halved steps; α is the maximum of
//! the profile likelihood, and where that lies at zero there is no such scatter and the fit says so by being quasi-Poisson.
//!
//! Sources: McCullagh and Nelder, *Generalized Linear Models*, 2nd ed. (1989); Lawless, *Negative binomial and mixed Poisson
//! regression*, Canadian J. Statistics 15 (1987); Newey and West, Econometrica 55 (1987); Liang and Zeger, Biometrika 73 (1986).
//!
//! ```
//! use crime_analysis::glm::{Columns, Family, Model, fit};
//! use distributions::Confidence;
//!
//! // Burglaries of six months; lamps were lit from the fourth.
//! let counts = [20.0, 24.0, 22.0, 12.0, 9.0, 12.0];
//! let columns = Columns::constant(6).and("lit", vec![0.0, 0.0, 0.0, 1.0, 1.0, 1.0]);
//! let lit = fit(&Model::new(&columns, &counts), Family::Poisson)?.coefficients.effect("lit").unwrap();
//! assert_eq!((lit.value.exp() * 10.0).round(), 5.0);
//! let ratio = lit.ratio(Confidence::P95);
//! assert!(ratio.low > 0.32 && ratio.high < 0.77);
//! # Ok::<(), crime_analysis::glm::GlmError>(())
//! ```

mod coefficients;
mod columns;
mod error;
mod family;
mod overdispersion;
mod residuals;
mod search;

pub use coefficients::{Coefficients, Effect};
pub use columns::Columns;
pub use error::GlmError;
pub use family::Family;
pub use residuals::{LjungBox, Residual, autocorrelation, ljung_box};

use error::checked;
use search::{Search, Settled};

/// What is fitted.
#[derive(Clone, Copy, Debug)]
pub struct Model<'a> {
    /// Columns of the model.
    pub columns: &'a Columns,
    /// Counts (or means, for the Gaussian family), one for each row.
    pub counts: &'a [f64],
    /// What the counts are proportional to: inhabitants, days, patrol hours. Positive; its logarithm is the offset.
    pub exposure: Option<&'a [f64]>,
    /// How often each row is taken; not negative.
    pub weights: Option<&'a [f64]>,
}

impl<'a> Model<'a> {
    /// A model without exposure and weights.
    pub fn new(columns: &'a Columns, counts: &'a [f64]) -> Self {
        Self { columns, counts, exposure: None, weights: None }
    }

    /// The same model with an exposure.
    pub fn per(self, exposure: &'a [f64]) -> Self {
        Self { exposure: Some(exposure), ..self }
    }
}

/// How the search ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Convergence {
    /// Rounds of reweighted least squares, those for α among them.
    pub rounds: usize,
    /// Length of the last step, in standard errors.
    pub last_step: f64,
    /// How often a step was halved because it would have gone too far.
    pub halvings: usize,
}

/// A fit.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The family in the end: quasi-Poisson where a negative binomial was asked for and α came out as zero.
    pub family: Family,
    /// Coefficients with the covariance of the family.
    pub coefficients: Coefficients,
    /// Pearson's χ² over degrees of freedom; above 1 counts scatter more than by chance. NaN without degrees of freedom.
    pub dispersion: f64,
    /// α of the variance μ + α μ², for the negative binomial.
    pub alpha: Option<f64>,
    /// Rows less columns.
    pub df: f64,
    /// Twice what the likelihood lacks.
    pub deviance: f64,
    /// Logarithm of the likelihood; `None` where the family has none (quasi-Poisson, Gaussian).
    pub log_likelihood: Option<f64>,
    /// Expected counts.
    pub fitted: Vec<f64>,
    /// How the search ended.
    pub convergence: Convergence,
    counts: Vec<f64>,
    weights: Vec<f64>,
    /// w x (y − μ) μ′/V of every row, row by row: their sums are zero.
    scores: Vec<f64>,
    /// A⁻¹, the covariance before any dispersion.
    bread: Vec<f64>,
}

/// Fits a model.
///
/// - out: coefficients whose score equations hold to about 1e-10 of a standard error
/// - cost: some six passes over rows × columns²; some hundred for the negative binomial
///
/// # Errors
/// [`GlmError`]: what is wrong with the input, columns that depend on others, all counts zero, a coefficient without end.
pub fn fit(model: &Model<'_>, family: Family) -> Result<Fit, GlmError> {
    let ready = checked(model, family)?;
    let search = Search::of(&ready);
    match family {
        Family::NegativeBinomial => match overdispersion::alpha(&search)? {
            Some((alpha, settled)) => Ok(finished(&search, Family::NegativeBinomialAt(alpha), settled)),
            None => Ok(finished(&search, Family::QuasiPoisson, search.settle(Family::QuasiPoisson, None)?)),
        },
        _ => Ok(finished(&search, family, search.settle(family, None)?)),
    }
}

fn finished(search: &Search<'_>, family: Family, settled: Settled) -> Fit {
    let ready = search.ready;
    let (width, rows) = (ready.columns.width(), ready.counts.len());
    let used = ready.weights.iter().filter(|weight| **weight > 0.0).count();
    let df = used as f64 - width as f64;
    let mut scores = vec![0.0; rows * width];
    let (mut pearson, mut log_likelihood) = (0.0, 0.0);
    for row in 0..rows {
        let (y, mean, weight) = (ready.counts[row], settled.fitted[row], ready.weights[row]);
        pearson += weight * (y - mean) * (y - mean) / family.variance(mean);
        log_likelihood += weight * family.log_likelihood(y, mean);
        for (column, values) in ready.columns.values().iter().enumerate() {
            scores[row * width + column] = weight * values[row] * (y - mean) * family.pull(mean);
        }
    }
    let dispersion = if df > 0.0 { pearson / df } else { f64::NAN };
    let bread = settled.factor.inverse();
    let scale = if family.has_dispersion() { dispersion } else { 1.0 };
    let covariance = bread.iter().map(|value| value * scale).collect();
    let names = ready.columns.names().to_vec();
    Fit {
        family,
        coefficients: Coefficients { names, values: settled.coefficients, covariance, df },
        dispersion,
        alpha: family.alpha(),
        df,
        deviance: settled.deviance,
        log_likelihood: (!family.has_dispersion()).then_some(log_likelihood),
        fitted: settled.fitted,
        convergence: settled.convergence,
        counts: ready.counts.to_vec(),
        weights: ready.weights.clone(),
        scores,
        bread,
    }
}

impl Fit {
    /// Expected counts under other columns of the same names, such as those without the measure.
    ///
    /// # Errors
    /// [`GlmError::Length`] for other columns or another number of rows, [`GlmError::Exposure`].
    pub fn expected(&self, columns: &Columns, exposure: Option<&[f64]>) -> Result<Vec<f64>, GlmError> {
        columns.check()?;
        let (width, rows) = (self.coefficients.values.len(), columns.rows());
        if columns.width() != width {
            let column = "columns of the fit".to_owned();
            return Err(GlmError::Length { column, expected: width, found: columns.width() });
        }
        let offset = error::offset(exposure, rows, self.family)?;
        let eta = |row: usize| {
            let terms = columns.values().iter().zip(&self.coefficients.values).map(|(x, b)| x[row] * b);
            offset[row] + terms.sum::<f64>()
        };
        Ok((0..rows).map(|row| self.family.mean(eta(row))).collect())
    }

    /// The sums Σ w x (y − μ) μ′/V of every column, in standard errors: zero for a fit that has settled.
    pub fn score(&self) -> Vec<f64> {
        let width = self.coefficients.values.len();
        let sum = |column: usize| self.scores.iter().skip(column).step_by(width).sum::<f64>();
        (0..width).map(|column| sum(column) * self.bread[column * width + column].sqrt()).collect()
    }
}
