//! Moran's I for the whole map and for each area (Moran 1950, Cliff and Ord 1981, Anselin 1995).

use distributions::random::Random;
use rayon::prelude::*;

use super::{Centred, Permutations, Ranks, centred, permutation::Tally};
use crate::neighbours::Weights;
use crate::places::SpatialError;

/// Moran's I of a map and what chance would give.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moran {
    /// `n/S0 · Σ w z z / Σ z²`: above its expectation when like stands beside like.
    pub i: f64,
    /// Expectation −1/(n − 1).
    pub expected: f64,
    /// Variance if the values were drawn from one normal distribution.
    pub variance_normal: f64,
    /// Variance if the given values were spread over the areas by chance. `None` below four areas.
    pub variance_random: Option<f64>,
}

impl Moran {
    /// z under normality.
    pub fn z_normal(&self) -> f64 {
        (self.i - self.expected) / self.variance_normal.sqrt()
    }

    /// z under randomisation.
    pub fn z_random(&self) -> Option<f64> {
        self.variance_random.map(|variance| (self.i - self.expected) / variance.sqrt())
    }
}

/// Moran's I with both analytic variances.
///
/// # Errors
/// [`SpatialError::NoVariation`] for equal values, [`SpatialError::NoNeighbours`] when every area is an island,
/// [`SpatialError::TooFew`] below three areas, [`SpatialError::Value`], [`SpatialError::Lengths`].
pub fn moran(values: &[f64], weights: &Weights) -> Result<Moran, SpatialError> {
    let z = centred(values, weights)?;
    let sums = weights.sums();
    if sums.s0 <= 0.0 {
        return Err(SpatialError::NoNeighbours);
    }
    let n = values.len() as f64;
    let (s0_squared, expected) = (sums.s0 * sums.s0, -1.0 / (n - 1.0));
    let normal = (n * n * sums.s1 - n * sums.s2 + 3.0 * s0_squared) / ((n * n - 1.0) * s0_squared);
    let kurtosis = n * z.values.iter().map(|z| z.powi(4)).sum::<f64>() / (z.squares * z.squares);
    let random = || {
        let a = n * ((n * n - 3.0 * n + 3.0) * sums.s1 - n * sums.s2 + 3.0 * s0_squared);
        let b = kurtosis * ((n * n - n) * sums.s1 - 2.0 * n * sums.s2 + 6.0 * s0_squared);
        (a - b) / ((n - 1.0) * (n - 2.0) * (n - 3.0) * s0_squared) - expected * expected
    };
    Ok(Moran {
        i: n / sums.s0 * cross(weights, &z.values) / z.squares,
        expected,
        variance_normal: normal - expected * expected,
        variance_random: (values.len() > 3).then(random),
    })
}

fn cross(weights: &Weights, z: &[f64]) -> f64 {
    weights.lags(z).iter().zip(z).map(|(lag, z)| lag * z).sum()
}

/// Where I stands among maps on which the values are spread over the areas by chance.
///
/// # Errors
/// As [`moran`].
pub fn moran_permuted(
    values: &[f64],
    weights: &Weights,
    permutations: Permutations,
) -> Result<Ranks, SpatialError> {
    let Centred { values: z, squares } = centred(values, weights)?;
    if weights.sums().s0 <= 0.0 {
        return Err(SpatialError::NoNeighbours);
    }
    let observed = cross(weights, &z);
    // Sums of the same products in another order differ by rounding only: they are ties.
    let tolerance = 1e-12 * squares * weights.sums().s0;
    let tally = (0..permutations.count)
        .into_par_iter()
        .map_init(
            || z.clone(),
            |mixed, replicate| {
                mixed.copy_from_slice(&z);
                Random::new(permutations.seed, u64::from(replicate)).shuffle(mixed);
                Tally::of(cross(weights, mixed), observed, tolerance)
            },
        )
        .reduce(Tally::default, Tally::and);
    Ok(tally.ranks(permutations.count))
}

/// How an area stands to its neighbours: itself above or below the mean, and they.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quadrant {
    /// High among high: part of a cluster.
    HighHigh,
    /// Low among high.
    LowHigh,
    /// Low among low.
    LowLow,
    /// High among low: an island of trouble.
    HighLow,
}

impl Quadrant {
    /// The number PySAL gives: 1 HH, 2 LH, 3 LL, 4 HL.
    pub const fn number(self) -> u8 {
        match self {
            Self::HighHigh => 1,
            Self::LowHigh => 2,
            Self::LowLow => 3,
            Self::HighLow => 4,
        }
    }

    const fn of(high: bool, among_high: bool) -> Self {
        match (high, among_high) {
            (true, true) => Self::HighHigh,
            (false, true) => Self::LowHigh,
            (false, false) => Self::LowLow,
            (true, false) => Self::HighLow,
        }
    }
}

/// Local Moran's I of one area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LocalMoran {
    /// `(n − 1) z_i Σ w z / Σ z²`; 0 for an island.
    pub i: f64,
    /// Where it stands; `None` for an island.
    pub quadrant: Option<Quadrant>,
}

/// Local Moran's I of each area; give row-standardised weights unless there is a reason not to. Whether an area stands
/// out is told by [`super::permuted`].
///
/// # Errors
/// As [`moran`].
pub fn local_moran(values: &[f64], weights: &Weights) -> Result<Vec<LocalMoran>, SpatialError> {
    let z = centred(values, weights)?;
    let scale = (values.len() as f64 - 1.0) / z.squares;
    let lags = weights.lags(&z.values);
    let one = |((area, z), lag): ((usize, &f64), &f64)| LocalMoran {
        i: scale * z * lag,
        quadrant: (!weights.row(area).0.is_empty()).then(|| Quadrant::of(*z > 0.0, *lag > 0.0)),
    };
    Ok(z.values.iter().enumerate().zip(&lags).map(one).collect())
}
