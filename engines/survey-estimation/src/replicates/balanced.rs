//! Half-samples balanced by a Hadamard matrix, for two primary units in every stratum.

use super::{ReplicatesError, Scale};
use crate::design::Design;

/// Replicate r takes the first unit of stratum h where the matrix says +, else the second.
#[derive(Clone, Debug)]
pub(super) struct Balanced {
    /// Rows are replicates; column 0, which is all +, belongs to no stratum.
    matrix: Vec<Vec<bool>>,
    rho: f64,
}

pub(super) fn of(design: &Design, rho: f64) -> Result<(Balanced, Scale), ReplicatesError> {
    if !(0.0..1.0).contains(&rho) {
        return Err(ReplicatesError::Fay(rho));
    }
    let strata = design.units_by_stratum();
    if let Some(at) = strata.iter().position(|units| units.len() != 2) {
        let (stratum, units) = (design.structure().first().names[at].clone(), strata[at].len());
        return Err(ReplicatesError::NotPairs { stratum, units });
    }
    let matrix = hadamard(strata.len() + 1).ok_or(ReplicatesError::NoHadamard(strata.len() + 1))?;
    let overall = 1.0 / (matrix.len() as f64 * (1.0 - rho).powi(2));
    Ok((Balanced { matrix, rho }, Scale { overall, each: Vec::new() }))
}

impl Balanced {
    pub(super) fn count(&self) -> usize {
        self.matrix.len()
    }

    pub(super) fn fill(&self, replicate: usize, out: &mut [f64]) {
        let Some(signs) = self.matrix.get(replicate) else { return };
        for (pair, first) in out.chunks_exact_mut(2).zip(signs.iter().skip(1)) {
            let (high, low) = (2.0 - self.rho, self.rho);
            pair.copy_from_slice(&if *first { [high, low] } else { [low, high] });
        }
    }
}

/// A Hadamard matrix of the smallest order that is a multiple of four and at least `least`, or a little more where that
/// order cannot be built here; its first column is all + (true).
///
/// Built by Sylvester's doubling and by Paley's construction over a prime q ≡ 3 (mod 4), order q + 1.
pub fn hadamard(least: usize) -> Option<Vec<Vec<bool>>> {
    /// Orders tried beyond the wanted one.
    const FURTHER: usize = 16;
    let order = least.max(1).next_multiple_of(4);
    (0..FURTHER).find_map(|more| of_order(order + 4 * more))
}

fn of_order(order: usize) -> Option<Vec<Vec<bool>>> {
    if order == 1 {
        return Some(vec![vec![true]]);
    }
    if !order.is_multiple_of(2) {
        return None;
    }
    if let Some(half) = of_order(order / 2) {
        let double = |upper: bool| {
            half.iter().map(move |row| {
                row.iter().copied().chain(row.iter().map(move |sign| *sign == upper)).collect()
            })
        };
        return Some(double(true).chain(double(false)).collect());
    }
    paley(order.checked_sub(1)?)
}

/// Order q + 1 for a prime q ≡ 3 (mod 4): a border of ones around the quadratic characters of differences.
fn paley(q: usize) -> Option<Vec<Vec<bool>>> {
    let prime = q > 2 && (2..).take_while(|d| d * d <= q).all(|d| !q.is_multiple_of(d));
    if !prime || q % 4 != 3 {
        return None;
    }
    let mut square = vec![false; q];
    (1..q).for_each(|x| square[x * x % q] = true);
    let row = |i: usize| {
        let inner = (0..q).map(|j| if i == j { false } else { square[(q + j - i) % q] });
        std::iter::once(true).chain(inner).collect::<Vec<bool>>()
    };
    Some(std::iter::once(vec![true; q + 1]).chain((0..q).map(row)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_orthogonal_and_the_first_column_is_all_plus() {
        for least in [1, 4, 5, 12, 13, 20, 21, 29, 33, 44, 61] {
            let matrix = hadamard(least).expect("an order near by");
            assert!(matrix.len() >= least && matrix.len() <= least + 16, "{least}: {}", matrix.len());
            for (i, a) in matrix.iter().enumerate() {
                assert!(a[0], "{least}");
                for b in matrix.iter().take(i) {
                    assert_eq!(a.iter().zip(b).filter(|(x, y)| x == y).count() * 2, matrix.len(), "{least}");
                }
            }
        }
    }
}
