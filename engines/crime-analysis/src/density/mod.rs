//! Where do incidents concentrate? Kernel density over a grid, never outside the city.
//!
//! ```text
//!   points ─► bandwidths      one for all, by the k-th neighbour, or Abramson's from a pilot
//!          ─► border          what part of each kernel lies inside the study area
//!          ─► quartic         swept row by row: exact, time does not grow with the width of a kernel along the row
//!          ─► Gaussian, fixed spread over a lattice a sixth of h apart, then one axis after the other: within 1e-3
//!                             wherever there is more than a thousandth of the maximum
//!          ─► Gaussian, other point by point, up to six bandwidths away
//!   density_at                any places, summed point by point without shortcut: what the others are held against
//! ```
//!
//! Densities are incidents (or weights) per unit of area; divided by the number of incidents they are a probability
//! density. A stack of incidents on a snap point makes a peak that is the publisher's, not the street's: it stays as it is,
//! without jitter, and is named in [`Surface::stacks`].
//!
//! Sources: Silverman, *Density estimation* (1986); Abramson (1982); Diggle (1985); Chan, Cheng, Yiu, *SLAM*, SIGMOD 2022.

mod area;
mod bandwidth;
mod border;
mod gaussian;
mod lattice;
mod quartic;

use std::f64::consts::PI;

use rayon::prelude::*;

use crate::places::{Point, SpatialError, Stack, checked, same_length, stacks};
use border::Masses;

pub use area::{Area, Polygon};
pub use bandwidth::Bandwidth;

/// Square cells, numbered row by row from the lower left corner; densities are those of the middle of a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// Lower left corner of the lower left cell.
    pub low: Point,
    /// Side of a cell.
    pub cell: f64,
    /// Cells from left to right.
    pub columns: usize,
    /// Cells from bottom to top.
    pub rows: usize,
}

impl Grid {
    /// The middle of a cell.
    pub fn middle(&self, column: usize, row: usize) -> Point {
        Point::new(self.x(column), self.y(row))
    }

    fn x(&self, column: usize) -> f64 {
        self.low.x + (column as f64 + 0.5) * self.cell
    }

    fn y(&self, row: usize) -> f64 {
        self.low.y + (row as f64 + 0.5) * self.cell
    }
}

/// How the weight of an incident falls with distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kernel {
    /// The normal curve; the bandwidth is its standard deviation.
    Gaussian,
    /// `3/(π h²) (1 − (d/h)²)²` up to the bandwidth, nothing beyond.
    Quartic,
}

impl Kernel {
    /// How many bandwidths away a kernel still counts. A normal curve at six is 1.5e-8 of its peak.
    const fn reach(self) -> f64 {
        match self {
            Self::Gaussian => 6.0,
            Self::Quartic => 1.0,
        }
    }

    /// Density at a squared distance, for the bandwidth `h`.
    fn at(self, squared: f64, h: f64) -> f64 {
        let u = squared / (h * h);
        match self {
            Self::Gaussian => (-0.5 * u).exp() / (2.0 * PI * h * h),
            Self::Quartic => 3.0 / (PI * h * h) * (1.0 - u).max(0.0).powi(2),
        }
    }
}

/// What is done about the part of a kernel that falls outside the study area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Nothing: densities near the border are too low.
    Uncorrected,
    /// The density of a place is divided by the part of a kernel around that place that is inside. For one bandwidth.
    Uniform,
    /// Each incident is divided by the part of its own kernel that is inside (Diggle), so that no incident is lost.
    Diggle,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question<'a> {
    /// Where incidents were.
    pub points: &'a [Point],
    /// What each counts for, 1 when not said (harm, for instance).
    pub weights: Option<&'a [f64]>,
    /// The kernel.
    pub kernel: Kernel,
    /// Its width.
    pub bandwidth: Bandwidth,
    /// The city. Incidents outside are not counted, cells outside stay empty.
    pub area: Option<&'a Area>,
    /// What is done at its border.
    pub edge: Edge,
    /// Places with more incidents are named as stacks.
    pub stacks_above: usize,
}

