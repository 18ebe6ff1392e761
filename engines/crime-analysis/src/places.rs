//! Where things happened: points of a plane, what is wrong with them, and a quick way to those near by.
//!
//! ```text
//!   points ──► checked        every coordinate is a number
//!          ──► stacks         many incidents on one spot: a published snap point, not a hot spot
//!          ──► Buckets        who lies within a distance, who are the nearest
//! ```
//!
//! Coordinates are metres (or any one unit) of a flat map, such as S-JTSK; degrees must be projected first, because a
//! degree east is not as long as a degree north.

use rayon::prelude::*;
use thiserror::Error;

/// A point of the map, in units of its projection.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// East (or whatever the first axis of the map is).
    pub x: f64,
    /// North (or whatever the second axis of the map is).
    pub y: f64,
}

impl Point {
    /// A point from its two coordinates.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Straight distance.
    pub fn distance(self, other: Self) -> f64 {
        self.squared(other).sqrt()
    }

    pub(crate) fn squared(self, other: Self) -> f64 {
        let (dx, dy) = (self.x - other.x, self.y - other.y);
        dx * dx + dy * dy
    }

    /// The spot as bits, so that equal coordinates are one place (−0 is 0).
    pub(crate) fn spot(self) -> (u64, u64) {
        ((self.x + 0.0).to_bits(), (self.y + 0.0).to_bits())
    }
}

/// Why something cannot be computed in space. Numbers of rows count from 0.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum SpatialError {
    /// Nothing was given.
    #[error("there is nothing to look at")]
    Empty,
    /// More is needed for this question.
    #[error("{found} are too few, {needed} are needed")]
    TooFew {
        /// How many there are.
        found: usize,
        /// How many it takes.
        needed: usize,
    },
    /// A coordinate is not a number.
    #[error("the coordinates of row {0} are not finite numbers")]
    Coordinates(usize),
    /// A value is not a number.
    #[error("the value of row {0} is not a finite number")]
    Value(usize),
    /// A count, weight, distance or population below zero.
    #[error("row {0} is below zero")]
    Negative(usize),
    /// Two columns that belong together have different lengths.
    #[error("{found} rows where {expected} are expected")]
    Lengths {
        /// Rows of the first.
        expected: usize,
        /// Rows of the other.
        found: usize,
    },
    /// A neighbour that is not an area, is the area itself or is named twice.
    #[error("area {area} cannot have the neighbour {neighbour}")]
    Neighbour {
        /// Whose list it is.
        area: usize,
        /// Who is named in it.
        neighbour: usize,
    },
    /// All values are the same: nothing can be above or below the others.
    #[error("all values are the same")]
    NoVariation,
    /// No area has any neighbour.
    #[error("no area has a neighbour")]
    NoNeighbours,
    /// A setting without meaning, such as a bandwidth of 0 or bands that do not grow.
    #[error("{0} has no meaning here")]
    Setting(&'static str),
    /// A ring of fewer than three corners, or without an area.
    #[error("ring {0} of the study area encloses nothing")]
    Ring(usize),
    /// There are cases where nobody lives or nothing is expected.
    #[error("row {0} has cases but no population")]
    CasesWithoutPopulation(usize),
    /// More cases than people.
    #[error("row {0} has more cases than people")]
    MoreCasesThanPeople(usize),
    /// A period beyond the last one.
    #[error("the period of row {0} is not among those of the study")]
    Period(usize),
}

pub(crate) fn checked(points: &[Point]) -> Result<(), SpatialError> {
    if points.is_empty() {
        return Err(SpatialError::Empty);
    }
    let odd = points.iter().position(|point| !(point.x.is_finite() && point.y.is_finite()));
    odd.map_or(Ok(()), |row| Err(SpatialError::Coordinates(row)))
}

pub(crate) fn same_length(expected: usize, found: usize) -> Result<(), SpatialError> {
    if expected == found { Ok(()) } else { Err(SpatialError::Lengths { expected, found }) }
}

/// Many incidents at exactly one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Stack {
    /// The place.
    pub point: Point,
    /// Rows of the incidents there, ascending.
    pub rows: Vec<usize>,
}

/// Places with more than `more_than` incidents, the highest stack first.
///
/// Published incidents are moved to points of a list (streets, the middle of a village). Such a stack says where the
/// publisher's point is, not where offences concentrate; it is reported and never spread by jitter.
///
/// # Errors
/// [`SpatialError::Coordinates`].
pub fn stacks(points: &[Point], more_than: usize) -> Result<Vec<Stack>, SpatialError> {
    if points.is_empty() {
        return Ok(Vec::new());
    }
    checked(points)?;
    let mut spots: Vec<((u64, u64), usize)> =
        points.par_iter().map(|point| point.spot()).zip(0..points.len()).collect();
    spots.par_sort_unstable();
    let mut stacks: Vec<Stack> = spots
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|spot| spot.len() > more_than)
        .filter_map(|spot| {
            Some(Stack { point: *points.get(spot.first()?.1)?, rows: spot.iter().map(|it| it.1).collect() })
        })
        .collect();
    stacks.sort_unstable_by_key(|stack| (usize::MAX - stack.rows.len(), stack.rows.first().copied()));
    Ok(stacks)
}

/// Points in square buckets: those of a bucket stand together, buckets row by row.
pub(crate) struct Buckets<'a> {
    points: &'a [Point],
    low: Point,
    size: f64,
    columns: usize,
    rows: usize,
    starts: Vec<u32>,
    order: Vec<u32>,
}

