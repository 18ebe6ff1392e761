//! The space-time permutation scan: incidents alone, without any number of people.
//!
//! ```text
//!   expected in a cylinder = incidents in its circle × incidents in its window / all
//!   chance deals the dates out anew: circles keep their incidents, windows their number
//!   a chunk of centres, their incidents from near to far ──► every replicate walks outwards once and counts windows
//! ```
//!
//! A replicate is a walk over incidents in the order of distance; each raises the counts of the windows that hold its date.
//! Only a window that has just been raised can have become the best one of its number of cases, so nothing else is looked at;
//! where windows end today, only recent incidents are walked over.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use distributions::random::Random;
use rayon::prelude::*;

use super::thresholds::{LANES, Thresholds};
use super::zones::Family;
use super::{Best, Cluster, Clusters, Windows, apart, poisson_score, ranks};
use crate::local::Permutations;
use crate::places::{Point, SpatialError, checked, same_length};

/// Counts are kept in 16 bits, and time grows with the square of the number anyway.
const MOST_INCIDENTS: usize = 60_000;
/// Numbers that are compared in one go, at most: beyond, thresholds would fill the memory.
const MOST_TILED: usize = 128;
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
        let thresholds = Thresholds::new(&windows.fewest(), most, points.len() as f64, windows.tiles);
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
        let dealt: Vec<Dates> = (0..incidents.permutations.count)
            .into_par_iter()
            .map(|it| self.windows.dates(dealt(it)))
            .collect();
        let observed = self.windows.dates(observed.clone());
        // Scores are not negative, so their bits are in the order of the scores: the highest is the same whoever finds it first.
        let highest: Vec<AtomicU64> = dealt.iter().map(|_| AtomicU64::new(0)).collect();
        let chunk = |chunk: usize| {
            let centres = chunk * CHUNK..((chunk + 1) * CHUNK).min(self.centres.len());
            let around: Vec<Around> =
                centres.clone().map(|centre| Around::of(&self.family(centre), self.points.len())).collect();
            let mut room = Room { counts: self.windows.counts(), marks: vec![0; self.most.div_ceil(64)] };
            for (dates, highest) in dealt.iter().zip(&highest) {
                let mut best = Walk::from(f64::from_bits(highest.load(Ordering::Relaxed)));
                around.iter().for_each(|around| self.walk(around, dates, &mut room, &mut best));
                highest.fetch_max(best.score.to_bits(), Ordering::Relaxed);
            }
            let own = |(centre, around): (usize, &Around)| {
                let mut best = Walk::from(0.0);
                self.walk(around, &observed, &mut room, &mut best);
                Best { centre, places: best.places, periods: best.periods, score: best.score }
            };
            centres.zip(&around).map(own).collect::<Vec<Best>>()
        };
        let chunks = self.centres.len().div_ceil(CHUNK);
        let best: Vec<Vec<Best>> = (0..chunks).into_par_iter().map(chunk).collect();
        let chance = highest.into_iter().map(|bits| f64::from_bits(bits.into_inner())).collect();
        (best.concat(), chance)
    }

    /// Walks outwards over the incidents that any window may hold, and keeps what beats `best`.
    fn walk(&self, around: &Around, dates: &Dates, room: &mut Room, best: &mut Walk) {
        room.counts.fill(0);
        if self.windows.anywhere {
            (0..around.order.len()).for_each(|rank| self.step(rank, around, dates, room, best));
            return;
        }
        // Few dates are recent: their ranks are marked and come out in order.
        for row in &dates.recent {
            let rank = around.ranks[*row as usize] as usize;
            if let Some(marks) = room.marks.get_mut(rank / 64) {
                *marks |= 1 << (rank % 64);
            }
        }
        for word in 0..room.marks.len() {
            let mut marks = std::mem::take(&mut room.marks[word]);
            while marks != 0 {
                self.step(word * 64 + marks.trailing_zeros() as usize, around, dates, room, best);
                marks &= marks - 1;
            }
        }
    }

    /// One incident more. Until the last of equally far ones has come, the circle is taken for as large as it then is: its
    /// score is too low by then and is right with the last one.
    fn step(&self, rank: usize, around: &Around, dates: &Dates, room: &mut Room, best: &mut Walk) {
        let (Some(row), Some(size)) = (around.order.get(rank), around.sizes.get(rank)) else { return };
        let (date, size) = (dates.all[*row as usize], *size as usize);
        let most = self.thresholds.row(best.score, size);
        if self.windows.raise(date, &mut room.counts, most) {
            self.look(date, size, &room.counts, most, best);
        }
    }

    /// Exact scores of the windows that hold a date and have enough.
    fn look(&self, date: u16, size: usize, counts: &[i16], most: &[i16], best: &mut Walk) {
        let all = self.points.len() as f64;
        for (row, periods) in self.windows.holding(date) {
            let lengths = row..row + self.windows.longest;
            for (length, (cases, most)) in (1..).zip(counts[lengths].iter().zip(most)) {
                let Some(periods) = periods(length).filter(|_| cases > most) else { continue };
                let expected = size as f64 * self.windows.number(&periods) as f64 / all;
                let score = poisson_score(f64::from(*cases), expected, all);
                if score > best.score {
                    *best = Walk { score, places: size, periods };
                }
            }
        }
    }
}