/// Densities over a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Surface {
    /// The cells.
    pub grid: Grid,
    values: Vec<Option<f64>>,
    /// Incidents that were not counted because they lie outside the study area.
    pub outside: usize,
    /// The narrowest and the widest kernel, in the unit of coordinates; both 0 when nothing was counted.
    pub widths: (f64, f64),
    /// Places with suspiciously many incidents, the highest first.
    pub stacks: Vec<Stack>,
}

impl Surface {
    /// Density of a cell; `None` outside the study area or the grid.
    pub fn value(&self, column: usize, row: usize) -> Option<f64> {
        let inside = column < self.grid.columns && row < self.grid.rows;
        self.values.get(row * self.grid.columns + column).copied().filter(|_| inside).flatten()
    }

    /// Densities cell by cell, `None` outside the study area.
    pub fn values(&self) -> impl Iterator<Item = Option<f64>> {
        self.values.iter().copied()
    }

    /// The highest density; 0 where there is none.
    pub fn highest(&self) -> f64 {
        self.values().flatten().fold(0.0, f64::max)
    }

    /// Incidents under the surface: about their number, where the grid covers everything.
    pub fn total(&self) -> f64 {
        self.values().flatten().sum::<f64>() * self.grid.cell * self.grid.cell
    }
}

/// An incident with its bandwidth and what it counts for.
#[derive(Debug, Clone, Copy)]
struct Source {
    point: Point,
    h: f64,
    weight: f64,
}

/// Densities over the cells of a grid whose middle lies in the study area.
///
/// # Errors
/// [`SpatialError::Setting`] for a bandwidth that is not above 0, a grid without cells, or an edge correction without an
/// area or with [`Edge::Uniform`] and more than one bandwidth; [`SpatialError::Coordinates`]; [`SpatialError::Negative`]
/// and [`SpatialError::Value`] for weights; [`SpatialError::Empty`] without any point.
pub fn surface(question: &Question, grid: Grid) -> Result<Surface, SpatialError> {
    let sound = grid.cell > 0.0 && grid.cell.is_finite() && grid.low.x.is_finite() && grid.low.y.is_finite();
    if !sound || grid.columns == 0 || grid.rows == 0 {
        return Err(SpatialError::Setting("a grid without cells"));
    }
    let sources = sources(question)?;
    let outside = question.points.len() - sources.len();
    let ends = sources.iter().map(|source| source.h);
    let widths = if sources.is_empty() {
        (0.0, 0.0)
    } else {
        (ends.clone().fold(f64::INFINITY, f64::min), ends.fold(0.0, f64::max))
    };
    let values = match (question.kernel, question.bandwidth) {
        (Kernel::Quartic, _) => quartic::swept(&sources, &grid),
        (Kernel::Gaussian, Bandwidth::Fixed(h)) if h >= lattice::LEAST_CELLS * grid.cell => {
            lattice::smoothed(&sources, h, &grid)
        }
        (Kernel::Gaussian, _) => gaussian::summed(&sources, &grid),
    };
    let values = match question.area {
        Some(area) => inside(values, area, question, &grid),
        None => values.into_iter().map(Some).collect(),
    };
    Ok(Surface { grid, values, outside, widths, stacks: stacks(question.points, question.stacks_above)? })
}

/// What lies inside, divided by the part of a kernel inside where that is asked.
fn inside(values: Vec<f64>, area: &Area, question: &Question, grid: &Grid) -> Vec<Option<f64>> {
    let uniform = question.uniform().map(|h| (h, area.border(question.kernel, h)));
    let mass = uniform.as_ref().map(|(h, border)| (*h, Masses::new(area, border)));
    let inside = area.cells(grid);
    let corrected = |(cell, value): (usize, f64)| {
        let middle = grid.middle(cell % grid.columns, cell / grid.columns);
        let mass = || mass.as_ref().map_or(1.0, |(h, mass)| mass.mass(middle, *h, true));
        inside[cell].then(|| value / mass())
    };
    values.into_par_iter().enumerate().map(corrected).collect()
}

