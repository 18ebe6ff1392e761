//! Gaussian kernels point by point: for many bandwidths, or one narrower than two cells.

use std::f64::consts::PI;

use rayon::prelude::*;

use super::{Grid, Kernel, Source};

/// Rows that are filled together, so that the curve along a row is computed once for them.
const STRIP: usize = 16;

pub(super) fn summed(sources: &[Source], grid: &Grid) -> Vec<f64> {
    let mut sources = sources.to_vec();
    sources.sort_by(|a, b| a.point.y.total_cmp(&b.point.y));
    let mut values = vec![0.0; grid.columns * grid.rows];
    values.par_chunks_mut(grid.columns * STRIP).enumerate().for_each(|(strip, values)| {
        let (bottom, top) = (grid.y(strip * STRIP), grid.y(strip * STRIP + values.len() / grid.columns - 1));
        let mut curve = Vec::new();
        for source in &sources {
            let reach = Kernel::Gaussian.reach() * source.h;
            if source.point.y + reach >= bottom && source.point.y - reach <= top {
                add(source, grid, strip * STRIP, values, &mut curve);
            }
        }
    });
    values
}

fn add(source: &Source, grid: &Grid, first_row: usize, values: &mut [f64], curve: &mut Vec<f64>) {
    let reach = Kernel::Gaussian.reach() * source.h / grid.cell;
    let (x, y) =
        ((source.point.x - grid.low.x) / grid.cell - 0.5, (source.point.y - grid.low.y) / grid.cell - 0.5);
    let (from, to) = ((x - reach).ceil().max(0.0), (x + reach).floor().min(grid.columns as f64 - 1.0));
    if from > to {
        return;
    }
    let fall = -0.5 * (grid.cell / source.h).powi(2);
    let peak = source.weight / (2.0 * PI * source.h * source.h);
    curve.clear();
    curve.extend((from as usize..=to as usize).map(|column| (fall * (column as f64 - x).powi(2)).exp()));
    for (row, values) in values.chunks_mut(grid.columns).enumerate() {
        let north = (first_row + row) as f64 - y;
        if north.abs() <= reach {
            let height = peak * (fall * north * north).exp();
            let values = &mut values[from as usize..];
            values.iter_mut().zip(curve.iter()).for_each(|(value, curve)| *value += height * curve);
        }
    }
}
