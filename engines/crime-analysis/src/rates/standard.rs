//! Rates as if the populations were composed alike.

use distributions::{Confidence, Interval, chi_squared};

use super::{RateError, exact_interval, inhabited};

/// One stratum of a population: an age group, a kind of area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stratum {
    /// Cases.
    pub count: u64,
    /// People, above 0.
    pub people: f64,
}

/// A standardised rate or ratio with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standardised {
    /// Cases of all strata.
    pub count: u64,
    /// The rate for one person, or the ratio.
    pub value: f64,
    /// Its interval.
    pub interval: Interval,
}

/// The rate a standard population would have at these strata's own rates: `Σ wᵢ eᵢ/nᵢ`.
///
/// - in: `standard`, the standard population of each stratum (only its proportions matter)
/// - out: cases for one person, with the gamma interval, which keeps its promise also for few cases and uneven weights
///
/// # Errors
/// [`RateError`].
///
/// # Source
/// Fay, Feuer, *Confidence intervals for directly standardized rates*, Statistics in Medicine 16 (1997), eq. 2 and 3.
pub fn direct(
    strata: &[Stratum],
    standard: &[f64],
    confidence: Confidence,
) -> Result<Standardised, RateError> {
    same_length(strata.len(), standard.len())?;
    let whole = weighed(standard)?;
    let (mut count, mut rate, mut variance, mut heaviest) = (0, 0.0, 0.0, 0.0_f64);
    for (zone, (stratum, of_standard)) in strata.iter().zip(standard).enumerate() {
        inhabited(zone, stratum.people)?;
        let weight = of_standard / whole / stratum.people;
        let cases = stratum.count as f64;
        count += stratum.count;
        rate += weight * cases;
        variance += weight * weight * cases;
        heaviest = heaviest.max(weight);
    }
    let gamma = |tail: f64, rate: f64, variance: f64| {
        variance / (2.0 * rate) * chi_squared::quantile(tail, 2.0 * rate * rate / variance)
    };
    let low = if rate > 0.0 { gamma(confidence.tail(), rate, variance) } else { 0.0 };
    let high = gamma(1.0 - confidence.tail(), rate + heaviest, variance + heaviest * heaviest);
    Ok(Standardised { count, value: rate, interval: Interval { low, high } })
}

/// Observed over expected cases (SMR), expected being what the standard's rates would give in these strata.
///
/// - in: `rates` of the standard, cases for one person, for each stratum
/// - out: 1 says "as the standard"; exact Poisson interval of the observed
///
/// # Errors
/// [`RateError`]; [`RateError::NothingExpected`] where all the standard's rates are zero.
///
/// # Source
/// Breslow, Day, *Statistical Methods in Cancer Research* II (1987), ch. 2.
pub fn indirect(
    strata: &[Stratum],
    rates: &[f64],
    confidence: Confidence,
) -> Result<Standardised, RateError> {
    same_length(strata.len(), rates.len())?;
    weighed(rates).map_err(|error| match error {
        RateError::Standard(_) if rates.iter().all(|rate| *rate == 0.0) => RateError::NothingExpected,
        other => other,
    })?;
    let (mut count, mut expected) = (0, 0.0);
    for (zone, (stratum, rate)) in strata.iter().zip(rates).enumerate() {
        inhabited(zone, stratum.people)?;
        count += stratum.count;
        expected += stratum.people * rate;
    }
    let interval = exact_interval(count, confidence).map(|mean| mean / expected);
    Ok(Standardised { count, value: count as f64 / expected, interval })
}

pub(super) fn same_length(expected: usize, found: usize) -> Result<(), RateError> {
    match expected {
        0 => Err(RateError::Empty),
        _ if expected != found => Err(RateError::Length { expected, found }),
        _ => Ok(()),
    }
}

/// The sum of a standard's numbers, none of them negative and not all of them zero.
fn weighed(standard: &[f64]) -> Result<f64, RateError> {
    if let Some(bad) = standard.iter().position(|weight| !(*weight >= 0.0 && weight.is_finite())) {
        return Err(RateError::Standard(bad));
    }
    let whole: f64 = standard.iter().sum();
    if whole > 0.0 { Ok(whole) } else { Err(RateError::Standard(0)) }
}
