//! Who is whose neighbour, and how much it counts: sparse weights between areas.
//!
//! ```text
//!   lists of contiguous areas ─┐
//!   cells of a grid            ├──► Weights ──► including_self ──► row_standardised
//!   the k nearest              │    (one row an area; 1 for a neighbour, or any weight above 0)
//!   all within a distance     ─┘
//! ```

use rayon::prelude::*;

use crate::places::{Buckets, Point, SpatialError, checked};

/// Weights between areas, kept row by row; neighbours of a row ascend.
///
/// An area without neighbours is an island: it keeps an empty row, and each statistic says what it makes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    starts: Vec<usize>,
    neighbours: Vec<u32>,
    weights: Vec<f64>,
}

/// Which cells of a grid touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contiguity {
    /// Those with a common side.
    Rook,
    /// Those with a common side or corner.
    Queen,
}

impl Weights {
    /// Weight 1 for every area named in the list of an area. Lists need not be symmetric.
    ///
    /// # Errors
    /// [`SpatialError::Neighbour`] for one that does not exist, is the area itself or is named twice;
    /// [`SpatialError::Empty`].
    pub fn contiguous(lists: &[Vec<usize>]) -> Result<Self, SpatialError> {
        let rows: Vec<Vec<(usize, f64)>> =
            lists.iter().map(|list| list.iter().map(|area| (*area, 1.0)).collect()).collect();
        Self::weighted(&rows)
    }

    /// Any weights above 0, such as shares of a common border or decay with distance.
    ///
    /// # Errors
    /// As [`Weights::contiguous`]; [`SpatialError::Negative`] and [`SpatialError::Value`] name the area of the weight.
    pub fn weighted(lists: &[Vec<(usize, f64)>]) -> Result<Self, SpatialError> {
        if lists.is_empty() {
            return Err(SpatialError::Empty);
        }
        let mut all = Self { starts: vec![0], neighbours: Vec::new(), weights: Vec::new() };
        for (area, list) in lists.iter().enumerate() {
            let mut row = list.clone();
            row.sort_unstable_by_key(|(neighbour, _)| *neighbour);
            let mut before = None;
            for (neighbour, weight) in row {
                if neighbour >= lists.len() || neighbour == area || before == Some(neighbour) {
                    return Err(SpatialError::Neighbour { area, neighbour });
                }
                if !weight.is_finite() {
                    return Err(SpatialError::Value(area));
                }
                if weight <= 0.0 {
                    return Err(SpatialError::Negative(area));
                }
                before = Some(neighbour);
                all.neighbours.push(neighbour as u32);
                all.weights.push(weight);
            }
            all.starts.push(all.neighbours.len());
        }
        Ok(all)
    }

    /// Weight 1 for the `k` nearest of each; of equally distant ones those that come first. Not symmetric.
    ///
    /// # Errors
    /// [`SpatialError::Coordinates`]; [`SpatialError::TooFew`] when there are no `k` others.
    pub fn nearest(points: &[Point], k: usize) -> Result<Self, SpatialError> {
        checked(points)?;
        if points.len() <= k {
            return Err(SpatialError::TooFew { found: points.len(), needed: k + 1 });
        }
        let buckets = Buckets::new(points, spacing(points));
        let near = |(row, point): (usize, &Point)| {
            let found = buckets.nearest(*point, k, Some(row));
            found.into_iter().map(|(_, neighbour)| neighbour).collect()
        };
        Self::contiguous(&points.par_iter().enumerate().map(near).collect::<Vec<Vec<usize>>>())
    }

    /// Weight 1 for all others not farther than `distance`. Symmetric.
    ///
    /// # Errors
    /// [`SpatialError::Coordinates`]; [`SpatialError::Setting`] for a distance that is not above 0.
    pub fn within(points: &[Point], distance: f64) -> Result<Self, SpatialError> {
        checked(points)?;
        if !(distance > 0.0 && distance.is_finite()) {
            return Err(SpatialError::Setting("a distance that is not above 0"));
        }
        let buckets = Buckets::new(points, distance);
        let near = |(row, point): (usize, &Point)| {
            let mut found = Vec::new();
            buckets.around(*point, distance, |other| {
                if other != row && points.get(other).is_some_and(|it| point.distance(*it) <= distance) {
                    found.push(other);
                }
            });
            found
        };
        Self::contiguous(&points.par_iter().enumerate().map(near).collect::<Vec<Vec<usize>>>())
    }

