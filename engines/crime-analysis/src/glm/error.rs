//! What is looked at before a model is fitted.

use super::{Columns, Family, Model};

/// Why a model cannot be fitted. Rows are counted from zero.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum GlmError {
    /// No row, no row with a weight, or no column.
    #[error("there is nothing to fit")]
    Empty,
    /// A column of another length than the counts.
    #[error("`{column}` has {found} values, not {expected}")]
    Length {
        /// The column, `counts`, `exposure` or `weights`.
        column: String,
        /// How many there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A value that is no finite number.
    #[error("`{column}` has no number in row {row}")]
    NotFinite {
        /// The column.
        column: String,
        /// The row.
        row: usize,
    },
    /// A count below zero, or one that is not whole (or not below ten millions) where the family needs whole ones.
    #[error("the count in row {row} is {value}")]
    Count {
        /// The row.
        row: usize,
        /// What stands there.
        value: f64,
    },
    /// An exposure that is not positive.
    #[error("the exposure in row {row} is {value}")]
    Exposure {
        /// The row.
        row: usize,
        /// What stands there.
        value: f64,
    },
    /// A weight below zero.
    #[error("the weight of row {row} is {value}")]
    Weight {
        /// The row.
        row: usize,
        /// What stands there.
        value: f64,
    },
    /// α below zero or not finite.
    #[error("α = {0} is no overdispersion")]
    Alpha(f64),
    /// More columns than rows with a weight.
    #[error("{columns} columns cannot be told apart by {rows} rows")]
    TooFewRows {
        /// Rows with a weight.
        rows: usize,
        /// Columns.
        columns: usize,
    },
    /// A column that is a sum of multiples of those before it.
    #[error("column `{column}` depends on those before it")]
    Dependent {
        /// The first such column.
        column: String,
    },
    /// All counts are zero: there is no rate to speak of. The exact interval of a count of zero can still be said.
    #[error("all counts are zero: the coefficient of `{column}` has no end")]
    AllZero {
        /// The first column.
        column: String,
    },
    /// All counts are zero where a column tells rows apart, so that its coefficient runs to minus infinity.
    #[error("counts are zero wherever these columns say: {}", columns.join(", "))]
    Separated {
        /// The columns whose coefficients have no end.
        columns: Vec<String>,
    },
    /// Steps do not become small.
    #[error("the model does not settle within {rounds} rounds")]
    NotSettled {
        /// Rounds that were made.
        rounds: usize,
    },
}

/// A model that was looked at.
pub(super) struct Ready<'a> {
    pub(super) columns: &'a Columns,
    pub(super) counts: &'a [f64],
    pub(super) offset: Vec<f64>,
    pub(super) weights: Vec<f64>,
}

/// Whole counts up to here are summed over one by one.
const MOST: f64 = 1e7;

pub(super) fn checked<'a>(model: &Model<'a>, family: Family) -> Result<Ready<'a>, GlmError> {
    let rows = model.counts.len();
    let columns = model.columns;
    columns.check()?;
    of_length("counts", columns.rows(), rows)?;
    let whole = matches!(family, Family::NegativeBinomial | Family::NegativeBinomialAt(_));
    for (row, &value) in model.counts.iter().enumerate() {
        if !value.is_finite() {
            return Err(GlmError::NotFinite { column: "counts".to_owned(), row });
        }
        let fits = !whole || (value.fract() == 0.0 && value < MOST);
        if family != Family::Gaussian && !(value >= 0.0 && fits) {
            return Err(GlmError::Count { row, value });
        }
    }
    if let Family::NegativeBinomialAt(alpha) = family
        && !(alpha >= 0.0 && alpha.is_finite())
    {
        return Err(GlmError::Alpha(alpha));
    }
    let offset = offset(model.exposure, rows, family)?;
    let weights = match model.weights {
        Some(weights) => {
            of_length("weights", rows, weights.len())?;
            let bad = weights.iter().position(|weight| !(*weight >= 0.0 && weight.is_finite()));
            bad.map_or(Ok(()), |row| Err(GlmError::Weight { row, value: weights[row] }))?;
            weights.to_vec()
        }
        None => vec![1.0; rows],
    };
    let used = weights.iter().filter(|weight| **weight > 0.0).count();
    let first = columns.names().first().ok_or(GlmError::Empty)?;
    if used == 0 {
        return Err(GlmError::Empty);
    }
    if used < columns.width() {
        return Err(GlmError::TooFewRows { rows: used, columns: columns.width() });
    }
    let some = model.counts.iter().zip(&weights).any(|(count, weight)| *count > 0.0 && *weight > 0.0);
    if family != Family::Gaussian && !some {
        return Err(GlmError::AllZero { column: first.clone() });
    }
    Ok(Ready { columns, counts: model.counts, offset, weights })
}

pub(super) fn of_length(column: &str, expected: usize, found: usize) -> Result<(), GlmError> {
    if expected == found {
        return Ok(());
    }
    Err(GlmError::Length { column: column.to_owned(), expected, found })
}

/// The logarithm of the exposure, zero without one.
pub(super) fn offset(exposure: Option<&[f64]>, rows: usize, family: Family) -> Result<Vec<f64>, GlmError> {
    let Some(exposure) = exposure else { return Ok(vec![0.0; rows]) };
    of_length("exposure", rows, exposure.len())?;
    let bad = exposure.iter().position(|value| !(*value > 0.0 && value.is_finite()));
    if let Some(row) = bad {
        return Err(GlmError::Exposure { row, value: exposure[row] });
    }
    // What is not a logarithm has nothing to be in proportion to.
    let log = |value: &f64| if family == Family::Gaussian { 0.0 } else { value.ln() };
    Ok(exposure.iter().map(log).collect())
}
