//! Leaving out one primary unit at a time.

use std::ops::Range;

use super::{ReplicatesError, Scale};
use crate::design::Design;

/// Replicate r leaves out unit r; the others of its stratum × n/(n − 1).
#[derive(Clone, Debug)]
pub(super) struct Jackknife {
    strata: Vec<Range<usize>>,
    stratum_of: Vec<u32>,
}

/// Scale (1 − f_h)(n_h − 1)/n_h for each replicate. A stratum taken whole adds nothing and needs no replicate of its own
/// sense, so one unit of one is allowed.
pub(super) fn of(design: &Design) -> Result<(Jackknife, Scale), ReplicatesError> {
    let (strata, fractions) = (design.units_by_stratum(), design.first_stage_fractions());
    let (mut stratum_of, mut each) = (Vec::new(), Vec::new());
    for (at, (units, fraction)) in strata.iter().zip(&fractions).enumerate() {
        if units.len() == 1 && *fraction < 1.0 {
            return Err(ReplicatesError::Single(design.structure().first().names[at].clone()));
        }
        let count = units.len() as f64;
        for _ in units.clone() {
            stratum_of.push(at as u32);
            each.push((1.0 - fraction) * (count - 1.0) / count);
        }
    }
    Ok((Jackknife { strata, stratum_of }, Scale { overall: 1.0, each }))
}

impl Jackknife {
    pub(super) fn count(&self) -> usize {
        self.stratum_of.len()
    }

    pub(super) fn fill(&self, replicate: usize, out: &mut [f64]) {
        out.fill(1.0);
        let Some(stratum) = self.stratum_of.get(replicate).map(|stratum| *stratum as usize) else { return };
        let units = self.strata[stratum].clone();
        let count = units.len() as f64;
        if count > 1.0 {
            out[units].fill(count / (count - 1.0));
            out[replicate] = 0.0;
        }
    }
}