    /// Weight 1 for touching cells of a grid that is numbered row by row.
    ///
    /// # Errors
    /// [`SpatialError::Empty`] for a grid without cells.
    pub fn grid(columns: usize, rows: usize, contiguity: Contiguity) -> Result<Self, SpatialError> {
        let touching = |cell: usize| {
            let (column, row) = (cell % columns, cell / columns);
            let near = |at: usize, count: usize| at.saturating_sub(1)..=(at + 1).min(count - 1);
            near(row, rows)
                .flat_map(|other_row| near(column, columns).map(move |other| (other, other_row)))
                .filter(|at| *at != (column, row))
                .filter(|(c, r)| contiguity == Contiguity::Queen || *c == column || *r == row)
                .map(|(c, r)| r * columns + c)
                .collect()
        };
        Self::contiguous(&(0..columns * rows).map(touching).collect::<Vec<Vec<usize>>>())
    }

    /// The same weights with each area its own neighbour of weight 1, as Gi* wants it; where one is already, it stays.
    #[must_use]
    pub fn including_self(&self) -> Self {
        let mut all = Self { starts: vec![0], neighbours: Vec::new(), weights: Vec::new() };
        for (area, (neighbours, weights)) in self.rows().enumerate() {
            let at = neighbours.partition_point(|neighbour| (*neighbour as usize) < area);
            let has = neighbours.get(at).is_some_and(|it| *it as usize == area);
            let (own, one): (&[u32], &[f64]) = if has { (&[], &[]) } else { (&[area as u32], &[1.0]) };
            all.neighbours.extend(neighbours[..at].iter().chain(own).chain(&neighbours[at..]));
            all.weights.extend(weights[..at].iter().chain(one).chain(&weights[at..]));
            all.starts.push(all.neighbours.len());
        }
        all
    }

    /// The same weights divided by the sum of their row, so that a lag is a mean; rows of islands stay empty.
    #[must_use]
    pub fn row_standardised(&self) -> Self {
        let mut all = self.clone();
        for area in 0..self.len() {
            let row = &mut all.weights[self.starts[area]..self.starts[area + 1]];
            let sum: f64 = row.iter().sum();
            row.iter_mut().for_each(|weight| *weight /= sum);
        }
        all
    }

    /// Number of areas.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Never true: weights have an area at least.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Areas without any neighbour, ascending.
    pub fn islands(&self) -> Vec<usize> {
        (0..self.len()).filter(|area| self.starts[*area] == self.starts[*area + 1]).collect()
    }

    /// Neighbours of each area and their weights, area by area.
    pub fn rows(&self) -> impl Iterator<Item = (&[u32], &[f64])> {
        (0..self.len()).map(|area| self.row(area))
    }

    pub(crate) fn row(&self, area: usize) -> (&[u32], &[f64]) {
        let row = self.starts[area]..self.starts[area + 1];
        (&self.neighbours[row.clone()], &self.weights[row])
    }

    /// The weighted sum over the neighbours of each area; `values` has a value an area.
    pub(crate) fn lags(&self, values: &[f64]) -> Vec<f64> {
        let lag = |(neighbours, weights): (&[u32], &[f64])| {
            neighbours.iter().zip(weights).map(|(area, weight)| weight * values[*area as usize]).sum()
        };
        self.rows().map(lag).collect()
    }

    pub(crate) fn between(&self, area: usize, neighbour: usize) -> f64 {
        let (neighbours, weights) = self.row(area);
        neighbours.binary_search(&(neighbour as u32)).map_or(0.0, |at| weights[at])
    }

