//! What chance alone would put around each area: conditional permutation.
//!
//! The value of an area stays, its neighbours get values drawn without replacement from all other areas. One list of
//! draws serves all areas, as in esda; each leaves itself out of it:
//!
//! ```text
//!   replicate r draws areas   17 4 250 9 …            the first k that are not the area itself are its neighbours
//!   weights of 1              sums of the first k values are the same for all areas, but for the few that are drawn:
//!                             sorted once, and each area asks how many are above its own
//!   other weights             Σ w·value, area by area, over columns that stand in memory one after another
//! ```
//!
//! Any even order without one of its members is an even order of the others, so each area sees exactly the conditional
//! permutation; between areas the draws are shared.

use std::collections::BTreeMap;

use distributions::random::Random;
use rayon::prelude::*;

use super::centred;
use crate::neighbours::Weights;
use crate::places::SpatialError;

/// How often chance is asked, and its seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permutations {
    /// Number of replicates R, such as 999 or 9,999: no p-value is below 1/(R + 1).
    pub count: u32,
    /// The same seed gives the same digits on any number of threads.
    pub seed: u64,
}

/// Where the observed value stands among R values of chance. Ties count on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranks {
    /// Replicates that are at least as high.
    pub at_least: u32,
    /// Replicates that are at most as high.
    pub at_most: u32,
    /// R.
    pub replicates: u32,
}

impl Ranks {
    fn p(self, count: u32) -> f64 {
        (f64::from(count) + 1.0) / (f64::from(self.replicates) + 1.0)
    }

    /// Probability of something as high: (r + 1)/(R + 1).
    pub fn p_high(self) -> f64 {
        self.p(self.at_least)
    }

    /// Probability of something as low.
    pub fn p_low(self) -> f64 {
        self.p(self.at_most)
    }

    /// The smaller of both sides: what esda calls `p_sim`. Read alone it flatters by a factor of two.
    pub fn p_folded(self) -> f64 {
        self.p_high().min(self.p_low())
    }

    /// Twice the smaller side, at most 1: for an area that nobody had suspected of being high or low before.
    pub fn p_two_sided(self) -> f64 {
        (2.0 * self.p_folded()).min(1.0)
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    at_least: u32,
    at_most: u32,
}

impl Tally {
    pub(super) fn of(drawn: f64, observed: f64, tolerance: f64) -> Self {
        Self {
            at_least: u32::from(drawn >= observed - tolerance),
            at_most: u32::from(drawn <= observed + tolerance),
        }
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self { at_least: self.at_least + other.at_least, at_most: self.at_most + other.at_most }
    }

    fn without(self, other: Self) -> Self {
        Self { at_least: self.at_least - other.at_least, at_most: self.at_most - other.at_most }
    }

    pub(super) fn ranks(self, replicates: u32) -> Ranks {
        Ranks { at_least: self.at_least, at_most: self.at_most, replicates }
    }
}

/// Where the sum `Σ w x` over the neighbours of each area stands among sums of chance; `None` for an island.
///
/// This one answer serves Gi, Gi* (the area's own value is not moved) and local Moran alike: all three rise with that sum,
/// local Moran of an area below the mean falls with it. High ranks of the sum are therefore hot for Gi; for local Moran use
/// [`Ranks::p_folded`] or [`Ranks::p_two_sided`], which do not depend on the direction.
///
/// # Errors
/// [`SpatialError::NoVariation`], [`SpatialError::TooFew`], [`SpatialError::Value`], [`SpatialError::Lengths`];
/// [`SpatialError::Setting`] for no replicates at all.
pub fn permuted(
    values: &[f64],
    weights: &Weights,
    permutations: Permutations,
) -> Result<Vec<Option<Ranks>>, SpatialError> {
    let z = centred(values, weights)?.values;
    if permutations.count == 0 {
        return Err(SpatialError::Setting("a permutation test without permutations"));
    }
    let rows: Vec<Row> = (0..weights.len()).map(|area| Row::of(area, weights, &z)).collect();
    let longest = rows.iter().map(|row| row.weights.len()).max().unwrap_or(0);
    let draws = Draws::new(z.len(), (longest + 1).min(z.len()), permutations);
    let counts: BTreeMap<usize, bool> =
        rows.iter().filter(|row| row.even).map(|row| (row.weights.len(), true)).collect();
    let tables: BTreeMap<usize, Table> = counts.into_keys().map(|k| (k, Table::new(&draws, &z, k))).collect();
    let columns = if rows.iter().all(|row| row.even) { Vec::new() } else { draws.columns(&z) };
    let rank = |(area, row): (usize, &Row)| {
        let tally = match tables.get(&row.weights.len()).filter(|_| row.even) {
            Some(table) => table.tally(area, row, &draws, &z),
            None => weighted(area, row, &draws, &columns, &z),
        };
        (!row.weights.is_empty()).then(|| tally.ranks(permutations.count))
    };
    Ok(rows.par_iter().enumerate().map(rank).collect())
}

/// The neighbours of an area that are not the area itself.
struct Row {
    weights: Vec<f64>,
    /// All weights are the same, and are taken for 1.
    even: bool,
    observed: f64,
    tolerance: f64,
}

impl Row {
    fn of(area: usize, weights: &Weights, z: &[f64]) -> Self {
        let (neighbours, weights) = weights.row(area);
        let others = || neighbours.iter().zip(weights).filter(|(at, _)| **at as usize != area);
        let mut found: Vec<f64> = others().map(|(_, weight)| *weight).collect();
        let even = found.iter().all(|weight| Some(weight) == found.first());
        if even {
            found.fill(1.0);
        }
        let observed = others().zip(&found).map(|((at, _), weight)| weight * z[*at as usize]).sum();
        let size = z.iter().fold(0.0, |size: f64, z| size.max(z.abs()));
        let tolerance = 1e-12 * size * found.iter().sum::<f64>();
        Self { weights: found, even, observed, tolerance }
    }

