//! The space-time permutation scan: incidents alone, without any number of people.
//!
//! ```text
//!   expected in a cylinder = incidents in its circle × incidents in its window / all
//!   chance deals the dates out anew: circles keep their incidents, windows their number
//!   a chunk of centres, their incidents from near to far ──► every replicate walks outwards once and counts windows
//! ```
//!
//! A replicate is a walk over incidents in the order of distance; each raises the counts of the windows that hold its date.
//! Only a window that has just been raised can have become the best one of its number of cases, so nothing else is looked at.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use distributions::random::Random;
use rayon::prelude::*;

use super::thresholds::{LANES, Lanes, Thresholds};
use super::zones::Family;
use super::{Best, Cluster, Clusters, Windows, apart, poisson_score, ranks};
use crate::local::Permutations;
use crate::places::{Point, SpatialError, checked, same_length};

/// Counts are kept in 16 bits, and time grows with the square of the number anyway.
const MOST_INCIDENTS: usize = 60_000;
/// Centres walked by all replicates before the next ones, so that dates are read from memory once for all of them.
const CHUNK: usize = 16;

/// Incidents and what is asked of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Incidents<'a> {
    /// Where each was.
    pub points: &'a [Point],
    /// In which period, counted from 0.
    pub when: &'a [usize],
    /// Periods of the study.
    pub periods: usize,
    /// Which intervals are looked at; the whole time makes no sense here.
    pub windows: Windows,
    /// The most incidents in a circle, as a share of all; at most 0.5.
    pub share: f64,
    /// The widest circle; infinite for no limit.
    pub radius: f64,
    /// How often chance deals the dates out.
    pub permutations: Permutations,
}

/// Scans incidents for places and times with more of them than place and time by themselves explain. A rise of the whole
/// city is no cluster here; incidents at one place enter together.
///
/// Time grows with incidents × incidents in the largest circle × replicates, and for [`Windows::Every`] with the square of
/// the longest window.
///
/// # Errors
/// [`SpatialError::TooFew`] below two incidents; [`SpatialError::Period`]; [`SpatialError::Setting`] for
/// [`Windows::Whole`], windows longer than the study, a share outside (0, 0.5], a radius that is not above 0, no replicates
/// or more than 60,000 incidents; [`SpatialError::Coordinates`], [`SpatialError::Lengths`].
pub fn scan_events(incidents: &Incidents) -> Result<Clusters, SpatialError> {
    check(incidents)?;
    let study = Events::new(incidents);
    let (best, mut chance) = study.searched(incidents);
    chance.sort_unstable_by(f64::total_cmp);
    let members = |best: &Best| {
        study.family(best.centre).order[..best.places].iter().map(|row| *row as usize).collect()
    };
    let all = incidents.points.len() as f64;
    let found = apart(best, members, incidents.points.len())
        .into_iter()
        .map(|(best, places)| {
            let during = |row: &&usize| best.periods.contains(&incidents.when[**row]);
            let observed = places.iter().filter(during).count() as u64;
            let expected = study.windows.number(&best.periods) as f64 * places.len() as f64 / all;
            let outside = (all - observed as f64) / (all - expected);
            Cluster {
                centre: study.centres[best.centre],
                radius: study.family(best.centre).distances.get(best.places - 1).copied(),
                places,
                periods: best.periods,
                observed,
                expected,
                relative_risk: (outside > 0.0).then(|| observed as f64 / expected / outside),
                ranks: ranks(best.score, &chance),
                score: best.score,
            }
        })
        .collect();
    Ok(Clusters { found, chance })
}

fn check(incidents: &Incidents) -> Result<(), SpatialError> {
    checked(incidents.points)?;
    same_length(incidents.points.len(), incidents.when.len())?;
    incidents.windows.checked(incidents.periods)?;
    if incidents.points.len() < 2 {
        return Err(SpatialError::TooFew { found: incidents.points.len(), needed: 2 });
    }
    if let Some(row) = incidents.when.iter().position(|when| *when >= incidents.periods) {
        return Err(SpatialError::Period(row));
    }
    let refuse = [
        (incidents.windows == Windows::Whole, "the whole time as a window of a permutation scan"),
        (
            !(incidents.share > 0.0 && incidents.share <= 0.5),
            "a share that is not above 0 and at most a half",
        ),
        (incidents.radius.is_nan() || incidents.radius <= 0.0, "a radius that is not above 0"),
        (incidents.permutations.count == 0, "a test without replicates"),
        (incidents.points.len() > MOST_INCIDENTS, "a scan of more than 60,000 incidents"),
        (incidents.periods > usize::from(u16::MAX), "a study of more than 65,535 periods"),
    ];
    refuse.iter().find(|(refused, _)| *refused).map_or(Ok(()), |(_, why)| Err(SpatialError::Setting(why)))
}

