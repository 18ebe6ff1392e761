//! One Gaussian bandwidth over a grid, within 1e-3 wherever there is more than a thousandth of the maximum.
//!
//! ```text
//!   incidents ──► six by six nodes of a lattice h/6 apart       the kernel between nodes is its Lagrange polynomial of
//!                                                               degree 5: an error of 4e-7 at the middle, 4e-5 at 3.7 h
//!   lattice ────► sums along rows ──► sums along columns        a normal curve in the plane is a product of two
//! ```
//!
//! The lattice is filled in strips of rows: each strip takes its share of the incidents of its neighbours, so that the order
//! of additions, and with it every digit, is the same on any number of threads.

use std::f64::consts::PI;

use rayon::prelude::*;

use super::{Grid, Kernel, Source};

/// Bandwidths narrower than this many cells are summed point by point, which is then quicker.
pub(super) const LEAST_CELLS: f64 = 2.0;
/// Nodes in a bandwidth.
const NODES: f64 = 6.0;
/// Nodes an incident is spread over, along each axis.
const STENCIL: usize = 6;
/// Rows of a strip.
const STRIP: usize = 32;

/// Nodes along one axis.
struct Axis {
    first: f64,
    step: f64,
    count: usize,
}

impl Axis {
    /// Nodes that reach everything that counts for the middles from `low` to `high`.
    fn new(low: f64, high: f64, h: f64) -> Self {
        let (step, margin) = (h / NODES, Kernel::Gaussian.reach() * h);
        let first = low - margin - STENCIL as f64 * step;
        let count = ((high - low + 2.0 * margin) / step) as usize + 2 * STENCIL + 1;
        Self { first, step, count }
    }

    /// First node of the stencil of a coordinate and the weights of its nodes; `None` far outside.
    fn stencil(&self, at: f64) -> Option<(usize, [f64; STENCIL])> {
        let nodes = (at - self.first) / self.step - 2.0;
        if !(nodes >= 0.0 && nodes + STENCIL as f64 <= self.count as f64) {
            return None;
        }
        // A cast cuts off towards zero, and costs less than rounding does.
        let first = nodes as usize;
        // Lagrange's polynomials for the nodes 0 to 5, between the third and the fourth.
        let t = nodes - first as f64 + 2.0;
        const SCALE: [f64; STENCIL] =
            [-1.0 / 120.0, 1.0 / 24.0, -1.0 / 12.0, 1.0 / 12.0, -1.0 / 24.0, 1.0 / 120.0];
        let mut weights = SCALE;
        for (node, weight) in weights.iter_mut().enumerate() {
            for other in (0..STENCIL).filter(|other| *other != node) {
                *weight *= t - other as f64;
            }
        }
        Some((first, weights))
    }

    /// For each middle the first node that counts, and the curve over the nodes from there on.
    fn curves(&self, middles: impl Iterator<Item = f64>, h: f64) -> Vec<(usize, Vec<f64>)> {
        let taps = (2.0 * Kernel::Gaussian.reach() * NODES) as usize + 1;
        let curve = |middle: f64| {
            let first = ((middle - Kernel::Gaussian.reach() * h - self.first) / self.step).ceil() as usize;
            let node = |at: usize| (self.first + (first + at) as f64 * self.step - middle) / h;
            (first, (0..taps.min(self.count - first)).map(|at| (-0.5 * node(at).powi(2)).exp()).collect())
        };
        middles.map(curve).collect()
    }
}

pub(super) fn smoothed(sources: &[Source], h: f64, grid: &Grid) -> Vec<f64> {
    let across = Axis::new(grid.x(0), grid.x(grid.columns - 1), h);
    let up = Axis::new(grid.y(0), grid.y(grid.rows - 1), h);
    let lattice = spread(sources, &across, &up);
    let curves = across.curves((0..grid.columns).map(|column| grid.x(column)), h);
    let mut along = vec![0.0; up.count * grid.columns];
    along.par_chunks_mut(grid.columns).zip(lattice.par_chunks(across.count)).for_each(|(sums, nodes)| {
        for (sum, (first, curve)) in sums.iter_mut().zip(&curves) {
            *sum = product(&nodes[*first..*first + curve.len()], curve);
        }
    });
    let curves = up.curves((0..grid.rows).map(|row| grid.y(row)), h);
    let peak = 1.0 / (2.0 * PI * h * h);
    let mut values = vec![0.0; grid.rows * grid.columns];
    values.par_chunks_mut(grid.columns).zip(&curves).for_each(|(values, (first, curve))| {
        for (at, height) in curve.iter().enumerate() {
            let sums = &along[(first + at) * grid.columns..(first + at + 1) * grid.columns];
            values.iter_mut().zip(sums).for_each(|(value, sum)| *value += height * sum);
        }
        // Between nodes a polynomial may go below zero where there is next to nothing.
        values.iter_mut().for_each(|value| *value = (peak * *value).max(0.0));
    });
    values
}

/// Sum of products in four strands, which the processor adds at once.
fn product(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (left, right) = (a.chunks_exact(4), b.chunks_exact(4));
    let rest: f64 = left.remainder().iter().zip(right.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in left.zip(right) {
        for strand in 0..4 {
            sums[strand] += a[strand] * b[strand];
        }
    }
    sums.iter().sum::<f64>() + rest
}

/// Incidents on the nodes of the lattice, row by row.
fn spread(sources: &[Source], across: &Axis, up: &Axis) -> Vec<f64> {
    let strips = up.count.div_ceil(STRIP);
    let strip_of = |source: &Source| {
        let row = (source.point.y - up.first) / up.step - 2.0;
        (row >= 0.0 && row < up.count as f64).then_some(row as usize / STRIP)
    };
    let mut starts = vec![0_usize; strips + 1];
    sources.iter().filter_map(strip_of).for_each(|strip| starts[strip + 1] += 1);
    (0..strips).for_each(|strip| starts[strip + 1] += starts[strip]);
    let (mut next, mut sorted) = (starts.clone(), vec![(0.0, 0.0, 0.0); starts[strips]]);
    for source in sources {
        if let Some(strip) = strip_of(source) {
            sorted[next[strip]] = (source.point.x, source.point.y, source.weight);
            next[strip] += 1;
        }
    }
    let mut lattice = vec![0.0; across.count * up.count];
    lattice.par_chunks_mut(across.count * STRIP).enumerate().for_each(|(strip, rows)| {
        let first_row = strip * STRIP;
        for (x, y, weight) in &sorted[starts[strip.saturating_sub(1)]..starts[strip + 1]] {
            let Some((row, heights)) = up.stencil(*y).filter(|(row, _)| row + STENCIL > first_row) else {
                continue;
            };
            let Some((column, widths)) = across.stencil(*x) else { continue };
            for (at, height) in heights.iter().enumerate() {
                let Some(row) =
                    (row + at).checked_sub(first_row).filter(|row| row * across.count < rows.len())
                else {
                    continue;
                };
                let nodes = &mut rows[row * across.count + column..][..STENCIL];
                nodes.iter_mut().zip(widths).for_each(|(node, width)| *node += weight * height * width);
            }
        }
    });
    lattice
}
