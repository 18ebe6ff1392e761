//! Counting pairs by bands, quickly enough to do it a thousand times.
//!
//! ```text
//!   distances do not change when dates are dealt out: the pairs within the last finite band are found once
//!   incidents stand in the order of the map, so that the partners of one come in runs
//!   64 permutations at a time: |t_i − t_j| < end, the same for all of them, one after another in memory; numbers of
//!     16 bits where times allow it, because a processor compares twice as many of them at once
//!   beyond the last finite band: all pairs of that time, which chance cannot change, less those that were counted
//! ```

use distributions::random::Random;
use rayon::prelude::*;

use super::Question;
use crate::local::Permutations;
use crate::places::{Buckets, Point, SpatialError};

/// Permutations counted together: so many that the compiler makes one loop of them, over as many as a processor takes.
const LANES: usize = 64;
/// Ends of time counted in one pass.
const ENDS: usize = 4;

type Lanes<T> = [T; LANES];

/// A time as a number that is quick to compare.
trait Time: Copy + Default + Send + Sync {
    /// No run of partners is longer than this, so that counts fit into the same bits.
    const RUN: usize;

    fn of(time: i32) -> Self;
    fn apart(self, other: Self) -> Self;
    /// 1 where it is less than `end`, else 0.
    fn nearer_than(self, end: Self) -> Self;
    fn plus(self, other: Self) -> Self;
    fn count(self) -> u64;
}

macro_rules! time {
    ($number:ty) => {
        impl Time for $number {
            const RUN: usize = 1 << (<$number>::BITS - 2);

            fn of(time: i32) -> Self {
                <$number>::try_from(time).unwrap_or(<$number>::MAX)
            }

            #[inline(always)]
            fn apart(self, other: Self) -> Self {
                let later = self.wrapping_sub(other);
                later.max(later.wrapping_neg())
            }

            #[inline(always)]
            fn nearer_than(self, end: Self) -> Self {
                Self::from(self < end)
            }

            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                self.wrapping_add(other)
            }

            fn count(self) -> u64 {
                u64::from(self.unsigned_abs())
            }
        }
    };
}

time!(i16);
time!(i32);

/// What chance gave in one cell.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Drawn {
    pub(super) sum: u64,
    pub(super) at_least: u32,
    pub(super) at_most: u32,
}

/// Pairs of one band of distance: runs of partners for each incident that has any.
#[derive(Default)]
struct Band {
    /// Incident, and the end of its runs.
    firsts: Vec<(u32, u32)>,
    /// First partner and number of partners.
    runs: Vec<(u32, u32)>,
    pairs: u64,
}

impl Band {
    fn add(&mut self, first: u32, partner: u32) {
        self.pairs += 1;
        let last = self.firsts.last().is_some_and(|(it, _)| *it == first);
        match self.runs.last_mut() {
            Some((start, count)) if last && *start + *count == partner => *count += 1,
            _ => self.runs.push((partner, 1)),
        }
        if !last {
            self.firsts.push((first, 0));
        }
        if let Some((_, end)) = self.firsts.last_mut() {
            *end = self.runs.len() as u32;
        }
    }
}

pub(super) struct Pairs {
    /// Times in the order of the map, from 0 up.
    times: Vec<i32>,
    ends: Vec<i32>,
    /// Finite bands of distance, then the pairs that are left out.
    bands: Vec<Band>,
    /// All pairs by band of time, when a last band of distance takes in all that is farther.
    beyond: Option<Vec<u64>>,
}

impl Pairs {
    pub(super) fn new(points: &[Point], times: &[i64], question: &Question) -> Result<Self, SpatialError> {
        let start = times.iter().copied().min().unwrap_or(0);
        let short = |time: &i64| time.checked_sub(start).and_then(|time| i32::try_from(time).ok());
        let times: Option<Vec<i32>> = times.iter().map(short).collect();
        let times = times.filter(|times| times.iter().all(|time| *time < 1 << 30));
        let times = times.ok_or(SpatialError::Setting("a time more than 2³⁰ units after the first"))?;
        let ends: Vec<i32> =
            question.time.iter().map(|end| i32::try_from(*end).unwrap_or(i32::MAX)).collect();
        let finite: Vec<f64> = question.space.iter().copied().filter(|end| end.is_finite()).collect();
        let order = map_order(points, finite.last().copied().unwrap_or(0.0));
        let points: Vec<Point> = order.iter().map(|row| points[*row as usize]).collect();
        let times: Vec<i32> = order.iter().map(|row| times[*row as usize]).collect();
        let beyond = (finite.len() < question.space.len()).then(|| by_time(&times, &ends));
        Ok(Self { bands: bands(&points, &finite, question), times, ends, beyond })
    }

