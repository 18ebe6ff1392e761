//! Do high values stand beside high ones, and where? Global and local spatial association.
//!
//! ```text
//!   values + Weights ──► moran, general_g       one figure for the whole city, with its z
//!                   ──► local_moran            each area: high among high, low among high …
//!                   ──► getis                  each area: hot or cold, Gi and Gi*
//!                   ──► permuted               the same for chance alone: ranks, p = (r + 1)/(R + 1)
//!                         └──► false_discovery  because there are many areas
//! ```
//!
//! Give rates or smoothed rates, not raw counts, unless density of events is the question: counts follow people.
//!
//! Conventions are those of esda 2.9 (PySAL), which its figures are tested against: local Moran is
//! `(n − 1) z_i Σ w z / Σ z²` (divisor n − 1, not n), usually with row-standardised weights; Gi* takes the standard
//! deviation with divisor n.

mod getis;
mod moran;
mod permutation;

pub use getis::{GeneralG, Getis, general_g, getis};
pub use moran::{LocalMoran, Moran, Quadrant, local_moran, moran, moran_permuted};
pub use permutation::{Permutations, Ranks, permuted};

use distributions::normal;

use crate::neighbours::Weights;
use crate::places::{SpatialError, same_length};

/// Probability of a normal variable at least as far from 0 as `z`, on either side.
pub fn two_sided(z: f64) -> f64 {
    2.0 * normal::upper_tail(z.abs())
}

/// Values less their mean, the sum of their squares; refused when that is nothing.
struct Centred {
    values: Vec<f64>,
    squares: f64,
}

fn centred(values: &[f64], weights: &Weights) -> Result<Centred, SpatialError> {
    same_length(weights.len(), values.len())?;
    if let Some(row) = values.iter().position(|value| !value.is_finite()) {
        return Err(SpatialError::Value(row));
    }
    if values.len() < 3 {
        return Err(SpatialError::TooFew { found: values.len(), needed: 3 });
    }
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let values: Vec<f64> = values.iter().map(|value| value - mean).collect();
    let squares: f64 = values.iter().map(|value| value * value).sum();
    let size = values.iter().map(|value| value.abs()).fold(mean.abs(), f64::max);
    // Equal values leave rounding behind, never more than a few units of the last place.
    if squares.sqrt() <= 1e-13 * size * (values.len() as f64).sqrt() {
        return Err(SpatialError::NoVariation);
    }
    Ok(Centred { values, squares })
}
