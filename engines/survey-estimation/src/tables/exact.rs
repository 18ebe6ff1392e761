//! The distribution of Σ λ χ²₁, exactly: a mixture of χ² distributions.
//!
//! P(Σ λ χ²₁ ≥ x) = Σ_j c_j P(χ²_{k+2j} ≥ x/β) with β the least λ, c_0 = Π √(β/λ_i), c_j = Σ_{r<j} g_{j−r} c_r / (2j)
//! and g_m = Σ_i (1 − β/λ_i)^m. All terms are positive, so nothing cancels.
//!
//! Source: Ruben, *Probability content of regions under spherical normal distributions IV*, Ann. Math. Stat. 33 (1962);
//! Farebrother, Algorithm AS 204, Appl. Stat. 33 (1984).

use distributions::chi_squared;
use distributions::gamma::ln_gamma;

/// Terms at most; a largest λ a thousand times the least needs about as many.
const TERMS: usize = 20_000;
/// Probability left out at most.
const LEFT: f64 = 1e-14;

/// P(Σ λ_i χ²₁ ≥ x χ²_ν/ν), λ above zero: the tail of X² when its design covariance was estimated with ν degrees of
/// freedom; infinite ν for a known one. NaN when the series does not settle.
pub(super) fn upper_tail(x: f64, weights: &[f64], df: f64) -> f64 {
    let Some(mixture) = Mixture::of(weights) else { return f64::NAN };
    if df == f64::INFINITY {
        return mixture.upper_tail(x);
    }
    // The mean of the tail over χ²_ν on a logarithmic scale, where the trapezoidal rule is as exact as the ends are far.
    const PIECES: u32 = 400;
    let end = |p: f64| (chi_squared::quantile(p, df) / df).ln();
    let (low, high) = (end(1e-15), end(1.0 - 1e-15));
    let step = (high - low) / f64::from(PIECES);
    let density = |u: f64| (df / 2.0 * ((df / 2.0).ln() + u - u.exp()) - ln_gamma(df / 2.0)).exp();
    let value = |at: u32| {
        let u = low + step * f64::from(at);
        let half = if at == 0 || at == PIECES { 0.5 } else { 1.0 };
        half * density(u) * mixture.upper_tail(x * u.exp())
    };
    step * (0..=PIECES).map(value).sum::<f64>()
}

/// Shares of χ² distributions with k, k + 2, k + 4 … degrees of freedom, of a variable measured in units of β.
struct Mixture {
    unit: f64,
    df: f64,
    shares: Vec<f64>,
}

impl Mixture {
    fn of(weights: &[f64]) -> Option<Self> {
        let weights: Vec<f64> = weights.iter().copied().filter(|weight| *weight > 0.0).collect();
        let unit = weights.iter().copied().fold(f64::INFINITY, f64::min);
        let mut powers = vec![1.0; weights.len()];
        let mut sums = Vec::new();
        let mut shares = vec![weights.iter().map(|weight| (unit / weight).sqrt()).product::<f64>()];
        let mut mass = shares.iter().sum::<f64>();
        for term in 1..TERMS {
            if 1.0 - mass < LEFT {
                return Some(Self { unit, df: weights.len() as f64, shares });
            }
            powers.iter_mut().zip(&weights).for_each(|(power, weight)| *power *= 1.0 - unit / weight);
            sums.push(powers.iter().sum::<f64>());
            let next: f64 = sums.iter().rev().zip(&shares).map(|(sum, share)| sum * share).sum();
            shares.push(next / (2.0 * term as f64));
            mass += next / (2.0 * term as f64);
        }
        None
    }

    fn upper_tail(&self, x: f64) -> f64 {
        let tail = |(at, share): (usize, &f64)| {
            share * chi_squared::upper_tail(x / self.unit, self.df + 2.0 * at as f64)
        };
        self.shares.iter().enumerate().map(tail).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn against_forms_that_are_known() {
        let near = |a: f64, b: f64| assert!((a / b - 1.0).abs() < 1e-9, "{a} and {b}");
        near(upper_tail(10.0, &[2.0, 2.0, 2.0], f64::INFINITY), chi_squared::upper_tail(5.0, 3.0));
        near(upper_tail(3.0, &[1.0], f64::INFINITY), chi_squared::upper_tail(3.0, 1.0));
        // Pairs of equal weights are exponentials: P(2E₁ + 6E₂ ≥ x) has a closed form (hypoexponential).
        let (a, b, x): (f64, f64, f64) = (2.0, 6.0, 9.0);
        let expected = (b * (-x / b).exp() - a * (-x / a).exp()) / (b - a);
        near(upper_tail(x, &[1.0, 1.0, 3.0, 3.0], f64::INFINITY), expected);
        // Equal weights over an estimated variance are F.
        near(upper_tail(12.0, &[1.0; 3], 14.0), distributions::fisher::upper_tail(4.0, 3.0, 14.0));
        near(upper_tail(30.0, &[2.0; 2], 3.0), distributions::fisher::upper_tail(7.5, 2.0, 3.0));
    }
}
