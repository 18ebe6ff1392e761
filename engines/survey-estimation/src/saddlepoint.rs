//! The tail of a sum of weighted χ² variables by the saddlepoint of its cumulants.

use distributions::normal;

use crate::roots::brent;

/// P(Σ λ_i χ²_{m_i} ≥ x), for terms (λ, m) whose λ may be negative, by Lugannani and Rice's approximation in
/// Barndorff-Nielsen's form.
///
/// A statistic with an estimated denominator is of this kind: P(Σ δ χ²₁ ≥ x χ²_ν/ν) is that of the terms (δ, 1) and
/// (−x/ν, ν) at zero.
///
/// - out: relative error of a few per cent, also far out; NaN within a hair of the mean, where the form breaks down
///
/// Source: Kuonen, *Saddlepoint approximations for distributions of quadratic forms in normal variables*, Biometrika 86
/// (1999).
pub(crate) fn upper_tail(x: f64, terms: &[(f64, f64)]) -> f64 {
    /// How near to the pole of the cumulants a root is looked for.
    const NEAR: f64 = 1e-12;
    let unit = terms.iter().map(|(weight, _)| weight.abs()).fold(0.0, f64::max);
    let terms: Vec<(f64, f64)> = terms.iter().map(|(weight, df)| (weight / unit, *df)).collect();
    let x = x / unit;
    let part = |zeta: f64, weight: f64| weight / (1.0 - 2.0 * zeta * weight);
    let slope = |zeta: f64| terms.iter().map(|(weight, df)| df * part(zeta, *weight)).sum::<f64>() - x;
    let pole = |sign: f64| terms.iter().map(|(weight, _)| sign * weight).fold(0.0, f64::max);
    let whole: f64 = terms.iter().map(|(_, df)| df).sum();
    let low = if pole(-1.0) > 0.0 { -(1.0 - NEAR) / (2.0 * pole(-1.0)) } else { -whole / (2.0 * x) };
    let high = (1.0 - NEAR) / (2.0 * pole(1.0));
    let (low, high) = if slope(0.0) < 0.0 { (0.0, high) } else { (low, 0.0) };
    let zeta = brent(slope, low, high, 1e-13);
    let cumulant: f64 = terms.iter().map(|(weight, df)| -df * (1.0 - 2.0 * zeta * weight).ln() / 2.0).sum();
    let bend: f64 = terms.iter().map(|(weight, df)| 2.0 * df * part(zeta, *weight).powi(2)).sum();
    let w = (2.0 * (zeta * x - cumulant)).max(0.0).sqrt().copysign(zeta);
    let v = zeta * bend.sqrt();
    if zeta.abs() < 1e-6 { f64::NAN } else { normal::upper_tail(w + (v / w).ln() / w) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_a_plain_chi_squared_and_a_plain_f() {
        for (x, df) in [(1.0, 4.0), (12.0, 4.0), (40.0, 9.0), (200.0, 3.0)] {
            let found = upper_tail(2.5 * x, &[(2.5, df)]);
            let expected = distributions::chi_squared::upper_tail(x, df);
            // Far out the ratio tends to that of Γ(df/2) and Stirling's formula, 1.043 for three.
            assert!((found / expected - 1.0).abs() < 0.045, "{x}, {df}: {found} and {expected}");
        }
        let found = upper_tail(0.0, &[(1.0, 3.0), (-3.0 * 4.0 / 20.0, 20.0)]);
        let expected = distributions::fisher::upper_tail(4.0, 3.0, 20.0);
        assert!((found / expected - 1.0).abs() < 0.02, "{found} and {expected}");
    }
}
