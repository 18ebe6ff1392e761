//! Scanning a table of counts, places by periods.

use std::ops::Range;

use distributions::random::Random;
use rayon::prelude::*;

use super::draws::{AmongPeople, InProportion};
use super::zones::Family;
use super::{
    Best, Cluster, Clusters, Windows, Zones, apart, bernoulli_score, expectation_score, poisson_score, ranks,
};
use crate::local::Permutations;
use crate::places::{SpatialError, same_length};

/// What cases are held against; a number for each place and period, period after period of the first place, then of the
/// second …
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Model<'a> {
    /// Numbers in proportion to expectation (people, or what a model expects). Only their proportions count: they are scaled
    /// to the number of cases.
    Poisson(&'a [f64]),
    /// People, of whom some are cases.
    Bernoulli(&'a [u64]),
    /// Numbers expected from the past: if all places rise together, that counts too.
    Expectation(&'a [f64]),
}

/// A table of counts and what is asked of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Study<'a> {
    /// Cases, in the order of [`Model`].
    pub cases: &'a [u64],
    /// Periods; 1 for a purely spatial study.
    pub periods: usize,
    /// What cases are held against.
    pub model: Model<'a>,
    /// Which intervals are looked at.
    pub windows: Windows,
    /// How many maps chance makes.
    pub permutations: Permutations,
}

/// Scans a table of counts.
///
/// # Errors
/// [`SpatialError::Empty`] without cases; [`SpatialError::Lengths`] when the table does not have a number for each place and
/// period; [`SpatialError::CasesWithoutPopulation`], [`SpatialError::MoreCasesThanPeople`], [`SpatialError::Value`],
/// [`SpatialError::Negative`] with the number of the cell; [`SpatialError::Setting`] for windows longer than the study or
/// no permutations.
pub fn scan(study: &Study, zones: &Zones) -> Result<Clusters, SpatialError> {
    study.windows.checked(study.periods)?;
    if study.permutations.count == 0 {
        return Err(SpatialError::Setting("a test without replicates"));
    }
    same_length(zones.places * study.periods, study.cases.len())?;
    let scanner = Scanner::new(study, zones)?;
    let counts: Vec<u32> =
        study.cases.iter().map(|cases| u32::try_from(*cases).unwrap_or(u32::MAX)).collect();
    let search = |(centre, family): (usize, &Family)| {
        scanner.best(family, &counts, 0.0).map(|best| Best { centre, ..best })
    };
    let best: Vec<Best> = zones.families.par_iter().enumerate().filter_map(search).collect();
    let mut chance = scanner.chance(study.permutations);
    chance.sort_unstable_by(f64::total_cmp);
    let members = |best: &Best| {
        zones.families[best.centre].order[..best.places].iter().map(|place| *place as usize).collect()
    };
    let found = apart(best, members, zones.places)
        .into_iter()
        .map(|(best, places)| {
            let (cases, base) = scanner.inside(&places, &best.periods, study.cases);
            Cluster {
                radius: zones.families[best.centre].distances.get(best.places - 1).copied(),
                centre: best.centre,
                places,
                periods: best.periods,
                observed: cases as u64,
                expected: scanner.score.expected(base),
                relative_risk: scanner.score.relative_risk(cases, base),
                ranks: ranks(best.score, &chance),
                score: best.score,
            }
        })
        .collect();
    Ok(Clusters { found, chance })
}

/// The score of c cases over a base of expectation or people, with the totals it needs.
#[derive(Debug, Clone, Copy)]
enum Score {
    Poisson { all: f64 },
    Bernoulli { cases: f64, people: f64 },
    Expectation,
}

impl Score {
    fn of(self, c: f64, base: f64) -> f64 {
        match self {
            Self::Poisson { all } => poisson_score(c, base, all),
            Self::Bernoulli { cases, people } => bernoulli_score(c, base, cases, people),
            Self::Expectation => expectation_score(c, base),
        }
    }

    /// Whether the score may be above `best`: it never is above Pearson's χ², which needs no logarithm.
    fn may_beat(self, c: f64, base: f64, best: f64) -> bool {
        let over = c - self.expected(base);
        match self {
            _ if over <= 0.0 => false,
            Self::Poisson { all } => over * over * all > best * base * (all - base),
            Self::Bernoulli { cases, people } => {
                over * over * people.powi(3) > best * base * (people - base) * cases * (people - cases)
            }
            Self::Expectation => over * over > best * base,
        }
    }

    fn expected(self, base: f64) -> f64 {
        match self {
            Self::Bernoulli { cases, people } => base * cases / people,
            Self::Poisson { .. } | Self::Expectation => base,
        }
    }

    fn relative_risk(self, c: f64, base: f64) -> Option<f64> {
        let outside = match self {
            Self::Poisson { all } => (all - c) / (all - base),
            Self::Bernoulli { cases, people } => (cases - c) / (people - base),
            Self::Expectation => return Some((c / base).max(1.0)),
        };
        (outside > 0.0).then(|| c / base / outside)
    }
}

/// How chance deals cases out.
enum Dealer {
    InProportion(InProportion),
    AmongPeople(AmongPeople),
    Poisson(Vec<f64>),
}

struct Scanner<'a> {
    zones: &'a Zones,
    periods: usize,
    windows: Vec<Range<usize>>,
    base: Vec<f64>,
    score: Score,
    all: u64,
    dealer: Dealer,
}

