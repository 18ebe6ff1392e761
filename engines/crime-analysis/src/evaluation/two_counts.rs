//! Could chance alone tell two counts apart?
//!
//! Sources: Krishnamoorthy and Thomson, *A more powerful test for comparing two Poisson means*, J. Statistical Planning and
//! Inference 119 (2004), the E-test; Przyborowski and Wilenski, Biometrika 31 (1940), the conditional test; Clopper and Pearson,
//! Biometrika 26 (1934), its interval.

use distributions::gamma::{ln_gamma, tails};
use distributions::{Confidence, Interval, beta};

/// A count and what it was counted over: days, inhabitants, kilometres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Count {
    /// Events.
    pub events: u64,
    /// Over how much, above zero.
    pub exposure: f64,
}

/// Why two counts cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum CountError {
    /// Both counts are zero.
    #[error("nothing was counted on either side")]
    BothZero,
    /// An exposure that is not positive.
    #[error("{0} is no exposure")]
    Exposure(f64),
    /// More than 10⁹ events: chance is not what tells such counts apart.
    #[error("{0} events are too many for an exact test")]
    TooMany(u64),
}

fn check(one: Count, two: Count) -> Result<(), CountError> {
    const MOST: u64 = 1_000_000_000;
    for count in [one, two] {
        if !(count.exposure > 0.0 && count.exposure.is_finite()) {
            return Err(CountError::Exposure(count.exposure));
        }
        if count.events > MOST {
            return Err(CountError::TooMany(count.events));
        }
    }
    if one.events == 0 && two.events == 0 { Err(CountError::BothZero) } else { Ok(()) }
}

/// The two-sided probability of rates so far apart when there is one rate: the E-test.
///
/// The pairs of counts that are as far apart, |x₁/n₁ − x₂/n₂| / √(x₁/n₁² + x₂/n₂²), are added up with the chances they have at
/// the common rate (k₁ + k₂)/(n₁ + n₂). The pair (0, 0) is never far apart.
///
/// - cost: some 30 √k steps
///
/// # Errors
/// [`CountError`].
pub fn e_test(one: Count, two: Count) -> Result<f64, CountError> {
    check(one, two)?;
    let (n1, n2) = (one.exposure, two.exposure);
    let away = |x1: f64, x2: f64| (x1 / n1 - x2 / n2) / (x1 / n1 / n1 + x2 / n2 / n2).sqrt();
    // A pair that is as far apart but for rounding counts.
    let far = away(one.events as f64, two.events as f64).abs() * (1.0 - 1e-12);
    if far == 0.0 {
        return Ok(1.0);
    }
    let rate = (one.events + two.events) as f64 / (n1 + n2);
    let (mean1, mean2) = (n1 * rate, n2 * rate);
    let mut p = 0.0;
    for x1 in within_reach(mean1) {
        let chance = probability(x1, mean1);
        // For a given x₁ the distance falls with x₂: everything up to `below` and from `above` on is far.
        let x1 = x1 as f64;
        let most = within_reach(mean2).end + 1;
        let below = first(most, |x2| (x1 > 0.0 || x2 > 0) && away(x1, x2 as f64) < far);
        let above = first(most, |x2| (x1 > 0.0 || x2 > 0) && away(x1, x2 as f64) <= -far);
        let below = if x1 == 0.0 { 0 } else { below };
        p += chance * (up_to(below, mean2) + from(above, mean2));
    }
    Ok(p.min(1.0))
}

/// Counts that have any chance worth adding at a mean.
fn within_reach(mean: f64) -> std::ops::Range<u64> {
    let far = 12.0 * mean.sqrt() + 40.0;
    ((mean - far).max(0.0) as u64)..((mean + far) as u64 + 1)
}

/// The first number below `most` that has a property which all after it have too; `most` for none.
fn first(most: u64, has: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (0, most);
    while low < high {
        let middle = low + (high - low) / 2;
        if has(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

fn probability(count: u64, mean: f64) -> f64 {
    (count as f64 * mean.ln() - mean - ln_gamma(count as f64 + 1.0)).exp()
}

/// P(X < count).
fn up_to(count: u64, mean: f64) -> f64 {
    if count == 0 { 0.0 } else { tails(count as f64, mean).upper }
}

/// P(X ≥ count).
fn from(count: u64, mean: f64) -> f64 {
    if count == 0 { 1.0 } else { tails(count as f64, mean).lower }
}

/// The ratio of two rates, given their sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateRatio {
    /// (k₁/n₁) / (k₂/n₂): zero for k₁ = 0, infinite for k₂ = 0.
    pub ratio: f64,
    /// Two-sided probability of a split that is as little likely, when there is one rate.
    pub p: f64,
    /// Clopper and Pearson's interval of the ratio, never too short.
    pub interval: Interval,
}

/// The conditional test: of all k₁ + k₂ events, did too many fall on one side?
///
/// # Errors
/// [`CountError`].
pub fn conditional(one: Count, two: Count, confidence: Confidence) -> Result<RateRatio, CountError> {
    check(one, two)?;
    let (k, n) = (one.events as f64, (one.events + two.events) as f64);
    let per = two.exposure / one.exposure;
    let tail = confidence.tail();
    // The odds of the first side, from both tails of the beta distribution so that neither end loses digits.
    let odds = |p: f64, a: f64, b: f64| beta::quantile(p, a, b) / beta::quantile(1.0 - p, b, a);
    let low = if k == 0.0 { 0.0 } else { odds(tail, k, n - k + 1.0) * per };
    let high = if k == n { f64::INFINITY } else { odds(1.0 - tail, k + 1.0, n - k) * per };
    let share = one.exposure / (one.exposure + two.exposure);
    let ratio = k / (n - k) * per;
    Ok(RateRatio {
        ratio,
        p: split(one.events, one.events + two.events, share),
        interval: Interval { low, high },
    })
}

/// The probability of a split no more likely than k of n, with `share` the chance of the first side.
fn split(k: u64, n: u64, share: f64) -> f64 {
    let log = |x: u64| {
        let (x, n) = (x as f64, n as f64);
        ln_gamma(n + 1.0) - ln_gamma(x + 1.0) - ln_gamma(n - x + 1.0)
            + x * share.ln()
            + (n - x) * (-share).ln_1p()
    };
    // Splits that are as likely but for rounding count, as in R.
    let most = log(k) + 1e-7;
    let mode = ((n as f64 + 1.0) * share).min(n as f64) as u64;
    let lower = |x: u64| beta::upper_tail(share, x as f64 + 1.0, (n - x) as f64);
    let upper = |x: u64| beta::distribution(share, x as f64, (n - x) as f64 + 1.0);
    let (below, above) = if k < mode {
        (Some(k), Some(mode + first(n - mode + 1, |step| log((mode + step).min(n)) <= most)))
    } else {
        // The last x below the mode that is no more likely; going down, likelihood falls.
        let steps = first(mode + 1, |step| log(mode - step.min(mode)) <= most);
        (mode.checked_sub(steps), Some(k))
    };
    let below = below.map_or(0.0, |x| if x >= n { 1.0 } else { lower(x) });
    let above = above.map_or(0.0, |x| {
        if x > n {
            0.0
        } else if x == 0 {
            1.0
        } else {
            upper(x)
        }
    });
    (below + above).min(1.0)
}
