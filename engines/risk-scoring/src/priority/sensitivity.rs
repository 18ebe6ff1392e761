//! How much of the order hangs on the weights.
//!
//! Three questions, each answered exactly: what moves when one weight moves; what can move at all when every weight may move;
//! and by how much a weight must move until two neighbours change places.

use serde::Serialize;

use super::index::{Priority, Scheme, real};

/// Which way a weight was moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Heavier.
    Up,
    /// Lighter.
    Down,
}

/// A school that changes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// Number of the school among those that have an index.
    pub school: usize,
    /// Place before, by the index.
    pub from: usize,
    /// Place after.
    pub to: usize,
}

/// One weight moved, the others left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Swing {
    /// Number of the criterion.
    pub criterion: usize,
    /// Which way.
    pub direction: Direction,
    /// Who changes places; nobody when the order stands.
    pub moved: Vec<Moved>,
}

/// Between which places a school stays whatever the weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Reach {
    /// Never better than this.
    pub best: usize,
    /// Never worse than this.
    pub worst: usize,
}

/// The least change of one weight at which two neighbours are level.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Tipping {
    /// Number of the school above.
    pub above: usize,
    /// Number of the school below.
    pub below: usize,
    /// Number of the criterion whose weight has to change least.
    pub criterion: usize,
    /// Its weight now.
    pub weight: u32,
    /// The weight at which the two are level; beyond it they have changed places.
    pub level_at: f64,
}

/// What happens when each weight alone becomes `percent` heavier or lighter (at 100 and more, lighter is weightless).
///
/// - out: two for each criterion, in their order, first up, then down
#[must_use]
pub fn swings(scheme: &Scheme, schools: &[Priority], percent: u32) -> Vec<Swing> {
    let weights: Vec<u64> = scheme.criteria().iter().map(|it| 100 * u64::from(it.weight)).collect();
    let before = places(&weights, schools);
    let swing = |criterion: usize, direction: Direction| {
        let mut moved = weights.clone();
        if let Some(weight) = moved.get_mut(criterion) {
            let part = *weight / 100 * u64::from(percent);
            *weight = if direction == Direction::Up { *weight + part } else { weight.saturating_sub(part) };
        }
        let after = places(&moved, schools);
        let moved = before.iter().zip(after).enumerate().filter(|(_, (from, to))| *from != to);
        let moved = moved.map(|(school, (from, to))| Moved { school, from: *from, to }).collect();
        Swing { criterion, direction, moved }
    };
    let criteria = 0..weights.len();
    criteria.flat_map(|it| [swing(it, Direction::Up), swing(it, Direction::Down)]).collect()
}

/// Between which places each school stays when every weight may move by `percent` either way, all at once.
///
/// One school is surely above another when it is so at the worst weights for it; that is exact, for the difference of two
/// indices is a sum over the criteria, and each weight can be put at its worst end by itself. The places are counted from
/// those pairs. A school may not be able to reach the end of its span, for that may take different weights against different
/// schools; it can never leave it.
#[must_use]
pub fn reach(scheme: &Scheme, schools: &[Priority], percent: u32) -> Vec<Reach> {
    // Weights in hundredths; below zero there are none.
    let ends: Vec<(i128, i128)> = scheme
        .criteria()
        .iter()
        .map(|it| {
            let (weight, percent) = (i128::from(it.weight), i128::from(percent));
            (weight * (100 - percent).max(0), weight * (100 + percent))
        })
        .collect();
    let surely_above = |a: &Priority, b: &Priority| {
        let pairs = a.bands.iter().zip(&b.bands).zip(&ends);
        let worst = |((a, b), (low, high)): ((&super::Band, &super::Band), &(i128, i128))| {
            let ahead = i128::from(a.value()) - i128::from(b.value());
            (ahead * low).min(ahead * high)
        };
        pairs.map(worst).sum::<i128>() > 0
    };
    let span = |it: &Priority| Reach {
        best: 1 + schools.iter().filter(|other| surely_above(other, it)).count(),
        worst: schools.len() - schools.iter().filter(|other| surely_above(it, other)).count(),
    };
    schools.iter().map(span).collect()
}

/// For each two neighbours in the order, the one weight whose least change levels them. Neighbours that no single weight can
/// level (it would have to be below zero) have none; neighbours that are level already are level at the present weight of
/// the first criterion that tells them apart, and are left out when none does.
#[must_use]
pub fn tippings(scheme: &Scheme, schools: &[Priority]) -> Vec<Tipping> {
    let mut order: Vec<usize> = (0..schools.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(schools.get(*at).map(|it| it.points)));
    let pairs = order.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
    pairs.filter_map(|(above, below)| tipping(scheme, schools, above, below)).collect()
}

fn tipping(scheme: &Scheme, schools: &[Priority], above: usize, below: usize) -> Option<Tipping> {
    let (first, second) = (schools.get(above)?, schools.get(below)?);
    let gap = real(first.points - second.points);
    let bands = first.bands.iter().zip(&second.bands).zip(scheme.criteria()).enumerate();
    let changes = bands.filter(|(_, ((a, b), _))| a != b).map(|(criterion, ((a, b), it))| {
        let change = -gap / (f64::from(a.value()) - f64::from(b.value()));
        (criterion, it.weight, change)
    });
    let possible = changes.filter(|(_, weight, change)| f64::from(*weight) + change >= 0.0);
    let (criterion, weight, change) = possible.min_by(|a, b| a.2.abs().total_cmp(&b.2.abs()))?;
    Some(Tipping { above, below, criterion, weight, level_at: f64::from(weight) + change })
}

/// Places of all schools by these weights.
fn places(weights: &[u64], schools: &[Priority]) -> Vec<usize> {
    let points = |it: &Priority| -> u64 {
        it.bands.iter().zip(weights).map(|(band, weight)| u64::from(band.value()) * weight).sum()
    };
    let all: Vec<u64> = schools.iter().map(points).collect();
    all.iter().map(|own| 1 + all.iter().filter(|other| *other > own).count()).collect()
}
