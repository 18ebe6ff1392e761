//! Fisher's F distribution, with any positive numbers of degrees of freedom, either of them also infinite.

use crate::{Tails, beta, chi_squared, gamma};

/// Probability below `f`, with `df1 > 0` and `df2 > 0` degrees of freedom; relative error about 1e-14.
pub fn distribution(f: f64, df1: f64, df2: f64) -> f64 {
    tails(f, df1, df2).lower
}

/// Probability above `f`: the p-value of an F statistic; relative error about 1e-13 down to 1e-300.
///
/// # Source
/// `I_x(ν₂/2, ν₁/2)` at `x = ν₂/(ν₂ + ν₁f)`: Abramowitz, Stegun (1964), 26.6.2. Checked against Python
/// `mpmath.betainc`.
pub fn upper_tail(f: f64, df1: f64, df2: f64) -> f64 {
    tails(f, df1, df2).upper
}

fn tails(f: f64, df1: f64, df2: f64) -> Tails {
    if df1.is_nan() || df2.is_nan() || f.is_nan() || df1 <= 0.0 || df2 <= 0.0 {
        return Tails::UNDEFINED;
    }
    if f <= 0.0 {
        return Tails::NONE;
    }
    match (df1.is_infinite(), df2.is_infinite()) {
        (false, false) => {
            let ratio = f * (df1 / df2);
            if ratio.is_infinite() {
                return Tails::ALL;
            }
            beta::tails_at(0.5 * df1, 0.5 * df2, ratio / (1.0 + ratio), 1.0 / (1.0 + ratio))
        }
        // The denominator is then 1, or the numerator, or both.
        (false, true) => gamma::tails(0.5 * df1, 0.5 * df1 * f),
        (true, false) => gamma::tails(0.5 * df2, 0.5 * df2 / f).turned(),
        (true, true) if f < 1.0 => Tails::NONE,
        (true, true) => Tails::ALL,
    }
}

/// The `p`-quantile; relative error below 1e-12, 0 and ∞ at the ends.
pub fn quantile(p: f64, df1: f64, df2: f64) -> f64 {
    let Some(wanted) = Tails::of(p) else { return f64::NAN };
    if df1.is_nan() || df2.is_nan() || df1 <= 0.0 || df2 <= 0.0 {
        return f64::NAN;
    }
    match (df1.is_infinite(), df2.is_infinite()) {
        (false, false) => (beta::quantile_logit(0.5 * df1, 0.5 * df2, wanted) + (df2 / df1).ln()).exp(),
        (false, true) => chi_squared::quantile(p, df1) / df1,
        (true, false) => 0.5 * df2 / gamma::quantile_of(0.5 * df2, wanted.turned()),
        (true, true) => 1.0,
    }
}
