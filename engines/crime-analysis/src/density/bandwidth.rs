//! How wide a kernel is.

use rayon::prelude::*;

use super::Kernel;
use crate::neighbours::spacing;
use crate::places::{Buckets, Point, SpatialError};

/// Width of the kernels, in the unit of coordinates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bandwidth {
    /// The same everywhere.
    Fixed(f64),
    /// The distance of each incident to its k-th neighbour: narrow where there are many.
    Neighbour {
        /// Which neighbour, 1 for the nearest.
        k: usize,
        /// Never narrower than this; incidents stacked on one spot have neighbours at distance 0.
        least: f64,
    },
    /// Abramson's: `h (f̃(x_i)/g)^(−1/2)`, where f̃ is the density with the pilot bandwidth `h` everywhere and g the
    /// geometric mean of f̃ over incidents. Time grows with the pairs within the pilot's reach.
    Abramson {
        /// h, the pilot.
        pilot: f64,
    },
}

impl Bandwidth {
    pub(super) fn of(self, points: &[Point], kernel: Kernel) -> Result<Vec<f64>, SpatialError> {
        let least = match self {
            Self::Fixed(h) | Self::Abramson { pilot: h } | Self::Neighbour { least: h, .. } => h,
        };
        if !(least > 0.0 && least.is_finite()) {
            return Err(SpatialError::Setting("a bandwidth that is not above 0"));
        }
        if points.is_empty() {
            return Ok(Vec::new());
        }
        match self {
            Self::Fixed(h) => Ok(vec![h; points.len()]),
            Self::Neighbour { k, .. } if k == 0 || k >= points.len() => {
                Err(SpatialError::TooFew { found: points.len(), needed: k.max(1) + 1 })
            }
            Self::Neighbour { k, least } => Ok(to_neighbour(points, k, least)),
            Self::Abramson { pilot } => Ok(abramson(points, pilot, kernel)),
        }
    }
}

fn to_neighbour(points: &[Point], k: usize, least: f64) -> Vec<f64> {
    let buckets = Buckets::new(points, spacing(points));
    let distance = |(row, point): (usize, &Point)| {
        buckets.nearest(*point, k, Some(row)).last().map_or(least, |(distance, _)| distance.max(least))
    };
    points.par_iter().enumerate().map(distance).collect()
}

fn abramson(points: &[Point], pilot: f64, kernel: Kernel) -> Vec<f64> {
    let reach = kernel.reach() * pilot;
    let buckets = Buckets::new(points, reach / 2.0);
    let density = |point: &Point| {
        let mut sum = 0.0;
        buckets.around(*point, reach, |other| sum += kernel.at(point.squared(points[other]), pilot));
        sum
    };
    // The incident itself is in the sum, so that no density is 0.
    let densities: Vec<f64> = points.par_iter().map(density).collect();
    let mean = densities.iter().map(|density| density.ln()).sum::<f64>() / densities.len() as f64;
    densities.iter().map(|density| pilot * (0.5 * (mean - density.ln())).exp()).collect()
}