impl<'a> Scanner<'a> {
    fn new(study: &Study, zones: &'a Zones) -> Result<Self, SpatialError> {
        let all: u64 = study.cases.iter().sum();
        if all == 0 {
            return Err(SpatialError::Empty);
        }
        let numbers = |numbers: &[f64]| {
            same_length(study.cases.len(), numbers.len())?;
            if let Some(row) = numbers.iter().position(|number| !number.is_finite()) {
                return Err(SpatialError::Value(row));
            }
            if let Some(row) = numbers.iter().position(|number| *number < 0.0) {
                return Err(SpatialError::Negative(row));
            }
            let nobody =
                numbers.iter().zip(study.cases).position(|(number, cases)| *number == 0.0 && *cases > 0);
            nobody.map_or(Ok(()), |row| Err(SpatialError::CasesWithoutPopulation(row)))
        };
        let (base, score, dealer) = match study.model {
            Model::Poisson(expected) => {
                numbers(expected)?;
                let scale = all as f64 / expected.iter().sum::<f64>();
                let expected: Vec<f64> = expected.iter().map(|expected| expected * scale).collect();
                let dealer = Dealer::InProportion(InProportion::new(&expected));
                (expected, Score::Poisson { all: all as f64 }, dealer)
            }
            Model::Expectation(expected) => {
                numbers(expected)?;
                (expected.to_vec(), Score::Expectation, Dealer::Poisson(expected.to_vec()))
            }
            Model::Bernoulli(people) => {
                same_length(study.cases.len(), people.len())?;
                let more = people.iter().zip(study.cases).position(|(people, cases)| cases > people);
                if let Some(row) = more {
                    return Err(SpatialError::MoreCasesThanPeople(row));
                }
                let base: Vec<f64> = people.iter().map(|people| *people as f64).collect();
                let score = Score::Bernoulli { cases: all as f64, people: base.iter().sum() };
                (base, score, Dealer::AmongPeople(AmongPeople::new(people)))
            }
        };
        let windows = study.windows.all(study.periods);
        Ok(Self { zones, periods: study.periods, windows, base, score, all, dealer })
    }

    /// The best zone and window of a family with a score above `least`.
    fn best(&self, family: &Family, counts: &[u32], least: f64) -> Option<Best> {
        let (mut cases, mut base) = (vec![0.0; self.periods], vec![0.0; self.periods]);
        let (mut cases_before, mut base_before) = (vec![0.0; self.periods + 1], vec![0.0; self.periods + 1]);
        let (mut best, mut least, mut from) = (None, least, 0);
        for stop in &family.stops {
            for place in &family.order[from..*stop as usize] {
                let row = *place as usize * self.periods..(*place as usize + 1) * self.periods;
                cases.iter_mut().zip(&counts[row.clone()]).for_each(|(sum, count)| *sum += f64::from(*count));
                base.iter_mut().zip(&self.base[row]).for_each(|(sum, base)| *sum += base);
            }
            from = *stop as usize;
            running(&cases, &mut cases_before);
            running(&base, &mut base_before);
            for window in &self.windows {
                let c = cases_before[window.end] - cases_before[window.start];
                let b = base_before[window.end] - base_before[window.start];
                if c > 0.0 && self.score.may_beat(c, b, least) {
                    let score = self.score.of(c, b);
                    if score > least {
                        least = score;
                        best = Some(Best { centre: 0, places: from, periods: window.clone(), score });
                    }
                }
            }
        }
        best
    }

    /// The highest score of each map made by chance.
    fn chance(&self, permutations: Permutations) -> Vec<f64> {
        let highest = |counts: &mut Vec<u32>, replicate: u32| {
            let mut random = Random::new(permutations.seed, u64::from(replicate));
            match &self.dealer {
                Dealer::InProportion(dealer) => dealer.deal(self.all, &mut random, counts),
                Dealer::AmongPeople(dealer) => dealer.deal(self.all, &mut random, counts),
                Dealer::Poisson(means) => {
                    counts
                        .iter_mut()
                        .zip(means)
                        .for_each(|(count, mean)| *count = random.poisson(*mean) as u32);
                }
            }
            let better = |least, family| self.best(family, counts, least).map_or(least, |best| best.score);
            self.zones.families.iter().fold(0.0, better)
        };
        let table = || vec![0; self.base.len()];
        (0..permutations.count).into_par_iter().map_init(table, highest).collect()
    }

    /// Cases and base of some places in some periods.
    fn inside(&self, places: &[usize], periods: &Range<usize>, cases: &[u64]) -> (f64, f64) {
        let cells = || {
            places.iter().flat_map(|place| periods.clone().map(move |period| place * self.periods + period))
        };
        (cells().map(|cell| cases[cell] as f64).sum(), cells().map(|cell| self.base[cell]).sum())
    }
}

fn running(values: &[f64], sums: &mut [f64]) {
    let mut sum = 0.0;
    for (value, sums) in values.iter().zip(sums.iter_mut().skip(1)) {
        sum += value;
        *sums = sum;
    }
}
