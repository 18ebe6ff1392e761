//! How many cases a window needs before its score can be above the best one so far.
//!
//! The space-time permutation scan asks this a billion times. Dates keep their numbers when they are dealt out anew, so
//! what a circle of p incidents needs in a window of length l depends on nothing that changes: it is computed once, for a
//! ladder of scores, as a lower bound over windows of that length. Numbers of eight lengths stand side by side and are
//! compared at once.

use super::poisson_score;

/// Lengths that are compared at once.
pub(super) const LANES: usize = 8;
/// One number for each of eight lengths.
pub(super) type Lanes = [i16; LANES];

/// Steps of the ladder: highest scores of chance lie mostly between 6 and 16.
const STEP: f64 = 1.5;
const STEPS: usize = 16;

/// The most cases that do not beat a score, by step of the ladder, size of the circle and length of the window.
pub(super) struct Thresholds {
    blocks: usize,
    sizes: usize,
    most: Vec<Lanes>,
}

impl Thresholds {
    /// `fewest` holds for each length from 1 up the incidents of the emptiest window that has any; circles have up to
    /// `largest` incidents of `all`.
    pub(super) fn new(fewest: &[u64], largest: usize, all: f64) -> Self {
        let blocks = fewest.len().div_ceil(LANES);
        let sizes = largest + 1;
        let mut most = vec![[i16::MAX; LANES]; STEPS * sizes * blocks];
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
                    most[(step * sizes + size) * blocks + length / LANES][length % LANES] = cases;
                }
            }
        }
        Self { blocks, sizes, most }
    }

    /// What a circle of `size` incidents may have without beating `best`, in blocks of lengths.
    pub(super) fn row(&self, best: f64, size: usize) -> &[Lanes] {
        let step = ((best / STEP) as usize).min(STEPS - 1);
        let at = (step * self.sizes + size) * self.blocks;
        &self.most[at..at + self.blocks]
    }
}
