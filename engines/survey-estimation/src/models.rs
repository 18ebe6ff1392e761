//! Regression on a survey: coefficients by [`crate::regression`], their covariance by the design.
//!
//! β solves Σ w x (y − μ) = 0; its influence values are A⁻¹ x (y − μ), A the weighted information, so that
//! V(β) = A⁻¹ V(Σ w x (y − μ)) A⁻¹ (Binder 1983). On a calibrated design they are residualised like any others; on
//! replicates the model is fitted again with every set of weights. Rows with a gap drop from the fit, not from the design.

use crate::Domain;
use crate::factor::Factor;
use crate::hypotheses::{Test, TestError};
use crate::regression::{Family, RegressionError, fit};
use crate::survey::{Estimates, Survey};
use distributions::{fisher, student};

/// A fitted model.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Coefficients of the columns, with their covariance; NaN for one that depends on others and was left out. Degrees of
    /// freedom are ν + 1 − p.
    pub coefficients: Estimates,
    /// Degrees of freedom of the design, on the rows of the fit.
    pub design_df: f64,
}

/// Fits a model.
///
/// - in: columns and answers for every row; rows with a gap in one of them, or of weight zero, are left out
///
/// # Errors
/// [`RegressionError`], such as separation, which would make a coefficient infinite.
pub fn model(
    survey: Survey<'_>,
    columns: &[Vec<f64>],
    answers: &[f64],
    family: Family,
    domain: &Domain,
) -> Result<Model, RegressionError> {
    let complete = |row: usize| !answers[row].is_nan() && columns.iter().all(|column| !column[row].is_nan());
    let rows = domain.and(answers.len(), complete);
    let places: Vec<usize> = (0..answers.len()).filter(|row| rows.holds(*row)).collect();
    let taken = |column: &[f64]| places.iter().map(|row| column[*row]).collect::<Vec<f64>>();
    let (inner, outer): (Vec<Vec<f64>>, Vec<f64>) =
        (columns.iter().map(|column| taken(column)).collect(), taken(answers));
    let fitted = |weights: &[f64]| fit(&inner, &outer, &taken(weights), family);
    let found = fitted(survey.weights())?;
    let mut place_of = vec![usize::MAX; answers.len()];
    places.iter().enumerate().for_each(|(at, row)| place_of[*row] = at);
    let influence = |row: usize, out: &mut [f64]| {
        if let Some(values) = found.influence(place_of[row]) {
            out.copy_from_slice(values);
        }
    };
    let refit = |weights: &[f64]| fitted(weights).ok().map(|found| found.coefficients);
    let (covariance, failed) = survey.covariance_of(&found.coefficients, influence, refit);
    let design_df = survey.degrees_of_freedom(&rows);
    let used = found.coefficients.iter().filter(|value| !value.is_nan()).count() as f64;
    let (values, rows) = (found.coefficients, survey.design().counted(&rows));
    let df = design_df + 1.0 - used;
    let coefficients = Estimates { values, covariance, df, rows, answered: rows, failed };
    Ok(Model { coefficients, design_df })
}

impl Model {
    /// t of a coefficient against zero.
    pub fn test(&self, place: usize) -> Test {
        let (value, df) =
            (self.coefficients.values.get(place).copied().unwrap_or(f64::NAN), self.coefficients.df);
        let statistic = value / self.coefficients.covariance.se(place);
        Test { statistic, df: vec![df], p: student::both_tails(statistic, df) }
    }

    /// Wald's F(q, ν + 1 − p) that q coefficients are all zero.
    ///
    /// # Errors
    /// [`TestError::Singular`] when they do not vary freely.
    pub fn joint(&self, places: &[usize]) -> Result<Test, TestError> {
        let values: Vec<f64> =
            places.iter().filter_map(|place| self.coefficients.values.get(*place).copied()).collect();
        let factor = Factor::of(self.coefficients.covariance.part(places).values().to_vec(), places.len());
        let (own, below) = (places.len() as f64, self.coefficients.df);
        let statistic = factor.quadratic(&values).ok_or(TestError::Singular)? / own;
        Ok(Test { statistic, df: vec![own, below], p: fisher::upper_tail(statistic, own, below) })
    }
}
