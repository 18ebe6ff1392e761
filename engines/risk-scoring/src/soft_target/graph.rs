//! The graph that belongs to the method: damage to the right, probability upward.

use std::collections::BTreeMap;

use super::{Mode, Rating};

/// A place of the graph with the variants that fall on it. Several often do; each place is drawn once, with their number.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Point {
    /// D, on the x axis as the ministry draws it.
    pub damage: u16,
    /// P, on the y axis.
    pub probability: u16,
    /// Numbers of the variants here, in the order of the list.
    pub variants: Vec<usize>,
}

/// The points of the graph, from the left, upward. Axes are [`Rating::damages`] and [`Rating::probabilities`]. What is not
/// rated has no place.
#[must_use]
pub fn points<M: Mode>(ratings: &[Option<Rating<M>>]) -> Vec<Point> {
    let mut places: BTreeMap<(u16, u16), Vec<usize>> = BTreeMap::new();
    for (at, rating) in ratings.iter().enumerate() {
        let Some(rating) = rating else { continue };
        places.entry((rating.damage(), rating.probability())).or_default().push(at);
    }
    let points = places.into_iter();
    points.map(|((damage, probability), variants)| Point { damage, probability, variants }).collect()
}
