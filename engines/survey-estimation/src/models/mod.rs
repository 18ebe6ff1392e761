//! Regression on a survey: coefficients by [`crate::regression`], their covariance by the design.
//!
//! ```text
//!   β solves the weighted score equations; its influence values are A⁻¹ x (y − μ) μ'/V, A the weighted information:
//!   V(β) = A⁻¹ V(Σ w x (y − μ) μ'/V) A⁻¹                                              (Binder 1983)
//! ```
//!
//! On a calibrated design influence values are residualised like any others; on replicates the model is fitted again with
//! every set of weights. Rows with a gap drop from the fit, not from the design. Terms are tested by Wald's F or by the
//! working likelihood ratio ([`Model::joint`], [`working_likelihood_ratio`]).

mod ordinal;
mod terms;

pub use ordinal::{OrdinalModel, ordinal_model};
pub use terms::{WorkingTest, WorkingTestError, working_likelihood_ratio};

use crate::Domain;
use crate::hypotheses::Test;
use crate::regression::{self, Data, Family, RegressionError, Rows, fit};
use crate::survey::{Estimates, Survey};
use distributions::student;

/// What is asked of a model: columns and answers for every row of the survey.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Columns, a value for each row; a gap takes the row out of the fit.
    pub columns: &'a [Vec<f64>],
    /// Answers, a value for each row.
    pub answers: &'a [f64],
    /// What is added to η as it is; empty for nothing.
    pub offset: &'a [f64],
    /// Law and link.
    pub family: Family,
    /// The rows it is asked of.
    pub domain: &'a Domain,
}

/// A fitted model.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Coefficients of the columns, with their covariance; NaN for one that depends on others and was left out. Degrees of
    /// freedom are ν + 1 − p.
    pub coefficients: Estimates,
    /// Degrees of freedom of the design, on the rows of the fit.
    pub design_df: f64,
    /// Deviance Σ w d(y, μ), with weights of mean one over the domain.
    pub deviance: f64,
    /// The information A with the same weights, row by row: what the model itself would say of its errors.
    pub(crate) information: Vec<f64>,
}

/// Fits a model of columns and answers; see [`fitted`].
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
    fitted(survey, Question { columns, answers, offset: &[], family, domain })
}

/// Fits a model. Rows with a gap in a column, the answer or the offset are left out.
///
/// - cost: some six passes over rows × columns²; on replicates as many again for each of them
///
/// # Errors
/// [`RegressionError`], such as separation, which would make a coefficient infinite.
pub fn fitted(survey: Survey<'_>, question: Question<'_>) -> Result<Model, RegressionError> {
    let taken = Taken::of(question);
    let data = Data {
        columns: &taken.columns,
        answers: &taken.answers,
        offset: &taken.offset,
        family: question.family,
    };
    let found = fit(data, &taken.weights(survey.weights()), None)?;
    let influence = |row: usize, out: &mut [f64]| {
        if let Some(values) = taken.place(row).and_then(|place| found.influence(place)) {
            out.copy_from_slice(values);
        }
    };
    let rows = Rows::of(data)?;
    let near = &found.coefficients;
    let refit = |weights: &[f64]| {
        let again = regression::coefficients(&rows, &taken.weights(weights), Some(near)).ok()?;
        // A column that depends on others depends on them in every replicate.
        Some(again.iter().zip(near).map(|(value, whole)| if whole.is_nan() { 0.0 } else { *value }).collect())
    };
    let values: Vec<f64> = near.iter().map(|value| if value.is_nan() { 0.0 } else { *value }).collect();
    let (covariance, failed) = survey.covariance_of(&values, influence, refit);
    let design_df = survey.degrees_of_freedom(&taken.rows);
    let used = near.iter().filter(|value| !value.is_nan()).count() as f64;
    let counted = survey.design().counted(&taken.rows);
    let mean = mean_weight(survey, question.domain);
    let coefficients = Estimates {
        values: found.coefficients,
        covariance,
        df: design_df + 1.0 - used,
        rows: counted,
        answered: counted,
        failed,
    };
    let information = found.information.iter().map(|value| value / mean).collect();
    Ok(Model { coefficients, design_df, deviance: found.deviance / mean, information })
}

/// The mean weight of the rows of a domain that weigh something.
fn mean_weight(survey: Survey<'_>, domain: &Domain) -> f64 {
    let weights = survey.weights();
    let inside = (0..weights.len()).filter(|row| domain.holds(*row)).map(|row| weights[row]);
    crate::sums::sum(inside) / survey.design().counted(domain).max(1) as f64
}

/// The rows of a question that have all its values.
struct Taken {
    rows: Domain,
    places: Vec<u32>,
    place_of: Vec<u32>,
    columns: Vec<Vec<f64>>,
    answers: Vec<f64>,
    offset: Vec<f64>,
}

impl Taken {
    fn of(question: Question<'_>) -> Self {
        let count = question.answers.len();
        let complete = |row: usize| {
            let offset = question.offset.get(row).copied().unwrap_or(0.0);
            !(question.answers[row] + offset).is_nan()
                && question.columns.iter().all(|column| !column[row].is_nan())
        };
        let rows = question.domain.and(count, complete);
        let places: Vec<u32> = (0..count as u32).filter(|row| rows.holds(*row as usize)).collect();
        let mut place_of = vec![u32::MAX; count];
        (0..).zip(&places).for_each(|(at, row)| place_of[*row as usize] = at);
        let taken = |column: &[f64]| places.iter().map(|row| column[*row as usize]).collect::<Vec<f64>>();
        let offset = if question.offset.is_empty() { Vec::new() } else { taken(question.offset) };
        let columns = question.columns.iter().map(|column| taken(column)).collect();
        let answers = taken(question.answers);
        Self { rows, columns, answers, offset, places, place_of }
    }

    fn weights(&self, weights: &[f64]) -> Vec<f64> {
        self.places.iter().map(|row| weights[*row as usize]).collect()
    }

    fn place(&self, row: usize) -> Option<usize> {
        self.place_of.get(row).filter(|place| **place != u32::MAX).map(|place| *place as usize)
    }
}

impl Model {
    /// t of a coefficient against zero.
    pub fn test(&self, place: usize) -> Test {
        let (value, df) =
            (self.coefficients.values.get(place).copied().unwrap_or(f64::NAN), self.coefficients.df);
        let statistic = value / self.coefficients.covariance.se(place);
        Test { statistic, df: vec![df], p: student::both_tails(statistic, df) }
    }

    /// The places of columns that depend on others and were left out.
    pub fn left_out(&self) -> Vec<usize> {
        let values = self.coefficients.values.iter().enumerate();
        values.filter(|(_, value)| value.is_nan()).map(|(place, _)| place).collect()
    }
}
