//! Drawing primary units again, with a generator of its own for every replicate, so that order does not matter.

use std::ops::Range;

use distributions::random::Random;

use super::{ReplicatesError, Scale};
use crate::design::Design;

/// How units are drawn again within a stratum of n.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Resampling {
    /// n − 1 with replacement, each × n/(n − 1): unbiased for totals (Rao and Wu 1988).
    #[default]
    RaoWu,
    /// n out of a population made of copies of the sample, without replacement; with replacement where the size of the
    /// population is not known (Canty and Davison 1999). The scale carries n̄/(n̄ − 1), n̄ the harmonic mean of n.
    CantyDavison,
    /// For samples in which every unit was drawn by itself with its own probability π (Poisson sampling): multipliers
    /// 1 + √(1 − π) (P − 1) with P a Poisson variable of mean one (Beaumont and Patak, Int. Stat. Rev. 80 (2012)).
    Poisson,
    /// Half of the units of every stage, without replacement (Preston 2009): for several stages with large fractions.
    Preston,
}

#[derive(Clone, Debug)]
pub(super) struct Bootstrap {
    strata: Vec<Range<usize>>,
    fractions: Vec<f64>,
    /// The probability of every unit.
    chances: Vec<f64>,
    count: usize,
    kind: Resampling,
    seed: u64,
}

pub(super) fn of(
    design: &Design,
    count: usize,
    kind: Resampling,
    seed: u64,
) -> Result<(Bootstrap, Scale), ReplicatesError> {
    let (strata, fractions) = (design.units_by_stratum(), design.first_stage_fractions());
    let single =
        strata.iter().zip(&fractions).position(|(units, fraction)| units.len() == 1 && *fraction < 1.0);
    // Units drawn each by itself need no neighbour.
    if let Some(at) = single.filter(|_| kind != Resampling::Poisson) {
        return Err(ReplicatesError::Single(design.structure().first().names[at].clone()));
    }
    let plain = 1.0 / (count as f64 - 1.0);
    let inverse: f64 = strata.iter().map(|units| 1.0 / units.len() as f64).sum();
    let mean = strata.len() as f64 / inverse;
    let overall = match kind {
        Resampling::RaoWu | Resampling::Poisson | Resampling::Preston => plain,
        Resampling::CantyDavison => plain * mean / (mean - 1.0),
    };
    let chances = design.first_stage_chances();
    Ok((Bootstrap { strata, fractions, chances, count, kind, seed }, Scale { overall, each: Vec::new() }))
}

impl Bootstrap {
    pub(super) fn count(&self) -> usize {
        self.count
    }

    pub(super) fn fill(&self, replicate: usize, out: &mut [f64]) {
        let mut random = Random::new(self.seed, replicate as u64);
        if self.kind == Resampling::Poisson {
            for (out, chance) in out.iter_mut().zip(&self.chances) {
                *out = 1.0 + (1.0 - chance).max(0.0).sqrt() * (random.poisson(1.0) as f64 - 1.0);
            }
            return;
        }
        out.fill(0.0);
        for (units, fraction) in self.strata.iter().zip(&self.fractions) {
            let drawn = &mut out[units.clone()];
            match (drawn.len(), self.kind) {
                (1, _) => drawn.fill(1.0),
                (n, Resampling::RaoWu | Resampling::Poisson | Resampling::Preston) => {
                    let each = n as f64 / (n as f64 - 1.0);
                    (1..n).for_each(|_| drawn[random.below(n)] += each);
                }
                (n, Resampling::CantyDavison) if *fraction > 0.0 => {
                    without_replacement(drawn, (n as f64 / fraction).round() as usize, &mut random);
                }
                (n, Resampling::CantyDavison) => (0..n).for_each(|_| drawn[random.below(n)] += 1.0),
            }
        }
    }
}

/// Draws n of `population` copies (unit i has the copies i, i + n, i + 2n …) by Floyd's method over what is left.
fn without_replacement(drawn: &mut [f64], population: usize, random: &mut Random) {
    let n = drawn.len();
    let mut taken = std::collections::HashSet::with_capacity(n);
    for last in population.max(n) - n..population.max(n) {
        let copy = random.below(last + 1);
        let copy = if taken.insert(copy) { copy } else { last };
        taken.insert(copy);
        drawn[copy % n] += 1.0;
    }
}
