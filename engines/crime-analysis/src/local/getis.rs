//! Hot and cold spots: Gi and Gi* of each area, G of the whole map (Getis and Ord 1992, Ord and Getis 1995).

use super::centred;
use crate::neighbours::Weights;
use crate::places::SpatialError;

/// Gi or Gi* of one area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Getis {
    /// `Σ w x / Σ x`; without the area's own value in the sum below when it is not its own neighbour. `None` when that
    /// sum is 0.
    pub g: Option<f64>,
    /// `(Σ w x − x̄ Σ w) / (s √[(n Σ w² − (Σ w)²)/(n − 1)])`, positive where it is hot. It does not depend on whether
    /// weights are standardised. `None` when neighbours cannot differ: an island without itself, an area that has all
    /// others for neighbours, or others that are all equal.
    pub z: Option<f64>,
    /// The same with `Σ w` in place of `Σ w²`, as esda 2.9 prints it: equal to `z` for weights of 1, nearer to 0 than
    /// it should be for row-standardised ones. For comparison only.
    pub z_of_sums: Option<f64>,
}

/// Hot and cold spots: Gi* for an area that is its own neighbour ([`Weights::including_self`]), Gi for one that is not;
/// then mean, standard deviation and n leave it out.
///
/// # Errors
/// [`SpatialError::NoVariation`] for equal values, [`SpatialError::TooFew`] below three areas, [`SpatialError::Value`],
/// [`SpatialError::Lengths`].
pub fn getis(values: &[f64], weights: &Weights) -> Result<Vec<Getis>, SpatialError> {
    let z = centred(values, weights)?;
    let total: f64 = values.iter().sum();
    let lags = weights.lags(&z.values);
    let one = |(area, row): (usize, (&[u32], &[f64]))| {
        let own = if weights.between(area, area) > 0.0 { 0.0 } else { 1.0 };
        let n = values.len() as f64 - own;
        // Everything below is about deviations from the mean of the whole map, which loses no digits.
        let mean = -own * z.values[area] / n;
        let variance = (z.squares - own * z.values[area].powi(2)) / n - mean * mean;
        let (sum, squares) = row.1.iter().fold((0.0, 0.0), |(sum, squares), w| (sum + w, squares + w * w));
        let score = |squares: f64| {
            let spread = variance * (n * squares - sum * sum) / (n - 1.0);
            (spread > 1e-13 * z.squares / n * n * sum * sum)
                .then(|| (lags[area] - mean * sum) / spread.sqrt())
        };
        let others = total - own * values[area];
        let lag: f64 = row.0.iter().zip(row.1).map(|(at, weight)| weight * values[*at as usize]).sum();
        Getis { g: (others != 0.0).then(|| lag / others), z: score(squares), z_of_sums: score(sum) }
    };
    Ok(weights.rows().enumerate().map(one).collect())
}

/// General G of a map of values that are not negative.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GeneralG {
    /// `Σ w x x / Σ x x` over pairs: above its expectation when high values stand together.
    pub g: f64,
    /// Expectation S0/(n(n − 1)).
    pub expected: f64,
    /// Variance when values are spread over the areas by chance.
    pub variance: f64,
}

impl GeneralG {
    /// How many standard deviations from what is expected.
    pub fn z(&self) -> f64 {
        (self.g - self.expected) / self.variance.sqrt()
    }
}

/// Whether high or low values cluster on the whole map; weights of 1 and no area its own neighbour.
///
/// # Errors
/// As [`getis`]; below four areas [`SpatialError::TooFew`]; [`SpatialError::Negative`] for a value below zero;
/// [`SpatialError::NoVariation`] when fewer than two values are above it.
pub fn general_g(values: &[f64], weights: &Weights) -> Result<GeneralG, SpatialError> {
    centred(values, weights)?;
    if values.len() < 4 {
        return Err(SpatialError::TooFew { found: values.len(), needed: 4 });
    }
    if let Some(row) = values.iter().position(|value| *value < 0.0) {
        return Err(SpatialError::Negative(row));
    }
    let n = values.len() as f64;
    let power = |exponent: i32| values.iter().map(|x| x.powi(exponent)).sum::<f64>();
    let (m1, m2, m3, m4) = (power(1), power(2), power(3), power(4));
    let pairs = m1 * m1 - m2;
    if pairs <= 0.0 {
        return Err(SpatialError::NoVariation);
    }
    let cross: f64 = weights.lags(values).iter().zip(values).map(|(lag, x)| lag * x).sum();
    let sums = weights.sums();
    let (s0_squared, s1, s2) = (sums.s0 * sums.s0, sums.s1, sums.s2);
    let b0 = (n * n - 3.0 * n + 3.0) * s1 - n * s2 + 3.0 * s0_squared;
    let b1 = -((n * n - n) * s1 - 2.0 * n * s2 + 6.0 * s0_squared);
    let b2 = -(2.0 * n * s1 - (n + 3.0) * s2 + 6.0 * s0_squared);
    let b3 = 4.0 * (n - 1.0) * s1 - 2.0 * (n + 1.0) * s2 + 8.0 * s0_squared;
    let b4 = s1 - s2 + s0_squared;
    let square = (b0 * m2 * m2 + b1 * m4 + b2 * m1 * m1 * m2 + b3 * m1 * m3 + b4 * m1.powi(4))
        / (pairs * pairs * n * (n - 1.0) * (n - 2.0) * (n - 3.0));
    let expected = sums.s0 / (n * (n - 1.0));
    Ok(GeneralG { g: cross / pairs, expected, variance: square - expected * expected })
}
