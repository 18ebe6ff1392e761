//! Where and when the risk gathers.

use super::{Mode, Rating};

/// Sums of R by place (or by time), and what share of the whole they are.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Profile {
    /// Σ R of each cell, in the order of the catalogue.
    pub sums: Vec<u64>,
    /// The sum of `sums`. A variant with two places counts in both, so this may be more than Σ R of the list; shares are
    /// taken of this.
    pub total: u64,
    /// Whole percent of each cell, adding to 100: largest remainder, equal remainders in the order of the catalogue.
    /// Empty when nothing is rated: there is no share of nothing.
    pub percent: Vec<u8>,
}

impl Profile {
    /// The exact share of a cell, 0 to 1.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "sums of risks lie far below 2^53")]
    pub fn share(&self, cell: usize) -> Option<f64> {
        let sum = *self.sums.get(cell)?;
        (self.total > 0).then(|| sum as f64 / self.total as f64)
    }

    /// Whether anything is rated in any cell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }
}

/// Sums R over cells of a catalogue (places, or times).
///
/// - in: how many cells there are; each variant's rating with the cells it covers. What is not rated enters no sum, a
///   variant without a cell neither, a cell named twice counts once, and a cell outside the catalogue is left out
/// - cost: one pass
pub fn profile<'a, M: Mode>(
    cells: usize,
    variants: impl IntoIterator<Item = (Option<Rating<M>>, &'a [usize])>,
) -> Profile {
    let mut sums = vec![0_u64; cells];
    for (rating, places) in variants {
        let Some(rating) = rating else { continue };
        for (at, place) in places.iter().enumerate() {
            let twice = places.iter().take(at).any(|it| it == place);
            if let Some(sum) = sums.get_mut(*place).filter(|_| !twice) {
                *sum += u64::from(rating.risk().value());
            }
        }
    }
    let total = sums.iter().sum();
    let percent = whole_percent(&sums, total);
    Profile { sums, total, percent }
}

/// Whole percent that add to 100.
fn whole_percent(sums: &[u64], total: u64) -> Vec<u8> {
    if total == 0 {
        return Vec::new();
    }
    let hundredfold = |sum: u64| u128::from(sum) * 100;
    let mut percent: Vec<u128> = sums.iter().map(|it| hundredfold(*it) / u128::from(total)).collect();
    let left = usize::try_from(100 - percent.iter().sum::<u128>()).unwrap_or(0);
    let mut order: Vec<usize> = (0..sums.len()).collect();
    order.sort_by_key(|at| {
        std::cmp::Reverse(sums.get(*at).map_or(0, |sum| hundredfold(*sum) % u128::from(total)))
    });
    for at in order.into_iter().take(left) {
        if let Some(it) = percent.get_mut(at) {
            *it += 1;
        }
    }
    percent.into_iter().map(|it| u8::try_from(it).unwrap_or(100)).collect()
}