/// Dates of all incidents, and the incidents that windows ending today may hold.
struct Dates {
    all: Vec<u16>,
    recent: Vec<u32>,
}

/// What a walk needs again and again: counts of windows, and a mark for each rank (none between walks).
struct Room {
    counts: Vec<i16>,
    marks: Vec<u64>,
}

/// The incidents around a centre.
struct Around {
    order: Vec<u32>,
    /// By rank: incidents of the circle that holds this one and all equally far.
    sizes: Vec<u32>,
    /// By incident: how many are nearer; beyond all ranks when it is in no circle.
    ranks: Vec<u32>,
}

impl Around {
    fn of(family: &Family, incidents: usize) -> Self {
        let mut ranks = vec![u32::MAX; incidents];
        (0..).zip(&family.order).for_each(|(rank, row)| ranks[*row as usize] = rank);
        let mut sizes = Vec::with_capacity(family.order.len());
        family.stops.iter().for_each(|stop| sizes.resize(*stop as usize, *stop));
        Self { order: family.order.clone(), sizes, ranks }
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
    /// Width of a row of lengths.
    width: usize,
    /// Rows that are raised and compared in one go.
    tiles: usize,
    /// Incidents before each period.
    before: Vec<u64>,
    /// What a date adds to the rows it touches. For windows anywhere those from the earliest beginning that may still reach
    /// the date to the one that begins with it; for windows that end today a row for each age of the date.
    added: Vec<i16>,
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
        let width = longest.next_multiple_of(LANES);
        // A date so many periods after the beginning lies in all windows that are longer.
        let age = |row: usize| if anywhere { longest - 1 - row } else { row };
        let added = (0..longest * width).map(|at| i16::from(at % width >= age(at / width))).collect();
        let tiles = if anywhere && longest * width <= MOST_TILED { longest } else { 1 };
        Self { periods: incidents.periods, longest, anywhere, width, tiles, before, added }
    }

    fn dates(&self, all: Vec<u16>) -> Dates {
        let recent = |date: u16| !self.anywhere && self.periods - (date as usize) <= self.longest;
        let recent = (0..).zip(&all).filter(|(_, date)| recent(**date)).map(|(row, _)| row).collect();
        Dates { all, recent }
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
    fn counts(&self) -> Vec<i16> {
        let rows = if self.anywhere { self.periods + self.longest - 1 } else { 1 };
        vec![0; rows * self.width]
    }

    /// Raises all windows that hold a date; says whether one of them is above what it may have.
    fn raise(&self, date: u16, counts: &mut [i16], most: &[i16]) -> bool {
        let date = date as usize;
        if self.anywhere {
            let rows = &mut counts[date * self.width..(date + self.longest) * self.width];
            let together = self.tiles * self.width;
            let rows = rows.chunks_mut(together).zip(self.added.chunks(together));
            return rows.fold(false, |above, (rows, added)| above | raised(rows, added, most));
        }
        let age = self.periods - 1 - date;
        age < self.longest && {
            // Nothing is added to shorter windows: begin with the lanes of this length.
            let from = age / LANES * LANES;
            raised(
                &mut counts[from..],
                &self.added[age * self.width + from..(age + 1) * self.width],
                &most[from..],
            )
        }
    }

    /// The rows of windows that may hold a date: where their counts begin, and which periods a length means there.
    fn holding(&self, date: u16) -> impl Iterator<Item = (usize, impl Fn(usize) -> Option<Range<usize>>)> {
        let date = date as usize;
        let rows = match (self.anywhere, self.periods - 1 - date < self.longest) {
            (true, _) => date..date + self.longest,
            (false, true) => 0..1,
            (false, false) => 0..0,
        };
        rows.map(move |row| {
            let periods = move |length: usize| {
                let from =
                    if self.anywhere { (row + 1).checked_sub(self.longest)? } else { self.periods - length };
                (from + length <= self.periods).then(|| from..from + length)
            };
            (row * self.width, periods)
        })
    }
}

/// Adds to counts and says whether one is above; one loop over plain numbers, several of which a processor takes at once.
#[inline]
fn raised(counts: &mut [i16], added: &[i16], most: &[i16]) -> bool {
    let mut above = 0;
    for ((count, added), most) in counts.iter_mut().zip(added).zip(most) {
        *count += added;
        above |= i16::from(*count > *most);
    }
    above != 0
}
