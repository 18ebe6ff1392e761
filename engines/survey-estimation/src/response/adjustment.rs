//! Weights for those who answered, so that they stand for those who did not.

use crate::data::{Categories, MISSING};
use crate::regression::{Data, Family, RegressionError, fit};
use crate::sums::Sum;

/// Why nonresponse cannot be adjusted for.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NonresponseError {
    /// Nobody of a cell answered, so nobody can stand for it.
    #[error("nobody answered in cell {0}; merge it with a neighbour")]
    Silent(String),
    /// A row without its cell.
    #[error("row {}: the cell is missing", row + 1)]
    Gap {
        /// The row.
        row: usize,
    },
    /// The chance to respond cannot be modelled.
    #[error(transparent)]
    Model(#[from] RegressionError),
}

/// Factors of weighting cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Cells {
    /// For each row its weight after: the factor of its cell for a respondent, zero for others.
    pub weights: Vec<f64>,
    /// For each cell its factor.
    pub factors: Vec<f64>,
    /// For each cell how many answered.
    pub respondents: Vec<usize>,
    /// Cells with fewer than 30 respondents, which should be merged.
    pub small: Vec<String>,
}

/// Respondents of a cell below which its factor is not to be trusted.
const LEAST: usize = 30;

/// Factors Σ d eligible / Σ d respondents within each cell (Little, JASA 81 (1986)).
///
/// - in: weights of all eligible rows, who answered, and the cell of each row
/// - out: the sum of the weights of each cell is kept
///
/// # Errors
/// [`NonresponseError::Silent`], [`NonresponseError::Gap`].
pub fn cell_factors(
    weights: &[f64],
    answered: &[bool],
    cells: &Categories,
) -> Result<Cells, NonresponseError> {
    let count = cells.levels.len();
    let (mut all, mut those) = (vec![Sum::default(); count], vec![Sum::default(); count]);
    let mut respondents = vec![0; count];
    for (row, weight) in weights.iter().enumerate() {
        let cell = cells.codes.get(row).copied().unwrap_or(MISSING) as usize;
        let Some(sum) = all.get_mut(cell) else { return Err(NonresponseError::Gap { row }) };
        sum.add(*weight);
        if answered.get(row).copied().unwrap_or(false) && *weight > 0.0 {
            those[cell].add(*weight);
            respondents[cell] += 1;
        }
    }
    let mut factors = Vec::with_capacity(count);
    for ((all, those), name) in all.iter().zip(&those).zip(&cells.levels) {
        if those.value() == 0.0 && all.value() > 0.0 {
            return Err(NonresponseError::Silent(name.clone()));
        }
        factors.push(if those.value() > 0.0 { all.value() / those.value() } else { 1.0 });
    }
    let after = |(row, weight): (usize, &f64)| {
        let counts = answered.get(row).copied().unwrap_or(false);
        if counts { weight * factors[cells.codes[row] as usize] } else { 0.0 }
    };
    let small = (0..count).filter(|cell| respondents[*cell] < LEAST && all[*cell].value() > 0.0);
    Ok(Cells {
        weights: weights.iter().enumerate().map(after).collect(),
        small: small.map(|cell| cells.levels[cell].clone()).collect(),
        factors,
        respondents,
    })
}

/// The chance of each row to respond, by weighted logistic regression on columns known for all.
///
/// # Errors
/// [`NonresponseError::Model`], such as a column that separates respondents from others.
pub fn propensities(
    weights: &[f64],
    answered: &[bool],
    columns: &[Vec<f64>],
) -> Result<Vec<f64>, NonresponseError> {
    let answers: Vec<f64> = answered.iter().map(|yes| f64::from(u8::from(*yes))).collect();
    let found =
        fit(Data { columns, answers: &answers, offset: &[], family: Family::BINOMIAL }, weights, None)?;
    let chance = |row: usize| {
        let known = |value: f64| if value.is_nan() { 0.0 } else { value };
        let eta: f64 =
            columns.iter().zip(&found.coefficients).map(|(column, b)| column[row] * known(*b)).sum();
        1.0 / (1.0 + (-eta).exp())
    };
    Ok((0..answers.len()).map(chance).collect())
}

