//! The unit-level model of Battese, Harter and Fuller: a line for everybody and a level for each area.
//!
//! ```text
//!   y_dj = x_dj'β + u_d + e_dj        γ_d = σ_u²/(σ_u² + σ_e²/n_d)
//!   area mean: X̄_d'β̂ + γ_d (ȳ_d − x̄_d'β̂)        X̄_d: means of the whole area, known
//!   MSE = g1 + g2 + 2 g3 (restricted maximum likelihood)
//! ```
//!
//! Sources: Battese, Harter, Fuller, JASA 83 (1988); Prasad and Rao, JASA 85 (1990); Rao and Molina (2015), ch. 7.

use matrices::Factor;

use super::AreaError;
use crate::data::{Categories, MISSING};
use crate::roots::brent;

/// What the model is made of.
#[derive(Clone, Copy, Debug)]
pub struct UnitQuestion<'a> {
    /// Answers; a row with a gap is left out.
    pub answers: &'a [f64],
    /// Columns, a value for each row.
    pub columns: &'a [Vec<f64>],
    /// The area of each row.
    pub areas: &'a Categories,
    /// Means of the columns over the whole population of each area: areas × columns, area after area.
    pub means: &'a [f64],
}

/// A fitted unit-level model.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitModel {
    /// Variance between areas, σ_u².
    pub between: f64,
    /// Variance within areas, σ_e².
    pub within: f64,
    /// Coefficients β.
    pub coefficients: Vec<f64>,
    /// Mean of each area.
    pub figures: Vec<f64>,
    /// How much of it is its own, γ.
    pub own: Vec<f64>,
    /// Its mean squared error.
    pub mse: Vec<f64>,
}

/// Fits the model by restricted maximum likelihood.
///
/// # Errors
/// [`AreaError`]: an area without its means, dependent columns, or too few rows.
pub fn battese_harter_fuller(question: UnitQuestion<'_>) -> Result<UnitModel, AreaError> {
    let units = Units::of(question)?;
    let ratio = units.ratio();
    Ok(units.model(question, ratio))
}

/// Rows as sums within areas: all that the likelihood needs.
struct Units {
    /// Σ x x' and Σ x y and Σ y² over all rows.
    squares: Vec<f64>,
    products: Vec<f64>,
    answers: f64,
    /// Of each area: rows, sums of the columns, sum of the answers.
    areas: Vec<(f64, Vec<f64>, f64)>,
    rows: f64,
    width: usize,
}

/// Generalised least squares at one ratio λ = σ_u²/σ_e².
struct At {
    factor: Factor,
    coefficients: Vec<f64>,
    /// r' V⁻¹ r in units of σ_e².
    residual: f64,
}

impl Units {
    fn of(question: UnitQuestion<'_>) -> Result<Self, AreaError> {
        let (width, count) = (question.columns.len(), question.areas.levels.len());
        if let Some(at) =
            (0..count * width).find(|at| question.means.get(*at).is_none_or(|mean| mean.is_nan()))
        {
            return Err(AreaError::Area { area: at / width });
        }
        let mut units = Self {
            squares: vec![0.0; width * width],
            products: vec![0.0; width],
            answers: 0.0,
            areas: vec![(0.0, vec![0.0; width], 0.0); count],
            rows: 0.0,
            width,
        };
        for (row, y) in question.answers.iter().enumerate() {
            let code = question.areas.codes.get(row).copied().unwrap_or(MISSING);
            let x: Vec<f64> = question.columns.iter().map(|column| column[row]).collect();
            let Some(area) = units.areas.get_mut(code as usize) else { continue };
            if y.is_nan() || x.iter().any(|value| value.is_nan()) {
                continue;
            }
            area.0 += 1.0;
            area.1.iter_mut().zip(&x).for_each(|(sum, x)| *sum += x);
            area.2 += y;
            for i in 0..width {
                units.products[i] += x[i] * y;
                (0..width).for_each(|j| units.squares[i * width + j] += x[i] * x[j]);
            }
            units.answers += y * y;
            units.rows += 1.0;
        }
        let factor = Factor::of(units.squares.clone(), width);
        if let Some(column) = (0..width).find(|column| factor.is_left_out(*column)) {
            return Err(AreaError::Dependent { column });
        }
        let asked = units.areas.iter().filter(|area| area.0 > 0.0).count();
        if asked < 2 || units.rows <= (width + asked) as f64 {
            return Err(AreaError::TooFew { areas: asked, columns: width });
        }
        Ok(units)
    }

    fn at(&self, ratio: f64) -> At {
        let width = self.width;
        let (mut normal, mut right, mut answers) =
            (self.squares.clone(), self.products.clone(), self.answers);
        for (rows, x, y) in &self.areas {
            let shrunk = ratio / (1.0 + rows * ratio);
            for i in 0..width {
                right[i] -= shrunk * x[i] * y;
                (0..width).for_each(|j| normal[i * width + j] -= shrunk * x[i] * x[j]);
            }
            answers -= shrunk * y * y;
        }
        let factor = Factor::of(normal, width);
        let mut coefficients = right.clone();
        factor.solve(&mut coefficients, 1);
        let explained: f64 = coefficients.iter().zip(&right).map(|(b, r)| b * r).sum();
        At { factor, coefficients, residual: answers - explained }
    }

