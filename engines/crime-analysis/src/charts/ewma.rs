//! A chart that remembers: the exponentially weighted moving average.

use super::{ChartError, Signal, setting, signal};

/// How an average is weighed and what it is held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ewma {
    /// The level in control.
    pub target: f64,
    /// Variance of one value in control; the mean for Poisson counts.
    pub variance: f64,
    /// Weight λ of the newest value, above 0 and at most 1; 0.1 to 0.3 finds small shifts.
    pub weight: f64,
    /// Width L of the limits in standard deviations; 3 is usual.
    pub width: f64,
}

impl Ewma {
    /// For Poisson counts of a known mean.
    pub fn of_counts(mean: f64, weight: f64, width: f64) -> Ewma {
        Ewma { target: mean, variance: mean, weight, width }
    }

    /// How far limits lie from the target after many points: `L√(var λ/(2 − λ))`.
    pub fn reach(&self) -> f64 {
        self.width * (self.variance * self.weight / (2.0 - self.weight)).sqrt()
    }
}

/// One point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EwmaPoint {
    /// `z_t = λ x_t + (1 − λ) z_{t−1}`, from the target on.
    pub average: f64,
    /// Lower limit at this point, below 0 where it falls there.
    pub low: f64,
    /// Upper limit at this point; the first are narrower.
    pub high: f64,
    /// Whether the average lies outside.
    pub signal: Option<Signal>,
}

/// Runs the average over values.
///
/// - out: limits `target ± reach · √(1 − (1 − λ)^{2t})`
///
/// # Errors
/// [`ChartError::Setting`], [`ChartError::Value`].
///
/// # Source
/// Roberts, *Control chart tests based on geometric moving averages*, Technometrics 1 (1959); NIST/SEMATECH e-Handbook,
/// 6.3.2.4; for counts Borror, Champ, Rigdon, *Poisson EWMA control charts*, J. Quality Technology 30 (1998).
pub fn ewma(values: &[f64], settings: Ewma) -> Result<Vec<EwmaPoint>, ChartError> {
    let Ewma { target, variance, weight, width } = settings;
    setting("weight", weight, 0.0, 1.0 + f64::EPSILON)?;
    setting("variance", variance, 0.0, f64::INFINITY)?;
    setting("width", width, 0.0, f64::INFINITY)?;
    setting("target", target, f64::NEG_INFINITY, f64::INFINITY)?;
    if let Some((at, &value)) = values.iter().enumerate().find(|(_, value)| !value.is_finite()) {
        return Err(ChartError::Value { at, value });
    }
    let (mut average, mut forgotten) = (target, 1.0);
    let point = |value: &f64| {
        average = weight * value + (1.0 - weight) * average;
        forgotten *= (1.0 - weight) * (1.0 - weight);
        let reach = settings.reach() * (1.0 - forgotten).sqrt();
        let (low, high) = (target - reach, target + reach);
        EwmaPoint { average, low, high, signal: signal(average, low, high) }
    };
    Ok(values.iter().map(point).collect())
}
