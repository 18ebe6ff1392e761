//! The negative binomial distribution: counts whose rate itself varies, with variance `mean + alpha · mean²`.

use crate::{Tails, beta, counting, normal, poisson};

/// Below this a gamma-distributed rate is a fixed one to all digits.
const NO_SCATTER: f64 = 1e-12;

fn tails(k: f64, mean: f64, alpha: f64) -> Tails {
    if alpha.is_nan() || alpha < 0.0 || alpha.is_infinite() {
        return Tails::UNDEFINED;
    }
    if alpha < NO_SCATTER || mean <= 0.0 {
        return Tails { lower: poisson::distribution(k, mean), upper: poisson::upper_tail(k, mean) };
    }
    if k.is_nan() || mean.is_nan() || mean.is_infinite() {
        return Tails::UNDEFINED;
    }
    if k < 0.0 {
        return Tails::NONE;
    }
    if k.is_infinite() {
        return Tails::ALL;
    }
    let spread = alpha * mean;
    beta::tails_at(1.0 / alpha, k.floor() + 1.0, 1.0 / (1.0 + spread), spread / (1.0 + spread))
}

/// Probability of at most `k`, for `mean ≥ 0` and `alpha ≥ 0` (0 is Poisson); relative error about 1e-12.
pub fn distribution(k: f64, mean: f64, alpha: f64) -> f64 {
    tails(k, mean, alpha).lower
}

/// Probability of more than `k`, exact where it is tiny.
///
/// # Source
/// Johnson, Kemp, Kotz, *Univariate Discrete Distributions*, 3rd ed. (2005), 5.6: a beta tail with `size = 1/alpha`.
pub fn upper_tail(k: f64, mean: f64, alpha: f64) -> f64 {
    tails(k, mean, alpha).upper
}

/// The smallest count at or below which at least `p` lies; ∞ for 1.
pub fn quantile(p: f64, mean: f64, alpha: f64) -> f64 {
    let Some(wanted) = Tails::of(p) else { return f64::NAN };
    if [mean, alpha].iter().any(|v| v.is_nan() || *v < 0.0 || v.is_infinite()) {
        return f64::NAN;
    }
    if wanted.lower <= 0.0 || mean <= 0.0 {
        return 0.0;
    }
    if wanted.upper <= 0.0 {
        return f64::INFINITY;
    }
    let start = mean + normal::quantile(p) * (mean * (1.0 + alpha * mean)).sqrt();
    counting::smallest(start, wanted, |k| tails(k, mean, alpha))
}