impl<'a> Buckets<'a> {
    /// Buckets of about `size`, made larger when that would be more than four buckets a point. The points are finite.
    pub(crate) fn new(points: &'a [Point], size: f64) -> Self {
        let low = points.iter().fold(Point::new(f64::INFINITY, f64::INFINITY), |low, point| {
            Point::new(low.x.min(point.x), low.y.min(point.y))
        });
        let high =
            points.iter().fold(low, |high, point| Point::new(high.x.max(point.x), high.y.max(point.y)));
        let (width, height) = (high.x - low.x, high.y - low.y);
        let most = 4.0 * points.len() as f64 + 16.0;
        let mut size = size.max(width.max(height) / most).max(f64::MIN_POSITIVE);
        while (width / size + 1.0) * (height / size + 1.0) > most {
            size *= 1.5;
        }
        let (columns, rows) = ((width / size) as usize + 1, (height / size) as usize + 1);
        let mut buckets =
            Self { points, low, size, columns, rows, starts: vec![0; columns * rows + 1], order: Vec::new() };
        let places: Vec<usize> = points.iter().map(|point| buckets.bucket(*point)).collect();
        places.iter().for_each(|place| buckets.starts[place + 1] += 1);
        (0..columns * rows).for_each(|at| buckets.starts[at + 1] += buckets.starts[at]);
        let mut next = buckets.starts.clone();
        buckets.order = vec![0; points.len()];
        for (row, place) in places.into_iter().enumerate() {
            buckets.order[next[place] as usize] = row as u32;
            next[place] += 1;
        }
        buckets
    }

    /// Rows of the points, bucket by bucket: neighbours on the map are mostly neighbours here.
    pub(crate) fn order(&self) -> &[u32] {
        &self.order
    }

    fn column(&self, x: f64) -> usize {
        (((x - self.low.x) / self.size).max(0.0) as usize).min(self.columns - 1)
    }

    fn row(&self, y: f64) -> usize {
        (((y - self.low.y) / self.size).max(0.0) as usize).min(self.rows - 1)
    }

    fn bucket(&self, point: Point) -> usize {
        self.row(point.y) * self.columns + self.column(point.x)
    }

    /// Calls `found` for rows of points in the square of the given half side around `point`; some may lie outside.
    pub(crate) fn around(&self, point: Point, half: f64, mut found: impl FnMut(usize)) {
        let (left, right) = (self.column(point.x - half), self.column(point.x + half));
        for row in self.row(point.y - half)..=self.row(point.y + half) {
            let from = self.starts[row * self.columns + left] as usize;
            let to = self.starts[row * self.columns + right + 1] as usize;
            self.order[from..to].iter().for_each(|at| found(*at as usize));
        }
    }

    /// The `k` nearest to `point` (fewer when there are no more), nearest first, equal distances by row; without `except`.
    pub(crate) fn nearest(&self, point: Point, k: usize, except: Option<usize>) -> Vec<(f64, usize)> {
        let all = self.points.len() - usize::from(except.is_some());
        let k = k.min(all);
        let mut half = self.size * (k as f64).sqrt().max(1.0);
        loop {
            let mut near = Vec::new();
            self.around(point, half, |row| {
                if Some(row) != except {
                    near.push((point.squared(self.points[row]), row));
                }
            });
            near.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let sure = near.iter().take_while(|(squared, _)| *squared <= half * half).count();
            if sure >= k || near.len() == all {
                near.truncate(k);
                near.iter_mut().for_each(|(distance, _)| *distance = distance.sqrt());
                return near;
            }
            half *= 1.7;
        }
    }
}

#[cfg(test)]
mod tests {
    use distributions::random::Random;

    use super::*;

    fn drawn(n: usize, seed: u64) -> Vec<Point> {
        let mut random = Random::new(seed, 0);
        (0..n).map(|_| Point::new(1e3 * random.unit().powi(3), 50.0 * random.unit())).collect()
    }

    #[test]
    fn the_nearest_are_those_of_a_full_search() {
        let points = drawn(300, 1);
        for size in [1e-9, 3.0, 1e6] {
            let buckets = Buckets::new(&points, size);
            for (row, point) in points.iter().enumerate().step_by(17) {
                let mut all: Vec<(f64, usize)> =
                    points.iter().map(|it| point.distance(*it)).zip(0..).collect();
                all.remove(row);
                all.sort_by(|a, b| a.0.total_cmp(&b.0));
                assert_eq!(buckets.nearest(*point, 9, Some(row)), all[..9]);
            }
            assert_eq!(buckets.nearest(points[0], 1_000, None).len(), 300);
        }
    }

    #[test]
    fn stacks_are_reported_highest_first() {
        let mut points = drawn(20, 2);
        points.extend([Point::new(0.0, 5.0); 4]);
        points.extend([Point::new(-0.0, 5.0); 2]);
        points.extend([Point::new(7.0, 7.0); 3]);
        let found = stacks(&points, 2).unwrap();
        assert_eq!(found.iter().map(|stack| stack.rows.len()).collect::<Vec<_>>(), [6, 3]);
        assert_eq!(found[1].rows, [26, 27, 28]);
        assert_eq!(stacks(&[], 2), Ok(vec![]));
        assert_eq!(stacks(&[Point::new(f64::NAN, 0.0)], 2), Err(SpatialError::Coordinates(0)));
    }

    #[test]
    fn points_on_one_spot_and_far_apart_do_no_harm() {
        let one = vec![Point::new(3.0, 3.0); 50];
        assert_eq!(Buckets::new(&one, 0.0).nearest(one[0], 3, Some(0)).len(), 3);
        let far = [Point::new(-1e300, 0.0), Point::new(1e300, 1.0)];
        assert_eq!(Buckets::new(&far, 1.0).nearest(far[0], 1, Some(0))[0].1, 1);
    }
}