struct Events<'a> {
    points: &'a [Point],
    /// One incident of each place.
    centres: Vec<usize>,
    most: usize,
    radius: f64,
    windows: Counted,
    thresholds: Thresholds,
}

impl<'a> Events<'a> {
    fn new(incidents: &Incidents<'a>) -> Self {
        let mut spots = HashMap::new();
        let points = incidents.points;
        let centres =
            (0..points.len()).filter(|row| spots.insert(points[*row].spot(), ()).is_none()).collect();
        let most = (incidents.share * points.len() as f64 * (1.0 + 1e-12)) as usize;
        let windows = Counted::new(incidents);
        let thresholds = Thresholds::new(&windows.fewest(), most, points.len() as f64);
        Self { points, centres, most, radius: incidents.radius, windows, thresholds }
    }

    fn family(&self, centre: usize) -> Family {
        let middle = self.points[self.centres[centre]];
        let mut count = 0;
        Family::around(self.points, middle, |row| {
            count += 1;
            count <= self.most && middle.squared(self.points[row]) <= self.radius * self.radius
        })
    }

    /// The best of each centre, and the highest scores of chance.
    fn searched(&self, incidents: &Incidents) -> (Vec<Best>, Vec<f64>) {
        let observed: Vec<u16> = incidents.when.iter().map(|when| *when as u16).collect();
        let dealt = |replicate: u32| {
            let mut dates = observed.clone();
            Random::new(incidents.permutations.seed, u64::from(replicate)).shuffle(&mut dates);
            dates
        };
        let dealt: Vec<Vec<u16>> = (0..incidents.permutations.count).into_par_iter().map(dealt).collect();
        // Scores are not negative, so their bits are in the order of the scores: the highest is the same whoever finds it first.
        let highest: Vec<AtomicU64> = dealt.iter().map(|_| AtomicU64::new(0)).collect();
        let chunk = |chunk: usize| {
            let centres = chunk * CHUNK..((chunk + 1) * CHUNK).min(self.centres.len());
            let families: Vec<Family> = centres.clone().map(|centre| self.family(centre)).collect();
            let mut counts = self.windows.counts();
            for (dates, highest) in dealt.iter().zip(&highest) {
                let mut best = Walk::from(f64::from_bits(highest.load(Ordering::Relaxed)));
                families.iter().for_each(|family| self.walk(family, dates, &mut counts, &mut best));
                highest.fetch_max(best.score.to_bits(), Ordering::Relaxed);
            }
            let own = |(centre, family): (usize, &Family)| {
                let mut best = Walk::from(0.0);
                self.walk(family, &observed, &mut counts, &mut best);
                Best { centre, places: best.places, periods: best.periods, score: best.score }
            };
            centres.zip(&families).map(own).collect::<Vec<Best>>()
        };
        let chunks = self.centres.len().div_ceil(CHUNK);
        let best: Vec<Vec<Best>> = (0..chunks).into_par_iter().map(chunk).collect();
        let chance = highest.into_iter().map(|bits| f64::from_bits(bits.into_inner())).collect();
        (best.concat(), chance)
    }

    /// Walks outwards and keeps what beats `best`.
    fn walk(&self, family: &Family, dates: &[u16], counts: &mut [Lanes], best: &mut Walk) {
        counts.fill([0; LANES]);
        let mut from = 0;
        for stop in &family.stops {
            let size = *stop as usize;
            let group = &family.order[from..size];
            from = size;
            let most = self.thresholds.row(best.score, size);
            let mut above = false;
            for row in group {
                above |= self.windows.raise(dates[*row as usize], counts, most);
            }
            // Windows raised within a group were compared with what the whole group must beat: late ones count, early ones wait.
            if above {
                group.iter().for_each(|row| self.look(dates[*row as usize], size, counts, most, best));
            }
        }
    }

    /// Exact scores of the windows that hold a date and have enough.
    fn look(&self, date: u16, size: usize, counts: &[Lanes], most: &[Lanes], best: &mut Walk) {
        let all = self.points.len() as f64;
        self.windows.holding(date, |place, lengths, periods_of| {
            for lane in 0..LANES {
                let cases = counts[place][lane];
                if cases > most[lengths][lane] {
                    let Some(periods) = periods_of(lane) else { continue };
                    let expected = size as f64 * self.windows.number(&periods) as f64 / all;
                    let score = poisson_score(f64::from(cases), expected, all);
                    if score > best.score {
                        *best = Walk { score, places: size, periods };
                    }
                }
            }
        });
    }
}

struct Walk {
    score: f64,
    places: usize,
    periods: Range<usize>,
}

impl Walk {
    fn from(score: f64) -> Self {
        Self { score, places: 0, periods: 0..0 }
    }
}

