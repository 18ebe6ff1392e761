//! A level and limits about it: c, u and Laney's u′.

use super::{ChartError, Signal, signal};

/// Which points the level is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Baseline {
    /// All of them.
    All,
    /// So many from the start; the rest is held against them.
    First(usize),
}

/// A chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The level: cases for one unit of exposure.
    pub centre: f64,
    /// How many times wider than by chance the limits are (Laney); 1 for the other charts.
    pub widened: f64,
    /// The points.
    pub points: Vec<Point>,
}

/// One point of a chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Cases for one unit of exposure.
    pub value: f64,
    /// Lower limit, never below 0.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
    /// Whether it lies outside.
    pub signal: Option<Signal>,
}

/// Counts of equal periods: `c̄ ± 3√c̄`.
///
/// # Errors
/// [`ChartError`].
///
/// # Source
/// NIST/SEMATECH *e-Handbook of Statistical Methods*, 6.3.3.1.
pub fn c_chart(counts: &[u64], baseline: Baseline) -> Result<Chart, ChartError> {
    u_chart(counts, &vec![1.0; counts.len()], baseline)
}

/// Counts under an exposure that changes: `ū ± 3√(ū/nᵢ)` with `ū = Σx/Σn`.
///
/// # Errors
/// [`ChartError`].
///
/// # Source
/// Montgomery, *Introduction to Statistical Quality Control*, 7th ed. (2013), 7.3.
pub fn u_chart(counts: &[u64], exposure: &[f64], baseline: Baseline) -> Result<Chart, ChartError> {
    let (centre, _) = level(counts, exposure, baseline)?;
    Ok(chart(counts, exposure, centre, 1.0))
}

/// Counts that scatter more (or less) than by chance: the limits of [`u_chart`] times the scatter of its z-scores.
///
/// - out: [`Chart::widened`] is `σ_z`, the mean moving range of the z-scores of the baseline over 1.128
///
/// # Errors
/// [`ChartError`]; the baseline needs two points.
///
/// # Source
/// Laney, *Improved control charts for attributes*, Quality Engineering 14 (2002).
pub fn laney_chart(counts: &[u64], exposure: &[f64], baseline: Baseline) -> Result<Chart, ChartError> {
    /// Mean range of two normal values with variance 1, to the digits of the published tables.
    const RANGE_OF_TWO: f64 = 1.128;
    let (centre, number) = level(counts, exposure, baseline)?;
    if number < 2 {
        return Err(ChartError::TooFew { needed: 2, found: number });
    }
    let score = |(&count, &n): (&u64, &f64)| (count as f64 / n - centre) / (centre / n).sqrt();
    let scores: Vec<f64> = counts.iter().zip(exposure).take(number).map(score).collect();
    let ranges = scores.iter().zip(scores.iter().skip(1)).map(|(one, next)| (next - one).abs());
    Ok(chart(counts, exposure, centre, ranges.sum::<f64>() / (number - 1) as f64 / RANGE_OF_TWO))
}

/// The level of the baseline, and how many points it comes from.
fn level(counts: &[u64], exposure: &[f64], baseline: Baseline) -> Result<(f64, usize), ChartError> {
    let found = counts.len();
    if exposure.len() != found {
        return Err(ChartError::Length { expected: found, found: exposure.len() });
    }
    if let Some((at, &value)) = exposure.iter().enumerate().find(|(_, n)| !(**n > 0.0 && n.is_finite())) {
        return Err(ChartError::Value { at, value });
    }
    let number = match baseline {
        Baseline::All => found,
        Baseline::First(number) => number,
    };
    if number == 0 || number > found {
        return Err(ChartError::TooFew { needed: number.max(1), found });
    }
    let cases: f64 = counts.iter().take(number).map(|&count| count as f64).sum();
    if cases <= 0.0 {
        return Err(ChartError::NoCases);
    }
    Ok((cases / exposure.iter().take(number).sum::<f64>(), number))
}

fn chart(counts: &[u64], exposure: &[f64], centre: f64, widened: f64) -> Chart {
    let point = |(&count, &n): (&u64, &f64)| {
        let (value, reach) = (count as f64 / n, 3.0 * widened * (centre / n).sqrt());
        let (low, high) = ((centre - reach).max(0.0), centre + reach);
        Point { value, low, high, signal: signal(value, low, high) }
    };
    Chart { centre, widened, points: counts.iter().zip(exposure).map(point).collect() }
}
