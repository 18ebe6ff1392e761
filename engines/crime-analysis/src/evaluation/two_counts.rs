//! Could chance alone tell two counts apart?
//!
//! Sources: Krishnamoorthy and Thomson, *A more powerful test for comparing two Poisson means*, J. Statistical Planning and
//! Inference 119 (2004), the E-test; Przyborowski and Wilenski, Biometrika 31 (1940), the conditional test; Clopper and Pearson,
//! Biometrika 26 (1934), its interval.

use distributions::gamma::ln_gamma;
use distributions::{Confidence, Interval, beta, poisson};

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
    /// An exposure that is not positive, or nothing anybody can mean.
    #[error("{0} is no exposure")]
    Exposure(f64),
    /// More than ten million events: chance is not what tells such counts apart.
    #[error("{0} events are too many for an exact test")]
    TooMany(u64),
}

fn check(one: Count, two: Count) -> Result<(), CountError> {
    const MOST: u64 = 10_000_000;
    /// Beyond these, squares are no numbers.
    const MEANT: std::ops::Range<f64> = 1e-100..1e100;
    for count in [one, two] {
        if !MEANT.contains(&count.exposure) {
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
/// For very unlike exposures the distance is far from even, and [`conditional`] is the better test.
///
/// - cost: grows with k; a second for a million
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
        // For a given x₁ the distance falls with x₂: everything before `below`, and from `above` on, is far.
        let x1 = x1 as f64;
        let most = within_reach(mean2).end + 1;
        let below = first(most, |x2| (x1 > 0.0 || x2 > 0) && away(x1, x2 as f64) < far);
        let above = first(most, |x2| (x1 > 0.0 || x2 > 0) && away(x1, x2 as f64) <= -far);
        let below = if x1 == 0.0 { 0 } else { below };
        let tails =
            poisson::distribution(below as f64 - 1.0, mean2) + poisson::upper_tail(above as f64 - 1.0, mean2);
        p += poisson::mass(x1, mean1) * tails;
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
    let (k, other) = (one.events as f64, two.events as f64);
    let per = two.exposure / one.exposure;
    Ok(RateRatio {
        ratio: k / other * per,
        p: split(one, two),
        interval: ratio_interval([k, one.exposure], [other, two.exposure], confidence),
    })
}

/// Clopper and Pearson's interval of the ratio of two rates, given as cases (whole or not) and exposure.
pub(crate) fn ratio_interval(one: [f64; 2], two: [f64; 2], confidence: Confidence) -> Interval {
    let ([k, n1], [other, n2]) = (one, two);
    let odds = |p: f64| p / (1.0 - p);
    let end = |k: f64, other: f64| odds(beta::quantile(confidence.tail(), k, other + 1.0));
    Interval {
        low: if k > 0.0 { end(k, other) * n2 / n1 } else { 0.0 },
        // From the other side, so that odds near infinity lose no digits.
        high: if other > 0.0 { n2 / n1 / end(other, k) } else { f64::INFINITY },
    }
}

/// How probable it is that the first rate is below the second, after what was counted: with Jeffreys' prior for both rates,
/// which are gamma variables then, and the share of one in both is a beta variable.
///
/// # Source
/// Gelman et al., *Bayesian Data Analysis*, 3rd ed. (2013), §2.6 and 2.8.
///
/// # Errors
/// [`CountError::Exposure`], [`CountError::TooMany`].
pub fn probably_less(one: Count, two: Count) -> Result<f64, CountError> {
    match check(one, two) {
        Ok(()) | Err(CountError::BothZero) => {}
        Err(error) => return Err(error),
    }
    let share = 1.0 / (1.0 + two.exposure / one.exposure);
    Ok(beta::distribution(share, one.events as f64 + 0.5, two.events as f64 + 0.5))
}

/// The probability of a split no more likely than the one that was counted, when there is one rate.
fn split(one: Count, two: Count) -> f64 {
    let (k, n) = (one.events, one.events + two.events);
    // Both shares by themselves, so that neither loses its digits beside the other.
    let (share, other) =
        (1.0 / (1.0 + two.exposure / one.exposure), 1.0 / (1.0 + one.exposure / two.exposure));
    let log = |x: u64| {
        let (x, n) = (x as f64, n as f64);
        ln_gamma(n + 1.0) - ln_gamma(x + 1.0) - ln_gamma(n - x + 1.0) + x * share.ln() + (n - x) * other.ln()
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
