//! Half of the units of every stage drawn again, stage below stage: the bootstrap for samples of several stages with large
//! fractions.
//!
//! ```text
//!   stage s, n units of which n* = ⌊n/2⌋ are drawn without replacement, f = n/N, F the product of the fractions above:
//!   λ = √(F n* (1 − f)/(n − n*))        multiplier of a row: 1 + Σ_s Π_{stages above} √(n/n*) kept · λ_s (n/n* kept_s − 1)
//! ```
//!
//! Source: Preston, *Rescaled bootstrap for stratified multistage sampling*, Survey Methodology 35 (2009).

use distributions::random::Random;

use super::Scale;
use crate::design::{Design, Structure};

#[derive(Clone, Debug)]
pub(super) struct Multistage {
    count: usize,
    seed: u64,
}

pub(super) fn of(count: usize, seed: u64) -> (Multistage, Scale) {
    (Multistage { count, seed }, Scale { overall: 1.0 / (count as f64 - 1.0), each: Vec::new() })
}

impl Multistage {
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Multipliers of all rows in a replicate.
    pub(super) fn rows(&self, replicate: usize, design: &Design) -> Vec<f64> {
        let structure = design.structure();
        let mut draw = Draw {
            structure,
            random: Random::new(self.seed, replicate as u64),
            out: vec![1.0; design.rows()],
        };
        for stratum in 0..structure.first().strata() {
            draw.stratum(0, stratum, 1.0, 1.0, true);
        }
        draw.out
    }
}

struct Draw<'a> {
    structure: &'a Structure,
    random: Random,
    out: Vec<f64>,
}

impl Draw<'_> {
    /// - `above`: product of the fractions of the stages above
    /// - `raised`: Π √(n/n*) of the stages above
    /// - `kept`: whether the units above were drawn
    fn stratum(&mut self, stage: usize, stratum: usize, above: f64, raised: f64, kept: bool) {
        let here = &self.structure.stages[stage];
        let units: Vec<usize> = here.units_of(stratum).collect();
        let (n, half) = (units.len() as f64, units.len() / 2);
        let drawn = self.drawn(units.len(), half);
        let star = half as f64;
        for (unit, drawn) in units.iter().zip(drawn) {
            let fraction = here.fraction(stratum, *unit);
            let mut down = 0.0;
            if half > 0 && kept {
                let lambda = (above * star * (1.0 - fraction) / (n - star)).sqrt();
                let own = lambda * (if drawn { n / star } else { 0.0 } - 1.0) * raised;
                let rows = here.rows_of(*unit);
                self.structure.order[rows].iter().for_each(|row| self.out[*row as usize] += own);
                down = if drawn { raised * (n / star).sqrt() } else { 0.0 };
            }
            if stage + 1 < self.structure.depth() {
                let next: Vec<usize> = self.structure.stages[stage + 1].strata_of(*unit).collect();
                for inner in next {
                    self.stratum(stage + 1, inner, above * fraction, down, kept && drawn);
                }
            }
        }
    }

    /// Which of `count` units are among `half` drawn without replacement.
    fn drawn(&mut self, count: usize, half: usize) -> Vec<bool> {
        let (mut drawn, mut left) = (vec![false; count], half);
        for (at, one) in drawn.iter_mut().enumerate() {
            if self.random.below(count - at) < left {
                *one = true;
                left -= 1;
            }
        }
        drawn
    }
}
