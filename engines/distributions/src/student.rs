//! Student's t distribution, with any positive number of degrees of freedom, also infinitely many.

use crate::{Tails, beta, normal};

/// Probability below `t`, with `df > 0` degrees of freedom; relative error about 1e-14 on both sides.
pub fn distribution(t: f64, df: f64) -> f64 {
    upper_tail(-t, df)
}

/// Probability above `t`; relative error about 1e-13 down to 1e-300.
///
/// # Source
/// `½ I_x(ν/2, ½)` at `x = ν/(ν + t²)`: Abramowitz, Stegun (1964), 26.7.1. Checked against Python `mpmath.betainc`.
pub fn upper_tail(t: f64, df: f64) -> f64 {
    if df.is_infinite() && df > 0.0 {
        return normal::upper_tail(t);
    }
    let outside = outside(t, df);
    if t >= 0.0 { 0.5 * outside.lower } else { 0.5 + 0.5 * outside.upper }
}

/// Probability of what lies at least as far from zero as `t`: the two-sided p-value of a t statistic.
pub fn both_tails(t: f64, df: f64) -> f64 {
    2.0 * upper_tail(t.abs(), df)
}

/// Lower: probability outside of ±t; upper: inside.
fn outside(t: f64, df: f64) -> Tails {
    let square = t * t;
    if square.is_infinite() && df > 0.0 {
        return Tails::NONE;
    }
    beta::tails_at(0.5 * df, 0.5, df / (df + square), square / (df + square))
}

/// The `p`-quantile, 2.145 for 0.975 and 14 degrees of freedom; relative error below 1e-12, ±∞ at the ends.
pub fn quantile(p: f64, df: f64) -> f64 {
    if df.is_infinite() && df > 0.0 {
        return normal::quantile(p);
    }
    if !(0.0..=1.0).contains(&p) || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    let tail = p.min(1.0 - p);
    // What is outside and inside of ±t; near the middle the latter is the one that keeps its digits.
    let wanted = Tails { lower: 2.0 * tail, upper: 2.0 * (p - 0.5).abs() };
    let logit = beta::quantile_logit(0.5 * df, 0.5, wanted);
    (0.5 * (df.ln() - logit)).exp().copysign(p - 0.5)
}