/// Densities at any places, summed incident by incident; `None` outside the study area. For a few places, and to prove
/// what [`surface`] says.
///
/// # Errors
/// As [`surface`].
pub fn density_at(question: &Question, places: &[Point]) -> Result<Vec<Option<f64>>, SpatialError> {
    checked(places)?;
    let sources = sources(question)?;
    let uniform = question.area.zip(question.uniform());
    let uniform = uniform.map(|(area, h)| (area, h, area.border(question.kernel, h)));
    let mass = uniform.as_ref().map(|(area, h, border)| (*h, Masses::new(area, border)));
    let sum = |place: &Point| {
        if question.area.is_some_and(|area| !area.contains(*place)) {
            return None;
        }
        let one =
            |source: &Source| source.weight * question.kernel.at(source.point.squared(*place), source.h);
        let all: f64 = sources.iter().map(one).sum();
        Some(mass.as_ref().map_or(all, |(h, mass)| all / mass.mass(*place, *h, true)))
    };
    Ok(places.par_iter().map(sum).collect())
}

/// Density of points of a line (a street, hours) at `at`, by a Gaussian kernel; a probability density. `None` without
/// points or for a bandwidth that is not above 0.
pub fn along(points: &[f64], h: f64, at: f64) -> Option<f64> {
    let curve = |point: &f64| (-0.5 * ((at - point) / h).powi(2)).exp() / (h * (2.0 * PI).sqrt());
    (h > 0.0 && !points.is_empty()).then(|| points.iter().map(curve).sum::<f64>() / points.len() as f64)
}

impl Question<'_> {
    fn uniform(&self) -> Option<f64> {
        match (self.edge, self.bandwidth) {
            (Edge::Uniform, Bandwidth::Fixed(h)) => Some(h),
            _ => None,
        }
    }
}

fn sources(question: &Question) -> Result<Vec<Source>, SpatialError> {
    checked(question.points)?;
    if question.edge != Edge::Uncorrected && question.area.is_none() {
        return Err(SpatialError::Setting("an edge correction without a study area"));
    }
    if question.edge == Edge::Uniform && question.uniform().is_none() {
        return Err(SpatialError::Setting("a uniform edge correction with many bandwidths (take Diggle's)"));
    }
    let weights = question.weights.unwrap_or_default();
    if question.weights.is_some() {
        same_length(question.points.len(), weights.len())?;
    }
    if let Some(row) = weights.iter().position(|weight| !weight.is_finite()) {
        return Err(SpatialError::Value(row));
    }
    if let Some(row) = weights.iter().position(|weight| *weight < 0.0) {
        return Err(SpatialError::Negative(row));
    }
    let inside = |point: &Point| question.area.is_none_or(|area| area.contains(*point));
    let kept: Vec<bool> = question.points.par_iter().map(inside).collect();
    let (mut points, mut weighed) = (Vec::new(), Vec::new());
    for (row, point) in question.points.iter().enumerate().filter(|(row, _)| kept[*row]) {
        points.push(*point);
        weighed.push(weights.get(row).copied().unwrap_or(1.0));
    }
    let bandwidths = question.bandwidth.of(&points, question.kernel)?;
    let mut sources: Vec<Source> = points
        .iter()
        .zip(weighed)
        .zip(bandwidths)
        .map(|((point, weight), h)| Source { point: *point, h, weight })
        .collect();
    if let (Edge::Diggle, Some(area)) = (question.edge, question.area) {
        area.divide(question.kernel, &mut sources);
    }
    Ok(sources)
}
