//! Is there a cluster, where, since when, and is it more than chance? Kulldorff's scan statistics.
//!
//! ```text
//!   Zones      circles around each place, growing by one place at a time (equally far ones together), up to half of all
//!   Windows    the whole time, every interval up to a length, or intervals that end today
//!   Model      Poisson with expected numbers, Bernoulli with people, expectation-based Poisson ──► scan
//!              incidents alone, their dates dealt out anew (space-time permutation)            ──► scan_events
//!                 └─► the cylinder with the highest score, others that share no place with those before, ranks among
//!                     the highest scores of R maps made by chance
//! ```
//!
//! Zones and windows are families that are fixed before the data are seen. There is deliberately no way to ask about one
//! chosen period or one chosen circle: the well-known brain cancer cluster of Los Alamos was significant only in a window
//! that had been picked after the fact.
//!
//! Sources: Kulldorff, *A spatial scan statistic* (1997); *Prospective time periodic geographical disease surveillance*
//! (2001); Kulldorff et al., *A space-time permutation scan statistic* (2005); Neill et al. (2005) for expectations.

mod counts;
mod draws;
mod events;
mod score;
mod thresholds;
mod zones;

use std::ops::Range;

pub use counts::{Model, Study, scan};
pub use events::{Incidents, scan_events};
pub use score::{bernoulli_score, expectation_score, poisson_score};
pub use zones::Zones;

use crate::local::Ranks;
use crate::places::SpatialError;

/// Which intervals of time are looked at. Periods are days, weeks, months: those of the counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Windows {
    /// All periods together: a purely spatial scan.
    Whole,
    /// Every interval of at most so many periods, wherever it lies: looking back. Half of all periods is customary.
    Every {
        /// The longest interval.
        longest: usize,
    },
    /// Intervals of at most so many periods that end with the last one: watching, day by day.
    EndingToday {
        /// The longest interval.
        longest: usize,
    },
}

impl Windows {
    fn checked(self, periods: usize) -> Result<(), SpatialError> {
        let longest = match self {
            Self::Whole => periods,
            Self::Every { longest } | Self::EndingToday { longest } => longest,
        };
        if periods == 0 {
            return Err(SpatialError::Empty);
        }
        if longest == 0 || longest > periods {
            return Err(SpatialError::Setting("a window that is empty or longer than the study"));
        }
        Ok(())
    }

    fn all(self, periods: usize) -> Vec<Range<usize>> {
        match self {
            Self::Whole => std::iter::once(0..periods).collect(),
            Self::EndingToday { longest } => (1..=longest).map(|length| periods - length..periods).collect(),
            Self::Every { longest } => (0..periods)
                .flat_map(|from| (1..=longest.min(periods - from)).map(move |length| from..from + length))
                .collect(),
        }
    }
}

/// A place and time with more cases than expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// The place in the middle, or the number of a zone that was listed.
    pub centre: usize,
    /// Places (rows of incidents for [`scan_events`]) in it, from the middle outwards.
    pub places: Vec<usize>,
    /// Distance of the farthest of them from the middle; `None` for a zone that was listed.
    pub radius: Option<f64>,
    /// Periods, from the first to before the last.
    pub periods: Range<usize>,
    /// Cases in it.
    pub observed: u64,
    /// Cases expected in it.
    pub expected: f64,
    /// Risk inside by risk outside (by expectation for the models without an outside); `None` where nothing is outside.
    pub relative_risk: Option<f64>,
    /// Log likelihood ratio.
    pub score: f64,
    /// Where the score stands among the highest scores of chance.
    pub ranks: Ranks,
}

impl Cluster {
    /// Probability that chance has as high a highest score anywhere: (r + 1)/(R + 1). For clusters after the first it is
    /// too careful.
    pub fn p(&self) -> f64 {
        self.ranks.p_high()
    }

    /// How many analyses, one a period, until chance alone shows something as high: 1/p. Meant for
    /// [`Windows::EndingToday`].
    pub fn recurrence_interval(&self) -> f64 {
        1.0 / self.p()
    }
}

/// What was found: clusters from the highest score down, no two with a place in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Clusters {
    /// The clusters; none when nothing is above expectation.
    pub found: Vec<Cluster>,
    /// Highest scores of the maps made by chance, ascending.
    pub chance: Vec<f64>,
}

/// The best of one centre, before its rank is known.
#[derive(Debug, Clone, PartialEq)]
struct Best {
    centre: usize,
    /// How many places from the middle outwards.
    places: usize,
    periods: Range<usize>,
    score: f64,
}

/// Picks centres from the highest score down, leaving out what shares a place with one before.
fn apart(mut best: Vec<Best>, places: impl Fn(&Best) -> Vec<usize>, count: usize) -> Vec<(Best, Vec<usize>)> {
    best.retain(|best| best.score > 0.0);
    best.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.centre.cmp(&b.centre)));
    let mut taken = vec![false; count];
    let mut found = Vec::new();
    for best in best {
        if taken.iter().all(|taken| *taken) {
            break;
        }
        let places = places(&best);
        if places.iter().all(|place| !taken[*place]) {
            places.iter().for_each(|place| taken[*place] = true);
            found.push((best, places));
        }
    }
    found
}

fn ranks(score: f64, chance: &[f64]) -> Ranks {
    let below = chance.partition_point(|it| *it < score);
    let at_most = chance.partition_point(|it| *it <= score);
    Ranks {
        at_least: (chance.len() - below) as u32,
        at_most: at_most as u32,
        replicates: chance.len() as u32,
    }
}
