//! What a month should hold, from the years before it, and whether it holds more.
//!
//! ```text
//!   history ─► regression: level, trend if there is one, waves of the year
//!                │  residuals
//!                ▼
//!             past outbreaks count less ─► regression again, with scatter α
//!                                            │
//!   new months ────────────────────────────► expected ─► exact limits, p ─► false_discovery over many series
//! ```

use distributions::negative_binomial;

use super::{ChartError, CountLimits, Signal, count_limits, setting};
use crate::glm::{Columns, Family, Fit, GlmError, Model, fit};

/// A series under watch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Watch<'a> {
    /// Counts in the order of time, without gaps; those still being reported are left out by the caller.
    pub counts: &'a [u64],
    /// What they are proportional to; `None` for always the same.
    pub exposure: Option<&'a [f64]>,
    /// How many points a year has.
    pub per_year: f64,
    /// Pairs of waves; 2 for months.
    pub pairs: usize,
    /// How many points from the start are history; the rest is held against it. Three years or more are good.
    pub history: usize,
    /// Probability left outside of the limits on each side.
    pub tail: f64,
}

/// A new point against what was expected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// Cases.
    pub count: u64,
    /// Expected cases.
    pub mean: f64,
    /// `alpha` of the variance `mean + alpha · mean²`: scatter of the series, and how unsure the expectation itself is.
    pub alpha: f64,
    /// Probability of at least so many cases.
    pub p: f64,
    /// The counts that would be ordinary.
    pub limits: CountLimits,
    /// Whether this one is not.
    pub signal: Option<Signal>,
}

/// Holds new points against an expectation from the history.
///
/// - out: one entry for each point after the history
///
/// A trend is continued only where the history shows one (p < 0.05): a trend that is not there would carry the expectation away.
///
/// # Errors
/// [`ChartError`]; [`ChartError::Regression`] names what the history lacks.
///
/// # Source
/// Farrington, Andrews, Beale, Catchpole, *A statistical algorithm for the early detection of outbreaks of infectious disease*,
/// J. Royal Statistical Society A 159 (1996), with the weights of Noufaily et al., Statistics in Medicine 32 (2013): Anscombe
/// residuals above 2.58 count by the inverse of their square. The limits are exact ones of the negative binomial distribution.
pub fn watch(series: &Watch<'_>) -> Result<Vec<Expected>, ChartError> {
    let found = series.counts.len();
    if series.history == 0 || series.history >= found {
        return Err(ChartError::TooFew { needed: series.history.max(1) + 1, found });
    }
    if let Some(exposure) = series.exposure
        && exposure.len() != found
    {
        return Err(ChartError::Length { expected: found, found: exposure.len() });
    }
    setting("per_year", series.per_year, 0.0, 1e4)?;
    setting("tail", series.tail, 0.0, 0.5)?;
    let (fitted, trend) = learned(series)?;
    let columns = columns(series, series.history..found, trend);
    let means = fitted.expected(&columns, part(series.exposure, series.history..found))?;
    let row = |row: usize| columns.values().iter().filter_map(|values| values.get(row).copied()).collect();
    let point = |(at, mean): (usize, f64)| {
        let direction: Vec<f64> = row(at);
        let unsure = fitted.coefficients.along(&direction).se.powi(2);
        let alpha = fitted.alpha.unwrap_or(0.0) + unsure;
        let count = series.counts.get(series.history + at).copied().unwrap_or(0);
        let limits = count_limits(mean, alpha, series.tail)?;
        let p = negative_binomial::upper_tail(count as f64 - 1.0, mean, alpha);
        Ok(Expected { count, mean, alpha, p, limits, signal: limits.signal(count) })
    };
    means.into_iter().enumerate().map(point).collect()
}

/// The regression of the history, and whether it has a trend.
fn learned(series: &Watch<'_>) -> Result<(Fit, bool), ChartError> {
    let history = 0..series.history;
    let counts: Vec<f64> = series.counts.iter().take(series.history).map(|&count| count as f64).collect();
    let exposure = part(series.exposure, history.clone());
    let with = columns(series, history.clone(), true);
    let first = fit(&Model { exposure, ..Model::new(&with, &counts) }, Family::QuasiPoisson)?;
    let trend = first.coefficients.effect(YEAR).is_some_and(|effect| effect.p() < 0.05);
    let columns = columns(series, history, trend);
    let before = fit(&Model { exposure, ..Model::new(&columns, &counts) }, Family::QuasiPoisson)?;
    let weights = ordinary(&before, &counts);
    let model = Model { exposure, weights: Some(&weights), ..Model::new(&columns, &counts) };
    Ok((fit(&model, Family::NegativeBinomial)?, trend))
}

const YEAR: &str = "year";

fn columns(series: &Watch<'_>, points: std::ops::Range<usize>, trend: bool) -> Columns {
    let time: Vec<f64> = points.map(|at| at as f64).collect();
    let mut columns = Columns::constant(time.len());
    if trend {
        let middle = series.history as f64 / 2.0;
        columns = columns.and(YEAR, time.iter().map(|at| (at - middle) / series.per_year).collect());
    }
    columns.and_harmonics(&time, series.per_year, series.pairs)
}

