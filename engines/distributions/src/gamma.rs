//! The gamma function, its logarithm, and the incomplete gamma functions: what the normal and χ² distributions are
//! made of.

use std::f64::consts::PI;

use crate::{Tails, inverse};

/// Natural logarithm of the gamma function, for `x > 0`.
///
/// - out: absolute error about 1e-15 for small `x`, relative error about 1e-16 for large; NaN unless `x > 0`
/// - cost: at most a dozen logarithms
///
/// # Source
/// Stirling's series: Abramowitz, Stegun, *Handbook of Mathematical Functions* (1964), 6.1.41.
/// Checked against Python `mpmath.loggamma`.
pub fn ln_gamma(x: f64) -> f64 {
    if x.is_nan() || x <= 0.0 {
        return f64::NAN;
    }
    if x.is_infinite() {
        return f64::INFINITY;
    }
    if x < 1.0 {
        return ln_gamma(1.0 + x) - x.ln();
    }
    // Γ(x) = Γ(x + 1) / x, and Stirling's formula gives Γ(x + 1).
    stirling_error(x) + 0.5 * (2.0 * PI / x).ln() + x * (x.ln() - 1.0)
}

/// What Stirling's formula leaves out: `ln Γ(x + 1) − [½ ln 2πx + x ln x − x]`, for `x > 0`.
///
/// # Source
/// Loader, *Fast and accurate computation of binomial probabilities* (2000), δ(x); small `x` are raised by
/// `δ(x) = δ(x + 1) + (x + ½) ln(1 + 1/x) − 1`.
pub(crate) fn stirling_error(x: f64) -> f64 {
    // B₂ₖ / (2k (2k − 1)) of Stirling's series.
    const SERIES: [f64; 7] = [
        1.0 / 12.0,
        -1.0 / 360.0,
        1.0 / 1260.0,
        -1.0 / 1680.0,
        1.0 / 1188.0,
        -691.0 / 360_360.0,
        1.0 / 156.0,
    ];
    let (mut x, mut raised) = (x, 0.0);
    while x < 10.0 {
        raised += (x + 0.5) * (1.0 / x).ln_1p() - 1.0;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    raised + SERIES.iter().rev().fold(0.0, |sum, term| sum * square + term) / x
}

/// `x ln(x/m) + m − x`, the deviance of a count `x` with mean `m`, exact also where both are nearly equal.
///
/// # Source
/// Loader (2000), `bd0`: with v = (x − m)/(x + m), it is (x − m)v + 2x Σ v^{2j+1}/(2j + 1), j ≥ 1.
pub(crate) fn deviance(x: f64, m: f64) -> f64 {
    let v = (x - m) / (x + m);
    if v.abs() > 0.1 {
        return x * (x / m).ln() + m - x;
    }
    let square = v * v;
    let (mut sum, mut power, mut odd) = ((x - m) * v, 2.0 * x * v, 3.0);
    loop {
        power *= square;
        let next = sum + power / odd;
        if next == sum || next.is_nan() {
            return sum;
        }
        sum = next;
        odd += 2.0;
    }
}

/// The incomplete gamma functions `P(a, x)` and `Q(a, x)`: the gamma distribution of shape `a` and scale 1 at `x`.
///
/// - in: `a > 0`; any `x`
/// - out: each side to a relative error of about 1e-14
/// - cost: some √a steps near `x = a`, few elsewhere; up to `a` about 1e8
///
/// # Source
/// Series and continued fraction: Press et al., *Numerical Recipes*, 3rd ed. (2007), §6.2; the factor before them in
/// Loader's saddle-point form, so that nothing cancels for large `a`. Checked against Python `mpmath.gammainc`.
pub fn tails(a: f64, x: f64) -> Tails {
    if a.is_nan() || x.is_nan() || a <= 0.0 || a.is_infinite() {
        return Tails::UNDEFINED;
    }
    if x <= 0.0 {
        return Tails::NONE;
    }
    if x.is_infinite() {
        return Tails::ALL;
    }
    if x < a + 1.0 {
        Tails::from_lower(front(a, x) * series(a, x) / a)
    } else {
        Tails::from_upper(front(a, x) * fraction(a, x))
    }
}

/// `xᵃ e⁻ˣ / Γ(a)`: `x` times the density.
fn front(a: f64, x: f64) -> f64 {
    (-stirling_error(a) - deviance(a, x)).exp() * (a / (2.0 * PI)).sqrt()
}

const STEPS: u32 = 1_000_000;

/// `Σ xⁿ / ((a + 1) … (a + n))`.
fn series(a: f64, x: f64) -> f64 {
    let (mut sum, mut term, mut at) = (1.0, 1.0, a);
    for _ in 0..STEPS {
        at += 1.0;
        term *= x / at;
        sum += term;
        if term < sum * 1e-17 {
            break;
        }
    }
    sum
}

/// Lentz's continued fraction of `Q`, without the factor before it.
fn fraction(a: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let off_zero = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / off_zero(b);
    let mut h = d;
    for i in 1..=STEPS {
        let i = f64::from(i);
        let an = -i * (i - a);
        b += 2.0;
        d = 1.0 / off_zero(an * d + b);
        c = off_zero(b + an / c);
        let step = d * c;
        h *= step;
        if (step - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    h
}

/// The point below which the gamma distribution of shape `a` has the probability `p`.
///
/// - in: `a > 0`, `0 ≤ p ≤ 1`
/// - out: relative error below 1e-12; 0 and ∞ at the ends
pub fn quantile(a: f64, p: f64) -> f64 {
    Tails::of(p).map_or(f64::NAN, |wanted| quantile_of(a, wanted))
}

/// As [`quantile`], for a probability known from both sides.
pub(crate) fn quantile_of(a: f64, wanted: Tails) -> f64 {
    if a.is_nan() || a <= 0.0 || a.is_infinite() {
        return f64::NAN;
    }
    if wanted.lower <= 0.0 {
        return 0.0;
    }
    if wanted.upper <= 0.0 {
        return f64::INFINITY;
    }
    inverse::solve(a.ln(), wanted, |u| (tails(a, u.exp()), front(a, u.exp()))).exp()
}
