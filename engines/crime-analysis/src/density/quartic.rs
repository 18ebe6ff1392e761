//! The quartic kernel over a grid, row by row.
//!
//! Along a row of cells the kernel of an incident is a polynomial of degree 4 that begins at one cell and ends at another.
//! Its five coefficients are added where it begins and taken away behind its end; one sweep along the row then knows the
//! sum of all polynomials at each cell. Coefficients are about the middle of a block of cells, so that no digits are lost.

use std::collections::BTreeMap;
use std::f64::consts::PI;

use rayon::prelude::*;

use super::{Grid, Source};

/// Cells whose polynomials share a middle.
const BLOCK: usize = 32;
/// Kernels over fewer cells of a row are added cell by cell.
const FEW: usize = 12;

type Polynomial = [f64; 5];

pub(super) fn swept(sources: &[Source], grid: &Grid) -> Vec<f64> {
    let groups = by_width(sources, grid);
    let mut values = vec![0.0; grid.columns * grid.rows];
    values.par_chunks_mut(grid.columns).enumerate().for_each_init(
        || vec![[0.0; 5]; grid.columns + 1],
        |changes, (row, values)| sweep(&groups, row as f64, values, changes),
    );
    values
}

/// A kernel in cells, counted from the middle of the first one: where, how wide, and the root of its peak.
#[derive(Clone, Copy)]
struct Kernel {
    x: f64,
    y: f64,
    squared_width: f64,
    root: f64,
}

/// Kernels of about the same width, from south to north.
struct Group {
    widest: f64,
    kernels: Vec<Kernel>,
}

fn by_width(sources: &[Source], grid: &Grid) -> Vec<Group> {
    let mut groups: BTreeMap<i64, Group> = BTreeMap::new();
    for source in sources {
        let width = source.h / grid.cell;
        let group =
            groups.entry(width.log2().floor() as i64).or_insert(Group { widest: 0.0, kernels: Vec::new() });
        group.widest = group.widest.max(width);
        group.kernels.push(Kernel {
            x: (source.point.x - grid.low.x) / grid.cell - 0.5,
            y: (source.point.y - grid.low.y) / grid.cell - 0.5,
            squared_width: width * width,
            root: (source.weight * 3.0 / PI).sqrt() / source.h,
        });
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    groups.iter_mut().for_each(|group| group.kernels.par_sort_by(|a, b| a.y.total_cmp(&b.y)));
    groups
}

fn sweep(groups: &[Group], row: f64, values: &mut [f64], changes: &mut [Polynomial]) {
    changes.fill([0.0; 5]);
    for Group { widest, kernels } in groups {
        let from = kernels.partition_point(|kernel| kernel.y <= row - widest);
        let to = kernels.partition_point(|kernel| kernel.y < row + widest);
        kernels[from..to].iter().for_each(|kernel| add(kernel, row, values, changes));
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

/// Along a row the kernel is (height − bend · t²)², t counted from its middle.
fn add(kernel: &Kernel, row: f64, values: &mut [f64], changes: &mut [Polynomial]) {
    let north = row - kernel.y;
    let squared = kernel.squared_width - north * north;
    if squared <= 0.0 {
        return;
    }
    let half = squared.sqrt();
    let (left, right) = ((kernel.x - half).max(0.0), (kernel.x + half).min(values.len() as f64 - 1.0));
    // Casts cut off towards zero, and cost less than rounding does.
    let from = left as usize + usize::from(left > left as usize as f64);
    if right < from as f64 {
        return;
    }
    let to = right as usize;
    let bend = kernel.root / kernel.squared_width;
    let height = bend * squared;
    if to - from < FEW {
        for (column, value) in values[from..=to].iter_mut().enumerate() {
            let t = (from + column) as f64 - kernel.x;
            let root = height - bend * t * t;
            *value += root * root;
        }
        return;
    }
    let polynomial = |column: usize| {
        let middle = kernel.x - (column as f64 - offset(column));
        let (a, b, c) = (height - bend * middle * middle, 2.0 * bend * middle, -bend);
        [a * a, 2.0 * a * b, b * b + 2.0 * a * c, 2.0 * b * c, c * c]
    };
    changes[from].iter_mut().zip(polynomial(from)).for_each(|(change, it)| *change += it);
    if to + 1 < values.len() {
        changes[to + 1].iter_mut().zip(polynomial(to + 1)).for_each(|(change, it)| *change -= it);
    }
}