    fn tally(&self, drawn: f64) -> Tally {
        Tally::of(drawn, self.observed, self.tolerance)
    }
}

/// R rows of `width` areas drawn without replacement, and where each area was drawn.
struct Draws {
    width: usize,
    areas: Vec<u32>,
    starts: Vec<u32>,
    /// Places in `areas`, area by area.
    places: Vec<u32>,
}

impl Draws {
    fn new(areas: usize, width: usize, permutations: Permutations) -> Self {
        let mut drawn = vec![0_u32; width * permutations.count as usize];
        drawn.par_chunks_mut(width.max(1)).enumerate().for_each_init(
            || (0..areas as u32).collect::<Vec<u32>>(),
            |all, (replicate, drawn)| draw(all, drawn, Random::new(permutations.seed, replicate as u64)),
        );
        let mut starts = vec![0_u32; areas + 1];
        drawn.iter().for_each(|area| starts[*area as usize + 1] += 1);
        (0..areas).for_each(|at| starts[at + 1] += starts[at]);
        let (mut next, mut places) = (starts.clone(), vec![0; drawn.len()]);
        for (place, area) in drawn.iter().enumerate() {
            places[next[*area as usize] as usize] = place as u32;
            next[*area as usize] += 1;
        }
        Self { width, areas: drawn, starts, places }
    }

    /// Replicates that drew the area among their first `k`.
    fn with(&self, area: usize, k: usize) -> impl Iterator<Item = usize> {
        let places = &self.places[self.starts[area] as usize..self.starts[area + 1] as usize];
        places
            .iter()
            .map(|place| *place as usize)
            .filter(move |at| at % self.width < k)
            .map(|at| at / self.width)
    }

    fn row(&self, replicate: usize) -> &[u32] {
        &self.areas[replicate * self.width..(replicate + 1) * self.width]
    }

    /// The values drawn as first neighbours of all replicates, then the second ones …
    fn columns(&self, z: &[f64]) -> Vec<Vec<f64>> {
        let column =
            |at| self.areas.iter().skip(at).step_by(self.width).map(|area| z[*area as usize]).collect();
        (0..self.width).into_par_iter().map(column).collect()
    }
}

/// The beginning of a shuffle of `all`, which is afterwards in order again.
fn draw(all: &mut [u32], drawn: &mut [u32], mut random: Random) {
    let picks: Vec<usize> = (0..drawn.len()).map(|at| at + random.below(all.len() - at)).collect();
    for (at, pick) in picks.iter().enumerate() {
        all.swap(at, *pick);
        drawn[at] = all[at];
    }
    picks.iter().enumerate().rev().for_each(|(at, pick)| all.swap(at, *pick));
}

/// Sums of the first k values of each replicate, and the same in order.
struct Table {
    sums: Vec<f64>,
    sorted: Vec<f64>,
}

impl Table {
    fn new(draws: &Draws, z: &[f64], k: usize) -> Self {
        let rows = draws.areas.par_chunks(draws.width.max(1));
        let sums: Vec<f64> = rows.map(|row| row[..k].iter().map(|area| z[*area as usize]).sum()).collect();
        let mut sorted = sums.clone();
        sorted.par_sort_unstable_by(f64::total_cmp);
        Self { sums, sorted }
    }

    fn tally(&self, area: usize, row: &Row, draws: &Draws, z: &[f64]) -> Tally {
        let k = row.weights.len();
        let below = self.sorted.partition_point(|sum| *sum < row.observed - row.tolerance);
        let at_most = self.sorted.partition_point(|sum| *sum <= row.observed + row.tolerance);
        let all = Tally { at_least: (self.sorted.len() - below) as u32, at_most: at_most as u32 };
        draws.with(area, k).fold(all, |tally, replicate| {
            let next = draws.row(replicate)[k];
            let others = self.sums[replicate] - z[area] + z[next as usize];
            tally.without(row.tally(self.sums[replicate])).and(row.tally(others))
        })
    }
}

fn weighted(area: usize, row: &Row, draws: &Draws, columns: &[Vec<f64>], z: &[f64]) -> Tally {
    const BLOCK: usize = 512;
    let replicates = columns.first().map_or(0, Vec::len);
    let mut sums = vec![0.0; replicates];
    for (block, sums) in sums.chunks_mut(BLOCK).enumerate() {
        for (column, weight) in columns.iter().zip(&row.weights) {
            let drawn = &column[block * BLOCK..block * BLOCK + sums.len()];
            sums.iter_mut().zip(drawn).for_each(|(sum, drawn)| *sum += weight * drawn);
        }
    }
    for replicate in draws.with(area, row.weights.len()) {
        let others = draws.row(replicate).iter().filter(|at| **at as usize != area);
        sums[replicate] = others.zip(&row.weights).map(|(at, weight)| weight * z[*at as usize]).sum();
    }
    sums.into_iter().fold(Tally::default(), |tally, sum| tally.and(row.tally(sum)))
}
