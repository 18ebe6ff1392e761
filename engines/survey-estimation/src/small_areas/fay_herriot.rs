//! The area model of Fay and Herriot.
//!
//! Sources: Fay and Herriot, JASA 74 (1979); Prasad and Rao, JASA 85 (1990); Datta and Lahiri, Stat. Sinica 10 (2000);
//! Li and Lahiri, J. Multivariate Anal. 101 (2010); Rao and Molina, *Small Area Estimation*, 2nd ed. (2015), ch. 6.

use matrices::Factor;

use super::AreaError;
use crate::roots::brent;

/// How the variance between areas is estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// Restricted maximum likelihood.
    Restricted,
    /// Maximum likelihood.
    Likelihood,
    /// Fay and Herriot's moments: Σ r²/(A + D) = m − p.
    Moments,
    /// Maximum of A · likelihood, which is never at zero: for few areas, of which the others make everything synthetic
    /// (Li and Lahiri 2010).
    AdjustedLikelihood,
    /// Maximum of A · restricted likelihood.
    AdjustedRestricted,
}

/// A fitted area model.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaModel {
    /// Variance between areas, A; zero makes every figure synthetic, and should be said.
    pub between: f64,
    /// Coefficients β.
    pub coefficients: Vec<f64>,
    /// Their standard errors.
    pub errors: Vec<f64>,
    /// Their covariance Q, row by row.
    pub covariance: Vec<f64>,
    /// Log-likelihood at the estimates.
    pub log_likelihood: f64,
    /// The figure of each area.
    pub figures: Vec<f64>,
    /// How much of each is its own: γ.
    pub own: Vec<f64>,
    /// Mean squared error of each.
    pub mse: Vec<f64>,
}

/// Generalised least squares at one A.
struct At {
    factor: Factor,
    coefficients: Vec<f64>,
    residuals: Vec<f64>,
}

/// Fits the model to direct estimates with known variances; `columns` hold a value for each area. An area with NaN as
/// estimate was not asked: its figure is x'β.
///
/// # Errors
/// [`AreaError`].
pub fn fay_herriot(
    direct: &[f64],
    variances: &[f64],
    columns: &[Vec<f64>],
    between: Between,
) -> Result<AreaModel, AreaError> {
    let p = columns.len();
    let finite =
        |area: usize| columns.iter().all(|column| column.get(area).is_some_and(|value| value.is_finite()));
    let sound = |area: usize| {
        let variance = || variances.get(area).is_some_and(|d| *d > 0.0 && d.is_finite());
        finite(area) && (direct[area].is_nan() || (direct[area].is_finite() && variance()))
    };
    if let Some(area) = (0..direct.len()).find(|area| !sound(*area)) {
        return Err(AreaError::Area { area });
    }
    let asked: Vec<usize> = (0..direct.len()).filter(|area| !direct[*area].is_nan()).collect();
    if asked.len() <= p {
        return Err(AreaError::TooFew { areas: asked.len(), columns: p });
    }
    let taken = |values: &[f64]| asked.iter().map(|area| values[*area]).collect::<Vec<f64>>();
    let (inner, known) = (taken(direct), taken(variances));
    let inside: Vec<Vec<f64>> = columns.iter().map(|column| taken(column)).collect();
    let areas = Areas { direct: &inner, variances: &known, columns: &inside };
    let factor = areas.at(0.0).factor;
    if let Some(column) = (0..p).find(|column| factor.is_left_out(*column)) {
        return Err(AreaError::Dependent { column });
    }
    let a = areas.between(between);
    Ok(areas.model(a, between).spread(direct, columns))
}

impl AreaModel {
    /// Areas that were not asked between those that were: x'β, with A and the doubt of β as error.
    fn spread(self, direct: &[f64], columns: &[Vec<f64>]) -> Self {
        if direct.iter().all(|value| !value.is_nan()) {
            return self;
        }
        let p = columns.len();
        let (mut figures, mut own, mut mse) = (Vec::new(), Vec::new(), Vec::new());
        let mut next = 0;
        for (area, value) in direct.iter().enumerate() {
            let x: Vec<f64> = columns.iter().map(|column| column[area]).collect();
            if value.is_nan() {
                let doubt = (0..p * p).map(|at| x[at / p] * self.covariance[at] * x[at % p]).sum::<f64>();
                figures.push(x.iter().zip(&self.coefficients).map(|(x, b)| x * b).sum());
                own.push(0.0);
                mse.push(self.between + doubt);
            } else {
                figures.push(self.figures[next]);
                own.push(self.own[next]);
                mse.push(self.mse[next]);
                next += 1;
            }
        }
        Self { figures, own, mse, ..self }
    }
}

struct Areas<'a> {
    direct: &'a [f64],
    variances: &'a [f64],
    columns: &'a [Vec<f64>],
}

