//! The distribution of Σ λ χ²₁, exactly: a mixture of χ² distributions.

use distributions::chi_squared;

/// P(Σ λ_i χ²₁ ≥ x) for λ above zero; NaN when the series does not settle.
///
/// P = Σ_j c_j P(χ²_{k+2j} ≥ x/β) with β the least λ, c_0 = Π √(β/λ_i), c_j = Σ_{r<j} g_{j−r} c_r / (2j) and
/// g_m = Σ_i (1 − β/λ_i)^m. All terms are positive, so nothing cancels.
///
/// Source: Ruben, *Probability content of regions under spherical normal distributions IV*, Ann. Math. Stat. 33 (1962);
/// Farebrother, Algorithm AS 204, Appl. Stat. 33 (1984).
pub(super) fn upper_tail(x: f64, weights: &[f64]) -> f64 {
    /// Terms at most; the largest λ a thousand times the least needs about as many.
    const TERMS: usize = 20_000;
    /// Probability left out at most.
    const LEFT: f64 = 1e-14;
    let weights: Vec<f64> = weights.iter().copied().filter(|weight| *weight > 0.0).collect();
    let least = weights.iter().copied().fold(f64::INFINITY, f64::min);
    let (scaled, count) = (x / least, weights.len() as f64);
    let mut powers: Vec<f64> = vec![1.0; weights.len()];
    let mut sums = Vec::new();
    let mut parts = vec![weights.iter().map(|weight| (least / weight).sqrt()).product::<f64>()];
    let (mut found, mut mass) = (0.0, 0.0);
    for term in 0..TERMS {
        let part = parts[term];
        found += part * chi_squared::upper_tail(scaled, count + 2.0 * term as f64);
        mass += part;
        if 1.0 - mass < LEFT {
            return found;
        }
        powers.iter_mut().zip(&weights).for_each(|(power, weight)| *power *= 1.0 - least / weight);
        sums.push(powers.iter().sum::<f64>());
        let next: f64 = sums.iter().rev().zip(&parts).map(|(sum, part)| sum * part).sum();
        parts.push(next / (2.0 * (term as f64 + 1.0)));
    }
    f64::NAN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_weights_are_a_plain_chi_squared() {
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} and {b}");
        near(upper_tail(10.0, &[2.0, 2.0, 2.0]), chi_squared::upper_tail(5.0, 3.0));
        near(upper_tail(3.0, &[1.0]), chi_squared::upper_tail(3.0, 1.0));
        // Pairs of equal weights are exponentials: P(2E₁ + 6E₂ ≥ x) has a closed form (hypoexponential).
        let (a, b, x): (f64, f64, f64) = (2.0, 6.0, 9.0);
        let expected = (b * (-x / b).exp() - a * (-x / a).exp()) / (b - a);
        near(upper_tail(x, &[1.0, 1.0, 3.0, 3.0]), expected);
    }
}
