//! How much more uncertain an estimate is than one from a simple random sample of the same size.

use crate::Domain;
use crate::sums::Sum;
use crate::survey::Survey;

/// What the sample is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Against {
    /// A simple random sample without replacement: its variance is S² (1 − n/N̂)/n.
    #[default]
    WithoutReplacement,
    /// One with replacement: S²/n.
    WithReplacement,
}

/// Design effects V / V_srs of means, one for each variable (Kish 1965). For totals give `of_totals`.
///
/// - in: `value(variable, row)`, the domain of rows that answered, and the variances of the estimates
/// - out: NaN where weights do not add up to more than the rows: they are then no numbers of people
pub fn design_effects(
    survey: Survey<'_>,
    domain: &Domain,
    variances: &[f64],
    of_totals: bool,
    against: Against,
    value: impl Fn(usize, usize) -> f64,
) -> Vec<f64> {
    let weights = survey.weights();
    let counted = || weights.iter().enumerate().filter(|(row, weight)| **weight != 0.0 && domain.holds(*row));
    let rows = counted().count() as f64;
    let people = counted().map(|(_, weight)| *weight).collect::<Sum>().value();
    let effect = |(variable, variance): (usize, &f64)| {
        let mean =
            counted().map(|(row, weight)| weight * value(variable, row)).collect::<Sum>().value() / people;
        let square = |(row, weight): (usize, &f64)| weight * (value(variable, row) - mean).powi(2);
        let spread = counted().map(square).collect::<Sum>().value() / people * rows / (rows - 1.0);
        let simple = match against {
            Against::WithReplacement => spread / rows,
            Against::WithoutReplacement if people < rows => f64::NAN,
            Against::WithoutReplacement => spread * (people - rows) / (people * rows),
        };
        variance / if of_totals { simple * people * people } else { simple }
    };
    variances.iter().enumerate().map(effect).collect()
}
