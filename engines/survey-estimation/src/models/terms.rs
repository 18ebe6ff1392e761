//! Do some columns of a model matter together?

use super::{Model, Question, fitted};
use crate::hypotheses::{Test, TestError};
use crate::regression::RegressionError;
use crate::saddlepoint;
use crate::survey::Survey;
use distributions::fisher;
use matrices::Factor;

impl Model {
    /// Wald's F(q, ν + 1 − p) that q coefficients are what is supposed, zero where nothing is. Columns that were left out
    /// do not count.
    ///
    /// # Errors
    /// [`TestError::Singular`] when they do not vary freely.
    pub fn joint(&self, places: &[usize], supposed: &[f64]) -> Result<Test, TestError> {
        let asked = self.estimated(places);
        let value = |(at, place): &(usize, usize)| {
            self.coefficients.values[*place] - supposed.get(*at).copied().unwrap_or(0.0)
        };
        let values: Vec<f64> = asked.iter().map(value).collect();
        let places: Vec<usize> = asked.iter().map(|(_, place)| *place).collect();
        let factor = Factor::of(self.coefficients.covariance.part(&places).values().to_vec(), places.len());
        let (own, below) = (places.len() as f64, self.coefficients.df);
        let statistic = factor.quadratic(&values).ok_or(TestError::Singular)? / own;
        Ok(Test { statistic, df: vec![own, below], p: fisher::upper_tail(statistic, own, below) })
    }

    /// Those of some places that have a coefficient, with their position among them.
    fn estimated(&self, places: &[usize]) -> Vec<(usize, usize)> {
        let has = |(_, place): &(usize, usize)| {
            self.coefficients.values.get(*place).is_some_and(|value| !value.is_nan())
        };
        places.iter().copied().enumerate().filter(has).collect()
    }

    /// The working Wald test: the same eigenvalues, with b' V₀⁻¹ b in the place of the likelihood ratio.
    ///
    /// # Errors
    /// [`TestError::Singular`].
    pub fn working_wald(&self, places: &[usize]) -> Result<WorkingTest, TestError> {
        let places: Vec<usize> = self.estimated(places).into_iter().map(|(_, place)| place).collect();
        let values: Vec<f64> = places.iter().map(|place| self.coefficients.values[*place]).collect();
        let own = self.working_covariance(&places);
        let statistic = Factor::of(own, places.len()).quadratic(&values).ok_or(TestError::Singular)?;
        self.working(statistic, &places)
    }

    /// V₀ of some coefficients: what the model itself says of their errors.
    fn working_covariance(&self, places: &[usize]) -> Vec<f64> {
        let width = self.coefficients.len();
        let inverse = Factor::of(self.information.clone(), width).inverse();
        places
            .iter()
            .flat_map(|i| places.iter().map(|j| inverse[i * width + j]).collect::<Vec<_>>())
            .collect()
    }

    fn working(&self, statistic: f64, places: &[usize]) -> Result<WorkingTest, TestError> {
        let own = Factor::of(self.working_covariance(places), places.len());
        if own.rank() < places.len() {
            return Err(TestError::Singular);
        }
        let by_design = self.coefficients.covariance.part(places);
        let effects = own.relative_eigenvalues(by_design.values());
        let df = self.coefficients.df;
        Ok(WorkingTest { statistic, p: upper_tail(statistic, &effects, df), effects, df })
    }
}

/// A test whose statistic is distributed as Σ δ χ²₁ over an estimated denominator.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkingTest {
    /// Difference of deviances, or b' V₀⁻¹ b.
    pub statistic: f64,
    /// Rao and Scott's eigenvalues δ of V₀⁻¹ V, from the largest.
    pub effects: Vec<f64>,
    /// Degrees of freedom of the denominator, ν + 1 − p.
    pub df: f64,
    /// Probability of such a statistic or a larger one when the columns do not matter.
    pub p: f64,
}

/// By the saddlepoint; within a hair of the mean, where it has no value, by Satterthwaite's F.
fn upper_tail(statistic: f64, effects: &[f64], df: f64) -> f64 {
    let mut terms: Vec<(f64, f64)> = effects.iter().map(|effect| (*effect, 1.0)).collect();
    let by_saddlepoint = if df.is_finite() {
        terms.push((-statistic / df, df));
        saddlepoint::upper_tail(0.0, &terms)
    } else {
        saddlepoint::upper_tail(statistic, &terms)
    };
    if by_saddlepoint.is_finite() {
        return by_saddlepoint;
    }
    let (sum, squares): (f64, f64) = (effects.iter().sum(), effects.iter().map(|d| d * d).sum());
    let own = sum * sum / squares;
    fisher::upper_tail(statistic / sum, own, df)
}

/// Why a working test cannot be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum WorkingTestError {
    /// The model without the columns cannot be fitted.
    #[error(transparent)]
    Model(#[from] RegressionError),
    /// The columns do not vary freely.
    #[error(transparent)]
    Test(#[from] TestError),
}

/// The working likelihood ratio of some columns: the deviance of the model without them less that of the model, compared
/// with Σ δ χ²₁.
///
/// Source: Lumley and Scott, *Tests for regression models fitted to survey data*, Aust. N. Z. J. Stat. 56 (2014).
///
/// - in: the question of `model`, and the places of the columns to be left out. Both models are fitted to the same rows.
///
/// # Errors
/// [`WorkingTestError`].
pub fn working_likelihood_ratio(
    survey: Survey<'_>,
    question: Question<'_>,
    model: &Model,
    places: &[usize],
) -> Result<WorkingTest, WorkingTestError> {
    let complete = |row: usize| question.columns.iter().all(|column| !column[row].is_nan());
    let rows = question.domain.and(question.answers.len(), complete);
    let kept = question.columns.iter().enumerate().filter(|(place, _)| !places.contains(place));
    let columns: Vec<Vec<f64>> = kept.map(|(_, column)| column.clone()).collect();
    let without = fitted(survey, Question { columns: &columns, domain: &rows, ..question })?;
    // Both deviances with the weights of the model: rows with a gap belong to its domain.
    let scale = super::mean_weight(survey, &rows) / super::mean_weight(survey, question.domain);
    let statistic = without.deviance * scale - model.deviance;
    let asked: Vec<usize> = model.estimated(places).into_iter().map(|(_, place)| place).collect();
    Ok(model.working(statistic, &asked)?)
}