    /// The slope of minus twice the profiled restricted likelihood in λ.
    fn slope(&self, ratio: f64) -> f64 {
        let at = self.at(ratio);
        let free = self.rows - self.width as f64;
        let mut slope = 0.0;
        for (rows, x, y) in self.areas.iter().filter(|area| area.0 > 0.0) {
            let below = 1.0 + rows * ratio;
            let residual = y - x.iter().zip(&at.coefficients).map(|(x, b)| x * b).sum::<f64>();
            let mut solved = x.clone();
            at.factor.solve(&mut solved, 1);
            let leverage: f64 = x.iter().zip(&solved).map(|(x, s)| x * s).sum();
            slope += rows / below - (free * residual * residual / at.residual + leverage) / (below * below);
        }
        slope
    }

    /// λ at the maximum; zero when areas do not differ by more than their answers explain.
    fn ratio(&self) -> f64 {
        if self.slope(0.0) >= 0.0 {
            return 0.0;
        }
        let mut high = 1.0;
        for _ in 0..100 {
            if self.slope(high) > 0.0 {
                break;
            }
            high *= 2.0;
        }
        brent(|ratio| self.slope(ratio), 0.0, high, 1e-14 * high)
    }

    fn model(&self, question: UnitQuestion<'_>, ratio: f64) -> UnitModel {
        let at = self.at(ratio);
        let within = at.residual / (self.rows - self.width as f64);
        let between = ratio * within;
        let of_variances = self.covariance_of_variances(between, within);
        let (mut figures, mut own, mut mse) = (Vec::new(), Vec::new(), Vec::new());
        for ((rows, x, y), means) in self.areas.iter().zip(question.means.chunks_exact(self.width.max(1))) {
            let line = |x: &[f64]| x.iter().zip(&at.coefficients).map(|(x, b)| x * b).sum::<f64>();
            if *rows == 0.0 {
                figures.push(line(means));
                own.push(0.0);
                mse.push(between + within * self.leverage(&at.factor, means));
                continue;
            }
            let gamma = between / (between + within / rows);
            let inner: Vec<f64> = x.iter().map(|sum| sum / rows).collect();
            let away: Vec<f64> =
                means.iter().zip(&inner).map(|(whole, inner)| whole - gamma * inner).collect();
            figures.push(line(means) + gamma * (y / rows - line(&inner)));
            own.push(gamma);
            let g1 = gamma * within / rows;
            let g2 = within * self.leverage(&at.factor, &away);
            let (vv, ve, ee) = of_variances;
            let h = within * within * vv + between * between * ee - 2.0 * within * between * ve;
            let g3 = h / (rows * rows * (between + within / rows).powi(3));
            mse.push(g1 + g2 + 2.0 * g3);
        }
        UnitModel { between, within, coefficients: at.coefficients, figures, own, mse }
    }

    fn leverage(&self, factor: &Factor, x: &[f64]) -> f64 {
        let mut solved = x.to_vec();
        factor.solve(&mut solved, 1);
        x.iter().zip(&solved).map(|(x, s)| x * s).sum()
    }

    /// Asymptotic covariances of (σ_u², σ_e²): the inverse of the information.
    fn covariance_of_variances(&self, between: f64, within: f64) -> (f64, f64, f64) {
        let (mut uu, mut ue, mut ee) = (0.0, 0.0, 0.0);
        for (rows, ..) in self.areas.iter().filter(|area| area.0 > 0.0) {
            let whole = within + rows * between;
            uu += rows * rows / (whole * whole) / 2.0;
            ue += rows / (whole * whole) / 2.0;
            ee += ((rows - 1.0) / (within * within) + 1.0 / (whole * whole)) / 2.0;
        }
        let determinant = uu * ee - ue * ue;
        (ee / determinant, -ue / determinant, uu / determinant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn balanced_areas_are_an_analysis_of_variance() {
        // Three areas of two: between 8.0 and within 0.5 mean squares 16.5 and 0.5, so σ_u² = (16.5 − 0.5)/2.
        let answers = [0.0, 1.0, 3.0, 4.0, 6.0, 5.0];
        let areas = Categories::of("a a b b c c".split(' ').map(Some));
        let one = vec![vec![1.0; 6]];
        let question = UnitQuestion { answers: &answers, columns: &one, areas: &areas, means: &[1.0; 3] };
        let found = battese_harter_fuller(question).expect("a model");
        let square = 2.0
            * ((0.5 - 19.0 / 6.0_f64).powi(2)
                + (3.5 - 19.0 / 6.0_f64).powi(2)
                + (5.5 - 19.0 / 6.0_f64).powi(2))
            / 2.0;
        assert!((found.within - 0.5).abs() < 1e-9, "{found:?}");
        assert!((found.between - (square - 0.5) / 2.0).abs() < 1e-8, "{found:?}");
        let gamma = found.between / (found.between + 0.25);
        assert!((found.own[0] - gamma).abs() < 1e-12);
        assert!((found.figures[0] - (19.0 / 6.0 + gamma * (0.5 - 19.0 / 6.0))).abs() < 1e-9);
        assert!(found.mse.iter().all(|mse| *mse > 0.2 && *mse < 0.4), "{:?}", found.mse);
    }
}
