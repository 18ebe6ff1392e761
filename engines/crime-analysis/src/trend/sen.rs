//! How steep, so that no outlier decides: the median of all pairwise slopes.

use distributions::{Confidence, Interval};

use super::kendall::{Memory, mann_kendall, seasonal_kendall};
use super::{TrendError, median};

/// Sen's slope.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SenSlope {
    /// Change in one period (one year for the seasonal slope).
    pub slope: f64,
    /// Its interval; reaches to the steepest slopes there are where the series is too short for the confidence.
    pub interval: Interval,
}

/// The median of `(x_j − x_i)/(j − i)` over all pairs.
///
/// # Errors
/// [`TrendError`].
///
/// # Source
/// Sen, *Estimates of the regression coefficient based on Kendall's tau*, J. American Statistical Association 63 (1968);
/// the interval from the variance of S: Gilbert, *Statistical Methods for Environmental Pollution Monitoring* (1987), 16.5.
pub fn sen_slope(values: &[f64], confidence: Confidence) -> Result<SenSlope, TrendError> {
    let variance = mann_kendall(values, Memory::None)?.variance;
    Ok(of(slopes(values), variance, confidence))
}

/// The median of slopes within seasons, in one year.
///
/// # Errors
/// [`TrendError`].
///
/// # Source
/// Hirsch, Slack, Smith (1982).
pub fn seasonal_sen_slope(
    values: &[f64],
    period: usize,
    confidence: Confidence,
) -> Result<SenSlope, TrendError> {
    let variance = seasonal_kendall(values, period, Memory::None)?.all.variance;
    let within =
        |season: usize| slopes(&values.iter().skip(season).step_by(period).copied().collect::<Vec<f64>>());
    Ok(of((0..period).flat_map(within).collect(), variance, confidence))
}

fn slopes(values: &[f64]) -> Vec<f64> {
    let from = |(i, x): (usize, &f64)| {
        values
            .iter()
            .enumerate()
            .skip(i + 1)
            .map(move |(j, y)| (y - x) / (j - i) as f64)
            .collect::<Vec<f64>>()
    };
    values.iter().enumerate().flat_map(from).collect()
}

fn of(mut slopes: Vec<f64>, variance: f64, confidence: Confidence) -> SenSlope {
    slopes.sort_by(f64::total_cmp);
    let number = slopes.len() as f64;
    let reach = confidence.deviate() * variance.sqrt();
    // Ranks from 1, rounded as in R `trend::sens.slope`.
    let ranked = |rank: f64| {
        let at = rank.round_ties_even().clamp(1.0, number) as usize - 1;
        slopes.get(at).copied().unwrap_or(f64::NAN)
    };
    let interval =
        Interval { low: ranked((number - reach) / 2.0), high: ranked((number + reach) / 2.0 + 1.0) };
    SenSlope { slope: median(slopes), interval }
}
