//! Do groups differ in their ranks?

use super::{Test, TestError};
use crate::Domain;
use crate::data::{Categories, MISSING};
use crate::estimators::{GroupMeans, Missing};
use crate::survey::{Estimates, Statistic, Survey};
use distributions::{fisher, student};
use matrices::Factor;

/// What is made of the estimated rank r of a row in a population of N.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RankScore {
    /// r/N: Wilcoxon's test for two groups, Kruskal and Wallis' for more.
    #[default]
    Wilcoxon,
    /// Φ⁻¹(r/N), van der Waerden's.
    Normal,
    /// Whether r is above N/2, Mood's median test.
    Median,
}

/// A test of ranks between groups.
#[derive(Clone, Debug, PartialEq)]
pub struct RankTest {
    /// The second group's mean score less the first's; `None` for more than two groups.
    pub difference: Option<f64>,
    /// Two groups: t on ν − 1. More: F with its two degrees of freedom.
    pub test: Test,
}

/// A t test, or for k > 2 groups a Wald test, on estimated ranks in the population: r_k = Σ weights below plus half its
/// own, ties taking the mean (Lumley and Scott, *Two-sample rank tests under complex sampling*, Biometrika 100 (2013)).
///
/// # Errors
/// [`TestError::TooFewLevels`] for one group, [`TestError::Singular`] when groups do not vary freely.
pub fn rank_test(
    survey: Survey<'_>,
    column: &[f64],
    groups: &Categories,
    score: RankScore,
    domain: &Domain,
) -> Result<RankTest, TestError> {
    let answered = domain.and(column.len(), |row| groups.codes[row] != MISSING && !column[row].is_nan());
    let groups = groups.used(|row| answered.holds(row));
    let count = groups.levels.len();
    if count < 2 {
        return Err(TestError::TooFewLevels);
    }
    let scores = scores(column, survey.weights(), &answered, score);
    let means = linearised(survey, &GroupMeans::means(&groups, &scores, &answered, Missing::Keep));
    let from_first = |group: usize| {
        (0..count).map(|at| f64::from(i8::from(at == group) - i8::from(at == 0))).collect::<Vec<f64>>()
    };
    let change = means.combined(&(1..count).map(from_first).collect::<Vec<_>>());
    let df = survey.degrees_of_freedom(&answered);
    if count == 2 {
        let statistic = change.values[0] / change.covariance.se(0);
        let test = Test { statistic, df: vec![df - 1.0], p: student::both_tails(statistic, df - 1.0) };
        return Ok(RankTest { difference: Some(change.values[0]), test });
    }
    let (own, below) = (count as f64 - 1.0, df - count as f64 + 1.0);
    let factor = Factor::of(change.covariance.values().to_vec(), count - 1);
    let statistic = factor.quadratic(&change.values).ok_or(TestError::Singular)? / own;
    Ok(RankTest {
        difference: None,
        test: Test { statistic, df: vec![own, below], p: fisher::upper_tail(statistic, own, below) },
    })
}

/// Means of the scores with the covariance of the totals of their influence values, also on replicates: scores belong to the
/// ranks of the whole sample and are not made again for every replicate, nor is what they are divided by.
fn linearised(survey: Survey<'_>, question: &GroupMeans<'_>) -> Estimates {
    let totals = survey.totals(question);
    let whole = survey.estimate(question);
    if matches!(survey, Survey::Design(_)) {
        return whole;
    }
    let count = question.values();
    let influence = |row: usize, out: &mut [f64]| {
        out.fill(0.0);
        question.influence(row, &totals, &whole.values, out);
    };
    let total = |weights: &[f64]| {
        let (mut sums, mut one) = (vec![0.0; count], vec![0.0; count]);
        for (row, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight != 0.0) {
            influence(row, &mut one);
            sums.iter_mut().zip(&one).for_each(|(sum, value)| *sum += weight * value);
        }
        Some(sums)
    };
    let (covariance, failed) = survey.covariance_of(&vec![0.0; count], influence, total);
    Estimates { covariance, failed, ..whole }
}

fn scores(column: &[f64], weights: &[f64], answered: &Domain, score: RankScore) -> Vec<f64> {
    let mut rows: Vec<usize> = (0..column.len()).filter(|row| answered.holds(*row)).collect();
    rows.sort_by(|a, b| column[*a].total_cmp(&column[*b]));
    let people = crate::sums::sum(rows.iter().map(|row| weights[*row]));
    let (mut scores, mut below) = (vec![0.0; column.len()], crate::sums::Sum::default());
    for tied in rows.chunk_by(|a, b| column[*a] == column[*b]) {
        let mut middle = crate::sums::Sum::default();
        for row in tied {
            middle.add(below.value() + weights[*row] / 2.0);
            below.add(weights[*row]);
        }
        let rank = middle.value() / tied.len() as f64;
        let of_rank = match score {
            RankScore::Wilcoxon => rank / people,
            RankScore::Normal => distributions::normal::quantile(rank / people),
            RankScore::Median => f64::from(u8::from(rank > people / 2.0)),
        };
        tied.iter().for_each(|row| scores[*row] = of_rank);
    }
    scores
}
