//! Rates of small zones that do not jump with every single case: empirical Bayes.
//!
//! The smallest zones have the highest and the lowest rates on every map, by chance alone. Each rate is drawn towards
//! the mean, the more so the fewer people stand behind it.

use super::standard::same_length;
use super::{RateError, inhabited};

/// A zone's rate, drawn towards the mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Smoothed {
    /// Cases for one person as counted.
    pub raw: f64,
    /// How far the zone's own rate is believed: 0 to 1.
    pub weight: f64,
    /// The estimate: `weight · raw + (1 − weight) · mean`.
    pub value: f64,
    /// The mean it is drawn to: of all zones, or of its neighbourhood.
    pub mean: f64,
}

/// Smoothed rates of all zones.
#[derive(Debug, Clone, PartialEq)]
pub struct Smoothing {
    /// Mean rate `m = Σe/Σn`.
    pub mean: f64,
    /// Scatter of the rates about it, weighted by people.
    pub scatter: f64,
    /// Estimated variance of the true rates, `s² − m/n̄`, before it was cut off. Not above 0 says that the zones differ
    /// no more than by chance, and every estimate is then the mean.
    pub between: f64,
    /// The zones, in the order given.
    pub zones: Vec<Smoothed>,
}

/// Mean, scatter and variance between the zones named.
struct Prior {
    mean: f64,
    scatter: f64,
    between: f64,
}

impl Prior {
    fn of(zones: impl Iterator<Item = (f64, f64)> + Clone) -> Prior {
        let (cases, people, number) = zones
            .clone()
            .fold((0.0, 0.0, 0.0), |(e, n, k), (cases, people)| (e + cases, n + people, k + 1.0));
        let mean = cases / people;
        let squares =
            |(cases, people): (f64, f64)| people * (cases / people - mean) * (cases / people - mean);
        let scatter = zones.map(squares).sum::<f64>() / people;
        Prior { mean, scatter, between: scatter - mean * number / people }
    }

    fn smooth(&self, cases: f64, people: f64) -> Smoothed {
        let raw = cases / people;
        let weight =
            if self.between > 0.0 { self.between / (self.between + self.mean / people) } else { 0.0 };
        Smoothed { raw, weight, value: weight * raw + (1.0 - weight) * self.mean, mean: self.mean }
    }
}

/// Draws every rate towards the mean of all zones.
///
/// - in: cases and people of each zone
/// - out: rates for one person
///
/// # Errors
/// [`RateError`].
///
/// # Source
/// Marshall, *Mapping disease and mortality rates using empirical Bayes estimators*, Applied Statistics 40 (1991). A
/// negative variance between zones is taken as zero, as the paper says and some programs do not.
pub fn global(counts: &[u64], people: &[f64]) -> Result<Smoothing, RateError> {
    let zones = checked(counts, people)?;
    let prior = Prior::of(zones.iter().copied());
    let smoothed = zones.iter().map(|&(cases, people)| prior.smooth(cases, people)).collect();
    Ok(Smoothing { mean: prior.mean, scatter: prior.scatter, between: prior.between, zones: smoothed })
}

/// Draws every rate towards the mean of its neighbourhood: itself and the zones its list names.
///
/// - in: `neighbours[i]` the places of zone `i`'s neighbours; naming itself or one twice changes nothing
/// - out: rates for one person; a zone without neighbours is its own mean. The numbers of [`Smoothing`] are those of all
///   zones together.
///
/// # Errors
/// [`RateError`].
///
/// # Source
/// Marshall (1991), section 3: the local estimator.
pub fn spatial(counts: &[u64], people: &[f64], neighbours: &[Vec<usize>]) -> Result<Smoothing, RateError> {
    let zones = checked(counts, people)?;
    same_length(zones.len(), neighbours.len())?;
    let local = |(zone, (&(cases, people), list)): (usize, (&(f64, f64), &Vec<usize>))| {
        let mut around: Vec<usize> = list.iter().copied().chain([zone]).collect();
        around.sort_unstable();
        around.dedup();
        let found = |&neighbour: &usize| {
            zones.get(neighbour).copied().ok_or(RateError::Neighbour { zone, neighbour })
        };
        let members = around.iter().map(found).collect::<Result<Vec<_>, _>>()?;
        Ok(Prior::of(members.iter().copied()).smooth(cases, people))
    };
    let smoothed = zones.iter().zip(neighbours).enumerate().map(local).collect::<Result<_, _>>()?;
    let prior = Prior::of(zones.iter().copied());
    Ok(Smoothing { mean: prior.mean, scatter: prior.scatter, between: prior.between, zones: smoothed })
}

fn checked(counts: &[u64], people: &[f64]) -> Result<Vec<(f64, f64)>, RateError> {
    same_length(counts.len(), people.len())?;
    for (zone, &people) in people.iter().enumerate() {
        inhabited(zone, people)?;
    }
    Ok(counts.iter().zip(people).map(|(&cases, &people)| (cases as f64, people)).collect())
}
