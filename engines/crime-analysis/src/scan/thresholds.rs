//! How many cases a window needs before its score can be above the best one so far.
//!
//! The space-time permutation scan asks this a billion times. Dates keep their numbers when they are dealt out anew, so
//! what a circle of p incidents needs in a window of length l depends on nothing that changes: it is computed once, for a
//! ladder of scores, as a lower bound over windows of that length. Numbers of all lengths stand side by side, so that a
//! processor compares several at once.

use super::poisson_score;

/// Lengths are padded to a multiple of this.
pub(super) const LANES: usize = 8;

/// Steps of the ladder: highest scores of chance lie mostly between 6 and 16.
const STEP: f64 = 1.5;
const STEPS: usize = 16;

/// The most cases that do not beat a score, by step of the ladder, size of the circle and length of the window.
pub(super) struct Thresholds {
    width: usize,
    sizes: usize,
    most: Vec<i16>,
}

impl Thresholds {
    /// `fewest` holds for each length from 1 up the incidents of the emptiest window that has any; circles have up to
    /// `largest` incidents of `all`. Each row of lengths is kept `tiles` times, for as many rows of counts.
    pub(super) fn new(fewest: &[u64], largest: usize, all: f64, tiles: usize) -> Self {
        let padded = fewest.len().next_multiple_of(LANES);
        let (width, sizes) = (padded * tiles, largest + 1);
        let mut most = vec![i16::MAX; STEPS * sizes * width];
        for step in 0..STEPS {
            for (length, fewest) in fewest.iter().enumerate() {
                let mut cases: i16 = 0;
                for size in 0..sizes {
                    let expected = size as f64 * *fewest as f64 / all;
                    let beats =
                        |cases: i16| poisson_score(f64::from(cases), expected, all) > step as f64 * STEP;
                    while usize::from(cases.unsigned_abs()) < size && !beats(cases + 1) {
                        cases += 1;
                    }
                    let row = &mut most[(step * sizes + size) * width..][..width];
                    row.iter_mut().skip(length).step_by(padded).for_each(|most| *most = cases);
                }
            }
        }
        Self { width, sizes, most }
    }

    /// What a circle of `size` incidents may have without beating `best`, by length.
    pub(super) fn row(&self, best: f64, size: usize) -> &[i16] {
        let step = ((best / STEP) as usize).min(STEPS - 1);
        &self.most[(step * self.sizes + size) * self.width..][..self.width]
    }
}