    pub(super) fn left_out(&self) -> u64 {
        self.bands.last().map_or(0, |band| band.pairs)
    }

    pub(super) fn observed(&self) -> Vec<u64> {
        let times: Vec<Lanes<i32>> = self.times.iter().map(|time| [*time; LANES]).collect();
        self.table(&times).into_iter().map(|cell| cell[0]).collect()
    }

    pub(super) fn permuted(&self, permutations: Permutations) -> Vec<Drawn> {
        let short = self.times.iter().all(|time| *time < i32::from(i16::MAX));
        if short { self.dealt::<i16>(permutations) } else { self.dealt::<i32>(permutations) }
    }

    fn dealt<T: Time>(&self, permutations: Permutations) -> Vec<Drawn> {
        let observed = self.observed();
        let batches = (permutations.count as usize).div_ceil(LANES);
        let batch = |batch: usize| {
            let mut times = vec![[T::default(); LANES]; self.times.len()];
            let lanes = LANES.min(permutations.count as usize - batch * LANES);
            let mut dealt = self.times.clone();
            for lane in 0..lanes {
                dealt.copy_from_slice(&self.times);
                Random::new(permutations.seed, (batch * LANES + lane) as u64).shuffle(&mut dealt);
                times.iter_mut().zip(&dealt).for_each(|(times, time)| times[lane] = T::of(*time));
            }
            let tally = |(drawn, observed): ([u64; LANES], &u64)| {
                let drawn = &drawn[..lanes];
                let count = |keep: fn(&u64, &u64) -> bool| {
                    drawn.iter().filter(|it| keep(it, observed)).count() as u32
                };
                Drawn { sum: drawn.iter().sum(), at_least: count(u64::ge), at_most: count(u64::le) }
            };
            self.table(&times).into_iter().zip(&observed).map(tally).collect::<Vec<Drawn>>()
        };
        let none = || vec![Drawn::default(); observed.len()];
        (0..batches).into_par_iter().map(batch).reduce(none, |mut all, other| {
            for (all, other) in all.iter_mut().zip(other) {
                all.sum += other.sum;
                all.at_least += other.at_least;
                all.at_most += other.at_most;
            }
            all
        })
    }

    /// Pairs by band of distance and time, for each lane.
    fn table<T: Time>(&self, times: &[Lanes<T>]) -> Vec<[u64; LANES]> {
        let mut rows: Vec<Vec<[u64; LANES]>> = self.bands.iter().map(|band| self.row(band, times)).collect();
        if let Some(all) = &self.beyond {
            let mut row: Vec<[u64; LANES]> = all.iter().map(|count| [*count; LANES]).collect();
            for counted in &rows {
                for (cell, counted) in row.iter_mut().zip(counted) {
                    // Lanes that hold no permutation count what nobody reads.
                    let less = |(cell, counted): (&mut u64, &u64)| *cell = cell.wrapping_sub(*counted);
                    cell.iter_mut().zip(counted).for_each(less);
                }
            }
            rows.push(row);
        }
        // The row of pairs that are left out has served its purpose.
        rows.remove(self.bands.len() - 1);
        rows.concat()
    }

    fn row<T: Time>(&self, band: &Band, times: &[Lanes<T>]) -> Vec<[u64; LANES]> {
        let mut row = Vec::with_capacity(self.ends.len());
        for ends in self.ends.chunks(ENDS) {
            let end = |at: usize| ends.get(at).map_or(T::default(), |end| T::of(*end));
            let below = match ends.len() {
                1 => nearer(band, times, [end(0)]).to_vec(),
                2 => nearer(band, times, [end(0), end(1)]).to_vec(),
                3 => nearer(band, times, [end(0), end(1), end(2)]).to_vec(),
                _ => nearer(band, times, [end(0), end(1), end(2), end(3)]).to_vec(),
            };
            row.extend(below.into_iter().take(ends.len()));
        }
        for at in (1..row.len()).rev() {
            let before = row[at - 1];
            row[at].iter_mut().zip(before).for_each(|(count, before)| *count -= before);
        }
        row
    }
}

