//! The variance of unequal probabilities without replacement, from pairs of units ([`Pairs`]).

use crate::covariance::Covariance;
use crate::design::{Joint, Pairs, PairsFormula, Structure};

/// The covariance of the weighted sums of units, `values` for each.
pub(super) fn covariance(structure: &Structure, pairs: &Pairs, values: usize, sums: &[f64]) -> Covariance {
    let first = structure.first();
    let mut covariance = vec![0.0; values * values];
    for stratum in 0..first.strata() {
        let units = first.units_of(stratum);
        let chance = |unit: usize| first.fraction(stratum, unit);
        let mean = units.clone().map(chance).sum::<f64>() / units.len() as f64;
        let known = |i: usize, j: usize| {
            let row = |unit: usize| structure.order[first.rows_of(unit).start] as usize;
            let at = row(i) * structure.order.len() + row(j);
            match &pairs.joint {
                Joint::Known(joint) => joint.get(at).copied().unwrap_or(f64::NAN),
                _ => f64::NAN,
            }
        };
        let size = units.len() as f64;
        let delta = |i: usize, j: usize| {
            if i == j {
                return 1.0 - chance(i);
            }
            let both = chance(i) + chance(j);
            match &pairs.joint {
                Joint::Overton => 1.0 - (size - both / 2.0) / (size - 1.0),
                Joint::HartleyRao(squares) => 1.0 - (size - both + squares.unwrap_or(mean)) / (size - 1.0),
                Joint::Known(_) => 1.0 - chance(i) * chance(j) / known(i, j),
            }
        };
        for i in units.clone() {
            for j in units.clone() {
                let delta = delta(i, j);
                let (a, b) = (&sums[i * values..][..values], &sums[j * values..][..values]);
                for (place, out) in covariance.iter_mut().enumerate() {
                    let (x, y) = (place / values, place % values);
                    *out += match pairs.formula {
                        PairsFormula::HorvitzThompson => delta * a[x] * b[y],
                        PairsFormula::YatesGrundy => -0.5 * delta * (a[x] - b[x]) * (a[y] - b[y]),
                    };
                }
            }
        }
    }
    // An estimate of a variance from pairs may fall below zero: then it is none.
    for place in 0..values {
        if let Some(variance) = covariance.get_mut(place * (values + 1)).filter(|variance| **variance < 0.0) {
            *variance = f64::NAN;
        }
    }
    Covariance::of(values, covariance).unwrap_or_else(|| Covariance::zero(values))
}
