//! Several people score the same variant. Their numbers are kept, never averaged into one.

use super::{Aspect, Score, Scores};

/// From this spread on people should talk before one number stands for all of them.
pub const TALK_FROM: u8 = 3;

/// What the raters said about one sub-score.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Opinion {
    /// Of what.
    pub aspect: Aspect,
    /// The scores given, lowest first; who left it out is not among them.
    pub given: Vec<Score>,
    /// The median; between two middle ones, halfway (so it may be a half and is no score).
    pub median: f64,
    /// Highest minus lowest.
    pub spread: u8,
    /// Whether the spread asks for a talk ([`TALK_FROM`]).
    pub talk: bool,
}

/// What the raters said, aspect by aspect; an aspect that nobody scored is left out.
#[must_use]
pub fn opinions(raters: &[Scores]) -> Vec<Opinion> {
    Aspect::ALL.into_iter().filter_map(|aspect| opinion(aspect, raters)).collect()
}

fn opinion(aspect: Aspect, raters: &[Scores]) -> Option<Opinion> {
    let mut given: Vec<Score> = raters.iter().filter_map(|it| it.get(aspect)).collect();
    given.sort_unstable();
    let (lowest, highest) = (given.first()?.value(), given.last()?.value());
    let (left, right) = (given.get((given.len() - 1) / 2)?, given.get(given.len() / 2)?);
    let median = f64::from(left.value() + right.value()) / 2.0;
    let spread = highest - lowest;
    Some(Opinion { aspect, given, median, spread, talk: spread >= TALK_FROM })
}
