//! Ordered answers: proportional odds, and the same on other scales.
//!
//! ```text
//!   P(Y ≤ k) = F(ζ_k − x'β)      ζ_1 < ζ_2 < … < ζ_q: where one answer ends and the next begins
//! ```
//!
//! β and ζ maximise the pseudo-likelihood Σ w log(F(ζ_y − η) − F(ζ_{y−1} − η)), which is concave for the scales here
//! (Pratt, *Concavity of the log likelihood*, JASA 76 (1981)), by Newton's method; their influence values are
//! H⁻¹ ∂ log P/∂(β, ζ). Source: McCullagh, *Regression models for ordinal data*, JRSS B 42 (1980).

use matrices::Factor;
use rayon::prelude::*;

use super::{Question, Taken};
use crate::Domain;
use crate::data::{Categories, MISSING};
use crate::design::BLOCK;
use crate::regression::{Family, Link, RegressionError};
use crate::survey::{Estimates, Survey};

/// A fitted ordinal model.
#[derive(Clone, Debug, PartialEq)]
pub struct OrdinalModel {
    /// Coefficients of the columns, then the thresholds ζ, with their covariance. NaN for a column that depends on others
    /// and was left out. Degrees of freedom are ν less the number of columns.
    pub estimates: Estimates,
    /// How many of the estimates are coefficients; the rest are thresholds.
    pub columns: usize,
    /// Names of the thresholds, "2|3".
    pub thresholds: Vec<String>,
    /// Degrees of freedom of the design, on the rows of the fit.
    pub design_df: f64,
}

/// Fits an ordinal model. Levels are ordered as the factor lists them; levels that nobody gave are passed over.
///
/// - in: columns without an intercept, which the thresholds stand for; `link` one of logit, probit, complementary log-log
///
/// # Errors
/// [`RegressionError::Levels`] for fewer than three levels, and as for other models.
pub fn ordinal_model(
    survey: Survey<'_>,
    columns: &[Vec<f64>],
    answers: &Categories,
    link: Link,
    domain: &Domain,
) -> Result<OrdinalModel, RegressionError> {
    let weights = survey.weights();
    let answers = answers.used(|row| domain.holds(row) && weights[row] != 0.0);
    if answers.levels.len() < 3 {
        return Err(RegressionError::Levels("three levels or more"));
    }
    let code = |code: &u32| if *code == MISSING { f64::NAN } else { f64::from(*code) };
    let codes: Vec<f64> = answers.codes.iter().map(code).collect();
    let question = Question { columns, answers: &codes, offset: &[], family: Family::BINOMIAL, domain };
    let taken = Taken::of(question);
    let likelihood = Likelihood { taken: &taken, levels: answers.levels.len(), link };
    let found = likelihood.largest(&taken.weights(weights), None)?;
    let inverse = found.factor.inverse();
    let size = likelihood.size();
    let influence = |row: usize, out: &mut [f64]| {
        if let Some(place) = taken.place(row) {
            let gradient = likelihood.gradient(place, &found.at);
            for (out, row) in out.iter_mut().zip(inverse.chunks_exact(size)) {
                *out = row.iter().zip(&gradient).map(|(a, g)| a * g).sum();
            }
        }
    };
    let refit = |weights: &[f64]| Some(likelihood.largest(&taken.weights(weights), Some(&found.at)).ok()?.at);
    let (covariance, failed) = survey.covariance_of(&found.at, influence, refit);
    let mut values = found.at.clone();
    let left_out = (0..columns.len()).filter(|column| found.factor.is_left_out(*column));
    left_out.for_each(|column| values[column] = f64::NAN);
    let design_df = survey.degrees_of_freedom(&taken.rows);
    let rows = survey.design().counted(&taken.rows);
    let used = values.iter().take(columns.len()).filter(|value| !value.is_nan()).count() as f64;
    let thresholds = answers.levels.windows(2).map(|pair| pair.join("|")).collect();
    let estimates = Estimates { values, covariance, df: design_df - used, rows, answered: rows, failed };
    Ok(OrdinalModel { estimates, columns: columns.len(), thresholds, design_df })
}

/// Parameters stand as coefficients, then thresholds.
struct Likelihood<'a> {
    taken: &'a Taken,
    levels: usize,
    link: Link,
}

struct Largest {
    at: Vec<f64>,
    factor: Factor,
}

/// Logarithm of the likelihood, its gradient and minus its second derivatives.
struct Bend {
    value: f64,
    gradient: Vec<f64>,
    normal: Vec<f64>,
}