/// The windows and where their counts stand: for those that may lie anywhere a row of lengths for each beginning, for those
/// that end today one row.
struct Counted {
    periods: usize,
    longest: usize,
    anywhere: bool,
    blocks: usize,
    /// Incidents before each period.
    before: Vec<u64>,
    /// What a date adds that lies so many periods after the beginning: 1 to all windows that are longer.
    longer: Vec<Lanes>,
}

impl Counted {
    fn new(incidents: &Incidents) -> Self {
        let (longest, anywhere) = match incidents.windows {
            Windows::Whole => (incidents.periods, false),
            Windows::EndingToday { longest } => (longest, false),
            Windows::Every { longest } => (longest, true),
        };
        let mut before = vec![0; incidents.periods + 1];
        incidents.when.iter().for_each(|when| before[when + 1] += 1);
        (0..incidents.periods).for_each(|at| before[at + 1] += before[at]);
        let blocks = longest.div_ceil(LANES);
        let lane = |at: usize, lane: usize| i16::from((at % blocks) * LANES + lane >= at / blocks);
        let longer = (0..longest * blocks).map(|at| std::array::from_fn(|it| lane(at, it))).collect();
        Self { periods: incidents.periods, longest, anywhere, blocks, before, longer }
    }

    fn number(&self, periods: &Range<usize>) -> u64 {
        self.before[periods.end] - self.before[periods.start]
    }

    /// For each length the incidents of the emptiest window that has any.
    fn fewest(&self) -> Vec<u64> {
        let of = |length: usize| {
            let from = if self.anywhere { 0 } else { self.periods - length };
            let numbers = (from..=self.periods - length).map(|from| self.number(&(from..from + length)));
            numbers.filter(|number| *number > 0).min().unwrap_or(0)
        };
        (1..=self.longest).map(of).collect()
    }

    /// Room for the counts. Windows that begin before the study or end after it are counted and never looked at.
    fn counts(&self) -> Vec<Lanes> {
        let rows = if self.anywhere { self.periods + self.longest - 1 } else { 1 };
        vec![[0; LANES]; rows * self.blocks]
    }

    /// Raises all windows that hold a date; says whether one of them is above what it may have.
    fn raise(&self, date: u16, counts: &mut [Lanes], most: &[Lanes]) -> bool {
        if self.anywhere {
            // The row of the earliest beginning comes first; its windows must be the longest.
            let rows = &mut counts[date as usize * self.blocks..(date as usize + self.longest) * self.blocks];
            if self.blocks == 1 {
                return raised(rows, self.longer.iter().rev(), most[0]);
            }
            let mut above = false;
            for (row, longer) in rows.chunks_mut(self.blocks).zip(self.longer.chunks(self.blocks).rev()) {
                for ((counts, longer), most) in row.iter_mut().zip(longer).zip(most) {
                    above |= raised(std::slice::from_mut(counts), std::iter::once(longer), *most);
                }
            }
            return above;
        }
        let age = self.periods - 1 - date as usize;
        if age >= self.longest {
            return false;
        }
        let longer = &self.longer[age * self.blocks..(age + 1) * self.blocks];
        let mut above = false;
        for at in age / LANES..self.blocks {
            above |= raised(&mut counts[at..=at], std::iter::once(&longer[at]), most[at]);
        }
        above
    }

    /// Calls `look` with the rows of windows that hold a date: where their counts stand, which block of lengths they are,
    /// and which periods a lane means.
    fn holding(&self, date: u16, mut look: impl FnMut(usize, usize, &dyn Fn(usize) -> Option<Range<usize>>)) {
        let date = date as usize;
        if !self.anywhere {
            if self.periods - 1 - date < self.longest {
                for block in 0..self.blocks {
                    let periods = |lane: usize| {
                        let length = block * LANES + lane + 1;
                        (length <= self.longest).then(|| self.periods - length..self.periods)
                    };
                    look(block, block, &periods);
                }
            }
            return;
        }
        for row in date..date + self.longest {
            for block in 0..self.blocks {
                let periods = |lane: usize| {
                    let length = block * LANES + lane + 1;
                    let from = (row + 1).checked_sub(self.longest)?;
                    (length <= self.longest && from + length <= self.periods).then_some(from..from + length)
                };
                look(row * self.blocks + block, block, &periods);
            }
        }
    }
}

/// Adds to rows of counts and says whether one is above.
#[inline]
fn raised<'a>(rows: &mut [Lanes], longer: impl Iterator<Item = &'a Lanes>, most: Lanes) -> bool {
    let mut above = [0_i16; LANES];
    for (counts, longer) in rows.iter_mut().zip(longer) {
        for lane in 0..LANES {
            counts[lane] += longer[lane];
            above[lane] |= -i16::from(counts[lane] > most[lane]);
        }
    }
    above != [0; LANES]
}
