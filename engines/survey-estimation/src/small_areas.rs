//! Figures of areas with few answers, borrowing from areas that are alike.
//!
//! ```text
//!   θ̂_d = x_d'β + u_d + e_d      Var u = A, Var e_d = D_d known
//!   EBLUP = x'β̂ + γ_d (θ̂_d − x'β̂)      γ_d = A/(A + D_d)
//! ```
//!
//! Sources: Fay and Herriot, JASA 74 (1979); Prasad and Rao, JASA 85 (1990); Datta and Lahiri, Stat. Sinica 10 (2000);
//! Rao and Molina, *Small Area Estimation*, 2nd ed. (2015), ch. 6.

use crate::factor::Factor;
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
}

/// Why areas cannot be modelled.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum AreaError {
    /// A column, estimate or variance is missing or not above zero.
    #[error("area {}: an estimate, a variance above zero and every column are needed", area + 1)]
    Area {
        /// The area.
        area: usize,
    },
    /// Fewer areas than the model needs.
    #[error("{areas} areas cannot carry {columns} columns")]
    TooFew {
        /// Areas.
        areas: usize,
        /// Columns.
        columns: usize,
    },
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

/// Fits the model to direct estimates with known variances; `columns` hold a value for each area.
///
/// # Errors
/// [`AreaError`].
pub fn fay_herriot(
    direct: &[f64],
    variances: &[f64],
    columns: &[Vec<f64>],
    between: Between,
) -> Result<AreaModel, AreaError> {
    let (m, p) = (direct.len(), columns.len());
    let sound = |area: usize| {
        let values = columns.iter().all(|column| column.get(area).is_some_and(|value| value.is_finite()));
        values && direct[area].is_finite() && variances.get(area).is_some_and(|d| *d > 0.0 && d.is_finite())
    };
    if let Some(area) = (0..m).find(|area| !sound(*area)) {
        return Err(AreaError::Area { area });
    }
    if m <= p {
        return Err(AreaError::TooFew { areas: m, columns: p });
    }
    let areas = Areas { direct, variances, columns };
    let a = areas.between(between);
    Ok(areas.model(a, between))
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
        }
    }

    /// tr Q Σ xx'/(A + D)².
    fn trace(&self, at: &At, a: f64) -> f64 {
        let p = self.columns.len();
        let mut solved = self.squares(|d| (a + d).powi(-2));
        at.factor.solve(&mut solved, p);
        solved.iter().step_by(p + 1).sum()
    }

    fn between(&self, between: Between) -> f64 {
        if self.score(0.0, between) <= 0.0 {
            return 0.0;
        }
        let mut high = self.variances.iter().copied().fold(0.0, f64::max);
        for _ in 0..200 {
            if self.score(high, between) < 0.0 {
                break;
            }
            high *= 2.0;
        }
        brent(|a| self.score(a, between), 0.0, high, 1e-15 * high)
    }

    fn model(&self, a: f64, between: Between) -> AreaModel {
        let (at, p) = (self.at(a), self.columns.len());
        let mut inverse = vec![0.0; p * p];
        inverse.iter_mut().step_by(p + 1).for_each(|one| *one = 1.0);
        at.factor.solve(&mut inverse, p);
        let (first, second) = (self.sum(a, 1), self.sum(a, 2));
        let m = self.direct.len() as f64;
        let (of_between, bias) = match between {
            Between::Restricted => (2.0 / second, 0.0),
            Between::Likelihood => (2.0 / second, -self.trace(&at, a) / second),
            Between::Moments => {
                (2.0 * m / (first * first), 2.0 * (m * second - first * first) / first.powi(3))
            }
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
        let alike = fay_herriot(&direct, &[100.0; 5], &columns, Between::Restricted).expect("a model");
        assert_eq!((alike.between, alike.figures), (0.0, vec![4.0; 5]));
        assert_eq!(
            fay_herriot(&direct, &[1.0, 1.0, 0.0, 1.0, 1.0], &columns, Between::Moments).unwrap_err(),
            AreaError::Area { area: 2 }
        );
    }
}
