//! Sums within primary units in one walk over the rows as they lie in the file, which memory likes best.

use rayon::prelude::*;

use crate::design::{BLOCK, Structure};
use crate::sums::Sum;

/// The sum of every primary unit, one after another; `None` where the accumulators would be larger than the data are
/// worth: many units, or many values.
pub(super) fn sums(
    structure: &Structure,
    values: usize,
    influence: &(impl Fn(usize, &mut [f64]) + Sync),
) -> Option<Vec<f64>> {
    /// Pieces of parallel work, so that accumulators stay few; a number of its own, not that of the threads.
    const PIECES: usize = 32;
    /// Accumulators of all pieces together.
    const MOST: usize = 1 << 23;
    let (rows, units) = (structure.unit_of.len(), structure.first().units());
    if structure.depth() > 1 || structure.adjust_lonely_in_domains || units * values * PIECES > MOST {
        return None;
    }
    let piece = BLOCK.max(rows.div_ceil(PIECES));
    let parts: Vec<Vec<f64>> = structure
        .unit_of
        .par_chunks(piece)
        .enumerate()
        .map(|(at, unit_of)| {
            let (mut sums, mut row_values) = (vec![0.0; units * values], vec![0.0; values]);
            for (row, unit) in unit_of.iter().enumerate() {
                influence(at * piece + row, &mut row_values);
                let sums = &mut sums[*unit as usize * values..][..values];
                sums.iter_mut().zip(&row_values).for_each(|(sum, value)| *sum += value);
            }
            sums
        })
        .collect();
    let total = |place: usize| parts.iter().map(|part| part[place]).collect::<Sum>().value();
    Some((0..units * values).map(total).collect())
}
