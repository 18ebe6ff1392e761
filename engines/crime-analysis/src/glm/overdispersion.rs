//! α of the negative binomial by maximum likelihood.
//!
//! The profile likelihood of α, with the coefficients that are best for each α, has the slope
//!
//! ```text
//!   ℓ′(α) = Σ w [ Σ_{j<y} j/(1 + αj) + μ² h(αμ) − μ y/(1 + αμ) ],   h(u) = (ln(1 + u) − u/(1 + u))/u²
//! ```
//!
//! which loses no digits when α is small, and at α = 0 is ½ Σ w [(y − μ)² − y]: when that is not positive, α is zero.
//! Source: Lawless, Canadian J. Statistics 15 (1987); Piegorsch, Biometrics 46 (1990).

use super::search::{Search, Settled};
use super::{Family, GlmError};
use crate::roots;

/// α with its fit; `None` when it is zero.
pub(super) fn alpha(search: &Search<'_>) -> Result<Option<(f64, Settled)>, GlmError> {
    let ready = search.ready;
    let poisson = search.settle(Family::Poisson, None)?;
    let each = || ready.counts.iter().zip(&poisson.fitted).zip(&ready.weights);
    let excess: f64 = each().map(|((y, mean), w)| w * ((y - mean) * (y - mean) - y)).sum();
    let squares: f64 = each().map(|((_, mean), w)| w * mean * mean).sum();
    let largest = poisson.fitted.iter().fold(0.0, |a: f64, b| a.max(*b));
    if excess <= 0.0 {
        return Ok(None);
    }
    let mut profile =
        Profile { search, beyond: beyond(ready.counts, &ready.weights), at: poisson, rounds: 0 };
    // By moments, and from there to both sides of the maximum.
    let start = (excess / squares).ln();
    let found = profile.slope(start)?;
    let (mut low, mut high) = ((start, found), (start, found));
    // An α that changes no variance by a millionth is none.
    let least = (1e-6 / largest).ln();
    while low.1 <= 0.0 {
        high = low;
        if low.0 < least {
            return Ok(None);
        }
        low = (low.0 - 1.0, profile.slope(low.0 - 1.0)?);
    }
    while high.1 > 0.0 {
        low = high;
        if high.0 > MOST {
            return Err(GlmError::NotSettled { rounds: profile.rounds });
        }
        high = (high.0 + 1.0, profile.slope(high.0 + 1.0)?);
    }
    let alpha = roots::between(low, high, |at| profile.slope(at))?.exp();
    let mut settled = search.settle(Family::NegativeBinomialAt(alpha), Some(&profile.at.coefficients))?;
    settled.convergence.rounds += profile.rounds;
    Ok(Some((alpha, settled)))
}

/// ln α at most: counts that scatter more than this have no common mean.
const MOST: f64 = 25.0;

struct Profile<'a> {
    search: &'a Search<'a>,
    beyond: Vec<(f64, f64, f64)>,
    at: Settled,
    rounds: usize,
}

impl Profile<'_> {
    /// α ℓ′(α), the slope over ln α.
    fn slope(&mut self, log_alpha: f64) -> Result<f64, GlmError> {
        let alpha = log_alpha.exp();
        self.at = self.search.settle(Family::NegativeBinomialAt(alpha), Some(&self.at.coefficients))?;
        self.rounds += self.at.convergence.rounds;
        let ready = self.search.ready;
        let each = ready.counts.iter().zip(&self.at.fitted).zip(&ready.weights);
        let means: f64 = each
            .map(|((y, mean), w)| w * (mean * mean * h(alpha * mean) - mean * y / (1.0 + alpha * mean)))
            .sum();
        let sums: f64 = self
            .beyond
            .iter()
            .map(|(from, to, weight)| {
                weight * (*from as u64..*to as u64).map(|j| j as f64 / (1.0 + alpha * j as f64)).sum::<f64>()
            })
            .sum();
        Ok(alpha * (sums + means))
    }
}

/// Stretches (from, to) of whole numbers with the weight of all counts that lie beyond them.
fn beyond(counts: &[f64], weights: &[f64]) -> Vec<(f64, f64, f64)> {
    let mut sorted: Vec<(f64, f64)> = counts.iter().copied().zip(weights.iter().copied()).collect();
    sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut left: f64 = weights.iter().sum();
    let mut from = 0.0;
    let mut stretches = Vec::new();
    for (count, weight) in sorted {
        if count > from {
            stretches.push((from, count, left));
            from = count;
        }
        left -= weight;
    }
    stretches
}

/// (ln(1 + u) − u/(1 + u))/u².
fn h(u: f64) -> f64 {
    if u < 1e-2 {
        // Σ (−1)ᵏ (k + 1)/(k + 2) uᵏ
        return (0..10).rev().fold(0.0, |sum, k| f64::from(k + 1) / f64::from(k + 2) - u * sum);
    }
    (u.ln_1p() - u / (1.0 + u)) / (u * u)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_meets_the_formula() {
        let formula = |u: f64| (u.ln_1p() - u / (1.0 + u)) / (u * u);
        assert!((h(0.00999) / formula(0.00999) - 1.0).abs() < 1e-11);
        assert!((h(0.0) - 0.5).abs() < 1e-15);
    }

    #[test]
    fn stretches_carry_what_lies_beyond() {
        assert_eq!(beyond(&[5.0, 2.0, 0.0, 5.0], &[1.0; 4]), vec![(0.0, 2.0, 3.0), (2.0, 5.0, 2.0)]);
    }
}
