//! Replicate weights that came with the file.

use std::sync::Arc;

/// Columns of weights, one for each replicate.
#[derive(Clone, Debug, Default)]
pub struct Supplied {
    /// A value for each row of the design.
    pub columns: Vec<Arc<[f64]>>,
    /// Whether the columns already contain the sampling weight. Otherwise they are multiplied by it.
    pub combined: bool,
}

impl Supplied {
    /// Whether columns seem to contain the sampling weight: their sums are then near the sum of the weights.
    pub fn seems_combined(columns: &[Arc<[f64]>], weights: &[f64]) -> bool {
        let total: f64 = weights.iter().sum();
        let mean = columns.iter().map(|column| column.iter().sum::<f64>()).sum::<f64>()
            / columns.len().max(1) as f64;
        (mean / total - 1.0).abs() < 0.5 || (mean - total).abs() < (mean - weights.len() as f64).abs()
    }

    /// The weights of a replicate.
    pub(super) fn weights(&self, replicate: usize, base: &[f64]) -> Option<Vec<f64>> {
        let column = self.columns.get(replicate)?;
        Some(if self.combined {
            column.to_vec()
        } else {
            column.iter().zip(base).map(|(a, b)| a * b).collect()
        })
    }
}