    /// The sums of Cliff and Ord: S0 = Σw, S1 = ½Σ(w_ij + w_ji)², S2 = Σ(row sum + column sum)².
    pub(crate) fn sums(&self) -> Sums {
        let mut sums = Sums { s0: self.weights.iter().sum(), s1: 0.0, s2: 0.0 };
        let mut margins = vec![0.0; self.len()];
        for (area, (neighbours, weights)) in self.rows().enumerate() {
            margins[area] += weights.iter().sum::<f64>();
            for (neighbour, weight) in neighbours.iter().zip(weights) {
                let back = self.between(*neighbour as usize, area);
                margins[*neighbour as usize] += weight;
                // A pair known from both sides is met twice, one known from one side once.
                let share = if back > 0.0 { 0.5 } else { 1.0 };
                sums.s1 += share * (weight + back).powi(2);
            }
        }
        sums.s2 = margins.iter().map(|margin| margin * margin).sum();
        sums
    }
}

pub(crate) struct Sums {
    pub(crate) s0: f64,
    pub(crate) s1: f64,
    pub(crate) s2: f64,
}

/// About the distance between neighbouring points.
pub(crate) fn spacing(points: &[Point]) -> f64 {
    let range = |of: fn(&Point) -> f64| {
        let low = points.iter().map(of).fold(f64::INFINITY, f64::min);
        points.iter().map(of).fold(f64::NEG_INFINITY, f64::max) - low
    };
    (range(|point| point.x) * range(|point| point.y) / points.len() as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(weights: &Weights) -> Vec<Vec<u32>> {
        weights.rows().map(|(neighbours, _)| neighbours.to_vec()).collect()
    }

    #[test]
    fn a_grid_touches_by_sides_or_corners_too() {
        let rook = Weights::grid(3, 2, Contiguity::Rook).unwrap();
        assert_eq!(
            lists(&rook),
            [vec![1, 3], vec![0, 2, 4], vec![1, 5], vec![0, 4], vec![1, 3, 5], vec![2, 4]]
        );
        let queen = Weights::grid(3, 2, Contiguity::Queen).unwrap();
        assert_eq!(lists(&queen)[1], [0, 2, 3, 4, 5]);
        assert_eq!(Weights::grid(0, 5, Contiguity::Rook), Err(SpatialError::Empty));
    }

    #[test]
    fn distance_and_nearest_find_the_same_on_a_line() {
        let points: Vec<Point> = (0..5).map(|x| Point::new(f64::from(x), 0.0)).collect();
        assert_eq!(lists(&Weights::within(&points, 1.0).unwrap())[2], [1, 3]);
        assert_eq!(lists(&Weights::nearest(&points, 2).unwrap())[2], [1, 3]);
        assert_eq!(lists(&Weights::nearest(&points, 1).unwrap())[2], [1], "of equal ones the first");
        assert_eq!(Weights::within(&points, 0.5).unwrap().islands().len(), 5);
        assert_eq!(Weights::nearest(&points, 5), Err(SpatialError::TooFew { found: 5, needed: 6 }));
    }

    #[test]
    fn lists_that_cannot_be_are_refused_by_name() {
        for (lists, neighbour) in
            [(vec![vec![1], vec![2]], 2), (vec![vec![0]], 0), (vec![vec![1, 1], vec![]], 1)]
        {
            let found = Weights::contiguous(&lists);
            assert!(matches!(found, Err(SpatialError::Neighbour { neighbour: it, .. }) if it == neighbour));
        }
        assert_eq!(Weights::weighted(&[vec![(1, f64::NAN)], vec![]]), Err(SpatialError::Value(0)));
        assert_eq!(Weights::weighted(&[vec![], vec![(0, -1.0)]]), Err(SpatialError::Negative(1)));
    }

    #[test]
    fn self_is_added_once_and_rows_sum_to_one() {
        let star = Weights::contiguous(&[vec![1], vec![0], vec![]]).unwrap().including_self();
        assert_eq!(lists(&star), [vec![0, 1], vec![0, 1], vec![2]]);
        assert_eq!(star.including_self(), star);
        assert!(star.row_standardised().rows().all(|(_, w)| (w.iter().sum::<f64>() - 1.0).abs() < 1e-15));
    }
}