fn part(exposure: Option<&[f64]>, points: std::ops::Range<usize>) -> Option<&[f64]> {
    exposure.and_then(|exposure| exposure.get(points))
}

/// How much each point of the history counts: outbreaks less, together as much as there are points.
fn ordinary(fit: &Fit, counts: &[f64]) -> Vec<f64> {
    const OUTBREAK: f64 = 2.58;
    let phi = if fit.dispersion > 1.0 { fit.dispersion } else { 1.0 };
    let weight = |(y, mean): (&f64, &f64)| {
        let anscombe = 1.5 * (y.powf(2.0 / 3.0) - mean.powf(2.0 / 3.0)) / (mean.powf(1.0 / 6.0) * phi.sqrt());
        if anscombe > OUTBREAK { anscombe.powi(-2) } else { 1.0 }
    };
    let weights: Vec<f64> = counts.iter().zip(&fit.fitted).map(weight).collect();
    let scale = weights.len() as f64 / weights.iter().sum::<f64>();
    weights.into_iter().map(|weight| weight * scale).collect()
}

impl From<GlmError> for ChartError {
    fn from(error: GlmError) -> ChartError {
        ChartError::Regression(error)
    }
}

#[cfg(test)]
mod tests {
    use distributions::random::Random;
    use proptest::prelude::*;

    use super::*;

    /// Five years and a half of months with a season; an outbreak in the third year, another in the last month.
    fn months(seed: u64) -> Vec<u64> {
        let mut random = Random::new(seed, 0);
        let mean = |t: f64| 20.0 * (0.4 * (std::f64::consts::TAU * t / 12.0).sin()).exp();
        (0..66).map(|t| random.poisson(mean(f64::from(t)))).collect()
    }

    fn of(counts: &[u64]) -> Watch<'_> {
        Watch { counts, exposure: None, per_year: 12.0, pairs: 1, history: 60, tail: 0.005 }
    }

    #[test]
    fn an_outbreak_is_seen_and_a_past_one_does_not_hide_it() {
        let quiet = months(3);
        let mut counts = quiet.clone();
        counts[65] = 45;
        let points = watch(&of(&counts)).unwrap();
        assert_eq!(points.len(), 6);
        assert_eq!(points[5].signal, Some(Signal::Above));
        assert!(points[5].p < 1e-4 && points[..5].iter().all(|point| point.signal.is_none()), "{points:?}");
        // A past outbreak at the same time of the year barely lifts what is expected.
        counts[29] = 120;
        let after = watch(&of(&counts)).unwrap();
        assert_eq!(after[5].signal, Some(Signal::Above));
        assert!(after[5].mean < 1.15 * points[5].mean, "{} and {}", after[5].mean, points[5].mean);
        // Twice the exposure, twice the expectation.
        let mut exposure = vec![1.0; 66];
        exposure[65] = 2.0;
        let doubled = watch(&Watch { exposure: Some(&exposure), ..of(&counts) }).unwrap();
        assert!((doubled[5].mean / after[5].mean - 2.0).abs() < 1e-9);
    }

    #[test]
    fn false_alarms_are_as_rare_as_asked() {
        let alarms: usize = (0..200)
            .map(|seed| {
                let counts = months(seed);
                let points = watch(&Watch { tail: 0.025, ..of(&counts) }).unwrap();
                points.iter().filter(|point| point.signal == Some(Signal::Above)).count()
            })
            .sum();
        // 1200 months at no more than 0.025 each, exact limits being a little shy.
        assert!((8..=36).contains(&alarms), "{alarms}");
    }

    #[test]
    fn a_history_that_teaches_nothing() {
        let counts = months(1);
        assert!(matches!(watch(&Watch { history: 66, ..of(&counts) }), Err(ChartError::TooFew { .. })));
        assert!(matches!(watch(&Watch { history: 3, ..of(&counts) }), Err(ChartError::Regression(_))));
        let silent = watch(&of(&[0; 66])).unwrap_err();
        assert!(matches!(silent, ChartError::Regression(GlmError::AllZero { .. })), "{silent}");
        let short = Watch { exposure: Some(&[1.0; 3]), ..of(&counts) };
        assert_eq!(watch(&short), Err(ChartError::Length { expected: 66, found: 3 }));
    }

    proptest! {
        #[test]
        fn any_counts_have_an_expectation_or_a_reason(counts in prop::collection::vec(0_u64..60, 30..80), history in 1_usize..70) {
            if let Ok(points) = watch(&Watch { history, ..of(&counts) }) {
                prop_assert_eq!(points.len(), counts.len() - history);
                for point in points {
                    prop_assert!(point.mean >= 0.0 && (0.0..=1.0).contains(&point.p));
                }
            }
        }
    }
}
