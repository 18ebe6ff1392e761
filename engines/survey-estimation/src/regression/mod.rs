//! Weighted generalised linear models by iteratively reweighted least squares.
//!
//! ```text
//!   Σ w x (y − μ) μ'/V(μ) = 0      η = x'β + offset,  μ = g⁻¹(η),  μ' = dμ/dη
//!   A = Σ w x x' μ'²/V(μ)          β ← β + A⁻¹ · left side, until it stands still
//! ```
//!
//! A step is taken from where β is, so that what rounding leaves of A⁻¹ slows the last step and does not move its end.
//! What design and replicates make of the fit is in [`crate::models`].
//!
//! Sources: McCullagh and Nelder, *Generalized Linear Models*, 2nd ed. (1989), §2.5; Albert and Anderson, *On the existence
//! of maximum likelihood estimates in logistic regression models*, Biometrika 71 (1984), for separation.

mod family;
mod information;

pub use family::{Family, Law, Link};

use information::Information;
pub(crate) use information::Rows;

/// Why a model cannot be fitted.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RegressionError {
    /// Nobody answered everything.
    #[error("no row has an answer and a value in every column")]
    Empty,
    /// An answer the family does not know, such as a negative count.
    #[error("the answer {0} is not possible in this family")]
    Answer(f64),
    /// A factor of more or fewer levels than the model is made for.
    #[error("this model needs an answer of {0}")]
    Levels(&'static str),
    /// Some columns tell answers apart completely, so that their coefficients would be infinite.
    #[error("the columns separate the answers: a coefficient would be infinite ({})", places(columns))]
    Separated {
        /// The columns whose coefficients run away, from zero.
        columns: Vec<usize>,
    },
    /// Steps do not become small.
    #[error("the model does not settle")]
    NotSettled,
}

fn places(columns: &[usize]) -> String {
    let names: Vec<String> = columns.iter().map(|column| format!("column {}", column + 1)).collect();
    names.join(", ")
}

/// What is fitted: columns and answers of the rows that have all of them.
#[derive(Clone, Copy, Debug)]
pub struct Data<'a> {
    /// Columns, a value for each row.
    pub columns: &'a [Vec<f64>],
    /// Answers.
    pub answers: &'a [f64],
    /// What is added to η as it is; empty for nothing.
    pub offset: &'a [f64],
    /// Law and link.
    pub family: Family,
}

