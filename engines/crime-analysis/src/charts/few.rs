//! Limits for small counts, where three standard deviations are no longer what they promise.

use distributions::{Interval, negative_binomial};

use super::{ChartError, Signal, setting};

/// The band of a count on the root scale: `((√m − z/2)₊², (√m + z/2)²)`; the standard deviation of √count is about ½.
///
/// # Errors
/// [`ChartError::Setting`].
///
/// # Source
/// Bartlett, *The square root transformation in analysis of variance*, J. Royal Statistical Society Suppl. 3 (1936);
/// Spiegelhalter, *Handling over-dispersion of performance indicators*, Quality and Safety in Health Care 14 (2005).
pub fn root_band(mean: f64, z: f64) -> Result<Interval, ChartError> {
    setting("z", z, 0.0, f64::INFINITY)?;
    if !(mean >= 0.0 && mean.is_finite()) {
        return Err(ChartError::Setting { name: "mean", value: mean });
    }
    let (root, half) = (mean.sqrt(), 0.5 * z);
    Ok(Interval { low: (root - half).max(0.0).powi(2), high: (root + half).powi(2) })
}

/// How far two counts lie apart, as a standard normal score: `2(√after − √before)`, negative for a fall.
pub fn two_counts(after: u64, before: u64) -> f64 {
    2.0 * ((after as f64).sqrt() - (before as f64).sqrt())
}

/// The counts that are still ordinary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountLimits {
    /// The smallest ordinary count: fewer come with at most the asked probability.
    pub low: u64,
    /// The largest ordinary count: more come with at most the asked probability.
    pub high: u64,
}

impl CountLimits {
    /// Whether a count lies outside.
    pub fn signal(self, count: u64) -> Option<Signal> {
        if count > self.high {
            Some(Signal::Above)
        } else if count < self.low {
            Some(Signal::Below)
        } else {
            None
        }
    }
}

/// Exact limits of a count with an expected value.
///
/// - in: `alpha` of the variance `mean + alpha · mean²`, 0 for Poisson; `tail`, the probability left outside on each side,
///   0.00135 for what three standard deviations promise
///
/// # Errors
/// [`ChartError::Setting`].
pub fn count_limits(mean: f64, alpha: f64, tail: f64) -> Result<CountLimits, ChartError> {
    setting("tail", tail, 0.0, 0.5)?;
    setting("mean", mean, -f64::MIN_POSITIVE, 1e9)?;
    setting("alpha", alpha, -f64::MIN_POSITIVE, 1e6)?;
    let [low, high] = [tail, 1.0 - tail].map(|p| negative_binomial::quantile(p, mean, alpha) as u64);
    Ok(CountLimits { low, high })
}
