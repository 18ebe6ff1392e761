//! Many series at once: which of the alarms are not chance?

use distributions::negative_binomial;

use crate::false_discovery::{Dependence, q_values};

use super::{ChartError, setting};

/// The newest count of one series, and what was expected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Watched {
    /// Cases.
    pub count: u64,
    /// Expected cases, above 0.
    pub mean: f64,
    /// `alpha` of the variance `mean + alpha · mean²`, 0 for Poisson.
    pub alpha: f64,
}

/// What is to be said of one series among many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alarm {
    /// Probability of at least so many cases.
    pub p: f64,
    /// The smallest share of false alarms at which this one is still raised; raise where it is at most 0.05 or so.
    pub q: f64,
}

/// Holds the newest counts of many series against their expectations, upwards.
///
/// - out: in the order given; with a hundred series and nothing happening, p alone would raise five alarms a month
///
/// # Errors
/// [`ChartError`] names the series.
///
/// # Source
/// [`crate::false_discovery`]; as alarms of many series: Farrington et al., J. Royal Statistical Society A 159 (1996).
pub fn screen(series: &[Watched], dependence: Dependence) -> Result<Vec<Alarm>, ChartError> {
    let p_of = |(at, watched): (usize, &Watched)| {
        setting("alpha", watched.alpha, -f64::MIN_POSITIVE, 1e6)?;
        if !(watched.mean > 0.0 && watched.mean.is_finite()) {
            return Err(ChartError::Value { at, value: watched.mean });
        }
        Ok(Some(negative_binomial::upper_tail(watched.count as f64 - 1.0, watched.mean, watched.alpha)))
    };
    let p = series.iter().enumerate().map(p_of).collect::<Result<Vec<_>, _>>()?;
    let q = q_values(&p, dependence);
    let alarm = |(p, q): (Option<f64>, Option<f64>)| Some(Alarm { p: p?, q: q? });
    Ok(p.into_iter().zip(q).filter_map(alarm).collect())
}