impl Areas<'_> {
    fn x(&self, area: usize) -> Vec<f64> {
        self.columns.iter().map(|column| column[area]).collect()
    }

    /// Σ f x x' over the areas.
    fn squares(&self, factor: impl Fn(f64) -> f64) -> Vec<f64> {
        let p = self.columns.len();
        let mut sums = vec![0.0; p * p];
        for (area, d) in self.variances.iter().enumerate() {
            let x = self.x(area);
            for i in 0..p {
                (0..p).for_each(|j| sums[i * p + j] += factor(*d) * x[i] * x[j]);
            }
        }
        sums
    }

    fn at(&self, a: f64) -> At {
        let p = self.columns.len();
        let factor = Factor::of(self.squares(|d| 1.0 / (a + d)), p);
        let mut coefficients = vec![0.0; p];
        for (area, d) in self.variances.iter().enumerate() {
            let x = self.x(area);
            coefficients.iter_mut().zip(x).for_each(|(sum, x)| *sum += x * self.direct[area] / (a + d));
        }
        factor.solve(&mut coefficients, 1);
        let fitted = |area: usize| self.x(area).iter().zip(&coefficients).map(|(x, b)| x * b).sum::<f64>();
        let residuals = (0..self.direct.len()).map(|area| self.direct[area] - fitted(area)).collect();
        At { factor, coefficients, residuals }
    }

    fn sum(&self, a: f64, power: i32) -> f64 {
        self.variances.iter().map(|d| (a + d).powi(-power)).sum()
    }

    /// What is zero at the estimate of A, and falls through it.
    fn score(&self, a: f64, between: Between) -> f64 {
        let at = self.at(a);
        let squares = |power: i32| -> f64 {
            at.residuals.iter().zip(self.variances).map(|(r, d)| r * r * (a + d).powi(-power)).sum()
        };
        match between {
            Between::Likelihood => squares(2) - self.sum(a, 1),
            Between::Restricted => squares(2) - self.sum(a, 1) + self.trace(&at, a),
            Between::Moments => squares(1) - (self.direct.len() - self.columns.len()) as f64,
            Between::AdjustedLikelihood => self.score(a, Between::Likelihood) + 2.0 / a,
            Between::AdjustedRestricted => self.score(a, Between::Restricted) + 2.0 / a,
        }
    }

    /// Twice the logarithm of what is made largest.
    fn height(&self, a: f64, between: Between) -> f64 {
        let at = self.at(a);
        let terms = self.variances.iter().zip(&at.residuals).map(|(d, r)| (a + d).ln() + r * r / (a + d));
        let plain = -terms.sum::<f64>();
        let restricted = matches!(between, Between::Restricted | Between::AdjustedRestricted);
        let adjusted = matches!(between, Between::AdjustedLikelihood | Between::AdjustedRestricted);
        plain - if restricted { at.factor.log_determinant() } else { 0.0 }
            + if adjusted { 2.0 * a.ln() } else { 0.0 }
    }

    /// tr Q Σ xx'/(A + D)².
    fn trace(&self, at: &At, a: f64) -> f64 {
        let p = self.columns.len();
        let mut solved = self.squares(|d| (a + d).powi(-2));
        at.factor.solve(&mut solved, p);
        solved.iter().step_by(p + 1).sum()
    }

    /// The A that makes the likelihood largest, or meets the moments; zero when none above it does.
    ///
    /// A likelihood may have several maxima, so every change of sign of its slope on a fine grid is looked at.
    fn between(&self, between: Between) -> f64 {
        const GRID: i32 = 120;
        let adjusted = matches!(between, Between::AdjustedLikelihood | Between::AdjustedRestricted);
        let most = self.variances.iter().copied().fold(0.0, f64::max);
        let spread = self.at(most).residuals.iter().map(|r| r * r).fold(0.0, f64::max);
        let top = 4.0 * (most + spread) * self.direct.len() as f64;
        // From a billionth of the top, which is as good as none, in steps of about a fifth.
        let grid: Vec<f64> =
            (0..=GRID).map(|at| top * 1e-10_f64.powf(1.0 - f64::from(at) / f64::from(GRID))).collect();
        let mut ends = vec![if adjusted { grid[0] * 1e-6 } else { 0.0 }];
        ends.extend(grid);
        let slopes: Vec<f64> = ends.iter().map(|a| self.score(*a, between)).collect();
        let turns = (1..ends.len()).filter(|at| slopes[at - 1] > 0.0 && slopes[*at] <= 0.0);
        let roots =
            turns.map(|at| brent(|a| self.score(a, between), ends[at - 1], ends[at], 1e-15 * ends[at]));
        let mut found: Vec<f64> = roots.filter(|root| root.is_finite()).collect();
        if between == Between::Moments {
            return found.first().copied().unwrap_or(0.0);
        }
        if !adjusted && slopes[0] <= 0.0 {
            found.push(0.0);
        }
        let height = |a: &f64| self.height(*a, between);
        found.into_iter().max_by(|a, b| height(a).total_cmp(&height(b))).unwrap_or(0.0)
    }

    fn model(&self, a: f64, between: Between) -> AreaModel {
        let (at, p) = (self.at(a), self.columns.len());
        let inverse = at.factor.inverse();
        let (first, second) = (self.sum(a, 1), self.sum(a, 2));
        let m = self.direct.len() as f64;
        let (of_between, bias) = match between {
            Between::Restricted => (2.0 / second, 0.0),
            Between::Likelihood => (2.0 / second, -self.trace(&at, a) / second),
            Between::Moments => {
                (2.0 * m / (first * first), 2.0 * (m * second - first * first) / first.powi(3))
            }
            // Li and Lahiri (2010), theorem 2: the factor A adds 2/A to the score.
            Between::AdjustedRestricted => (2.0 / second, 2.0 / (a * second)),
            Between::AdjustedLikelihood => (2.0 / second, (2.0 / a - self.trace(&at, a)) / second),
        };
        let area = |(area, d): (usize, &f64)| {
            let (x, shrunk) = (self.x(area), d / (a + d));
            let mut solved = x.clone();
            at.factor.solve(&mut solved, 1);
            let leverage: f64 = x.iter().zip(&solved).map(|(x, s)| x * s).sum();
            let (g1, g2) = (d * (1.0 - shrunk), shrunk * shrunk * leverage);
            let g3 = shrunk * shrunk * of_between / (a + d);
            let figure = self.direct[area] - shrunk * at.residuals[area];
            (figure, 1.0 - shrunk, g1 + g2 + 2.0 * g3 - bias * shrunk * shrunk)
        };
        let found: Vec<(f64, f64, f64)> = self.variances.iter().enumerate().map(area).collect();
        let likely = |(d, r): (&f64, &f64)| -0.5 * ((std::f64::consts::TAU * (a + d)).ln() + r * r / (a + d));
        AreaModel {
            between: a,
            errors: inverse.iter().step_by(p + 1).map(|variance| variance.sqrt()).collect(),
            covariance: inverse.clone(),
            log_likelihood: self.variances.iter().zip(&at.residuals).map(likely).sum(),
            coefficients: at.coefficients,
            figures: found.iter().map(|one| one.0).collect(),
            own: found.iter().map(|one| one.1).collect(),
            mse: found.iter().map(|one| one.2).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_variances_have_a_closed_form() {
        // One column, D = 1: A is the variance of the estimates less one, over m by likelihood, over m − 1 otherwise.
        let direct = [1.0, 4.0, 7.0, 2.0, 6.0];
        let columns = vec![vec![1.0; 5]];
        let check = |between, expected: f64| {
            let found = fay_herriot(&direct, &[1.0; 5], &columns, between).expect("a model");
            assert!((found.between - expected).abs() < 1e-12 && (found.coefficients[0] - 4.0).abs() < 1e-12);
        };
        check(Between::Restricted, 5.5);
        check(Between::Moments, 5.5);
        check(Between::Likelihood, 4.2);
        let adjusted =
            fay_herriot(&direct, &[100.0; 5], &columns, Between::AdjustedRestricted).expect("a model");
        assert!(adjusted.between > 0.0 && adjusted.own.iter().all(|own| *own > 0.0 && *own < 1.0));
        // Maximum of 2 ln A − 4 ln(A + 100) − 26/(A + 100): 2/A = 4/(A + 100) − 26/(A + 100)².
        let a = adjusted.between;
        assert!((2.0 / a - 4.0 / (a + 100.0) + 26.0 / (a + 100.0).powi(2)).abs() < 1e-12, "{a}");
        let alike = fay_herriot(&direct, &[100.0; 5], &columns, Between::Restricted).expect("a model");
        assert_eq!((alike.between, alike.figures), (0.0, vec![4.0; 5]));
        assert_eq!(
            fay_herriot(&direct, &[1.0, 1.0, 0.0, 1.0, 1.0], &columns, Between::Moments).unwrap_err(),
            AreaError::Area { area: 2 }
        );
    }

    #[test]
    fn an_area_that_was_not_asked_is_where_the_others_point() {
        let (direct, variances) = ([1.0, f64::NAN, 3.0, 4.2, 4.9], [0.5, f64::NAN, 0.5, 0.5, 0.5]);
        let columns = vec![vec![1.0; 5], vec![1.0, 2.0, 3.0, 4.0, 5.0]];
        let found = fay_herriot(&direct, &variances, &columns, Between::Restricted).expect("a model");
        assert_eq!(found.figures.len(), 5);
        let line = found.coefficients[0] + 2.0 * found.coefficients[1];
        assert!(
            (found.figures[1] - line).abs() < 1e-12 && found.own[1] == 0.0 && found.mse[1] > found.between
        );
    }
}
