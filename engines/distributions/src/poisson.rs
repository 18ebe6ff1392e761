//! The Poisson distribution: counts that come by chance alone.

use crate::{Tails, counting, gamma, normal};

fn tails(k: f64, mean: f64) -> Tails {
    if k.is_nan() || mean.is_nan() || mean < 0.0 || mean.is_infinite() {
        return Tails::UNDEFINED;
    }
    if k < 0.0 {
        return Tails::NONE;
    }
    if k.is_infinite() || mean <= 0.0 {
        return Tails::ALL;
    }
    gamma::tails(k.floor() + 1.0, mean).turned()
}

/// Probability of at most `k`, for `mean ≥ 0`; relative error about 1e-13.
pub fn distribution(k: f64, mean: f64) -> f64 {
    tails(k, mean).lower
}

/// Probability of more than `k`, exact where it is tiny.
///
/// # Source
/// Johnson, Kemp, Kotz, *Univariate Discrete Distributions*, 3rd ed. (2005), 4.12.1: a Poisson tail is a gamma tail.
pub fn upper_tail(k: f64, mean: f64) -> f64 {
    tails(k, mean).upper
}

/// Probability of exactly `k`; 0 where `k` is no whole number.
///
/// # Source
/// Loader, *Fast and accurate computation of binomial probabilities* (2000).
pub fn mass(k: f64, mean: f64) -> f64 {
    if k.is_nan() || mean.is_nan() || mean < 0.0 || mean.is_infinite() {
        return f64::NAN;
    }
    if k < 0.0 || k.fract() != 0.0 || k.is_infinite() {
        return 0.0;
    }
    if mean <= 0.0 || k <= 0.0 {
        return if k <= 0.0 { (-mean).exp() } else { 0.0 };
    }
    (-gamma::stirling_error(k) - gamma::deviance(k, mean)).exp() / (std::f64::consts::TAU * k).sqrt()
}

/// The smallest count at or below which at least `p` lies; ∞ for 1.
pub fn quantile(p: f64, mean: f64) -> f64 {
    let Some(wanted) = Tails::of(p) else { return f64::NAN };
    if mean.is_nan() || mean < 0.0 || mean.is_infinite() {
        return f64::NAN;
    }
    if wanted.lower <= 0.0 || mean <= 0.0 {
        return 0.0;
    }
    if wanted.upper <= 0.0 {
        return f64::INFINITY;
    }
    counting::smallest(mean + normal::quantile(p) * mean.sqrt(), wanted, |k| tails(k, mean))
}
