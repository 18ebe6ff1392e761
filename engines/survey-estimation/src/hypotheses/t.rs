//! Do two groups differ in their mean?

use super::{Test, TestError};
use crate::Domain;
use crate::data::{Categories, MISSING};
use crate::estimators::{GroupMeans, Means, Missing};
use crate::intervals::{Critical, wald};
use crate::survey::Survey;
use distributions::student;

/// A difference with its test.
#[derive(Clone, Debug, PartialEq)]
pub struct MeanDifference {
    /// The second group less the first, or the mean less its supposed value.
    pub difference: f64,
    /// Its standard error.
    pub se: f64,
    /// t on ν − 1.
    pub test: Test,
    /// The interval at 95 %.
    pub interval: (f64, f64),
}

/// The difference of the means of two groups, with t on ν − 1 degrees of freedom: the slope of a design-based regression
/// on the group. Without groups the mean is compared with `supposed`. Rows with a gap drop out, also of ν.
///
/// # Errors
/// [`TestError::NotTwoGroups`].
pub fn mean_difference(
    survey: Survey<'_>,
    column: &[f64],
    groups: Option<&Categories>,
    supposed: f64,
    domain: &Domain,
) -> Result<MeanDifference, TestError> {
    let in_group = |row: usize| groups.is_none_or(|groups| groups.codes[row] != MISSING);
    let answered = domain.and(column.len(), |row| in_group(row) && !column[row].is_nan());
    let (difference, variance) = match groups {
        None => {
            let mean = survey.estimate(&Means::new(vec![column], &answered, Missing::Keep));
            (mean.values[0] - supposed, mean.covariance.get(0, 0))
        }
        Some(groups) => {
            let groups = groups.used(|row| answered.holds(row));
            if groups.levels.len() != 2 {
                return Err(TestError::NotTwoGroups(groups.levels.len()));
            }
            let means = survey.estimate(&GroupMeans::means(&groups, column, &answered, Missing::Keep));
            let change = means.combined(&[vec![-1.0, 1.0]]);
            (change.values[0] - supposed, change.covariance.get(0, 0))
        }
    };
    let df = survey.degrees_of_freedom(&answered) - 1.0;
    let se = variance.max(0.0).sqrt();
    let statistic = difference / se;
    let interval = wald(difference, variance, Critical::new(0.95, df));
    let test = Test { statistic, df: vec![df], p: student::both_tails(statistic, df) };
    Ok(MeanDifference { difference, se, test, interval })
}