impl Likelihood<'_> {
    fn size(&self) -> usize {
        self.taken.columns.len() + self.levels - 1
    }

    /// F, its density and the slope of that.
    fn curve(&self, x: f64) -> (f64, f64, f64) {
        let (mean, density) = self.link.inverse(x);
        let slope = match self.link {
            Link::Probit => -x * density,
            Link::ComplementaryLogLog => density * (1.0 - x.exp()),
            _ => density * (1.0 - 2.0 * mean),
        };
        (mean, density, slope)
    }

    /// Ends of the answer of a row: the threshold above and below, and which they are.
    fn ends(&self, row: usize, at: &[f64]) -> [Option<(usize, f64)>; 2] {
        let columns = &self.taken.columns;
        let eta: f64 = columns.iter().zip(at).map(|(column, b)| column[row] * b).sum();
        let answer = self.taken.answers[row] as usize;
        let end = |threshold: Option<usize>| {
            let place = columns.len() + threshold?;
            at.get(place).map(|zeta| (place, zeta - eta))
        };
        [end((answer + 1 < self.levels).then_some(answer)), end(answer.checked_sub(1))]
    }

    /// P of the answer with its slopes at both ends.
    fn chance(&self, ends: [Option<(usize, f64)>; 2]) -> (f64, [(f64, f64); 2]) {
        let above = ends[0].map(|(_, x)| self.curve(x));
        let below = ends[1].map(|(_, x)| self.curve(x));
        // Far up, 1 − F keeps its digits where the scale is symmetric.
        let chance = match (ends, above, below) {
            ([Some((_, a)), Some((_, b))], Some(_), Some(_))
                if b > 0.0 && self.link != Link::ComplementaryLogLog =>
            {
                self.curve(-b).0 - self.curve(-a).0
            }
            ([None, Some((_, b))], ..) if self.link != Link::ComplementaryLogLog => self.curve(-b).0,
            _ => above.map_or(1.0, |one| one.0) - below.map_or(0.0, |one| one.0),
        };
        let slopes = |one: Option<(f64, f64, f64)>| one.map_or((0.0, 0.0), |one| (one.1, one.2));
        (chance, [slopes(above), slopes(below)])
    }

    /// ∂ log P/∂(β, ζ) of a row.
    fn gradient(&self, row: usize, at: &[f64]) -> Vec<f64> {
        let ends = self.ends(row, at);
        let (chance, [above, below]) = self.chance(ends);
        let mut gradient = vec![0.0; self.size()];
        let pull = (above.0 - below.0) / chance;
        for (slot, column) in gradient.iter_mut().zip(&self.taken.columns) {
            *slot = -pull * column[row];
        }
        for (end, (density, sign)) in ends.iter().zip([(above.0, 1.0), (below.0, -1.0)]) {
            if let Some((place, _)) = end {
                gradient[*place] += sign * density / chance;
            }
        }
        gradient
    }

    fn bend(&self, at: &[f64], weights: &[f64]) -> Bend {
        let size = self.size();
        let part = |(block, weights): (usize, &[f64])| {
            let mut sums = Bend { value: 0.0, gradient: vec![0.0; size], normal: vec![0.0; size * size] };
            for (inside, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight != 0.0) {
                self.add(block * BLOCK + inside, at, *weight, &mut sums);
            }
            sums
        };
        let parts: Vec<Bend> = weights.par_chunks(BLOCK).enumerate().map(part).collect();
        let mut whole = Bend { value: 0.0, gradient: vec![0.0; size], normal: vec![0.0; size * size] };
        for part in parts {
            whole.value += part.value;
            whole.gradient.iter_mut().zip(&part.gradient).for_each(|(sum, value)| *sum += value);
            whole.normal.iter_mut().zip(&part.normal).for_each(|(sum, value)| *sum += value);
        }
        whole
    }

    fn add(&self, row: usize, at: &[f64], weight: f64, sums: &mut Bend) {
        let size = self.size();
        let ends = self.ends(row, at);
        let (chance, slopes) = self.chance(ends);
        let gradient = self.gradient(row, at);
        sums.value += weight * chance.ln();
        for i in 0..size {
            sums.gradient[i] += weight * gradient[i];
            for j in 0..size {
                sums.normal[i * size + j] += weight * gradient[i] * gradient[j];
            }
        }
        for ((end, slope), sign) in ends.iter().zip(slopes).zip([1.0, -1.0]) {
            let Some((place, _)) = end else { continue };
            // ∂(ζ − η): −x for the columns, one for the threshold.
            let mut moves: Vec<f64> = self.taken.columns.iter().map(|column| -column[row]).collect();
            moves.resize(size, 0.0);
            moves[*place] = 1.0;
            let bend = weight * sign * slope.1 / chance;
            for i in 0..size {
                for j in 0..size {
                    sums.normal[i * size + j] -= bend * moves[i] * moves[j];
                }
            }
        }
    }

    /// Thresholds of the shares of all answers, and columns that do nothing: where the search starts.
    fn start(&self, weights: &[f64]) -> Result<Vec<f64>, RegressionError> {
        let mut shares = vec![0.0; self.levels];
        self.taken
            .answers
            .iter()
            .zip(weights)
            .for_each(|(answer, weight)| shares[*answer as usize] += weight);
        let people: f64 = shares.iter().sum();
        if shares.iter().any(|share| *share <= 0.0) {
            return Err(RegressionError::Empty);
        }
        let mut at = vec![0.0; self.taken.columns.len()];
        let mut below = 0.0;
        for share in shares.iter().take(self.levels - 1) {
            below += share;
            at.push(self.link.of(below / people));
        }
        Ok(at)
    }

    fn largest(&self, weights: &[f64], near: Option<&[f64]>) -> Result<Largest, RegressionError> {
        const ROUNDS: usize = 100;
        let mut at = match near {
            Some(near) => near.to_vec(),
            None => self.start(weights)?,
        };
        let mut bend = self.bend(&at, weights);
        let mut before = f64::INFINITY;
        for _ in 0..ROUNDS {
            let factor = Factor::of(bend.normal.clone(), self.size());
            let mut step = bend.gradient.clone();
            factor.solve(&mut step, 1);
            let size: f64 = step.iter().zip(&bend.gradient).map(|(s, g)| s * g).sum();
            if !size.is_finite() {
                return Err(RegressionError::NotSettled);
            }
            let scale = weights.iter().sum::<f64>();
            let moved = size.abs() / scale;
            if moved < 1e-28 || (moved < 1e-20 && moved >= before / 4.0) {
                return if at.iter().any(|value| value.abs() > 1e4) {
                    Err(self.separated(&at))
                } else {
                    Ok(Largest { at, factor })
                };
            }
            before = moved;
            let Some((next, found)) = self.uphill(&at, &step, bend.value, weights) else {
                return Ok(Largest { at, factor });
            };
            (at, bend) = (next, found);
        }
        Err(self.separated(&at))
    }

    fn separated(&self, at: &[f64]) -> RegressionError {
        let columns = self.taken.columns.len();
        let size = |column: usize| at.get(column).map_or(0.0, |value| value.abs());
        let most = (0..columns).map(size).fold(0.0, f64::max);
        RegressionError::Separated {
            columns: (0..columns).filter(|column| size(*column) > 0.1 * most).collect(),
        }
    }

    /// A step, halved until thresholds stand in order and the likelihood does not fall.
    fn uphill(&self, at: &[f64], step: &[f64], value: f64, weights: &[f64]) -> Option<(Vec<f64>, Bend)> {
        let mut part = 1.0;
        for _ in 0..40 {
            let next: Vec<f64> = at.iter().zip(step).map(|(a, s)| a + part * s).collect();
            let thresholds = &next[self.taken.columns.len()..];
            if thresholds.windows(2).all(|pair| pair[0] < pair[1]) {
                let bend = self.bend(&next, weights);
                if bend.value.is_finite() && bend.value >= value - 1e-13 * value.abs() {
                    return Some((next, bend));
                }
            }
            part /= 2.0;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Design;

    #[test]
    fn two_groups_have_thresholds_of_their_shares_when_the_odds_are_proportional() {
        // Odds of P(Y ≤ 1) and P(Y ≤ 2): 1/3 and 1 in the first group, 1 and 3 in the second: three times as high.
        let counts = [(0.0, [12, 12, 24]), (1.0, [24, 12, 12])];
        let (mut x, mut codes) = (Vec::new(), Vec::new());
        for (group, shares) in counts {
            for (code, count) in (0_u32..).zip(shares) {
                x.extend(vec![group; count]);
                codes.extend(vec![code; count]);
            }
        }
        let answers = Categories { codes, levels: ["low", "middle", "high"].map(str::to_owned).to_vec() };
        let design = Design::simple(x.len()).expect("rows");
        let found =
            ordinal_model((&design).into(), &[x], &answers, Link::Logit, &Domain::everyone()).expect("a fit");
        let expected = [-(3.0_f64.ln()), -(3.0_f64.ln()), 0.0];
        assert!(
            found.estimates.values.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-10),
            "{:?}",
            found.estimates.values
        );
        assert_eq!(found.thresholds, ["low|middle", "middle|high"]);
    }
}