/// A fit.
#[derive(Clone, Debug)]
pub struct Fit {
    /// Coefficients; NaN for a column that depends on those before it and was left out.
    pub coefficients: Vec<f64>,
    /// Σ w d(y, μ): what the likelihood lacks, twice.
    pub deviance: f64,
    /// A⁻¹ x (y − μ) μ'/V of every row.
    influence: Vec<f64>,
    /// A, for tests that compare with what the model itself would say of its errors.
    pub(crate) information: Vec<f64>,
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
/// - in: `weights` of the rows; `near` are coefficients to start from, such as those of the whole sample for a replicate
/// - cost: some six passes over rows × columns², on all cores, with the same digits on any number of them
///
/// # Errors
/// [`RegressionError`].
pub fn fit(data: Data<'_>, weights: &[f64], near: Option<&[f64]>) -> Result<Fit, RegressionError> {
    let rows = Rows::of(data)?;
    let found = settled(&rows, weights, near)?;
    Ok(rows.finished(found.0, found.1, weights))
}

/// Coefficients alone, for replicates.
pub(crate) fn coefficients(
    rows: &Rows<'_>,
    weights: &[f64],
    near: Option<&[f64]>,
) -> Result<Vec<f64>, RegressionError> {
    let (mut coefficients, information) = settled(rows, weights, near)?;
    information.name_left_out(&mut coefficients);
    Ok(coefficients)
}

/// Rounds of the search at most; a separated model takes all of them.
const ROUNDS: usize = 120;

fn settled(
    rows: &Rows<'_>,
    weights: &[f64],
    near: Option<&[f64]>,
) -> Result<(Vec<f64>, Information), RegressionError> {
    const STILL: f64 = 1e-14;
    /// Steps this small only wander by rounding.
    const NEAR: f64 = 1e-9;
    /// A step of this part of η is no rounding.
    const FAR: f64 = 1e-5;
    let start = near.filter(|near| near.iter().any(|value| value.is_finite()));
    let mut at = match start {
        Some(near) => near.iter().map(|value| if value.is_nan() { 0.0 } else { *value }).collect(),
        None => rows.first_step(weights)?,
    };
    let mut before = f64::INFINITY;
    for round in 0..ROUNDS {
        let information = rows.information(&at, weights);
        if !information.is_sound() {
            return Err(run_away(rows, &at, weights));
        }
        let step = information.step();
        let moved = information.length(&step, &at);
        if !moved.is_finite() {
            return Err(run_away(rows, &at, weights));
        }
        if moved < STILL || (moved < NEAR && moved >= before / 2.0 && round > 0) {
            // On the way to infinity a step stays as long as ever, only that rows at their end no longer weigh anything.
            let spread = rows.spread(weights);
            let shift =
                step.iter().zip(&spread).map(|(step, spread)| step.abs() * spread).fold(0.0, f64::max);
            let lost = || information.factor.rank() < rows.rank_alone(weights);
            if rows.at_its_end(&at, weights) && (shift > FAR || lost()) {
                return Err(run_away(rows, &at, weights));
            }
            return Ok((at, information));
        }
        before = moved;
        at = rows.stepped(&at, &step, weights);
    }
    Err(run_away(rows, &at, weights))
}

/// What went wrong when no end is reached: a fitted mean at its very end says separation.
fn run_away(rows: &Rows<'_>, at: &[f64], weights: &[f64]) -> RegressionError {
    if !rows.at_its_end(at, weights) && at.iter().all(|value| value.is_finite()) {
        return RegressionError::NotSettled;
    }
    let spread = rows.spread(weights);
    let effect =
        |column: usize| at.get(column).map_or(0.0, |b| b.abs()) * spread.get(column).copied().unwrap_or(0.0);
    let largest = (0..at.len()).map(effect).fold(0.0, f64::max);
    let columns =
        (0..at.len()).filter(|column| effect(*column) > 0.1 * largest || at[*column].is_nan()).collect();
    RegressionError::Separated { columns }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitted(
        columns: &[Vec<f64>],
        answers: &[f64],
        weights: &[f64],
        family: Family,
    ) -> Result<Fit, RegressionError> {
        fit(Data { columns, answers, offset: &[], family }, weights, None)
    }

    #[test]
    fn a_line_a_table_and_a_rate_have_closed_forms() {
        let (one, x, w) = (vec![1.0; 4], vec![0.0, 0.0, 1.0, 1.0], [1.0, 3.0, 2.0, 2.0]);
        let check = |answers: [f64; 4], family, expected: [f64; 2]| {
            let found = fitted(&[one.clone(), x.clone()], &answers, &w, family).expect("a fit").coefficients;
            assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{family:?}: {found:?}");
        };
        // Weighted means of the two halves: 2.5 and 6; one in four and one in two; 2.5 and 6 again.
        check([1.0, 3.0, 4.0, 8.0], Family::GAUSSIAN, [2.5, 3.5]);
        check([1.0, 0.0, 0.0, 1.0], Family::BINOMIAL, [-(3.0_f64.ln()), 3.0_f64.ln()]);
        check([1.0, 3.0, 4.0, 8.0], Family::POISSON, [2.5_f64.ln(), (6.0_f64 / 2.5).ln()]);
        check([1.0, 3.0, 4.0, 8.0], Family::of(Law::Gamma), [1.0 / 2.5, 1.0 / 6.0 - 1.0 / 2.5]);
        let root = |mean: f64| 1.0 / (mean * mean);
        check([1.0, 3.0, 4.0, 8.0], Family::of(Law::InverseGaussian), [root(2.5), root(6.0) - root(2.5)]);
    }

    #[test]
    fn an_offset_is_taken_as_it_is() {
        let (one, offset) = (vec![1.0; 3], [10.0_f64.ln(), 20.0_f64.ln(), 30.0_f64.ln()]);
        let data =
            Data { columns: &[one], answers: &[1.0, 2.0, 9.0], offset: &offset, family: Family::POISSON };
        // 12 events in 60 exposures.
        let found = fit(data, &[1.0; 3], None).expect("a fit");
        assert!((found.coefficients[0] - 0.2_f64.ln()).abs() < 1e-12);
    }

    #[test]
    fn dependent_columns_are_left_out_and_separation_is_reported_with_its_column() {
        let (one, x) = (vec![1.0; 4], vec![0.0, 0.0, 1.0, 1.0]);
        let rest = x.iter().map(|x| 1.0 - x).collect();
        let found =
            fitted(&[one.clone(), x.clone(), rest], &[1.0, 2.0, 3.0, 5.0], &[1.0; 4], Family::GAUSSIAN)
                .expect("a fit");
        assert!((found.coefficients[1] - 2.5).abs() < 1e-12 && found.coefficients[2].is_nan());
        let separated = fitted(&[one.clone(), x.clone()], &[0.0, 0.0, 1.0, 1.0], &[1.0; 4], Family::BINOMIAL);
        assert_eq!(separated.unwrap_err(), RegressionError::Separated { columns: vec![0, 1] });
        let nobody = fitted(&[one, x], &[1.0, 2.0, 0.0, 0.0], &[1.0; 4], Family::POISSON);
        assert!(matches!(nobody.unwrap_err(), RegressionError::Separated { .. }));
        assert_eq!(fitted(&[vec![]], &[], &[], Family::GAUSSIAN).unwrap_err(), RegressionError::Empty);
        let negative = fitted(&[vec![1.0]], &[-1.0], &[1.0], Family::POISSON);
        assert_eq!(negative.unwrap_err(), RegressionError::Answer(-1.0));
    }
}
