//! The quartic kernel over a grid, row by row.
//!
//! Along a row of cells the kernel of an incident is a polynomial of degree 4 that begins at one cell and ends at another.
//! Its five coefficients are added where it begins and taken away behind its end; one sweep along the row then knows the
//! sum of all polynomials at each cell. Coefficients are about the middle of a block of cells, so that no digits are lost.

use std::f64::consts::PI;

use rayon::prelude::*;

use super::{Grid, Source};

/// Cells whose polynomials share a middle.
const BLOCK: usize = 32;
/// Kernels over fewer cells of a row are added cell by cell.
const FEW: usize = 12;

type Polynomial = [f64; 5];

pub(super) fn swept(sources: &[Source], grid: &Grid) -> Vec<f64> {
    let groups = by_width(sources);
    let mut values = vec![0.0; grid.columns * grid.rows];
    values.par_chunks_mut(grid.columns).enumerate().for_each_init(
        || vec![[0.0; 5]; grid.columns + 1],
        |changes, (row, values)| sweep(&groups, grid, row, values, changes),
    );
    values
}

/// Sources of about the same width, from south to north, and the widest of them.
fn by_width(sources: &[Source]) -> Vec<(f64, Vec<Source>)> {
    let mut groups: std::collections::BTreeMap<i64, Vec<Source>> = std::collections::BTreeMap::new();
    for source in sources {
        groups.entry(source.h.log2().floor() as i64).or_default().push(*source);
    }
    let mut groups: Vec<Vec<Source>> = groups.into_values().collect();
    groups.par_iter_mut().for_each(|group| group.sort_by(|a, b| a.point.y.total_cmp(&b.point.y)));
    groups.into_iter().map(|group| (group.iter().map(|source| source.h).fold(0.0, f64::max), group)).collect()
}

fn sweep(
    groups: &[(f64, Vec<Source>)],
    grid: &Grid,
    row: usize,
    values: &mut [f64],
    changes: &mut [Polynomial],
) {
    let y = grid.y(row);
    changes.fill([0.0; 5]);
    for (widest, group) in groups {
        let from = group.partition_point(|source| source.point.y <= y - widest);
        let to = group.partition_point(|source| source.point.y < y + widest);
        group[from..to].iter().for_each(|source| add(source, grid, y, values, changes));
    }
    let mut now = [0.0; 5];
    for (column, value) in values.iter_mut().enumerate() {
        if column > 0 && column % BLOCK == 0 {
            now = moved(now, BLOCK as f64);
        }
        let t = offset(column);
        now.iter_mut().zip(&changes[column]).for_each(|(now, change)| *now += change);
        *value += now.iter().rev().fold(0.0, |sum, coefficient| sum * t + coefficient);
        // Rounding may leave a trace below zero where nothing is left.
        *value = value.max(0.0);
    }
}

/// Cells from the middle of the block of a cell to the cell.
fn offset(column: usize) -> f64 {
    (column % BLOCK) as f64 - (BLOCK / 2) as f64
}

/// The same polynomial about a middle that lies `by` further.
fn moved(p: Polynomial, by: f64) -> Polynomial {
    let mut p = p;
    for first in 0..4 {
        for at in (first..4).rev() {
            p[at] += by * p[at + 1];
        }
    }
    p
}

fn add(source: &Source, grid: &Grid, y: f64, values: &mut [f64], changes: &mut [Polynomial]) {
    let h = source.h;
    let north = (y - source.point.y) / h;
    let height = 1.0 - north * north;
    if height <= 0.0 {
        return;
    }
    // Everything in cells from here on; the kernel along the row is scale · (height − bend · t²)².
    let middle = (source.point.x - grid.low.x) / grid.cell - 0.5;
    let half = h * height.sqrt() / grid.cell;
    let last = grid.columns as f64 - 1.0;
    let (from, to) = ((middle - half).ceil().max(0.0), (middle + half).floor().min(last));
    if from > to {
        return;
    }
    let (from, to) = (from as usize, to as usize);
    let scale = (source.weight * 3.0 / PI).sqrt() / h;
    let (height, bend) = (scale * height, scale * (grid.cell / h).powi(2));
    if to - from < FEW {
        for (column, value) in values[from..=to].iter_mut().enumerate() {
            let t = (from + column) as f64 - middle;
            *value += (height - bend * t * t).powi(2);
        }
        return;
    }
    let polynomial = |column: usize| {
        let middle = middle - (column as f64 - offset(column));
        let (a, b, c) = (height - bend * middle * middle, 2.0 * bend * middle, -bend);
        [a * a, 2.0 * a * b, b * b + 2.0 * a * c, 2.0 * b * c, c * c]
    };
    changes[from].iter_mut().zip(polynomial(from)).for_each(|(change, it)| *change += it);
    if to + 1 < grid.columns {
        changes[to + 1].iter_mut().zip(polynomial(to + 1)).for_each(|(change, it)| *change -= it);
    }
}
