//! After a burglary, is the neighbourhood at risk, how far and how long? Knox's table of near repeats.
//!
//! ```text
//!   all pairs of incidents   by distance and days between them ──► observed
//!   the same with the dates dealt out anew, R times            ──► mean of chance, p = (r + 1)/(R + 1)
//! ```
//!
//! **Bands are half-open.** Ends 200, 400 mean [0, 200) and [200, 400); ends 1, 7 mean the same day, and 1 to 6 days later.
//! The Near Repeat Calculator 1.3 labels the band [a − 1, b) as "a to b", which once moved the peak of a published
//! example from the same day to the next one.
//!
//! A repeat is a pair in the band of the same place, such as [0, 0.1). Incidents published at snap points are at "the same
//! place" only because the publisher put them there: see [`Question::leave_stacks_above`].
//!
//! Sources: Knox, *The detection of space-time interactions*, Applied Statistics 13 (1964); Johnson et al., *Space-time
//! patterns of risk*, Journal of Quantitative Criminology 23 (2007).

mod count;

use distributions::poisson;

use crate::local::{Permutations, Ranks};
use crate::places::{Point, SpatialError, checked, same_length};
use count::Pairs;

/// How far two places are from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// As the crow flies.
    Euclidean,
    /// Along a right-angled street grid.
    Manhattan,
}

impl Metric {
    fn distance(self, a: Point, b: Point) -> f64 {
        match self {
            Self::Euclidean => a.distance(b),
            Self::Manhattan => (a.x - b.x).abs() + (a.y - b.y).abs(),
        }
    }
}

/// Which pairs are counted in which cell, and how often chance is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Ends of the bands of distance, ascending, the first band starting at 0. `f64::INFINITY` as the last one takes in all
    /// that is farther.
    pub space: Vec<f64>,
    /// Ends of the bands of time in the unit of the times, ascending; `i64::MAX` as the last one takes in all later.
    pub time: Vec<i64>,
    /// How distance is measured.
    pub metric: Metric,
    /// How often the dates are dealt out anew.
    pub permutations: Permutations,
    /// Pairs of incidents at one place are not counted where more than so many incidents are stacked (snap points).
    pub leave_stacks_above: Option<usize>,
}

/// One cell of Knox's table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// Pairs in the bands of the cell.
    pub observed: u64,
    /// Mean number of pairs when dates are dealt out by chance.
    pub mean: f64,
    /// Where the observed number stands among those of chance.
    pub ranks: Ranks,
}

impl Cell {
    /// Knox ratio: observed to mean. `None` when chance never put a pair here.
    pub fn ratio(&self) -> Option<f64> {
        (self.mean > 0.0).then(|| self.observed as f64 / self.mean)
    }

    /// Probability that chance gives as many pairs: (r + 1)/(R + 1).
    pub fn p(&self) -> f64 {
        self.ranks.p_high()
    }
}

/// Knox's table.
#[derive(Debug, Clone, PartialEq)]
pub struct NearRepeats {
    /// Cells by band of distance, then by band of time.
    pub cells: Vec<Vec<Cell>>,
    /// Pairs that were left out because they lie on one snap point.
    pub left_out: u64,
}

/// Counts pairs of incidents by distance and time, and asks chance how many there would be if time had nothing to do with
/// place. Times are whole units (days since any day; or hours), one an incident.
///
/// Time grows with the number of pairs within the last finite band of distance, times the permutations.
///
/// # Errors
/// [`SpatialError::Setting`] for bands that do not ascend, no permutations, or times more than 2³⁰ apart;
/// [`SpatialError::TooFew`] below two incidents; [`SpatialError::Coordinates`], [`SpatialError::Lengths`].
pub fn near_repeats(
    points: &[Point],
    times: &[i64],
    question: &Question,
) -> Result<NearRepeats, SpatialError> {
    checked(points)?;
    same_length(points.len(), times.len())?;
    if points.len() < 2 {
        return Err(SpatialError::TooFew { found: points.len(), needed: 2 });
    }
    let ascending =
        |ends: &[f64]| ends.first().is_some_and(|end| *end > 0.0) && ends.is_sorted_by(|a, b| a < b);
    let later: Vec<f64> = question.time.iter().map(|end| *end as f64).collect();
    if !ascending(&question.space) || !ascending(&later) {
        return Err(SpatialError::Setting("a list of bands that does not ascend from above 0"));
    }
    if question.permutations.count == 0 {
        return Err(SpatialError::Setting("a permutation test without permutations"));
    }
    let pairs = Pairs::new(points, times, question)?;
    let drawn = pairs.permuted(question.permutations);
    let observed = pairs.observed();
    let replicates = question.permutations.count;
    let cell = |(observed, drawn): (&u64, &count::Drawn)| Cell {
        observed: *observed,
        mean: drawn.sum as f64 / f64::from(replicates),
        ranks: Ranks { at_least: drawn.at_least, at_most: drawn.at_most, replicates },
    };
    let cells: Vec<Cell> = observed.iter().zip(&drawn).map(cell).collect();
    Ok(NearRepeats {
        cells: cells.chunks(question.time.len()).map(<[Cell]>::to_vec).collect(),
        left_out: pairs.left_out(),
    })
}

/// Knox's test without permutations, from the four counts he printed: pairs in all, close in time, close in space, and
/// close in both. Gives the expected number and the Poisson probability of at least as many.
pub fn knox(pairs: u64, close_in_time: u64, close_in_space: u64, both: u64) -> Option<(f64, f64)> {
    let fits = both <= close_in_space.min(close_in_time) && close_in_time.max(close_in_space) <= pairs;
    (fits && pairs > 0).then(|| {
        let expected = close_in_time as f64 * close_in_space as f64 / pairs as f64;
        (expected, poisson::upper_tail(both as f64 - 1.0, expected))
    })
}
