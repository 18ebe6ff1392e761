//! Controlled rounding: every number becomes a neighbouring multiple of a base, and sums still add up.
//!
//! Instead of holding cells back. Each number is right on average: it goes up as often as its remainder says, and what
//! goes up somewhere goes down elsewhere in the same row and column.
//!
//! ```text
//!   remainders ─► a loop of cells that are not multiples yet ─► up along it, or down, by a fair draw ─► one fewer ─► …
//! ```
//!
//! # Source
//! Cox, *A constructive procedure for unbiased controlled rounding*, J. Am. Stat. Assoc. 82 (1987).

use crate::table::{Key, Table};

/// A rounded table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rounded {
    /// The base.
    pub base: u64,
    /// Cell by cell, in the order of the table; multiples of the base, sums hold.
    pub values: Vec<u64>,
}

/// Why a table is not rounded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RoundError {
    /// A base below 2 rounds nothing.
    #[error("the base must be 2 or more, usually 3, 5 or 10; it is {0}")]
    Base(u64),
    /// Both axes are nested so that no fair additive rounding was found. Round with one nested axis.
    #[error("the cell {} × {} cannot be rounded so that all sums hold", .0.0, .0.1)]
    NotAdditive(Key),
}

/// Rounds a table.
///
/// - in: `base`; `seed`: the same seed gives the same rounding. Keep it secret, and one for each table for good: two
///   roundings of one table, averaged, say more than one
/// - out: each value is the multiple below or above; a multiple stays; the expectation over seeds is the true value
/// - cost: for each cell one elimination over the sums
///
/// # Errors
/// [`RoundError`].
pub fn round(table: &Table, base: u64, seed: u64) -> Result<Rounded, RoundError> {
    if base < 2 {
        return Err(RoundError::Base(base));
    }
    let base = i128::from(base);
    let mut values: Vec<i128> = table.cells().iter().map(|it| i128::from(it.value)).collect();
    let floors: Vec<i128> = values.iter().map(|it| it - it.rem_euclid(base)).collect();
    let mut draws = Draws(seed);
    while let Some(cell) = values.iter().position(|it| it % base != 0) {
        let open: Vec<usize> =
            values.iter().enumerate().filter(|(_, it)| *it % base != 0).map(|(at, _)| at).collect();
        let direction = direction(table, &open).filter(|it| it.iter().all(|by| by.abs() <= 1));
        let Some(direction) = direction else {
            let key = table.cells().get(cell).map(|it| it.key.clone()).unwrap_or_default();
            return Err(RoundError::NotAdditive(key));
        };
        let moved: Vec<(usize, i128)> = open.into_iter().zip(direction).filter(|(_, by)| *by != 0).collect();
        // How far along the loop until the first cell is a multiple, forward and backward.
        let room = |forward: bool| {
            let rooms = moved.iter().filter_map(|(at, by)| {
                let above = values.get(*at)? - floors.get(*at)?;
                Some(if (*by > 0) == forward { base - above } else { above })
            });
            rooms.min().unwrap_or(0)
        };
        let (forward, backward) = (room(true), room(false));
        // Forward with the chance that makes the expected move zero.
        let step = if draws.below(forward + backward) < backward { forward } else { -backward };
        for (at, by) in moved {
            if let Some(value) = values.get_mut(at) {
                *value += step * by;
            }
        }
    }
    let values = values.into_iter().map(|it| u64::try_from(it).unwrap_or(0)).collect();
    Ok(Rounded { base: u64::try_from(base).unwrap_or(0), values })
}

/// A way to move these cells, and no others, so that every sum still holds: one vector of the null space, in smallest
/// whole numbers. `None` when there is none.
fn direction(table: &Table, open: &[usize]) -> Option<Vec<i128>> {
    let mut rows: Vec<Vec<i128>> = Vec::new();
    for sum in table.sums() {
        let sign = |cell: &usize| i128::from(sum.parts.contains(cell)) - i128::from(sum.whole == *cell);
        let row: Vec<i128> = open.iter().map(sign).collect();
        if row.iter().any(|it| *it != 0) {
            rows.push(row);
        }
    }
    // Gauss and Jordan in whole numbers, each row divided by what its entries have in common. Every column before the
    // first that finds no row has its own: the row of the same number.
    for column in 0..open.len() {
        let entry = |row: &Vec<i128>| row.get(column).copied().unwrap_or(0);
        let Some(found) = (column..rows.len()).find(|at| rows.get(*at).is_some_and(|row| entry(row) != 0))
        else {
            return null_vector(&rows, column, open.len());
        };
        rows.swap(column, found);
        let pivot = rows.get(column).cloned()?;
        let by = entry(&pivot);
        for (at, row) in rows.iter_mut().enumerate() {
            let factor = entry(row);
            if at != column && factor != 0 {
                for (cell, along) in row.iter_mut().zip(&pivot) {
                    *cell = cell.checked_mul(by)?.checked_sub(factor.checked_mul(*along)?)?;
                }
                shorten(row);
            }
        }
    }
    None
}

/// The vector in which this column moves and every column before it follows.
fn null_vector(rows: &[Vec<i128>], free: usize, width: usize) -> Option<Vec<i128>> {
    let mut scale = 1_i128;
    for (column, row) in rows.iter().take(free).enumerate() {
        let pivot = row.get(column)?.abs();
        scale = scale.checked_mul(pivot)? / gcd(scale, pivot).max(1);
    }
    let mut vector = vec![0; width];
    *vector.get_mut(free)? = scale;
    for (column, row) in rows.iter().take(free).enumerate() {
        *vector.get_mut(column)? = -row.get(free)?.checked_mul(scale)? / row.get(column)?;
    }
    shorten(&mut vector);
    Some(vector)
}

fn shorten(row: &mut [i128]) {
    let common = row.iter().fold(0, |common, it| gcd(common, *it));
    if common > 1 {
        row.iter_mut().for_each(|it| *it /= common);
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Even draws from a seed (SplitMix64; Steele, Lea, Flood, OOPSLA 2014).
struct Draws(u64);

impl Draws {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `end − 1`; for ends of a few tens even to one part in 10¹⁷.
    fn below(&mut self, end: i128) -> i128 {
        (i128::from(self.next()) * end) >> 64
    }
}
