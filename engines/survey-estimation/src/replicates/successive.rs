//! Differences of neighbours in a systematic sample.
//!
//! ```text
//!   multiplier of unit i in replicate r: 1 + 2^(−3/2) h_{a(i),r} − 2^(−3/2) h_{a(i)+1,r}       V = 4/R Σ (θ_r − θ̂)²
//! ```
//!
//! with h a Hadamard matrix of order R, whose rows are walked through again and again in the order units were drawn.
//!
//! Source: Fay and Train, *Aspects of survey and model-based postcensal estimation of income and poverty characteristics*,
//! Proc. Gov. Stat. Sect. ASA (1995); the American Community Survey uses R = 80.

use super::balanced::hadamard;
use super::{ReplicatesError, Scale};
use crate::design::Design;

#[derive(Clone, Debug)]
pub(super) struct Successive {
    matrix: Vec<Vec<bool>>,
    /// Primary units in the order of their first rows in the file.
    order: Vec<u32>,
}

pub(super) fn of(design: &Design, count: usize) -> Result<(Successive, Scale), ReplicatesError> {
    let matrix = hadamard(count.max(4)).ok_or(ReplicatesError::NoHadamard(count))?;
    let mut seen = vec![false; design.primary_units()];
    let mut order = Vec::with_capacity(seen.len());
    for unit in design.unit_of_rows() {
        if !std::mem::replace(&mut seen[unit as usize], true) {
            order.push(unit);
        }
    }
    let overall = 4.0 / matrix.len() as f64;
    Ok((Successive { matrix, order }, Scale { overall, each: Vec::new() }))
}

impl Successive {
    pub(super) fn count(&self) -> usize {
        self.matrix.len()
    }

    pub(super) fn fill(&self, replicate: usize, out: &mut [f64]) {
        // Row 0 is all plus and tells nothing apart.
        let rows = self.matrix.len() - 1;
        let step = 0.5_f64.powf(1.5);
        let sign = |row: usize| {
            let plus = self.matrix.get(1 + row % rows).and_then(|row| row.get(replicate)).copied();
            if plus.unwrap_or(true) { step } else { -step }
        };
        for (at, unit) in self.order.iter().enumerate() {
            if let Some(out) = out.get_mut(*unit as usize) {
                *out = 1.0 + sign(at) - sign(at + 1);
            }
        }
    }
}
