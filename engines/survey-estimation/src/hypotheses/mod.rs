//! Tests of means and ranks between groups, and the tails they are read from.

mod ranks;
mod t;

pub use ranks::{RankScore, rank_test};
pub use t::{MeanDifference, mean_difference};

/// A statistic with its reference distribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// The statistic.
    pub statistic: f64,
    /// Degrees of freedom: one for t and χ², two for F, none for a sum of weighted χ².
    pub df: Vec<f64>,
    /// Probability of such a statistic or a more extreme one when nothing is going on.
    pub p: f64,
}

/// Why a test cannot be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum TestError {
    /// A factor of a single level.
    #[error("a test needs two levels at least; the factor has one or none")]
    TooFewLevels,
    /// A two-sample test of more groups.
    #[error("this test compares two groups; there are {0}")]
    NotTwoGroups(usize),
    /// A table larger than anybody reads.
    #[error("{cells} cells are too many; a table may have {most}")]
    TooManyCells {
        /// Cells of the table.
        cells: usize,
        /// Cells it may have.
        most: usize,
    },
    /// Shares and levels do not match.
    #[error("{shares} shares for {levels} levels; one above zero is needed for each")]
    Shares {
        /// Levels of the factor.
        levels: usize,
        /// Shares given.
        shares: usize,
    },
    /// Too many empty cells, or fewer units than comparisons.
    #[error("what is to be compared does not vary freely: too many empty cells or too few units")]
    Singular,
    /// Nobody answered.
    #[error("nobody in the domain answered")]
    Empty,
}
