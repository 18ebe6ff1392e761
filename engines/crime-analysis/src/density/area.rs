//! The study area: polygons with holes, and what lies inside.

use rayon::prelude::*;

use super::border::{Border, Masses};
use super::{Grid, Kernel, Source};
use crate::places::{Point, SpatialError};

/// A ring and the holes in it; closed or not, in any direction.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Polygon {
    /// The border.
    pub outer: Vec<Point>,
    /// What does not belong to it.
    pub holes: Vec<Vec<Point>>,
}

/// Polygons that do not overlap: a city.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    edges: Vec<Edge>,
    /// Edges by slabs from south to north, so that a place asks only those beside it.
    slabs: Vec<Vec<u32>>,
    south: f64,
    slab: f64,
}

/// A directed edge with the inside on its left.
pub(super) type Edge = (Point, Point);

impl Area {
    /// The area of some polygons.
    ///
    /// # Errors
    /// [`SpatialError::Empty`] without polygons; [`SpatialError::Ring`] for a ring that encloses nothing (rings are
    /// numbered as they come, holes after their border); [`SpatialError::Coordinates`] with the number of the ring.
    pub fn new(polygons: &[Polygon]) -> Result<Self, SpatialError> {
        let mut edges = Vec::new();
        let rings = polygons.iter().flat_map(|polygon| {
            std::iter::once((&polygon.outer, true)).chain(polygon.holes.iter().map(|hole| (hole, false)))
        });
        for (number, (ring, outer)) in rings.enumerate() {
            edges.extend(directed(ring, outer, number)?);
        }
        if edges.is_empty() { Err(SpatialError::Empty) } else { Ok(Self::of(edges)) }
    }

    fn of(edges: Vec<Edge>) -> Self {
        let ends = || edges.iter().map(|(a, _)| a.y);
        let (south, north) = (ends().fold(f64::INFINITY, f64::min), ends().fold(f64::NEG_INFINITY, f64::max));
        let count = edges.len().clamp(1, 4_096);
        let slab = ((north - south) / count as f64).max(f64::MIN_POSITIVE);
        let mut area = Self { slabs: vec![Vec::new(); count], edges, south, slab };
        for (number, (a, b)) in area.edges.iter().enumerate() {
            for slab in area.slab_of(a.y.min(b.y))..=area.slab_of(a.y.max(b.y)) {
                area.slabs[slab].push(number as u32);
            }
        }
        area
    }

    fn slab_of(&self, y: f64) -> usize {
        (((y - self.south) / self.slab).max(0.0) as usize).min(self.slabs.len() - 1)
    }

    /// Where the border crosses a parallel, in no order.
    fn crossings(&self, y: f64) -> impl Iterator<Item = f64> {
        let beside = self.slabs[self.slab_of(y)].iter().map(|edge| self.edges[*edge as usize]);
        let cut = beside.filter(move |(a, b)| (a.y > y) != (b.y > y));
        cut.map(move |(a, b)| a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x))
    }

    /// Whether a place lies inside; on the border it is one or the other.
    pub fn contains(&self, place: Point) -> bool {
        self.crossings(place.y).filter(|x| *x > place.x).count() % 2 == 1
    }

    /// The part of a kernel around a place that lies inside: 1 far from the border, 0.5 on a straight one.
    pub fn kernel_mass(&self, kernel: Kernel, h: f64, place: Point) -> f64 {
        let border = Border::new(&self.edges, kernel, h);
        Masses::new(self, &border).mass(place, h, self.contains(place))
    }

    /// For each cell of a grid, whether its middle lies inside.
    pub(super) fn cells(&self, grid: &Grid) -> Vec<bool> {
        let mut inside = vec![false; grid.columns * grid.rows];
        inside.par_chunks_mut(grid.columns).enumerate().for_each(|(row, inside)| {
            let mut crossings: Vec<f64> = self.crossings(grid.y(row)).collect();
            crossings.sort_unstable_by(f64::total_cmp);
            for (column, inside) in inside.iter_mut().enumerate() {
                let left = crossings.partition_point(|x| *x <= grid.x(column));
                *inside = (crossings.len() - left) % 2 == 1;
            }
        });
        inside
    }

    /// The border cut into pieces for kernels of about one bandwidth.
    pub(super) fn border(&self, kernel: Kernel, h: f64) -> Border {
        Border::new(&self.edges, kernel, h)
    }

    /// Divides the weight of each source by the part of its kernel inside.
    pub(super) fn divide(&self, kernel: Kernel, sources: &mut [Source]) {
        let mean = sources.iter().map(|source| source.h).sum::<f64>() / sources.len().max(1) as f64;
        if sources.is_empty() {
            return;
        }
        let border = self.border(kernel, mean);
        let masses = Masses::new(self, &border);
        sources.par_iter_mut().for_each(|source| source.weight /= masses.mass(source.point, source.h, true));
    }
}

/// Edges of a ring with the inside of the area on their left.
fn directed(ring: &[Point], outer: bool, number: usize) -> Result<Vec<Edge>, SpatialError> {
    if ring.iter().any(|point| !(point.x.is_finite() && point.y.is_finite())) {
        return Err(SpatialError::Coordinates(number));
    }
    let next = ring.iter().cycle().skip(1);
    let mut edges: Vec<Edge> = ring.iter().zip(next).map(|(a, b)| (*a, *b)).filter(|(a, b)| a != b).collect();
    let low = ring.first().copied().unwrap_or(Point::new(0.0, 0.0));
    let twice: f64 =
        edges.iter().map(|(a, b)| (a.x - low.x) * (b.y - low.y) - (b.x - low.x) * (a.y - low.y)).sum();
    if edges.len() < 3 || twice == 0.0 {
        return Err(SpatialError::Ring(number));
    }
    if (twice > 0.0) != outer {
        edges.iter_mut().for_each(|(a, b)| std::mem::swap(a, b));
    }
    Ok(edges)
}
