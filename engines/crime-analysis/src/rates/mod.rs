//! How often, for so many people?
//!
//! ```text
//!   12 burglaries / 20 000 dwellings ──► crude          0.6 per 1000 and its exact interval
//!   the same count, two denominators ──► side_by_side   a centre is no den of thieves, it is full of visitors
//!   strata (age, kind of area)       ──► direct, indirect   as if the population were alike
//!   many small zones                 ──► smooth         an estimate that does not jump with every single case
//! ```
//!
//! A rate never comes without its count. Populations are real numbers above zero (an average over a year need not be
//! whole); a zone without people has no rate and is an error that names it, for the caller to leave it out knowingly.

mod smooth;
mod standard;

pub use smooth::{Smoothed, Smoothing, global, spatial};
pub use standard::{Standardised, Stratum, direct, indirect};

use distributions::{Confidence, Interval, chi_squared};

/// Why there is no rate.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum RateError {
    /// A zone or stratum with nobody in it (or a population that is no number).
    #[error("zone {zone} has {people} people; without people there is no rate")]
    NoPeople {
        /// Which one, from 0.
        zone: usize,
        /// What stood there.
        people: f64,
    },
    /// Lists that should tell of the same zones do not.
    #[error("{expected} zones were expected, {found} were given")]
    Length {
        /// How many zones there are.
        expected: usize,
        /// How many entries were found.
        found: usize,
    },
    /// No zone at all.
    #[error("there are no zones")]
    Empty,
    /// A neighbour that is no zone.
    #[error("zone {zone} names the neighbour {neighbour}, which does not exist")]
    Neighbour {
        /// Whose list it is.
        zone: usize,
        /// What it names.
        neighbour: usize,
    },
    /// A standard weight or rate that is negative or no number, or all of them zero.
    #[error("the standard of stratum {0} is not usable")]
    Standard(usize),
    /// Nothing is expected, so nothing can be held against it.
    #[error("no case is expected, so there is no ratio to what was observed")]
    NothingExpected,
}

/// The exact interval of the mean of a Poisson count.
///
/// - out: `[0, 3.69]` for a count of 0 at 95 %
///
/// # Source
/// Garwood, *Fiducial limits for the Poisson distribution*, Biometrika 28 (1936).
pub fn exact_interval(count: u64, confidence: Confidence) -> Interval {
    let (k, tail) = (count as f64, confidence.tail());
    Interval {
        low: if count == 0 { 0.0 } else { 0.5 * chi_squared::quantile(tail, 2.0 * k) },
        high: 0.5 * chi_squared::quantile(1.0 - tail, 2.0 * k + 2.0),
    }
}

/// A rate, the count it comes from, and its exact interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Cases.
    pub count: u64,
    /// What they are counted in.
    pub people: f64,
    /// Cases for so many people.
    pub value: f64,
    /// Its interval if cases come by chance alone.
    pub interval: Interval,
}

/// Cases for `per` people.
///
/// - in: `people` above 0 (dwellings, vehicles, passers-by: whatever the offence can strike); `per` such as 1000
///
/// # Errors
/// [`RateError::NoPeople`].
pub fn crude(count: u64, people: f64, per: f64, confidence: Confidence) -> Result<Rate, RateError> {
    inhabited(0, people)?;
    let scale = per / people;
    let interval = exact_interval(count, confidence).map(|mean| mean * scale);
    Ok(Rate { count, people, value: count as f64 * scale, interval })
}

/// Who or what an offence can strike; the choice makes the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denominator {
    /// People who live there: violence at home.
    Residents,
    /// Flats and houses: burglary.
    Dwellings,
    /// Cars and motorcycles: theft of and from them.
    Vehicles,
    /// People who are there, living or not: robbery, pickpocketing, disorder.
    Ambient,
}

/// One count under one denominator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shown {
    /// A rate.
    Rate(Rate),
    /// Fewer than the asked minimum: the rate would say more about chance than about the zone.
    TooFew {
        /// How many there are.
        people: f64,
    },
}

/// One count under several denominators, to be shown beside each other.
///
/// - in: `minimum` below which no rate is shown
/// - out: one entry for each denominator, in the order given
///
/// # Errors
/// [`RateError::NoPeople`], numbered by denominator.
///
/// # Source
/// Andresen, *Crime measures and the spatial analysis of criminal activity*, British J. Criminology 46 (2006): ambient
/// populations put other areas in front than residents do.
pub fn side_by_side(
    count: u64,
    denominators: &[(Denominator, f64)],
    minimum: f64,
    per: f64,
    confidence: Confidence,
) -> Result<Vec<(Denominator, Shown)>, RateError> {
    let one = |(place, &(denominator, people)): (usize, &(Denominator, f64))| {
        inhabited(place, people)?;
        let shown = if people < minimum {
            Shown::TooFew { people }
        } else {
            Shown::Rate(crude(count, people, per, confidence)?)
        };
        Ok((denominator, shown))
    };
    denominators.iter().enumerate().map(one).collect()
}

fn inhabited(zone: usize, people: f64) -> Result<(), RateError> {
    if people > 0.0 && people.is_finite() { Ok(()) } else { Err(RateError::NoPeople { zone, people }) }
}

#[cfg(test)]
mod tests;