/// Pairs less than each end apart in time, for each lane.
fn nearer<T: Time, const E: usize>(band: &Band, times: &[Lanes<T>], ends: [T; E]) -> [[u64; LANES]; E] {
    let mut all = [[0_u64; LANES]; E];
    let mut from = 0;
    for (first, to) in &band.firsts {
        let own = times[*first as usize];
        let runs = &band.runs[from..*to as usize];
        from = *to as usize;
        let mut below = [[T::default(); LANES]; E];
        let mut partners = 0;
        for (start, count) in runs {
            for part in times[*start as usize..(*start + *count) as usize].chunks(T::RUN) {
                partners += part.len();
                if partners > T::RUN {
                    flush(&mut below, &mut all);
                    partners = part.len();
                }
                for other in part {
                    for lane in 0..LANES {
                        let apart = own[lane].apart(other[lane]);
                        for end in 0..E {
                            below[end][lane] = below[end][lane].plus(apart.nearer_than(ends[end]));
                        }
                    }
                }
            }
        }
        flush(&mut below, &mut all);
    }
    all
}

fn flush<T: Time, const E: usize>(below: &mut [Lanes<T>; E], all: &mut [[u64; LANES]; E]) {
    for (below, all) in below.iter_mut().zip(all) {
        all.iter_mut().zip(below.iter()).for_each(|(all, below)| *all += below.count());
        *below = [T::default(); LANES];
    }
}

/// Rows in the order of the map: bucket by bucket, those of one spot together.
fn map_order(points: &[Point], reach: f64) -> Vec<u32> {
    let mut order = Buckets::new(points, reach / 2.0).order().to_vec();
    let mut places: Vec<u32> = vec![0; points.len()];
    let mut spots: std::collections::HashMap<(u64, u64), u32> = std::collections::HashMap::new();
    for (place, row) in (0_u32..).zip(&order) {
        places[*row as usize] = *spots.entry(points[*row as usize].spot()).or_insert(place);
    }
    order.sort_by_key(|row| places[*row as usize]);
    order
}

/// Pairs of points that stand in the order of the map, by finite band; the last one holds those that are left out.
fn bands(points: &[Point], finite: &[f64], question: &Question) -> Vec<Band> {
    let mut bands: Vec<Band> = (0..=finite.len()).map(|_| Band::default()).collect();
    let same: Vec<&[Point]> = points.chunk_by(|a, b| a.spot() == b.spot()).collect();
    let heights: Vec<usize> =
        same.iter().flat_map(|spot| std::iter::repeat_n(spot.len(), spot.len())).collect();
    let stacked = |first: usize, second: usize| {
        question.leave_stacks_above.is_some_and(|most| heights[first] > most)
            && points[first].spot() == points[second].spot()
    };
    let reach = finite.last().copied().unwrap_or(0.0);
    let buckets = Buckets::new(points, reach / 2.0);
    let mut near = Vec::new();
    for (first, point) in points.iter().enumerate() {
        near.clear();
        buckets.around(*point, reach, |second| {
            if second > first {
                near.push(second);
            }
        });
        near.sort_unstable();
        for second in &near {
            let apart = question.metric.distance(*point, points[*second]);
            let band = if stacked(first, *second) {
                finite.len()
            } else {
                let band = finite.partition_point(|end| *end <= apart);
                if band == finite.len() {
                    continue;
                }
                band
            };
            bands[band].add(first as u32, *second as u32);
        }
    }
    bands
}

/// All pairs by band of time.
fn by_time(times: &[i32], ends: &[i32]) -> Vec<u64> {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let mut below: Vec<u64> = ends
        .iter()
        .map(|end| {
            let mut start = 0;
            let mut pairs = 0;
            for (at, time) in sorted.iter().enumerate() {
                while time - sorted[start] >= *end {
                    start += 1;
                }
                pairs += (at - start) as u64;
            }
            pairs
        })
        .collect();
    (1..below.len()).rev().for_each(|at| below[at] -= below[at - 1]);
    below
}