/// Fifths of the chance to respond, from the lowest, with the same weight in each as nearly as ties allow: cells for
/// [`cell_factors`] (Cochran 1968; Little 1986).
pub fn quintiles(chances: &[f64], weights: &[f64]) -> Categories {
    const PARTS: f64 = 5.0;
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_by(|a, b| chances[*a].total_cmp(&chances[*b]));
    let people = crate::sums::sum(weights.iter().copied());
    let (mut codes, mut below) = (vec![MISSING; chances.len()], Sum::default());
    for tied in order.chunk_by(|a, b| chances[*a] == chances[*b]) {
        let own = crate::sums::sum(tied.iter().map(|row| weights[*row]));
        let middle = (below.value() + own / 2.0) / people;
        let code = (middle * PARTS).floor().clamp(0.0, PARTS - 1.0) as u32;
        tied.iter().for_each(|row| codes[*row] = code);
        below.add(own);
    }
    let levels = ["lowest fifth", "second fifth", "third fifth", "fourth fifth", "highest fifth"];
    Categories { codes, levels: levels.map(str::to_owned).to_vec() }.used(|_| true)
}

/// How alike respondents and sample are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Representativity {
    /// R = 1 − 2 S(ρ̂): one when everybody is as likely to respond.
    pub indicator: f64,
    /// The mean chance, the weighted response rate of the model.
    pub mean: f64,
    /// S(ρ̂)/ρ̄: the most that a mean of standardised answers can be away.
    pub maximal_bias: f64,
}

/// Schouten, Cobben and Bethlehem, *Indicators for the representativeness of survey response*, Survey Methodology 35 (2009).
///
/// - in: chances to respond of the whole sample, and its weights
pub fn representativity(chances: &[f64], weights: &[f64]) -> Representativity {
    let people = crate::sums::sum(weights.iter().copied());
    let mean = crate::sums::sum(chances.iter().zip(weights).map(|(chance, weight)| chance * weight)) / people;
    let squares = chances.iter().zip(weights).map(|(chance, weight)| weight * (chance - mean).powi(2));
    // The population is of size Σ w, and its variance is taken with one less.
    let spread = (crate::sums::sum(squares) / (people - 1.0)).sqrt();
    Representativity { indicator: 1.0 - 2.0 * spread, mean, maximal_bias: spread / mean }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_keeps_its_weight_and_a_silent_one_is_named() {
        let cells = Categories::of("young young young old old".split(' ').map(Some));
        let found = cell_factors(&[2.0, 2.0, 4.0, 1.0, 3.0], &[true, false, true, true, true], &cells)
            .expect("cells");
        assert_eq!(found.weights, [2.0 * 8.0 / 6.0, 0.0, 4.0 * 8.0 / 6.0, 1.0, 3.0]);
        assert_eq!((found.respondents, found.small.len()), (vec![2, 2], 2));
        let silent = cell_factors(&[1.0; 5], &[false, false, false, true, true], &cells);
        assert_eq!(silent.unwrap_err(), NonresponseError::Silent("young".to_owned()));
    }

    #[test]
    fn chances_of_two_groups_are_their_rates_and_the_indicator_follows() {
        // 1 in 2 and 4 in 4 would separate; 1 in 2 and 3 in 4 do not.
        let column = vec![0.0, 0.0, 1.0, 1.0, 1.0, 1.0];
        let answered = [true, false, true, true, true, false];
        let weights = [100.0, 100.0, 50.0, 50.0, 50.0, 50.0];
        let chances = propensities(&weights, &answered, &[vec![1.0; 6], column]).expect("a model");
        assert!((chances[0] - 0.5).abs() < 1e-12 && (chances[5] - 0.75).abs() < 1e-12);
        let found = representativity(&chances, &weights);
        // Half the population at 0.5 and half at 0.75.
        let spread = (400.0_f64 * 0.125 * 0.125 / 399.0).sqrt();
        assert!((found.indicator - (1.0 - 2.0 * spread)).abs() < 1e-12 && (found.mean - 0.625).abs() < 1e-12);
        assert_eq!(quintiles(&chances, &weights).levels.len(), 2);
    }

    #[test]
    fn fifths_hold_equal_weight() {
        let chances: Vec<f64> = (0..100).map(|at| f64::from((at * 37) % 100)).collect();
        let fifths = quintiles(&chances, &[1.0; 100]);
        for code in 0..5 {
            assert_eq!(fifths.codes.iter().filter(|found| **found == code).count(), 20);
        }
    }
}
